from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from documents import conf, zegel
from documents.demosleutel import schrijf_demosleutel


class Command(BaseCommand):
    help = "Make the sealing key of the demo, unless there is one. Refused in production."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--vervang", action="store_true", help="replace the key; old seals stay verifiable")

    def handle(self, *args: Any, vervang: bool, **opties: Any) -> None:
        if conf.is_productie():
            raise CommandError("In production the key comes from ZEGEL_SLEUTEL; the demo key is refused.")
        pad = zegel.demosleutel_pad()
        if pad.exists() and not vervang:
            self.stdout.write("There is a demo key already.")
            return
        schrijf_demosleutel(pad)
        self.stdout.write("Demo key written.")
