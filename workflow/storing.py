"""What an outage means. Nothing is moved in silence: the term stays, and the page says what the law says.

Awb 2:21, third paragraph (Stb. 2023, 183): who could not reach us for some time before the end of a term is not held to
being late when he cannot reasonably be blamed; for an objection Awb 6:11 says the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import Zaak
from deadlines.models import Soort, Termijn
from organisations.actor import Actor
from organisations.vraag import VasteVraag, iemand, waarden_van
from ui.notatie import datum, tijd
from workflow.models_storing import Storing

BLIJFT_TE_ZIEN = timedelta(hours=24)
"""The notice stays for a day after the outage, for who comes back."""
AANKONDIGEN = timedelta(days=7)
"""Planned work is announced this long before."""


@dataclass(frozen=True)
class Gevolg:
    """The last day of this term fell in these outages."""

    termijn: Termijn
    storingen: tuple[Storing, ...]

    @property
    def wanneer(self) -> str:
        return " en ".join(periode(storing) for storing in self.storingen)


@dataclass(frozen=True)
class Meldingen:
    """The outages that this page speaks of: what does not work now, what is planned, what is over."""

    nu: list[Storing]
    straks: list[Storing]
    voorbij: list[Storing]


def op_moment(storingen: Iterable[Storing], nu: datetime) -> Meldingen:
    """By what they are at this moment: what is over is said in the past tense."""
    rijen = list(storingen)
    return Meldingen(
        nu=[rij for rij in rijen if rij.duurt_nog(nu)],
        straks=[rij for rij in rijen if rij.van > nu],
        voorbij=[rij for rij in rijen if rij.tot is not None and rij.tot <= nu],
    )


def te_melden(actor: Actor | None, nu: datetime, *, hoogstens: int = 10) -> list[Storing]:
    """What this person sees now: of the whole site, and of the own samenwerkingsverband; a visitor has none."""
    grenzen = {"na": nu - BLIJFT_TE_ZIEN, "voor": nu + AANKONDIGEN}
    if actor is None:
        return _overal(hoogstens, **grenzen)
    return _hier(hoogstens, actor.rol, actor.vandaag, **grenzen, **waarden_van(actor))


def _tussen(na: datetime, voor: datetime) -> QuerySet[Storing]:
    return Storing.objects.filter(Q(tot__isnull=True) | Q(tot__gt=na), van__lt=voor)


@VasteVraag
def _overal(hoogstens: int, *, na: datetime, voor: datetime) -> QuerySet[Storing]:
    return _tussen(na, voor).filter(swv_id=None)[:hoogstens]


@VasteVraag
def _hier(hoogstens: int, rol: str, dag: date, *, na: datetime, voor: datetime, **wie: Any) -> QuerySet[Storing]:
    return _tussen(na, voor).filter(Q(swv_id=None) | _van(iemand(rol, dag, wie)))[:hoogstens]


def _van(actor: Actor) -> Q:
    """A family has the samenwerkingsverbanden in whose cases it may look."""
    if actor.is_gezin:
        return Q(swv_id__in=Zaak.objects.visible_to(actor).values("swv_id"))
    return Q(swv_id=actor.swv_id)


def wie_ziet_het(storing: Storing, nu: datetime) -> str:
    """What whoever records an outage reads of its notice: it may come later, or be over already."""
    iedereen = "Iedereen van dit samenwerkingsverband ziet de melding"
    if storing.tot is not None and storing.tot <= nu - BLIJFT_TE_ZIEN:
        return "Die is langer dan een dag voorbij. Daarom komt er geen melding meer."
    if storing.van >= nu + AANKONDIGEN:
        return f"{iedereen} vanaf {datum(storing.van - AANKONDIGEN)}."
    return f"{iedereen}."


def periode(storing: Storing) -> str:
    """9 maart 2026 van 10:00 tot 11:30; with both dates when it went on past midnight."""
    van = f"{datum(storing.van)} van {tijd(storing.van)}"
    if storing.tot is None:
        return f"{datum(storing.van)} vanaf {tijd(storing.van)}"
    zelfde = datum(storing.van) == datum(storing.tot)
    return f"{van} tot {tijd(storing.tot)}" if zelfde else f"{van} tot {datum(storing.tot)} {tijd(storing.tot)}"


TE_HALEN = {
    "school": (Soort.AANVULTERMIJN, Soort.INFORMATIETERMIJN),
    "bureau": (Soort.AANVULTERMIJN, Soort.INFORMATIETERMIJN, Soort.BEZWAAR),
}
"""The terms that a reader can miss by an outage; the office judges who was late. Our own terms nobody else misses."""


def te_halen(actor: Actor) -> tuple[str, ...]:
    """The kinds of terms of which this reader must know that their last day fell in an outage."""
    return TE_HALEN["school" if actor.is_school else "bureau"] if actor.is_school or actor.is_swv_bureau else ()


def gevolgen(termijnen: Iterable[Termijn], storingen: Iterable[Storing], *, nu: datetime) -> list[Gevolg]:
    """The terms whose last day fell in an outage as it was until now; a day that is still to come fell in none."""
    rijen = sorted(storingen, key=lambda storing: storing.van)
    per_termijn = [(t, tuple(s for s in rijen if _raakt(s, t.einde, nu))) for t in termijnen if t.einde]
    return [Gevolg(termijn, geraakt) for termijn, geraakt in per_termijn if geraakt]


def storingen_bij(zaak: Zaak) -> QuerySet[Storing]:
    """The outages here on a day that a term of this case ends."""
    eindes = Termijn.objects.filter(zaak=zaak, einde__gte=OuterRef("van__date")).order_by()
    geraakt = Q(Exists(eindes), tot=None) | Q(Exists(eindes.filter(einde__lte=OuterRef("tot__date"))))
    return Storing.objects.filter(geraakt, Q(swv_id=None) | Q(swv_id=zaak.swv_id))


def _raakt(storing: Storing, dag: date, nu: datetime) -> bool:
    begin, einde = _dag(dag)
    return storing.van < min(einde, nu) and min(storing.tot or nu, nu) > begin


def _dag(dag: date) -> tuple[datetime, datetime]:
    """From midnight to midnight here: 23, 24 or 25 hours."""
    zone = ZoneInfo(settings.TIME_ZONE)
    return datetime.combine(dag, time(), zone), datetime.combine(dag + timedelta(days=1), time(), zone)


VOORBIJ, AFGELAST = "storing_voorbij", "storing_afgelasten"


def beeindig(swv_id: int, storing_id: int, *, nu: datetime) -> str | None:
    """It works again, as of now; what was planned and has not begun does not happen. What was done, if anything."""
    rij = Storing.objects.filter(pk=storing_id, swv_id=swv_id)
    if rij.filter(Q(tot__isnull=True) | Q(tot__gt=nu), van__lt=nu).update(tot=nu):
        return VOORBIJ
    return AFGELAST if rij.filter(van__gte=nu).delete()[0] else None
