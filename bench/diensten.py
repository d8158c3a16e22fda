"""Starts what a measurement needs: database, broker and site, with the commands and settings of production."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import yaml

from bench import zaaien
from documents.demosleutel import schrijf_demosleutel
from swv import embedded
from swv.embedded import BASE_DIR, Places

COMPOSE: dict[str, Any] = yaml.safe_load((BASE_DIR / "docker-compose.yml").read_text())
SITE = "dekkend.example"
APP = "dekkend_app"
ZAAIEN = ("fsync=off", "wal_level=minimal", "max_wal_senders=0", "full_page_writes=off", "max_wal_size=8GB")


def opdracht(dienst: str) -> list[str]:
    """The command of a container, as docker-compose.yml has it."""
    return [str(woord) for woord in COMPOSE["services"][dienst]["command"]]


def databaseinstellingen() -> list[str]:
    """The settings of PostgreSQL in docker-compose.yml."""
    return [woord.removeprefix("-c") for woord in opdracht("postgres") if woord.startswith("-c")]


@dataclass
class Opstelling:
    """One size of the site in production settings: its folder, its environment and what runs of it."""

    map: Path
    plek: Places
    maat: int
    poort: int
    omgeving: dict[str, str]
    lopend: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    @property
    def naam(self) -> str:
        return f"meting_{self.maat}"

    def adres(self, rol: str = "postgres", naam: str = "") -> str:
        return self.plek.database_url.replace("postgres@", f"{rol}@").replace("/dekkend?", f"/{naam or self.naam}?")

    @property
    def beheer(self) -> str:
        return self.adres(naam="postgres")

    def start(self, naam: str, *woorden: str) -> "subprocess.Popen[bytes]":
        with (self.map / f"{naam}.log").open("ab") as log:
            proces = subprocess.Popen(
                woorden, cwd=BASE_DIR, env=self.omgeving, stdout=log, stderr=log, start_new_session=True
            )
        self.lopend.append(proces)
        return proces

    def doe(self, *woorden: str, stdin: str = "", **anders: str) -> str:
        uit = subprocess.run(
            woorden, cwd=BASE_DIR, env=self.omgeving | anders, input=stdin, capture_output=True, text=True, check=False
        )
        if uit.returncode:
            raise RuntimeError(f"{' '.join(woorden)}: {uit.stdout[-2000:]}{uit.stderr[-4000:]}")
        return uit.stdout

    def start_web(self) -> None:
        self.start("web", *opdracht("web"), "--bind", f"127.0.0.1:{self.poort}")
        if not wacht_tot(self._web_antwoordt):
            raise RuntimeError((self.map / "web.log").read_text()[-4000:])

    def _web_antwoordt(self) -> bool:
        with socket.create_connection(("127.0.0.1", self.poort), timeout=2) as proef:
            proef.sendall(b"GET /gezond/ HTTP/1.1\r\nHost: " + SITE.encode() + b"\r\nConnection: close\r\n\r\n")
            return b" 200 " in proef.recv(64)

    def stop(self) -> None:
        for proces in self.lopend:
            proces.terminate()
        for proces in self.lopend:
            proces.wait(40)
        self.lopend.clear()


def wacht_tot(vraag: Callable[[], bool], *, seconden: float = 60) -> bool:
    einde = time.monotonic() + seconden
    while time.monotonic() < einde:
        try:
            if vraag():
                return True
        except OSError:
            pass
        time.sleep(0.1)
    return False


def vrije_poort() -> int:
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        return int(proef.getsockname()[1])


@contextmanager
def opgesteld(
    maat: int, map_: Path | None = None, maak_tabellen: Callable[[str], None] = lambda _: None
) -> Iterator[Opstelling]:
    """A filled database of this size and everything ready to start the site on it; kept in `map_` for the next time.

    `maak_tabellen` in the database at this address, for who can do so sooner than the migrations.
    """
    opstelling = _maak_opstelling(maat, map_ or embedded.state_folder() / "bench")
    plek, gevuld = opstelling.plek, _is_gevuld(opstelling)
    if not gevuld:
        embedded.start_where_needed(plek, settings=[*databaseinstellingen(), *ZAAIEN])
        try:
            _vul(opstelling, maak_tabellen)
        finally:
            embedded.stop(plek)
    embedded.start_where_needed(plek, settings=databaseinstellingen())
    try:
        if gevuld:  # by an earlier version, perhaps
            opstelling.doe(*_manage("migrate", "--noinput"), DATABASE_URL=opstelling.adres())
        opstelling.doe(*_manage("database_rollen"), DATABASE_URL=opstelling.adres())
        yield opstelling
    finally:
        opstelling.stop()
        embedded.stop(plek)


def _is_gevuld(opstelling: Opstelling) -> bool:
    if not (opstelling.plek.postgres / "PG_VERSION").exists():
        return False
    embedded.start_where_needed(opstelling.plek, settings=databaseinstellingen())
    try:
        return zaaien.gevuld(opstelling.beheer, opstelling.naam)
    finally:
        embedded.stop(opstelling.plek)


def _vul(opstelling: Opstelling, maak_tabellen: Callable[[str], None]) -> None:
    with psycopg.connect(opstelling.beheer, autocommit=True) as verbinding:
        if verbinding.execute("SELECT FROM pg_roles WHERE rolname = %s", [APP]).fetchone() is None:
            verbinding.execute(f"CREATE ROLE {APP} LOGIN NOSUPERUSER".encode())
    zaaien.maak_leeg(opstelling.beheer, opstelling.naam)
    maak_tabellen(opstelling.adres())
    opstelling.doe(*_manage("migrate", "--noinput"), DATABASE_URL=opstelling.adres())
    zaaien.zaai(opstelling.adres(), opstelling.maat)
    zaaien.merk(opstelling.beheer, opstelling.naam)


def _manage(*woorden: str) -> list[str]:
    return [sys.executable, "manage.py", *woorden]


def _maak_opstelling(maat: int, map_: Path) -> Opstelling:
    """The folder with its secrets; what was made once is used again."""
    map_.mkdir(parents=True, exist_ok=True)
    map_.parent.chmod(0o711)
    map_.chmod(0o711)
    plek = Places(map_ / str(maat))
    if not (map_ / "zegel.p12").exists():
        schrijf_demosleutel(map_ / "zegel.p12", wachtwoord="geheim van de meting")
        (map_ / "zegel_wachtwoord").write_text("geheim van de meting\n")
        (map_ / "secret_key").write_text("kX3-" + os.urandom(40).hex())
    for oud in map_.glob("*.log"):
        oud.unlink()
    opstelling = Opstelling(map_, plek, maat, vrije_poort(), {})
    opstelling.omgeving = _omgeving(opstelling)
    if not (map_ / "static" / "staticfiles.json").exists():
        opstelling.doe(*_manage("collectstatic", "--noinput"))
    return opstelling


def _omgeving(o: Opstelling) -> dict[str, str]:
    """As in docker-compose.yml, with other places; files come from the site itself, since there is no nginx here."""
    return {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(o.map),
        "TMPDIR": str(o.map),
        "DJANGO_SETTINGS_MODULE": "bench.instellingen",
        "DEKKEND_OMGEVING": "productie",
        "DEKKEND_ACHTER_PROXY": "1",
        "DEKKEND_BASIS_URL": f"https://{SITE}",
        "ALLOWED_HOSTS": SITE,
        "SECRET_KEY_FILE": str(o.map / "secret_key"),
        "DATABASE_URL": o.adres(APP),
        "DEKKEND_DATABASE_APP": APP,
        "REDIS_URL": o.plek.broker_url,
        "DEKKEND_ZEGEL": str(o.map / "zegel.p12"),
        "DEKKEND_ZEGEL_WACHTWOORD_FILE": str(o.map / "zegel_wachtwoord"),
        "DEKKEND_BESTANDEN": str(o.map / "bestanden"),
        "DEKKEND_STATIC": str(o.map / "static"),
        "DEKKEND_HARTSLAG": str(o.map),
        "EMAIL_HOST": "127.0.0.1",
        "DEFAULT_FROM_EMAIL": f"dekkend@{SITE}",
    }
