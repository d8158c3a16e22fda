"""Forks side by side, each with a database of its own; what a fork finds comes back through a pipe."""

import json
import os
import resource
import select
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, connections

GEDULD = 15
"""How much longer than its own work a fork may take on a machine that is busy with other things."""

Werk = Callable[[], dict[str, Any]]


@dataclass
class Vork:
    """One child at work; `einde` is when it is given up."""

    sleutel: str
    pid: int
    lees: int
    plaats: int
    einde: float
    delen: list[bytes] = field(default_factory=list)


def kloon_databases(aantal: int) -> list[str]:
    """The test database and copies of it: two forks that insert the same numbers would wait for each other."""
    namen = [str(connection.settings_dict["NAME"])]
    for nummer in range(1, aantal):
        connection.creation.clone_test_db(f"vork{nummer}", verbosity=0)
        namen.append(str(connection.creation.get_test_db_clone_settings(f"vork{nummer}")["NAME"]))
    connections.close_all()
    return namen


class Vorken:
    """`seconden` are of the processor: a fork that needs more than twice as many hangs."""

    def __init__(self, databases: list[str]) -> None:
        self.databases = databases
        self.vrij = list(range(len(databases)))
        self.bezig: dict[int, Vork] = {}

    def begin(self, sleutel: str, werk: Werk, *, seconden: float) -> None:
        lees, schrijf = os.pipe()
        plaats = self.vrij.pop()
        pid = os.fork()
        if pid == 0:
            os.setsid()
            os.close(lees)
            connection.settings_dict["NAME"] = self.databases[plaats]
            genoeg = time.process_time() + 2 * seconden + 20
            resource.setrlimit(resource.RLIMIT_CPU, (int(genoeg), int(genoeg)))
            _in_kind(werk, schrijf)
        os.close(schrijf)
        self.bezig[lees] = Vork(sleutel, pid, lees, plaats, time.monotonic() + GEDULD * seconden + 300)

    def wacht(self) -> tuple[str, dict[str, Any] | None]:
        """The first fork that ends, with its answer; None when it did not end in time."""
        while True:
            rest = min(vork.einde for vork in self.bezig.values()) - time.monotonic()
            klaar, _, _ = select.select(list(self.bezig), [], [], max(0.0, rest))
            for lees in klaar:
                vork = self.bezig[lees]
                if deel := os.read(lees, 65536):
                    vork.delen.append(deel)
                else:
                    return self._einde(vork)
            laat = [vork for vork in self.bezig.values() if vork.einde < time.monotonic()]
            if laat and not klaar:
                vork = laat[0]
                vork.delen.clear()
                return self._einde(vork)

    def _einde(self, vork: Vork) -> tuple[str, dict[str, Any] | None]:
        with suppress(ProcessLookupError):
            os.killpg(vork.pid, signal.SIGKILL)  # also what it started and left behind
        os.waitpid(vork.pid, 0)
        os.close(vork.lees)
        del self.bezig[vork.lees]
        self.vrij.append(vork.plaats)
        tekst = b"".join(vork.delen).decode()
        return vork.sleutel, json.loads(tekst) if tekst else None


def _in_kind(werk: Werk, schrijf: int) -> None:
    stil = os.open(os.devnull, os.O_WRONLY)
    os.dup2(stil, 1)
    os.dup2(stil, 2)
    try:
        antwoord = werk()
    except BaseException as fout:  # not a test that failed: never to be counted as one
        antwoord = {"uitslag": "fout", "fout": repr(fout)[:300]}
    with os.fdopen(schrijf, "w") as uit:
        uit.write(json.dumps(antwoord))
    os._exit(0)
