"""Mutants of the process table: an action or part that anybody may, without a fresh log-in, or not for the system."""

from tests.mutaties.doelen import PROCES
from tests.mutaties.mutanten import Mutant
from tlv.process import PROCESS
from tlv.rechten import nooit
from workflow.gemeenschappelijk import niemand
from workflow.process import Action, Deel

ALTIJD = "wie de zaak ziet, mag"
NOOIT = "niemand mag"


def procesmutanten() -> list[Mutant]:
    alle = []
    for actie in PROCESS.actions:
        alle += _voor_wie(actie)
        alle += [_mutant(actie, veld, "False") for veld in ("reauthenticate", "systeem") if getattr(actie, veld)]
    for deel in PROCESS.delen:
        alle += _voor_wie(deel)
    return alle


def _voor_wie(rij: Action | Deel) -> list[Mutant]:
    """For everybody, and for nobody unless it is that already."""
    wordt = [ALTIJD] if rij.mag in (nooit, niemand) else [ALTIJD, NOOIT]
    return [_mutant(rij, "mag", wie) for wie in wordt]


def _mutant(rij: Action | Deel, veld: str, wordt: str) -> Mutant:
    soort = "actie" if isinstance(rij, Action) else "deel"
    regel = f"{rij.mag.__module__}.{rij.mag.__qualname__}"
    return Mutant(
        PROCES, f"{soort} {rij.naam}", 0, 0, veld, wordt, f"{PROCES}:{soort} {rij.naam}:{regel}:{veld}:{wordt}"
    )


def zet_tabel(mutant: Mutant) -> bool:
    soort, _, naam = mutant.functie.partition(" ")
    rijen: tuple[Action | Deel, ...] = PROCESS.actions if soort == "actie" else PROCESS.delen
    rij = next(rij for rij in rijen if rij.naam == naam)
    if mutant.was != "mag":
        object.__setattr__(rij, mutant.was, False)
        return True
    mag = mutant.wordt == ALTIJD
    object.__setattr__(rij, "mag", lambda actor, obj: mag)
    return True
