"""Keeping what the system could not do by itself: since when, how often, why, and when it is tried again."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from workflow.models import Hapering

EERST, LANGST = timedelta(seconds=15), timedelta(hours=1)


def van_actie(actie: str) -> dict[int, datetime]:
    """By case when this act is tried again."""
    return dict(Hapering.objects.filter(actie=actie).values_list("zaak_id", "volgende_poging_op"))


def van_acties(acties: Iterable[str]) -> dict[tuple[str, int], datetime]:
    """By act and case when it is tried again."""
    rijen = Hapering.objects.filter(actie__in=list(acties))
    return {(rij.actie, rij.zaak_id): rij.volgende_poging_op for rij in rijen}


@transaction.atomic
def noteer(zaak_id: int, actie: str, *, reden: str, nu: datetime) -> None:
    """It broke off once more; the wait doubles. `reden` is a kind of error, never its text, which may hold names."""
    nieuw = {"sinds": nu, "volgende_poging_op": nu}
    rij, _ = Hapering.objects.select_for_update().get_or_create(zaak_id=zaak_id, actie=actie, defaults=nieuw)
    rij.pogingen, rij.reden = rij.pogingen + 1, reden[:100]
    rij.volgende_poging_op = nu + min(EERST * 2 ** min(rij.pogingen - 1, 10), LANGST)
    rij.save(update_fields=["pogingen", "reden", "volgende_poging_op"])


def vergeet(actie: str, zaak_ids: Iterable[int]) -> None:
    """Done, or nothing to do any more."""
    Hapering.objects.filter(actie=actie, zaak_id__in=zaak_ids).delete()


def haperingen(swv_id: int) -> QuerySet[Hapering]:
    """Those of one samenwerkingsverband, the longest first."""
    return Hapering.objects.filter(zaak__swv_id=swv_id).select_related("zaak")
