from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from documents.verificatie import op_pdf


class Command(BaseCommand):
    help = (
        "Say whether a PDF is genuine. Exit code 0: genuine and in force; 3: genuine but replaced or withdrawn; 1: not."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bestand", type=Path)

    def handle(self, *args: Any, bestand: Path, **opties: Any) -> None:
        try:
            uitslag = op_pdf(bestand.read_bytes())
        except OSError as fout:
            raise CommandError(f"{bestand}: {fout.strerror}", returncode=2) from fout
        if not uitslag.is_echt:
            raise CommandError(uitslag.zin, returncode=1)
        if uitslag.uitkomst != "echt":
            raise CommandError(uitslag.zin, returncode=3)
        self.stdout.write(f"{uitslag.zin} {uitslag.soort}, {uitslag.datum:%d-%m-%Y}, {uitslag.swv}")
