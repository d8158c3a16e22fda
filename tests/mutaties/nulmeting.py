"""Every test once, without a mutant: which pass, what they take, and which of the rules they come past."""

import ast
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from types import CodeType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.mutaties.mutanten import Mutant
from tests.mutaties.sporen import zet_sporen
from tests.mutaties.tabel import PROCESSEN, naam_van
from tests.mutaties.toepassen import WORTEL, Levend

NIET_VAN_ONS = ("tests", ".venv", "build")


@dataclass
class Nulmeting:
    """Per test its seconds and the places it came past: `file:function`, `file:line`, a row of the table.

    Seconds of the processor: on a busy machine the test is not to blame.
    """

    duur: dict[str, float] = field(default_factory=dict)
    geraakt: dict[str, list[str]] = field(default_factory=dict)
    mislukt: list[str] = field(default_factory=list)

    def bij(self, meer: dict[str, Any]) -> None:
        self.duur |= meer["duur"]
        self.geraakt |= meer["geraakt"]
        self.mislukt += meer["mislukt"]


def met_volgende(items: list[pytest.Item]) -> Iterable[tuple[pytest.Item, pytest.Item]]:
    return zip(items, [*items[1:], items[-1]], strict=True)


def faalt(item: pytest.Item, volgende: pytest.Item) -> bool:
    return any(rapport.failed for rapport in runtestprotocol(item, log=False, nextitem=volgende))


def meet(items: list[pytest.Item], levend: Levend) -> dict[str, Any]:
    """In a fork of its own: nothing of what is set here has to be taken back."""
    nu: set[str] = set()
    duur, geraakt, mislukt = {}, {}, []
    _noteer_tabel(nu)
    bestanden = {pad.removeprefix(f"{WORTEL}/") for pad in levend}
    zet_sporen(nu.add, levend, {bestand for bestand in bestanden if not bestand.startswith(NIET_VAN_ONS)})
    for item, volgende in met_volgende(items):
        nu.clear()
        begin = time.process_time()
        if faalt(item, volgende):
            mislukt.append(item.nodeid)
            continue
        duur[item.nodeid] = round(time.process_time() - begin, 3)
        geraakt[item.nodeid] = sorted(nu)
    return {"duur": duur, "geraakt": geraakt, "mislukt": mislukt}


def _noteer_tabel(nu: set[str]) -> None:
    """Which rows of the tables of actions are asked for their permission."""
    for bestand, process in PROCESSEN.items():
        for rij in (*process.actions, *process.delen):
            object.__setattr__(rij, "mag", _genoteerd(rij.mag, naam_van(bestand, rij), nu))


def _genoteerd(mag: Any, naam: str, nu: set[str]) -> Any:
    def genoteerd(actor: Any, obj: Any) -> Any:
        nu.add(naam)
        return mag(actor, obj)

    return genoteerd


def _plek(code: CodeType) -> str | None:
    if not code.co_filename.startswith(f"{WORTEL}/"):
        return None
    bestand = code.co_filename.removeprefix(f"{WORTEL}/")
    return None if bestand.startswith(NIET_VAN_ONS) else f"{bestand}:{code.co_qualname}"


# -- which places belong to a mutant ----------------------------------------------------------------------------------


def plekken_van(mutant: Mutant, levend: Levend) -> set[str]:
    """A test that came past none of these cannot notice the mutant; without any, each test may."""
    if mutant.functie.startswith(("actie ", "deel ")):
        return {mutant.functie} if mutant.was == "mag" else set()
    if mutant.functie:
        van, tot = mutant.regels
        return {f"{mutant.bestand}:{regel}" for regel in range(van, tot + 1)}
    return _lezers(mutant, levend)


def leest_zelf(item: pytest.Item, mutant: Mutant) -> bool:
    """Whether the test itself reads this constant: it then comes past no function of ours."""
    functie = getattr(item, "function", None)
    return not mutant.functie and not _afgeleid(mutant).isdisjoint(_namen(functie.__code__) if functie else ())


def _lezers(mutant: Mutant, levend: Levend) -> set[str]:
    """Functions that read this constant, or one that is made of it."""
    namen = _afgeleid(mutant)
    lezers = set()
    for functies in levend.values():
        for functie in functies:
            if not namen.isdisjoint(_namen(functie.__code__)) and (plek := _plek(functie.__code__)):
                lezers.add(plek)
    return lezers


def _namen(code: CodeType) -> set[str]:
    return {*code.co_names}.union(*(_namen(deel) for deel in code.co_consts if isinstance(deel, CodeType)))


@cache
def _afgeleid(mutant: Mutant) -> frozenset[str]:
    """The constant, and the constants of its file that mention it."""
    namen: set[str] = set()
    for zin in ast.parse((WORTEL / mutant.bestand).read_text()).body:
        if not isinstance(zin, ast.Assign | ast.AnnAssign) or zin.value is None:
            continue
        doel = zin.targets[0] if isinstance(zin, ast.Assign) else zin.target
        hier = zin.lineno <= mutant.regel <= (zin.end_lineno or zin.lineno)
        genoemd = {knoop.id for knoop in ast.walk(zin.value) if isinstance(knoop, ast.Name)}
        if isinstance(doel, ast.Name) and (hier or not namen.isdisjoint(genoemd)):
            namen.add(doel.id)
    return frozenset(namen)
