from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from swv.databaserollen import RolFout, geef_rechten, te_ruim


class Command(BaseCommand):
    help = (
        "Give the role of the site (DEKKEND_DATABASE_APP) exactly what it needs. Run as the owner of the tables, after "
        "every migrate. With --controleer: only say what that role may do that it should not (exit code 1)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--controleer", action="store_true", help="change nothing")

    def handle(self, *args: Any, controleer: bool, **opties: Any) -> None:
        rol = settings.DATABASE_APP_ROL
        try:
            if not controleer:
                rechten = geef_rechten(rol)
                self.stdout.write(f"{rol}: {rechten.tabellen} tables, {rechten.alleen_toevoegen} to add to only.")
            if fouten := te_ruim(rol):
                raise CommandError(f"The role {rol} {'; '.join(fouten)}.")
        except RolFout as fout:
            raise CommandError(str(fout)) from fout
        self.stdout.write(f"{rol} may do no more than the site needs.")
