"""How far each section of what somebody writes is."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cases.models import Zaak
from workflow.concept import invulling_van
from workflow.forms_secties import Sectiecontext
from workflow.models import Onderdeel
from workflow.secties import Sectie
from workflow.versies import gevuld

LEEG, BEZIG, INGEVULD = "nog niet begonnen", "bezig", "ingevuld"


@dataclass(frozen=True)
class Sectiestand:
    """How far a section is. "Ingevuld" says nothing about filing."""

    sectie: Sectie
    stand: str
    rij: Onderdeel | None

    @property
    def af(self) -> bool:
        return self.stand == INGEVULD


def klaar(
    secties: Iterable[Sectie], antwoorden: Mapping[str, Mapping[str, Any]], context: Sectiecontext
) -> frozenset[str]:
    """Sections that hold all they need, whether or not somebody pressed "Opslaan en verder"."""
    return frozenset(
        sectie.sleutel
        for sectie in secties
        if sectie.sleutel in antwoorden and invulling_van(sectie, context, antwoorden[sectie.sleutel]).is_klaar()
    )


def standen(zaak: Zaak, secties: Iterable[Sectie], klare: Collection[str]) -> list[Sectiestand]:
    """Each section with its state: what holds all it needs is filled in, whichever button was used."""
    rijen = {rij.sleutel: rij for rij in zaak.onderdelen.select_related("bijgewerkt_door")}
    return [
        Sectiestand(sectie, _stand(rijen.get(sectie.sleutel), klare), rijen.get(sectie.sleutel)) for sectie in secties
    ]


def _stand(rij: Onderdeel | None, klare: Collection[str]) -> str:
    if rij is None:
        return LEEG
    if rij.afgerond:
        return INGEVULD
    if not gevuld(rij.antwoorden):
        return LEEG
    return INGEVULD if rij.sleutel in klare else BEZIG
