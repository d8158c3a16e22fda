"""Small, wrong changes to a rule: each is one mutant, and the tests should notice every one."""

import ast
import copy
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from cases.compartimenten import Compartiment
from organisations.rollen import Rol
from tests.mutaties.wachters import zonder_wacht

VERGELIJKINGEN: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
GRENZEN = {"lt": "lte", "lte": "lt", "gt": "gte", "gte": "gt"}
ZEVEN = ("filter", "exclude", "Q")
"""Calls whose arguments are conditions."""
OVERGESLAGEN = ("annotation", "returns", "args", "decorator_list", "bases", "type_params")
MEER_ROLLEN = ("COORDINATOR", "SECRETARIAAT", "OUDER", "COMMISSIELID", "FG")
WEG = object()
_BOVENAAN = (ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)


@dataclass(frozen=True)
class Mutant:
    """The `nummer`-th change of one file; `functie` is empty for a constant of the module.

    `regels` are the first and last line of the statement; `sleutel` stays the same while the rule around it does.
    A `wachter` is no rule but a place that asks one.
    """

    bestand: str
    functie: str
    regel: int
    nummer: int
    was: str
    wordt: str
    sleutel: str
    regels: tuple[int, int] = (0, 0)
    wachter: bool = False

    @property
    def naam(self) -> str:
        return f"{self.bestand}:{self.regel} {self.functie or '(constante)'}: {self.was} → {self.wordt}"


@dataclass
class Plek:
    """Where a node hangs, so that it can be replaced or taken away."""

    ouder: ast.AST
    veld: str
    index: int | None
    knoop: Any
    functie: str
    zin: ast.stmt
    regel: ast.stmt
    """The statement, and the whole rule (function or constant) that it is part of."""

    def zet(self, nieuw: Any) -> None:
        if self.index is None:
            setattr(self.ouder, self.veld, nieuw)
        elif nieuw is WEG:
            del getattr(self.ouder, self.veld)[self.index]
        else:
            getattr(self.ouder, self.veld)[self.index] = nieuw


def mutanten(bestand: str, bron: str, functies: tuple[str, ...]) -> list[Mutant]:
    """Every mutant of these functions (none named: of all, and of the constants of the module)."""
    alle = _mutanten(bestand, bron, wachter=False)
    return [mutant for mutant in alle if not functies or mutant.functie in functies]


def wachters(bestand: str, bron: str) -> list[Mutant]:
    """Every place in a file that refuses, or that asks only for what may be seen: each once without."""
    return _mutanten(bestand, bron, wachter=True)


def _mutanten(bestand: str, bron: str, *, wachter: bool) -> list[Mutant]:
    gevonden, hoeveelste = [], Counter[ast.stmt]()
    for nummer, (plek, was, wordt, _) in enumerate(_veranderingen(ast.parse(bron), wachter=wachter)):
        hoeveelste[plek.regel] += 1
        deel = f"{_kenmerk(plek.regel)}:{hoeveelste[plek.regel]}"
        sleutel = f"{bestand}:{plek.functie}:{'wachter:' if wachter else ''}{deel}"
        regel, regels = plek.knoop.lineno, _regels(plek.zin)
        gevonden.append(Mutant(bestand, plek.functie, regel, nummer, was, wordt, sleutel, regels, wachter))
    return gevonden


def _kenmerk(regel: ast.stmt) -> str:
    return hashlib.sha256(ast.unparse(regel).encode()).hexdigest()[:8]


def _regels(zin: ast.stmt) -> tuple[int, int]:
    """The lines of a statement; of one that holds others only its own."""
    eerste = getattr(zin, "body", None) or getattr(zin, "cases", None)
    if not eerste:
        return zin.lineno, zin.end_lineno or zin.lineno
    onder = eerste[0].pattern.lineno if isinstance(eerste[0], ast.match_case) else eerste[0].lineno
    return zin.lineno, max(zin.lineno, onder - 1)


def muteer(bron: str, mutant: Mutant) -> ast.Module:
    """The tree of the module with this one change."""
    boom = ast.parse(bron)
    for nummer, (plek, _, _, nieuw) in enumerate(_veranderingen(boom, wachter=mutant.wachter)):
        if nummer == mutant.nummer:
            plek.zet(nieuw)
            break
    return ast.fix_missing_locations(boom)


def _veranderingen(boom: ast.Module, *, wachter: bool) -> list[tuple[Plek, str, str, Any]]:
    """Every place × every change, in a fixed order; nothing is changed yet."""
    alle = []
    for plek in _plekken(boom, "", ast.Pass(), ast.Pass()):
        for nieuw in zonder_wacht(plek.ouder, plek.veld, plek.knoop) if wachter else _varianten(plek):
            wordt = "(weg)" if nieuw is WEG else _toon(nieuw)
            if not isinstance(nieuw, ast.AST) or wordt != _toon(plek.knoop):
                alle.append((plek, *_verschil(_toon(plek.knoop), wordt), nieuw))
    return alle


def _verschil(was: str, wordt: str) -> tuple[str, str]:
    """Of two long texts only where they differ."""
    if len(was) + len(wordt) < 160 or wordt == "(weg)":
        return was, wordt
    voor, na = _gelijk(was, wordt), _gelijk(was[::-1], wordt[::-1])
    na = min(na, len(was) - voor, len(wordt) - voor)
    voor, na = max(0, voor - 30), max(0, na - 15)
    return tuple(f"…{tekst[voor : len(tekst) - na]}…"[:150] for tekst in (was, wordt))  # type: ignore[return-value]


def _gelijk(een: str, ander: str) -> int:
    """How many characters both begin with."""
    return next((i for i, (a, b) in enumerate(zip(een, ander, strict=False)) if a != b), min(len(een), len(ander)))


def _toon(knoop: Any) -> str:
    if isinstance(knoop, ast.keyword):
        return f"{knoop.arg}={ast.unparse(knoop.value)}"
    return ast.unparse(knoop)


def _plekken(knoop: ast.AST, functie: str, zin: ast.stmt, regel: ast.stmt) -> Iterator[Plek]:
    """Depth first; bodies of functions, and the values of the constants of a module."""
    for veld, waarde in ast.iter_fields(knoop):
        if veld in OVERGESLAGEN and not isinstance(knoop, ast.Call):
            continue
        delen = list(enumerate(waarde)) if isinstance(waarde, list) else [(None, waarde)]
        for index, kind in delen:
            if not isinstance(kind, ast.AST) or isinstance(kind, ast.expr_context | ast.operator | ast.cmpop):
                continue
            eigen, deze = functie, regel
            if isinstance(knoop, ast.Module) and not isinstance(kind, _BOVENAAN):
                continue
            if isinstance(kind, ast.stmt) and (not functie or functie.endswith(".")):
                deze = kind
            if isinstance(kind, ast.FunctionDef):
                eigen = functie if functie and not functie.endswith(".") else functie + kind.name
            elif isinstance(kind, ast.ClassDef):
                eigen = f"{kind.name}."
            bij = kind if isinstance(kind, ast.stmt) else zin
            if isinstance(kind, ast.expr | ast.keyword) and not eigen.endswith("."):
                yield Plek(knoop, veld, index, kind, eigen, bij, deze)
            yield from _plekken(kind, eigen, bij, deze)


def _varianten(plek: Plek) -> Iterator[Any]:
    knoop = plek.knoop
    for soort, maker in _MAKERS:
        if isinstance(knoop, soort):
            yield from maker(plek, knoop)
    if (plek.veld == "test" and isinstance(plek.ouder, ast.If | ast.IfExp | ast.While)) or plek.veld == "ifs":
        yield from _waar_of_niet(knoop)
    vraag = plek.functie.rpartition(".")[2].startswith(("mag_", "_mag", "is_", "kan"))
    if vraag and plek.veld == "value" and isinstance(plek.ouder, ast.Return) and isinstance(knoop, ast.Call):
        yield from _waar_of_niet(knoop)


def _waar_of_niet(knoop: ast.expr) -> Iterator[ast.expr]:
    for waarde in (True, False):
        yield ast.copy_location(ast.Constant(waarde), knoop)


def _vergelijking(plek: Plek, knoop: ast.Compare) -> Iterator[ast.expr]:
    for nummer, op in enumerate(knoop.ops):
        anders = copy.deepcopy(knoop)
        anders.ops[nummer] = VERGELIJKINGEN[type(op)]()
        yield anders


def _en_of(plek: Plek, knoop: ast.BoolOp) -> Iterator[ast.expr]:
    """The other word, and each leg dropped; `x or 0` and `x or ""` only say that there may be nothing."""
    laatste = knoop.values[-1]
    leeg = isinstance(knoop.op, ast.Or) and isinstance(laatste, ast.Constant) and not laatste.value
    if leeg or (isinstance(knoop.op, ast.Or) and _toon(laatste) == "()"):
        return
    anders = copy.deepcopy(knoop)
    anders.op = ast.Or() if isinstance(knoop.op, ast.And) else ast.And()
    yield anders
    for nummer in range(len(knoop.values)):
        over = [copy.deepcopy(deel) for i, deel in enumerate(knoop.values) if i != nummer]
        yield over[0] if len(over) == 1 else ast.copy_location(ast.BoolOp(knoop.op, over), knoop)


def _niet(plek: Plek, knoop: ast.UnaryOp) -> Iterator[ast.expr]:
    if isinstance(knoop.op, ast.Not | ast.Invert):
        yield copy.deepcopy(knoop.operand)


def _samen(plek: Plek, knoop: ast.BinOp) -> Iterator[ast.expr]:
    """`Q | Q` and `Q & Q`: the other one, and each side alone."""
    if not isinstance(knoop.op, ast.BitOr | ast.BitAnd):
        return
    anders = copy.deepcopy(knoop)
    anders.op = ast.BitAnd() if isinstance(knoop.op, ast.BitOr) else ast.BitOr()
    yield anders
    yield copy.deepcopy(knoop.left)
    yield copy.deepcopy(knoop.right)


def _voorwaarde(plek: Plek, knoop: ast.keyword) -> Iterator[Any]:
    """A condition of a query: dropped, its bound moved by one."""
    if not isinstance(plek.ouder, ast.Call) or _naam(plek.ouder) not in ZEVEN or knoop.arg is None:
        return
    yield WEG
    stam, _, eind = knoop.arg.rpartition("__")
    if eind in GRENZEN:
        anders = copy.deepcopy(knoop)
        anders.arg = f"{stam}__{GRENZEN[eind]}"
        yield anders
    if isinstance(knoop.value, ast.Constant) and isinstance(knoop.value.value, str):
        yield ast.keyword(knoop.arg, ast.copy_location(ast.Constant("anders"), knoop.value))


def _naam(aanroep: ast.Call) -> str:
    doel = aanroep.func
    return doel.attr if isinstance(doel, ast.Attribute) else doel.id if isinstance(doel, ast.Name) else ""


def _los_argument(plek: Plek, knoop: ast.expr) -> Iterator[Any]:
    if isinstance(plek.ouder, ast.Call) and plek.veld == "args" and _naam(plek.ouder) in ZEVEN:
        yield WEG


def _constante(plek: Plek, knoop: ast.Constant) -> Iterator[ast.expr]:
    """True and False, numbers, and words that are compared with."""
    ouder = plek.ouder
    if isinstance(knoop.value, bool):
        yield ast.copy_location(ast.Constant(not knoop.value), knoop)
    elif isinstance(knoop.value, int) and not isinstance(ouder, ast.BoolOp | ast.Slice | ast.Subscript):
        yield ast.copy_location(ast.Constant(knoop.value + 1), knoop)
    elif isinstance(knoop.value, str) and isinstance(ouder, ast.Compare):
        yield ast.copy_location(ast.Constant("anders"), knoop)


def _rij(plek: Plek, knoop: ast.List | ast.Tuple | ast.Set) -> Iterator[ast.expr]:
    """A list of roles or compartments: each left out, and others let in."""
    if not knoop.elts or not isinstance(getattr(knoop, "ctx", ast.Load()), ast.Load):
        return
    doel = plek.ouder.targets[0] if isinstance(plek.ouder, ast.Assign) else None
    if isinstance(doel, ast.Tuple) or (isinstance(doel, ast.Name) and doel.id == "__all__"):
        return  # several names at once, or the names a module offers: no list
    soorten = {
        deel.value.id for deel in knoop.elts if isinstance(deel, ast.Attribute) and isinstance(deel.value, ast.Name)
    }
    woorden = all(isinstance(deel, ast.Constant) and isinstance(deel.value, str) for deel in knoop.elts)
    paden = woorden and any("__" in deel.value for deel in knoop.elts)  # what is fetched along: costs, no rule
    if paden or (len(soorten) != 1 and not woorden) or (isinstance(plek.ouder, ast.Call) and plek.veld == "args"):
        return
    for nummer in range(len(knoop.elts)) if len(knoop.elts) > 1 else ():
        anders = copy.deepcopy(knoop)
        del anders.elts[nummer]
        yield anders
    aanwezig = {deel.attr for deel in knoop.elts if isinstance(deel, ast.Attribute)}
    erbij: list[str] = []
    if soorten == {"Rol"}:
        erbij = [naam for naam in MEER_ROLLEN if naam not in aanwezig][:2]
    elif soorten == {"Compartiment"}:
        erbij = [deel.name for deel in Compartiment if deel.name not in aanwezig]
    for naam in erbij:
        anders = copy.deepcopy(knoop)
        anders.elts.append(ast.Attribute(ast.Name(next(iter(soorten)), ast.Load()), naam, ast.Load()))
        yield anders


def _tabel(plek: Plek, knoop: ast.Dict) -> Iterator[ast.expr]:
    """A table by role or leg: each row left out, and each value that is a name exchanged for another in the table."""
    sleutels = [_toon(sleutel) for sleutel in knoop.keys if isinstance(sleutel, ast.Attribute | ast.Name)]
    if not any(sleutel.startswith("Rol.") or sleutel.isupper() for sleutel in sleutels):
        return
    namen = sorted({waarde.id for waarde in knoop.values if isinstance(waarde, ast.Name)})
    for nummer, waarde in enumerate(knoop.values):
        anders = copy.deepcopy(knoop)
        del anders.keys[nummer], anders.values[nummer]
        yield anders
        if isinstance(waarde, ast.Name) and len(namen) > 1:
            anders = copy.deepcopy(knoop)
            ander = namen[(namen.index(waarde.id) + 1) % len(namen)]
            anders.values[nummer] = ast.copy_location(ast.Name(ander, ast.Load()), waarde)
            yield anders


def _rol(plek: Plek, knoop: ast.Attribute) -> Iterator[ast.expr]:
    """A role that is compared with: another role."""
    if isinstance(plek.ouder, ast.Compare) and _toon(knoop).startswith("Rol."):
        ander = "SECRETARIAAT" if knoop.attr != Rol.SECRETARIAAT.name else "COORDINATOR"
        yield ast.copy_location(ast.Attribute(knoop.value, ander, ast.Load()), knoop)


_MAKERS: tuple[tuple[Any, Callable[[Plek, Any], Iterator[Any]]], ...] = (
    (ast.Compare, _vergelijking),
    (ast.BoolOp, _en_of),
    (ast.UnaryOp, _niet),
    (ast.BinOp, _samen),
    (ast.keyword, _voorwaarde),
    (ast.expr, _los_argument),
    (ast.Constant, _constante),
    (ast.List | ast.Tuple | ast.Set, _rij),
    (ast.Dict, _tabel),
    (ast.Attribute, _rol),
)
