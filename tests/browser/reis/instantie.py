"""One running site on a fresh database: web, worker and beat as real processes, thrown away afterwards."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from psycopg.errors import DeadlockDetected

from tests import databank

ROOT = Path(__file__).resolve().parents[3]
EIGEN_DIENSTEN = ("DATABASE_URL", "REDIS_URL", "DATABASE_URL_FILE", "REDIS_URL_FILE", "DEKKEND_BASIS_URL")
SECONDEN_OM_TE_STOPPEN = 30


@dataclass(frozen=True)
class Instantie:
    adres: str
    state: Path
    omgeving: dict[str, str]
    begin: databank.Rijen = field(default_factory=dict)

    def begin_opnieuw(self) -> None:
        """Its people, and no cases. The processes go on meanwhile: who stands in their way asks again."""
        for _ in range(3):
            with suppress(DeadlockDetected):
                return databank.maak_leeg(self.begin, self.omgeving["DATABASE_URL"])
        raise AssertionError("the site does not let go of its tables")

    def python(self, *opdracht: str) -> subprocess.CompletedProcess[str]:
        """Run a Python program in the environment of this instance."""
        return subprocess.run(
            [sys.executable, *opdracht], cwd=ROOT, env=self.omgeving, capture_output=True, text=True, check=False
        )

    def logboeken(self) -> str:
        """The end of each log, to show with a failure."""
        bestanden = sorted((self.state / "logs").glob("*.log"))
        return "\n".join(f"--- {pad.name}\n{pad.read_text(errors='replace')[-3000:]}" for pad in bestanden)


def _omgeving(state: Path, database: str) -> dict[str, str]:
    weg = {naam for naam in os.environ if naam.startswith("PYTEST_")} | set(EIGEN_DIENSTEN)
    eigen = {naam: waarde for naam, waarde in os.environ.items() if naam not in weg}
    eigen |= {"DEKKEND_OMGEVING": "demo", "DEKKEND_STATE": str(state), "DATABASE_URL": database}
    return eigen | {"PYTHONUNBUFFERED": "1"}


@contextmanager
def draaiende_instantie() -> Iterator[Instantie]:
    with databank.kopie(f"reis_{os.getpid()}") as database, _draaiend(database) as instantie:
        yield instantie


@contextmanager
def _draaiend(database: str) -> Iterator[Instantie]:
    map_ = Path(tempfile.mkdtemp(prefix="dekkend-reis-"))
    map_.chmod(0o711)  # the database server runs as a user of its own when we are root
    state = map_ / "state"
    demo: subprocess.Popen[str] | None = None
    try:
        omgeving = _omgeving(state, database)
        _draai([sys.executable, "-m", "tests.browser.reis.klaarzetten"], omgeving)
        demo = _start(omgeving, map_ / "demo.log")
        adres = _adres(demo, map_ / "demo.log")
        yield Instantie(adres, state, omgeving, databank.begin(database))
    finally:
        if demo is not None:
            demo.terminate()
            demo.wait(SECONDEN_OM_TE_STOPPEN)
        shutil.rmtree(map_, ignore_errors=True)


def _draai(opdracht: list[str], omgeving: dict[str, str]) -> None:
    klaar = subprocess.run(opdracht, cwd=ROOT, env=omgeving, capture_output=True, text=True, check=False)
    assert klaar.returncode == 0, f"{opdracht[-1]} failed\n{klaar.stderr[-3000:]}"


def _start(omgeving: dict[str, str], log: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--poort", "8300"],
        cwd=ROOT,
        env=omgeving,
        stdout=subprocess.PIPE,
        stderr=log.open("w"),
        text=True,
    )


def _adres(demo: subprocess.Popen[str], log: Path) -> str:
    """The demo says how far it is, and in the end its address, once it answers."""
    assert demo.stdout is not None
    gezegd = []
    for regel in demo.stdout:
        gezegd.append(regel)
        for woord in regel.split():
            if woord.startswith("http://"):
                return woord
    raise AssertionError(f"the site did not start: {''.join(gezegd)}{log.read_text()[-3000:]}")
