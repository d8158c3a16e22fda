"""The matrix of addresses, asked about one file at a time: whole it takes minutes for each mutant."""

import inspect
from collections.abc import Callable, Iterator
from datetime import timedelta
from types import CodeType, FunctionType
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from organisations.actor import Actor
from swv import gezondheid
from tests.inloggen import log_in
from tests.mutaties.mutanten import Mutant
from tests.mutaties.toepassen import WORTEL, Levend, pas_toe
from tests.swv import matrix, test_toegang
from tests.swv.wereld import TEKENREGEL, Wereld, maak_wereld
from tests.workflow.tekenhulp import met_regel

VOLGORDE = ("eigen-lopend", "elders", "voorbij", "eigen-open", "eigen-gesloten", "bezoeker")


def vraag_matrix(mutanten: list[Mutant], levend: Levend) -> dict[str, Any]:
    """Which mutants of one file change what an address answers to whom: mutant → relation. In a fork of its own."""
    _beperk(mutanten[0].bestand)
    setattr(gezondheid, "OUTBOX_LIMIT", timedelta(days=1))  # noqa: B010
    gedood: dict[str, str] = {}
    with transaction.atomic(), met_regel(TEKENREGEL):
        wereld = maak_wereld()
        relaties = [relatie for relatie in VOLGORDE if _klopt(relatie, wereld)]
        codes = {functie: functie.__code__ for functie in levend.get(str(WORTEL / mutanten[0].bestand), [])}
        for mutant in mutanten:
            if pas_toe(mutant, levend):
                anders = next((relatie for relatie in relaties if not _klopt(relatie, wereld)), None)
                gedood |= {mutant.sleutel: anders} if anders else {}
            _terug(codes)
        transaction.set_rollback(True)
    return {"gedood": gedood, "relaties": relaties}


def _terug(codes: dict[FunctionType, CodeType]) -> None:
    for functie, code in codes.items():
        functie.__code__ = code


def _klopt(relatie: str, wereld: Wereld) -> bool:
    client = Client(raise_request_exception=False)

    def als(wie: Actor) -> Client:
        log_in(client, wie)
        return client

    with transaction.atomic():
        gang = test_toegang._loop(relatie, wereld, als, client)
        transaction.set_rollback(True)
    return gang.blok == matrix.lees()[relatie] and not (relatie in test_toegang.WIE_NIETS_MAG_LEZEN and gang.gelezen)


def _beperk(bestand: str) -> None:
    """In this fork only the addresses that this file serves; for a file that serves none, those of its room."""
    alle = dict(_views(get_resolver()))
    hier = {naam for naam, view in alle.items() if _bestand(view) == str(WORTEL / bestand)}
    hier = hier or {naam for naam in alle if naam.startswith(f"{bestand.partition('/')[0]}:")}
    for tabel in (test_toegang.ADRESSEN, test_toegang.VAN_ZAAK):
        for naam in set(tabel) - hier:
            del tabel[naam]
    blokken = {
        relatie: {sleutel: codes for sleutel, codes in blok.items() if sleutel[0] in hier}
        for relatie, blok in matrix.lees().items()
    }
    setattr(matrix, "lees", lambda: blokken)  # noqa: B010


def _views(resolver: URLResolver, ruimte: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    for deel in resolver.url_patterns:
        if isinstance(deel, URLResolver):
            yield from _views(deel, deel.namespace or ruimte)
        elif isinstance(deel, URLPattern):
            yield (f"{ruimte}:{deel.name}" if ruimte else str(deel.name)), deel.callback


def _bestand(view: Callable[..., Any]) -> str:
    functie = inspect.unwrap(view)
    return functie.__code__.co_filename if inspect.isfunction(functie) else ""
