"""Which part of a case a hat may read. Every row that shows up elsewhere carries its compartment."""

from django.db import models

from organisations.actor import Actor
from organisations.rollen import Rol


class Compartiment(models.TextChoices):
    DOSSIER = "dossier", "dossier (alle betrokkenen)"
    SCHOOL = "school", "alleen de school"
    INTERN = "intern", "alleen het samenwerkingsverband"
    ADVIES = "advies", "deskundigenadvies voor het besluit"
    ZIENSWIJZE = "zienswijze", "reactie van een ouder of leerling"
    BESLUIT = "besluit", "besluit (na bekendmaking)"
    TRAJECT = "traject", "maatwerktraject (alle betrokkenen)"
    REGIE = "regie", "alleen casemanager, directeur en secretariaat"


_SCHOOL = {Compartiment.DOSSIER, Compartiment.SCHOOL, Compartiment.ZIENSWIJZE, Compartiment.BESLUIT}
_AANVRAGER = _SCHOOL | {Compartiment.TRAJECT}
_BUREAU = {
    Compartiment.DOSSIER,
    Compartiment.INTERN,
    Compartiment.ADVIES,
    Compartiment.ZIENSWIJZE,
    Compartiment.BESLUIT,
    Compartiment.TRAJECT,
}
_GEZIN = {Compartiment.DOSSIER, Compartiment.BESLUIT, Compartiment.TRAJECT}
LEESRECHT: dict[str, set[Compartiment]] = {
    Rol.COORDINATOR: _AANVRAGER,
    Rol.SCHOOLDIRECTEUR: _AANVRAGER,
    Rol.GEDRAGSWETENSCHAPPER: _SCHOOL,
    Rol.SECRETARIAAT: _BUREAU | {Compartiment.REGIE},
    Rol.COMMISSIELID: _BUREAU,
    Rol.VOORZITTER: _BUREAU,
    Rol.PLV_VOORZITTER: _BUREAU,
    Rol.DESKUNDIGE: {Compartiment.DOSSIER, Compartiment.ZIENSWIJZE},
    Rol.CASEMANAGER: {Compartiment.TRAJECT, Compartiment.REGIE, Compartiment.BESLUIT},
    Rol.DIRECTEUR_SWV: {Compartiment.BESLUIT, Compartiment.TRAJECT, Compartiment.REGIE},
    Rol.OUDER: _GEZIN,
    Rol.LEERLING: _GEZIN,
}


def leesbaar_voor(actor: Actor) -> set[Compartiment]:
    """The compartments this hat may read in a case it may see."""
    return set(Compartiment) if actor.is_systeem else LEESRECHT.get(actor.rol, set())


def mag_dossier_lezen(actor: Actor) -> bool:
    """Whoever may read what a request says about the pupil; the director sees what was decided, and no more."""
    return Compartiment.DOSSIER in leesbaar_voor(actor)
