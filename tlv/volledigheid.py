"""The checklist, the repair request and its lapse, declaring complete and undoing it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from workflow.process import Deel, Papier, Uitvoering


def bereid_aanvulling_voor(u: Uitvoering) -> dict[str, Any]:
    return {}


def leg_verzoek_vast(u: Uitvoering) -> None:
    """To be written."""


def aanvulbrief(u: Uitvoering) -> Iterable[Papier]:
    return ()


def trek_verzoek_in(u: Uitvoering) -> None:
    """To be written."""


def laat_verzoek_verlopen(u: Uitvoering) -> None:
    """To be written."""


def bereid_volledig_voor(u: Uitvoering) -> dict[str, Any]:
    return {"op": u.vandaag}


def eis_reden(u: Uitvoering) -> dict[str, Any]:
    return {}


def herroep(u: Uitvoering) -> None:
    """To be written."""


DELEN: tuple[Deel, ...] = ()
