"""The list of actions: who does what after a meeting, and by when."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from audit.services import record
from organisations.actor import Actor
from vergaderingen.models import Actiepunt, Agendapunt, Genodigde, Vergadering, mag_regelen
from vergaderingen.punten import eis_geen_belang
from vergaderingen.toegang import eis_open, gesloten_voor, op_slot, weiger
from vergaderingen.woorden import eis_zonder_naam
from workflow.fouten import Conflict, Geweigerd, NietGevonden
from workflow.papieren import eis_afdrukbaar


def acties_voor(actor: Actor) -> QuerySet[Actiepunt]:
    """All of the own office for who organises; else what this person has to do."""
    rijen = Actiepunt.objects.filter(vergadering__swv_id=actor.swv_id or 0).select_related(
        "vergadering__commissie", "wie__user", "punt__zaak__dossier__leerling"
    )
    return rijen if mag_regelen(actor) else rijen.filter(wie__user_id=actor.gebruiker_id or 0)


def leesbaar(actor: Actor, rijen: Iterable[Actiepunt]) -> list[Actiepunt]:
    """Without those of an item that this person has a stake in, unless it is their own to do."""
    rijen = list(rijen)
    dicht = gesloten_voor(actor, {rij.punt_id: rij.punt for rij in rijen if rij.punt is not None}.values())
    return [rij for rij in rijen if rij.punt_id not in dicht or rij.wie.user_id == actor.gebruiker_id]


@transaction.atomic
def voeg_toe(
    actor: Actor,
    vergadering_id: int,
    *,
    wat: str,
    lid_id: int,
    uiterlijk: date | None,
    punt_id: int | None,
    nu: datetime,
) -> Actiepunt:
    vergadering = op_slot(actor, vergadering_id)
    eis_open(vergadering)
    if not Genodigde.objects.filter(vergadering=vergadering, lid_id=lid_id).exists():
        raise Geweigerd("Kies iemand die bij de vergadering hoort.", veld="wie")
    punt = next((rij for rij in punten_voor_actie(vergadering.pk) if rij.pk == punt_id), None)
    if punt_id and punt is None:
        raise Geweigerd("Dit punt staat niet op deze agenda.", veld="punt")
    if punt is not None:
        eis_geen_belang(actor, punt)
    eis_zonder_naam(vergadering, wat, veld="wat")
    eis_afdrukbaar({"wat": wat})
    actie = Actiepunt.objects.create(
        vergadering=vergadering, punt=punt, wat=wat, wie_id=lid_id, uiterlijk=uiterlijk, gemaakt_op=nu
    )
    _leg_vast(actor, "actie_toevoegen", actie, vergadering.swv_id)
    return actie


@transaction.atomic
def zet_gereed(actor: Actor, actie_id: int, *, nu: datetime) -> Actiepunt:
    """Done: said by who had to do it, or by who organises."""
    actie = acties_voor(actor).filter(pk=actie_id).select_for_update(of=("self",)).first()
    if actie is None:
        weiger_actie(actor, actie_id)
        raise NietGevonden
    if actie.gereed_op is not None:
        raise Conflict("Dit punt stond al op gereed.")
    actie.gereed_op, actie.gereed_door_id = nu, actor.persoon_id
    actie.save(update_fields=["gereed_op", "gereed_door"])
    _leg_vast(actor, "actie_gereed", actie, actie.vergadering.swv_id)
    return actie


def weiger_actie(actor: Actor, actie_id: int) -> None:
    """Recorded at the office of the meeting it came from."""
    vergadering_id = Actiepunt.objects.filter(pk=actie_id).values_list("vergadering_id", flat=True).first()
    weiger(actor, "actie", Vergadering, vergadering_id or 0)


def _leg_vast(actor: Actor, wat: str, actie: Actiepunt, swv_id: int, **meer: Any) -> None:
    record(
        actor,
        f"vergadering.{wat}",
        swv_id=swv_id,
        object_soort="vergaderingen.actiepunt",
        object_id=actie.pk,
        **meer,
    )


def punten_voor_actie(vergadering_id: int) -> list[Agendapunt]:
    rijen = Agendapunt.objects.filter(vergadering=vergadering_id).exclude(stand=Agendapunt.Stand.VERVALLEN)
    return list(rijen.select_related("zaak__dossier__leerling", "zaak__school", "school"))
