"""The penalty for deciding too late (Awb 4:17): from a notice of default to its last day, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from deadlines.berekening import DWANGSOM, Berekening, Stap, awb
from deadlines.kalender import DAG, Kalender
from deadlines.termijnenwet import Duur, verlengd
from ui.notatie import datum

INGEBREKE = Duur(2)
VASTSTELLEN = Duur(2)
TREDE_DAGEN = 14
HOOGSTENS_DAGEN = 3 * TREDE_DAGEN
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
    weken = twee_weken(ingebreke, kalender=kalender)
    eerste = eerste_dag(ingebreke, kalender=kalender)
    treden = tuple(_trede(n, eerste, bedragen_op(eerste)) for n in range(3))
    return Berekening(treden[-1].tot, (*weken.stappen, *treden))


def is_te_vroeg(ontvangen: date, *, einde_termijn: date | None) -> bool:
    """Whether a notice of default came while the term to decide still ran, or stood still without an end."""
    return einde_termijn is None or ontvangen <= einde_termijn


def twee_weken(ingebreke: date, *, kalender: Kalender) -> Berekening:
    """The time that is left to decide without penalty (Awb 4:17, third paragraph), and before an appeal (6:12)."""
    einde, verlenging = verlengd(ingebreke, INGEBREKE, kalender)
    weken = INGEBREKE.na(ingebreke)
    wat = (
        f"De ingebrekestelling is ontvangen op {datum(ingebreke)}. "
        f"Daarna zijn er twee weken om te beslissen: tot en met {datum(weken)}."
    )
    basis = Stap(wat, ingebreke, weken, (weken - ingebreke).days, awb("4:17, derde lid"))
    return Berekening(einde, (basis, *verlenging))


def eerste_dag(ingebreke: date, *, kalender: Kalender) -> date:
    """The first day that costs money."""
    return verlengd(ingebreke, INGEBREKE, kalender)[0] + DAG


def dwangsombesluit(laatste: date, *, kalender: Kalender) -> Berekening:
    """Fixing the amount: within two weeks after the last day for which it is due (Awb 4:18)."""
    weken = VASTSTELLEN.na(laatste)
    einde, verlenging = verlengd(laatste, VASTSTELLEN, kalender)
    wat = (
        f"De laatste dag met dwangsom was {datum(laatste)}. "
        f"Het bedrag vaststellen moet binnen twee weken: tot en met {datum(weken)}."
    )
    return Berekening(einde, (Stap(wat, laatste, weken, (weken - laatste).days, awb("4:18")), *verlenging))


@dataclass(frozen=True)
class Verbeurd:
    """What has been forfeited: from the first day with penalty to the last that counted, in whole euros."""

    eerste: date
    dagen: int
    bedrag: int
    per_dag: int
    """What the last of these days cost; 0 when there is none."""

    @property
    def laatste(self) -> date | None:
        return self.eerste + (self.dagen - 1) * DAG if self.dagen else None

    @property
    def is_vol(self) -> bool:
        return self.dagen == HOOGSTENS_DAGEN


def verbeurd(ingebreke: date, *, tot_en_met: date, kalender: Kalender) -> Verbeurd:
    """The state of the penalty after a day: no days before the two weeks are over, 42 at most."""
    eerste = eerste_dag(ingebreke, kalender=kalender)
    bedragen = bedragen_op(eerste)
    dagen = min(max((tot_en_met - eerste).days + 1, 0), HOOGSTENS_DAGEN)
    per_dag = bedrag_na(dagen, bedragen) - bedrag_na(dagen - 1, bedragen)
    return Verbeurd(eerste, dagen, bedrag_na(dagen, bedragen), per_dag)


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
