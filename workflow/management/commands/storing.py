from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from audit.services import Systeem, record
from workflow.models import Storing


class Command(BaseCommand):
    help = (
        "Record an outage of the whole site: everybody sees it, also who is not logged in. "
        "`storing 'Onderhoud' --van 2026-03-09T20:00 --tot 2026-03-09T22:00`, or `storing --voorbij`."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("wat", nargs="?", default="", help="In plain Dutch: parents read it too.")
        parser.add_argument("--van", type=_moment, help="Local time; now when left out.")
        parser.add_argument("--tot", type=_moment, help="Local time; open when left out.")
        parser.add_argument("--voorbij", action="store_true", help="What is open is over now.")

    @transaction.atomic
    def handle(self, *args: Any, wat: str, voorbij: bool, **opties: Any) -> None:
        nu = timezone.now()
        if bool(wat) == voorbij:
            raise CommandError("Geef wat er niet werkt, of --voorbij.")
        if voorbij:
            open_ = Storing.objects.select_for_update().filter(swv=None, tot=None, van__lt=nu)
            rijen = list(open_)
            open_.update(tot=nu)
        else:
            rijen = [self._maak(wat, opties["van"] or nu, opties["tot"], nu)]
        for rij in rijen:
            record(Systeem(), "storing_voorbij" if voorbij else "storing_melden", object_id=rij.pk)
        self.stdout.write(f"{len(rijen)} {'storing' if len(rijen) == 1 else 'storingen'} vastgelegd.")

    def _maak(self, wat: str, van: datetime, tot: datetime | None, nu: datetime) -> Storing:
        if tot is not None and tot <= van:
            raise CommandError("Het einde ligt voor het begin.")
        return Storing.objects.create(van=van, tot=tot, wat=wat[:200], gemeld_op=nu)


def _moment(tekst: str) -> datetime:
    moment = parse_datetime(tekst)
    if moment is None:
        raise ValueError(tekst)
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
