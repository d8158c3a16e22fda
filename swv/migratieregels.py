"""May this migration run while the old version still serves people? Judged by the SQL that PostgreSQL would get.

Old and new code run side by side during an upgrade, and a lock that waits makes everybody wait behind it. So a step
that removes comes one version after the code stopped using it, and a step that reads a whole table takes no lock.
"""

import re
from collections.abc import Iterable

TABEL = r'(?:IF (?:NOT )?EXISTS )?(?:ONLY )?"?(?P<tabel>\w+)"?'
GEMAAKT = re.compile(rf"^CREATE TABLE {TABEL}", re.I)
WIJZIGT = re.compile(rf"^(?:ALTER TABLE|CREATE (?:UNIQUE )?INDEX (?:CONCURRENTLY )?\S+ ON|DROP TABLE) {TABEL}", re.I)
REGELS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(patroon, re.I | re.S), zin)
    for patroon, zin in (
        (r"^DROP TABLE", "drops a table that the old version may still use"),
        (r"\bDROP COLUMN\b", "drops a column that the old version still reads"),
        (r"\bRENAME\b(?! CONSTRAINT)", "renames what the old version knows by its old name"),
        (r"\bALTER COLUMN \S+ TYPE\b", "rewrites a table under a lock: add a new column beside it"),
        (
            r"\bSET NOT NULL\b",
            "reads the whole table under a lock: add a CHECK that is NOT VALID and validate it first",
        ),
        (
            r"\bADD COLUMN (?!.*\bDEFAULT\b).*\bNOT NULL\b",
            "adds a column that the old version does not fill: db_default",
        ),
        (r"\bALTER COLUMN \S+ DROP DEFAULT\b", "takes away the default that the old version needs: db_default"),
        (r"^CREATE (UNIQUE )?INDEX (?!CONCURRENTLY)", "blocks writing while it makes an index: AddIndexConcurrently"),
        (r"\bADD CONSTRAINT \S+ (UNIQUE|PRIMARY|EXCLUDE)\b", "blocks reading while it makes an index: make that first"),
        (r"\bADD CONSTRAINT (?!.*NOT VALID).*\b(CHECK|FOREIGN KEY)\b", "checks all rows under a lock: NOT VALID first"),
        (r"^(LOCK TABLE|TRUNCATE|VACUUM FULL|CLUSTER)\b", "locks a whole table"),
    )
)


def bezwaren(opdrachten: Iterable[str]) -> list[str]:
    """Why the statements of one migration may not run beside the old version; a table it makes itself is free."""
    eigen: set[str] = set()
    gevonden: list[str] = []
    for opdracht in map(_kaal, opdrachten):
        if maakt := GEMAAKT.match(opdracht):
            eigen.add(maakt["tabel"])
        wijzigt = WIJZIGT.match(opdracht)
        if wijzigt and wijzigt["tabel"] in eigen:
            continue
        naam = wijzigt["tabel"] if wijzigt else opdracht[:40]
        gevonden += [f"{naam}: {zin}" for patroon, zin in REGELS if patroon.search(opdracht)]
    return gevonden


def _kaal(opdracht: str) -> str:
    zonder_opmerkingen = re.sub(r"--[^\n]*", "", opdracht)
    return " ".join(zonder_opmerkingen.split())
