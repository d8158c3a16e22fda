"""Several questions in one statement: what a page shows of one case is asked at once (docs/adr/0027)."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models import QuerySet

_OM_TE_ZETTEN: dict[str, Callable[[Any], Any]] = {
    "DateField": date.fromisoformat,
    "DateTimeField": datetime.fromisoformat,
    "JSONField": json.dumps,  # the field itself reads it, as it reads what the driver gives
}
"""How a value in JSON becomes what the driver would have given."""
_GEHEEL = {"IntegerField", "BigIntegerField", "SmallIntegerField", "AutoField", "BigAutoField"}
_POSITIEF = {"PositiveIntegerField", "PositiveBigIntegerField", "PositiveSmallIntegerField"}
_ZOALS_HET_IS = _GEHEEL | _POSITIEF | {"ForeignKey", "OneToOneField", "BooleanField", "CharField", "TextField"}
"""Kinds of fields that JSON holds as they are; what is in neither list cannot be read together."""


def haal_samen(*vragen: QuerySet[Any, Any]) -> None:
    """Read these querysets in one statement; afterwards each holds its rows, as if it had been read by itself.

    Each is a subquery that gives its rows as one JSON value. What they select, join and leave out stays their own.
    """
    lezers = [_Lezer(vraag) for vraag in vragen]
    delen = [lezer for lezer in lezers if lezer.sql]
    if delen:
        with connections[delen[0].vraag.db].cursor() as cursor:
            samen = ", ".join(deel.sql for deel in delen)
            cursor.execute(f"SELECT {samen}", [waarde for deel in delen for waarde in deel.params])
            for deel, rijen in zip(delen, cursor.fetchone(), strict=True):
                deel.rijen = rijen
    for lezer in lezers:
        lezer.vul()


class _Lezer:
    """One queryset: its statement as a JSON value, and the way back to its rows through Django itself."""

    def __init__(self, vraag: QuerySet[Any, Any]) -> None:
        self.vraag: Any = vraag
        self.kopie: Any = vraag.all()
        self.compiler = self.kopie.query.get_compiler(vraag.db)
        self.rijen: list[dict[str, Any]] = []
        self.sql, self.params = "", tuple[Any, ...]()
        try:
            sql, self.params = self.compiler.as_sql()
        except EmptyResultSet:
            return
        soorten = [kolom[0].output_field.get_internal_type() for kolom in self.compiler.select]
        if onbekend := set(soorten) - _OM_TE_ZETTEN.keys() - _ZOALS_HET_IS:
            raise TypeError(f"cannot be read together: {onbekend}")
        self.om_te_zetten = [(p, _OM_TE_ZETTEN[soort]) for p, soort in enumerate(soorten) if soort in _OM_TE_ZETTEN]
        kolommen = ", ".join(f"k{plek}" for plek in range(self.compiler.col_count))
        self.sql = f"(SELECT coalesce(json_agg(rij), '[]') FROM ({sql}) AS rij({kolommen}))"

    def vul(self) -> None:
        if not self.rijen:
            self.vraag._result_cache = []
            return
        rijen = [list(rij.values()) for rij in self.rijen]
        for plek, doe in self.om_te_zetten:
            for rij in rijen:
                rij[plek] = None if rij[plek] is None else doe(rij[plek])
        self.compiler.execute_sql = lambda *args, **kwargs: [rijen]
        self.kopie.query.get_compiler = lambda *args, **kwargs: self.compiler
        self.vraag._result_cache = list(self.kopie._iterable_class(self.kopie))


def hang_aan(ouders: Iterable[models.Model], naam: str, rijen: Iterable[Any]) -> None:
    """Give each object its rows of a relation back to it, as `prefetch_related` leaves them."""
    ouders = list(ouders)
    if not ouders:
        return
    sleutel: Any = ouders[0]._meta.get_field(naam)
    per_ouder = defaultdict(list)
    for rij in rijen:
        per_ouder[getattr(rij, sleutel.field.attname)].append(rij)
    for ouder in ouders:
        eigen = per_ouder[ouder.pk]
        for rij in eigen:
            setattr(rij, sleutel.field.name, ouder)
        vraag = getattr(ouder, naam).all()
        vraag._result_cache, vraag._prefetch_done = eigen, True
        vars(ouder).setdefault("_prefetched_objects_cache", {})[naam] = vraag
