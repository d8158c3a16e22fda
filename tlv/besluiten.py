"""Drafting, signing, recalling and making known a decision."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from workflow.process import Deel, Papier, Uitvoering


def bereid_besluit_voor(u: Uitvoering) -> dict[str, Any]:
    return {}


def onderteken(u: Uitvoering) -> None:
    """To be written."""


def bereid_terugroepen_voor(u: Uitvoering) -> dict[str, Any]:
    return {}


def roep_terug(u: Uitvoering) -> None:
    """To be written."""


def bereid_buiten_behandeling_voor(u: Uitvoering) -> dict[str, Any]:
    return {}


def bereid_bekendmaking_voor(u: Uitvoering) -> dict[str, Any]:
    return {"op": u.vandaag}


def maak_bekend(u: Uitvoering) -> None:
    """To be written."""


def begeleidende_brieven(u: Uitvoering) -> Iterable[Papier]:
    return ()


def bereid_archief_voor(u: Uitvoering) -> dict[str, Any]:
    return {}


def bekend_te_maken(nu: datetime) -> Iterable[int]:
    return ()


def te_archiveren(nu: datetime) -> Iterable[int]:
    return ()


DELEN: tuple[Deel, ...] = ()
