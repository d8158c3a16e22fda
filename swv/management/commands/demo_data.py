"""Fill an empty database with the fictional samenwerkingsverband."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audit.maanden import maak_maanden
from documents.controlepunt import zet_controlepunt
from organisations.models import Samenwerkingsverband
from swv.demodata.maak import maak_demo

EEN_JAAR = 14
"""Months back: the demo tells a year, and what came before it."""


class Command(BaseCommand):
    help = "Fill an empty database with fictional people and cases."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTIE:
            raise CommandError("Demogegevens horen niet in productie.")
        if Samenwerkingsverband.objects.exists():
            self.stdout.write("Er zijn al gegevens; niets gedaan.")
            return
        maak_maanden(timezone.localdate(), terug=EEN_JAAR)
        maak_demo(nu=timezone.now(), meld=self.vertel)
        zet_controlepunt(timezone.now())
        self.stdout.write("De demogegevens staan klaar.")

    def vertel(self, zin: str) -> None:
        self.stdout.write(f"  {zin}")
        self.stdout.flush()
