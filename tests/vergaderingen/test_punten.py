"""Items: a case or a question on an agenda, in order, to another meeting, and off again."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Gebeurtenis
from organisations.actor import Actor
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU
from tests.ketens import ketenfouten
from tests.vergaderingen.conftest import BEGIN, TIJDENS, Tafel
from tlv.models import Aanvraag, Status
from vergaderingen import plannen, punten, uitkomsten
from vergaderingen.afsluiten import wat_ontbreekt
from vergaderingen.beeld import agenda
from vergaderingen.models import Agendapunt
from workflow.edit import edit
from workflow.fouten import Conflict, GeenRecht, Geweigerd
from workflow.tijdlijn import tijdlijn

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
Stand = Agendapunt.Stand


def volgorde(tafel: Tafel) -> list[str]:
    return list(tafel.vergadering.punten.order_by("volgorde").values_list("titel", flat=True))


def test_a_case_is_put_on_the_agenda_from_its_page_and_its_story_tells_the_office(
    tafel: Tafel, lopend: Aanvraag, als: Als, coordinator: Actor
) -> None:
    adres = reverse("vergaderingen:zaak_agenda", args=[lopend.zaak_id])
    client = als(tafel.secretariaat)
    assert client.get(adres).status_code == 200
    antwoord = client.post(adres, {"soort": "bespreking", "vergadering": tafel.vergadering.pk, "vraag": "Wat denkt u?"})
    assert antwoord.status_code == 302, antwoord.content.decode()
    punt = Agendapunt.objects.get()
    assert (punt.zaak_id, punt.stand, punt.vergadering_id) == (lopend.zaak_id, "gepland", tafel.vergadering.pk)
    assert any("agenda van de commissie" in r.titel for r in tijdlijn(tafel.voorzitter, lopend.zaak))
    assert not any("agenda van de commissie" in r.titel for r in tijdlijn(coordinator, lopend.zaak))
    assert ketenfouten(lopend.zaak_id) == []


def test_without_a_meeting_it_waits_and_one_case_waits_once(tafel: Tafel, lopend: Aanvraag) -> None:
    data = {"soort": "bespreking", "vergadering": None}
    edit(lopend.zaak_id, "op_agenda", by=tafel.voorzitter, data=data, nu=NU)
    assert Agendapunt.objects.get().stand == Stand.WACHT
    with pytest.raises(Geweigerd, match="al op een agenda"):
        edit(lopend.zaak_id, "op_agenda", by=tafel.secretariaat, data=data, nu=NU)
    assert Agendapunt.objects.count() == 1


def test_only_who_the_process_names_and_only_while_it_runs(tafel: Tafel, lopend: Aanvraag, coordinator: Actor) -> None:
    data = {"soort": "bespreking", "vergadering": None}
    for wie in (tafel.lid, coordinator):
        with pytest.raises(GeenRecht):
            edit(lopend.zaak_id, "op_agenda", by=wie, data=data, nu=NU)
    factories.zet_status(lopend, Status.BEKENDGEMAAKT)
    with pytest.raises(GeenRecht):
        edit(lopend.zaak_id, "op_agenda", by=tafel.secretariaat, data=data, nu=NU)


def test_whoever_is_family_puts_nothing_about_the_pupil_on_an_agenda(tafel: Tafel, lopend: Aanvraag) -> None:
    ouder = factories.OuderFactory(leerling=lopend.zaak.dossier.leerling)
    ouder.user_id = tafel.secretariaat.persoon_id
    ouder.save()
    with pytest.raises(Geweigerd, match="familie"):
        edit(lopend.zaak_id, "op_agenda", by=tafel.secretariaat, data={"soort": "bespreking"}, nu=NU)


def test_a_meeting_of_another_office_takes_no_case(tafel: Tafel, lopend: Aanvraag) -> None:
    ander = factories.SwvFactory()
    buur, voorzitter = (factories.actor(rol, ander) for rol in (Rol.SECRETARIAAT, Rol.VOORZITTER))
    gegevens = {"begin": BEGIN, "einde": BEGIN + timedelta(hours=1), "online": True, "plaats": "x"}
    gegevens |= {"voorzitter": voorzitter.persoon_id, "leden": [voorzitter.hoed_id]}
    elders = plannen.plan(buur, gegevens, nu=NU)
    data = {"soort": "bespreking", "vergadering": elders.pk}
    with pytest.raises(Geweigerd):
        edit(lopend.zaak_id, "op_agenda", by=tafel.secretariaat, data=data, nu=NU)


def test_a_consultation_needs_a_school_and_a_question(tafel: Tafel, als: Als) -> None:
    adres = reverse("vergaderingen:punt_nieuw", args=[tafel.vergadering.pk])
    client = als(tafel.secretariaat)
    antwoord = client.post(adres, {"vorm": "consultatie", "titel": "Een vraag"})
    assert antwoord.status_code == 422
    assert "Kies de school" in antwoord.content.decode() and "wil weten" in antwoord.content.decode()
    goed = {"vorm": "consultatie", "titel": "Een vraag", "school_id": tafel.school.pk, "vraag": "Hoe?"}
    assert client.post(adres, goed).status_code == 302
    punt = Agendapunt.objects.get()
    assert (punt.vorm, punt.school, punt.zaak) == ("consultatie", tafel.school, None)


def test_up_and_down_are_buttons_that_work_without_script_and_stop_at_the_edge(tafel: Tafel, als: Als) -> None:
    een, twee, drie = (tafel.vraag_erop(titel) for titel in ("een", "twee", "drie"))
    client = als(tafel.voorzitter)
    client.post(reverse("vergaderingen:punt_schuiven", args=[drie.pk]), {"richting": "op"})
    assert volgorde(tafel) == ["een", "drie", "twee"]
    client.post(reverse("vergaderingen:punt_schuiven", args=[een.pk]), {"richting": "op"})
    client.post(reverse("vergaderingen:punt_schuiven", args=[twee.pk]), {"richting": "neer"})
    assert volgorde(tafel) == ["een", "drie", "twee"]
    client.post(reverse("vergaderingen:punt_schuiven", args=[een.pk]), {"richting": "neer"})
    assert volgorde(tafel) == ["drie", "een", "twee"]


def test_before_the_meeting_an_item_just_moves(tafel: Tafel, lopend: Aanvraag) -> None:
    later = tafel.plan(BEGIN + timedelta(days=7))
    punt = tafel.zaak_erop(lopend)
    weer = punten.verplaats(tafel.secretariaat, punt.pk, later.pk, versie=1, nu=NU)
    assert (weer.pk, weer.vergadering, weer.stand) == (punt.pk, later, Stand.GEPLAND)
    with pytest.raises(Conflict):
        punten.verplaats(tafel.voorzitter, punt.pk, None, versie=1, nu=NU)
    with pytest.raises(Geweigerd):
        punten.verplaats(tafel.voorzitter, punt.pk, later.pk, nu=NU)


def test_once_it_has_begun_the_minutes_keep_that_an_item_was_not_dealt_with(tafel: Tafel, lopend: Aanvraag) -> None:
    later = tafel.plan(BEGIN + timedelta(days=7))
    punt = tafel.zaak_erop(lopend, vraag="Wat denkt u?")
    nieuw = punten.verplaats(tafel.secretariaat, punt.pk, later.pk, nu=TIJDENS)
    punt.refresh_from_db()
    assert (punt.stand, punt.vergadering) == (Stand.DOORGESCHOVEN, tafel.vergadering)
    assert (nieuw.stand, nieuw.vergadering, nieuw.vorige, nieuw.vraag) == ("gepland", later, punt, "Wat denkt u?")


def test_taken_off_the_case_can_be_put_on_again(tafel: Tafel, lopend: Aanvraag) -> None:
    punt = tafel.zaak_erop(lopend)
    punten.laat_vervallen(tafel.secretariaat, punt.pk, nu=NU)
    assert tafel.zaak_erop(lopend).pk != punt.pk


def test_two_versions_of_one_item_do_not_overwrite_each_other(tafel: Tafel) -> None:
    punt = tafel.vraag_erop()
    punten.wijzig_punt(tafel.secretariaat, punt.pk, {"vraag": "De eerste tekst"}, versie=1, nu=NU)
    with pytest.raises(Conflict):
        punten.wijzig_punt(tafel.collega, punt.pk, {"vraag": "De tweede tekst"}, versie=1, nu=NU)
    punt.refresh_from_db()
    assert punt.vraag == "De eerste tekst"


def test_what_waits_is_planned_from_the_list(
    tafel: Tafel, lopend: Aanvraag, als: Als, klok: Callable[[datetime], None]
) -> None:
    edit(lopend.zaak_id, "op_agenda", by=tafel.secretariaat, data={"soort": "bespreking"}, nu=NU)
    punt = Agendapunt.objects.get()
    client = als(tafel.secretariaat)
    assert "Wacht op een vergadering" in client.get(reverse("vergaderingen:lijst")).content.decode()
    adres = reverse("vergaderingen:punt_verplaatsen", args=[punt.pk])
    assert client.post(adres, {"naar": tafel.vergadering.pk, "versie": 1}).status_code == 302
    punt.refresh_from_db()
    assert (punt.stand, punt.vergadering) == (Stand.GEPLAND, tafel.vergadering)


def test_the_record_names_the_acts_and_no_words_that_were_typed(tafel: Tafel) -> None:
    punt = tafel.vraag_erop("Een geheim onderwerp")
    punten.schuif(tafel.secretariaat, punt.pk, punten.OP)
    rijen = Gebeurtenis.objects.filter(object_soort="vergaderingen.agendapunt")
    assert [rij.actie for rij in rijen] == ["vergadering.punt_toevoegen"]
    assert "geheim" not in str(list(rijen.values()))


def test_the_number_of_an_item_is_the_same_on_the_page_and_in_what_is_missing(tafel: Tafel) -> None:
    """Also when an item moved on, and one before it was taken off."""
    weg, door, open_ = (tafel.vraag_erop(titel) for titel in ("weg", "door", "open"))
    punten.laat_vervallen(tafel.secretariaat, weg.pk, nu=NU)
    punten.verplaats(tafel.secretariaat, door.pk, None, nu=TIJDENS)
    regels = {regel.punt.titel: regel.nr for regel in agenda(tafel.secretariaat, tafel.vergadering)}
    assert regels == {"door": 1, "open": 2}
    assert any(zin.startswith("Punt 2, open") for zin in wat_ontbreekt(tafel.vergadering, nu=TIJDENS))
    punten.schuif(tafel.secretariaat, open_.pk, punten.OP)
    assert [regel.punt.titel for regel in agenda(tafel.secretariaat, tafel.vergadering)] == ["open", "door"]


def test_who_organises_orders_also_what_is_closed_to_them(tafel: Tafel, als: Als) -> None:
    een, twee = tafel.vraag_erop("een"), tafel.vraag_erop("twee")
    uitkomsten.meld_belang(tafel.voorzitter, twee.pk, nu=NU)
    client = als(tafel.voorzitter)
    assert client.post(reverse("vergaderingen:punt_schuiven", args=[twee.pk]), {"richting": "op"}).status_code == 302
    assert volgorde(tafel) == ["twee", "een"]
    assert client.get(reverse("vergaderingen:punt", args=[twee.pk])).status_code == 403
    assert als(tafel.lid).post(reverse("vergaderingen:punt_schuiven", args=[een.pk])).status_code == 403


def test_what_was_taken_off_is_for_who_organises(tafel: Tafel, als: Als) -> None:
    punt = tafel.vraag_erop()
    punten.laat_vervallen(tafel.secretariaat, punt.pk, nu=NU)
    adres = reverse("vergaderingen:punt", args=[punt.pk])
    assert als(tafel.lid).get(adres).status_code == 404
    assert als(tafel.secretariaat).get(adres).status_code == 200


def test_a_subject_that_is_too_long_or_cannot_be_printed_is_refused(tafel: Tafel, als: Als) -> None:
    client, adres = als(tafel.secretariaat), reverse("vergaderingen:punt_nieuw", args=[tafel.vergadering.pk])
    for titel in ("a" * 400, "Een 🙂 punt"):
        assert client.post(adres, {"vorm": "punt", "titel": titel}).status_code == 422
    assert not Agendapunt.objects.exists()
    assert client.post(adres, {"vorm": "punt", "titel": "a" * 160}).status_code == 302


def test_the_subject_of_an_item_names_no_pupil_of_the_same_meeting(tafel: Tafel, lopend: Aanvraag) -> None:
    """The minutes print it as it is typed."""
    tafel.zaak_erop(lopend)
    naam = lopend.zaak.dossier.leerling.achternaam
    with pytest.raises(Geweigerd, match="de naam van een leerling"):
        tafel.vraag_erop(f"Vraag over {naam}")
    los = tafel.vraag_erop()
    gegevens = {"vorm": "consultatie", "titel": f"Weer {naam}", "school_id": tafel.school.pk, "vraag": "Wat nu?"}
    with pytest.raises(Geweigerd, match="de naam van een leerling") as nee:
        punten.wijzig_punt(tafel.secretariaat, los.pk, gegevens, versie=None, nu=NU)
    assert nee.value.veld == "titel"
