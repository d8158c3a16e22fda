"""Plays many stories side by side, each act at its own moment, in the order in which they would have happened."""

import heapq
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random
from zoneinfo import ZoneInfo

from deadlines.kalender import Kalender
from swv.demodata.pers import Pers

HIER = ZoneInfo("Europe/Amsterdam")
BEURT = 20
"""The press looks for work once in so many acts, and always when somebody waits for it."""


class Wacht:
    """What a story says when it waits until the letters of a case are made."""

    def __init__(self, zaak_id: int) -> None:
        self.zaak_id = zaak_id


Verhaal = Iterator[datetime | Wacht]
"""Says when it goes on, and acts when it is woken at that moment."""


def speel(verhalen: Iterable[Verhaal], *, pers: Pers) -> None:
    """Wake every story at the moments it asks for, the earliest first."""
    volgnummer, slagen = count(), count()
    rij: list[tuple[datetime, int, Verhaal]] = []
    wachtend: list[tuple[Wacht, Verhaal]] = []

    def zet_voort(verhaal: Verhaal) -> None:
        volgende = next(verhaal, None)
        if isinstance(volgende, Wacht):
            wachtend.append((volgende, verhaal))
        elif volgende is not None:
            heapq.heappush(rij, (volgende, next(volgnummer), verhaal))

    for verhaal in verhalen:
        zet_voort(verhaal)
    while rij or wachtend:
        if wachtend or next(slagen) % BEURT == 0:
            pers.druk()
        klaar = [paar for paar in wachtend if pers.is_klaar(paar[0].zaak_id)]
        if not klaar and not rij:
            pers.wacht_even()
        for paar in klaar:
            wachtend.remove(paar)
            zet_voort(paar[1])
        if rij:
            zet_voort(heapq.heappop(rij)[2])


class Agenda:
    """Moments at which people are at work, never after now."""

    def __init__(self, toeval: Random, kalender: Kalender, nu: datetime) -> None:
        self.toeval = toeval
        self.kalender = kalender
        self.nu = nu

    @property
    def vandaag(self) -> date:
        return self.nu.astimezone(HIER).date()

    def op(self, dag: date) -> datetime:
        """A moment in office hours on this day, or on the first working day after it."""
        dag = self.kalender.eerstvolgende_werkdag(dag)
        minuten = self.toeval.randrange(0, 8 * 60)
        moment = datetime.combine(dag, time(8, 40), HIER) + timedelta(minutes=minuten, seconds=minuten % 60)
        return min(moment, self.nu - timedelta(minutes=20))

    def na(self, moment: datetime, vroegst: int, laatst: int) -> datetime:
        """A moment so many working days later; when that is not yet, somewhere between the last act and now."""
        dag = self.kalender.werkdagen_erbij(moment.astimezone(HIER).date(), self.toeval.randint(vroegst, laatst))
        later = self.op(dag) if dag > moment.astimezone(HIER).date() else moment + timedelta(minutes=25)
        if moment < later < self.nu:
            return later
        return moment + (self.nu - moment) * self.toeval.uniform(0.2, 0.4)
