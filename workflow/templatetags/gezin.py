"""Pages of the family: "u" or "jij", phone numbers, and whom to call."""

from django import template
from django.template.context import Context
from django.utils import timezone

from cases.models import Schoolbetrokkene, Zaak
from organisations.rollen import Rol

register = template.Library()


@register.simple_tag(takes_context=True)
def u(context: Context, voor_ouder: str, voor_leerling: str) -> str:
    """{% u "Lees uw brief." "Lees je brief." %}: both are written out; turning "u" into "jij" by rule breaks verbs."""
    jij = context.get("jij")
    if jij is None:
        jij = getattr(context.get("actor"), "rol", "") == Rol.LEERLING
    return voor_leerling if jij else voor_ouder


@register.filter
def tel(nummer: str) -> str:
    """A phone number as an address: digits and a leading plus only."""
    return "tel:" + "".join(teken for teken in nummer if teken.isdigit() or teken == "+")


@register.simple_tag
def schoolcontacten(zaak: Zaak) -> list[Schoolbetrokkene]:
    """People at school the family can call, as long as they are involved."""
    vandaag = timezone.localdate()
    return [rij for rij in zaak.dossier.schoolbetrokkenen.all() if rij.tot is None or rij.tot >= vandaag]
