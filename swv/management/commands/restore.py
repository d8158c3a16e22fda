from pathlib import Path
from typing import Any

from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError, CommandParser

from swv.backup.manifest import kies
from swv.backup.sleutels import BackupFout
from swv.backup.terugzetten import zet_terug
from swv.management.commands.backup import geheim_uit, samenvatting


class Command(BaseCommand):
    help = (
        "Put a backup back into an empty database and an empty folder for files. "
        "Exit code 0: done and equal; 1: failed; 2: wrong key, wrong use, or not empty; 3: the backup is damaged."
    )
    requires_system_checks = (Tags.security,)  # pages are not its business, and loading them takes seconds

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bron", type=Path, help="one backup, or the folder of backups (then: the newest)")
        parser.add_argument("--sleutel", type=Path, help="file with the secret key")
        parser.add_argument("--overschrijf", action="store_true", help="throw away what the database holds now")

    def handle(self, *args: Any, bron: Path, sleutel: Path | None, overschrijf: bool, **opties: Any) -> None:
        try:
            map_ = kies(bron)
            manifest = zet_terug(map_, geheim_uit(sleutel), overschrijf=overschrijf)
        except BackupFout as fout:
            raise CommandError(str(fout), returncode=fout.code) from fout
        self.stdout.write(f"{map_} is back: {samenvatting(manifest)}; every count and every file equal.")
        self.stdout.write("Now run: migrate, database_rollen (when you use roles) and audit_verify.")
