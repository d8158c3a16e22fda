from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from swv.backup.maken import bewaar_nieuwste, maak_backup
from swv.backup.manifest import Manifest, kies
from swv.backup.sleutels import BackupFout, lees_geheim, lees_ontvangers, maak_sleutel
from swv.backup.terugzetten import controleer


class Command(BaseCommand):
    help = (
        "Back up the database and its files, encrypted, into a folder; or look a backup over with --controleer. "
        "Exit code 0: done and sound; 1: failed; 2: wrong key or wrong use; 3: damaged or incomplete."
    )
    requires_system_checks = (Tags.security,)  # pages are not its business, and loading them takes seconds

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dest", type=Path, help="folder of the backups; with --controleer also one backup in it")
        parser.add_argument("--controleer", action="store_true", help="read a backup back and compare every byte")
        parser.add_argument("--sleutel", type=Path, help="file with the secret key, for --controleer")
        parser.add_argument("--bewaar", type=int, metavar="N", help="afterwards keep the newest N backups only")
        parser.add_argument("--nieuwe-sleutel", action="store_true", help="write a new secret key to DEST and stop")

    def handle(self, *args: Any, dest: Path, **opties: Any) -> None:
        try:
            if opties["nieuwe_sleutel"]:
                self.stdout.write(f"DEKKEND_BACKUP_ONTVANGER={maak_sleutel(dest)}")
            elif opties["controleer"]:
                self._controleer(dest, opties["sleutel"])
            else:
                self._maak(dest, opties["bewaar"])
        except BackupFout as fout:
            raise CommandError(str(fout), returncode=fout.code) from fout

    def _maak(self, dest: Path, bewaar: int | None) -> None:
        uitslag = maak_backup(dest, lees_ontvangers(settings.BACKUP_ONTVANGER), nu=timezone.now())
        self.stdout.write(f"{uitslag.map}: {samenvatting(uitslag.manifest)}, {uitslag.nieuw} of the files new.")
        if uitslag.kwijt:
            raise BackupFout(f"{len(uitslag.kwijt)} files are missing or changed: {', '.join(uitslag.kwijt)}", code=3)
        if bewaar is not None:
            weg = bewaar_nieuwste(dest, bewaar)
            self.stdout.write(f"{len(weg)} older backups removed.")

    def _controleer(self, bron: Path, sleutel: Path | None) -> None:
        map_ = kies(bron)
        self.stdout.write(f"{map_} is sound: {samenvatting(controleer(map_, geheim_uit(sleutel)))}.")


def samenvatting(manifest: Manifest) -> str:
    rijen = sum(manifest.tabellen.values())
    return f"{len(manifest.tabellen)} tables, {rijen} rows, {manifest.aantal_bestanden} files"


def geheim_uit(sleutel: Path | None) -> Any:
    try:
        return lees_geheim(sleutel.read_text(encoding="utf-8") if sleutel else settings.BACKUP_SLEUTEL)
    except (OSError, UnicodeDecodeError) as fout:
        raise BackupFout(f"The key file {sleutel} cannot be read.", code=2) from fout
