"""What comes of an item: drafts that two people keep, one recording, what follows from it, and who has a stake."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Gebeurtenis, Lezing
from organisations.actor import Actor
from organisations.models import User
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU
from tests.ketens import ketenfouten
from tests.vergaderingen.conftest import TIJDENS, Tafel
from tlv.models import Aanvraag, Status
from tlv.process import PROCESS
from vergaderingen import punten, uitkomsten
from vergaderingen.models import Agendapunt, Belang
from workflow.fouten import Conflict, GeenRecht, Geweigerd
from workflow.process import Agendasoort

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
Stand = Agendapunt.Stand
ADVIES = {"uitkomst": "advies", "advies": "Begin met een vaste mentor.", "verlieten": []}


def leg_vast(tafel: Tafel, punt: Agendapunt, *, by: Actor | None = None, **anders: Any) -> None:
    gegevens = {"uitkomst": "verlenen", "advies": "De leerling heeft rust nodig.", "verlieten": []} | anders
    uitkomsten.leg_uitkomst_vast(by or tafel.secretariaat, punt.pk, gegevens, versie=None, sleutel="", nu=TIJDENS)


def test_two_people_who_write_at_two_items_both_keep_their_text(tafel: Tafel) -> None:
    een, twee = tafel.vraag_erop("een"), tafel.vraag_erop("twee")
    uitkomsten.bewaar(tafel.secretariaat, een.pk, {"advies": "Van de een"}, versie=1, nu=TIJDENS)
    uitkomsten.bewaar(tafel.voorzitter, twee.pk, {"advies": "Van de ander"}, versie=1, nu=TIJDENS)
    assert set(Agendapunt.objects.values_list("advies", flat=True)) == {"Van de een", "Van de ander"}
    with pytest.raises(Conflict):
        uitkomsten.bewaar(tafel.collega, een.pk, {"advies": "Te laat"}, versie=1, nu=TIJDENS)


def test_nothing_is_recorded_before_the_meeting_has_begun(tafel: Tafel) -> None:
    punt = tafel.vraag_erop()
    with pytest.raises(Geweigerd, match="nog niet begonnen"):
        uitkomsten.bewaar(tafel.secretariaat, punt.pk, ADVIES, versie=1, nu=NU)


def test_an_outcome_of_a_case_is_on_its_record_and_recorded_once(tafel: Tafel, lopend: Aanvraag) -> None:
    punt = tafel.zaak_erop(lopend)
    leg_vast(tafel, punt)
    punt.refresh_from_db()
    assert (punt.stand, punt.uitkomst, punt.behandeld_op) == (Stand.BEHANDELD, "verlenen", TIJDENS)
    assert ketenfouten(lopend.zaak_id) == []
    with pytest.raises(Conflict):
        leg_vast(tafel, punt, uitkomst="afwijzen")


def test_only_outcomes_that_the_process_knows(tafel: Tafel, lopend: Aanvraag) -> None:
    punt = tafel.zaak_erop(lopend)
    for uitkomst in ("advies", "onzin", ""):
        with pytest.raises(Geweigerd):
            leg_vast(tafel, punt, uitkomst=uitkomst)


@pytest.mark.parametrize("naam", ["roepnaam", "achternaam"])
def test_a_name_of_the_pupil_is_refused_in_what_goes_into_the_minutes(
    tafel: Tafel, lopend: Aanvraag, naam: str
) -> None:
    punt = tafel.zaak_erop(lopend)
    with pytest.raises(Geweigerd, match="naam van een leerling"):
        leg_vast(tafel, punt, advies=f"Met {getattr(lopend.zaak.dossier.leerling, naam)} gaat het beter.")
    leg_vast(tafel, punt, advies="Samen kijken wat past.")  # Sam is a name, Samen is not


def met_gevolg(monkeypatch: pytest.MonkeyPatch) -> None:
    soort = Agendasoort(
        label="Proef",
        mag=PROCESS.agendapunten["bespreking"].mag,
        uitkomsten={"ja": "ja"},
        na_uitkomst={"ja": "archiveren"},
    )
    monkeypatch.setitem(PROCESS.agendapunten, "proef", soort)  # type: ignore[arg-type]


def test_what_the_process_does_with_an_outcome_happens_in_the_same_transaction(
    tafel: Tafel, lopend: Aanvraag, monkeypatch: pytest.MonkeyPatch
) -> None:
    met_gevolg(monkeypatch)
    punt = tafel.zaak_erop(lopend, soort="proef")
    with pytest.raises(Conflict):  # the case is not in a state for it, so the outcome is not recorded either
        leg_vast(tafel, punt, uitkomst="ja")
    punt.refresh_from_db()
    assert (punt.stand, punt.uitkomst) == (Stand.GEPLAND, "")
    factories.zet_status(lopend, Status.INGETROKKEN)
    leg_vast(tafel, punt, uitkomst="ja")
    punt.refresh_from_db()
    assert (Aanvraag.objects.get(pk=lopend.pk).status, punt.stand) == (Status.ARCHIEF, Stand.BEHANDELD)
    with pytest.raises(Geweigerd, match="al verder gegaan"):
        uitkomsten.heropen(tafel.secretariaat, punt.pk)


def test_the_same_form_twice_does_what_follows_once(
    tafel: Tafel, lopend: Aanvraag, monkeypatch: pytest.MonkeyPatch
) -> None:
    met_gevolg(monkeypatch)
    punt = tafel.zaak_erop(lopend, soort="proef")
    factories.zet_status(lopend, Status.INGETROKKEN)
    sleutel, gegevens = factories.sleutel(), {"uitkomst": "ja", "advies": "", "verlieten": []}
    for _ in range(2):
        uitkomsten.leg_uitkomst_vast(tafel.secretariaat, punt.pk, gegevens, versie=1, sleutel=sleutel, nu=TIJDENS)
    assert Aanvraag.objects.get(pk=lopend.pk).status == Status.ARCHIEF


def test_an_outcome_from_which_nothing_followed_can_be_opened_again(tafel: Tafel) -> None:
    punt = tafel.vraag_erop()
    leg_vast(tafel, punt, **ADVIES)
    assert uitkomsten.heropen(tafel.voorzitter, punt.pk).stand == Stand.GEPLAND
    with pytest.raises(Conflict):
        uitkomsten.heropen(tafel.voorzitter, punt.pk)


# -- a stake in it ---------------------------------------------------------------------------------


def test_whoever_reports_a_stake_reads_no_more_and_stands_among_who_left(
    tafel: Tafel, lopend: Aanvraag, als: Als
) -> None:
    punt = tafel.zaak_erop(lopend, vraag="Vertrouwelijk")
    adres = reverse("vergaderingen:punt", args=[punt.pk])
    client = als(tafel.lid)
    assert "Vertrouwelijk" in client.get(adres).content.decode()
    assert client.post(reverse("vergaderingen:belang", args=[punt.pk])).status_code == 302
    assert client.get(adres).status_code == 403
    leg_vast(tafel, punt)
    assert set(Belang.objects.values_list("user_id", flat=True)) == {tafel.lid.persoon_id}
    assert "verlenen" not in client.get(tafel.vergadering.get_absolute_url()).content.decode()


def test_what_the_record_knows_of_a_stake_needs_no_report(tafel: Tafel, lopend: Aanvraag, als: Als) -> None:
    """Whoever works at the school, or is family, is kept out in any hat, and cannot be unticked."""
    factories.lidmaatschap(Rol.SCHOOLDIRECTEUR, lopend.zaak.school, user=User.objects.get(pk=tafel.lid.persoon_id))
    ouder = factories.OuderFactory(leerling=lopend.zaak.dossier.leerling)
    ouder.user_id = tafel.deskundige.persoon_id
    ouder.save()
    punt = tafel.zaak_erop(lopend)
    for wie in (tafel.lid, tafel.deskundige):
        assert als(wie).get(reverse("vergaderingen:punt", args=[punt.pk])).status_code == 403
    leg_vast(tafel, punt, verlieten=[])
    weg = {tafel.lid.persoon_id, tafel.deskundige.persoon_id}
    assert set(Belang.objects.values_list("user_id", flat=True)) == weg


def test_who_organises_with_a_stake_lets_a_colleague_record_it(tafel: Tafel, lopend: Aanvraag) -> None:
    punt = tafel.zaak_erop(lopend)
    uitkomsten.meld_belang(tafel.voorzitter, punt.pk, nu=NU)
    with pytest.raises(GeenRecht):
        leg_vast(tafel, punt, by=tafel.voorzitter)
    with pytest.raises(Geweigerd):
        punten.wijzig_punt(tafel.voorzitter, punt.pk, {"vraag": "x"}, versie=None, nu=NU)
    with pytest.raises(Geweigerd):
        uitkomsten.neem_belang_terug(tafel.voorzitter, punt.pk, tafel.voorzitter.persoon_id)
    leg_vast(tafel, punt)


def test_reported_by_mistake_a_colleague_takes_it_back(tafel: Tafel, lopend: Aanvraag, als: Als) -> None:
    punt = tafel.zaak_erop(lopend)
    uitkomsten.meld_belang(tafel.lid, punt.pk, nu=NU)
    als(tafel.secretariaat).post(reverse("vergaderingen:belang_terug", args=[punt.pk]), {"wie": tafel.lid.persoon_id})
    assert not Belang.objects.exists()


def test_the_form_keeps_a_draft_and_then_records(tafel: Tafel, als: Als, klok: Callable[[datetime], None]) -> None:
    punt = tafel.vraag_erop()
    klok(TIJDENS)
    client, adres = als(tafel.secretariaat), reverse("vergaderingen:uitkomst", args=[punt.pk])
    assert client.post(adres, {"advies": "Een begin", "versie": 1}).headers["Location"] == adres
    antwoord = client.post(adres, {"advies": "Te laat", "versie": 1})
    assert antwoord.status_code == 409 and "Te laat" in antwoord.content.decode()
    antwoord = client.post(adres, {"advies": "Klaar", "versie": 2, "vastleggen": "1"})
    assert antwoord.status_code == 422 and "Kies wat de uitkomst is" in antwoord.content.decode()
    klaar = {"advies": "Klaar", "uitkomst": "advies", "versie": 2, "vastleggen": "1"}
    assert client.post(adres, klaar).headers["Location"] == tafel.vergadering.get_absolute_url()
    punt.refresh_from_db()
    assert (punt.stand, punt.advies) == (Stand.BEHANDELD, "Klaar")


def test_a_read_of_an_item_is_a_read_of_the_case_for_its_family_too(
    tafel: Tafel, lopend: Aanvraag, als: Als, klok: Callable[[datetime], None]
) -> None:
    punt = tafel.zaak_erop(lopend)
    klok(NU + timedelta(hours=1))
    als(tafel.deskundige).get(reverse("vergaderingen:punt", args=[punt.pk]))
    lezing = Lezing.objects.get(zaak_id=lopend.zaak_id, gebruiker_id=tafel.deskundige.gebruiker_id)
    assert lezing.leerling_id == lopend.zaak.dossier.leerling_id
    assert lezing.grond["been"] == "vergadering"


def test_whoever_presses_twice_reports_once(tafel: Tafel, lopend: Aanvraag) -> None:
    punt = tafel.zaak_erop(lopend)
    for _ in range(2):
        uitkomsten.meld_belang(tafel.lid, punt.pk, nu=NU)
    assert Gebeurtenis.objects.filter(actie="vergadering.belang_melden").count() == 1


def test_who_has_a_stake_opens_no_outcome_again(tafel: Tafel) -> None:
    punt = tafel.vraag_erop()
    uitkomsten.meld_belang(tafel.voorzitter, punt.pk, nu=NU)
    leg_vast(tafel, punt, **ADVIES)
    with pytest.raises(Geweigerd, match="collega"):
        uitkomsten.heropen(tafel.voorzitter, punt.pk)
    assert Agendapunt.objects.get().stand == Stand.BEHANDELD


def test_a_pupil_of_another_item_is_not_named_either(tafel: Tafel, lopend: Aanvraag) -> None:
    tafel.zaak_erop(lopend)
    vraag, naam = tafel.vraag_erop(), lopend.zaak.dossier.leerling.achternaam
    for vorm in (naam, naam.upper()):
        with pytest.raises(Geweigerd, match="naam van een leerling"):
            leg_vast(tafel, vraag, **ADVIES | {"advies": f"Vergelijk het met {vorm}."})
    leg_vast(tafel, vraag, **ADVIES)


def test_what_no_letter_can_print_is_refused_while_it_can_still_be_mended(tafel: Tafel) -> None:
    with pytest.raises(Geweigerd, match="afdrukken"):
        leg_vast(tafel, tafel.vraag_erop(), **ADVIES | {"advies": "Goed zo 🙂"})
