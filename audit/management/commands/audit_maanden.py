from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from audit.maanden import Maand, NietWeg, maak_maanden, verwijder_maand


class Command(BaseCommand):
    help = (
        "Make the months of the record of reads ahead. With --verwijder YYYY-MM: let that month go for good, which is"
        " itself recorded; needs the role that owns the tables, and --zeker."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--verwijder", metavar="YYYY-MM", help="a month older than the term of keeping")
        parser.add_argument("--zeker", action="store_true", help="yes, this cannot be undone")

    def handle(self, *args: Any, verwijder: str | None, zeker: bool, **opties: Any) -> None:
        vandaag = timezone.localdate()
        if verwijder is None:
            gemaakt = maak_maanden(vandaag)
            self.stdout.write(f"Made: {', '.join(map(str, gemaakt)) or 'nothing, all months are there'}.")
            return
        try:
            maand = Maand.lees(verwijder)
        except ValueError as fout:
            raise CommandError(f"{verwijder} is not a month; write it as 2021-03.") from fout
        if not zeker:
            raise CommandError(f"This removes all reads of {maand} for good. Add --zeker when you mean it.")
        try:
            self.stdout.write(f"{verwijder_maand(maand, vandaag=vandaag)} reads of {maand} are gone.")
        except NietWeg as reden:
            raise CommandError(str(reden)) from reden
