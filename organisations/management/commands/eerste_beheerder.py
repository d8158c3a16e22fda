from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone

from organisations.opstarten import NogNiet, begin
from organisations.rollen import Rol
from organisations.validators import swv_nummer_validator


class Command(BaseCommand):
    help = (
        "Make the first administrator, and the samenwerkingsverband when there is none with this number. Prints an"
        " invitation link once. Refuses when there is an administrator already, unless --erbij is given."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--mail", help="mail address of the administrator; asked for when left out")
        parser.add_argument("--naam", help="name of the administrator; asked for when left out")
        parser.add_argument("--swv", metavar="VO1234", help="number of the samenwerkingsverband")
        parser.add_argument("--swv-naam", help="its name, when it has to be made")
        parser.add_argument("--rol", choices=[Rol.BEHEERDER, Rol.DIRECTEUR_SWV], default=str(Rol.BEHEERDER))
        parser.add_argument("--erbij", action="store_true", help="also when there is an administrator already")

    def handle(self, *args: Any, **opties: Any) -> None:
        nummer = self._vraag(opties["swv"], "Nummer van het samenwerkingsverband (zoals VO1234): ").upper()
        naam = self._vraag(opties["naam"], "Naam van de beheerder: ")
        email = self._vraag(opties["mail"], "Mailadres van de beheerder: ")
        try:
            swv_nummer_validator(nummer)
            validate_email(email)
            token = begin(
                nummer=nummer,
                swv_naam=opties["swv_naam"] or "",
                naam=naam,
                email=email,
                rol=opties["rol"],
                erbij=opties["erbij"],
                nu=timezone.now(),
            )
        except ValidationError as fout:
            raise CommandError(" ".join(fout.messages)) from fout
        except NogNiet as fout:
            raise CommandError(str(fout)) from fout
        if not token:
            self.stdout.write("Deze persoon heeft al een account en vindt de nieuwe rol na het inloggen.")
            return
        self.stdout.write(
            "De link staat hier een keer, werkt zeven dagen, en een keer. Geef hem alleen aan deze persoon:"
        )
        self.stdout.write(settings.BASIS_URL + reverse("organisations:uitnodiging", args=[token]))

    def _vraag(self, gegeven: str | None, vraag: str) -> str:
        antwoord = (gegeven if gegeven is not None else input(vraag)).strip()
        if not antwoord:
            raise CommandError(f"Nodig: {vraag.rstrip(': ')}.")
        return antwoord
