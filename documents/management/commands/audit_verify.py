import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.models import Controlepunt
from documents.controlepunt import controle
from documents.models import Zegelsleutel

GETOOND = 100
STUK, ONBEWEZEN = 1, 2


class Command(BaseCommand):
    help = (
        "Recompute every chain of the record and hold it against the sealed checkpoints. Exit code 0: whole;"
        " 1: tampered with; 2: nothing wrong found, but it cannot be proven (no checkpoint, or an unknown case)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--zaak", type=int, metavar="N", help="only the chain of the case with this number of row")
        parser.add_argument("--anker", metavar="NUMBER:HASH", help="a checkpoint that was kept elsewhere")

    def handle(self, *args: Any, zaak: int | None, anker: str | None, **opties: Any) -> None:
        begin, onderzoek, aantal = time.monotonic(), controle(), 0
        for aantal, fout in enumerate(onderzoek.fouten(zaak), 1):
            if aantal <= GETOOND:
                self.stdout.write(fout)
        if anker and not _bekend(anker):
            aantal += 1
            self.stdout.write(f"Checkpoint {anker.partition(':')[0]} is not the one that was kept elsewhere.")
        self.stdout.write(
            f"{onderzoek.rijen} links in {onderzoek.ketens} chains, {onderzoek.losse} loose rows,"
            f" {onderzoek.punten} checkpoints; {time.monotonic() - begin:.1f} s."
        )
        for sleutel in Zegelsleutel.objects.order_by("pk"):
            self.stdout.write(
                f"Taken for a key of ours since {sleutel.in_gebruik_sinds:%Y-%m-%d}: {sleutel.vingerafdruk}"
            )
        if aantal:
            raise CommandError(f"Not whole: {aantal} findings.", returncode=STUK)
        if zaak is not None and not onderzoek.ketens:
            raise CommandError(f"There is no chain of case {zaak}.", returncode=ONBEWEZEN)
        if not Controlepunt.objects.exists():
            raise CommandError("No checkpoint yet: that nothing was cut off cannot be proven.", returncode=ONBEWEZEN)
        laatste = f" Sealed until {onderzoek.laatste.moment:%Y-%m-%d %H:%M} UTC." if onderzoek.laatste else ""
        self.stdout.write(f"Whole.{laatste}")


def _bekend(anker: str) -> bool:
    nummer, _, som = anker.partition(":")
    return nummer.isdecimal() and Controlepunt.objects.filter(nummer=int(nummer), hash=som).exists()
