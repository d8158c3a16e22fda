"""The matrix of addresses, asked about one file: whole it takes minutes for each mutant."""

import inspect
import sys
from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.mutaties.toepassen import WORTEL
from tests.swv import matrix

MATRIX = "tests/swv/test_toegang.py"


def is_matrix(naam: str) -> bool:
    return naam.startswith(MATRIX)


def beperk_matrix(bestand: str) -> None:
    """In this fork only the addresses that this file serves; for a file that serves none, those of its room."""
    module = sys.modules.get("tests.swv.test_toegang")
    if module is None:
        return
    alle = dict(_views(get_resolver()))
    hier = {naam for naam, view in alle.items() if _bestand(view) == str(WORTEL / bestand)}
    hier = hier or {naam for naam in alle if naam.startswith(f"{bestand.partition('/')[0]}:")} or set(alle)
    for tabel in (module.ADRESSEN, module.VAN_ZAAK):
        for naam in set(tabel) - hier:
            del tabel[naam]
    blokken = {
        relatie: {sleutel: codes for sleutel, codes in blok.items() if sleutel[0] in hier}
        for relatie, blok in matrix.lees().items()
    }
    matrix.lees = lambda: blokken


def _views(resolver: URLResolver, ruimte: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    for deel in resolver.url_patterns:
        if isinstance(deel, URLResolver):
            yield from _views(deel, deel.namespace or ruimte)
        elif isinstance(deel, URLPattern):
            yield (f"{ruimte}:{deel.name}" if ruimte else str(deel.name)), deel.callback


def _bestand(view: Callable[..., Any]) -> str:
    functie = inspect.unwrap(view)
    return functie.__code__.co_filename if inspect.isfunction(functie) else ""
