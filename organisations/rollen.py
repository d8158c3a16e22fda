"""The roles a hat can have, and what kind of organisation each belongs to."""

from django.db import models


class Rol(models.TextChoices):
    COORDINATOR = "coordinator", "ondersteuningscoördinator"
    SCHOOLDIRECTEUR = "schooldirecteur", "schooldirecteur"
    GEDRAGSWETENSCHAPPER = "gedragswetenschapper", "gedragswetenschapper"
    SECRETARIAAT = "secretariaat", "secretariaat"
    DESKUNDIGE = "deskundige", "deskundige"
    CASEMANAGER = "casemanager", "casemanager"
    COMMISSIELID = "commissielid", "commissielid"
    VOORZITTER = "voorzitter", "voorzitter"
    PLV_VOORZITTER = "plv_voorzitter", "plaatsvervangend voorzitter"
    DIRECTEUR_SWV = "directeur_swv", "directeur samenwerkingsverband"
    FG = "fg", "functionaris gegevensbescherming"
    BEHEERDER = "beheerder", "beheerder"
    OUDER = "ouder", "ouder"
    LEERLING = "leerling", "leerling"


SCHOOLROLLEN = [Rol.COORDINATOR, Rol.SCHOOLDIRECTEUR]
SWVROLLEN = [
    Rol.GEDRAGSWETENSCHAPPER,
    Rol.SECRETARIAAT,
    Rol.DESKUNDIGE,
    Rol.CASEMANAGER,
    Rol.COMMISSIELID,
    Rol.VOORZITTER,
    Rol.PLV_VOORZITTER,
    Rol.DIRECTEUR_SWV,
    Rol.FG,
    Rol.BEHEERDER,
]
VIER_OGEN = frozenset({*SWVROLLEN} - {Rol.GEDRAGSWETENSCHAPPER, Rol.DESKUNDIGE, Rol.CASEMANAGER})
"""Roles that open all cases of a samenwerkingsverband, its record, or its administration: given by two persons."""
COMMISSIEROLLEN = [Rol.COMMISSIELID, Rol.VOORZITTER, Rol.PLV_VOORZITTER]
