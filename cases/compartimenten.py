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


_SCHOOL = {Compartiment.DOSSIER, Compartiment.SCHOOL, Compartiment.ZIENSWIJZE, Compartiment.BESLUIT}
_BUREAU = {
    Compartiment.DOSSIER,
    Compartiment.INTERN,
    Compartiment.ADVIES,
    Compartiment.ZIENSWIJZE,
    Compartiment.BESLUIT,
}
LEESRECHT: dict[str, set[Compartiment]] = {
    Rol.COORDINATOR: _SCHOOL,
    Rol.SCHOOLDIRECTEUR: _SCHOOL,
    Rol.GEDRAGSWETENSCHAPPER: _SCHOOL,
    Rol.SECRETARIAAT: _BUREAU,
    Rol.COMMISSIELID: _BUREAU,
    Rol.VOORZITTER: _BUREAU,
    Rol.PLV_VOORZITTER: _BUREAU,
    Rol.DESKUNDIGE: {Compartiment.DOSSIER, Compartiment.ZIENSWIJZE},
    Rol.DIRECTEUR_SWV: {Compartiment.BESLUIT},
    Rol.OUDER: {Compartiment.DOSSIER, Compartiment.BESLUIT},
    Rol.LEERLING: {Compartiment.DOSSIER, Compartiment.BESLUIT},
}


def leesbaar_voor(actor: Actor) -> set[Compartiment]:
    """The compartments this hat may read in a case it may see."""
    return set(Compartiment) if actor.is_systeem else LEESRECHT.get(actor.rol, set())


def mag_dossier_lezen(actor: Actor) -> bool:
    """Whoever may read what a request says about the pupil; the director sees what was decided, and no more."""
    return Compartiment.DOSSIER in leesbaar_voor(actor)
