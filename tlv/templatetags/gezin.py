"""{% u "Lees uw brief." "Lees je brief." %}: the sentence for a parent, or the one for a pupil."""

from django import template
from django.template.context import Context

register = template.Library()


@register.simple_tag(takes_context=True)
def u(context: Context, voor_ouder: str, voor_leerling: str) -> str:
    """Both sentences are written out: turning "u" into "jij" by rule gives wrong verbs."""
    return voor_leerling if context.get("jij") else voor_ouder


@register.filter
def tel(nummer: str) -> str:
    """A phone number as an address: digits and a leading plus only."""
    return "tel:" + "".join(teken for teken in nummer if teken.isdigit() or teken == "+")
