"""Runs the tests of each rule against every mutant of it. `make mutaties`; see docs/mutations.md.

One process, one database: tests are collected and the database made once, then each mutant lives in a fork that runs
the tests which came past the mutated function, the most promising first, until one fails.
"""

import json
import os
import select
import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from django.db import connections

from tests.mutaties import verslag
from tests.mutaties.doelen import DOELEN, PROCES, TRAAG
from tests.mutaties.mutanten import Mutant, mutanten
from tests.mutaties.tabel import procesmutanten, zet_tabel
from tests.mutaties.toepassen import WORTEL, levende_functies, pas_toe

ECHTE_TRANSACTIES = {"transactional_db", "live_server", "chromium"}


@dataclass
class Nulmeting:
    """What each test costs and which of the rules it comes past."""

    duur: dict[str, float] = field(default_factory=dict)
    geraakt: dict[str, list[str]] = field(default_factory=dict)


def pytest_addoption(parser: pytest.Parser) -> None:
    groep = parser.getgroup("mutaties")
    groep.addoption(
        "--mutatie-alleen", default="", help="only mutants whose name contains one of these texts, with commas"
    )
    groep.addoption("--mutatie-tijd", type=float, default=20.0, help="seconds of tests for one mutant")
    groep.addoption("--mutatie-lang", action="store_true", help="slow tests too, such as the matrix of addresses")
    groep.addoption("--mutatie-uit", default="build/mutaties.json", help="where the result is kept")
    groep.addoption("--mutatie-weer", action="store_true", help="only what survived the run before")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without tests that really commit: they would leave their rows behind when a mutant stops them."""
    items[:] = [item for item in items if not _legt_echt_vast(item)]


def _legt_echt_vast(item: pytest.Item) -> bool:
    markering = item.get_closest_marker("django_db")
    echt = bool(markering and markering.kwargs.get("transaction"))
    return echt or not ECHTE_TRANSACTIES.isdisjoint(getattr(item, "fixturenames", ()))


def pytest_runtestloop(session: pytest.Session) -> bool:
    if session.testsfailed or not session.items:
        raise session.Interrupted("no tests to ask")
    eerste = next(item for item in session.items if item.get_closest_marker("django_db"))
    runtestprotocol(eerste, log=False, nextitem=eerste)
    session._setupstate.teardown_exact(session)  # type: ignore[arg-type]  # the database of the session stays
    connections.close_all()
    Loop(session).draai()
    return True


class Loop:
    def __init__(self, session: pytest.Session) -> None:
        self.session, self.opties = session, session.config.option
        self.per_naam = {item.nodeid: item for item in session.items}
        self.moordenaars: Counter[str] = Counter()
        self.laatst: dict[str, str] = {}
        self.levend = levende_functies()
        self.uit = Path(self.opties.mutatie_uit)
        self.uit.parent.mkdir(parents=True, exist_ok=True)

    def draai(self) -> None:
        self.meting = self._nulmeting()
        eerder = verslag.lees(self.uit) if self.opties.mutatie_weer else {}
        uitslagen = dict(eerder)
        alle = self._mutanten(eerder)
        print(f"\n{len(alle)} mutants, {len(self.meting.duur)} tests", flush=True)
        begin = time.monotonic()
        for nummer, mutant in enumerate(alle, 1):
            uitslagen[mutant.naam] = self._beproef(mutant)
            verslag.bewaar(self.uit, uitslagen)
            stand = uitslagen[mutant.naam]["uitslag"]
            if stand != "gedood":
                print(f"[{nummer}/{len(alle)} {time.monotonic() - begin:.0f}s] {stand}: {mutant.naam}", flush=True)
        print(verslag.samenvatting(uitslagen), flush=True)

    def _mutanten(self, eerder: dict[str, Any]) -> list[Mutant]:
        alle = []
        for doel in DOELEN:
            alle += mutanten(doel.bestand, (WORTEL / doel.bestand).read_text(), doel.functies)
        alle += procesmutanten()
        over = {naam for naam, rij in eerder.items() if rij["uitslag"] != "gedood"}
        if self.opties.mutatie_weer:
            alle = [mutant for mutant in alle if mutant.naam in over]
        teksten = self.opties.mutatie_alleen.split(",")
        return [mutant for mutant in alle if any(tekst in mutant.naam for tekst in teksten)]

    # -- what the tests come past ------------------------------------------------------------------------------------

    def _nulmeting(self) -> Nulmeting:
        """Every test once, in a fork: which pass, what they take, which rules they come past."""
        bewaard = self.uit.with_suffix(".nulmeting.json")
        if self.opties.mutatie_weer and bewaard.exists():
            antwoord = json.loads(bewaard.read_text())
            antwoord["duur"] = {naam: d for naam, d in antwoord["duur"].items() if naam in self.per_naam}
            return Nulmeting(antwoord["duur"], antwoord["geraakt"])
        antwoord = self._in_kind(self._meet, seconden=3600)
        if antwoord is None:
            raise RuntimeError("the first run of the tests did not end")
        bewaard.write_text(json.dumps(antwoord))
        if "fout" in antwoord:
            raise RuntimeError(antwoord["fout"])
        for naam in antwoord["mislukt"]:
            print(f"left out, it fails without any mutant: {naam}")
        return Nulmeting(antwoord["duur"], antwoord["geraakt"])

    def _meet(self) -> dict[str, Any]:
        bestanden = {str(WORTEL / doel.bestand): doel.bestand for doel in DOELEN}
        nu: set[str] = set()

        def spoor(frame: Any, _gebeurtenis: str, _arg: Any) -> None:
            code = frame.f_code
            bestand = bestanden.get(code.co_filename)
            if bestand:
                nu.add(f"{bestand}:{code.co_qualname.split('.<locals>')[0]}")

        duur, geraakt, mislukt = {}, {}, []
        for item, volgende in self._met_volgende(self.session.items):
            nu.clear()
            begin = time.monotonic()
            sys.settrace(spoor)
            goed = not any(rapport.failed for rapport in runtestprotocol(item, log=False, nextitem=volgende))
            sys.settrace(None)
            if not goed:
                mislukt.append(item.nodeid)
                continue
            duur[item.nodeid] = time.monotonic() - begin
            geraakt[item.nodeid] = sorted(nu)
        return {"duur": duur, "geraakt": geraakt, "mislukt": mislukt}

    @staticmethod
    def _met_volgende(items: list[pytest.Item]) -> Any:
        return zip(items, [*items[1:], items[-1]], strict=True)

    # -- one mutant --------------------------------------------------------------------------------------------------

    def _kandidaten(self, mutant: Mutant) -> list[str]:
        """Tests that come past the function; those that killed before first, then the quick ones."""
        plek = f"{mutant.bestand}:{mutant.functie}"
        langs = {naam for naam, plekken in self.meting.geraakt.items() if plek in plekken}
        if not langs:
            langs = {
                naam
                for naam, plekken in self.meting.geraakt.items()
                if any(p.startswith(f"{mutant.bestand}:") for p in plekken)
            } or set(self.meting.duur)
        snel = [naam for naam in langs if self.opties.mutatie_lang or self.meting.duur[naam] <= TRAAG]
        vorige = self.laatst.get(plek)
        return sorted(snel, key=lambda naam: (naam != vorige, -self.moordenaars[naam], self.meting.duur[naam]))

    def _beproef(self, mutant: Mutant) -> dict[str, Any]:
        namen = self._kandidaten(mutant)
        tijd = self.opties.mutatie_tijd
        if not namen:
            return {"uitslag": "overleefd", "gevraagd": 0, "van": 0}
        antwoord = self._in_kind(lambda: self._vraag(mutant, namen, tijd), seconden=tijd + 60)
        if antwoord is None:
            return {"uitslag": "tijd"}
        if antwoord.get("door"):
            self.moordenaars[antwoord["door"]] += 1
            self.laatst[f"{mutant.bestand}:{mutant.functie}"] = antwoord["door"]
        return antwoord

    def _vraag(self, mutant: Mutant, namen: list[str], tijd: float) -> dict[str, Any]:
        anders = zet_tabel(mutant) if mutant.bestand == PROCES else pas_toe(mutant, self.levend)
        if not anders:
            return {"uitslag": "niets veranderd"}
        einde, gevraagd = time.monotonic() + tijd, 0
        for item, volgende in self._met_volgende([self.per_naam[naam] for naam in namen]):
            if time.monotonic() > einde:
                break
            gevraagd += 1
            if any(rapport.failed for rapport in runtestprotocol(item, log=False, nextitem=volgende)):
                return {"uitslag": "gedood", "door": item.nodeid}
        return {"uitslag": "overleefd", "gevraagd": gevraagd, "van": len(namen)}

    def _in_kind(self, werk: Any, *, seconden: float) -> dict[str, Any] | None:
        """What the fork answers; None when it did not end in time."""
        lees, schrijf = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.setsid()
            os.close(lees)
            self._kind(werk, schrijf)
        os.close(schrijf)
        tekst = self._wacht(lees, seconden)
        if tekst is None:
            os.killpg(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(lees)
        return json.loads(tekst) if tekst else None

    @staticmethod
    def _kind(werk: Any, schrijf: int) -> None:
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

    @staticmethod
    def _wacht(lees: int, seconden: float) -> str | None:
        delen: list[bytes] = []
        einde = time.monotonic() + seconden
        while True:
            klaar, _, _ = select.select([lees], [], [], max(0.0, einde - time.monotonic()))
            if not klaar:
                return None
            deel = os.read(lees, 65536)
            if not deel:
                return b"".join(delen).decode()
            delen.append(deel)
