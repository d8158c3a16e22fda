"""Letters that came back: who was to be told was not told, so somebody has to do something about it."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from workflow.models_post import Papierpost

TERUGKIJKEN = timedelta(days=90)
"""So long after it was posted a letter is in the list of those that can have come back."""
GETOOND = 200


def verstuurd(swv_id: int, vandaag: date) -> QuerySet[Papierpost]:
    """Letters on the post that can still come back, the latest first: not those that did since they were sent."""
    rijen = _van(swv_id).filter(verstuurd_op__isnull=False, gepost_op__gte=vandaag - TERUGKIJKEN)
    rijen = rijen.exclude(pk__in=teruggekomen(swv_id)).exclude(retour_klaar_op__gte=F("verstuurd_op"))
    return rijen.order_by("-gepost_op", "-pk")


def teruggekomen(swv_id: int) -> QuerySet[Papierpost]:
    """Those that came back and about which nothing was done yet, the longest first."""
    return _van(swv_id).filter(retour_op__isnull=False, retour_klaar_op__isnull=True).order_by("retour_op", "pk")


def _van(swv_id: int) -> QuerySet[Papierpost]:
    return Papierpost.objects.filter(zaak__swv_id=swv_id).select_related("bericht__ouder", "bericht__user", "zaak")


@transaction.atomic
def noteer(rij_id: int, *, swv_id: int, door_id: int, op: date, reden: str, vandaag: date) -> Papierpost | None:
    """It came back on this day; None when it was noted already."""
    rij = verstuurd(swv_id, vandaag).filter(pk=rij_id).select_for_update(of=("self",)).first()
    if rij is None:
        return None
    rij.retour_op, rij.retour_reden, rij.retour_door_id, rij.retour_klaar_op = op, reden.strip(), door_id, None
    rij.save(update_fields=["retour_op", "retour_reden", "retour_door", "retour_klaar_op"])
    return rij


@transaction.atomic
def stuur_opnieuw(rij_id: int, *, swv_id: int, nu: datetime) -> Papierpost | None:
    """It waits to be printed again since now, with the address as it is by then; that it came back stays on the row."""
    rij = _afgedaan(rij_id, swv_id=swv_id, nu=nu)
    if rij is not None:
        rij.geprint_op = rij.verstuurd_op = rij.verstuurd_door = rij.gepost_op = None
        rij.gemaakt_op = nu
        rij.save(update_fields=["gemaakt_op", "geprint_op", "verstuurd_op", "verstuurd_door", "gepost_op"])
    return rij


@transaction.atomic
def anders_verteld(rij_id: int, *, swv_id: int, nu: datetime) -> Papierpost | None:
    """Somebody called, or handed it over."""
    return _afgedaan(rij_id, swv_id=swv_id, nu=nu)


def _afgedaan(rij_id: int, *, swv_id: int, nu: datetime) -> Papierpost | None:
    rij = teruggekomen(swv_id).filter(pk=rij_id).select_for_update(of=("self",)).first()
    if rij is not None:
        rij.retour_klaar_op = nu
        rij.save(update_fields=["retour_klaar_op"])
    return rij
