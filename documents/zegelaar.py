"""The key that seals, and what is done with it. Loaded by who seals (`documents.zegel`): pyHanko takes long to load."""

import asyncio
import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

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
from documents.zegel import Sleutelcertificaat, demosleutel_pad, lees_pkcs11_adres

VELD = "Zegel"
# Outside the page: PDF/UA wants an untagged widget out of sight, PDF/A forbids hiding it with a flag.
_ONZICHTBAAR = InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)


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


def _als_pem(certificaat: x509.Certificate) -> str:
    return str(pem.armor("CERTIFICATE", certificaat.dump()).decode())
