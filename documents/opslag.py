"""Files on disk: written under a temporary name, flushed to the disk, then renamed.

Whoever reads therefore sees a whole file or none. Names are random: nothing of a pupil stands in a path.
"""

import os
import secrets
import tempfile
from pathlib import Path

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible

from documents import conf


@deconstructible
class BestandOpslag(FileSystemStorage):
    """The one place where documents are kept; the folder follows the settings, also in tests."""

    @property
    def base_location(self) -> str:  # type: ignore[override]
        return str(conf.bestanden_map())

    @property
    def location(self) -> str:  # type: ignore[override]
        return os.path.abspath(self.base_location)

    def url(self, name: str | None) -> str:
        raise ValueError("Documents have no address of their own: they are read through documents.views.")

    def _save(self, name: str, content: File) -> str:  # type: ignore[type-arg]
        doel = Path(self.path(name))
        doel.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        greep, tijdelijk = tempfile.mkstemp(prefix=".deel-", dir=doel.parent)
        try:
            with os.fdopen(greep, "wb") as uit:
                for stuk in content.chunks():
                    uit.write(stuk)
                uit.flush()
                os.fsync(uit.fileno())
            os.link(tijdelijk, doel)
        finally:
            os.unlink(tijdelijk)
        _sync_map(doel.parent)
        return name


def willekeurig_pad(extensie: str) -> str:
    naam = secrets.token_hex(16)
    return f"{naam[:2]}/{naam}{extensie}"


def schrijf(data: bytes, extensie: str) -> str:
    """Store bytes under a new random name and return that name."""
    return opslag.save(willekeurig_pad(extensie), ContentFile(data))


def lees(pad: str) -> bytes:
    with opslag.open(pad, "rb") as bestand:
        return bytes(bestand.read())


def _sync_map(pad: Path) -> None:
    """The new name itself must be on disk too, or a power cut leaves a record without a file."""
    greep = os.open(pad, os.O_RDONLY)
    try:
        os.fsync(greep)
    finally:
        os.close(greep)


opslag = BestandOpslag()
