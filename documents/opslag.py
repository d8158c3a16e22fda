"""Files: on disk written under a temporary name, flushed to the disk, then renamed; or in a bucket (`opslag_s3`).

Whoever reads therefore sees a whole file or none. Names are random: nothing of a pupil stands in a path.
"""

import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils.deconstruct import deconstructible

from documents import conf
from documents.models import Bestand

ONBEREIKBAAR = "is nu niet te lezen"
"""The storage itself does not answer: the file may well be whole."""


class Beschadigd(Exception):
    """What is on disk is not what was stored: `wat` says how, and nothing that a file or a person is called."""

    def __init__(self, bestand_id: int, wat: str) -> None:
        super().__init__(f"bestand {bestand_id} {wat}")
        self.bestand_id, self.wat = bestand_id, wat


@deconstructible
class BestandOpslag(FileSystemStorage):
    """A folder; which one follows the settings, also in tests."""

    @property
    def base_location(self) -> str:
        return str(conf.bestanden_map())

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)

    def url(self, name: str | None) -> str:
        raise ValueError("Documents have no address of their own: they are read through documents.views.")

    def _save(self, name: str, content: File) -> str:
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


def bewaar(data: bytes, *, mime: str, naam: str, paginas: int | None = None) -> Bestand:
    """Store bytes and record them: size and SHA-256 say later whether the disk still holds what was stored.

    Only the extension of `naam` is used. When the transaction around this is rolled back the file stays behind
    without a record; `documents.veeg` removes it.
    """
    return Bestand.objects.create(
        opslagnaam=schrijf(data, Path(naam).suffix.lower()),
        sha256=hashlib.sha256(data).hexdigest(),
        grootte=len(data),
        mime=mime,
        paginas=paginas,
    )


def lees_bestand(bestand: Bestand) -> bytes:
    """The stored bytes, or `Beschadigd` when they are gone, out of reach, or no longer what was stored."""
    try:
        data = lees(bestand.opslagnaam)
    except FileNotFoundError as fout:
        raise Beschadigd(bestand.pk, "ontbreekt") from fout
    except OSError as fout:
        raise Beschadigd(bestand.pk, ONBEREIKBAAR) from fout
    if hashlib.sha256(data).hexdigest() != bestand.sha256:
        raise Beschadigd(bestand.pk, "is veranderd")
    return data


def eis_aanwezig(bestand: Bestand) -> None:
    """`Beschadigd` when it is not there, or not as long as it was: for who hands it over without reading it."""
    try:
        daar = opslag.size(bestand.opslagnaam)
    except FileNotFoundError as fout:
        raise Beschadigd(bestand.pk, "ontbreekt") from fout
    except OSError as fout:
        raise Beschadigd(bestand.pk, ONBEREIKBAAR) from fout
    if daar != bestand.grootte:
        raise Beschadigd(bestand.pk, "is veranderd")


def lees(pad: str) -> bytes:
    with opslag.open(pad, "rb") as bestand:
        return bytes(bestand.read())


def alle_namen(map_: str = "") -> Iterator[str]:
    """The name of everything that is stored, half-written files too."""
    try:
        mappen, bestanden = opslag.listdir(map_)
    except FileNotFoundError:
        return
    voor = f"{map_}/" if map_ else ""
    for naam in bestanden:
        yield voor + naam
    for naam in mappen:
        yield from alle_namen(voor + naam)


def _sync_map(pad: Path) -> None:
    """The new name itself must be on disk too, or a power cut leaves a record without a file."""
    greep = os.open(pad, os.O_RDONLY)
    try:
        os.fsync(greep)
    finally:
        os.close(greep)


class _Gekozen:
    """The storage of the settings, looked up at each use."""

    def __getattr__(self, naam: str) -> Any:
        return getattr(storages["documenten"], naam)


opslag = cast(Storage, _Gekozen())
"""The one place where documents are kept."""
