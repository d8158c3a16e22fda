"""Notes which statements run: the code of our functions is exchanged for code that says so, and is hardly slower."""

import ast
import builtins
from collections.abc import Callable

from tests.mutaties.toepassen import WORTEL, Levend, wissel

NOTEER = "__noteer_spoor__"


def zet_sporen(noteer: Callable[[str], None], levend: Levend, bestanden: set[str]) -> None:
    """From here on `file:function` and `file:line` are noted; in a fork of its own, nothing is taken back."""
    setattr(builtins, NOTEER, noteer)
    for bestand in bestanden:
        boom = _Sporen(bestand).visit(ast.parse((WORTEL / bestand).read_text()))
        wissel(ast.fix_missing_locations(boom), WORTEL / bestand, levend)


class _Sporen(ast.NodeTransformer):
    """Before every statement in a function: a note of its line; at the start: a note of the function."""

    def __init__(self, bestand: str) -> None:
        self.bestand = bestand
        self.namen: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        self.namen.append(node.name)
        self.generic_visit(node)
        self.namen.pop()
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.namen += [node.name, "<locals>"]
        self.generic_visit(node)
        plek = f"{self.bestand}:{'.'.join(self.namen[:-1])}"
        del self.namen[-2:]
        node.body = [self._noot(plek, node.body[0]), *self._met_noten(node.body)]
        for deel in ast.walk(node):
            if deel is node or isinstance(deel, ast.FunctionDef | ast.ClassDef | ast.Lambda):
                continue
            for veld in ("body", "orelse", "finalbody"):
                zinnen = getattr(deel, veld, None)
                if isinstance(zinnen, list) and zinnen and isinstance(zinnen[0], ast.stmt):
                    setattr(deel, veld, self._met_noten(zinnen))
        return node

    def _met_noten(self, zinnen: list[ast.stmt]) -> list[ast.stmt]:
        return [deel for zin in zinnen for deel in (self._noot(f"{self.bestand}:{zin.lineno}", zin), zin)]

    def _noot(self, plek: str, bij: ast.stmt) -> ast.stmt:
        roep = ast.Call(ast.Name(NOTEER, ast.Load()), [ast.Constant(plek)], [])
        return ast.copy_location(ast.Expr(roep), bij)
