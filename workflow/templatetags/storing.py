"""Outages in words, and what they mean for the terms of a case."""

from collections.abc import Iterable

from django import template
from django.utils import timezone

from organisations.rollen import Rol
from workflow.models_storing import Storing
from workflow.storing import Gevolg, Meldingen, op_moment, periode

register = template.Library()


@register.filter
def wanneer(storing: Storing) -> str:
    return periode(storing)


@register.simple_tag
def storingen_nu(storingen: Iterable[Storing]) -> Meldingen:
    """{% storingen_nu storingen as rijen %}: what does not work, what is planned, what is over."""
    return op_moment(storingen, timezone.now())


@register.inclusion_tag("workflow/_storing_gevolg.html", takes_context=True)
def storing_gevolgen(context: template.Context, gevolgen: list[Gevolg]) -> dict[str, object]:
    """{% storing_gevolgen kant.gevolgen %}: the terms of this reader whose last day fell in an outage, in one block."""
    actor = context["actor"]
    return {
        "gevolgen": gevolgen,
        "gezin": actor.is_gezin,
        "school": actor.is_school,
        "jij": actor.rol == Rol.LEERLING,
    }
