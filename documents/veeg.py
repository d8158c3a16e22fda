"""Files without a record and records without a file: found in both directions, removed in one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from documents import conf
from documents.models import Bestand
from documents.opslag import opslag

BEDENKTIJD = timedelta(hours=24)
"""Longer than any transaction: a younger file may belong to a record that is about to be committed."""


@dataclass(frozen=True)
class Veegronde:
    verwijderd: int
    vermist: list[int]


def veeg_bestanden(nu: datetime) -> Veegronde:
    """Remove files that nobody recorded; report records (ids) whose file is gone."""
    wortel = conf.bestanden_map()
    bekend = dict(Bestand.objects.values_list("opslagnaam", "pk"))
    verwijderd = 0
    for pad in wortel.rglob("*") if wortel.is_dir() else ():
        if pad.is_file() and str(pad.relative_to(wortel)) not in bekend and _is_oud(pad, nu):
            pad.unlink(missing_ok=True)
            verwijderd += 1
    vermist = [pk for naam, pk in bekend.items() if not opslag.exists(naam)]
    return Veegronde(verwijderd, sorted(vermist))


def _is_oud(pad: Path, nu: datetime) -> bool:
    return pad.stat().st_mtime < (nu - BEDENKTIJD).timestamp()
