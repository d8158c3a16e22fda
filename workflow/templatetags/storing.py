"""Outages in words, and what they mean for the terms of a case."""

from django import template

from workflow.models_storing import Storing
from workflow.storing import Gevolg, periode

register = template.Library()


@register.filter
def wanneer(storing: Storing) -> str:
    return periode(storing)


@register.inclusion_tag("workflow/_storing_gevolg.html", takes_context=True)
def storing_gevolgen(context: template.Context, gevolgen: list[Gevolg]) -> dict[str, object]:
    """{% storing_gevolgen kant.gevolgen %}: the terms whose last day fell in an outage, objection terms too."""
    return {"gevolgen": gevolgen, "gezin": context["actor"].is_gezin}
