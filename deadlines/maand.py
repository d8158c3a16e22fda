"""A month as a calendar of weeks, with the days that return every year. Pure: counts per day come from outside."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from deadlines.beleidsregels import Jaardatum, jaardata, schooljaar
from deadlines.kalender import Kalender

EERSTE_JAAR, LAATSTE_JAAR = 2000, 2100


@dataclass(frozen=True)
class Dag:
    """One day of the calendar; `aantal` and `wettelijk` count the terms that end on it."""

    dag: date
    in_maand: bool
    is_vandaag: bool
    aantal: int
    wettelijk: int
    vrij: str
    vast: tuple[Jaardatum, ...]


def lees_maand(tekst: str, vandaag: date) -> date:
    """The first day of a month written as 2026-06; of this month for what is none."""
    try:
        eerste = date.fromisoformat(f"{tekst}-01")
    except ValueError:
        return vandaag.replace(day=1)
    return eerste if EERSTE_JAAR <= eerste.year <= LAATSTE_JAAR else vandaag.replace(day=1)


def grenzen(eerste: date) -> tuple[date, date]:
    """First and last day that the calendar of a month shows, whole weeks."""
    weken = calendar.Calendar().monthdatescalendar(eerste.year, eerste.month)
    return weken[0][0], weken[-1][-1]


def erbij(eerste: date, maanden: int) -> date:
    """The first day of so many months later or earlier."""
    jaar, maand = divmod(eerste.year * 12 + eerste.month - 1 + maanden, 12)
    return date(jaar, maand + 1, 1)


def weken(
    eerste: date, aantallen: Mapping[date, tuple[int, int]], *, vandaag: date, kalender: Kalender
) -> list[list[Dag]]:
    van, tot = grenzen(eerste)
    vast: dict[date, list[Jaardatum]] = {}
    for dag, datum in jaardata(van, tot):
        vast.setdefault(dag, []).append(datum)

    def maak(dag: date) -> Dag:
        aantal, wettelijk = aantallen.get(dag, (0, 0))
        vrij = (kalender.reden(dag) or "") if dag.weekday() < calendar.SATURDAY else "weekend"
        in_maand = dag.month == eerste.month
        return Dag(dag, in_maand, dag == vandaag, aantal, wettelijk, vrij, tuple(vast.get(dag, ())))

    return [[maak(dag) for dag in week] for week in calendar.Calendar().monthdatescalendar(eerste.year, eerste.month)]


def vaste_data(vandaag: date) -> list[tuple[date, Jaardatum]]:
    """The yearly dates of the school year of this day."""
    jaar = schooljaar(vandaag)
    return jaardata(date(jaar, 8, 1), date(jaar + 1, 7, 31))
