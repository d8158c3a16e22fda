from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils import timezone

from documents.controlepunt import zet_controlepunt


class Command(BaseCommand):
    help = (
        "Seal a checkpoint over the chains of the record. Prints NUMBER:HASH; keep that outside this system, and"
        " give it to audit_verify --anker."
    )

    def handle(self, *args: Any, **opties: Any) -> None:
        try:
            punt = zet_controlepunt(timezone.now())
        except OperationalError as fout:
            raise CommandError("Too busy to cut now: somebody is writing for seconds. Try again.") from fout
        if punt is None:
            self.stdout.write("Nothing was recorded since the last checkpoint.")
            return
        self.stdout.write(str(punt))
