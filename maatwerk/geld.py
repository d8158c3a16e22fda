"""Money of an offer as pure functions over Decimal; no float ever comes in.

How it is rounded, once and for all:

1. A line without VAT is quantity × times × rate, exact, then rounded to the cent: half a cent goes up.
2. VAT is reckoned per line over that rounded amount, and rounded the same way.
3. Every total (of an offer, a payer, a rate, a school year) is a sum of rounded lines. So all totals agree to the cent,
   whichever way the lines are added, and a reader can check each of them with pencil and paper.
4. A line that runs over a summer is split by days over its school years, by rounding the running total: the shares are
   never negative and add up to the line.

The budget counts amounts with VAT: a samenwerkingsverband does not get it back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db import models

from deadlines.beleidsregels import schooljaar

CENT = Decimal("0.01")
NUL = Decimal("0.00")
HOOGSTE_AANTAL = Decimal("99999.99")
HOOGSTE_TARIEF = Decimal("99999.99")
HOOGSTE_KEREN = 400
HOOGSTE_TOTAAL = Decimal("9999999.99")
"""Far beyond any offer; what is more is a typing error, and would not fit its column."""


class Regelsoort(models.TextChoices):
    UREN = "uren", "uren (begeleiding of behandeling)"
    MATERIAAL = "materiaal", "materiaal of hulpmiddel"
    VERVOER = "vervoer", "vervoer"
    EENMALIG = "eenmalig", "eenmalige kosten"


class Per(models.TextChoices):
    """How often the quantity is needed."""

    TOTAAL = "totaal", "in totaal"
    WEEK = "week", "per week"
    MAAND = "maand", "per maand"


class Btw(models.TextChoices):
    """Education and youth care are mostly exempt (Wet op de omzetbelasting 1968, art. 11); transport is not."""

    VRIJGESTELD = "vrijgesteld", "vrijgesteld van btw"
    NUL = "0", "0 %"
    LAAG = "9", "9 %"
    HOOG = "21", "21 %"

    @property
    def percentage(self) -> Decimal:
        return Decimal(0) if self == Btw.VRIJGESTELD else Decimal(self.value)


class Betaler(models.TextChoices):
    SWV = "swv", "het samenwerkingsverband"
    ONTVANGEND = "ontvangend", "de ontvangende school"
    HERKOMST = "herkomst", "de school van herkomst"
    GEMEENTE = "gemeente", "de gemeente"
    ZORG = "zorg", "de zorgverzekeraar"
    ANDER = "ander", "iemand anders"


@dataclass(frozen=True, kw_only=True)
class Regel:
    """One line of an offer: `aantal` of something, `keren` times, at `tarief` without VAT, from a day to a day."""

    sleutel: str
    soort: str
    omschrijving: str
    aantal: Decimal
    tarief: Decimal
    per: str = Per.TOTAAL
    keren: int = 1
    btw: str = Btw.VRIJGESTELD
    betaler: str = Betaler.SWV
    betaler_naam: str = ""
    van: date
    tot: date

    def __post_init__(self) -> None:
        """A line that cannot be, is never reckoned with."""
        if not (0 <= _eindig(self.aantal) <= HOOGSTE_AANTAL and 0 <= _eindig(self.tarief) <= HOOGSTE_TARIEF):
            raise ValueError("a quantity or a rate out of bounds")
        if not 1 <= self.keren <= HOOGSTE_KEREN or self.tot < self.van:
            raise ValueError("a line is there at least once, and ends on or after its first day")

    @property
    def excl(self) -> Decimal:
        return afgerond(self.aantal * self.keren * self.tarief)

    @property
    def btw_bedrag(self) -> Decimal:
        return afgerond(self.excl * Btw(self.btw).percentage / 100)

    @property
    def incl(self) -> Decimal:
        return self.excl + self.btw_bedrag


def _eindig(waarde: Decimal) -> Decimal:
    if not waarde.is_finite():
        raise ValueError("not a number")
    return waarde


def afgerond(bedrag: Decimal) -> Decimal:
    """To the cent; half a cent goes up (away from zero, so that a credit mirrors its debit)."""
    return bedrag.quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class Bedrag:
    """What a group of lines comes to."""

    excl: Decimal = NUL
    btw: Decimal = NUL

    @property
    def incl(self) -> Decimal:
        return self.excl + self.btw

    def __add__(self, ander: "Bedrag") -> "Bedrag":
        return Bedrag(self.excl + ander.excl, self.btw + ander.btw)


def totaal(regels: Iterable[Regel]) -> Bedrag:
    return sum((Bedrag(regel.excl, regel.btw_bedrag) for regel in regels), Bedrag())


def per_betaler(regels: Iterable[Regel]) -> dict[str, Bedrag]:
    """What each party pays, in the order of the choices."""
    alle = list(regels)
    sommen = {betaler: totaal(r for r in alle if r.betaler == betaler) for betaler in Betaler.values}
    wie = {regel.betaler for regel in alle}
    return {betaler: som for betaler, som in sommen.items() if betaler in wie}


def per_btw(regels: Iterable[Regel]) -> dict[str, Bedrag]:
    """Amount and VAT of each rate that occurs."""
    alle = list(regels)
    sommen = {btw: totaal(r for r in alle if r.btw == btw) for btw in Btw.values}
    welke = {regel.btw for regel in alle}
    return {btw: som for btw, som in sommen.items() if btw in welke}


def verdeeld(bedrag: Decimal, van: date, tot: date) -> dict[int, Decimal]:
    """An amount over the school years of a period, by days; the shares add up to the amount to the cent.

    Keys are the years in which a school year starts. The last day counts.
    """
    if tot < van:
        raise ValueError("a period ends on or after its first day")
    dagen = (tot - van).days + 1
    delen: dict[int, Decimal] = {}
    geweest = NUL
    for jaar in range(schooljaar(van), schooljaar(tot) + 1):
        voorbij = (min(tot, date(jaar + 1, 7, 31)) - van).days + 1
        tot_hier = afgerond(bedrag * voorbij / dagen)
        delen[jaar] = tot_hier - geweest
        geweest = tot_hier
    return delen


def per_schooljaar(regels: Iterable[Regel], *, betaler: str = Betaler.SWV) -> dict[int, Decimal]:
    """What one payer pays per school year, with VAT: what the budget of that year is asked for."""
    jaren: dict[int, Decimal] = {}
    for regel in regels:
        if regel.betaler == betaler:
            for jaar, deel in verdeeld(regel.incl, regel.van, regel.tot).items():
                jaren[jaar] = jaren.get(jaar, NUL) + deel
    return dict(sorted(jaren.items()))


def schooljaar_in_woorden(jaar: int) -> str:
    """2026-2027"""
    return f"{jaar}-{jaar + 1}"


def past_in_periode(per: str, keren: int, van: date, tot: date) -> bool:
    """Whether a period is long enough for this many weeks or months, a part of one counting as whole."""
    dagen = (tot - van).days + 1
    if per == Per.WEEK:
        return keren <= -(-dagen // 7)
    if per == Per.MAAND:
        return keren <= (tot.year - van.year) * 12 + tot.month - van.month + 1
    return keren == 1
