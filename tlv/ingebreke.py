"""A notice of default about a TLV request: who records it, and what the making known of a decision does to it."""

from typing import Any

from organisations.actor import Actor
from tlv import rechten
from tlv.models import BESLOTEN, IN_BEHANDELING, Aanvraag, Status
from ui.notatie import datum
from workflow import ingebreke
from workflow.fouten import Geweigerd
from workflow.models_ingebreke import Ingebrekestelling
from workflow.process import Uitvoering

STELLEN, INTREKKEN, VASTSTELLEN = "ingebreke_stellen", "ingebreke_intrekken", "dwangsom_vaststellen"
VOORBIJ, VOL = "ingebreke_voorbij", "dwangsom_vol"
NOG_TE_STELLEN = (*IN_BEHANDELING, *BESLOTEN, Status.BEKENDGEMAAKT)


def mag_vastleggen(actor: Actor, aanvraag: Aanvraag) -> bool:
    return rechten.is_secretariaat_of_voorzitter(actor, aanvraag)


def kan_stellen(actor: Actor, aanvraag: Aanvraag) -> bool:
    """From receipt on; a letter that came before the decision was known can still be entered after it."""
    return mag_vastleggen(actor, aanvraag) and aanvraag.status in NOG_TE_STELLEN


def rijen_voor(actor: Actor, aanvraag: Aanvraag) -> list[Ingebrekestelling]:
    """The offices read all of them, the school what it sent itself."""
    rijen = Ingebrekestelling.objects.filter(zaak_id=aanvraag.zaak_id).select_related("zaak", "document__bestand")
    if actor.is_swv_bureau:
        return list(rijen)
    return list(rijen.filter(afzender=ingebreke.SCHOOL)) if actor.is_school else []


def bereid_voor(u: Uitvoering) -> dict[str, Any]:
    bekend = u.obj.bekendgemaakt_op
    if bekend is not None and u.data["ontvangen_op"] >= bekend:
        raise Geweigerd(f"Het besluit is sinds {datum(bekend)} bekend. Er is niets meer te laat.", veld="ontvangen_op")
    return ingebreke.bereid_voor(u)


def leg_vast(u: Uitvoering) -> None:
    ingebreke.leg_vast(u, bekend=u.obj.bekendgemaakt_op)
