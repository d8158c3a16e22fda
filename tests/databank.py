"""The database of the tests: a copy of one that was migrated before, and emptied of no more than what a test left."""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from psycopg.sql import SQL, Identifier

from swv import embedded

BASE_DIR = Path(__file__).resolve().parent.parent
Rijen = dict[str, bytes]
NAAM = "sjabloon_"
SLOT = 7_301_964


def sjabloon() -> str:
    """The name of a migrated database on this server; made when the migrations are not those of the last time."""
    naam = NAAM + _vingerafdruk()
    with psycopg.connect(_adres("postgres"), autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(%s)", [SLOT])  # the other workers wait here
        bekend = {rij[0] for rij in server.execute("SELECT datname FROM pg_database WHERE datname ~ %s", [f"^{NAAM}"])}
        if naam in bekend:
            return naam
        for oud in bekend:
            server.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(oud)))
        wordt = f"{NAAM}wordt"
        server.execute(SQL("CREATE DATABASE {}").format(Identifier(wordt)))
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--skip-checks"],
            cwd=BASE_DIR,
            env=os.environ | {"DATABASE_URL": _adres(wordt), "DEKKEND_OMGEVING": "test"},
            check=True,
        )
        server.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(wordt), Identifier(naam)))
    return naam


@contextmanager
def kopie(naam: str) -> Iterator[str]:
    """A migrated database of its own on this server: its address. Gone afterwards."""
    weg = SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(naam))
    sjabloon_ = sjabloon()
    with psycopg.connect(_adres("postgres"), autocommit=True) as server:
        server.execute(weg)
        server.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(naam), Identifier(sjabloon_)))
    try:
        yield _adres(naam)
    finally:
        with psycopg.connect(_adres("postgres"), autocommit=True) as server:
            server.execute(weg)


def schrijf(bestand: Path) -> None:
    """The migrated database as SQL, for who has a server of his own."""
    _programma("pg_dump", "--no-owner", "--file", str(bestand), _adres(sjabloon()))


def lees(bestand: Path, adres: str) -> None:
    """What `schrijf` wrote into the empty database at this address: ten times as fast as migrating it."""
    _programma("psql", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", f"--file={bestand}", adres)


def _programma(naam: str, *woorden: str) -> None:
    subprocess.run([str(embedded.postgres_programs() / naam), *woorden], check=True, stdout=subprocess.DEVNULL)


def _adres(database: str) -> str:
    return urlunsplit(urlsplit(settings.DATABASE_URL)._replace(path=f"/{database}"))


def _vingerafdruk() -> str:
    """Of every migration, and of the modules of ours that one takes its rows from."""
    som = hashlib.sha256()
    for app in apps.get_app_configs():
        for bestand in sorted((Path(app.path) / "migrations").glob("0*.py")):
            inhoud = bestand.read_bytes()
            som.update(bestand.name.encode() + inhoud)
            for module in re.findall(rb"^from (\w+\.\w+) import", inhoud, re.MULTILINE):
                bron = BASE_DIR.joinpath(*module.decode().split(".")).with_suffix(".py")
                som.update(bron.read_bytes() if bron.exists() else b"")
    return som.hexdigest()[:16]


def begin(adres: str = "") -> Rijen:
    """The rows of every table, of the tests or of the database at this address: what `maak_leeg` goes back to."""
    rijen = {}
    with _cursor(adres) as cursor:
        if adres:  # of a site that runs: all tables as they are at one moment
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for tabel in tabellen(cursor):
            with cursor.copy(SQL("COPY (TABLE {}) TO STDOUT").format(Identifier(tabel))) as uit:
                rijen[tabel] = b"".join(uit)
    return {tabel: inhoud for tabel, inhoud in rijen.items() if inhoud}


def maak_leeg(rijen: Rijen, adres: str = "") -> None:
    """Back to these rows. Triggers and references rest meanwhile: the record may be emptied here only.

    Rows are deleted, not tables truncated: that makes a new file of each table and index, whatever was in it.
    """
    with _cursor(adres) as cursor:
        namen = [Identifier(tabel) for tabel in tabellen(cursor)]
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(SQL("LOCK TABLE {}").format(SQL(", ").join(namen)))  # who still writes comes to an end first
        cursor.execute(SQL("; ").join(SQL("DELETE FROM {}").format(naam) for naam in namen))
        for tabel, inhoud in rijen.items():
            with cursor.copy(SQL("COPY {} FROM STDIN").format(Identifier(tabel))) as erin:
                erin.write(inhoud)


def tabellen(cursor: Any) -> list[str]:
    """Every table of the site; the months of a partitioned one go with it."""
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        " AND NOT relispartition ORDER BY relname"
    )
    return [naam for (naam,) in cursor.fetchall()]


@contextmanager
def _cursor(adres: str) -> Iterator[Any]:
    """In one transaction."""
    if adres:
        with psycopg.connect(adres) as ander, ander.cursor() as cursor:
            yield cursor
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            yield cursor
