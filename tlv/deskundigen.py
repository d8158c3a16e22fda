"""Assigning experts and filing advices."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from workflow.process import Deel, Papier, Uitvoering


def bereid_toewijzing_voor(u: Uitvoering) -> dict[str, Any]:
    return {}


def wijs_toe(u: Uitvoering) -> None:
    """To be written."""


def bereid_advies_voor(u: Uitvoering) -> dict[str, Any]:
    return {"alles_binnen": False}


def dien_advies_in(u: Uitvoering) -> None:
    """To be written."""


def adviesdocument(u: Uitvoering) -> Iterable[Papier]:
    return ()


def eis_reden_teruggave(u: Uitvoering) -> dict[str, Any]:
    return {}


def geef_terug(u: Uitvoering) -> None:
    """To be written."""


DELEN: tuple[Deel, ...] = ()
