"""A question to the database that is put in SQL once, and asked again with other values.

Making SQL out of a queryset costs several times what its answer costs, and a page asks the same few questions each
time. Here the SQL is made of the same queryset as ever, with a place (`Plek`) where a value belongs; only that text
is kept. Every value, also of who asks, is filled in at every asking (docs/adr/0023).
"""

from collections.abc import Callable, Hashable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache, update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Expression, Lookup, QuerySet

from organisations.actor import Actor

P = ParamSpec("P")
Rij = TypeVar("Rij")
WIE = ("gebruiker_id", "hoed_id", "school_id", "swv_id")
"""What of an actor is a value; the role and the day decide what the question is."""


class Plek(Expression):
    """Where a value is filled in. Nothing can be asked of it while the question is made."""

    def __init__(self, naam: str) -> None:
        super().__init__()
        self.naam = naam

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", [self]


@dataclass(frozen=True)
class _Gemaakt:
    """The SQL of a queryset. Stands in for the query of the queryset that answers, which makes its rows as ever."""

    rijen: QuerySet[Any]
    compiler: Any
    sql: str
    parameters: tuple[Any, ...]
    omzetters: dict[int, Any]
    """What makes a value of what the driver gives, by column: looked up once, for it costs as much as the answer."""

    def antwoord(self, waarden: dict[str, Any]) -> list[Any]:
        gevuld = _gevuld(self.parameters, waarden)
        rijen: Any = self.rijen.__class__(model=self.rijen.model, query=_Ingevuld(self, gevuld))  # type: ignore[arg-type]
        for naam in ("_iterable_class", "_fields", "_prefetch_related_lookups"):
            setattr(rijen, naam, getattr(self.rijen, naam))
        return list(rijen)


@dataclass(frozen=True)
class _Ingevuld:
    gemaakt: _Gemaakt
    parameters: tuple[Any, ...]

    def get_compiler(self, using: str) -> Any:
        """A compiler that has done its work, on the connection of this thread."""
        compiler = copy(self.gemaakt.compiler)
        compiler.connection = connections[using]
        compiler.as_sql = lambda: (self.gemaakt.sql, self.parameters)
        compiler.get_converters = lambda _kolommen: self.gemaakt.omzetters
        return compiler


class VasteVraag(Generic[P, Rij]):
    """`@VasteVraag` above a function that gives a queryset: called it gives the rows.

    What is given by name is a value: the function gets a `Plek` for it. What is given by position shapes the question,
    and there is one text for each shape: never let a visitor choose it freely.
    """

    def __init__(self, functie: Callable[P, QuerySet[Any, Rij]]) -> None:
        self.functie = functie
        self._gemaakt = lru_cache(maxsize=256)(self._maak)
        update_wrapper(self, functie)

    def __call__(self, *vorm: P.args, **waarden: P.kwargs) -> list[Rij]:
        gemaakt = self._gemaakt(tuple(waarden), *vorm)
        return gemaakt.antwoord(waarden) if gemaakt else []

    def _maak(self, namen: tuple[str, ...], *vorm: Hashable) -> _Gemaakt | None:
        functie: Any = self.functie
        rijen = functie(*vorm, **{naam: Plek(naam) for naam in namen})
        compiler = rijen.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return None
        omzetters = compiler.get_converters([kolom for kolom, *_ in compiler.select[: compiler.col_count]])
        return _Gemaakt(rijen, compiler, sql, tuple(parameters), omzetters)


class VasteTelling(Generic[P]):
    """`@VasteTelling` above a function that gives querysets, each cut off somewhere: called it gives how many rows each
    of them has, in one trip to the database. Shape and values as with `VasteVraag`.
    """

    def __init__(self, functie: Callable[P, Sequence[QuerySet[Any, Any]]]) -> None:
        self.functie = functie
        self._gemaakt = lru_cache(maxsize=256)(self._maak)
        update_wrapper(self, functie)

    def __call__(self, *vorm: P.args, **waarden: P.kwargs) -> list[int]:
        sql, parameters = self._gemaakt(tuple(waarden), *vorm)
        with connection.cursor() as cursor:
            cursor.execute(sql, _gevuld(parameters, waarden))
            return list(cursor.fetchone() or ())

    def _maak(self, namen: tuple[str, ...], *vorm: Hashable) -> tuple[str, tuple[Any, ...]]:
        functie: Any = self.functie
        delen: list[str] = []
        alle: list[Any] = []
        for rijen in functie(*vorm, **{naam: Plek(naam) for naam in namen}):
            try:
                sql, parameters = rijen.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
            except EmptyResultSet:
                delen.append("0")
                continue
            delen.append(f"(SELECT count(*) FROM ({sql}) AS rijen)")
            alle += parameters
        return f"SELECT {', '.join(delen)}", tuple(alle)


def _gevuld(parameters: tuple[Any, ...], waarden: dict[str, Any]) -> tuple[Any, ...]:
    return tuple([waarden[p.naam] if isinstance(p, Plek) else p for p in parameters])


class EenVan(Lookup):
    """`filter(EenVan(F("pk"), plek))`: one of a list that is a value, however many are in it."""

    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        links, vooraf = self.process_lhs(compiler, connection)
        rechts, waarden = self.process_rhs(compiler, connection)
        return f"{links} = ANY({rechts})", (*vooraf, *waarden)


def waarden_van(actor: Actor) -> dict[str, Any]:
    return {naam: getattr(actor, naam) for naam in WIE}


def iemand(rol: str, vandaag: Any, wie: dict[str, Any]) -> Actor:
    """Whoever wears such a hat on such a day, for the question that is made for all of them."""
    leeg = Actor(gebruiker_id=None, hoed_id=None, rol=rol, naam="", vandaag=vandaag)
    return replace(leeg, **wie)
