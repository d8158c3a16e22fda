"""The table of holidays as the administrator keeps it: looked at every year, and a change shows what it moves.

A day more or less moves only terms that run (`herreken_alles`); what was stopped keeps the date it had.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from audit.services import record
from deadlines.kalender import Kalender
from deadlines.models import MET_FEITEN, Feestdag, Kalendercontrole, Termijn, kalender_uit_tabel
from deadlines.services import herreken_alles
from organisations.actor import Actor
from organisations.rollen import Rol

BEHEERDERS = (Rol.BEHEERDER, Rol.DIRECTEUR_SWV)
LEZERS = (*BEHEERDERS, Rol.SECRETARIAAT)
# How far a term can move over one day off more or less: the longest row of days off, and a week of working days.
REIKWIJDTE = timedelta(days=21)
TE_TONEN = 200
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


def verschuivingen(dag: date, kalender: Kalender) -> list[Verschuiving]:
    """Which running terms get another last day when this day changes, before → after; the first of them."""
    open_ = Termijn.objects.open().filter(einde__gte=dag, einde__lte=dag + REIKWIJDTE)
    rijen = open_.select_related("zaak").prefetch_related(*MET_FEITEN).order_by("einde", "pk")
    gevonden = []
    for termijn in rijen.iterator(chunk_size=500):
        if (nieuw := termijn.berekening(kalender).einde) != termijn.einde:
            gevonden.append(Verschuiving(termijn, termijn.einde, nieuw))
        if len(gevonden) > TE_TONEN:
            break
    return gevonden


@transaction.atomic
def voeg_toe(actor: Actor, *, dag: date, naam: str, bron: str) -> int:
    """A day off more; how many running terms moved."""
    feestdag = Feestdag.objects.create(datum=dag, naam=naam, bron=bron)
    return _herreken(actor, "feestdag_toevoegen", feestdag.pk, dag)


@transaction.atomic
def haal_weg(actor: Actor, feestdag_id: int) -> int | None:
    """A day off less; None when it was gone already."""
    feestdag = Feestdag.objects.select_for_update().filter(pk=feestdag_id).first()
    if feestdag is None:
        return None
    feestdag.delete()
    return _herreken(actor, "feestdag_weghalen", feestdag_id, feestdag.datum)


def _herreken(actor: Actor, actie: str, feestdag_id: int, dag: date) -> int:
    verschoven = herreken_alles()
    record(
        actor,
        actie,
        swv_id=actor.swv_id,
        object_soort="deadlines.feestdag",
        object_id=feestdag_id,
        dag=dag.isoformat(),
        verschoven=verschoven,
    )
    return verschoven


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


def voorbeeld(dag: date, naam: str | None) -> list[Verschuiving]:
    return verschuivingen(dag, met(kalender_uit_tabel(), dag, naam))
