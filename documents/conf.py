"""What this room takes from the settings, read at the moment of use because tests change them; and its own limits."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

MIB = 1024 * 1024
CONTROLES_PER_MINUUT = 20
"""How often one address may ask whether a paper is genuine."""

BRIEF_BASIS, BRIEF_STATISCH = "https://brief.invalid/", "static/"
"""Under which address a letter finds the static files: nothing else is fetched."""


@dataclass(frozen=True)
class Grenzen:
    """Upload limits: sizes in bytes, images in pixels, processor time in seconds."""

    max_bytes: int = 20 * MIB
    max_paginas: int = 500
    max_pixels: int = 40_000_000
    max_pixels_verkleinbaar: int = 120_000_000
    max_uitgepakt: int = 200 * MIB
    seconden: int = 30
    geheugen: int = 1024 * MIB


GRENZEN = Grenzen()
"""deploy/clamav/clamd.conf and deploy/nginx/nginx.conf have theirs above these."""


def state_map() -> Path:
    """Folder for what must survive a restart and is no code: the demo key."""
    return Path(settings.STATE_DIR)


def bestanden_map() -> Path:
    return Path(settings.BESTANDEN_DIR)


def intern_adres() -> str:
    """Where the proxy has the folder with files, for itself only; empty when this process sends files."""
    return str(settings.XACCEL)


def clamd() -> str:
    """Where the virus scanner listens: the path of a socket, or host:port; empty when there is none."""
    return str(settings.CLAMD).removeprefix("unix:")


def is_productie() -> bool:
    return bool(settings.PRODUCTIE)


def basis_url() -> str:
    return str(settings.BASIS_URL).rstrip("/")


def zegel_sleutel() -> str:
    """Where the sealing key is: a PKCS#12 path, a `pkcs11:` address, or empty for the demo key."""
    return str(settings.ZEGEL_SLEUTEL)


def zegel_wachtwoord() -> str:
    return str(settings.ZEGEL_WACHTWOORD)
