from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from deadlines.models import Termijn
from documents.models import Document
from workflow.controle import bevindingen
from workflow.models import Bericht

GETOOND = 500


class Command(BaseCommand):
    help = (
        "Every open term against a fresh computation, every letter, mail and lapse against its effect."
        " Exit code 0: all holds; 1: something does not."
    )

    def handle(self, *args: Any, **opties: Any) -> None:
        aantal = 0
        for aantal, bevinding in enumerate(bevindingen(vandaag=timezone.localdate(), nu=timezone.now()), 1):
            if aantal <= GETOOND:
                self.stdout.write(str(bevinding))
        self.stdout.write(
            f"Gecontroleerd: {Termijn.objects.open().count()} open termijnen, {Document.objects.count()} documenten,"
            f" {Bericht.objects.count()} berichten."
        )
        if aantal:
            woord = "bevinding" if aantal == 1 else "bevindingen"
            raise CommandError(f"Het klopt niet: {aantal} {woord}.", returncode=1)
        self.stdout.write("Alles klopt.")
