"""What a backup says about itself, and the list of the files that belong to it."""

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ValidationError
from pyrage import x25519

from swv.backup.sleutels import BackupFout, Teller, heel_of_niet, ontsleutel, versleutel

VERSIE = 1
NAAM = "manifest.age"
LIJST = "bestanden"
DATABASE = "database.age"


class Inhoud(BaseModel):
    """Size and SHA-256 of one part, before encryption."""

    grootte: int
    sha256: str


class Manifest(BaseModel):
    versie: int
    moment: datetime
    postgres: int
    pg_dump: int
    migraties: list[str]
    tabellen: dict[str, int]
    database: Inhoud
    lijst: Inhoud
    aantal_bestanden: int
    ontbrekend: list[str]


class Bestandsregel(BaseModel):
    """A stored file: the random name it has in the storage, and what it must be."""

    naam: str
    sha256: str
    grootte: int


def inhoud(teller: Teller) -> Inhoud:
    return Inhoud(grootte=teller.grootte, sha256=teller.sha256)


def schrijf_manifest(manifest: Manifest, map_: Path, ontvangers: Sequence[x25519.Recipient]) -> None:
    versleutel(io.BytesIO(manifest.model_dump_json(indent=1).encode()), map_ / NAAM, ontvangers)


def lees_manifest(map_: Path, geheim: Sequence[x25519.Identity]) -> Manifest:
    uit = io.BytesIO()
    ontsleutel(map_ / NAAM, uit, geheim)
    try:
        manifest = Manifest.model_validate_json(uit.getvalue())
    except ValidationError as fout:
        raise BackupFout("The manifest makes no sense to this version of Dekkend.", code=3) from fout
    if manifest.versie != VERSIE:
        raise BackupFout(f"The backup has layout {manifest.versie}; this version reads layout {VERSIE}.", code=3)
    return manifest


def schrijf_lijst(regels: Iterable[Bestandsregel], map_: Path) -> tuple[Teller, int]:
    """One line of JSON for each file. It holds nothing secret, and so old backups can be tidied without a key."""
    teller, aantal = Teller(), 0
    with heel_of_niet(map_ / LIJST) as uit:
        for regel in regels:
            data = regel.model_dump_json().encode() + b"\n"
            uit.write(data)
            teller.tel(data)
            aantal += 1
    return teller, aantal


def lees_lijst(map_: Path) -> Iterator[Bestandsregel]:
    try:
        with (map_ / LIJST).open("rb") as regels:
            for regel in regels:
                yield Bestandsregel(**json.loads(regel))
    except (OSError, ValueError) as fout:
        raise BackupFout(f"The list of files of backup {map_.name} is missing or damaged.", code=3) from fout


def lijst_klopt(map_: Path, manifest: Manifest) -> bool:
    """Whether the open list is the one that the sealed manifest tells of."""
    teller = Teller()
    try:
        with (map_ / LIJST).open("rb") as bron:
            while stuk := bron.read(1 << 20):
                teller.tel(stuk)
    except OSError:
        return False
    return inhoud(teller) == manifest.lijst


def backups(dest: Path) -> list[Path]:
    """The complete backups in a folder, oldest first."""
    return sorted(pad.parent for pad in dest.glob(f"*Z/{NAAM}"))


def kies(bron: Path) -> Path:
    """One backup: the folder itself, or the newest in it."""
    if (bron / NAAM).is_file():
        return bron
    if gevonden := backups(bron):
        return gevonden[-1]
    raise BackupFout(f"There is no complete backup in {bron}.", code=2)
