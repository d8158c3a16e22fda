"""Filing and withdrawing a request."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from workflow.process import Deel, Papier, Uitvoering


def voorbereiden(u: Uitvoering) -> dict[str, Any]:
    return {}


def daarna(u: Uitvoering) -> None:
    """To be written."""


def ontvangstbevestiging(u: Uitvoering) -> Iterable[Papier]:
    return ()


def eis_reden(u: Uitvoering) -> dict[str, Any]:
    return {}


def sluit_af(u: Uitvoering) -> None:
    """To be written."""
