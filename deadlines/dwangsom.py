"""The penalty for deciding too late (Awb 4:17): from a notice of default to its last day, and what it costs."""

from __future__ import annotations

from datetime import date, timedelta

from deadlines.berekening import DWANGSOM, Berekening, Stap, awb
from deadlines.kalender import DAG, Kalender
from deadlines.termijnenwet import Duur, verlengd
from ui.notatie import datum

INGEBREKE = Duur(2)
TREDE_DAGEN = 14
# From which day on a day costs how much, in euros: the first, second and third fourteen days (Awb 4:17, second
# paragraph; the second row as published in Stcrt. 2018, 65542).
BEDRAGEN: tuple[tuple[date, tuple[int, int, int]], ...] = (
    (date(2009, 10, 1), (20, 30, 40)),
    (date(2019, 1, 1), (23, 35, 45)),
)
TREDEN = ("De eerste", "De tweede", "De laatste")


class GeenDwangsom(ValueError):
    """On this day the law knew no penalty."""


def bedragen_op(dag: date) -> tuple[int, int, int]:
    """What a day costs in each of the three steps, by the day on which the penalty begins."""
    for vanaf, bedragen in reversed(BEDRAGEN):
        if vanaf <= dag:
            return bedragen
    raise GeenDwangsom(f"no penalty before {BEDRAGEN[0][0]}")


def bedrag_na(dagen: int, bedragen: tuple[int, int, int]) -> int:
    """What has been forfeited after so many days, in euros: at most 42 days."""
    per_trede = (min(max(dagen - n * TREDE_DAGEN, 0), TREDE_DAGEN) for n in range(3))
    return sum(aantal * bedrag for aantal, bedrag in zip(per_trede, bedragen, strict=True))


def dwangsom(ingebreke: date, *, einde_termijn: date | None = None, kalender: Kalender) -> Berekening:
    """From the day a notice of default is received to the last day that costs money.

    Awb 4:17, third paragraph: the first day is the one on which two weeks have passed after the day of receipt, so
    received on D: the weeks are D+1 … D+14 and the first day is D+15. The two weeks are a term set by a law, so the
    Algemene termijnenwet extends them; the 42 days are excepted from it (first paragraph). A notice that comes before
    the term to decide is over (`einde_termijn`) counts for nothing.
    """
    if einde_termijn is not None and ingebreke <= einde_termijn:
        wat = f"De ingebrekestelling kwam op {datum(ingebreke)}. Beslissen mocht nog tot en met {datum(einde_termijn)}."
        return Berekening(None, (Stap(wat, ingebreke, ingebreke, 0, awb("4:17, derde lid")),))
    einde, verlenging = verlengd(ingebreke, INGEBREKE, kalender)
    eerste = einde + DAG
    weken = INGEBREKE.na(ingebreke)
    wat = (
        f"De ingebrekestelling is ontvangen op {datum(ingebreke)}. "
        f"Daarna zijn er twee weken om te beslissen: tot en met {datum(weken)}."
    )
    basis = Stap(wat, ingebreke, weken, (weken - ingebreke).days, awb("4:17, derde lid"))
    treden = tuple(_trede(n, eerste, bedragen_op(eerste)) for n in range(3))
    return Berekening(treden[-1].tot, (basis, *verlenging, *treden))


def _trede(n: int, eerste: date, bedragen: tuple[int, int, int]) -> Stap:
    van = eerste + n * timedelta(days=TREDE_DAGEN)
    tot = van + (TREDE_DAGEN - 1) * DAG
    begin = f"De eerste dag met dwangsom is {datum(eerste)}. " if n == 0 else ""
    wat = (
        f"{begin}{TREDEN[n]} {TREDE_DAGEN} dagen kosten {bedragen[n]} euro per dag, "
        f"van {datum(van)} tot en met {datum(tot)}. "
        f"Samen is dat {bedrag_na((n + 1) * TREDE_DAGEN, bedragen)} euro."
    )
    return Stap(wat, van, tot, TREDE_DAGEN, awb("4:17, eerste en tweede lid"), DWANGSOM)
