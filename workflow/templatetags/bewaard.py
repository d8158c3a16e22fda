"""Text that could not be sent: said on the home page, for who came in by another way than the form."""

from django import template

from organisations.toegang.andere_rol import KIES
from organisations.toegang.bewaard import wachtend

register = template.Library()


@register.inclusion_tag("organisations/_bewaard.html", takes_context=True)
def bewaarde_teksten(context: template.Context) -> dict[str, object]:
    """{% bewaarde_teksten %}: nothing for a browser that keeps nothing."""
    return {"rijen": wachtend(context["request"]), "kies": KIES, "jij": context["actor"].rol == "leerling"}
