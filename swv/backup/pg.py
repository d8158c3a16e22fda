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
BEGIN = b"BEGIN;\nSET LOCAL statement_timeout = 0;\nSET LOCAL client_min_messages = warning;\n"
LEEGMAKEN = b"DROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n"


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
def herstel(gemaakt_met: int, *, overschrijf: bool) -> Iterator[IO[bytes]]:
    """A stream into pg_restore: all of the database in one transaction, or nothing.

    What is there now goes in that same transaction, so that whatever fails (a full disk, a lost connection, a crash)
    leaves it as it was. psql keeps the transaction: without the COMMIT that follows only a whole script, it is undone.
    """
    programma, _ = kies_programma("pg_restore", minstens=max(server_versie(), gemaakt_met))
    with _transactie(str(Path(programma).with_name("psql"))) as script:
        if overschrijf:
            _zeg(script, LEEGMAKEN)
        opdracht = [programma, "--file=-", "--exit-on-error", "--no-owner", "--no-privileges"]
        with subprocess.Popen(opdracht, stdin=subprocess.PIPE, stdout=script, stderr=subprocess.PIPE) as proces:
            assert proces.stdin and proces.stderr
            try:
                with suppress(BrokenPipeError):  # it gave up; its own words say why
                    yield proces.stdin
                    proces.stdin.close()
            except BaseException:
                proces.kill()
                raise
            klacht = proces.stderr.read()
        if proces.returncode:
            raise BackupFout(f"pg_restore did not succeed: {_eerste_regel(klacht)}")


@contextmanager
def _transactie(psql: str) -> Iterator[IO[bytes]]:
    """A script for psql, committed when the block that writes it ends well; the database's words come before others."""
    opdracht = [psql, *_aanmelding(), "--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1"]
    fout: BackupFout | None = None
    with subprocess.Popen(
        opdracht, env=_omgeving(), stdin=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    ) as proces:
        assert proces.stdin and proces.stderr
        try:
            _zeg(proces.stdin, BEGIN)
            yield proces.stdin
            _zeg(proces.stdin, b"\nCOMMIT;\n")
        except BackupFout as reden:
            fout = reden
        except BaseException:
            proces.kill()
            raise
        proces.stdin.close()
        klacht = proces.stderr.read()
    if proces.returncode:
        raise BackupFout(f"The database refused the restore: {_eerste_regel(klacht)}") from fout
    if fout:
        raise fout


def _zeg(script: IO[bytes], woorden: bytes) -> None:
    with suppress(BrokenPipeError):  # psql gave up; its own words say why
        script.write(woorden)


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
