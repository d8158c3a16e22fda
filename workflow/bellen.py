"""Whom a family member can call who has no case to see."""

from cases.models import Dossier
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband


def te_bellen(actor: Actor) -> list[Samenwerkingsverband]:
    """The samenwerkingsverbanden that know a child of this parent. Never the school: who has no gezag does not hear
    from us where a child is, and of a child with a secret address not even in which region.
    """
    van_ouder = Dossier.objects.filter(
        leerling__ouders__user_id=actor.persoon_id, leerling__adres_geheim=False, samengevoegd_met__isnull=True
    )
    return list(Samenwerkingsverband.objects.filter(pk__in=van_ouder.values("swv_id")).order_by("naam"))
