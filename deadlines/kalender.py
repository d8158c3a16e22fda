"""The Dutch calendar of days off, as the Algemene termijnenwet (Atw) knows them. No models, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

DAG = timedelta(days=1)
ZATERDAG, ZONDAG = 5, 6
EERSTE_KONINGSDAG = 2014

# Equalised with a holiday by royal decree (Atw art. 3, third paragraph), as published in the Staatscourant.
BESLUITDAGEN = (
    date(2017, 4, 28),
    date(2017, 5, 26),
    date(2018, 5, 11),
    date(2018, 12, 24),
    date(2018, 12, 31),
    date(2019, 5, 31),
    date(2019, 12, 27),
    date(2020, 5, 22),
    date(2021, 5, 14),
    date(2022, 5, 27),
    date(2023, 4, 28),
    date(2023, 5, 19),
    date(2024, 5, 10),
    date(2024, 12, 27),
    date(2025, 5, 30),
    date(2026, 1, 2),
    date(2026, 5, 15),
    date(2027, 5, 7),
    date(2028, 4, 28),
    date(2028, 5, 26),
)
BRON_WET = "artikel 3 Algemene termijnenwet"
BRON_BESLUIT = "koninklijk besluit (artikel 3, derde lid, Algemene termijnenwet)"


def eerste_paasdag(jaar: int) -> date:
    """Easter Sunday, by the anonymous Gregorian computus (Meeus/Jones/Butcher)."""
    a, (b, c) = jaar % 19, divmod(jaar, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    maand, dag = divmod(h + m - 7 * n + 114, 31)
    return date(jaar, maand, dag + 1)


def carnavalszondag(jaar: int) -> date:
    """Seven weeks before Easter Sunday."""
    return eerste_paasdag(jaar) - timedelta(weeks=7)


def koningsdag(jaar: int) -> date:
    """27 April (until 2013 the queen's day, 30 April), or the day before when that is a Sunday."""
    dag = date(jaar, 4, 27) if jaar >= EERSTE_KONINGSDAG else date(jaar, 4, 30)
    return dag - DAG if dag.weekday() == ZONDAG else dag


@lru_cache(maxsize=64)
def feestdagen(jaar: int) -> Mapping[date, str]:
    """Recognised holidays of one year with their names (Atw art. 3), decree days included."""
    pasen = eerste_paasdag(jaar)
    paren = [
        (date(jaar, 1, 1), "Nieuwjaarsdag"),
        (pasen - 2 * DAG, "Goede Vrijdag"),
        (pasen + DAG, "Tweede Paasdag"),
        (koningsdag(jaar), "Koningsdag"),
        (date(jaar, 5, 5), "Bevrijdingsdag"),
        (pasen + 39 * DAG, "Hemelvaartsdag"),
        (pasen + 50 * DAG, "Tweede Pinksterdag"),
        (date(jaar, 12, 25), "Eerste Kerstdag"),
        (date(jaar, 12, 26), "Tweede Kerstdag"),
        *((dag, "aangewezen vrije dag") for dag in BESLUITDAGEN if dag.year == jaar),
    ]
    namen: dict[date, str] = {}
    for dag, naam in sorted(paren):
        namen[dag] = f"{namen[dag]} en {naam}" if dag in namen else naam
    return MappingProxyType(namen)


def bron(dag: date) -> str:
    """Which rule makes a day of `feestdagen` a day off."""
    return BRON_BESLUIT if dag in BESLUITDAGEN else BRON_WET


@dataclass(frozen=True)
class Kalender:
    """The days off that terms are counted with: weekends plus `vrij`.

    `jaren` are the years for which `vrij` is the whole truth; in other years the rule adds its days. None:
    `vrij` is the whole truth always. So a table that ends in 2030 does not lose the holidays of 2031.
    """

    vrij: Mapping[date, str] = field(default_factory=dict)
    jaren: frozenset[int] | None = None

    @classmethod
    def volgens_regel(cls) -> Kalender:
        """A calendar that follows the law as it stands in this module, for every year."""
        return cls(jaren=frozenset())

    def reden(self, dag: date) -> str | None:
        """Why this is a day off ("zaterdag", "Hemelvaartsdag"), or None on a working day."""
        if (naam := self._feestdag(dag)) is not None:
            return naam
        return {ZATERDAG: "zaterdag", ZONDAG: "zondag"}.get(dag.weekday())

    def _feestdag(self, dag: date) -> str | None:
        naam = self.vrij.get(dag)
        if naam is None and self.jaren is not None and dag.year not in self.jaren:
            return feestdagen(dag.year).get(dag)
        return naam

    def is_werkdag(self, dag: date) -> bool:
        return self.reden(dag) is None

    def eerstvolgende_werkdag(self, dag: date) -> date:
        """The day itself when it is a working day, else the first one after it (Atw art. 1)."""
        while not self.is_werkdag(dag):
            dag += DAG
        return dag

    def werkdagen_erbij(self, dag: date, aantal: int) -> date:
        """The working day that lies `aantal` working days after `dag`; `dag` itself does not count."""
        if aantal < 0:
            raise ValueError("werkdagen_erbij counts forward only")
        for _ in range(aantal):
            dag = self.eerstvolgende_werkdag(dag + DAG)
        return dag
