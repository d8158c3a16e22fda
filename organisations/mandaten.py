"""Who may sign: a mandate in force, and for a deputy the absence of the chair (domain.md §9.4)."""

from datetime import date

from django.db.models import Q

from organisations.actor import Actor
from organisations.models import Afwezigheid, Mandaat


def geldige_mandaten(swv_id: int, product: str, *, op: date) -> list[Mandaat]:
    """Mandates for a product in force on a day, principal signers first."""
    mandaten = Mandaat.objects.filter(Q(tot__isnull=True) | Q(tot__gte=op), swv_id=swv_id, product=product, van__lte=op)
    return list(mandaten.select_related("user").order_by("plaatsvervangend", "van", "pk"))


def is_afwezig(user_id: int, *, op: date) -> bool:
    return Afwezigheid.objects.filter(user_id=user_id, van__lte=op, tot__gte=op).exists()


def mandaat_van(actor: Actor, product: str, *, op: date) -> tuple[Mandaat | None, str]:
    """The mandate under which this person may sign today, or the reason (a Dutch sentence) why not."""
    if actor.swv_id is None:
        return None, "U werkt niet voor dit samenwerkingsverband."
    mandaten = geldige_mandaten(actor.swv_id, product, op=op)
    eigen = next((mandaat for mandaat in mandaten if mandaat.user_id == actor.gebruiker_id), None)
    if eigen is None:
        return None, "U heeft geen geldig mandaat om dit besluit te ondertekenen."
    if eigen.plaatsvervangend:
        aanwezig = [m.user.naam for m in mandaten if not m.plaatsvervangend and not is_afwezig(m.user_id, op=op)]
        if aanwezig:
            return None, f"U tekent alleen als {aanwezig[0]} afwezig is. Dat is nu niet zo vastgelegd."
    return eigen, ""
