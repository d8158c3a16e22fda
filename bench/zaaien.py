"""Fills a database with fictional cases in bulk, and leaves one that is already filled alone."""

import hashlib
import logging
import time
from pathlib import Path

import psycopg
from psycopg import sql

ZAAD = Path(__file__).with_name("zaad.sql")
INDEXEN = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
WHERE t.relnamespace = 'public'::regnamespace AND t.relkind = 'r' AND NOT t.relispartition
    AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
"""
VERWIJZINGEN = """
SELECT conrelid::regclass::text, (SELECT attname FROM pg_attribute WHERE attrelid = conrelid AND attnum = conkey[1]),
    confrelid::regclass::text, (SELECT attname FROM pg_attribute WHERE attrelid = confrelid AND attnum = confkey[1])
FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace
"""
logger = logging.getLogger(__name__)


class Wees(Exception):
    """A row that refers to nothing: the seed is wrong."""


def afdruk() -> str:
    """What the database was filled with; another seed means filling it anew."""
    return hashlib.sha256(ZAAD.read_bytes()).hexdigest()[:16]


def gevuld(beheer: str, naam: str) -> bool:
    with psycopg.connect(beheer, autocommit=True) as verbinding:
        vraag = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
        rij = verbinding.execute(vraag, [naam]).fetchone()
    return rij is not None and rij[0] == afdruk()


def maak_leeg(beheer: str, naam: str) -> None:
    with psycopg.connect(beheer, autocommit=True) as verbinding:
        verbinding.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(naam)))
        verbinding.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(naam)))


def merk(beheer: str, naam: str) -> None:
    with psycopg.connect(beheer, autocommit=True) as verbinding:
        verbinding.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(naam), sql.Literal(afdruk())))


def zaai(adres: str, maat: int) -> None:
    """In one transaction, indexes last. Triggers are off while filling, so references are counted afterwards."""
    tekst = ZAAD.read_text().replace(":nd", str(maat * 4 // 5)).replace(":n", str(maat))
    with psycopg.connect(adres) as verbinding:
        verbinding.execute("SET session_replication_role = replica")
        verbinding.execute("SET maintenance_work_mem = '512MB'; SET work_mem = '128MB'")
        indexen = verbinding.execute(INDEXEN).fetchall()
        for naam, _ in indexen:
            verbinding.execute(f"DROP INDEX {naam}".encode())
        for stap in _stappen(tekst):
            begin = time.monotonic()
            verbinding.execute(stap.encode())
            logger.info("%5.1f s  %s", time.monotonic() - begin, stap.strip().splitlines()[0][:90])
        for _, opdracht in indexen:
            verbinding.execute(opdracht.encode())
        _tel_wezen(verbinding)
    with psycopg.connect(adres, autocommit=True) as verbinding:
        verbinding.execute("VACUUM (ANALYZE, FREEZE)")


def _stappen(tekst: str) -> list[str]:
    """The statements, one by one, so that the slow one can be named."""
    stappen, lopend = [], ""
    for regel in tekst.splitlines(keepends=True):
        lopend += regel
        if regel.rstrip().endswith(";") and lopend.count("$$") % 2 == 0:
            stappen.append(lopend)
            lopend = ""
    return stappen


def _tel_wezen(verbinding: "psycopg.Connection[tuple[object, ...]]") -> None:
    for tabel, kolom, doel, sleutel in verbinding.execute(VERWIJZINGEN).fetchall():
        vraag = (
            f"SELECT count(*) FROM {tabel} t WHERE t.{kolom} IS NOT NULL"
            f" AND NOT EXISTS (SELECT FROM {doel} d WHERE d.{sleutel} = t.{kolom})"
        )
        rij = verbinding.execute(vraag.encode()).fetchone()
        if rij is None or rij[0]:
            raise Wees(f"{tabel}.{kolom}: {rij}")
