"""The same hostile files through every other page that takes a file; a page that is not here or in the test of the
section page fails."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents import keuring
from documents.models import Document, Documentsoort
from organisations.actor import Actor
from organisations.models import School, Schoolimport
from organisations.rollen import Rol
from organisations.scholenbestand import KOLOMMEN, voorbeeld
from swv import settings as instellingen
from tests import factories
from tests.documents import maak
from tests.documents.vijandig import GEWEIGERD, ONSCHADELIJK, gemaakt, keur_eenmaal, niets_bewaard, verstuur
from tests.maatwerk.trajectloop import Trajectloop
from tests.tlv.schrijfhulp import vul_in
from tests.tlv.volledigheid_hulp import alles_in_orde, doe, ingediend
from tests.workflow.tekenhulp import Kamer, maak_kamer, met_tekenkamer
from tlv.models import Aanvraag, Aanvulverzoek, Status
from workflow.edit import edit
from workflow.models import Ingebrekestelling

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
HANDTEKENINGEN = Documentsoort.HANDTEKENINGEN
GETYPT = "Wij vonden <b>niets</b> in het archief."
HEEL = "Wij vonden &lt;b&gt;niets&lt;/b&gt; in het archief.</textarea>"
SECTIE, VOORBEELDEN = "workflow/onderdeel_basis.html", "ui/stijlgids.html"
HIER = {
    "tlv/aanvullen/antwoord.html",
    "tlv/ondertekenen/papier.html",
    "tlv/uitstel/ingebreke.html",
    "workflow/tekenen/papier.html",
    "maatwerk/stuk.html",
    "organisations/import_nieuw.html",
    "documents/echt.html",
}


@pytest.fixture(autouse=True)
def eigen_map(settings, tmp_path, monkeypatch):
    settings.BESTANDEN_DIR = tmp_path / "bestanden"
    monkeypatch.setattr(keuring, "keur", keur_eenmaal)


def test_every_page_that_takes_a_file_is_attacked():
    map_ = Path(instellingen.BASE_DIR) / "templates"
    met_bestand = {str(p.relative_to(map_)) for p in map_.rglob("*.html") if "multipart/form-data" in p.read_text()}
    assert met_bestand == HIER | {SECTIE, VOORBEELDEN}


def fout_getoond(antwoord: Any, veld: str, zin: str) -> str:
    """A refusal as every page shows it: summary, title, sentence at the field; and never a server error."""
    html = antwoord.content.decode()
    assert antwoord.status_code == 422, html[:500]
    assert 'id="foutenlijst"' in html and "<title>Fout: " in html
    assert f'href="#id_{veld}"' in html and zin.replace("'", "&#x27;") in html
    assert re.search(rf'<input[^>]*name="{veld}"[^>]*aria-invalid="true"', html)
    return html


# -- the supplement --------------------------------------------------------------------------------------------------


@pytest.fixture
def verzoek(aanvraag: Aanvraag, secretariaat: Actor) -> Aanvulverzoek:
    ingediend(aanvraag)
    alles_in_orde(aanvraag, behalve="knooppunt")
    doe(aanvraag, "aanvulling_vragen", secretariaat, eisen=["knooppunt"], vraag="En de absenties?")
    return aanvraag.aanvulverzoeken.get()


def vul_aan(browser: Client, verzoek: Aanvulverzoek, naam: str, data: bytes, **knop: str) -> Any:
    doel = reverse("tlv:aanvulling", args=[verzoek.aanvraag.zaak_id])
    velden = {"tekst_knooppunt": GETYPT, "tekst_vraag": "12 dagen.", "versie": str(verzoek.versie), **knop}
    return verstuur(browser, doel, naam, data, veld="bestand_knooppunt", **velden)


@pytest.mark.parametrize(("geval", "knop"), [(g, {}) for g in GEWEIGERD] + [("nothing", {"insturen": "1"})])
def test_a_supplement_with_it_is_refused_and_kept(
    als: Als, coordinator: Actor, verzoek: Aanvulverzoek, geval: str, knop: dict[str, str]
):
    naam, maker, woorden = GEWEIGERD[geval]
    antwoord = vul_aan(als(coordinator), verzoek, naam, gemaakt(maker), **knop)
    html = fout_getoond(antwoord, "bestand_knooppunt", woorden)
    verzoek.refresh_from_db()
    assert f"{naam}: " in html and HEEL in html and '<details class="uitklap" open>' in html and niets_bewaard()
    assert f'name="versie" value="{verzoek.versie}"' in html
    assert verzoek.antwoorden["knooppunt"]["tekst"] == GETYPT and verzoek.stand == Aanvulverzoek.Stand.OPEN


@pytest.mark.parametrize("geval", ONSCHADELIJK)
def test_a_supplement_with_it_is_made_harmless(als: Als, coordinator: Actor, verzoek: Aanvulverzoek, geval: str):
    naam, maker, bewaard, woorden = ONSCHADELIJK[geval]
    browser = als(coordinator)
    antwoord = vul_aan(browser, verzoek, naam, gemaakt(maker), insturen="1")
    assert antwoord.status_code == 302
    document = Document.objects.get(auteur_id=coordinator.gebruiker_id)
    assert document.naam == bewaard and document.bestand is not None
    assert woorden in browser.get(antwoord["Location"]).content.decode()
    assert Aanvraag.objects.get(pk=verzoek.aanvraag_id).status == Status.AANGEVULD


def test_a_refused_file_does_not_take_the_good_one_along(als: Als, coordinator: Actor, verzoek: Aanvulverzoek):
    doel = reverse("tlv:aanvulling", args=[verzoek.aanvraag.zaak_id])
    bestanden = [SimpleUploadedFile("goed.pdf", maak.tekst_pdf()), SimpleUploadedFile("fout.pdf", b"MZ")]
    antwoord = als(coordinator).post(doel, {"bestand_knooppunt": bestanden, "insturen": "1", "tekst_vraag": "x"})
    html = fout_getoond(antwoord, "bestand_knooppunt", "fout.pdf: Dit is een programma")
    assert "goed.pdf: Toegevoegd." in html and [d.naam for d in verzoek.documenten.all()] == ["goed.pdf"]


# -- the form on paper -----------------------------------------------------------------------------------------------


def leg_vast(browser: Client, aanvraag: Aanvraag, coordinator: Actor, naam: str, data: bytes) -> Any:
    vul_in(aanvraag.zaak)
    factories.actor(Rol.SCHOOLDIRECTEUR, aanvraag.zaak.school)
    edit(aanvraag.zaak_id, "bevriezen", by=coordinator, data={"gedragswetenschapper_id": None})
    rij = aanvraag.zaak.ondertekenstukken.get().handtekeningen.get(rol=Rol.SCHOOLDIRECTEUR)
    dag = timezone.localdate()
    velden = {"op_dag": f"{dag.day}", "op_maand": f"{dag.month}", "op_jaar": f"{dag.year}", "uitkomst": "getekend"}
    doel = reverse("tlv:papier", args=[rij.pk])
    antwoord = verstuur(browser, doel, naam, data, veld="scan", reden=GETYPT, **velden)
    rij.refresh_from_db()
    antwoord.rij = rij
    return antwoord


@pytest.mark.parametrize("geval", GEWEIGERD)
def test_a_scan_that_is_one_is_refused_and_the_form_is_kept(als: Als, aanvraag, coordinator: Actor, geval: str):
    naam, maker, woorden = GEWEIGERD[geval]
    antwoord = leg_vast(als(coordinator), aanvraag, coordinator, naam, gemaakt(maker))
    html = fout_getoond(antwoord, "scan", woorden)
    assert HEEL in html and re.search(r'value="getekend"[^>]*checked', html) and niets_bewaard()
    assert antwoord.rij.uitkomst == "open"


@pytest.mark.parametrize("geval", ONSCHADELIJK)
def test_a_scan_that_is_one_is_made_harmless(als: Als, aanvraag: Aanvraag, coordinator: Actor, geval: str):
    naam, maker, bewaard, _ = ONSCHADELIJK[geval]
    antwoord = leg_vast(als(coordinator), aanvraag, coordinator, naam, gemaakt(maker))
    assert antwoord.status_code == 302 and antwoord.rij.uitkomst == "getekend" and antwoord.rij.scan.naam == bewaard


# -- a notice of default ---------------------------------------------------------------------------------------------


def stel_in_gebreke(browser: Client, aanvraag: Aanvraag, naam: str, data: bytes) -> Any:
    dag = timezone.localdate()
    op = {"ontvangen_op_dag": f"{dag.day}", "ontvangen_op_maand": f"{dag.month}", "ontvangen_op_jaar": f"{dag.year}"}
    aanvraag.zaak.refresh_from_db()
    velden = {"van": "school", "versie": str(aanvraag.zaak.versie), "sleutel": "b" * 32, **op}
    return verstuur(browser, reverse("tlv:ingebreke", args=[aanvraag.zaak_id]), naam, data, veld="scan", **velden)


@pytest.mark.parametrize("geval", GEWEIGERD)
def test_a_notice_of_default_that_is_one_is_refused_and_the_form_is_kept(
    als: Als, aanvraag: Aanvraag, secretariaat: Actor, geval: str
):
    ingediend(aanvraag)
    naam, maker, woorden = GEWEIGERD[geval]
    html = fout_getoond(stel_in_gebreke(als(secretariaat), aanvraag, naam, gemaakt(maker)), "scan", woorden)
    assert re.search(r'value="school"[^>]*checked', html) and niets_bewaard()
    assert not Ingebrekestelling.objects.exists()


@pytest.mark.parametrize("geval", ONSCHADELIJK)
def test_a_notice_of_default_that_is_one_is_made_harmless(
    als: Als, aanvraag: Aanvraag, secretariaat: Actor, geval: str
):
    ingediend(aanvraag)
    naam, maker, bewaard, _ = ONSCHADELIJK[geval]
    assert stel_in_gebreke(als(secretariaat), aanvraag, naam, gemaakt(maker)).status_code == 302
    document = Ingebrekestelling.objects.get().document
    assert document is not None and document.naam == bewaard


# -- a form on paper of the signing room -----------------------------------------------------------------------------


@pytest.fixture
def kamer(aanvraag: Aanvraag, andere_school: School) -> Iterator[Kamer]:
    with met_tekenkamer(maak_kamer(aanvraag, andere_school)) as kamer:
        kamer.vraag(nu=timezone.now())
        yield kamer


def voer_in(browser: Client, kamer: Kamer, naam: str, data: bytes) -> Any:
    dag = timezone.localdate()
    velden = {"op_dag": f"{dag.day}", "op_maand": f"{dag.month}", "op_jaar": f"{dag.year}", "uitkomst": "getekend"}
    doel = reverse("workflow:tekenen_papier", args=[kamer.rij(kamer.hoofd).pk])
    return verstuur(browser, doel, naam, data, veld="scan", reden=GETYPT, **velden)


@pytest.mark.parametrize("geval", GEWEIGERD)
def test_a_scan_of_the_signing_room_that_is_one_is_refused(als: Als, kamer: Kamer, geval: str):
    naam, maker, woorden = GEWEIGERD[geval]
    html = fout_getoond(voer_in(als(kamer.secretaris), kamer, naam, gemaakt(maker)), "scan", woorden)
    assert HEEL in html and re.search(r'value="getekend"[^>]*checked', html)
    assert kamer.rij(kamer.hoofd).uitkomst == "open" and not Document.objects.filter(soort=HANDTEKENINGEN).exists()


@pytest.mark.parametrize("geval", ONSCHADELIJK)
def test_a_scan_of_the_signing_room_that_is_one_is_made_harmless(als: Als, kamer: Kamer, geval: str):
    naam, maker, bewaard, _ = ONSCHADELIJK[geval]
    assert voer_in(als(kamer.secretaris), kamer, naam, gemaakt(maker)).status_code == 302
    rij = kamer.rij(kamer.hoofd)
    assert rij.uitkomst == "getekend" and rij.scan is not None and rij.scan.naam == bewaard


# -- a paper with the intake of a track ------------------------------------------------------------------------------


def voeg_toe(browser: Client, loop: Trajectloop, naam: str, data: bytes) -> Any:
    doel = reverse("maatwerk:stuk", args=[loop.zaak_id])
    return verstuur(browser, doel, naam, data, soort="verslag", titel=GETYPT)


@pytest.mark.parametrize("geval", GEWEIGERD)
def test_a_paper_with_an_intake_that_is_one_is_refused(als: Als, geval: str):
    loop = Trajectloop(vandaag=True)
    naam, maker, woorden = GEWEIGERD[geval]
    html = fout_getoond(voeg_toe(als(loop.als("secretariaat")), loop, naam, gemaakt(maker)), "bestand", woorden)
    assert HEEL.removesuffix("</textarea>") in html and niets_bewaard()


@pytest.mark.parametrize("geval", ONSCHADELIJK)
def test_a_paper_with_an_intake_that_is_one_is_made_harmless(als: Als, geval: str):
    loop = Trajectloop(vandaag=True)
    naam, maker, bewaard, woorden = ONSCHADELIJK[geval]
    browser = als(loop.als("secretariaat"))
    antwoord = voeg_toe(browser, loop, naam, gemaakt(maker))
    assert antwoord.status_code == 302
    assert Document.objects.get(zaak_id=loop.zaak_id).naam == bewaard
    assert woorden in browser.get(antwoord["Location"]).content.decode()


# -- the list of schools ---------------------------------------------------------------------------------------------

REGELS = f"{';'.join(KOLOMMEN[:5])}\n41QA;00;Café Ünlü;vo;Stichting Rond\n"


def _blad(rijen: list[list[str]]) -> bytes:
    boek, uit = openpyxl.Workbook(), io.BytesIO()
    for rij in rijen:
        boek.active.append(rij)
    boek.save(uit)
    return uit.getvalue()


def _bom(deel: str, groot: int) -> bytes:
    """A workbook of which one part is a bomb; with `groot` 0 the bomb hides its size in the directory."""
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(voorbeeld())) as oud, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as nieuw:
        for naam in oud.namelist():
            ruw = b"<worksheet>" + b"0" * 40_000_000 if naam == deel else oud.read(naam)
            nieuw.writestr(naam, ruw)
    data = uit.getvalue()
    return data if groot else data.replace((40_000_011).to_bytes(4, "little"), (11).to_bytes(4, "little"))


BLAD = "xl/worksheets/sheet1.xml"
LIJSTEN: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "nothing": ("leeg.xlsx", lambda: b"", "Dit bestand is leeg"),
    "a program": ("scholen.xlsx", lambda: b"MZ\x90\x00" + b"x" * 900, "Dit is geen xlsx- of csv-bestand"),
    "a program called csv": ("scholen.csv", lambda: b"MZ" + b"x" * 900, "Dit is geen xlsx- of csv-bestand"),
    "no mark of its encoding": ("scholen.csv", lambda: REGELS.encode("utf-16-le"), "Dit is geen xlsx- of csv-bestand"),
    "bomb": ("scholen.xlsx", lambda: _bom(BLAD, 1), "uitgepakt te groot"),
    "bomb that lies about its size": ("scholen.xlsx", lambda: _bom(BLAD, 0), "beschadigd of beveiligd"),
    "truncated": ("scholen.xlsx", lambda: voorbeeld()[:-300], "beschadigd of beveiligd"),
    "another zip": ("scholen.xlsx", lambda: maak.docx(), "beschadigd of beveiligd"),
    "an old workbook": ("scholen.xls", lambda: b"\xd0\xcf\x11\xe0" + b"\x00" * 900, "Dit is geen xlsx- of csv-bestand"),
    "a pdf": ("scholen.csv", maak.tekst_pdf, "Dit is geen xlsx- of csv-bestand"),
    "30 MB": ("scholen.csv", lambda: b"x" * 30_000_000, "groter dan 2 MB"),
    "a quote that never closes": ("s.csv", lambda: REGELS.encode() + b'42QA;00;"' + b"x" * 200_000, "niet te lezen"),
    "400 characters": ("é" * 400 + ".csv", lambda: b"brin;naam\n", "Deze kolommen ontbreken"),
}
GOEDE_LIJSTEN: dict[str, tuple[str, Callable[[], bytes]]] = {
    "utf-16": ("scholen.csv", lambda: REGELS.encode("utf-16")),
    "an old code page": ("scholen.csv", lambda: REGELS.encode("cp1252")),
    "400 characters": ("é" * 400 + ".csv", REGELS.encode),
    "a path": ("../../etc/scholen.xlsx", lambda: _blad([r.split(";") for r in REGELS.splitlines()])),
    "a program by name": ("scholen.exe", REGELS.encode),
}


@pytest.fixture
def beheerder(als: Als, swv) -> Client:
    return als(factories.actor(Rol.BEHEERDER, swv))


@pytest.mark.parametrize("geval", LIJSTEN)
def test_a_list_of_schools_that_is_none_is_refused(beheerder: Client, geval: str):
    naam, maker, woorden = LIJSTEN[geval]
    antwoord = verstuur(beheerder, reverse("organisations:import_nieuw"), naam, maker())
    fout_getoond(antwoord, "bestand", woorden)
    assert not Schoolimport.objects.exists()


@pytest.mark.parametrize("geval", GOEDE_LIJSTEN)
def test_a_list_in_another_coat_is_read_for_what_it_is(beheerder: Client, geval: str):
    naam, maker = GOEDE_LIJSTEN[geval]
    antwoord = verstuur(beheerder, reverse("organisations:import_nieuw"), naam, maker())
    assert antwoord.status_code == 302
    [rij] = Schoolimport.objects.get().rijen.values()
    assert rij["naam"] == "Café Ünlü"


def test_formulas_and_markup_in_a_list_are_only_text(beheerder: Client):
    regels = REGELS.replace("Café Ünlü", "=A1<script>alert(1)</script>").encode()
    antwoord = verstuur(beheerder, reverse("organisations:import_nieuw"), "s.csv", regels)
    html = beheerder.get(antwoord["Location"]).content.decode()
    assert "=A1&lt;script&gt;alert(1)" in html and "<script>alert" not in html


# -- is this paper genuine? ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("geval", [*GEWEIGERD, *ONSCHADELIJK])
def test_the_public_check_answers_calmly_to_it(client: Client, geval: str):
    naam, maker, *_ = (GEWEIGERD | ONSCHADELIJK)[geval]
    antwoord = verstuur(client, reverse("documents:echt"), naam, gemaakt(maker), veld="pdf", code="")
    html = antwoord.content.decode()
    if geval in ("nothing", "30 MB"):
        fout_getoond(antwoord, "pdf", "is leeg" if geval == "nothing" else "hoogstens 20 MB")
    else:
        assert antwoord.status_code == 200 and "niet" in html.lower() and niets_bewaard()
