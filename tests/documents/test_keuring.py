"""What may come in, what may not, and whether the sentence helps."""

import io
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from documents import conf
from documents.keuring import DOCX, JPG, ODT, PDF, PNG, keur, keur_upload, schone_naam
from organisations import afgeschermd
from tests.documents import maak

Begrens = Callable[..., None]


@pytest.fixture
def begrens(monkeypatch: pytest.MonkeyPatch) -> Begrens:
    """Other limits than the usual ones: `begrens(max_bytes=...)`."""
    return lambda **anders: monkeypatch.setattr(conf, "GRENZEN", replace(conf.GRENZEN, **anders))


def test_a_plain_pdf_comes_in_untouched():
    data = maak.tekst_pdf()
    uit = keur(data, "verslag.pdf")
    assert uit.goedgekeurd and uit.mime == PDF and uit.paginas == 1 and uit.data == data and not uit.aangepast
    assert len(uit.sha256) == 64 and uit.grootte == len(data)


@pytest.mark.parametrize(("data", "mime"), [(maak.docx(), DOCX), (maak.odt(), ODT)])
def test_office_documents_come_in(data: bytes, mime: str):
    uit = keur(data, "plan.docx" if mime == DOCX else "plan.odt")
    assert uit.goedgekeurd and uit.mime == mime and uit.data == data


@pytest.mark.parametrize(
    ("data", "woord"),
    [
        (b"", "leeg"),
        (b"MZ\x90\x00" + b"x" * 500, "programma"),
        (b"\x7fELF" + b"x" * 500, "programma"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 500, "wachtwoord"),
        (b"<html><script>alert(1)</script></html>", "Dit soort bestand"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "Dit soort bestand"),
        (b"GIF89a" + b"x" * 50, "GIF"),
        (b"Rar!\x1a\x07" + b"x" * 50, "ingepakt"),
        (maak.zip_van({"a.txt": b"hallo"}), "Dit soort bestand"),
        (maak.pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "beveiligd"),
        (maak.pdf(encryption=pikepdf.Encryption(owner="a", user="")), "beveiligd"),
        (maak.tekst_pdf()[:-200], "beschadigd"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 4000, "beschadigd"),
        (maak.pdf(0), "geen pagina's"),
        (maak.pdf(501), "501 pagina's"),
        (maak.docx(**{"word/vbaProject.bin": b"x"}), "macro"),
        (maak.docx(**{"[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml"}), "macro"),
        (maak.odt(**{"Basic/Standard/Module1.xml": b"<x/>"}), "macro"),
        (maak.docx(**{"word/embeddings/oleObject1.bin": b"x"}), "ingesloten"),
        (maak.docx(**{"word/document.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><w:document/>"}), "ingesloten"),
        (maak.docx(**{"word/media/bom.bmp": b"\0" * 30_000_000}), "veel te groot"),
        (maak.docx(**{"../../etc/passwd": b"x"}), "beschadigd"),
        (maak.docx()[:-40], "beschadigd"),
        (maak.odt(**{"META-INF/manifest.xml": b"<manifest:encryption-data/>"}), "beveiligd"),
        (maak.foto()[:700], "beschadigd"),
        (maak.foto("PNG")[:120], "beschadigd"),
    ],
)  # fmt: skip
def test_it_refuses_with_a_sentence_that_helps(data: bytes, woord: str):
    uit = keur(data, "rapport.pdf")
    assert not uit.goedgekeurd and woord in uit.melding and uit.melding.endswith(".") and uit.data == b""


def test_a_file_above_the_limit_is_refused(begrens: Begrens):
    begrens(max_bytes=2 * 1024 * 1024)
    assert "hoogstens 2 MB" in keur(b"%PDF-1.7" + b"x" * (2 * 1024 * 1024), "x.pdf").melding


def test_scripts_and_attachments_are_taken_out_of_a_pdf():
    uit = keur(maak.pdf_met_script(), "formulier.pdf")
    assert uit.goedgekeurd and uit.aangepast and "scripts" in uit.melding and "ingesloten" in uit.melding
    for woord in (b"JavaScript", b"Launch", b"calc.exe", b"app.alert", b"kwaad", b"FileAttachment"):
        assert woord not in _plat(uit.data)
    assert b"Fictief verslag" in _plat(uit.data)


def test_an_owner_of_a_sloppy_pdf_is_helped():
    data = maak.tekst_pdf()
    slordig = data.replace(b"startxref\n", b"startxref\n9")
    uit = keur(slordig, "x.pdf")
    assert uit.goedgekeurd and uit.paginas == 1 and uit.aangepast


def test_a_template_link_is_taken_out_of_a_word_file():
    rels = (
        b'<Relationships><Relationship Id="rId1" Type="http://x/relationships/attachedTemplate" '
        b'Target="http://kwaad.example/t.dotm" TargetMode="External"/></Relationships>'
    )
    uit = keur(
        maak.docx(**{
            "word/_rels/settings.xml.rels": rels,
            "word/settings.xml": b'<w:settings><w:attachedTemplate r:id="rId1"/></w:settings>',
        }),
        "x.docx",
    )  # fmt: skip
    assert uit.goedgekeurd and "sjabloon" in uit.melding and b"kwaad.example" not in uit.data
    assert keur(uit.data, "x.docx").data == uit.data


def test_a_photo_is_turned_upright_and_forgets_where_it_was_taken():
    uit = keur(maak.foto(stand=6), "IMG_1.JPEG")
    beeld = Image.open(io.BytesIO(uit.data))
    assert uit.mime == JPG and uit.naam == "IMG_1.jpeg" and beeld.size == (200, 300) and not beeld.getexif()
    assert b"Kerkstraat" not in uit.data
    rood = beeld.convert("RGB").getpixel((190, 10))
    assert isinstance(rood, tuple) and rood[0] > 200 and rood[1] < 60


def test_a_png_stays_a_png_and_loses_what_hangs_behind_it():
    uit = keur(maak.foto("PNG") + b"<script>geheim</script>", "scan.png")
    assert uit.mime == PNG and b"geheim" not in uit.data and b"Kerkstraat" not in uit.data


def test_an_iphone_photo_becomes_a_jpg():
    uit = keur(maak.foto("HEIF"), "IMG_0042.HEIC")
    assert uit.goedgekeurd and uit.mime == JPG and uit.naam == "IMG_0042.jpg" and uit.data.startswith(b"\xff\xd8")


def test_a_large_photo_is_scaled_down_and_a_bomb_is_refused(begrens: Begrens):
    begrens(max_pixels=50_000, max_pixels_verkleinbaar=100_000)
    uit = keur(maak.foto(maat=(300, 200)), "groot.jpg")
    maat = Image.open(io.BytesIO(uit.data)).size
    assert uit.goedgekeurd and maat[0] * maat[1] <= 50_000 and "verkleind" in uit.melding
    assert "te groot" in keur(maak.foto(maat=(400, 300)), "bom.jpg").melding


def test_a_photo_called_pdf_gets_its_own_extension():
    assert keur(maak.foto(), "rapport.pdf").naam == "rapport.jpg"


@pytest.mark.parametrize(
    ("naam", "schoon"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ib\\Bureaublad\\OPP Daan.docx", "OPP Daan.docx"),
        ("a" * 400 + ".pdf", "a" * 116 + ".pdf"),
        ("", "document"),
        ("...", "document"),
        (".pdf", "pdf"),
        ("fact\u202efdp.exe", "factfdp.exe"),
        ('regel\r\nX: "y".pdf', "regelX_ _y_.pdf"),
        ("Zoë  Čapek.PDF", "Zoë Čapek.pdf"),
    ],
)
def test_names_are_cleaned(naam: str, schoon: str):
    assert schone_naam(naam) == schoon


def test_a_parser_that_hangs_is_a_refusal(begrens: Begrens):
    begrens(seconden=-5)
    assert "niet veilig openen" in keur(maak.tekst_pdf(), "x.pdf").melding


def test_a_pdf_that_unpacks_to_more_than_the_memory_is_a_refusal(begrens: Begrens):
    begrens(geheugen=250 * 1024 * 1024)
    uit = keur(maak.pdf_bom(), "x.pdf")
    assert not uit.goedgekeurd and uit.melding.endswith(".")


def test_the_child_sees_no_secrets_and_reaches_no_network(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SECRET_KEY", "geheim")
    assert "SECRET_KEY" not in afgeschermd._omgeving()
    with pytest.raises(afgeschermd.Uitgevallen):
        afgeschermd.voer_uit("onbekend", {}, b"", seconden=5, geheugen=2**30)
    code = "import socket; from organisations.afgeschermd_kind import sluit_af; sluit_af(); "
    code += "socket.create_connection(('127.0.0.1', 1))"
    klaar = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=afgeschermd.WORTEL, check=False)
    assert b"PermissionError" in klaar.stderr


def _plat(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as doc:
        return maak.bewaar(
            doc,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            compress_streams=False,
        )


class OngelezenBestand(SimpleUploadedFile):
    """An upload that must not be read."""

    @property
    def read(self):
        return pytest.fail("it was read")


def test_a_file_that_is_too_large_is_refused_before_it_is_read():
    groot = OngelezenBestand("film.pdf", b"%PDF-1.7")
    groot.size = conf.GRENZEN.max_bytes + 1
    assert "te groot" in keur_upload(groot).melding
