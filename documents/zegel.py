"""Seal our PDFs (PAdES) and judge whether a PDF carries our seal, whole and unchanged.

A seal says: this file came from this samenwerkingsverband and nothing in it has been touched since. It is one
invisible signature over the entire file. The key comes from a PKCS#12 file, from a PKCS#11 token, or, in the demo
and in tests only, from a key that we make ourselves.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qsl, unquote

from django.core.exceptions import ImproperlyConfigured

from documents import conf
from organisations.afgeschermd import Uitgevallen, voer_uit


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
    from documents import zegelaar  # noqa: PLC0415 - loaded by who seals: it takes long, and most processes never do

    return zegelaar.verzegel(pdf, reden=reden, plaats=plaats, naam=naam)


def sleutel_in_gebruik() -> Sleutelcertificaat:
    from documents import zegelaar  # noqa: PLC0415 - see `verzegel`

    return zegelaar.sleutel_in_gebruik()


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
    from documents import zegelaar  # noqa: PLC0415 - see `verzegel`

    return zegelaar.onderteken_los(inhoud)


def controleer_los(inhoud: bytes, handtekening: bytes, *, certificaten: list[str]) -> str:
    """What is wrong with such a signature, as a sentence; empty when it is ours and whole."""
    from documents import zegelaar  # noqa: PLC0415 - see `verzegel`

    return zegelaar.controleer_los(inhoud, handtekening, certificaten=certificaten)


def demosleutel_pad() -> Path:
    return conf.state_map() / "zegel" / "demosleutel.p12"


def lees_pkcs11_adres(adres: str) -> dict[str, str]:
    pad, _, vraag = adres.removeprefix("pkcs11:").partition("?")
    delen = dict(deel.split("=", 1) for deel in pad.split(";") if "=" in deel)
    wijzer = {sleutel: unquote(waarde) for sleutel, waarde in delen.items()} | dict(parse_qsl(vraag))
    if ontbreekt := {"token", "object", "module-path"} - set(wijzer):
        raise ImproperlyConfigured(f"The pkcs11: address of the sealing key lacks {', '.join(sorted(ontbreekt))}.")
    return wijzer
