"""What an outage means. Nothing is moved in silence: the term stays, and the page says what the law says.

Awb 2:21, third paragraph (Stb. 2023, 183): who could not reach us for some time before the end of a term is not held to
being late when he cannot reasonably be blamed; for an objection Awb 6:11 says the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet

from deadlines.models import Termijn
from ui.notatie import datum, tijd
from workflow.models_storing import Storing

BLIJFT_TE_ZIEN = timedelta(hours=24)
"""The notice stays for a day after the outage, for who comes back."""
AANKONDIGEN = timedelta(days=7)
"""Planned work is announced this long before."""


@dataclass(frozen=True)
class Gevolg:
    """The last day of this term fell in this outage."""

    termijn: Termijn
    storing: Storing

    @property
    def wanneer(self) -> str:
        return periode(self.storing)


def te_melden(swv_id: int | None, nu: datetime) -> QuerySet[Storing]:
    """What everyone of this samenwerkingsverband sees now; family members have none, and see all."""
    rijen = Storing.objects.filter(
        Q(tot__isnull=True) | Q(tot__gt=nu - BLIJFT_TE_ZIEN),
        van__lt=nu + AANKONDIGEN,
    )
    return rijen if swv_id is None else rijen.filter(swv_id=swv_id)


def periode(storing: Storing) -> str:
    """9 maart 2026 van 10:00 tot 11:30; with both dates when it went on past midnight."""
    van = f"{datum(storing.van)} van {tijd(storing.van)}"
    if storing.tot is None:
        return f"{datum(storing.van)} vanaf {tijd(storing.van)}"
    zelfde = datum(storing.van) == datum(storing.tot)
    return f"{van} tot {tijd(storing.tot)}" if zelfde else f"{van} tot {datum(storing.tot)} {tijd(storing.tot)}"


def gevolgen(termijnen: Iterable[Termijn], swv_id: int) -> list[Gevolg]:
    """The terms whose last day fell in an outage, as far as the end is known."""
    rijen = list(termijnen)
    dagen = [t.einde for t in rijen if t.einde]
    if not dagen:
        return []
    storingen = list(_in(swv_id, min(dagen), max(dagen)))
    return [Gevolg(t, s) for t in rijen if t.einde for s in storingen if _raakt(s, t.einde)]


def _in(swv_id: int, eerste: date, laatste: date) -> QuerySet[Storing]:
    begin, einde = _dag(eerste)[0], _dag(laatste)[1]
    return Storing.objects.filter(Q(tot__isnull=True) | Q(tot__gt=begin), swv_id=swv_id, van__lt=einde)


def _raakt(storing: Storing, dag: date) -> bool:
    begin, einde = _dag(dag)
    return storing.van < einde and (storing.tot is None or storing.tot > begin)


def _dag(dag: date) -> tuple[datetime, datetime]:
    """From midnight to midnight here: 23, 24 or 25 hours."""
    zone = ZoneInfo(settings.TIME_ZONE)
    return datetime.combine(dag, time(), zone), datetime.combine(dag + timedelta(days=1), time(), zone)
