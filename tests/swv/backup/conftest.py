"""Real commands on real servers: each test backs up its own database and restores into another one."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.conf import settings as gekozen
from django.db import connection
from django.utils import timezone
from pyrage import x25519

from documents import opslag
from swv import embedded
from swv.backup.maken import Uitslag, maak_backup
from swv.backup.sleutels import lees_ontvangers

Resultaat = subprocess.CompletedProcess[str]
Manage = Callable[..., Resultaat]


class Proef:
    """One backup to play with: where it stands, its keys, and the commands as somebody would type them."""

    def __init__(self, wortel: Path) -> None:
        self.bron = wortel / "bron"
        self.dest = wortel / "backups"
        self.sleutel = wortel / "sleutel.txt"
        geheim = x25519.Identity.generate()
        self.sleutel.write_text(f"# sleutel van de proef\n{geheim}\n")
        self.ontvanger = str(geheim.to_public())

    def manage(self, *woorden: object, database: str | None = None, bestanden: Path | None = None) -> Resultaat:
        omgeving = {naam: waarde for naam, waarde in os.environ.items() if naam not in {"DATABASE_URL", "REDIS_URL"}}
        omgeving |= {
            "DEKKEND_OMGEVING": "test",
            "DATABASE_URL": database or adres(str(connection.settings_dict["NAME"])),
            "REDIS_URL": gekozen.REDIS_URL,
            "DEKKEND_BESTANDEN": str(bestanden or self.bron),
            "DEKKEND_BACKUP_ONTVANGER": self.ontvanger,
        }
        opdracht = [sys.executable, "manage.py", *map(str, woorden)]
        return subprocess.run(
            opdracht, cwd=embedded.BASE_DIR, env=omgeving, capture_output=True, text=True, check=False
        )

    def backup(self, *, na: int = 0) -> Uitslag:
        """A sound backup, made in this process: starting the command takes seconds, and has tests of its own."""
        return maak_backup(self.dest, lees_ontvangers(self.ontvanger), nu=timezone.now() + timedelta(seconds=na))


def adres(database: str) -> str:
    return gekozen.DATABASE_URL.replace("/dekkend?", f"/{database}?")


@pytest.fixture
def proef(settings: object, tmp_path: Path) -> Proef:
    wat = Proef(tmp_path)
    settings.BESTANDEN_DIR = wat.bron  # type: ignore[attr-defined]
    return wat


@pytest.fixture
def lege_database() -> Iterator[str]:
    """A second, empty database; gone afterwards."""
    naam = f"terug_{os.getpid()}"
    with psycopg.connect(adres("postgres"), autocommit=True) as beheer:
        beheer.execute(f"DROP DATABASE IF EXISTS {naam} WITH (FORCE)")
        beheer.execute(f"CREATE DATABASE {naam}")
        yield adres(naam)
        beheer.execute(f"DROP DATABASE {naam} WITH (FORCE)")


def bewaar(inhoud: bytes) -> str:
    return opslag.bewaar(inhoud, mime="application/pdf", naam="brief.pdf").opslagnaam


def is_leeg(database: str) -> bool:
    with psycopg.connect(database) as verbinding:
        rij = verbinding.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    return rij == (0,)


def bestanden_in(map_: Path) -> dict[str, bytes]:
    with suppress(FileNotFoundError):
        return {str(pad.relative_to(map_)): pad.read_bytes() for pad in map_.rglob("*") if pad.is_file()}
    return {}
