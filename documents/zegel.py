"""Seal our PDFs (PAdES) and judge whether a PDF carries our seal, whole and unchanged.

A seal says: this file came from this samenwerkingsverband and nothing in it has been touched since. It is one
invisible signature over the entire file. The key comes from a PKCS#12 file, from a PKCS#11 token, or, in the demo
and in tests only, from a key that we make ourselves.
"""

import asyncio
import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, unquote

from asn1crypto import cms, pem, x509
from django.core.exceptions import ImproperlyConfigured
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import extract_certificate_info
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko.sign.validation.generic_cms import async_validate_detached_cms

from documents import conf
from documents.demosleutel import schrijf_demosleutel
from documents.keurder_zegel import SLEUTELGEBRUIK, laad_certificaten, vertrouw
from organisations.afgeschermd import Uitgevallen, voer_uit

VELD = "Zegel"
# Outside the page: PDF/UA wants an untagged widget out of sight, PDF/A forbids hiding it with a flag.
_ONZICHTBAAR = InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)


@dataclass(frozen=True)
class Sleutelcertificaat:
    """The public half of the key in use, as it goes into the register of keys."""

    vingerafdruk: str
    certificaat: str
    keten: str
    herkomst: str


@dataclass(frozen=True)
class Oordeel:
    """The seal by itself; whether the document was replaced since is for `documents.verificatie`."""

    echt: bool
    reden: str
    sha256: str
    ondertekend_op: datetime | None = None
    vingerafdruk: str = ""
    verlopen: bool = False


def verzegel(pdf: bytes, *, reden: str, plaats: str, naam: str) -> bytes:
    """Return the PDF with our seal over the entire file."""
    with _ondertekenaar() as (ondertekenaar, _):
        schrijver = IncrementalPdfFileWriter(io.BytesIO(pdf))
        gegevens = signers.PdfSignatureMetadata(
            field_name=VELD,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=reden,
            location=plaats,
            name=naam,
        )
        veld = SigFieldSpec(VELD, readable_field_name="Digitaal zegel", invis_sig_settings=_ONZICHTBAAR)
        uit = signers.PdfSigner(gegevens, ondertekenaar, new_field_spec=veld).sign_pdf(schrijver)
        return bytes(uit.getvalue())


def sleutel_in_gebruik() -> Sleutelcertificaat:
    with _ondertekenaar() as (ondertekenaar, herkomst):
        blad = ondertekenaar.signing_cert
        if blad is None:
            raise ImproperlyConfigured("The sealing key has no certificate.")
        overige = [c for c in ondertekenaar.cert_registry if c.sha256 != blad.sha256]
        return Sleutelcertificaat(
            vingerafdruk=blad.sha256.hex(),
            certificaat=_als_pem(blad),
            keten="".join(_als_pem(c) for c in overige),
            herkomst=herkomst,
        )


def controleer(pdf: bytes, *, certificaten: list[str]) -> Oordeel:
    """Judge one PDF against the certificates (PEM) that are or were ours. Never raises on account of the file.

    Genuine means: exactly one signature, cryptographically sound, over the entire file, with one of our keys. An
    intact signature alone is not enough: content can be swapped in a later revision that it does not cover.
    """
    sha256 = hashlib.sha256(pdf).hexdigest()
    grens = conf.GRENZEN
    if len(pdf) > grens.max_bytes:
        return Oordeel(False, "Dit bestand is te groot om te controleren.", sha256)
    try:
        antwoord, _ = voer_uit(
            "documents.keurder_zegel:controleer_zegel",
            {"certificaten": certificaten},
            pdf,
            seconden=grens.seconden,
            geheugen=grens.geheugen,
        )
    except Uitgevallen:
        return Oordeel(False, "Dit bestand is geen leesbare PDF. Het is niet in deze vorm door ons gemaakt.", sha256)
    op = antwoord.get("ondertekend_op")
    return Oordeel(
        echt=antwoord["echt"] is True,
        reden=str(antwoord["reden"]),
        sha256=sha256,
        ondertekend_op=datetime.fromisoformat(op) if op else None,
        vingerafdruk=str(antwoord.get("vingerafdruk", "")),
        verlopen=antwoord.get("verlopen") is True,
    )


def onderteken_los(inhoud: bytes) -> bytes:
    """A detached signature (CMS) with our key over some bytes of our own, such as a checkpoint of the record."""
    with _ondertekenaar() as (ondertekenaar, _):
        uit = asyncio.run(ondertekenaar.async_sign_general_data(inhoud, "sha256"))
        return bytes(uit.dump())


def controleer_los(inhoud: bytes, handtekening: bytes, *, certificaten: list[str]) -> str:
    """What is wrong with such a signature, as a sentence; empty when it is ours and whole."""
    try:
        gegevens = cms.ContentInfo.load(handtekening)["content"]
        blad = extract_certificate_info(gegevens).signer_cert
        if blad.sha256 not in {c.sha256 for c in laad_certificaten(certificaten)}:
            return "the seal is not of a key of ours."
        verlopen = blad["tbs_certificate"]["validity"]["not_after"].native < datetime.now(UTC)
        oordeel = async_validate_detached_cms(
            inhoud, gegevens, signer_validation_context=vertrouw(blad, verlopen), key_usage_settings=SLEUTELGEBRUIK
        )
        return "" if asyncio.run(oordeel).bottom_line else "the seal does not fit."
    except Exception:  # bytes that were tampered with fail in dozens of ways, all with the same meaning
        return "the seal cannot be read."


def demosleutel_pad() -> Path:
    return conf.state_map() / "zegel" / "demosleutel.p12"


@contextmanager
def _ondertekenaar() -> Iterator[tuple[signers.Signer, str]]:
    bron = conf.zegel_sleutel()
    if bron.startswith("pkcs11:"):
        with _pkcs11(bron) as ondertekenaar:
            yield ondertekenaar, "pkcs11"
    elif bron:
        yield _pkcs12(Path(bron), conf.zegel_wachtwoord()), "pkcs12"
    elif conf.is_productie():
        raise ImproperlyConfigured("No sealing key: set DEKKEND_ZEGEL to a PKCS#12 file or a pkcs11: address.")
    else:
        if not demosleutel_pad().exists():
            schrijf_demosleutel(demosleutel_pad(), vervang=False)
        yield _pkcs12(demosleutel_pad(), ""), "demo"


def _pkcs12(pad: Path, wachtwoord: str) -> signers.SimpleSigner:
    if not pad.is_file():
        raise ImproperlyConfigured(f"The sealing key {pad.name} does not exist.")
    ondertekenaar = signers.SimpleSigner.load_pkcs12(str(pad), passphrase=wachtwoord.encode() or None)
    if ondertekenaar is None:
        raise ImproperlyConfigured(f"The sealing key {pad.name} cannot be opened: wrong passphrase or damaged file.")
    return ondertekenaar


@contextmanager
def _pkcs11(adres: str) -> Iterator[PKCS11Signer]:
    """A key on a token, addressed as in RFC 7512: pkcs11:token=Zegel;object=sleutel?module-path=/usr/lib/x.so"""
    wijzer = lees_pkcs11_adres(adres)
    sessie = open_pkcs11_session(
        wijzer["module-path"],
        token_criteria=TokenCriteria(label=wijzer["token"]),
        user_pin=wijzer.get("pin-value") or conf.zegel_wachtwoord() or None,
    )
    try:
        yield PKCS11Signer(sessie, cert_label=wijzer["object"], other_certs_to_pull=None)
    finally:
        sessie.close()


def lees_pkcs11_adres(adres: str) -> dict[str, str]:
    pad, _, vraag = adres.removeprefix("pkcs11:").partition("?")
    delen = dict(deel.split("=", 1) for deel in pad.split(";") if "=" in deel)
    wijzer = {sleutel: unquote(waarde) for sleutel, waarde in delen.items()} | dict(parse_qsl(vraag))
    if ontbreekt := {"token", "object", "module-path"} - set(wijzer):
        raise ImproperlyConfigured(f"The pkcs11: address of the sealing key lacks {', '.join(sorted(ontbreekt))}.")
    return wijzer


def _als_pem(certificaat: x509.Certificate) -> str:
    return str(pem.armor("CERTIFICATE", certificaat.dump()).decode())
