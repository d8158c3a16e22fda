"""Fills the table of holidays for years that are not in it yet."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from deadlines.kalender import bron, feestdagen
from deadlines.models import Feestdag, Feestdagenjaar, kalender_uit_tabel


class Command(BaseCommand):
    help = "Zet de erkende feestdagen van deze jaren in de tabel; jaren die er al staan blijven zoals ze zijn."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("van", type=int)
        parser.add_argument("tot", type=int, help="tot en met dit jaar")

    def handle(self, *args: Any, van: int, tot: int, **options: Any) -> None:
        bekend = kalender_uit_tabel().jaren or frozenset()
        nieuw = [jaar for jaar in range(van, tot + 1) if jaar not in bekend]
        rijen = [
            Feestdag(datum=dag, naam=naam, bron=bron(dag)) for jaar in nieuw for dag, naam in feestdagen(jaar).items()
        ]
        with transaction.atomic():
            Feestdag.objects.bulk_create(rijen, ignore_conflicts=True)
            Feestdagenjaar.objects.bulk_create([Feestdagenjaar(jaar=jaar) for jaar in nieuw])
        self.stdout.write(f"{len(rijen)} feestdagen toegevoegd")
