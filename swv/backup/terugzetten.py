"""Looking a backup over, and putting it back."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.core.files.base import File
from pyrage import x25519

from documents.opslag import opslag
from swv.backup import pg
from swv.backup.maken import kluispad
from swv.backup.manifest import DATABASE, Bestandsregel, Manifest, inhoud, lees_lijst, lees_manifest, lijst_klopt
from swv.backup.sleutels import BackupFout, Teller, ontsleutel

IN_GEHEUGEN = 32 * 1024 * 1024


def controleer(map_: Path, geheim: Sequence[x25519.Identity]) -> Manifest:
    """Read all of it: every byte decrypts, and is what it was when it was backed up."""
    manifest = lees_manifest(map_, geheim)
    if inhoud(ontsleutel(map_ / DATABASE, None, geheim)) != manifest.database:
        raise BackupFout("The database in the backup is not the one of its manifest.", code=3)
    if not lijst_klopt(map_, manifest):
        raise BackupFout("The list of files is missing or was changed.", code=3)
    for regel in _aanwezige(map_, manifest):
        _controleer_bestand(regel, ontsleutel(kluispad(map_.parent, regel.sha256), None, geheim))
    return manifest


def zet_terug(map_: Path, geheim: Sequence[x25519.Identity], *, overschrijf: bool) -> Manifest:
    """Nothing is touched before the whole backup is found sound; the database goes in whole or not at all.

    Not at all means: what was in it before is still there, also with `overschrijf`.
    """
    _weiger_vol_doel(overschrijf)
    manifest = controleer(map_, geheim)
    for regel in _aanwezige(map_, manifest):
        _zet_bestand_terug(map_.parent, regel, geheim)
    with pg.herstel(manifest.pg_dump, overschrijf=overschrijf and not pg.is_leeg()) as stroom:
        ontsleutel(map_ / DATABASE, stroom, geheim)
    _vergelijk(map_, manifest)
    return manifest


def _weiger_vol_doel(overschrijf: bool) -> None:
    if overschrijf:
        return
    if not pg.is_leeg():
        raise BackupFout("The database is not empty. To throw away what is in it: --overschrijf.", code=2)
    if _heeft_bestanden():
        raise BackupFout("The folder for files is not empty. To restore into it all the same: --overschrijf.", code=2)


def _heeft_bestanden() -> bool:
    try:
        mappen, bestanden = opslag.listdir("")
    except FileNotFoundError:
        return False
    return bool(mappen or bestanden)


def _aanwezige(map_: Path, manifest: Manifest) -> Iterator[Bestandsregel]:
    """The files that the backup has; what could not be copied when it was made is in the manifest."""
    ontbrekend = set(manifest.ontbrekend)
    return (regel for regel in lees_lijst(map_) if regel.naam not in ontbrekend)


def _zet_bestand_terug(dest: Path, regel: Bestandsregel, geheim: Sequence[x25519.Identity]) -> None:
    if opslag.exists(regel.naam):
        if _in_opslag(regel):
            return
        opslag.delete(regel.naam)
    with _uitgepakt(kluispad(dest, regel.sha256), geheim) as (bestand, teller):
        _controleer_bestand(regel, teller)
        opslag.save(regel.naam, File(bestand, name=regel.naam))


@contextmanager
def _uitgepakt(bron: Path, geheim: Sequence[x25519.Identity]) -> Iterator[tuple[IO[bytes], Teller]]:
    with tempfile.SpooledTemporaryFile(max_size=IN_GEHEUGEN) as uit:
        teller = ontsleutel(bron, uit, geheim)
        uit.seek(0)
        yield uit, teller


def _controleer_bestand(regel: Bestandsregel, teller: Teller) -> None:
    if (teller.sha256, teller.grootte) != (regel.sha256, regel.grootte):
        raise BackupFout(f"File {regel.naam} in the backup is not what it should be.", code=3)


def _vergelijk(map_: Path, manifest: Manifest) -> None:
    """What is there now against what was there then: rows of every table, and every file by its content."""
    nu = pg.tel_rijen()
    if verschil := sorted(naam for naam in nu | manifest.tabellen if nu.get(naam) != manifest.tabellen.get(naam)):
        raise BackupFout(f"After the restore these tables have another number of rows: {', '.join(verschil)}.", code=3)
    if kwijt := [regel.naam for regel in _aanwezige(map_, manifest) if not _in_opslag(regel)]:
        raise BackupFout(f"After the restore {len(kwijt)} files are not what they should be.", code=3)


def _in_opslag(regel: Bestandsregel) -> bool:
    teller = Teller()
    try:
        with opslag.open(regel.naam, "rb") as bron:
            for stuk in bron.chunks():
                teller.tel(stuk)
    except OSError:
        return False
    return (teller.sha256, teller.grootte) == (regel.sha256, regel.grootte)
