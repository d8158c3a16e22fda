"""Every file that could do harm, through the page where a school adds its papers: refused or made harmless, with a
sentence that says what to do, and with everything else that was typed still there."""

import io
from collections.abc import Callable
from functools import cache

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from documents import afgeschermd, conf, opslag
from documents.models import Bestand, Document
from organisations.actor import Actor
from tests.documents import maak
from tlv.models import Aanvraag
from workflow.models import Onderdeel

pytestmark = pytest.mark.django_db
MB = 2**20
GETYPT = "Sam’s verslag komt later: <b>let op</b>"

GEWEIGERD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a program called pdf": ("verslag.pdf", lambda: b"MZ\x90\x00" + b"x" * 900, "Dit is een programma"),
    "nothing": ("leeg.pdf", lambda: b"", "Dit bestand is leeg"),
    "encrypted": ("slot.pdf", lambda: maak.pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "wachtwoord"),
    "truncated pdf": ("half.pdf", lambda: maak.tekst_pdf()[:-200], "beschadigd of niet compleet"),
    "truncated photo": ("half.jpg", lambda: maak.foto()[:700], "beschadigd of niet compleet"),
    "30 MB": ("scan.pdf", lambda: b"%PDF-1.7\n" + b"x" * 30 * MB, "hoogstens 20 MB"),
    "10,000 pages": ("boek.pdf", lambda: maak.pdf(10_000), "10000 pagina's; het mogen er hoogstens 500 zijn"),
    "zip bomb in docx": ("plan.docx", maak.docx_bom, "veel te groot"),
    "bomb in pdf": ("plan.pdf", maak.pdf_bom, "veel te groot"),
    "bomb in pdf beyond the memory": ("plan.pdf", lambda: maak.pdf_bom(3_000), "veel te groot"),
    "macros": ("plan.docx", lambda: maak.docx(**{"word/vbaProject.bin": b"x"}), "macro"),
    "pixel bomb": ("foto.png", lambda: maak.png_bom(60_000, 60_000), "te groot om te verwerken"),
    "a web page": ("verslag.pdf", lambda: b"<script>alert(1)</script>", "Dit soort bestand kunnen wij niet aannemen"),
}
ONSCHADELIJK: dict[str, tuple[str, Callable[[], bytes], str, str]] = {
    "pdf with script and file": ("opp.pdf", maak.pdf_met_script, "opp.pdf", "Voor de veiligheid is dit eruit gehaald"),
    "40 megapixels": ("IMG_7.jpg", lambda: maak.foto(maat=(7_400, 5_500)), "IMG_7.jpg", "is verkleind"),
    "HEIC photo": ("IMG_8.HEIC", lambda: maak.foto("HEIF"), "IMG_8.jpg", "Toegevoegd."),
    "a path": ("../../../etc/cron.d/opp.pdf", maak.tekst_pdf, "opp.pdf", "Toegevoegd."),
    "a Windows path": ("C:\\Users\\ib\\opp.pdf", maak.tekst_pdf, "opp.pdf", "Toegevoegd."),
    "400 characters": ("é" * 400 + ".pdf", maak.tekst_pdf, "é" * 116 + ".pdf", "Toegevoegd."),
    "reversed extension": ("opp\u202efdp.exe", maak.tekst_pdf, "oppfdp.pdf", "Toegevoegd."),
}
gemaakt = cache(lambda maker: maker())


@pytest.fixture
def browser(als: Callable[[Actor], Client], coordinator: Actor) -> Client:
    return als(coordinator)


def adres(aanvraag: Aanvraag, naam: str) -> str:
    return reverse(f"tlv:{naam}", args=[aanvraag.zaak_id, "bijlagen"])


def verstuur(browser: Client, doel: str, naam: str, data: bytes, **velden: str):
    """As a browser does it: the name goes over the line as it is, nothing of ours tidies it first."""
    grens = "----grens"
    regels = [f'--{grens}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in velden.items()]
    achter_streep = naam.replace("\\", "\\\\")
    regels.append(
        f'--{grens}\r\nContent-Disposition: form-data; name="bestand"; filename="{achter_streep}"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    inhoud = "".join(regels).encode() + data + f"\r\n--{grens}--\r\n".encode()
    return browser.generic("POST", doel, inhoud, content_type=f"multipart/form-data; boundary={grens}")


def niets_bewaard() -> bool:
    bestanden = (
        [pad for pad in conf.bestanden_map().rglob("*") if pad.is_file()] if conf.bestanden_map().exists() else []
    )
    return not bestanden and not Document.objects.exists() and not Bestand.objects.exists()


@pytest.fixture(autouse=True)
def eigen_map(settings, tmp_path):
    settings.BESTANDEN_DIR = tmp_path / "bestanden"


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


def keur_pdf(data: bytes, **grenzen: int) -> dict[str, object]:
    opties = {"max_paginas": 500, "max_uitgepakt": 4_000 * MB}
    return afgeschermd.voer_uit("pdf", opties, data, **{"seconden": 30, "geheugen": 1024 * MB} | grenzen)[0]


def test_the_memory_of_the_child_is_capped():
    bom = maak.pdf_bom(150)
    assert keur_pdf(bom)["fout"] == ""
    assert keur_pdf(bom, geheugen=220 * MB)["fout"] == "bom"


def test_the_time_of_the_child_is_capped():
    opties = {"soort": "png", "max_pixels": 40_000_000, "max_pixels_verkleinbaar": 120_000_000}
    stroom = io.BytesIO()
    Image.effect_noise((2_500, 1_600), 90).convert("RGB").save(stroom, "PNG", compress_level=1)
    antwoord, _ = afgeschermd.voer_uit("beeld", opties, stroom.getvalue(), seconden=60, geheugen=1024 * MB)
    assert antwoord["fout"] == ""
    with pytest.raises(afgeschermd.Uitgevallen, match="exit -"):
        afgeschermd.voer_uit("beeld", opties, stroom.getvalue(), seconden=1, geheugen=1024 * MB)
