"""The database side: one snapshot, written by pg_dump and read by pg_restore."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import IO

from django.db import connection, transaction
from psycopg import conninfo, sql

from swv import embedded
from swv.backup.sleutels import BackupFout

TABELLEN = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1
"""


@contextmanager
def momentopname() -> Iterator[str]:
    """One view of the database that pg_dump can share; nothing that is committed later is in it."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        yield str(cursor.fetchone()[0])


def tel_rijen() -> dict[str, int]:
    """How many rows each table has; a table in parts counts as one."""
    with connection.cursor() as cursor:
        cursor.execute(TABELLEN)
        namen = [naam for (naam,) in cursor.fetchall()]
        return {naam: _tel(naam) for naam in namen}


def _tel(tabel: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier("public", tabel)).as_string())
        return int(cursor.fetchone()[0])


def migraties() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1")
        return [naam for (naam,) in cursor.fetchall()]


def is_leeg() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(TABELLEN)
        return cursor.fetchone() is None


def maak_leeg() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


def server_versie() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        return int(cursor.fetchone()[0])


@contextmanager
def dump(momentopname: str) -> Iterator[IO[bytes]]:
    """The stream that pg_dump writes; it counts only when pg_dump says that all went well."""
    programma, _ = kies_programma("pg_dump", minstens=server_versie())
    opdracht = [programma, *_aanmelding(), "--format=custom", "--no-owner", "--no-privileges"]
    opdracht.append(f"--snapshot={momentopname}")
    with subprocess.Popen(opdracht, env=_omgeving(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as proces:
        assert proces.stdout and proces.stderr
        try:
            yield proces.stdout
        except BaseException:
            proces.kill()
            raise
        klacht = proces.stderr.read()
    if proces.returncode:
        raise BackupFout(f"pg_dump did not succeed: {_eerste_regel(klacht)}")


@contextmanager
def herstel(gemaakt_met: int) -> Iterator[IO[bytes]]:
    """A stream into pg_restore: all of the database, in one transaction, or nothing."""
    programma, _ = kies_programma("pg_restore", minstens=max(server_versie(), gemaakt_met))
    opdracht = [programma, *_aanmelding(), "--single-transaction", "--exit-on-error"]
    opdracht += ["--no-owner", "--no-privileges"]
    with subprocess.Popen(opdracht, env=_omgeving(), stdin=subprocess.PIPE, stderr=subprocess.PIPE) as proces:
        assert proces.stdin and proces.stderr
        try:
            with suppress(BrokenPipeError):  # pg_restore gave up; its own words say why
                yield proces.stdin
                proces.stdin.close()
        except BaseException:
            proces.kill()
            raise
        klacht = proces.stderr.read()
    if proces.returncode:
        raise BackupFout(f"pg_restore did not succeed: {_eerste_regel(klacht)}")


def kies_programma(naam: str, *, minstens: int) -> tuple[str, int]:
    """The oldest that is not older than the server: pg_dump refuses a newer server."""
    gevonden = {versie: pad for pad in _kandidaten(naam) if (versie := _versie(pad)) >= minstens}
    if not gevonden:
        raise BackupFout(
            f"There is no {naam} of PostgreSQL {minstens} on this machine: install postgresql-client-{minstens}.",
            code=2,
        )
    versie = min(gevonden)
    return gevonden[versie], versie


def _kandidaten(naam: str) -> Iterator[str]:
    if gevonden := shutil.which(naam):
        yield gevonden
    yield from map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{naam}"))
    with suppress(RuntimeError):
        yield str(embedded.postgres_programs() / naam)


@lru_cache
def _versie(programma: str) -> int:
    with suppress(OSError):
        antwoord = subprocess.run([programma, "--version"], capture_output=True, text=True, check=False).stdout
        if getal := re.search(r"\) (\d+)", antwoord):
            return int(getal[1])
    return 0


def _aanmelding() -> list[str]:
    """How to reach the database, without the password: others on the machine can read a command line."""
    gegevens = connection.get_connection_params()
    weg = {"password", "cursor_factory", "context", "prepare_threshold", "client_encoding"}
    bruikbaar = {naam: str(waarde) for naam, waarde in gegevens.items() if naam not in weg}
    return [f"--dbname={conninfo.make_conninfo(**bruikbaar)}"]


def _omgeving() -> dict[str, str]:
    wachtwoord = connection.settings_dict.get("PASSWORD") or ""
    return os.environ | {"LC_ALL": "C.UTF-8"} | ({"PGPASSWORD": wachtwoord} if wachtwoord else {})


def _eerste_regel(klacht: bytes) -> str:
    regels = klacht.decode(errors="replace").strip().splitlines()
    return regels[0][:300] if regels else "it gave no reason"
