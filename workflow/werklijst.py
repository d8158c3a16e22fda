"""The home page as work: to do, waiting for others, soon."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, QuerySet
from django.urls import reverse

from cases.models import Afspraak, MogelijkeDubbel, Zaak
from organisations.actor import Actor
from organisations.rollen import Rol
from workflow.process import Toestand, Werktaak, process_van, processen

BINNENKORT = timedelta(days=14)
HOOGSTENS = 100
"""Rows of work on the home page; the list of cases has them all."""


@dataclass(frozen=True)
class Regel:
    """One case on a list, with how its state is shown."""

    zaak: Zaak
    toestand: Toestand

    @property
    def termijn(self) -> date | None:
        return self.zaak.volgende_termijn


@dataclass(frozen=True)
class Werklijst:
    taken: list[Werktaak]
    te_doen: list[Regel]
    wacht: list[Regel]
    binnenkort: list[Regel]
    afspraken: list[Afspraak]

    @property
    def is_leeg(self) -> bool:
        return not (self.taken or self.te_doen)


def zaken_van(actor: Actor) -> QuerySet[Zaak]:
    """The open cases this actor may see, first deadline first."""
    zaken = Zaak.objects.visible_to(actor).open().select_related("dossier__leerling", "school", "behandelaar")
    return zaken.order_by(F("volgende_termijn").asc(nulls_last=True), "pk")


def regels(zaken: list[Zaak]) -> list[Regel]:
    return [Regel(zaak, process_van(zaak).toestanden[zaak.status]) for zaak in zaken]


def werklijst(actor: Actor) -> Werklijst:
    """Sort the open cases by whose turn it is, and add the other work of this person."""
    alle = regels(list(zaken_van(actor)[:HOOGSTENS]))
    gedaan: set[int] = set()
    for process in processen().values():
        gedaan |= process.al_gedaan(actor, [r.zaak.pk for r in alle if r.zaak.soort == process.kind])
    te_doen = [r for r in alle if actor.rol in r.toestand.aan_zet and r.zaak.pk not in gedaan]
    wacht = [r for r in alle if r not in te_doen]
    grens = actor.vandaag + BINNENKORT
    binnenkort = [r for r in wacht if r.termijn is not None and r.termijn <= grens]
    return Werklijst(
        taken=[*_dubbelen(actor), *(taak for process in processen().values() for taak in process.taken(actor))],
        te_doen=te_doen,
        wacht=[r for r in wacht if r not in binnenkort],
        binnenkort=binnenkort,
        afspraken=list(
            Afspraak.objects.filter(
                zaak__in=Zaak.objects.visible_to(actor),
                moment__date__gte=actor.vandaag,
                moment__date__lte=grens,
                afgezegd_op__isnull=True,
            ).select_related("zaak__dossier__leerling")[:10]
        ),
    )


def _dubbelen(actor: Actor) -> list[Werktaak]:
    """Dossiers that may concern the same pupil: only the secretariat judges them."""
    if actor.rol != Rol.SECRETARIAAT:
        return []
    aantal = MogelijkeDubbel.objects.filter(swv_id=actor.swv_id, uitkomst=MogelijkeDubbel.Uitkomst.OPEN).count()
    woord = "mogelijk dubbel dossier" if aantal == 1 else "mogelijk dubbele dossiers"
    return [Werktaak(titel=f"{aantal} {woord} beoordelen", url=reverse("cases:dubbelen"))] if aantal else []
