"""Answers of the school: a supplement, or information somebody missed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from workflow.process import Deel, Papier, Uitvoering


def bereid_antwoord_voor(u: Uitvoering) -> dict[str, Any]:
    return {}


def leg_antwoord_vast(u: Uitvoering) -> None:
    """To be written."""


def bereid_informatievraag_voor(u: Uitvoering) -> dict[str, Any]:
    return {"vanuit": u.obj.status}


def leg_informatievraag_vast(u: Uitvoering) -> None:
    """To be written."""


def bereid_informatie_voor(u: Uitvoering) -> dict[str, Any]:
    return {}
