"""Run in the environment of the site: opens each page once in-process, counts its queries, and asks their plans.

Reads JSON of `bench.sessies` on standard input, prints JSON: for each role and page the queries with their plans.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.backends.utils import CursorWrapper  # noqa: E402
from django.test import Client  # noqa: E402

from bench.diensten import SITE  # noqa: E402

GROOT = 10_000
"""Rows from which on reading a whole table is a fault: what grows with the number of cases."""
GROTE_TABELLEN = """
SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.reltuples >= %s
    AND c.relname <> 'organisations_user' AND c.relname <> 'organisations_lidmaatschap'
"""


def tel() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(GROTE_TABELLEN, [GROOT])
        return {naam for (naam,) in cursor.fetchall()}


@contextmanager
def afgeluisterd() -> Iterator[list[tuple[str, Any]]]:
    """Every statement with its arguments, those that Django sends itself to begin and end a transaction left out."""
    gehoord: list[tuple[str, Any]] = []

    def luister(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        gehoord.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(luister):
        yield gehoord


def plan_van(cursor: CursorWrapper, sql: str, params: Any) -> dict[str, Any]:
    cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
    return dict(cursor.fetchone()[0][0])


def knopen(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for kind in plan.get("Plans", []):
        yield from knopen(kind)


def tekst_van(plan: dict[str, Any], diep: int = 0) -> list[str]:
    """The plan in lines, with the rows that really came."""
    waar = plan.get("Index Name") or plan.get("Relation Name") or ""
    regel = f"{'  ' * diep}{plan['Node Type']}{f' {waar}' if waar else ''} ({plan.get('Actual Rows', 0):g} rows"
    regel += f" x {plan['Actual Loops']:g})" if plan.get("Actual Loops", 1) != 1 else ")"
    return [regel, *(r for kind in plan.get("Plans", []) for r in tekst_van(kind, diep + 1))]


def kaal(cursor: CursorWrapper, sql: str, params: Any) -> float:
    """Milliseconds of the statement alone, rows fetched: the best of five."""
    tijden = []
    for _ in range(5):
        begin = time.perf_counter()
        cursor.execute(sql, params)
        cursor.fetchall()
        tijden.append(1000 * (time.perf_counter() - begin))
    return min(tijden)


def bekijk(client: Client, adres: str, groot: set[str]) -> dict[str, Any]:
    koppen = {"HTTP_HOST": SITE, "HTTP_X_FORWARDED_PROTO": "https"}
    client.get(adres, **koppen)  # type: ignore[arg-type]
    with afgeluisterd() as gehoord:
        antwoord = client.get(adres, **koppen)  # type: ignore[arg-type]
    vragen = []
    with connection.cursor() as cursor:
        for sql, params in gehoord:
            if not sql.lstrip("( ").startswith("SELECT"):
                continue
            plan = plan_van(cursor, sql, params)["Plan"]
            heel = sorted({k["Relation Name"] for k in knopen(plan) if k["Node Type"] == "Seq Scan"} & groot)
            vragen.append(
                {
                    "sql": sql,
                    "ms": kaal(cursor, sql, params),
                    "heel": heel,
                    "plan": tekst_van(plan),
                }
            )
    aantal = len(gehoord)
    return {"adres": adres, "status": antwoord.status_code, "aantal": aantal, "vragen": vragen}


def main() -> None:
    gegeven = json.load(sys.stdin)
    groot = tel()
    uit: dict[str, dict[str, Any]] = {}
    for rol, wat in gegeven["rollen"].items():
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = wat["sessies"][0]
        uit[rol] = {naam: bekijk(client, adressen[-1], groot) for naam, adressen in wat["paginas"].items()}
    print(json.dumps(uit))


if __name__ == "__main__":
    main()
