"""A meeting that is going on in the world of the access matrix, with each case on its agenda and an action."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cases.models import Zaak
from documents.models import Document
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband
from organisations.rollen import Rol
from vergaderingen.models import Actiepunt, Agendapunt, Genodigde, Vergadering

GENODIGD = (Rol.VOORZITTER, Rol.COMMISSIELID, Rol.DESKUNDIGE, Rol.DIRECTEUR_SWV)
"""Of the office; the behavioural scientist is not asked, the secretariat and the deputy organise all the same."""


def vergadering(eigen: dict[str, Actor]) -> Vergadering:
    voorzitter, nu = eigen[Rol.VOORZITTER], timezone.now()
    rij = Vergadering.objects.create(
        swv_id=voorzitter.eigen_swv_id,
        commissie_id=_commissie(voorzitter.eigen_swv_id),
        begin=nu - timedelta(minutes=10),
        einde=nu + timedelta(hours=1),
        plaats="Kastanjelaan 12",
        voorzitter_id=voorzitter.persoon_id,
        gepland_door_id=voorzitter.persoon_id,
        gepland_op=nu,
        gewijzigd_op=nu,
    )
    for rol in GENODIGD:
        Genodigde.objects.create(vergadering=rij, lid_id=eigen[rol].hoed_id)
    return rij


def _commissie(swv_id: int) -> int:
    return Samenwerkingsverband.objects.values_list("commissie_id", flat=True).get(pk=swv_id)


def op_de_agenda(rij: Vergadering, zaak: Zaak, eigen: dict[str, Actor]) -> dict[str, Any]:
    """The case, with its first paper, and what somebody is to do about it."""
    nu = timezone.now()
    punt = Agendapunt.objects.create(
        swv_id=rij.swv_id,
        vergadering=rij,
        volgorde=rij.punten.count() + 1,
        vorm=Agendapunt.Vorm.ZAAK,
        zaak=zaak,
        soort="bespreking",
        titel="Bespreking van de aanvraag",
        ingebracht_op=nu,
        stand=Agendapunt.Stand.GEPLAND,
    )
    punt.stukken.set(Document.objects.filter(zaak=zaak))
    actie = Actiepunt.objects.create(
        vergadering=rij, punt=punt, wat="Bellen", wie_id=eigen[Rol.COMMISSIELID].hoed_id, gemaakt_op=nu
    )
    return {"vergadering_id": rij.pk, "punt_id": punt.pk, "actie_id": actie.pk}
