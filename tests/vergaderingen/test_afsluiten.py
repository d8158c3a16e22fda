"""Who was there, closing, and the minutes: what they say, what they leave out, and who reads them."""

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from documents import opslag, verificatie
from documents.models import Document
from documents.werk import verwerk_wachtende
from organisations.actor import Actor
from tests.factories import NU
from tests.vergaderingen.conftest import BEGIN, TIJDENS, Tafel, gegevens_voor
from tlv.models import Aanvraag
from vergaderingen import acties, afsluiten, plannen, punten, uitkomsten
from vergaderingen.beeld import agenda
from vergaderingen.models import Actiepunt, Genodigde
from workflow.fouten import Conflict, Geweigerd, NietGevonden
from workflow.models import Bericht
from workflow.outbox import mislukte_documenten

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
NA = TIJDENS + timedelta(hours=1)


def behandel(tafel: Tafel, punt: Any, **anders: Any) -> None:
    gegevens = {"uitkomst": "verlenen", "advies": "De leerling heeft een kleine groep nodig.", "verlieten": []}
    uitkomsten.leg_uitkomst_vast(tafel.secretariaat, punt.pk, gegevens | anders, versie=None, sleutel="", nu=TIJDENS)


def sluit(tafel: Tafel) -> Document:
    v = tafel.vergadering
    afsluiten.leg_presentie_vast(tafel.secretariaat, v.pk, tafel.allen_aanwezig(), versie=None, nu=TIJDENS)
    return afsluiten.sluit_af(tafel.secretariaat, v.pk, nu=NA)


def test_it_closes_only_when_all_is_recorded_and_says_what_is_not(tafel: Tafel, lopend: Aanvraag) -> None:
    punt = tafel.zaak_erop(lopend)
    with pytest.raises(Geweigerd, match="nog niet begonnen"):
        afsluiten.sluit_af(tafel.secretariaat, tafel.vergadering.pk, nu=NU)
    with pytest.raises(Geweigerd, match=r"wie er waren.*Punt 1, Bespreking van de aanvraag"):
        afsluiten.sluit_af(tafel.secretariaat, tafel.vergadering.pk, nu=NA)
    behandel(tafel, punt)
    niemand = dict.fromkeys(tafel.allen_aanwezig(), "nee")
    afsluiten.leg_presentie_vast(tafel.secretariaat, tafel.vergadering.pk, niemand, versie=0, nu=TIJDENS)
    with pytest.raises(Geweigerd, match="Niemand was aanwezig"):
        afsluiten.sluit_af(tafel.secretariaat, tafel.vergadering.pk, nu=NA)
    with pytest.raises(Conflict):
        afsluiten.leg_presentie_vast(tafel.collega, tafel.vergadering.pk, niemand, versie=0, nu=TIJDENS)


def test_the_minutes_are_sealed_and_name_pupils_by_number_and_initials(tafel: Tafel, lopend: Aanvraag) -> None:
    punt, later = tafel.zaak_erop(lopend), tafel.plan(BEGIN + timedelta(days=7))
    vraag = tafel.vraag_erop()
    behandel(tafel, punt, verlieten=[tafel.deskundige.persoon_id])
    punten.verplaats(tafel.secretariaat, vraag.pk, later.pk, nu=TIJDENS)
    wat = {"wat": "Besluit voorbereiden", "lid_id": tafel.voorzitter.hoed_id, "uiterlijk": None, "punt_id": punt.pk}
    acties.voeg_toe(tafel.secretariaat, tafel.vergadering.pk, **wat, nu=TIJDENS)
    document = sluit(tafel)
    assert verwerk_wachtende(NA) == 1
    document.refresh_from_db()
    assert document.bestand is not None and document.zegel.code == document.gegevens["verificatie"]["code"]
    tekst = _tekst(opslag.lees_bestand(document.bestand))
    zaak = lopend.zaak
    leerling = zaak.dossier.leerling
    initialen = f"{leerling.roepnaam[0]}.{leerling.achternaam[0]}."
    for stuk in (
        zaak.nummer,
        initialen,
        tafel.voorzitter.naam,
        "de commissie denkt aan verlenen",
        "De leerling heeft een kleine groep nodig.",
        f"verlieten de vergadering, omdat zij er een belang bij hebben: {tafel.deskundige.naam}",
        "doorgeschoven naar een volgende vergadering",
        "Besluit voorbereiden",
    ):
        assert str(stuk) in tekst, stuk
    assert not re.search(rf"\b({leerling.achternaam}|{leerling.roepnaam})\b", str(document.gegevens))
    uitslag = verificatie.op_code(document.zegel.code)
    assert (uitslag.uitkomst, uitslag.soort, uitslag.swv) == (
        "echt",
        "verslag van een vergadering",
        tafel.swv.naam,
    )


def _tekst(pdf: bytes) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler is not here to read the text back")
    uit = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(uit.stdout.decode().split())


def test_after_closing_nothing_changes_any_more(tafel: Tafel, lopend: Aanvraag) -> None:
    punt = tafel.zaak_erop(lopend)
    behandel(tafel, punt)
    sluit(tafel)
    for doe in (
        lambda: afsluiten.sluit_af(tafel.secretariaat, tafel.vergadering.pk, nu=NA),
        lambda: afsluiten.leg_presentie_vast(tafel.secretariaat, tafel.vergadering.pk, {}, versie=None, nu=NA),
        lambda: uitkomsten.heropen(tafel.secretariaat, punt.pk),
        lambda: tafel.vraag_erop(),
        lambda: punten.verplaats(tafel.secretariaat, punt.pk, None, nu=NA),
    ):
        with pytest.raises(Conflict):
            doe()
    assert Document.objects.filter(soort="notulen").count() == 1


def test_the_invited_are_told_and_read_them_except_who_had_a_stake(
    tafel: Tafel, lopend: Aanvraag, als: Als, klok: Callable[..., None]
) -> None:
    punt = tafel.zaak_erop(lopend)
    uitkomsten.meld_belang(tafel.lid, punt.pk, nu=NU)
    behandel(tafel, punt)
    adres = reverse("vergaderingen:verslag", args=[tafel.vergadering.pk])
    assert als(tafel.secretariaat).get(adres).status_code == 404
    sluit(tafel)
    verwerk_wachtende(NA)
    klok(NA)
    codes = {wie: als(getattr(tafel, wie)).get(adres).status_code for wie in ("deskundige", "collega", "lid")}
    assert codes == {"deskundige": 200, "collega": 200, "lid": 403}
    pagina = als(tafel.lid).get(tafel.vergadering.get_absolute_url()).content.decode()
    assert "Daarom leest u het hele verslag niet" in pagina and adres not in pagina
    assert Bericht.objects.filter(soort="vergadering_verslag").count() == 4
    document = Document.objects.get(soort="notulen")
    assert als(tafel.secretariaat).get(reverse("documents:download", args=[document.pk])).status_code == 404


def test_minutes_that_could_not_be_made_are_seen_by_the_administrator(tafel: Tafel) -> None:
    document = sluit(tafel)
    Document.objects.filter(pk=document.pk).update(sjabloonhash="anders")
    verwerk_wachtende(NA)
    assert list(mislukte_documenten(tafel.swv.pk)) == [document]


def test_a_list_that_changed_since_asks_to_look_again(tafel: Tafel, als: Als, klok: Callable[..., None]) -> None:
    klok(TIJDENS)
    adres = reverse("vergaderingen:aanwezig", args=[tafel.vergadering.pk])
    data = {f"lid_{pk}": wie for pk, wie in tafel.allen_aanwezig().items()}
    client = als(tafel.secretariaat)
    assert client.post(adres, {"versie": 0}).status_code == 422
    assert client.post(adres, {**data, "versie": 0}).status_code == 302
    assert set(Genodigde.objects.values_list("aanwezig", flat=True)) == {"ja"}
    assert client.post(adres, {**data, "versie": 0}).status_code == 409


def test_actions_stand_on_the_home_page_of_who_does_them_until_they_are_done(tafel: Tafel, als: Als) -> None:
    acties.voeg_toe(
        tafel.secretariaat,
        tafel.vergadering.pk,
        wat="Data rondsturen",
        lid_id=tafel.lid.hoed_id or 0,
        uiterlijk=None,
        punt_id=None,
        nu=NU,
    )
    actie = Actiepunt.objects.get()
    client = als(tafel.lid)
    assert "Actie: Data rondsturen" in client.get(reverse("workflow:home")).content.decode()
    assert als(tafel.deskundige).post(reverse("vergaderingen:actie_gereed", args=[actie.pk])).status_code == 404
    client = als(tafel.lid)
    assert client.post(reverse("vergaderingen:actie_gereed", args=[actie.pk])).status_code == 302
    assert "Data rondsturen" not in client.get(reverse("workflow:home")).content.decode()
    with pytest.raises(Conflict):
        acties.zet_gereed(tafel.lid, actie.pk, nu=NU)
    with pytest.raises(NietGevonden):
        acties.zet_gereed(tafel.deskundige, actie.pk, nu=NU)


def test_an_action_is_for_somebody_at_the_table_and_names_no_pupil(tafel: Tafel, lopend: Aanvraag) -> None:
    punt = tafel.zaak_erop(lopend)
    naam = lopend.zaak.dossier.leerling.achternaam
    basis = {"uiterlijk": None, "nu": NU, "lid_id": tafel.lid.hoed_id or 0, "punt_id": punt.pk, "wat": "Bellen"}
    for anders in ({"lid_id": tafel.collega.hoed_id}, {"wat": f"{naam} bellen"}, {"punt_id": punt.pk + 1000}):
        with pytest.raises(Geweigerd):
            acties.voeg_toe(tafel.secretariaat, tafel.vergadering.pk, **{**basis, **anders})


def test_somebody_who_was_there_led_the_meeting(tafel: Tafel) -> None:
    """The chair fell ill: the minutes say who chaired, not who was to."""
    v, nr = tafel.vergadering, Genodigde.objects.get(lid_id=tafel.voorzitter.hoed_id).pk
    ziek = tafel.allen_aanwezig() | {nr: "nee"}
    afsluiten.leg_presentie_vast(tafel.secretariaat, v.pk, ziek, versie=None, nu=TIJDENS)
    with pytest.raises(Geweigerd, match=f"{tafel.voorzitter.naam} was er niet"):
        afsluiten.sluit_af(tafel.secretariaat, v.pk, nu=NA)
    gegevens = gegevens_voor(tafel, BEGIN) | {"voorzitter": tafel.lid.persoon_id}
    plannen.wijzig(tafel.secretariaat, v.pk, gegevens, versie=None, nu=NA)
    document = afsluiten.sluit_af(tafel.secretariaat, v.pk, nu=NA)
    assert document.gegevens["voorzitter"] == tafel.lid.naam
    assert document.gegevens["afwezig"] == [tafel.voorzitter.naam]


def test_without_an_item_the_minutes_say_so(tafel: Tafel) -> None:
    document = sluit(tafel)
    assert verwerk_wachtende(NA) == 1
    document.refresh_from_db()
    assert document.bestand is not None
    assert "Er stond niets op de agenda" in _tekst(opslag.lees_bestand(document.bestand))


def test_an_action_of_an_item_that_was_taken_off_stays_in_the_minutes(tafel: Tafel) -> None:
    punt = tafel.vraag_erop()
    wat = {"wat": "Bellen met de school", "lid_id": tafel.lid.hoed_id or 0, "uiterlijk": None, "punt_id": punt.pk}
    acties.voeg_toe(tafel.secretariaat, tafel.vergadering.pk, **wat, nu=TIJDENS)  # type: ignore[arg-type]
    punten.laat_vervallen(tafel.secretariaat, punt.pk, nu=NU)
    gegevens = sluit(tafel).gegevens
    assert gegevens["punten"] == [] and [actie["wat"] for actie in gegevens["acties"]] == ["Bellen met de school"]


def test_the_minutes_tell_of_what_was_settled_or_taken_off_while_the_meeting_ran(
    tafel: Tafel, lopend: Aanvraag
) -> None:
    """What left the agenda before the meeting is not in them; what left it during the meeting says how."""
    ervoor, weg, elders = tafel.vraag_erop("ervoor"), tafel.vraag_erop("weg"), tafel.zaak_erop(lopend)
    punten.laat_vervallen(tafel.secretariaat, ervoor.pk, nu=NU)
    punten.laat_vervallen(tafel.secretariaat, weg.pk, nu=TIJDENS)
    punten.haal_van_agenda(lopend.zaak, "bespreking", by=tafel.secretariaat, nu=TIJDENS)
    regels = agenda(tafel.lid, tafel.vergadering)
    assert [(r.nr, r.punt.titel) for r in regels] == [(1, "weg"), (2, elders.titel)]
    document = sluit(tafel)
    verwerk_wachtende(NA)
    document.refresh_from_db()
    assert [(p["nummer"], p["titel"], p["uitkomst"]) for p in document.gegevens["punten"]] == [
        (1, "weg", "van de agenda gehaald"),
        (2, elders.titel, "buiten de vergadering afgedaan"),
    ]
    assert document.bestand is not None
    tekst = _tekst(opslag.lees_bestand(document.bestand))
    assert "Uitkomst: buiten de vergadering afgedaan." in tekst and "ervoor" not in tekst


def test_who_sits_at_the_table_opens_an_item_that_left_the_agenda_meanwhile(tafel: Tafel, als: Als) -> None:
    ervoor, weg = tafel.vraag_erop("ervoor"), tafel.vraag_erop("weg")
    punten.laat_vervallen(tafel.secretariaat, ervoor.pk, nu=NU)
    punten.laat_vervallen(tafel.secretariaat, weg.pk, nu=TIJDENS)
    client = als(tafel.lid)
    assert client.get(reverse("vergaderingen:punt", args=[ervoor.pk])).status_code == 404
    assert client.get(reverse("vergaderingen:punt", args=[weg.pk])).status_code == 200


def test_who_organises_with_a_stake_sees_and_makes_no_action_about_it(tafel: Tafel, als: Als) -> None:
    punt = tafel.vraag_erop()
    wat = {"wat": "Bellen met de school", "lid_id": tafel.lid.hoed_id or 0, "uiterlijk": None, "punt_id": punt.pk}
    acties.voeg_toe(tafel.secretariaat, tafel.vergadering.pk, **wat, nu=TIJDENS)  # type: ignore[arg-type]
    uitkomsten.meld_belang(tafel.voorzitter, punt.pk, nu=TIJDENS)
    adres = reverse("vergaderingen:acties")
    for wie, ziet in ((tafel.voorzitter, False), (tafel.secretariaat, True), (tafel.lid, True)):
        assert ("Bellen met de school" in als(wie).get(adres).content.decode()) == ziet
    with pytest.raises(Geweigerd, match="collega"):
        acties.voeg_toe(tafel.voorzitter, tafel.vergadering.pk, **wat, nu=TIJDENS)  # type: ignore[arg-type]
