"""Rows of a list of cases: only what a list shows, so that fifty of them cost little more than one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from cases.benen import BEEN_VAN_ROL, BETROKKENE, SWV
from cases.models import Zaak, naam_van
from deadlines.models import Soort as Termijnsoort
from deadlines.services import eerstvolgende_soort, einde_beslistermijn
from deadlines.signalen import leest
from ui.adressen import adres
from workflow.process import Toestand, processen

VELDEN = (
    "pk",
    "soort",
    "status",
    "nummer",
    "volgende_termijn",
    "school__naam",
    "dossier__leerling__roepnaam",
    "dossier__leerling__tussenvoegsel",
    "dossier__leerling__achternaam",
)


@dataclass(frozen=True, slots=True)
class Regel:
    """One case on a list, with how its state is shown; `loopt` says which term `termijn` is the end of.

    `wet`: the day on which the term of the law for the decision ended, when that has passed.
    """

    pk: int
    soort: str
    url: str
    roepnaam: str
    leerling: str
    nummer: str
    school: str
    toestand: Toestand
    termijn: date | None
    loopt: str
    vandaag: date
    wet: date | None = None


def rijen_van(zaken: QuerySet[Zaak], *erbij: str) -> QuerySet[Zaak, Any]:
    """The same cases as bare rows, with the kind of the term that ends first, and what a list is sorted by."""
    velden = dict.fromkeys((*VELDEN, *erbij, "loopt", "wet"))
    zaken = zaken.annotate(loopt=eerstvolgende_soort(), wet=einde_beslistermijn())
    return zaken.values_list(*velden, named=True)


def eerste_rijen(zaken: QuerySet[Zaak], rol: str, hoogstens: int, *erbij: str) -> QuerySet[Zaak, Any]:
    """The first of them as bare rows. Who takes part by name has cases that no index has in order: those are gathered
    and sorted first, and only what is left is looked up whole.
    """
    if BEEN_VAN_ROL.get(rol) == BETROKKENE:
        zaken = Zaak.objects.filter(pk__in=zaken.values("pk")[:hoogstens]).order_by(*zaken.query.order_by)
    return rijen_van(zaken, *erbij)[:hoogstens]


def regels(rijen: Iterable[Any], vandaag: date, rol: str) -> list[Regel]:
    return [_regel(rij, vandaag, rol) for rij in rijen]


def _toont(rol: str, soort: str) -> bool:
    """That somebody wrote that the decision is late is no work outside the offices, and may be of one of the family."""
    return leest(rol, soort) and (soort != Termijnsoort.INGEBREKE or BEEN_VAN_ROL.get(rol) == SWV)


def _regel(rij: Any, vandaag: date, rol: str) -> Regel:
    """What is only a gentle word to somebody else is no date here: no other term runs beside it."""
    roepnaam, leesbaar = rij.dossier__leerling__roepnaam, _toont(rol, rij.loopt)
    return Regel(
        pk=rij.pk,
        soort=rij.soort,
        url=adres("workflow:zaak", rij.pk),
        roepnaam=roepnaam,
        leerling=naam_van(roepnaam, rij.dossier__leerling__tussenvoegsel, rij.dossier__leerling__achternaam),
        nummer=rij.nummer,
        school=rij.school__naam,
        toestand=processen()[rij.soort].toestanden[rij.status],
        termijn=rij.volgende_termijn if leesbaar else None,
        loopt=str(Termijnsoort(rij.loopt).label) if rij.loopt and leesbaar else "",
        vandaag=vandaag,
        wet=rij.wet if rij.wet and rij.wet < vandaag else None,
    )
