"""Writing a request through its pages: any order, autosave, colleagues, conflicts, papers."""

import json
import re
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from documents.models import Document
from organisations.rollen import Rol
from tests import factories
from tests.tlv.schrijfhulp import png, vul_in
from tlv.models import Eisbeoordeling, Status
from workflow.edit import meld_aanwezig
from workflow.models import Onderdeel

pytestmark = pytest.mark.django_db


def url(aanvraag, naam, *args):
    return reverse(f"tlv:{naam}", args=[aanvraag.zaak_id, *args])


def sectie(aanvraag, sleutel):
    return Onderdeel.objects.get(zaak=aanvraag.zaak, sleutel=sleutel)


@pytest.fixture
def browser(als, coordinator):
    return als(coordinator)


DIALOOG = {
    "school": "De Springplank",
    "datum_dag": "10",
    "datum_maand": "2",
    "datum_jaar": "2026",
    "met_wie": "T. Aker",
    "uitkomst": "Plaats na de zomer.",
    "versie": "0",
}


def test_the_task_list_shows_every_section_and_that_nothing_is_filed(browser, aanvraag):
    tekst = browser.get(url(aanvraag, "schrijven")).content.decode()
    assert "Wat er al is gedaan" in tekst and "Nog niet begonnen" in tekst and "niet ingediend" in tekst


@pytest.mark.parametrize(
    "sleutel",
    [
        "situatie_en_verzoek",
        "ondersteuningsbehoeften",
        "interventies",
        "waarom_niet",
        "knooppunt",
        "consultatie",
        "dialoog",
        "opp",
        "ouders_en_leerling",
        "bijlagen",
    ],
)
def test_every_section_opens_empty_and_full(browser, aanvraag, sleutel):
    leeg = browser.get(url(aanvraag, "onderdeel", sleutel))
    assert leeg.status_code == 200
    assert "Verbeter" not in leeg.content.decode()
    vul_in(aanvraag.zaak)
    assert browser.get(url(aanvraag, "onderdeel", sleutel)).status_code == 200


def test_optional_sections_are_not_counted_and_say_so(browser, aanvraag):
    leeg = browser.get(url(aanvraag, "schrijven")).content.decode()
    assert "0 van 8 verplichte onderdelen ingevuld" in leeg
    takenlijst = leeg[leeg.index('<ul class="tasks">') :]
    bijlagen = takenlijst[takenlijst.index("Bijlagen") :].split("</li>")[0]
    assert "Mag</span>" in bijlagen and "Nog niet begonnen" not in bijlagen
    vul_in(aanvraag.zaak)
    aanvraag.zaak.onderdelen.filter(sleutel__in=["consultatie", "bijlagen"]).delete()
    assert "8 van 8 verplichte onderdelen ingevuld" in browser.get(url(aanvraag, "schrijven")).content.decode()


def test_saving_a_finished_section_goes_to_the_next(browser, aanvraag):
    antwoord = browser.post(url(aanvraag, "onderdeel", "dialoog"), DIALOOG)
    assert antwoord.status_code == 302 and antwoord.url == url(aanvraag, "onderdeel", "opp")
    rij = sectie(aanvraag, "dialoog")
    assert rij.afgerond and rij.antwoorden["datum"] == "2026-02-10"


def test_an_unfinished_section_is_kept_and_then_judged(browser, aanvraag):
    data = DIALOOG | {"datum_dag": "31", "uitkomst": ""}
    antwoord = browser.post(url(aanvraag, "onderdeel", "dialoog"), data)
    assert antwoord.status_code == 422
    assert "31 februari 2026 bestaat niet" in antwoord.content.decode()
    rij = sectie(aanvraag, "dialoog")
    assert not rij.afgerond and rij.antwoorden["datum"] == ["31", "2", "2026"]
    assert rij.antwoorden["school"] == "De Springplank"
    assert f'name="versie" value="{rij.versie}"' in antwoord.content.decode()


def test_a_draft_is_kept_without_judging(browser, aanvraag):
    antwoord = browser.post(url(aanvraag, "onderdeel", "dialoog"), {"school": "X", "versie": "0", "concept": "1"})
    assert antwoord.url == url(aanvraag, "schrijven")
    assert sectie(aanvraag, "dialoog").antwoorden["school"] == "X"
    assert "Bezig" in browser.get(url(aanvraag, "schrijven")).content.decode()


def test_a_section_that_holds_all_it_needs_is_filled_in_whichever_button_was_used(browser, aanvraag):
    browser.post(url(aanvraag, "onderdeel", "dialoog"), DIALOOG | {"concept": "1"})
    assert not sectie(aanvraag, "dialoog").afgerond
    pagina = browser.get(url(aanvraag, "schrijven"))
    assert {s.sectie.sleutel: s.stand for s in pagina.context["standen"]}["dialoog"] == "ingevuld"
    browser.post(url(aanvraag, "onderdeel", "dialoog"), DIALOOG | {"uitkomst": "", "concept": "1", "versie": "1"})
    pagina = browser.get(url(aanvraag, "schrijven"))
    assert {s.sectie.sleutel: s.stand for s in pagina.context["standen"]}["dialoog"] == "bezig"


def test_autosave_keeps_what_is_incomplete_and_touches_nothing_else(browser, aanvraag):
    browser.post(url(aanvraag, "onderdeel", "dialoog"), DIALOOG)
    versie = sectie(aanvraag, "dialoog").versie
    data = {"datum_dag": "4", "datum_maand": "", "datum_jaar": "", "versie": versie, "gewijzigd": "datum_dag"}
    antwoord = browser.post(url(aanvraag, "onderdeel_bewaar", "dialoog"), data)
    assert antwoord.status_code == 200 and antwoord.json()["melding"].startswith("Opgeslagen om")
    rij = sectie(aanvraag, "dialoog")
    assert rij.antwoorden["datum"] == ["4", "", ""] and rij.antwoorden["school"] == "De Springplank"
    assert not rij.afgerond and antwoord.json()["versie"] == rij.versie
    assert 'value="4"' in browser.get(url(aanvraag, "onderdeel", "dialoog")).content.decode()


def test_a_character_that_the_database_cannot_hold_is_left_out(browser, aanvraag):
    data = DIALOOG | {"school": "De \x00Springplank", "datum_dag": "\x00x", "concept": ""}
    assert browser.post(url(aanvraag, "onderdeel", "dialoog"), data).status_code == 302
    rij = sectie(aanvraag, "dialoog")
    assert rij.antwoorden["school"] == "De Springplank" and rij.antwoorden["datum"] == ["x", "2", "2026"]
    antwoord = browser.post(url(aanvraag, "onderdeel_bewaar", "dialoog"), {"school": "\x00", "versie": rij.versie})
    assert antwoord.status_code == 200 and sectie(aanvraag, "dialoog").antwoorden["school"] == ""


def test_autosave_of_a_row_the_browser_added(browser, aanvraag):
    data = {"interventies-1-wat": "Tweede", "versie": "0"}
    assert browser.post(url(aanvraag, "onderdeel_bewaar", "interventies"), data).status_code == 200
    rijen = sectie(aanvraag, "interventies").antwoorden["interventies"]
    assert [rij["wat"] for rij in rijen] == ["", "Tweede"]


def test_autosave_with_an_old_version_is_a_conflict(browser, aanvraag):
    browser.post(url(aanvraag, "onderdeel", "dialoog"), DIALOOG)
    antwoord = browser.post(url(aanvraag, "onderdeel_bewaar", "dialoog"), {"school": "Anders", "versie": "0"})
    assert antwoord.status_code == 409
    assert antwoord.json()["url"] == url(aanvraag, "onderdeel", "dialoog")
    assert sectie(aanvraag, "dialoog").antwoorden["school"] == "De Springplank"


def test_a_conflict_shows_both_texts_and_keeps_what_was_typed(browser, aanvraag):
    browser.post(url(aanvraag, "onderdeel", "dialoog"), DIALOOG)
    antwoord = browser.post(url(aanvraag, "onderdeel", "dialoog"), DIALOOG | {"school": "De Vlonder"})
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "De Vlonder" in tekst and "De Springplank" in tekst and "in een ander venster" in tekst
    versie = sectie(aanvraag, "dialoog").versie
    opnieuw = browser.post(url(aanvraag, "onderdeel", "dialoog"), DIALOOG | {"school": "De Vlonder", "versie": versie})
    assert opnieuw.status_code == 302
    assert sectie(aanvraag, "dialoog").antwoorden["school"] == "De Vlonder"


def test_a_conflict_in_which_nothing_differs_is_saved(browser, aanvraag):
    """The same texts with an old version: nobody has to compare and choose, neither on saving nor while typing."""
    browser.post(url(aanvraag, "onderdeel", "dialoog"), DIALOOG)
    versie = sectie(aanvraag, "dialoog").versie
    zelf = browser.post(url(aanvraag, "onderdeel_bewaar", "dialoog"), {"school": "De Springplank", "versie": "0"})
    assert zelf.status_code == 200 and zelf.json()["versie"] == versie + 1
    assert sectie(aanvraag, "dialoog").afgerond
    antwoord = browser.post(url(aanvraag, "onderdeel", "dialoog"), DIALOOG | {"versie": "0"})
    assert antwoord.status_code == 302
    anders = browser.post(url(aanvraag, "onderdeel", "dialoog"), DIALOOG | {"versie": "0", "uitkomst": "Nee."})
    assert anders.status_code == 409


def test_a_colleague_at_work_is_named(browser, aanvraag, school):
    collega = factories.actor(Rol.COORDINATOR, school)
    meld_aanwezig(aanvraag.zaak_id, "onderdeel:dialoog", collega, nu=timezone.now())
    assert collega.naam in browser.get(url(aanvraag, "onderdeel", "dialoog")).content.decode()
    assert collega.naam in browser.post(url(aanvraag, "onderdeel_aanwezig", "dialoog")).json()["melding"]


def test_a_row_can_be_added_without_javascript(browser, aanvraag):
    data = {
        "interventies-TOTAL_FORMS": "1",
        "interventies-INITIAL_FORMS": "0",
        "interventies-0-wat": "Rustplek",
        "interventies-toevoegen": "1",
        "versie": "0",
    }
    tekst = browser.post(url(aanvraag, "onderdeel", "interventies"), data).content.decode()
    assert "interventies-1-wat" in tekst and "Rustplek" in tekst and "Verbeter" not in tekst


def test_emptied_and_deleted_rows_disappear_when_saved(browser, aanvraag):
    goed = {
        "wat": "Rustplek",
        "niveau": "2",
        "van_dag": "1",
        "van_maand": "9",
        "van_jaar": "2025",
        "door": "mentor",
        "effect": "a",
        "waarom_onvoldoende": "b",
    }
    data = {"interventies-TOTAL_FORMS": "3", "interventies-INITIAL_FORMS": "0", "versie": "0"}
    data |= {f"interventies-1-{naam}": waarde for naam, waarde in goed.items()}
    data |= {"interventies-2-wat": "weg ermee", "interventies-2-DELETE": "on"}
    assert browser.post(url(aanvraag, "onderdeel", "interventies"), data).status_code == 302
    assert [rij["wat"] for rij in sectie(aanvraag, "interventies").antwoorden["interventies"]] == ["Rustplek"]


def test_above_laag_asks_for_reasons(browser, aanvraag):
    data = {
        "situatie": "a",
        "gronden": ["praktisch"],
        "gronden_toelichting": "b",
        "uitstroomprofiel": "vervolgonderwijs",
        "einde": "2028-07-31",
        "categorie": "hoog",
        "versie": "0",
    }
    tekst = browser.post(url(aanvraag, "onderdeel", "situatie_en_verzoek"), data).content.decode()
    assert "Leg uit waarom de categorie laag niet genoeg is" in tekst


def test_an_unknown_section_does_not_exist(browser, aanvraag):
    assert browser.get(url(aanvraag, "onderdeel", "bestaat-niet")).status_code == 404


# -- papers ----------------------------------------------------------------------------------------


def test_each_file_gets_its_verdict_at_once(browser, aanvraag):
    doel = url(aanvraag, "onderdeel_bestand", "opp")
    goed = browser.post(doel, {"bestand": SimpleUploadedFile("foto.png", png())})
    assert goed.status_code == 200 and goed.json()["ok"]
    slecht = browser.post(doel, {"bestand": SimpleUploadedFile("opp.pdf", b"MZ dit is een programma")})
    assert slecht.status_code == 422 and "programma" in slecht.json()["melding"]
    leeg = browser.post(doel, {})
    assert leeg.status_code == 422
    assert [doc.soort for doc in Document.objects.filter(zaak=aanvraag.zaak)] == ["opp"]


def test_several_files_without_javascript(browser, aanvraag):
    bestanden = [SimpleUploadedFile("een.png", png()), SimpleUploadedFile("twee.pdf", b"geen pdf")]
    antwoord = browser.post(
        url(aanvraag, "onderdeel", "bijlagen"),
        {"bestand": bestanden, "toelichting": "Let op", "upload": "1", "versie": "0"},
        follow=True,
    )
    tekst = antwoord.content.decode()
    assert "een.png" in tekst and "twee.pdf" in tekst
    assert Document.objects.filter(zaak=aanvraag.zaak).count() == 1
    assert sectie(aanvraag, "bijlagen").antwoorden["toelichting"] == "Let op"


def test_a_paper_gets_another_kind_and_can_be_removed(browser, aanvraag):
    browser.post(url(aanvraag, "onderdeel_bestand", "bijlagen"), {"bestand": SimpleUploadedFile("x.png", png())})
    doc = Document.objects.get(zaak=aanvraag.zaak)
    pagina = url(aanvraag, "stuk", doc.pk)
    assert browser.get(pagina).status_code == 200
    browser.post(pagina, {"titel": "Toestemming moeder", "soort": "toestemming"})
    doc.refresh_from_db()
    assert (doc.soort, doc.compartiment) == ("toestemming", "zienswijze")
    browser.post(pagina, {"verwijderen": "1"})
    doc.refresh_from_db()
    assert doc.verwijderd_op is not None
    assert browser.get(pagina).status_code == 404


# -- waivers ---------------------------------------------------------------------------------------


def test_a_waiver_is_asked_with_a_reason_and_can_be_taken_back(browser, aanvraag):
    pagina = url(aanvraag, "ontheffing_vragen", "toestemming")
    assert browser.get(pagina).status_code == 200
    assert browser.post(pagina, {"reden": " "}).status_code == 422
    browser.post(pagina, {"reden": "Vader is onbereikbaar."})
    assert Eisbeoordeling.objects.get().status == "ontheffing_gevraagd"
    assert "ontheffing gevraagd" in browser.get(url(aanvraag, "schrijven")).content.decode()
    browser.post(pagina, {"intrekken": "1"})
    assert Eisbeoordeling.objects.get().status == "open"


def test_of_two_who_give_a_reason_the_second_is_told_and_keeps_the_text(browser, aanvraag):
    pagina = url(aanvraag, "ontheffing_vragen", "toestemming")
    versie = re.search(r'name="versie" value="(\d+)"', browser.get(pagina).content.decode()).group(1)
    assert browser.post(pagina, {"reden": "Vader is onbereikbaar.", "versie": versie}).status_code == 302
    antwoord = browser.post(pagina, {"reden": "Moeder weigert.", "versie": versie})
    assert antwoord.status_code == 409 and "Moeder weigert." in antwoord.content.decode()
    assert Eisbeoordeling.objects.get().reden_school == "Vader is onbereikbaar."


def test_some_requirements_cannot_be_waived(browser, aanvraag):
    assert browser.get(url(aanvraag, "ontheffing_vragen", "schooldirecteur")).status_code == 404


@pytest.mark.parametrize("terug", ["https://kwaad.example/", "NaN"])
def test_a_return_address_that_is_none_of_ours_is_ignored(browser, aanvraag, terug):
    vraag = urlencode({"volgende": terug})
    antwoord = browser.post(f"{url(aanvraag, 'ontheffing_vragen', 'dialoog')}?{vraag}", {"reden": "x"})
    assert antwoord.url == url(aanvraag, "schrijven")


# -- who may ---------------------------------------------------------------------------------------

PAGINAS = [
    ("schrijven", ()),
    ("onderdeel", ("dialoog",)),
    ("onderdeel_bewaar", ("dialoog",)),
    ("onderdeel_aanwezig", ("dialoog",)),
    ("onderdeel_bestand", ("opp",)),
    ("ontheffing_vragen", ("dialoog",)),
    ("bevriezen", ()),
    ("controle", ()),
]


@pytest.mark.parametrize(("naam", "args"), PAGINAS)
def test_another_school_sees_nothing(als, andere_coordinator, aanvraag, naam, args):
    assert als(andere_coordinator).post(url(aanvraag, naam, *args)).status_code in (404, 405)
    assert als(andere_coordinator).get(url(aanvraag, naam, *args)).status_code in (404, 405)


@pytest.mark.parametrize(("naam", "args"), PAGINAS)
def test_the_head_reads_but_does_not_write(als, school, aanvraag, naam, args):
    directeur = factories.actor(Rol.SCHOOLDIRECTEUR, school)
    assert als(directeur).post(url(aanvraag, naam, *args)).status_code in (403, 405)


def test_a_filed_request_is_no_longer_written(browser, aanvraag):
    factories.zet_status(aanvraag, Status.INGEDIEND)
    assert browser.get(url(aanvraag, "onderdeel", "dialoog")).status_code == 403


def test_the_secretariat_writes_only_what_came_on_paper(als, secretariaat, aanvraag):
    aanvraag.zaak.swv_sinds = factories.VANDAAG
    aanvraag.zaak.save()
    browser = als(secretariaat)
    assert browser.get(url(aanvraag, "schrijven")).status_code == 403
    aanvraag.kanaal = "papier"
    aanvraag.save()
    assert browser.get(url(aanvraag, "schrijven")).status_code == 200
    assert (
        json.loads(browser.post(url(aanvraag, "onderdeel_bewaar", "dialoog"), {"school": "X"}).content)["versie"] == 1
    )
