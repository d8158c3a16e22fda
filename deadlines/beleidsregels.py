"""Terms that policy or another law than the Awb sets, and the dates that return every year.

Policy dates fall where they fall. What is counted back from an event is never moved either (Atw art. 1, second
paragraph). Numbers are arguments: they come from the policy version that binds the case.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from deadlines.berekening import BELEID, UITSTEL, Berekening, Stap
from deadlines.kalender import DAG, Kalender, carnavalszondag
from deadlines.regels import beleidsdatum
from deadlines.termijnenwet import Duur, maanden_later, verlengd
from ui.notatie import datum

WEC_TOELATING = "artikel 40 Wet op de expertisecentra"
GESPREK_WEKEN = 2
PLAN_WEKEN = 4
ARRANGEMENT_MAANDEN = 6
TOELATING_WEKEN, TOELATING_VERLENGING = 6, 4


def voor_kwaliteitsgesprek(gesprek: date, *, weken: int = GESPREK_WEKEN, kalender: Kalender) -> Berekening:
    """The last day to enter pupils before a kwaliteitsgesprek: 2 weeks back from the talk, weekend or not."""
    einde = gesprek - timedelta(weeks=weken)
    wat = (
        f"Het kwaliteitsgesprek is op {datum(gesprek)}. "
        f"De leerlingen staan {weken} weken eerder in het systeem: uiterlijk {datum(einde)}."
    )
    return Berekening(einde, (Stap(wat, gesprek, einde, (einde - gesprek).days, BELEID),))


def einde_na_maanden(begin: date, *, maanden: int = ARRANGEMENT_MAANDEN, kalender: Kalender) -> Berekening:
    """The last day of what was granted for 6 months, its first day included.

    It ends on the day before the one with the same number; where that month has no such day, on its last.
    """
    zelfde = maanden_later(begin, maanden)
    einde = zelfde - DAG if zelfde.day == begin.day else zelfde
    wat = f"Toegekend vanaf {datum(begin)} voor {maanden} maanden: tot en met {datum(einde)}."
    return beleidsdatum(wat, begin, einde)


def gezamenlijk_plan(afgesproken: date, *, weken: int = PLAN_WEKEN, kalender: Kalender) -> Berekening:
    """A joint plan for a pupil who stays at home: within 4 weeks of the agreement to make it."""
    einde = afgesproken + timedelta(weeks=weken)
    wat = (
        f"Op {datum(afgesproken)} is afgesproken een plan te maken. "
        f"Dat is er binnen {weken} weken: uiterlijk {datum(einde)}."
    )
    return beleidsdatum(wat, afgesproken, einde)


def toelating(aangemeld: date, *, verlengd_met: int = 0, kalender: Kalender) -> Berekening:
    """Admission by the school after a TLV: 6 weeks, once at most 4 more; shown as information.

    Each part is a term set by a law of at most 12 weeks, so the last day is moved from a day off.
    """
    if not 0 <= verlengd_met <= TOELATING_VERLENGING:
        raise ValueError(f"at most {TOELATING_VERLENGING} weeks more")
    gewoon = Duur(TOELATING_WEKEN).na(aangemeld)
    wat = (
        f"De leerling is aangemeld op {datum(aangemeld)}. "
        f"De school beslist binnen {TOELATING_WEKEN} weken: tot en met {datum(gewoon)}."
    )
    stappen = [Stap(wat, aangemeld, gewoon, (gewoon - aangemeld).days, WEC_TOELATING)]
    if verlengd_met:
        later = gewoon + timedelta(weeks=verlengd_met)
        wat = f"De school neemt {verlengd_met} weken extra: tot en met {datum(later)}."
        stappen.append(Stap(wat, gewoon, later, (later - gewoon).days, WEC_TOELATING, UITSTEL))
    einde, verlenging = verlengd(aangemeld, Duur(TOELATING_WEKEN + verlengd_met), kalender)
    return Berekening(einde, (*stappen, *verlenging))


def tijdelijke_plaatsing(aangemeld: date, *, kalender: Kalender) -> Berekening:
    """After 10 weeks without a decision the pupil is placed for the time being: from the day after them."""
    weken = TOELATING_WEKEN + TOELATING_VERLENGING
    tien = aangemeld + timedelta(weeks=weken)
    wat = (
        f"De leerling is aangemeld op {datum(aangemeld)}. Is er na {weken} weken geen beslissing? "
        f"Dan krijgt de leerling vanaf {datum(tien + DAG)} tijdelijk een plaats."
    )
    return Berekening(tien + DAG, (Stap(wat, aangemeld, tien + DAG, (tien + DAG - aangemeld).days, WEC_TOELATING),))


@dataclass(frozen=True)
class Jaardatum:
    """A date that returns every year, with what has to be done by then."""

    naam: str
    wat: str
    dag: Callable[[int], date]


def _vaste_dag(maand: int, dag: int) -> Callable[[int], date]:
    def van(jaar: int) -> date:
        return date(jaar, maand, min(dag, calendar.monthrange(jaar, maand)[1]))

    return van


def vrijdag_voor_carnaval(jaar: int) -> date:
    return carnavalszondag(jaar) - 2 * DAG


# By calendar year; a policy can set other days of the month.
JAARDATA = (
    Jaardatum("carnaval", "Elke school voor vso geeft de verlengingen door.", vrijdag_voor_carnaval),
    Jaardatum("aanmelden", "Leerlingen melden zich aan bij een school voor vo.", _vaste_dag(3, 15)),
    Jaardatum("aanvragen", "Laatste dag om zeker te zijn van een besluit voor de zomer.", _vaste_dag(6, 1)),
    Jaardatum("einde", "Het schooljaar en de toelaatbaarheidsverklaringen lopen af.", _vaste_dag(7, 31)),
    Jaardatum("instroom", "Inventarisatie van de verwachte instroom van onderaf.", _vaste_dag(11, 1)),
)


def schooljaar(dag: date) -> int:
    """The year in which the school year of this day began: it runs from 1 August."""
    return dag.year if dag.month >= 8 else dag.year - 1


def jaardata(van: date, tot: date) -> list[tuple[date, Jaardatum]]:
    """The yearly dates from one day through another, in order."""
    paren = [(vast.dag(jaar), vast) for jaar in range(van.year, tot.year + 1) for vast in JAARDATA]
    return sorted((paar for paar in paren if van <= paar[0] <= tot), key=lambda paar: (paar[0], paar[1].naam))
