from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from organisations.mailadres import zelfde_adres
from workflow.models import Bericht
from workflow.post import herstel, meld_onbestelbaar


class Command(BaseCommand):
    help = (
        "Note that mail to an address came back: nothing is mailed there any more, what has to be told goes on paper."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("adres")
        parser.add_argument("--reden", default="", help="what the message that came back said")
        parser.add_argument("--hersteld", action="store_true", help="mail arrives there again")

    def handle(self, *args: Any, **opties: Any) -> None:
        adres = opties["adres"].strip()
        try:
            validate_email(adres)
        except ValidationError as fout:
            raise CommandError("Dit is geen mailadres.") from fout
        if opties["hersteld"]:
            weer = herstel(adres, nu=timezone.now())
            self.stdout.write("Naar dit adres gaat weer mail." if weer else "Dit adres stond niet als onbestelbaar.")
            return
        if not Bericht.objects.filter(zelfde_adres(adres)).exists():
            raise CommandError("Naar dit adres is geen mail gestuurd.")
        aantal = meld_onbestelbaar(adres, reden=opties["reden"], nu=timezone.now())
        self.stdout.write(f"Genoteerd. Op papier te sturen: {aantal}.")
