"""The open terms in four groups, page by page: overdue, within a week, later, standing still.

Every open term that is work for somebody is in exactly one of them on any day. Each group is a stretch of an index
(ADR 0023): nothing here reads all terms.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.lookups import IsNull

from deadlines.models import Opschorting, Termijn, TermijnQuerySet

WEEK = timedelta(days=7)
SCHEIDING = "_"


class Groep(models.TextChoices):
    TE_LAAT = "te-laat", "Te laat"
    WEEK = "week", "Binnen een week"
    LATER = "later", "Later"
    STIL = "stil", "Stilgelegd"


def staat_stil(vandaag: date) -> Q:
    """Standing still on this day, or without a day because it will; as `Termijn.stilgelegd`.

    A suspension can begin later than today, and one that began after the last day suspends nothing.
    """
    nu = Opschorting.objects.filter(
        Q(uiterlijk__isnull=True) | Q(uiterlijk__gte=vandaag),
        termijn_id=OuterRef("pk"),
        tot__isnull=True,
        vervallen_op__isnull=True,
        van__lte=vandaag,
        van__lt=OuterRef("einde"),
    )
    staat = IsNull(Subquery(nu.values("pk")[:1]), False)  # looked up for each term; EXISTS may read the whole table
    return Q(stil_tot__gte=vandaag) & (Q(einde__isnull=True) | Q(staat))


def loopt(vandaag: date) -> Q:
    """Has a day, and does not stand still; of most terms the row itself says so."""
    mogelijk_stil = Q(stil_tot__gte=vandaag) & ~staat_stil(vandaag)
    return Q(stil_tot__isnull=True) | Q(stil_tot__lt=vandaag) | mogelijk_stil


def in_groep(termijnen: TermijnQuerySet, groep: Groep, vandaag: date) -> TermijnQuerySet:
    """Those of one group, the first day first; what stands still by the day on which that is over at the latest."""
    if groep == Groep.STIL:
        return termijnen.filter(staat_stil(vandaag)).order_by("stil_tot", "pk")
    bereik = {
        Groep.TE_LAAT: Q(einde__lt=vandaag),
        Groep.WEEK: Q(einde__gte=vandaag, einde__lte=vandaag + WEEK),
        Groep.LATER: Q(einde__gt=vandaag + WEEK),
    }[groep]
    return termijnen.filter(bereik, loopt(vandaag)).order_by("einde", "pk")


def op_dag(termijnen: TermijnQuerySet, dag: date, vandaag: date) -> TermijnQuerySet:
    """Those that run and end on one day."""
    return termijnen.filter(loopt(vandaag), einde=dag).order_by("einde", "pk")


@dataclass(frozen=True)
class Blad:
    """Ids of one page, and the mark after which the next begins (empty on the last)."""

    ids: list[int]
    na: str


def blad(termijnen: TermijnQuerySet, *, na: str, hoeveel: int) -> Blad:
    """The page after a mark; the first for a mark that is none. The first of `order_by` is what it is sorted by."""
    veld = str(termijnen.query.order_by[0])
    if (merk := lees_merk(na)) is not None:
        dag, pk = merk
        termijnen = termijnen.filter(Q(**{f"{veld}__gt": dag}) | Q(pk__gt=pk), **{f"{veld}__gte": dag})
    rijen = list(termijnen.values_list("pk", veld)[: hoeveel + 1])
    verder = f"{rijen[hoeveel - 1][1]}{SCHEIDING}{rijen[hoeveel - 1][0]}" if len(rijen) > hoeveel else ""
    return Blad([pk for pk, _ in rijen[:hoeveel]], verder)


def lees_merk(merk: str) -> tuple[date, int] | None:
    dag, _, nummer = merk.partition(SCHEIDING)
    if not (nummer.isascii() and nummer.isdigit() and len(nummer) < 19):
        return None
    try:
        return date.fromisoformat(dag), int(nummer)
    except ValueError:
        return None


def vooraan(groepen: Iterable[tuple[Groep, TermijnQuerySet]], hoeveel: int) -> QuerySet[Termijn, tuple[str, int]]:
    """Group and id of the first of each group, to be asked at once."""
    delen: list[QuerySet[Termijn, tuple[str, int]]] = [
        rijen.values_list(Value(groep.value), "pk")[:hoeveel] for groep, rijen in groepen
    ]
    return delen[0].union(*delen[1:], all=True)


def te_tellen(groepen: Iterable[TermijnQuerySet], hoogstens: int) -> list[QuerySet[Termijn, Any]]:
    """What is counted of each, as far as one more than `hoogstens`."""
    return [rijen.order_by().values("pk")[: hoogstens + 1] for rijen in groepen]
