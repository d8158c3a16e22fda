"""Gezag over time: pure rules about dated rows (BW 1:245 ff.: at most two persons at a time; ended, never erased)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

BLIJVEN_NA_18 = ("mentor", "gemachtigde")
"""Who goes on speaking for a pupil that is of age; for others gezag ends on the 18th birthday (domain.md §1)."""


@dataclass(frozen=True)
class Periode:
    """From `van` through `tot` (its last day); open when `tot` is None."""

    van: date
    tot: date | None = None

    def geldt_op(self, dag: date) -> bool:
        return self.van <= dag and (self.tot is None or dag <= self.tot)

    def overlapt(self, ander: "Periode") -> bool:
        begint_op_tijd = ander.tot is None or self.van <= ander.tot
        return begint_op_tijd and (self.tot is None or ander.van <= self.tot)


def waarom_niet_toevoegen(bestaande: Iterable[Periode], nieuw: Periode) -> str:
    """Why this period cannot be added for this person, as a sentence; empty when it can."""
    if nieuw.tot is not None and nieuw.tot < nieuw.van:
        return "De laatste dag kan niet voor de eerste dag liggen."
    if any(periode.overlapt(nieuw) for periode in bestaande):
        return "Deze persoon had in (een deel van) deze tijd al gezag. Beëindig dat eerst, of kies een latere datum."
    return ""


def waarom_niet_beeindigen(periode: Periode, tot: date) -> str:
    """Why gezag cannot end on this day, as a sentence; empty when it can."""
    if periode.tot is not None:
        return "Dit gezag is al beëindigd."
    if tot < periode.van:
        return "De laatste dag kan niet voor de dag liggen waarop het gezag begon."
    return ""
