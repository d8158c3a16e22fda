"""Whoever forges a decision, and how: the public page and the command both say no, and why."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from cases.models import Zaak
from documents import demosleutel, opslag, werk, zegel, zegelaar, zegelregister
from documents.keurder_zegel import ANDERE_SLEUTEL, GEEN_ZEGEL, ONLEESBAAR, TWEE_ZEGELS, VERANDERD
from documents.models import Bestand, Document, Zegel
from tests import factories
from tests.documents import maak
from tests.documents.test_werk import leg_klaar

pytestmark = pytest.mark.django_db
NIET_IN_REGISTER = "Dit document staat niet in ons register. Neem contact met ons op."


@pytest.fixture
def besluit(sleutel: Any, monkeypatch: pytest.MonkeyPatch, beschikking_pdf: bytes) -> bytes:
    """A decision that was sealed, registered and sent."""
    return geef_uit(monkeypatch, beschikking_pdf)


def geef_uit(monkeypatch: pytest.MonkeyPatch, pdf: bytes) -> bytes:
    monkeypatch.setattr(werk.brieven, "maak", lambda *args, **kwargs: pdf)
    zaak: Zaak = factories.ZaakFactory()  # type: ignore[assignment]
    leg_klaar(zaak)
    assert werk.verwerk_wachtende(timezone.now()) == 1
    return opslag.lees_bestand(Bestand.objects.get())


def verzegel(pdf: bytes) -> bytes:
    return zegel.verzegel(pdf, reden="Besluit over toelaatbaarheid", plaats="Oeverstad", naam="SWV De Waterlanden")


def zonder_zegel(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as doc:
        del doc.Root["/AcroForm"]
        return maak.bewaar(doc)


# -- the attacks ---------------------------------------------------------------------------------------------------


def byte_omgezet(pdf: bytes) -> bytes:
    """One bit inside the first page description, which the seal covers."""
    stuk = bytearray(pdf)
    stuk[pdf.index(b"stream") + 40] ^= 0x01
    return bytes(stuk)


def byte_in_handtekening(pdf: bytes) -> bytes:
    plek = pdf.rindex(b"/Contents <") + 400
    return pdf[:plek] + (b"0" if pdf[plek : plek + 1] != b"0" else b"1") + pdf[plek + 1 :]


def inhoud_verwisseld(pdf: bytes) -> bytes:
    """Another page content in a later revision: the signature itself stays intact."""
    schrijver = IncrementalPdfFileWriter(io.BytesIO(pdf))
    pagina = schrijver.root["/Pages"]["/Kids"][0].get_object()
    pagina["/Contents"] = schrijver.add_object(generic.StreamObject(stream_data=b"BT (categorie hoog) Tj ET"))
    schrijver.update_container(pagina)
    uit = io.BytesIO()
    schrijver.write(uit)
    return uit.getvalue()


def andere_sleutel(pdf: bytes) -> bytes:
    """The same text and the same names, sealed with a key that somebody made for the purpose."""
    demosleutel.schrijf_demosleutel(zegel.demosleutel_pad())
    return verzegel(zonder_zegel(pdf))


def opnieuw_bewaard(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as doc:
        return maak.bewaar(doc)


def twee_handtekeningen(pdf: bytes) -> bytes:
    """A second signature on top of ours, with a key of somebody else."""
    demosleutel.schrijf_demosleutel(zegel.demosleutel_pad())
    with pytest.MonkeyPatch.context() as even:
        even.setattr(zegelaar, "VELD", "Nogeen")
        return verzegel(pdf)


def nooit_uitgegeven(pdf: bytes) -> bytes:
    """Our own key under a text that we never issued."""
    return verzegel(maak.tekst_pdf("categorie hoog"))


AANVALLEN: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "byte flipped in the text": (byte_omgezet, VERANDERD),
    "byte flipped in the seal": (byte_in_handtekening, ""),
    "content swapped in a later revision": (inhoud_verwisseld, VERANDERD),
    "a remark behind the end": (lambda pdf: pdf + b"\n% gezien\n", VERANDERD),
    "other key": (andere_sleutel, ANDERE_SLEUTEL),
    "truncated": (lambda pdf: pdf[: len(pdf) * 9 // 10], ""),
    "cut in the middle": (lambda pdf: pdf[: len(pdf) // 2], ONLEESBAAR),
    "saved again": (opnieuw_bewaard, ""),
    "stripped": (zonder_zegel, GEEN_ZEGEL),
    "two signatures": (twee_handtekeningen, TWEE_ZEGELS),
    "our key, never issued": (nooit_uitgegeven, NIET_IN_REGISTER),
    "no pdf": (lambda pdf: b"MZ", ONLEESBAAR),
    "empty": (lambda pdf: b"", ONLEESBAAR),
}


def op_de_pagina(client: Client, pdf: bytes) -> str:
    antwoord = client.post("/echt/", {"pdf": SimpleUploadedFile("besluit.pdf", pdf)})
    return antwoord.content.decode()


def met_het_commando(pad: Path, pdf: bytes) -> tuple[int, str]:
    pad.write_bytes(pdf)
    uit = io.StringIO()
    try:
        call_command("verify_pdf", str(pad), stdout=uit)
    except CommandError as fout:
        return fout.returncode, str(fout)
    return 0, uit.getvalue()


def test_what_we_issued_is_genuine(client: Client, besluit: bytes, tmp_path: Path):
    html = op_de_pagina(client, besluit)
    assert ">Echt<" in html and "daarna niet veranderd" in html
    code, zin = met_het_commando(tmp_path / "x.pdf", besluit)
    assert code == 0 and "daarna niet veranderd" in zin


@pytest.mark.parametrize("aanval", AANVALLEN)
def test_a_forgery_is_told_with_its_reason(client: Client, besluit: bytes, tmp_path: Path, aanval: str):
    vervals, reden = AANVALLEN[aanval]
    vals = vervals(besluit)
    assert vals != besluit
    code, zin = met_het_commando(tmp_path / "x.pdf", vals)
    assert code == 1 and zin.endswith(".") and (not reden or zin == reden)
    html = op_de_pagina(client, vals)
    if not vals:  # a browser that sends nothing is asked for a file
        assert "bestand" in html and "Verbeter 1 fout" in html
        return
    assert ">Niet echt<" in html and zin in html and ">Echt<" not in html
    assert "Gebruik dit bestand niet" in html, "whoever reads this has to know what to do"
    assert Document.objects.count() == 1, "nothing of it is kept"


# -- an expired certificate ----------------------------------------------------------------------------------------


@pytest.fixture
def verlopen(eigen_mappen: None) -> None:
    lang_geleden = datetime.now(UTC) - timedelta(days=400)
    demosleutel.schrijf_demosleutel(zegel.demosleutel_pad(), dagen=365, vanaf=lang_geleden)


def test_expired_but_in_our_register_is_genuine(
    client: Client, verlopen: None, monkeypatch: pytest.MonkeyPatch, beschikking_pdf: bytes, tmp_path: Path
):
    pdf = geef_uit(monkeypatch, beschikking_pdf)
    assert zegel.controleer(pdf, certificaten=zegelregister.onze_certificaten()).verlopen
    html = op_de_pagina(client, pdf)
    assert ">Echt<" in html and "Gebruik dit bestand niet" not in html
    assert met_het_commando(tmp_path / "x.pdf", pdf)[0] == 0
    vals = inhoud_verwisseld(pdf)
    assert ">Niet echt<" in op_de_pagina(client, vals)
    assert met_het_commando(tmp_path / "x.pdf", vals) == (1, VERANDERD)


def test_expired_and_not_in_our_register_is_not_genuine(
    client: Client, verlopen: None, beschikking_pdf: bytes, tmp_path: Path
):
    zegelregister.registreer_sleutel(timezone.now())
    pdf = verzegel(beschikking_pdf)
    assert met_het_commando(tmp_path / "x.pdf", pdf) == (1, NIET_IN_REGISTER)
    assert NIET_IN_REGISTER in op_de_pagina(client, pdf)


def test_a_withdrawn_decision_has_an_exit_code_of_its_own(client: Client, besluit: bytes, tmp_path: Path):
    zegelregister.trek_in(Zegel.objects.get(), nu=timezone.now())
    assert met_het_commando(tmp_path / "x.pdf", besluit)[0] == 3
    assert "Echt, maar ingetrokken" in op_de_pagina(client, besluit)
