"""The processes of the soak: drivers, workers, beat, and the servers they lean on. What falls is started again."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from swv import embedded
from swv.embedded import BASE_DIR
from tests.smtpserver import Postkantoor

HERSTART_NA = 1.0
"""A supervisor needs a moment to see that something fell."""


class Site:
    def __init__(self, map_: Path, postkantoor: Postkantoor) -> None:
        self.map = map_
        self.postkantoor = postkantoor
        self.plaats = embedded.places()
        self.opdrachten: dict[str, list[str]] = {}
        self.lopend: dict[str, subprocess.Popen[bytes]] = {}
        self.gevallen: dict[str, float] = {}
        self.klaar = threading.Event()
        self.slot = threading.Lock()

    # -- processes ---------------------------------------------------------------------------------

    def begin(self) -> None:
        for nr in (1, 2):
            self.zet_aan(f"werker{nr}", ["celery", "-A", "swv", "worker", "--concurrency", "2", *_stil(f"w{nr}")])
        self.zet_aan("beat", self.beat("beat"))
        threading.Thread(target=self._waak, daemon=True).start()

    def beat(self, naam: str) -> list[str]:
        schema = str(self.map / f"{naam}-schema")
        return ["celery", "-A", "swv", "beat", "--schedule", schema, "--pidfile", "", "--loglevel", "ERROR"]

    def zet_aan(self, naam: str, opdracht: list[str]) -> None:
        with self.slot:
            self.opdrachten[naam] = opdracht
            self._start(naam)

    def zet_uit(self, naam: str) -> None:
        with self.slot:
            self.opdrachten.pop(naam, None)
            kind = self.lopend.pop(naam, None)
        if kind is not None:
            dood(kind.pid)
            kind.wait()

    def _start(self, naam: str) -> None:
        with (self.map / f"{naam}.log").open("ab") as log:
            self.lopend[naam] = subprocess.Popen(
                [sys.executable, "-m", *self.opdrachten[naam]],
                cwd=BASE_DIR,
                env=os.environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _waak(self) -> None:
        while not self.klaar.wait(0.1):
            with self.slot:
                for naam, kind in list(self.lopend.items()):
                    if kind.poll() is None or (naam.startswith("drijver") and (self.map / "stop").exists()):
                        continue
                    sinds = self.gevallen.setdefault(naam, time.monotonic())
                    if time.monotonic() - sinds >= HERSTART_NA:
                        del self.gevallen[naam]
                        dood(kind.pid)  # children of its pool that outlived it
                        self._start(naam)

    def stop(self) -> None:
        self.klaar.set()
        for naam in list(self.lopend):
            self.zet_uit(naam)

    def pid(self, naam: str) -> int:
        with self.slot:
            return self.lopend[naam].pid

    def poolkinderen(self, naam: str) -> list[int]:
        pid = self.pid(naam)
        with suppress(OSError):
            return [int(kind) for kind in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return []

    # -- servers -----------------------------------------------------------------------------------

    def postgres(self, *opdracht: str) -> None:
        embedded._run_postgres("pg_ctl", "-D", str(self.plaats.postgres), "-w", *opdracht, check=False)

    def start_postgres(self) -> None:
        embedded._start_postgres(self.plaats)

    def valkey(self, opdracht: bytes) -> None:
        with suppress(OSError):
            embedded._ask_valkey(self.plaats, opdracht)

    def start_valkey(self) -> None:
        embedded._start_valkey(self.plaats)


def dood(pid: int) -> None:
    """The process with everything it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _stil(naam: str) -> list[str]:
    return ["-n", f"{naam}@soak", "--without-gossip", "--without-mingle", "--loglevel", "ERROR"]
