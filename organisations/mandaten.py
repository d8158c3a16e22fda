"""Who may sign: a mandate in force, and for a deputy the absence of the chair (domain.md §9.4)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from organisations.actor import Actor
from organisations.models import Afwezigheid, Lidmaatschap, Mandaat
from organisations.rollen import COMMISSIEROLLEN, Rol

MANDAATROLLEN = (*COMMISSIEROLLEN, Rol.DIRECTEUR_SWV)
"""The roles that can carry a mandate: it is given to a person in an office, and ends with that office."""


def geldige_mandaten(swv_id: int, product: str, *, op: date) -> list[Mandaat]:
    """Mandates for a product in force on a day, of who has such a role here on that day; principal signers first."""
    mandaten = Mandaat.objects.filter(Q(tot__isnull=True) | Q(tot__gte=op), swv_id=swv_id, product=product, van__lte=op)
    rol = Lidmaatschap.objects.geldig_op(op).filter(user_id=OuterRef("user_id"), swv_id=swv_id, rol__in=MANDAATROLLEN)
    mandaten = mandaten.filter(Exists(rol), user__is_active=True)
    return list(mandaten.select_related("user").order_by("plaatsvervangend", "van", "pk"))


def lopend_zonder_rol(lid: Lidmaatschap, *, na: date) -> list[Mandaat]:
    """Mandates that this hat carries and no other hat does after a day."""
    if lid.rol not in MANDAATROLLEN:
        return []
    anders = Lidmaatschap.objects.filter(user_id=lid.user_id, swv_id=lid.swv_id, rol__in=MANDAATROLLEN)
    if anders.filter(Q(tot__isnull=True) | Q(tot__gt=na)).exclude(pk=lid.pk).exists():
        return []
    mandaten = Mandaat.objects.filter(Q(tot__isnull=True) | Q(tot__gt=na), user_id=lid.user_id, swv_id=lid.swv_id)
    return list(mandaten.select_for_update().order_by("pk"))


def afwezigheden_bij(swv_id: int | None) -> QuerySet[Afwezigheid]:
    """What counts as absence at this samenwerkingsverband."""
    return Afwezigheid.objects.filter(Q(swv_id=None) | Q(swv_id=swv_id))


def is_afwezig(user_id: int, *, swv_id: int, op: date) -> bool:
    return user_id in afwezigen([user_id], swv_id=swv_id, op=op)


def afwezigen(users: Iterable[int], *, swv_id: int, op: date) -> set[int]:
    """Who of these is away on a day."""
    rijen = afwezigheden_bij(swv_id).filter(user_id__in=list(users), van__lte=op, tot__gte=op)
    return set(rijen.values_list("user_id", flat=True))


def mandaat_van(actor: Actor, product: str, *, op: date) -> tuple[Mandaat | None, str]:
    """The mandate under which this person may sign today, or the reason (a Dutch sentence) why not."""
    if actor.swv_id is None:
        return None, "U werkt niet voor dit samenwerkingsverband."
    mandaten = geldige_mandaten(actor.swv_id, product, op=op)
    eigen = next((mandaat for mandaat in mandaten if mandaat.user_id == actor.gebruiker_id), None)
    if eigen is None:
        return None, "U heeft geen geldig mandaat om dit besluit te ondertekenen."
    if eigen.plaatsvervangend:
        aanwezig = [
            m.user.naam
            for m in mandaten
            if not m.plaatsvervangend and not is_afwezig(m.user_id, swv_id=m.swv_id, op=op)
        ]
        if aanwezig:
            return None, f"U tekent alleen als {aanwezig[0]} afwezig is. Dat is nu niet zo vastgelegd."
    return eigen, ""
