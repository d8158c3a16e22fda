"""Settings of this room, each with its default, read at the moment of use so that tests can override them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

MIB = 1024 * 1024


def _get(name: str, default: Any) -> Any:
    return getattr(settings, name, default)


@dataclass(frozen=True)
class Grenzen:
    """Upload limits: sizes in bytes, images in pixels, time in seconds."""

    max_bytes: int
    max_paginas: int
    max_pixels: int
    max_pixels_verkleinbaar: int
    max_uitgepakt: int
    seconden: int
    geheugen: int


def grenzen() -> Grenzen:
    return Grenzen(
        max_bytes=_get("UPLOAD_MAX_BYTES", 20 * MIB),
        max_paginas=_get("UPLOAD_MAX_PAGINAS", 500),
        max_pixels=_get("UPLOAD_MAX_PIXELS", 40_000_000),
        max_pixels_verkleinbaar=_get("UPLOAD_MAX_PIXELS_VERKLEINBAAR", 120_000_000),
        max_uitgepakt=_get("UPLOAD_MAX_UITGEPAKT", 200 * MIB),
        seconden=_get("UPLOAD_SECONDEN", 30),
        geheugen=_get("UPLOAD_GEHEUGEN", 1024 * MIB),
    )


def state_map() -> Path:
    """Folder for what must survive a restart and is no code: the demo key."""
    return Path(settings.STATE_DIR)


def bestanden_map() -> Path:
    return Path(settings.BESTANDEN_DIR)


def intern_adres() -> str:
    """Where the proxy has the folder with files, for itself only; empty when this process sends files."""
    return str(_get("XACCEL", ""))


def clamd() -> str:
    """Where the virus scanner listens: the path of a socket, or host:port; empty when there is none."""
    return str(_get("CLAMD", "")).removeprefix("unix:")


def is_productie() -> bool:
    return bool(_get("PRODUCTIE", True))


def basis_url() -> str:
    return str(_get("BASIS_URL", "")).rstrip("/")


def zegel_sleutel() -> str:
    """Where the sealing key is: a PKCS#12 path, a `pkcs11:` address, or empty for the demo key."""
    return str(_get("ZEGEL_SLEUTEL", ""))


def zegel_wachtwoord() -> str:
    return str(_get("ZEGEL_WACHTWOORD", ""))


def controles_per_minuut() -> int:
    """How often one address may ask whether a paper is genuine; 0 switches the brake off."""
    return int(_get("ECHT_PER_MINUUT", 20))
