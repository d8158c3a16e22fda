"""Puts one mutant into the running process: the code of functions is exchanged, constants are changed in place.

The process is a fork that ends with the tests of this one mutant, so nothing has to be put back.
"""

import ast
import gc
import sys
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from organisations.vraag import VasteTelling, VasteVraag
from tests.mutaties.mutanten import Mutant, muteer

Levend = dict[str, list[FunctionType]]
WORTEL = Path(__file__).resolve().parents[2]


def levende_functies() -> Levend:
    """Every function of ours in memory, by file: also those that a decorator or a table holds."""
    gc.unfreeze()  # what the tests set aside is not among the objects
    per: Levend = {}
    for ding in gc.get_objects():
        if isinstance(ding, FunctionType) and ding.__code__.co_filename.startswith(str(WORTEL)):
            per.setdefault(ding.__code__.co_filename, []).append(ding)
    return per


def pas_toe(mutant: Mutant, levend: Levend) -> bool:
    """True when something really changed."""
    vergeet_vragen()
    pad = WORTEL / mutant.bestand
    boom = muteer(pad.read_text(), mutant)
    if not mutant.functie:
        return _constante(boom, mutant)
    return wissel(boom, pad, levend) > 0


def vergeet_vragen() -> None:
    """SQL that was made by the code of before."""
    for module in list(sys.modules.values()):
        if (getattr(module, "__file__", "") or "").startswith(str(WORTEL)):
            for ding in list(vars(module).values()):
                if isinstance(ding, VasteVraag | VasteTelling):
                    ding._gemaakt.cache_clear()


def wissel(boom: ast.Module, pad: Path, levend: Levend) -> int:
    """Give the functions of this file in memory the code of this tree; how many became different."""
    codes = _codes(compile(boom, str(pad), "exec"))
    gewisseld = 0
    for functie in levend.get(str(pad), []):
        oud = functie.__code__
        nieuw = codes.get((oud.co_qualname, oud.co_firstlineno))
        if nieuw is not None and nieuw != oud and nieuw.co_freevars == oud.co_freevars:
            functie.__code__ = nieuw
            gewisseld += 1
    return gewisseld


def _codes(code: CodeType) -> dict[tuple[str, int], CodeType]:
    per = {(code.co_qualname, code.co_firstlineno): code}
    for deel in code.co_consts:
        if isinstance(deel, CodeType):
            per |= _codes(deel)
    return per


def _constante(boom: ast.Module, mutant: Mutant) -> bool:
    """The statement around the change, evaluated anew in its module."""
    module = next(m for m in list(sys.modules.values()) if getattr(m, "__file__", None) == str(WORTEL / mutant.bestand))
    for zin in boom.body:
        past = zin.lineno <= mutant.regel <= (zin.end_lineno or zin.lineno)
        if past and isinstance(zin, ast.Assign | ast.AnnAssign) and zin.value is not None:
            doel = zin.targets[0] if isinstance(zin, ast.Assign) else zin.target
            if isinstance(doel, ast.Name):
                uitdrukking = ast.fix_missing_locations(ast.Expression(zin.value))
                nieuw = eval(compile(uitdrukking, mutant.bestand, "eval"), vars(module))
                return _vervang(doel.id, getattr(module, doel.id), nieuw)
    return False


def _vervang(naam: str, oud: Any, nieuw: Any) -> bool:
    """In place where that can be, else under its name in every module that has it."""
    if oud == nieuw:
        return False
    if isinstance(oud, list):
        oud[:] = nieuw
    elif isinstance(oud, dict | set):
        oud.clear()
        oud.update(nieuw)
    else:
        for module in list(sys.modules.values()):
            if vars(module).get(naam) is oud if hasattr(module, "__dict__") else False:
                setattr(module, naam, nieuw)
    return True
