"""The table of holidays as the administrator keeps it: looked at every year, and a change shows what it moves.

The table holds for all samenwerkingsverbanden. A day more or less moves only terms that run (`services.herreken`, case
by case in the sweep); what was stopped keeps the date it had.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import Q, QuerySet

from audit.services import record
from deadlines.kalender import Kalender
from deadlines.models import (
    MET_FEITEN,
    Feestdag,
    Feestdagwijziging,
    Kalendercontrole,
    Soort,
    Termijn,
    TermijnQuerySet,
    kalender_uit_tabel,
)
from deadlines.regels import bereken
from organisations.actor import Actor
from organisations.rollen import Rol

BEHEERDERS = (Rol.BEHEERDER, Rol.DIRECTEUR_SWV)
LEZERS = (*BEHEERDERS, Rol.SECRETARIAAT)
TE_TONEN = 200
VRIJE_DAGEN_OP_RIJ = timedelta(days=14)
"""A day off moves no end that lies further behind it."""
CONTROLEMAAND = 10
"""From October on the next year is to be looked at: decree days are published before it begins."""


@dataclass(frozen=True)
class Verschuiving:
    termijn: Termijn
    oud: date | None
    nieuw: date | None


def mag_lezen(actor: Actor) -> bool:
    return actor.rol in LEZERS


def mag_wijzigen(actor: Actor) -> bool:
    return actor.rol in BEHEERDERS


def met(kalender: Kalender, dag: date, naam: str | None) -> Kalender:
    """The same calendar with one day off more, or (without a name) one less."""
    vrij = {d: n for d, n in kalender.vrij.items() if d != dag}
    if naam:
        vrij[dag] = naam
    return Kalender(vrij=vrij, jaren=kalender.jaren)


def te_bekijken(dag: date) -> TermijnQuerySet:
    """The open terms that a change of this day can move: no day off is asked for after the end of a term.

    One without an end stands still; the change may let it end before that began.
    """
    return Termijn.objects.open().filter(Q(einde__gte=dag) | Q(einde__isnull=True))


def verschuivingen(rijen: QuerySet[Termijn], kalender: Kalender) -> Iterator[Verschuiving]:
    """Which of these get another last day by this calendar, before → after."""
    for termijn in rijen.select_related("zaak").prefetch_related(*MET_FEITEN).iterator(chunk_size=500):
        if (nieuw := termijn.berekening(kalender).einde) != termijn.einde:
            yield Verschuiving(termijn, termijn.einde, nieuw)


def voorbeeld(dag: date, naam: str | None, *, swv_id: int) -> list[Verschuiving]:
    """What a change would move in the cases of one samenwerkingsverband; the first of them."""
    eigen = te_bekijken(dag).filter(zaak__swv_id=swv_id).order_by("einde", "pk")
    return list(islice(verschuivingen(eigen, met(kalender_uit_tabel(), dag, naam)), TE_TONEN + 1))


def die_blijven(dag: date, *, swv_id: int) -> int:
    """Without this day off so many objection terms would end sooner; they keep the day that somebody was told."""
    kalender = met(kalender_uit_tabel(), dag, None)
    rijen = te_bekijken(dag).filter(zaak__swv_id=swv_id, soort=Soort.BEZWAAR, einde__lte=dag + VRIJE_DAGEN_OP_RIJ)
    zonder = (bereken(rij.soort, rij.vanaf, parameters=rij.parameters, kalender=kalender).einde for rij in rijen)
    return sum(
        nieuw is not None and rij.einde is not None and nieuw < rij.einde
        for rij, nieuw in zip(rijen, zonder, strict=True)
    )


@transaction.atomic
def voeg_toe(actor: Actor, *, dag: date, naam: str, bron: str, nu: datetime) -> Feestdagwijziging:
    """A day off more. The terms follow in the next sweep, case by case."""
    feestdag = Feestdag.objects.create(datum=dag, naam=naam, bron=bron)
    return _leg_vast(actor, "feestdag_toevoegen", feestdag, erbij=True, nu=nu)


@transaction.atomic
def haal_weg(actor: Actor, feestdag_id: int, *, nu: datetime) -> Feestdagwijziging | None:
    """A day off less; None when it was gone already."""
    feestdag = Feestdag.objects.select_for_update().filter(pk=feestdag_id).first()
    if feestdag is None:
        return None
    wijziging = _leg_vast(actor, "feestdag_weghalen", feestdag, erbij=False, nu=nu)
    feestdag.delete()
    return wijziging


def _leg_vast(actor: Actor, actie: str, feestdag: Feestdag, *, erbij: bool, nu: datetime) -> Feestdagwijziging:
    record(
        actor,
        actie,
        swv_id=actor.swv_id,
        object_soort="deadlines.feestdag",
        object_id=feestdag.pk,
        dag=feestdag.datum.isoformat(),
    )
    return Feestdagwijziging.objects.create(
        datum=feestdag.datum, naam=feestdag.naam, erbij=erbij, swv_id=actor.swv_id, op=nu
    )


@transaction.atomic
def vink_af(actor: Actor, jaar: int) -> None:
    """Somebody looked at the days of this year and found them right; once is enough."""
    _, nieuw = Kalendercontrole.objects.get_or_create(
        jaar=jaar, defaults={"op": actor.vandaag, "door_id": actor.persoon_id}
    )
    if nieuw:
        record(actor, "feestdagen_controleren", swv_id=actor.swv_id, object_soort="deadlines.kalender", jaar=jaar)


def te_controleren(vandaag: date) -> list[int]:
    """The years that somebody should look at now: this one, and from October on the next."""
    jaren = {vandaag.year, vandaag.year + 1} if vandaag.month >= CONTROLEMAAND else {vandaag.year}
    return sorted(jaren - set(Kalendercontrole.objects.filter(jaar__in=jaren).values_list("jaar", flat=True)))


def jaren_in(dagen: Iterable[Feestdag]) -> list[int]:
    return sorted({dag.datum.year for dag in dagen})
