"""What pages show of an act on a date before it is done: old and new, the line, and who is told."""

from datetime import date
from typing import Any

from deadlines.tijdlijn import teken
from organisations.actor import Actor
from tlv.models import Aanvraag
from tlv.uitstel import SERVICENORM, Gevolg, termijn_van
from workflow.ontvangers import gezin


def _streefdatum(aanvraag: Aanvraag, gevolg: Gevolg) -> date | None:
    """Our own date does not move with the term of the law: whoever moves that one is reminded."""
    if gevolg.termijn.soort == SERVICENORM:
        return None
    norm = termijn_van(aanvraag, SERVICENORM)
    return norm.einde if norm else None


def gevolgbeeld(aanvraag: Aanvraag, gevolg: Gevolg, actor: Actor) -> dict[str, Any]:
    """The context of `tlv/uitstel/_gevolg.html`."""
    return {
        "gevolg": gevolg,
        "lijn": teken(gevolg.nieuw, vandaag=actor.vandaag),
        "al_voorbij": gevolg.voorbij(actor.vandaag),
        "gezinsleden": len(gezin(aanvraag.zaak, actor.vandaag)),
        "streefdatum": _streefdatum(aanvraag, gevolg),
    }
