"""Places that ask a rule: a refusal that does not come, a question for everything, a part that all may read."""

import ast
from collections.abc import Iterator

WEIGERINGEN = {"GeenRecht", "NietGevonden", "PermissionDenied", "Http404", "VoorstelFout"}
ZEVEN = {"visible_to", "zichtbaar_voor"}
ALLES = "set(__import__('cases.compartimenten').compartimenten.Compartiment)"


def zonder_wacht(ouder: ast.AST, veld: str, knoop: ast.AST) -> Iterator[ast.expr]:
    """What this node becomes without its guard; nothing when it guards nothing."""
    if isinstance(ouder, ast.If) and veld == "test" and _weigert(ouder.body) and not _ontbreekt(knoop):
        yield ast.copy_location(ast.Constant(False), ouder.test)
    if isinstance(knoop, ast.Call):
        yield from _zonder_zeef(knoop)


def _weigert(zinnen: list[ast.stmt]) -> bool:
    laatste = zinnen[-1]
    if not isinstance(laatste, ast.Raise) or laatste.exc is None:
        return False
    fout = laatste.exc.func if isinstance(laatste.exc, ast.Call) else laatste.exc
    return isinstance(fout, ast.Name) and fout.id in WEIGERINGEN


def _ontbreekt(knoop: ast.AST) -> bool:
    """`rij is None`: about what is not there, not about who asks."""
    return isinstance(knoop, ast.Compare) and isinstance(knoop.ops[0], ast.Is)


def _zonder_zeef(knoop: ast.Call) -> Iterator[ast.expr]:
    func = knoop.func
    if isinstance(func, ast.Attribute) and func.attr in ZEVEN and not isinstance(func.value, ast.Name):
        alle = ast.Attribute(func.value, "all", ast.Load())
        yield ast.copy_location(ast.Call(alle, [], []), knoop)
    elif isinstance(func, ast.Name) and func.id == "leesbaar_voor":
        yield ast.copy_location(ast.parse(ALLES, mode="eval").body, knoop)
    elif isinstance(func, ast.Name) and func.id == "mag_dossier_lezen":
        yield ast.copy_location(ast.Constant(True), knoop)
