"""Outages in words, and what they mean for the terms of a case."""

from django import template

from cases.models import Zaak
from deadlines.services import termijnen_van
from workflow.models_storing import Storing
from workflow.storing import Gevolg, gevolgen, periode

register = template.Library()


@register.filter
def wanneer(storing: Storing) -> str:
    return periode(storing)


@register.inclusion_tag("workflow/_storing_gevolg.html", takes_context=True)
def storing_gevolgen(context: template.Context, zaak: Zaak) -> dict[str, object]:
    """{% storing_gevolgen zaak %}: the terms of this case, objection terms too, whose last day fell in an outage."""
    rijen = [rij for rij in termijnen_van(zaak) if rij.einde is not None]
    gevonden: list[Gevolg] = gevolgen(rijen, zaak.swv_id)
    return {"gevolgen": gevonden, "gezin": context["actor"].is_gezin}
