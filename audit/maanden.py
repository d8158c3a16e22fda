"""The months of the reads: made ahead, and let go as a whole when their time is over.

A read whose month has no table yet is kept in the rest and moves when its month is made: a read is never lost.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction

from audit.services import Systeem, record

VOORUIT = 13
"""Months made ahead, so that a year without a sweep does no harm."""

BEWAREN = 36
"""Months that reads are kept at least: the term in which a parent can ask who looked, with room for a complaint."""


class NietWeg(Exception):
    """This month cannot be let go; the message says why."""


@dataclass(frozen=True, order=True)
class Maand:
    jaar: int
    nummer: int

    @classmethod
    def van(cls, dag: date) -> "Maand":
        return cls(dag.year, dag.month)

    @classmethod
    def lees(cls, tekst: str) -> "Maand":
        """`2021-03`; ValueError for anything else."""
        return cls.van(date.fromisoformat(f"{tekst}-01"))

    def plus(self, maanden: int) -> "Maand":
        totaal = self.jaar * 12 + self.nummer - 1 + maanden
        return Maand(totaal // 12, totaal % 12 + 1)

    @property
    def eerste_dag(self) -> date:
        return date(self.jaar, self.nummer, 1)

    @property
    def tabel(self) -> str:
        return f"audit_lezing_{self.jaar:04d}_{self.nummer:02d}"

    def __str__(self) -> str:
        return f"{self.jaar:04d}-{self.nummer:02d}"


def maak_maanden(vandaag: date, *, terug: int = 0, vooruit: int = VOORUIT) -> list[Maand]:
    """Make the months that are not there yet. Safe to run twice; gives those that were made now."""
    nu = Maand.van(vandaag)
    return [maand for maand in (nu.plus(n) for n in range(-terug, vooruit + 1)) if _maak(maand)]


def _maak(maand: Maand) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_maak_maand(%s)", [maand.eerste_dag])
        return bool(cursor.fetchone()[0])


def verwijder_maand(maand: Maand, *, vandaag: date) -> int:
    """Let one month of reads go, and record so for each samenwerkingsverband. How many reads there were.

    Needs the role that owns the tables: the role of the site can add months but not drop them.
    """
    grens = Maand.van(vandaag - timedelta(days=1)).plus(-BEWAREN)
    if maand >= grens:
        raise NietWeg(f"{maand} is younger than {BEWAREN} months.")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [maand.tabel])
        if cursor.fetchone()[0] is None:
            raise NietWeg(f"There are no reads of {maand}.")
        cursor.execute(f"SELECT swv_id, count(*) FROM {maand.tabel} GROUP BY swv_id ORDER BY swv_id")
        aantallen = cursor.fetchall()
        cursor.execute(f"DROP TABLE {maand.tabel}")
        for swv_id, aantal in aantallen or [(None, 0)]:
            record(Systeem(), "audit.maand_verwijderd", swv_id=swv_id, maand=str(maand), aantal=aantal)
    return sum(aantal for _, aantal in aantallen)
