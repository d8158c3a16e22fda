"""What takes long to make is made once by each worker: for the next test its rows are put back as they were.

Walking a case to the state that a test begins in takes ten times as long as writing the rows it ends with.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from psycopg.errors import UniqueViolation
from psycopg.sql import SQL, Identifier, Literal

from tests import databank

P = ParamSpec("P")
T = TypeVar("T")
Rij = tuple[str, str]
"""Table, and one of its rows as JSON."""


@dataclass(frozen=True)
class Stand:
    """What was made: the object that was answered with, and the statements that write its rows."""

    wat: Any
    sql: str


def eenmaal(maak: Callable[P, T]) -> Callable[P, T]:
    """For a function that makes everything it needs itself, from arguments that say the same each time.

    The second one in the same test is made as the first was: two cases do not have the same numbers. Files are not
    kept, and moments are those of the first time, some minutes ago.
    """
    standen: dict[object, Stand] = {}

    @wraps(maak)
    def gemaakt(*args: P.args, **kwargs: P.kwargs) -> T:
        sleutel = timezone.localdate(), args, tuple(sorted(kwargs.items()))
        if sleutel in standen and _zet_terug(standen[sleutel]):
            return deepcopy(standen[sleutel].wat)  # type: ignore[no-any-return]
        voor = set() if sleutel in standen else _rijen()
        wat = maak(*args, **kwargs)
        if sleutel not in standen and not voor - (na := _rijen()):
            standen[sleutel] = _stand(wat, na - voor)
        return wat

    return gemaakt


def _zet_terug(stand: Stand) -> bool:
    """False when its rows, or others in their place, are there already."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(stand.sql)
    except IntegrityError as fout:
        if not isinstance(fout.__cause__, UniqueViolation):
            raise
        return False
    return True


def _rijen() -> set[Rij]:
    """Every row there is."""
    vraag = SQL("SELECT {}, to_jsonb(t)::text FROM {} t")
    with connection.cursor() as cursor:
        tabellen = [vraag.format(Literal(tabel), Identifier(tabel)) for tabel in databank.tabellen(cursor)]
        cursor.execute(SQL(" UNION ALL ").join(tabellen))
        return set(cursor.fetchall())


def _stand(wat: object, rijen: set[Rij]) -> Stand:
    per_tabel: dict[str, list[str]] = {}
    for tabel, rij in sorted(rijen):
        per_tabel.setdefault(tabel, []).append(rij)
    return Stand(deepcopy(wat), _erin(per_tabel))


def _erin(per_tabel: dict[str, list[str]]) -> str:
    """References and triggers rest meanwhile: what a row points to may come later, the record is among the rows."""
    rol = "SET LOCAL session_replication_role = {}"
    invoegen = [
        SQL("INSERT INTO {0} OVERRIDING SYSTEM VALUE SELECT * FROM jsonb_populate_recordset(NULL::{0}, {1})").format(
            Identifier(tabel), Literal(f"[{','.join(rijen)}]")
        )
        for tabel, rijen in per_tabel.items()
    ]
    heel = SQL(";").join([SQL(rol).format(SQL("replica")), *invoegen, SQL(rol).format(SQL("origin"))])
    with connection.cursor() as cursor:
        return heel.as_string(cursor.connection)
