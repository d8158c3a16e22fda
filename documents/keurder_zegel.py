"""Judge the signature on a foreign PDF, in the capped child only; and whom a signature of ours rests on."""

import io
from datetime import UTC, datetime
from typing import Any

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

SLEUTELGEBRUIK = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
ECHT = "Dit document is door ons gemaakt en daarna niet veranderd."
ECHT_VERLOPEN = (
    "Dit document is met een sleutel van ons verzegeld en daarna niet veranderd. De sleutel is inmiddels verlopen."
)
GEEN_ZEGEL = "Dit document heeft geen digitaal zegel van ons."
TWEE_ZEGELS = "Dit document heeft meer dan één handtekening. Wij maken documenten met precies één zegel."
ANDERE_SLEUTEL = "Dit document is verzegeld met een sleutel die niet van ons is."
VERANDERD = "Dit document is veranderd nadat het is verzegeld."
ONLEESBAAR = "Dit bestand is geen leesbare PDF. Het is niet in deze vorm door ons gemaakt."


def controleer_zegel(data: bytes, opties: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    try:
        return _controleer(data, opties["certificaten"]), b""
    except Exception:
        # The reader raises dozens of exception types on hostile input; all of them mean the same to the asker.
        return _nee(ONLEESBAAR), b""


def _nee(reden: str, **meer: Any) -> dict[str, Any]:
    return {"echt": False, "reden": reden} | meer


def _controleer(data: bytes, certificaten: list[str]) -> dict[str, Any]:
    lezer = PdfFileReader(io.BytesIO(data))
    handtekeningen = lezer.embedded_signatures
    if not handtekeningen:
        return _nee(GEEN_ZEGEL)
    if len(handtekeningen) != 1:
        return _nee(TWEE_ZEGELS)
    zegel = handtekeningen[0]
    onze = laad_certificaten(certificaten)
    blad = zegel.signer_cert
    if blad.sha256 not in {c.sha256 for c in onze}:
        return _nee(ANDERE_SLEUTEL, vingerafdruk=blad.sha256.hex())
    verlopen = blad["tbs_certificate"]["validity"]["not_after"].native < datetime.now(UTC)
    meer = {
        "vingerafdruk": blad.sha256.hex(),
        "ondertekend_op": _iso(zegel.self_reported_timestamp),
        "verlopen": verlopen,
    }
    status = validate_pdf_signature(
        zegel,
        signer_validation_context=vertrouw(blad, verlopen),
        key_usage_settings=SLEUTELGEBRUIK,
    )
    if not status.bottom_line or status.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        return _nee(VERANDERD, **meer)
    return {"echt": True, "reden": ECHT_VERLOPEN if verlopen else ECHT} | meer


def laad_certificaten(certificaten: list[str]) -> list[x509.Certificate]:
    return [
        x509.Certificate.load(der) for tekst in certificaten for _, _, der in pem.unarmor(tekst.encode(), multiple=True)
    ]


def vertrouw(blad: x509.Certificate, verlopen: bool) -> ValidationContext:
    """Trust the leaf itself: our register says which keys are ours, so neither a chain nor the network is needed.

    An expired certificate is judged at the last moment it was valid. Whether the seal was put on before that moment
    cannot be read from the file; the caller answers it from the register of sealed documents.
    """
    moment = blad["tbs_certificate"]["validity"]["not_after"].native if verlopen else None
    return ValidationContext(trust_roots=[blad], allow_fetching=False, moment=moment, best_signature_time=moment)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
