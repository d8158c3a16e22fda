"""Runs the tests of each rule against every mutant of it. `make mutaties`; see docs/mutations.md.

Tests are collected and the database made once; then each mutant lives in a fork that runs the tests which came past the
mutated lines, the most promising first, until one fails. What survives a short look is asked again, with all of them.
"""

import gc
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from _pytest.runner import runtestprotocol
from django.db import connections
from pytest_django.plugin import blocking_manager_key

from tests.mutaties import verslag
from tests.mutaties.adressen import vraag_matrix
from tests.mutaties.doelen import DOELEN, EERST, TRAAG, bestanden_met_wachters, spiegel_van
from tests.mutaties.mutanten import Mutant, mutanten, wachters
from tests.mutaties.nulmeting import Nulmeting, faalt, leest_zelf, meet, met_volgende, plekken_van
from tests.mutaties.tabel import procesmutanten, zet_tabel
from tests.mutaties.toepassen import WORTEL, Levend, levende_functies, pas_toe
from tests.mutaties.vorken import Vorken, kloon_databases

ECHTE_TRANSACTIES = {"transactional_db", "live_server", "chromium"}
AF = ("gedood", "overleefd", "niets veranderd")
"""Verdicts; `nog` was only looked at shortly, `tijd` and `fout` are asked again."""
BEURTEN = 3


def pytest_addoption(parser: pytest.Parser) -> None:
    groep = parser.getgroup("mutaties")
    groep.addoption(
        "--mutatie-alleen", default="", help="only mutants whose name contains one of these texts, with commas"
    )
    groep.addoption(
        "--mutatie-tijd",
        type=float,
        default=20.0,
        help="seconds (of the processor) of tests for a first look at one mutant",
    )
    groep.addoption("--mutatie-lang", type=float, default=240.0, help="seconds for what survived that; 0 is not at all")
    groep.addoption("--mutatie-vorken", type=int, default=2, help="mutants side by side")
    groep.addoption("--mutatie-uit", default="build/mutaties.json", help="where the result is kept, after each mutant")
    groep.addoption("--mutatie-weer", action="store_true", help="ask again about what survived")
    groep.addoption("--mutatie-opnieuw", action="store_true", help="forget what was found before")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without tests that really commit (a mutant stops them halfway); a search for examples is the same each time."""
    items[:] = [item for item in items if not _legt_echt_vast(item)]
    for item in items:
        functie = getattr(item, "obj", None)
        functie = getattr(functie, "__func__", functie)
        if eigen := getattr(functie, "_hypothesis_internal_use_settings", None):
            fasen = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
            kort = hypothesis.settings(eigen, phases=fasen, database=None, derandomize=True)
            functie._hypothesis_internal_use_settings = kort  # type: ignore[union-attr]


def _legt_echt_vast(item: pytest.Item) -> bool:
    markering = item.get_closest_marker("django_db")
    echt = bool(markering and markering.kwargs.get("transaction"))
    return echt or not ECHTE_TRANSACTIES.isdisjoint(getattr(item, "fixturenames", ()))


def pytest_runtestloop(session: pytest.Session) -> bool:
    if session.testsfailed or not session.items:
        raise session.Interrupted("no tests to ask")
    eerste = next((item for item in session.items if item.get_closest_marker("django_db")), None)
    if eerste is not None:
        runtestprotocol(eerste, log=False, nextitem=eerste)
        session._setupstate.teardown_exact(session)  # type: ignore[arg-type]  # the database of the session stays
        connections.close_all()
    Loop(session, met_database=eerste is not None).draai()
    return True


def alle_mutanten() -> list[Mutant]:
    """Of the rules, of the table of actions, and of the places that ask them."""
    alle = []
    for doel in DOELEN:
        alle += mutanten(doel.bestand, (WORTEL / doel.bestand).read_text(), doel.functies)
    alle += procesmutanten()
    al_bezocht = {(mutant.bestand, mutant.functie) for mutant in alle}
    for bestand in bestanden_met_wachters(WORTEL):
        plekken = wachters(bestand, (WORTEL / bestand).read_text())
        alle += [mutant for mutant in plekken if (bestand, mutant.functie) not in al_bezocht]
    return alle


class Loop:
    def __init__(self, session: pytest.Session, *, met_database: bool) -> None:
        self.session, self.opties = session, session.config.option
        self.per_naam = {item.nodeid: item for item in session.items}
        self.moordenaars: dict[str, Counter[str]] = {}
        self.laatst: dict[str, str] = {}
        self.levend = levende_functies()
        self.uit = Path(self.opties.mutatie_uit)
        self.uit.parent.mkdir(parents=True, exist_ok=True)
        aantal = self.opties.mutatie_vorken
        with session.config.stash[blocking_manager_key].unblock():
            self.vorken = Vorken(kloon_databases(aantal) if met_database else ["geen"] * aantal)

    def draai(self) -> None:
        self.meting = self._nulmeting()
        gc.collect()
        gc.freeze()  # a fork shares what it does not look at again
        self.uitslagen = {} if self.opties.mutatie_opnieuw else verslag.lees(self.uit)
        alle = self._mutanten()
        if not self.opties.mutatie_alleen:
            bestaand = {mutant.sleutel for mutant in alle}
            self.uitslagen = {naam: rij for naam, rij in self.uitslagen.items() if naam in bestaand}
        for mutant in alle:
            self._leer(mutant, self.uitslagen.get(mutant.sleutel, {}))
        te_doen = [mutant for mutant in alle if self._is_te_doen(mutant)]
        print(f"\n{len(alle)} mutants, {len(te_doen)} to ask, {len(self.meting.duur)} tests", flush=True)
        self._matrixronde([mutant for mutant in te_doen if mutant.wachter])
        self._ronde([mutant for mutant in te_doen if not self._is_gedood(mutant)], self.opties.mutatie_tijd)
        for _ in range(BEURTEN if self.opties.mutatie_lang else 0):
            self._ronde([m for m in te_doen if not self._is_af(m)], self.opties.mutatie_lang)
        print(verslag.samenvatting(self.uitslagen), flush=True)

    def _mutanten(self) -> list[Mutant]:
        alle = alle_mutanten()
        teksten = self.opties.mutatie_alleen.split(",")
        return [mutant for mutant in alle if any(tekst in mutant.naam for tekst in teksten)]

    def _is_af(self, mutant: Mutant) -> bool:
        return self.uitslagen.get(mutant.sleutel, {}).get("uitslag") in AF

    def _is_gedood(self, mutant: Mutant) -> bool:
        return bool(self.uitslagen.get(mutant.sleutel, {}).get("uitslag") == "gedood")

    def _is_te_doen(self, mutant: Mutant) -> bool:
        """Not asked yet; or it survived, and there are other tests now."""
        rij = self.uitslagen.get(mutant.sleutel, {})
        if rij.get("uitslag") != "overleefd":
            return not self._is_af(mutant)
        return self.opties.mutatie_weer or rij["van"] != len(self._kandidaten(mutant))

    # -- what the tests come past ------------------------------------------------------------------------------------

    def _nulmeting(self) -> Nulmeting:
        """Kept beside the result; measured anew: tests that came since, whose file changed, or that came past one."""
        bewaard = self.uit.with_suffix(".nulmeting.json")
        meting = Nulmeting(**verslag.lees(bewaard)) if not self.opties.mutatie_opnieuw else Nulmeting()
        sinds = bewaard.stat().st_mtime if bewaard.exists() else 0.0
        anders = tuple(f"{pad.removeprefix(f'{WORTEL}/')}:" for pad in self.levend if Path(pad).stat().st_mtime > sinds)
        nieuw = [
            item
            for item in self.session.items
            if item.nodeid not in meting.duur
            or item.path.stat().st_mtime > sinds
            or any(plek.startswith(anders) for plek in meting.geraakt[item.nodeid])
        ]
        meting.mislukt = []
        delen = self._per_bestand(nieuw)
        while delen or self.vorken.bezig:
            while delen and self.vorken.vrij:
                self.vorken.begin("nulmeting", partial(meet, delen.pop(), self.levend), seconden=600)
            _, antwoord = self.vorken.wacht()
            if antwoord is None or "fout" in antwoord:
                raise RuntimeError(f"the run without mutants did not end: {antwoord}")
            meting.bij(antwoord)
            verslag.bewaar(bewaard, vars(meting))
        for naam in meting.mislukt:
            print(f"left out, it fails without any mutant: {naam}")
        meting.duur = {naam: duur for naam, duur in meting.duur.items() if naam not in meting.mislukt}
        verslag.bewaar(bewaard, vars(meting))
        meting.duur = {naam: duur for naam, duur in meting.duur.items() if naam in self.per_naam}
        self.plekken = {naam: frozenset(meting.geraakt[naam]) for naam in meting.duur}
        return meting

    @staticmethod
    def _per_bestand(items: list[pytest.Item]) -> list[list[pytest.Item]]:
        """What a file makes once is made once."""
        paden = dict.fromkeys(item.path for item in items)
        return [[item for item in items if item.path == pad] for pad in paden]

    # -- one mutant --------------------------------------------------------------------------------------------------

    def _kandidaten(self, mutant: Mutant) -> list[str]:
        """Tests that came past the lines: what killed its neighbour, then most kills a second, then the quick ones."""
        plekken = plekken_van(mutant, self.levend)
        langs = [
            naam
            for naam, hier in self.plekken.items()
            if not plekken.isdisjoint(hier) or leest_zelf(self.per_naam[naam], mutant)
        ]
        if not plekken:
            langs = list(self.meting.duur)
        vorige = self.laatst.get(f"{mutant.bestand}:{mutant.functie}")
        doden = self.moordenaars.get(mutant.bestand, Counter())
        eigen = next((doel.eerst for doel in DOELEN if doel.bestand == mutant.bestand), "") or EERST
        eerst = (eigen, spiegel_van(mutant.bestand))

        def voorrang(naam: str) -> tuple[bool, float, bool, float]:
            duur = self.meting.duur[naam]
            return naam != vorige, -doden[naam] / (duur + 0.3), not naam.startswith(eerst), duur

        return sorted(langs, key=voorrang)

    def _matrixronde(self, alle: list[Mutant]) -> None:
        """The places that ask a rule: first what the addresses of their file answer, one world for all of a file."""
        per_bestand: dict[str, list[Mutant]] = {}
        for mutant in alle if self.opties.mutatie_lang else ():
            per_bestand.setdefault(mutant.bestand, []).append(mutant)
        wachtrij, per_sleutel = list(per_bestand), {mutant.sleutel: mutant for mutant in alle}
        while wachtrij or self.vorken.bezig:
            while wachtrij and self.vorken.vrij:
                bestand = wachtrij.pop()
                self.vorken.begin(
                    bestand, self._met_database(partial(vraag_matrix, per_bestand[bestand])), seconden=600
                )
            bestand, antwoord = self.vorken.wacht()
            if antwoord is None or "fout" in antwoord:
                print(f"the matrix did not answer about {bestand}: {antwoord}", flush=True)
                continue
            for sleutel, relatie in antwoord["gedood"].items():
                self._boek(per_sleutel[sleutel], {"uitslag": "gedood", "matrix": relatie})
            print(f"matrix {bestand}: {len(antwoord['gedood'])} of {len(per_bestand[bestand])} noticed", flush=True)

    def _met_database(self, werk: Callable[[Levend], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
        def met_database() -> dict[str, Any]:
            with self.session.config.stash[blocking_manager_key].unblock():
                return werk(self.levend)

        return met_database

    def _ronde(self, ronde: list[Mutant], tijd: float) -> None:
        per_sleutel, wachtrij = {mutant.sleutel: mutant for mutant in ronde}, list(reversed(ronde))
        begin, gedaan = time.monotonic(), 0
        while wachtrij or self.vorken.bezig:
            while wachtrij and self.vorken.vrij:
                self._begin(wachtrij.pop(), tijd)
            if not self.vorken.bezig:
                continue
            sleutel, antwoord = self.vorken.wacht()
            gedaan += 1
            stand = self._boek(per_sleutel[sleutel], antwoord or {"uitslag": "tijd"})
            if stand != "gedood":
                wanneer = f"{gedaan}/{len(ronde)} {time.monotonic() - begin:.0f}s"
                print(f"[{wanneer}] {stand}: {per_sleutel[sleutel].naam}", flush=True)

    def _begin(self, mutant: Mutant, tijd: float) -> None:
        namen = self._kandidaten(mutant)
        kort = tijd < self.opties.mutatie_lang
        vraag = [naam for naam in namen if self.meting.duur[naam] <= TRAAG] if kort else namen
        if not namen:
            self._boek(mutant, {"uitslag": "overleefd", "gevraagd": 0, "van": 0})
            return
        werk = partial(self._vraag, mutant, vraag, tijd, len(namen))
        self.vorken.begin(mutant.sleutel, werk, seconden=tijd)

    def _boek(self, mutant: Mutant, antwoord: dict[str, Any]) -> str:
        self.uitslagen[mutant.sleutel] = antwoord | {"naam": mutant.naam}
        self._leer(mutant, antwoord)
        verslag.bewaar(self.uit, self.uitslagen)
        return str(antwoord["uitslag"])

    def _leer(self, mutant: Mutant, antwoord: dict[str, Any]) -> None:
        if door := antwoord.get("door"):
            self.moordenaars.setdefault(mutant.bestand, Counter())[door] += 1
            self.laatst[f"{mutant.bestand}:{mutant.functie}"] = door

    def _vraag(self, mutant: Mutant, namen: list[str], tijd: float, van: int) -> dict[str, Any]:
        anders = zet_tabel(mutant) if mutant.functie.startswith(("actie ", "deel ")) else pas_toe(mutant, self.levend)
        if not anders:
            return {"uitslag": "niets veranderd"}
        einde, gevraagd = time.process_time() + tijd, 0
        for item, volgende in met_volgende([self.per_naam[naam] for naam in namen]):
            if time.process_time() > einde:
                break
            gevraagd += 1
            if faalt(item, volgende):
                return {"uitslag": "gedood", "door": item.nodeid}
        alles = gevraagd == van or tijd >= self.opties.mutatie_lang > 0
        return {"uitslag": "overleefd" if alles else "nog", "gevraagd": gevraagd, "van": van}
