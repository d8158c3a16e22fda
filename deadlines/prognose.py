"""How many requests will not be decided by a day, at the pace that was measured. Pure: lead times in, a number out.

Of a request that is `a` days old and would be `b` days old on that day, the chance is the share of the measured
requests that took longer than `b` days, among those that were not decided before they were `a` days old.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

MINSTENS = 20
"""With fewer measured lead times nothing is foretold."""


@dataclass(frozen=True)
class Tempo:
    """Measured lead times in days, and from which decisions."""

    duren: tuple[int, ...]
    van: date | None = None
    tot: date | None = None

    @property
    def genoeg(self) -> bool:
        return len(self.duren) >= MINSTENS

    def binnen(self, deel: float) -> int:
        """In how many days this share of the requests was decided."""
        gesorteerd = sorted(self.duren)
        return gesorteerd[min(len(gesorteerd) - 1, max(0, round(deel * len(gesorteerd)) - 1))]


@dataclass(frozen=True)
class Verwachting:
    """For one day: how many of what runs now, how many of what is still to come, and how sure that is."""

    dag: date
    lopend: int
    te_laat: float
    langer_dan_gemeten: int
    instroom: int
    te_laat_instroom: float

    @property
    def nu(self) -> int:
        return round(self.te_laat)

    @property
    def straks(self) -> int:
        return round(self.te_laat_instroom)

    @property
    def samen(self) -> int:
        return round(self.te_laat + self.te_laat_instroom)


def deel_later(duren: Sequence[int], leeftijd: int, tot: int) -> float:
    """The share (0 … 1) of sorted lead times above `tot`, among those of at least `leeftijd`; 1 when there is none."""
    toen_open = len(duren) - bisect_left(duren, leeftijd)
    later = len(duren) - bisect_right(duren, tot)
    return min(1.0, later / toen_open) if toen_open else 1.0


def verwacht(
    dag: date, *, vandaag: date, lopend: Mapping[date, int], instroom: Mapping[date, int], tempo: Tempo
) -> Verwachting:
    """What will be undecided after `dag`: of what runs (by day of receipt), and of what is to come until that day."""
    duren = sorted(tempo.duren)
    nu = sum(n * deel_later(duren, (vandaag - op).days, (dag - op).days) for op, n in lopend.items())
    straks = sum(n * deel_later(duren, 0, (dag - op).days) for op, n in instroom.items() if op <= dag)
    ouder = sum(n for op, n in lopend.items() if not duren or (vandaag - op).days > duren[-1])
    return Verwachting(
        dag=dag,
        lopend=sum(lopend.values()),
        te_laat=nu,
        langer_dan_gemeten=ouder,
        instroom=sum(n for op, n in instroom.items() if op <= dag),
        te_laat_instroom=straks,
    )
