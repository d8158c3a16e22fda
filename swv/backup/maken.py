"""Making a backup, and tidying the ones that are older than anybody wants to keep."""

import fcntl
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from pyrage import x25519

from documents.models import Bestand
from documents.opslag import opslag
from swv.backup import pg
from swv.backup.manifest import (
    DATABASE,
    LIJST,
    VERSIE,
    Bestandsregel,
    Manifest,
    backups,
    inhoud,
    lees_lijst,
    schrijf_lijst,
    schrijf_manifest,
)
from swv.backup.sleutels import BackupFout, versleutel


@dataclass(frozen=True)
class Uitslag:
    map: Path
    manifest: Manifest
    nieuw: int
    """Files that were not in the vault yet."""
    kwijt: list[str]
    """Files that the storage should have and has not. What was destroyed while the backup ran is not among them."""


def kluispad(dest: Path, sha256: str) -> Path:
    return dest / "kluis" / sha256[:2] / f"{sha256}.age"


def maak_backup(dest: Path, ontvangers: Sequence[x25519.Recipient], *, nu: datetime) -> Uitslag:
    """Database first, then the files that its snapshot names, then the manifest that makes it count."""
    naam = f"{nu.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    with _alleen(dest), tempfile.TemporaryFile("w+b") as lijst:
        bezig = dest / f".bezig-{naam}"
        _ruim_afgebroken_op(dest)
        bezig.mkdir(mode=0o700)
        manifest = _schrijf_database(bezig, lijst, ontvangers, nu=nu)
        nieuw, ontbrekend = _schrijf_bestanden(dest, _regels(lijst), ontvangers)
        manifest = manifest.model_copy(update={"ontbrekend": ontbrekend})
        schrijf_manifest(manifest, bezig, ontvangers)
        bezig.rename(dest / naam)
        return Uitslag(dest / naam, manifest, nieuw, _kwijt(ontbrekend))


def _schrijf_database(
    map_: Path, lijst: IO[bytes], ontvangers: Sequence[x25519.Recipient], *, nu: datetime
) -> Manifest:
    """All that has to be of one and the same moment."""
    with pg.momentopname() as opname:
        with pg.dump(opname) as stroom:
            database = versleutel(stroom, map_ / DATABASE, ontvangers)
        teller, aantal = schrijf_lijst(_bewaarde_bestanden(), map_)
        with (map_ / LIJST).open("rb") as bron:
            shutil.copyfileobj(bron, lijst)
        return Manifest(
            versie=VERSIE,
            moment=nu,
            postgres=pg.server_versie(),
            pg_dump=pg.kies_programma("pg_dump", minstens=pg.server_versie())[1],
            migraties=pg.migraties(),
            tabellen=pg.tel_rijen(),
            database=inhoud(database),
            lijst=inhoud(teller),
            aantal_bestanden=aantal,
            ontbrekend=[],
        )


def _bewaarde_bestanden() -> Iterator[Bestandsregel]:
    rijen = Bestand.objects.order_by("pk").values_list("opslagnaam", "sha256", "grootte")
    for naam, sha256, grootte in rijen.iterator(chunk_size=2000):
        yield Bestandsregel(naam=naam, sha256=sha256, grootte=grootte)


def _regels(lijst: IO[bytes]) -> Iterator[Bestandsregel]:
    lijst.seek(0)
    for regel in lijst:
        yield Bestandsregel.model_validate_json(regel)


def _schrijf_bestanden(
    dest: Path, regels: Iterable[Bestandsregel], ontvangers: Sequence[x25519.Recipient]
) -> tuple[int, list[str]]:
    """How many were new, and the names of what the storage does not have as it was stored."""
    nieuw, ontbrekend = 0, []
    for regel in regels:
        doel = kluispad(dest, regel.sha256)
        if doel.exists():
            continue
        if _schrijf_bestand(regel, doel, ontvangers):
            nieuw += 1
        else:
            ontbrekend.append(regel.naam)
    return nieuw, ontbrekend


def _kwijt(ontbrekend: Iterable[str]) -> list[str]:
    return [naam for naam in ontbrekend if Bestand.objects.filter(opslagnaam=naam).exists()]


def _schrijf_bestand(regel: Bestandsregel, doel: Path, ontvangers: Sequence[x25519.Recipient]) -> bool:
    """Only what still is what was stored goes into the vault."""
    for map_ in (doel.parent.parent, doel.parent):
        map_.mkdir(exist_ok=True, mode=0o700)
    try:
        bron = opslag.open(regel.naam, "rb")
    except OSError:
        return False
    with bron:
        teller = versleutel(bron, doel, ontvangers)
    if (teller.sha256, teller.grootte) == (regel.sha256, regel.grootte):
        return True
    doel.unlink()
    return False


# -- tidying ---------------------------------------------------------------------------------------


def bewaar_nieuwste(dest: Path, aantal: int) -> list[str]:
    """Keep the newest so many backups; drop the others and the files that only they referred to."""
    with _alleen(dest):
        oud = backups(dest)[: -max(1, aantal)]
        if not oud:
            return []
        for map_ in oud:
            map_.rename(dest / f".bezig-weg-{map_.name}")
        _ruim_afgebroken_op(dest)
        nodig = {regel.sha256 for map_ in backups(dest) for regel in lees_lijst(map_)}
        for pad in (dest / "kluis").glob("*/*.age"):
            if pad.stem not in nodig:
                pad.unlink()
        return [map_.name for map_ in oud]


def _ruim_afgebroken_op(dest: Path) -> None:
    """What an earlier run left half-way never counted as a backup."""
    for rest in dest.glob(".bezig-*"):
        shutil.rmtree(rest)


@contextmanager
def _alleen(dest: Path) -> Iterator[None]:
    """One run at a time in a folder."""
    try:
        dest.mkdir(parents=True, exist_ok=True, mode=0o700)
        slot = (dest / ".slot").open("a")
    except OSError as fout:
        raise BackupFout(f"{dest} cannot be written to: {fout.strerror}.", code=2) from fout
    with slot:
        try:
            fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fout:
            raise BackupFout(f"Another backup is at work in {dest}.", code=2) from fout
        yield
