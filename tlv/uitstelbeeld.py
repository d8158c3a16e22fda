"""What pages show of an act on a date before it is done: old and new, the line, and who is told."""

from typing import Any

from deadlines.tijdlijn import teken
from organisations.actor import Actor
from tlv.models import Aanvraag
from tlv.uitstel import Gevolg
from workflow.ontvangers import gezin


def gevolgbeeld(aanvraag: Aanvraag, gevolg: Gevolg, actor: Actor) -> dict[str, Any]:
    """The context of `tlv/uitstel/_gevolg.html`."""
    return {
        "gevolg": gevolg,
        "lijn": teken(gevolg.nieuw, vandaag=actor.vandaag),
        "al_voorbij": gevolg.voorbij(actor.vandaag),
        "gezinsleden": len(gezin(aanvraag.zaak, actor.vandaag)),
    }
