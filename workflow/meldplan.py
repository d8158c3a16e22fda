"""On which days something is told about a term; pure functions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count


@dataclass(frozen=True)
class Meldplan:
    """Days before and after the last day, counted away from it; `elke` repeats after the last one (0: never)."""

    vooraf: tuple[int, ...] = ()
    erna: tuple[int, ...] = ()
    elke: int = field(default=0)


def momenten(plan: Meldplan, einde: date) -> Iterator[date]:
    """The days in order; without end when the plan repeats."""
    yield from (einde - timedelta(dagen) for dagen in sorted(set(plan.vooraf), reverse=True))
    erna = sorted({dagen for dagen in plan.erna if dagen > 0})
    yield from (einde + timedelta(dagen) for dagen in erna)
    if erna and plan.elke > 0:
        yield from (einde + timedelta(erna[-1] + n * plan.elke) for n in count(1))


def eerste_na(plan: Meldplan, einde: date, na: date) -> date | None:
    """The first day after `na` on which something is told; None when there is none any more."""
    return next((dag for dag in momenten(plan, einde) if dag > na), None)


def laatste_tot_en_met(plan: Meldplan, einde: date, op: date) -> date | None:
    """The last of the days up to and with `op`: of what was missed only this still makes sense."""
    laatste = None
    for dag in momenten(plan, einde):
        if dag > op:
            break
        laatste = dag
    return laatste
