"""Mutants of the process tables: an action or part that anybody may, without a fresh log-in, or not for the system."""

from maatwerk.process import PROCESS as MAATWERK
from maatwerk.rechten import nooit as nooit_in_maatwerk
from tests.mutaties.mutanten import Mutant
from tlv.process import PROCESS as TLV
from tlv.rechten import nooit
from workflow.process import Action, Deel
from workflow.rechten import nooit as nooit_in_elk

PROCESSEN = {"tlv/process.py": TLV, "maatwerk/process.py": MAATWERK}
ALTIJD = "wie de zaak ziet, mag"
NOOIT = "niemand mag"
AL_NIEMAND = (nooit, nooit_in_maatwerk, nooit_in_elk)


def procesmutanten() -> list[Mutant]:
    """Of each process; parts that processes share only once."""
    alle, gezien = [], set()
    for bestand, process in PROCESSEN.items():
        for rij in (*process.actions, *process.delen):
            if id(rij) not in gezien:
                alle += _mutanten(bestand, rij)
            gezien.add(id(rij))
    return alle


def naam_van(bestand: str, rij: Action | Deel) -> str:
    return f"{_soort(rij)} {rij.naam} ({bestand})"


def _soort(rij: Action | Deel) -> str:
    return "actie" if isinstance(rij, Action) else "deel"


def _mutanten(bestand: str, rij: Action | Deel) -> list[Mutant]:
    """For everybody, and for nobody unless it is that already; an action also without what guards it."""
    wordt = [ALTIJD] if rij.mag in AL_NIEMAND else [ALTIJD, NOOIT]
    alle = [_mutant(bestand, rij, "mag", wie) for wie in wordt]
    if isinstance(rij, Action):
        alle += [_mutant(bestand, rij, veld, "False") for veld in ("reauthenticate", "systeem") if getattr(rij, veld)]
    return alle


def _mutant(bestand: str, rij: Action | Deel, veld: str, wordt: str) -> Mutant:
    regel = f"{rij.mag.__module__}.{rij.mag.__qualname__}"
    sleutel = f"{bestand}:{_soort(rij)} {rij.naam}:{regel}:{veld}:{wordt}"
    return Mutant(bestand, naam_van(bestand, rij), 0, 0, veld, wordt, sleutel)


def zet_tabel(mutant: Mutant) -> bool:
    process = PROCESSEN[mutant.bestand]
    rij = next(rij for rij in (*process.actions, *process.delen) if naam_van(mutant.bestand, rij) == mutant.functie)
    if mutant.was != "mag":
        object.__setattr__(rij, mutant.was, False)
        return True
    mag = mutant.wordt == ALTIJD
    object.__setattr__(rij, "mag", lambda actor, obj: mag)
    return True
