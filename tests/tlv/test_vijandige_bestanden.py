"""Every file that could do harm, through the page where a school adds its papers: refused or made harmless, with a
sentence that says what to do, and with everything else that was typed still there."""

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from documents import keuring, opslag
from documents.models import Document
from organisations import afgeschermd
from organisations.actor import Actor
from tests.documents import maak
from tests.documents.vijandig import GEWEIGERD, MB, ONSCHADELIJK, gemaakt, keur_eenmaal, niets_bewaard, verstuur
from tlv.models import Aanvraag
from workflow.models import Onderdeel

pytestmark = pytest.mark.django_db
GETYPT = "Sam’s verslag komt later: <b>let op</b>"


@pytest.fixture
def browser(als: Callable[[Actor], Client], coordinator: Actor) -> Client:
    return als(coordinator)


def adres(aanvraag: Aanvraag, naam: str) -> str:
    return reverse(f"tlv:{naam}", args=[aanvraag.zaak_id, "bijlagen"])


@pytest.fixture(autouse=True)
def eigen_map(settings, tmp_path, monkeypatch):
    settings.BESTANDEN_DIR = tmp_path / "bestanden"
    monkeypatch.setattr(keuring, "keur", keur_eenmaal)


@pytest.mark.parametrize(
    ("geval", "knop"), [(g, "upload") for g in GEWEIGERD] + [("nothing", "verder"), ("nothing", "concept")]
)
def test_it_is_refused_and_the_form_is_kept(browser: Client, aanvraag: Aanvraag, geval: str, knop: str):
    naam, maker, woorden = GEWEIGERD[geval]
    velden = {"toelichting": GETYPT, "versie": "0", knop: "1"}
    antwoord = verstuur(browser, adres(aanvraag, "onderdeel"), naam, gemaakt(maker), **velden)
    html = antwoord.content.decode()
    assert antwoord.status_code == 422 and niets_bewaard()
    assert f"{naam}: " in html and woorden.replace("'", "&#x27;") in html and 'id="foutenlijst"' in html
    assert 'aria-invalid="true"' in html and "<title>Fout: " in html
    assert "Sam’s verslag komt later: &lt;b&gt;let op&lt;/b&gt;</textarea>" in html
    rij = Onderdeel.objects.get(zaak=aanvraag.zaak, sleutel="bijlagen")
    assert rij.antwoorden["toelichting"] == GETYPT and f'name="versie" value="{rij.versie}"' in html


@pytest.mark.parametrize("geval", GEWEIGERD)
def test_it_is_refused_at_once_while_typing_goes_on(browser: Client, aanvraag: Aanvraag, geval: str):
    naam, maker, woorden = GEWEIGERD[geval]
    antwoord = verstuur(browser, adres(aanvraag, "onderdeel_bestand"), naam, gemaakt(maker))
    assert antwoord.status_code == 422 and niets_bewaard()
    assert woorden in antwoord.json()["melding"] and antwoord.json()["melding"].endswith(".")


@pytest.mark.parametrize("geval", ONSCHADELIJK)
def test_it_is_made_harmless_and_kept(browser: Client, aanvraag: Aanvraag, geval: str):
    naam, maker, bewaard, woorden = ONSCHADELIJK[geval]
    velden = {"toelichting": GETYPT, "versie": "0", "upload": "1"}
    antwoord = verstuur(browser, adres(aanvraag, "onderdeel"), naam, gemaakt(maker), **velden)
    assert antwoord.status_code == 302
    html = browser.get(antwoord["Location"]).content.decode()
    document = Document.objects.get()
    assert document.naam == bewaard and document.bestand is not None
    assert woorden in html and bewaard.rsplit(".", 1)[0] in html
    data = opslag.lees_bestand(document.bestand)
    for gevaar in (b"JavaScript", b"calc.exe", b"kwaad", b"Kerkstraat"):
        assert gevaar not in data
    if document.bestand.mime == "image/jpeg":
        beeld = Image.open(io.BytesIO(data))
        assert beeld.format == "JPEG" and beeld.width * beeld.height <= 40_000_000


def test_good_files_beside_a_refused_one_are_kept(browser: Client, aanvraag: Aanvraag):
    bestanden = [SimpleUploadedFile("goed.pdf", maak.tekst_pdf()), SimpleUploadedFile("fout.pdf", b"MZ")]
    data = {"bestand": bestanden, "toelichting": GETYPT, "versie": "0"}
    antwoord = browser.post(adres(aanvraag, "onderdeel"), data)
    html = antwoord.content.decode()
    assert antwoord.status_code == 422 and "goed.pdf: Toegevoegd." in html and "fout.pdf: Dit is een programma" in html
    assert [document.naam for document in Document.objects.all()] == ["goed.pdf"]


# -- the caps of the child process, each shown to be what stops the file -------------------------------------------


PDF, BEELD = keuring.TAKEN["pdf"], keuring.TAKEN["beeld"]


def keur_pdf(data: bytes, **grenzen: int) -> dict[str, object]:
    opties = {"max_paginas": 500, "max_uitgepakt": 4_000 * MB}
    return afgeschermd.voer_uit(PDF, opties, data, **{"seconden": 30, "geheugen": 1024 * MB} | grenzen)[0]


def test_the_memory_of_the_child_is_capped():
    bom = maak.pdf_bom(150)
    assert keur_pdf(bom)["fout"] == ""
    assert keur_pdf(bom, geheugen=220 * MB)["fout"] == "bom"


def test_the_time_of_the_child_is_capped():
    opties = {"soort": "png", "max_pixels": 40_000_000, "max_pixels_verkleinbaar": 120_000_000}
    stroom = io.BytesIO()
    strook, beeld = Image.effect_noise((5_000, 160), 90), Image.new("L", (5_000, 4_000))
    for nr in range(25):  # too far apart for the compressor to see that they are the same
        beeld.paste(strook, (0, nr * 160))
    beeld.convert("RGB").save(stroom, "PNG", compress_level=1)
    antwoord, _ = afgeschermd.voer_uit(BEELD, opties, stroom.getvalue(), seconden=60, geheugen=1024 * MB)
    assert antwoord["fout"] == ""
    with pytest.raises(afgeschermd.Uitgevallen, match="exit -"):
        afgeschermd.voer_uit(BEELD, opties, stroom.getvalue(), seconden=1, geheugen=1024 * MB)
