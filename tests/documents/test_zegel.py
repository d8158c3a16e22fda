"""A seal is only worth what it withstands."""

import io
from datetime import UTC, datetime, timedelta

import pikepdf
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from documents import demosleutel, zegel, zegelaar
from documents.zegel import Oordeel, Sleutelcertificaat
from tests.documents import maak


def verzegel(pdf: bytes) -> bytes:
    return zegel.verzegel(pdf, reden="Besluit over toelaatbaarheid", plaats="Oeverstad", naam="SWV De Waterlanden")


def oordeel(pdf: bytes, *sleutels: Sleutelcertificaat) -> Oordeel:
    return zegel.controleer(pdf, certificaten=[s.certificaat for s in sleutels])


@pytest.fixture
def verzegeld(sleutel: Sleutelcertificaat, beschikking_pdf: bytes) -> bytes:
    return verzegel(beschikking_pdf)


def test_a_sealed_decision_is_genuine(verzegeld: bytes, sleutel: Sleutelcertificaat):
    uit = oordeel(verzegeld, sleutel)
    assert uit.echt and uit.vingerafdruk == sleutel.vingerafdruk and not uit.verlopen
    assert uit.ondertekend_op and abs(uit.ondertekend_op - datetime.now(UTC)) < timedelta(minutes=1)


def test_the_seal_stays_genuine_after_the_key_was_replaced(verzegeld: bytes, sleutel: Sleutelcertificaat):
    demosleutel.schrijf_demosleutel(zegel.demosleutel_pad())
    nieuw = zegel.sleutel_in_gebruik()
    assert nieuw.vingerafdruk != sleutel.vingerafdruk
    assert oordeel(verzegeld, nieuw, sleutel).echt
    assert not oordeel(verzegeld, nieuw).echt


def test_every_flipped_byte_shows(verzegeld: bytes, sleutel: Sleutelcertificaat):
    for plek in (200, len(verzegeld) // 3, len(verzegeld) // 2, len(verzegeld) - 40):
        stuk = bytearray(verzegeld)
        stuk[plek] ^= 0x01
        assert not oordeel(bytes(stuk), sleutel).echt, plek


def test_content_swapped_by_a_later_revision_shows(verzegeld: bytes, sleutel: Sleutelcertificaat):
    schrijver = IncrementalPdfFileWriter(io.BytesIO(verzegeld))
    pagina = schrijver.root["/Pages"]["/Kids"][0].get_object()
    nieuw = schrijver.add_object(generic.StreamObject(stream_data=b"BT /F1 24 Tf 72 720 Td (categorie hoog) Tj ET"))
    pagina["/Contents"] = nieuw
    schrijver.update_container(pagina)
    uit = io.BytesIO()
    schrijver.write(uit)
    assert oordeel(uit.getvalue(), sleutel).reden.startswith("Dit document is veranderd")


def test_even_an_innocent_addition_shows(verzegeld: bytes, sleutel: Sleutelcertificaat):
    assert not oordeel(verzegeld + b"\n% opmerking\n", sleutel).echt
    schrijver = IncrementalPdfFileWriter(io.BytesIO(verzegeld))
    schrijver.set_info(
        schrijver.add_object(generic.DictionaryObject({generic.NameObject("/Title"): generic.TextStringObject("x")}))
    )
    uit = io.BytesIO()
    schrijver.write(uit)
    assert not oordeel(uit.getvalue(), sleutel).echt


def test_another_key_with_the_same_name_is_not_ours(beschikking_pdf: bytes, sleutel: Sleutelcertificaat):
    demosleutel.schrijf_demosleutel(zegel.demosleutel_pad())
    uit = oordeel(verzegel(beschikking_pdf), sleutel)
    assert not uit.echt and "niet van ons" in uit.reden


@pytest.mark.parametrize("deel", [0.2, 0.9, 0.99])
def test_a_truncated_file_is_not_genuine(verzegeld: bytes, sleutel: Sleutelcertificaat, deel: float):
    assert not oordeel(verzegeld[: int(len(verzegeld) * deel)], sleutel).echt


def test_a_file_that_was_saved_again_is_not_genuine(verzegeld: bytes, sleutel: Sleutelcertificaat):
    with pikepdf.open(io.BytesIO(verzegeld)) as doc:
        assert not oordeel(maak.bewaar(doc), sleutel).echt


def test_a_file_without_its_seal_is_not_genuine(verzegeld: bytes, beschikking_pdf: bytes, sleutel: Sleutelcertificaat):
    with pikepdf.open(io.BytesIO(verzegeld)) as doc:
        del doc.Root["/AcroForm"]
        kaal = maak.bewaar(doc)
    assert "geen digitaal zegel" in oordeel(kaal, sleutel).reden
    assert "geen digitaal zegel" in oordeel(beschikking_pdf, sleutel).reden


def test_two_signatures_are_one_too_many(
    verzegeld: bytes, sleutel: Sleutelcertificaat, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(zegelaar, "VELD", "Nogeen")
    assert "meer dan één" in oordeel(verzegel(verzegeld), sleutel).reden


def test_a_seal_with_an_expired_key_says_so(beschikking_pdf: bytes, eigen_mappen: None):
    lang_geleden = datetime.now(UTC) - timedelta(days=400)
    demosleutel.schrijf_demosleutel(zegel.demosleutel_pad(), dagen=365, vanaf=lang_geleden)
    uit = oordeel(verzegel(beschikking_pdf), zegel.sleutel_in_gebruik())
    assert uit.echt and uit.verlopen and "verlopen" in uit.reden


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"MZ programma", b"\x00" * 5000, maak.pdf(), maak.pdf_bom(), maak.foto()]
)
def test_it_never_raises_on_a_foreign_file(data: bytes, sleutel: Sleutelcertificaat):
    uit = oordeel(data, sleutel)
    assert not uit.echt and uit.reden.endswith(".") and len(uit.sha256) == 64


def test_sealing_keeps_the_archive_and_accessibility_claims(verzegeld: bytes):
    with pikepdf.open(io.BytesIO(verzegeld)) as doc:
        with doc.open_metadata() as meta:
            assert meta["pdfaid:part"] == "2" and meta["pdfuaid:part"] == "1"
        assert doc.Root.MarkInfo.Marked
        widget = doc.Root.AcroForm.Fields[0]
        assert int(widget["/F"]) & 4 and not int(widget["/F"]) & 2


def test_the_demo_key_is_refused_in_production(settings, beschikking_pdf: bytes, sleutel: Sleutelcertificaat):
    settings.PRODUCTIE = True
    with pytest.raises(ImproperlyConfigured):
        verzegel(beschikking_pdf)
    with pytest.raises(CommandError):
        call_command("zegel_demosleutel")


def test_a_key_from_a_file_with_a_passphrase(settings, tmp_path, beschikking_pdf: bytes):
    pad = tmp_path / "echt.p12"
    demosleutel.schrijf_demosleutel(pad, wachtwoord="zeer geheim")
    settings.ZEGEL_SLEUTEL, settings.ZEGEL_WACHTWOORD = str(pad), "zeer geheim"
    assert zegel.sleutel_in_gebruik().herkomst == "pkcs12"
    assert oordeel(verzegel(beschikking_pdf), zegel.sleutel_in_gebruik()).echt
    settings.ZEGEL_WACHTWOORD = "fout"
    with pytest.raises(ImproperlyConfigured):
        zegel.sleutel_in_gebruik()


def test_the_address_of_a_token_is_read():
    wijzer = zegel.lees_pkcs11_adres("pkcs11:token=SWV%20zegel;object=s1?module-path=/usr/lib/x.so&pin-value=1234")
    assert wijzer == {
        "token": "SWV zegel",
        "object": "s1",
        "module-path": "/usr/lib/x.so",
        "pin-value": "1234",
    }
    with pytest.raises(ImproperlyConfigured, match="module-path"):
        zegel.lees_pkcs11_adres("pkcs11:token=a;object=b")
