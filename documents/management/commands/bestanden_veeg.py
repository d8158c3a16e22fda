from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from documents.veeg import veeg_bestanden


class Command(BaseCommand):
    help = "Remove files without a record (older than a day) and report records without a file."

    def handle(self, *args: Any, **opties: Any) -> None:
        ronde = veeg_bestanden(timezone.now())
        self.stdout.write(f"{ronde.verwijderd} files without a record removed.")
        if ronde.vermist:
            raise CommandError(f"{len(ronde.vermist)} files are missing: {ronde.vermist}")
