"""Who read along, for the family: every staff member by name, in plain words, with why. The same in every track."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from audit.models import Gebeurtenis, Lezing, Soort
from cases.models import Zaak
from cases.samen import haal_samen
from cases.samenvoegen import met_samengevoegde
from organisations.models import User
from organisations.rollen import Rol
from workflow.gezinsdeel import Inzageregel
from workflow.process import process_van

ROLLEN: Mapping[str, str] = {
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
WAAROM: Mapping[str, str] = {
    Rol.COORDINATOR: "Begeleidt op school",
    Rol.SCHOOLDIRECTEUR: "Leidt de school",
    Rol.GEDRAGSWETENSCHAPPER: "De school vroeg om mee te denken",
    Rol.SECRETARIAAT: "Houdt het dossier bij",
    Rol.DESKUNDIGE: "Geeft advies",
    Rol.CASEMANAGER: "Zoekt naar een plek die past",
    Rol.COMMISSIELID: "Denkt mee in de commissie",
    Rol.VOORZITTER: "Leidt de commissie",
    Rol.PLV_VOORZITTER: "Leidt de commissie als de voorzitter er niet is",
    Rol.DIRECTEUR_SWV: "Leidt het samenwerkingsverband",
    Rol.FG: "Controleert of wij goed omgaan met gegevens",
    Rol.BEHEERDER: "Houdt dit systeem bij",
}
"""Where the part of a workflow does not say it in the words of that track."""


WERKTE, LAS, ZOCHT, CONTROLEERDE = (
    "werkte aan het dossier",
    "las het dossier",
    "zocht de naam op",
    "keek wie het dossier opende",
)
OM_TE_TEKENEN = {"lezen:tekenen": ("las een stuk om te tekenen", "Is gevraagd om te tekenen")}
"""Who was asked to sign reads that paper, and need not see the dossier."""


def wie_keek(zaak: Zaak) -> list[Inzageregel]:
    """Who read or wrote in this case or the dossier around it, newest day first. Family is never named here.

    Staff by the record; of who reads without an account the workflow knows who it was.
    """
    kind = met_samengevoegde([zaak.dossier.leerling_id])
    van_kind = Q(zaak_id=zaak.pk) | Q(zaak_id__isnull=True, leerling_id__in=sorted(kind))
    velden = ("moment", "gebruiker_id", "rol", "actie")
    lezingen = Lezing.objects.filter(van_kind, rol__in=list(ROLLEN)).values_list(*velden)
    schreven = Gebeurtenis.objects.filter(van_kind, soort=Soort.SCHRIJVEN, rol__in=list(ROLLEN)).values_list(*velden)
    haal_samen(lezingen, schreven)
    woorden = _Woorden(zaak)
    gezien: dict[tuple[date, int, str], set[str]] = {}
    for moment, gebruiker_id, rol, actie in sorted([*lezingen, *schreven], key=lambda rij: rij[0], reverse=True):
        gezien.setdefault((_dag(moment), gebruiker_id or 0, rol), set()).add(woorden.wat(actie))
    namen = dict(User.objects.filter(pk__in={sleutel[1] for sleutel in gezien}).values_list("pk", "naam"))
    regels = [
        Inzageregel(
            dag, namen.get(gebruiker_id, "onbekend"), ROLLEN[rol], woorden.meeste(wat), woorden.waarom(rol, wat)
        )
        for (dag, gebruiker_id, rol), wat in gezien.items()
    ]
    return sorted([*regels, *process_van(zaak).gezinsdeel.van_buiten(zaak)], key=lambda regel: regel.dag, reverse=True)


class _Woorden:
    """What was done and why, in the words of the track this case is of."""

    def __init__(self, zaak: Zaak) -> None:
        deel = process_van(zaak).gezinsdeel
        self.eigen = OM_TE_TEKENEN | {f"lezen:{begin}": woorden for begin, woorden in deel.lezingen.items()}
        self.per_rol = {**WAAROM, **deel.waarom}
        self.gewicht = (WERKTE, LAS, *(wat for wat, _ in self.eigen.values()), ZOCHT, CONTROLEERDE)

    def wat(self, actie: str) -> str:
        for begin, (wat, _) in self.eigen.items():
            if actie.startswith(begin):
                return wat
        if actie == "lezen:zoeken":
            return ZOCHT
        if actie.startswith("lezen:logboek"):
            return CONTROLEERDE
        return LAS if actie.startswith("lezen:") else WERKTE

    def meeste(self, wat: set[str]) -> str:
        """What counts most of what one person did on one day."""
        return next(gedaan for gedaan in self.gewicht if gedaan in wat)

    def waarom(self, rol: str, wat: set[str]) -> str:
        alleen = next((reden for gedaan, reden in self.eigen.values() if wat == {gedaan}), None)
        return alleen or self.per_rol[rol]


def _dag(moment: datetime) -> date:
    return timezone.localdate(moment)
