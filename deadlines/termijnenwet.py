"""Which terms the Algemene termijnenwet (Atw) extends, and how far.

Art. 1: a term set by a law that ends on a Saturday, Sunday or recognised holiday ends on the first day that is none of
these; not when it is counted back from a moment or an event. Art. 2: a term of three days or more is extended until
two such ordinary days lie in it. Art. 4: neither holds for terms in hours, in more than 90 days, twelve weeks or three
months, or in years. Art. 5: the same for terms set by a general measure. What an authority or a policy sets is no term
set by a law.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum

from deadlines.berekening import ATW, VRIJ, Stap, stap_werkdag
from deadlines.kalender import DAG, Kalender
from ui.notatie import datum

ATW_TWEE_DAGEN = "artikel 2 Algemene termijnenwet"
MINSTENS_DAGEN = 3
GEWONE_DAGEN = 2


class Eenheid(StrEnum):
    UREN = "uren"
    DAGEN = "dagen"
    WEKEN = "weken"
    MAANDEN = "maanden"
    JAREN = "jaren"


# Art. 4 under a: from here on the law does not hold any more. Hours and years never.
HOOGSTENS = {Eenheid.UREN: 0, Eenheid.DAGEN: 90, Eenheid.WEKEN: 12, Eenheid.MAANDEN: 3, Eenheid.JAREN: 0}


@dataclass(frozen=True)
class Duur:
    """How long a term is, in the unit in which the law describes it: that decides whether it is extended."""

    aantal: int
    eenheid: Eenheid = Eenheid.WEKEN

    def na(self, dag: date) -> date:
        """The last day of a term that begins on the day after `dag`."""
        if self.eenheid is Eenheid.WEKEN:
            return dag + timedelta(weeks=self.aantal)
        if self.eenheid is Eenheid.DAGEN:
            return dag + timedelta(days=self.aantal)
        if self.eenheid is Eenheid.UREN:
            raise ValueError("a term in hours has no last day")
        return maanden_later(dag, self.aantal * (12 if self.eenheid is Eenheid.JAREN else 1))

    def wordt_verlengd(self) -> bool:
        """Whether art. 1 extends a statutory term of this length, counted forward, when it ends on a day off."""
        return self.aantal <= HOOGSTENS[self.eenheid]


def maanden_later(dag: date, maanden: int) -> date:
    """The same day of a later month, or the last day of that month when it is shorter."""
    jaar, maand = divmod(dag.month - 1 + maanden, 12)
    jaar, maand = dag.year + jaar, maand + 1
    if jaar > MAXYEAR:
        raise OverflowError("the calendar ends")
    return date(jaar, maand, min(dag.day, calendar.monthrange(jaar, maand)[1]))


def verlengd(na: date, duur: Duur, kalender: Kalender) -> tuple[date, tuple[Stap, ...]]:
    """The last day of a statutory term without suspensions, and the steps by which the law extended it."""
    einde = duur.na(na)
    if not duur.wordt_verlengd():
        return einde, ()
    stappen: list[Stap] = []
    ruim = _met_twee_gewone_dagen(na, einde, kalender)
    werkdag = kalender.eerstvolgende_werkdag(ruim)
    if ruim != einde:
        wat = f"In de termijn moeten twee gewone dagen zitten. De laatste dag wordt daarom {datum(werkdag)}."
        stappen.append(Stap(wat, einde, werkdag, (werkdag - einde).days, ATW_TWEE_DAGEN, VRIJ))
    elif werkdag != einde:
        stappen.append(stap_werkdag(einde, werkdag, kalender, ATW))
    return werkdag, tuple(stappen)


def _met_twee_gewone_dagen(na: date, einde: date, kalender: Kalender) -> date:
    if (einde - na).days < MINSTENS_DAGEN:
        return einde
    gewoon = sum(kalender.is_werkdag(na + n * DAG) for n in range(1, (einde - na).days + 1))
    while gewoon < GEWONE_DAGEN:
        einde = kalender.eerstvolgende_werkdag(einde + DAG)
        gewoon += 1
    return einde
