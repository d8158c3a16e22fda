"""Template tags for pages of a case: its state, tabs, running terms, and what this actor may do."""

from typing import Any

from django import template

from cases.models import Zaak
from organisations.mensen import mag_beheren
from organisations.models import Lidmaatschap
from ui.notatie import datum
from workflow.gemeenschappelijk import mag_noteren as noteren_mag
from workflow.gemeenschappelijk import mag_overdragen as overdragen_mag
from workflow.post import is_onbestelbaar
from workflow.process import Toestand, process_van
from workflow.verlaten import achtergebleven
from workflow.zijkant import Zijkant, zijkant_van

register = template.Library()


@register.simple_tag
def toestand(zaak: Zaak) -> Toestand:
    """How the state of this case is shown."""
    return process_van(zaak).toestanden[zaak.status]


@register.simple_tag(takes_context=True)
def zaaktabs(context: dict[str, Any], zaak: Zaak, actief: str = "") -> list[dict[str, Any]]:
    """The tabs of the case page for this actor."""
    tabs = process_van(zaak).tabs(context["actor"], zaak)
    return [{"label": label, "url": url, "actief": sleutel == actief} for sleutel, label, url in tabs]


@register.simple_tag(takes_context=True)
def zijkant(context: dict[str, Any], zaak: Zaak) -> Zijkant:
    """{% zijkant zaak as kant %}: asked where it is shown, so that no page of a case has to think of it."""
    return zijkant_van(context["actor"], zaak)


@register.simple_tag
def komt_mail_aan(email: str) -> bool:
    return not is_onbestelbaar(email)


@register.simple_tag(takes_context=True)
def achtergebleven_zaken(context: dict[str, Any]) -> list[tuple[Lidmaatschap, int]]:
    """Who left with open cases in their name, for who administers this samenwerkingsverband."""
    actor = context["actor"]
    return achtergebleven(actor.vandaag, swv_id=actor.swv_id) if mag_beheren(actor) else []


@register.filter
def achtergebleven_meta(lid: Lidmaatschap, aantal: int) -> str:
    zaken = "1 zaak" if aantal == 1 else f"{aantal} zaken"
    return f"{zaken} bij {lid.organisatie}; de rol eindigde op {datum(lid.tot)}" if lid.tot else zaken


@register.simple_tag(takes_context=True)
def mag_overdragen(context: dict[str, Any], zaak: Zaak) -> bool:
    return overdragen_mag(context["actor"], zaak)


@register.simple_tag(takes_context=True)
def mag_noteren(context: dict[str, Any], zaak: Zaak) -> bool:
    return noteren_mag(context["actor"], zaak)
