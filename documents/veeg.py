"""Files without a record and records without a file: found in both directions, removed in one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from documents.models import Bestand
from documents.opslag import alle_namen, opslag

BEDENKTIJD = timedelta(hours=24)
"""Longer than any transaction: a younger file may belong to a record that is about to be committed."""


@dataclass(frozen=True)
class Veegronde:
    verwijderd: int
    vermist: list[int]


def veeg_bestanden(nu: datetime) -> Veegronde:
    """Remove files that nobody recorded; report records (ids) whose file is gone."""
    bekend = dict(Bestand.objects.values_list("opslagnaam", "pk"))
    aanwezig = set(alle_namen())
    wezen = [naam for naam in aanwezig - set(bekend) if opslag.get_modified_time(naam) < nu - BEDENKTIJD]
    for naam in wezen:
        opslag.delete(naam)
    weg = [pk for naam, pk in bekend.items() if naam not in aanwezig and not opslag.exists(naam)]
    return Veegronde(len(wezen), list(Bestand.objects.filter(pk__in=weg).order_by("pk").values_list("pk", flat=True)))
