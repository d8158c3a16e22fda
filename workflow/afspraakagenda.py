"""Appointments as they go into a calendar that others may read: no names, no address, and not what it is about."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cases.models import Afspraak, Zaak
from organisations.actor import Actor
from organisations.rollen import Rol
from workflow.ruimte import Bijeenkomst

DUUR = timedelta(hours=1)
"""How long it takes is not asked: a calendar shows an hour."""
TERUG = timedelta(days=30)
HOOGSTENS = 1000


def als_bijeenkomst(actor: Actor, *, alleen_ik: bool) -> Iterator[Bijeenkomst]:
    """What is to come, and what was called off: a calendar that has it must take it out."""
    rijen = Afspraak.objects.filter(zaak__in=Zaak.objects.visible_to(actor), moment__gte=timezone.now() - TERUG)
    if actor.is_gezin:
        rijen = rijen.filter(voor_gezin=True)
    elif alleen_ik and actor.rol != Rol.CASEMANAGER:
        rijen = rijen.filter(_van(actor))
    for rij in rijen.select_related("zaak").order_by("moment", "pk")[:HOOGSTENS]:
        yield Bijeenkomst(
            kenmerk=f"afspraak-{rij.pk}",
            begin=rij.moment,
            einde=rij.moment + DUUR,
            titel=f"{rij.zaak.nummer or 'Concept'}: afspraak",
            plaats="",
            pad=reverse("workflow:zaak", args=[rij.zaak_id]),
            gewijzigd_op=rij.gewijzigd_op or rij.zaak.aangemaakt_op,
            verschoven=rij.verschoven,
            afgelast=rij.afgezegd_op is not None,
        )


def _van(actor: Actor) -> Q:
    """Planned by this person, or in a case that this person handles; a casemanager sees no other cases at all."""
    wie = actor.persoon_id
    return Q(gemaakt_door_id=wie) | Q(zaak__behandelaar_id=wie) | Q(zaak__schoolbehandelaar_id=wie)
