"""Who read along, for the family: every staff member by name, in plain words, with why."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from audit.models import Gebeurtenis, Lezing, Soort
from cases.models import Zaak
from cases.samen import haal_samen
from organisations.models import User
from organisations.rollen import Rol

ROLLEN = {
    Rol.COORDINATOR: "begeleider op school",
    Rol.SCHOOLDIRECTEUR: "directeur van de school",
    Rol.GEDRAGSWETENSCHAPPER: "gedragskundige",
    Rol.SECRETARIAAT: "medewerker van het samenwerkingsverband",
    Rol.DESKUNDIGE: "deskundige",
    Rol.CASEMANAGER: "casemanager",
    Rol.COMMISSIELID: "lid van de commissie",
    Rol.VOORZITTER: "voorzitter van de commissie",
    Rol.PLV_VOORZITTER: "vervangt de voorzitter van de commissie",
    Rol.DIRECTEUR_SWV: "directeur van het samenwerkingsverband",
    Rol.FG: "let op de privacy",
    Rol.BEHEERDER: "beheerder van dit systeem",
}
WAAROM = {
    Rol.COORDINATOR: "Begeleidt op school en werkt aan de aanvraag",
    Rol.SCHOOLDIRECTEUR: "Leidt de school die de aanvraag doet",
    Rol.GEDRAGSWETENSCHAPPER: "De school vroeg om mee te denken",
    Rol.SECRETARIAAT: "Behandelt de aanvraag",
    Rol.DESKUNDIGE: "Geeft advies over de aanvraag",
    Rol.CASEMANAGER: "Zoekt met u naar een plek die past",
    Rol.COMMISSIELID: "Bereidt het besluit voor",
    Rol.VOORZITTER: "Neemt het besluit",
    Rol.PLV_VOORZITTER: "Neemt het besluit als de voorzitter er niet is",
    Rol.DIRECTEUR_SWV: "Leidt het samenwerkingsverband",
    Rol.FG: "Controleert of wij goed omgaan met gegevens",
    Rol.BEHEERDER: "Houdt dit systeem bij",
}


@dataclass(frozen=True)
class Inzageregel:
    """One staff member on one day: what this person did, and why that was allowed."""

    dag: date
    naam: str
    rol: str
    wat: str
    waarom: str


def wie_keek(zaak: Zaak) -> list[Inzageregel]:
    """Staff who read or wrote in this case or the dossier around it, newest day first. Family is never named here."""
    van_kind = Q(zaak_id=zaak.pk) | Q(zaak_id__isnull=True, leerling_id=zaak.dossier.leerling_id)
    velden = ("moment", "gebruiker_id", "rol", "actie")
    lezingen = Lezing.objects.filter(van_kind, rol__in=list(ROLLEN)).values_list(*velden)
    schreven = Gebeurtenis.objects.filter(van_kind, soort=Soort.SCHRIJVEN, rol__in=list(ROLLEN)).values_list(*velden)
    haal_samen(lezingen, schreven)
    gezien: dict[tuple[date, int, str], set[str]] = {}
    for moment, gebruiker_id, rol, actie in sorted([*lezingen, *schreven], key=lambda rij: rij[0], reverse=True):
        gezien.setdefault((_dag(moment), gebruiker_id or 0, rol), set()).add(_wat(actie))
    namen = dict(User.objects.filter(pk__in={sleutel[1] for sleutel in gezien}).values_list("pk", "naam"))
    return [
        Inzageregel(dag, namen.get(gebruiker_id, "onbekend"), ROLLEN[Rol(rol)], _meeste(wat), _waarom(rol, wat))
        for (dag, gebruiker_id, rol), wat in gezien.items()
    ]


WERKTE, LAS, KREEG, ZOCHT, CONTROLEERDE = GEDAAN = (
    "werkte aan het dossier",
    "las het dossier",
    "kreeg de verklaring van de school",
    "zocht de naam op",
    "keek wie het dossier opende",
)


def _meeste(wat: set[str]) -> str:
    """What counts most of what one person did on one day."""
    return next(gedaan for gedaan in GEDAAN if gedaan in wat)


def _wat(actie: str) -> str:
    if actie.startswith("lezen:overdracht"):
        return KREEG
    if actie == "lezen:zoeken":
        return ZOCHT
    if actie.startswith("lezen:logboek"):
        return CONTROLEERDE
    return LAS if actie.startswith("lezen:") else WERKTE


def _waarom(rol: str, wat: set[str]) -> str:
    return "De school geeft de verklaring door" if wat == {KREEG} else WAAROM[Rol(rol)]


def _dag(moment: datetime) -> date:
    return timezone.localdate(moment)
