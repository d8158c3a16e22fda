"""A notice of default about a TLV request: who records it, and what the making known of a decision does to it."""

from datetime import date
from typing import Any

from organisations.actor import Actor
from tlv import rechten
from tlv.models import NA_INDIENEN, Aanvraag, Status
from ui.notatie import datum
from workflow import ingebreke
from workflow.fouten import Geweigerd
from workflow.models_ingebreke import Ingebrekestelling
from workflow.process import Uitvoering

STELLEN, INTREKKEN, VASTSTELLEN = "ingebreke_stellen", "ingebreke_intrekken", "dwangsom_vaststellen"
VOORBIJ, VOL = "ingebreke_voorbij", "dwangsom_vol"


def mag_vastleggen(actor: Actor, aanvraag: Aanvraag) -> bool:
    return rechten.is_secretariaat_of_voorzitter(actor, aanvraag)


def kan_stellen(actor: Actor, aanvraag: Aanvraag) -> bool:
    """From receipt on. A letter that came before the decision was known, or before the request was withdrawn, can still
    be entered after that: with its own day of receipt it counts.
    """
    ontvangen = aanvraag.status != Status.INGETROKKEN or aanvraag.zaak.ontvangen_op is not None
    return mag_vastleggen(actor, aanvraag) and aanvraag.status in NA_INDIENEN and ontvangen


def rijen_voor(actor: Actor, aanvraag: Aanvraag) -> list[Ingebrekestelling]:
    """The offices read all of them, the school what it sent itself."""
    rijen = Ingebrekestelling.objects.filter(zaak_id=aanvraag.zaak_id).select_related("zaak", "document__bestand")
    if actor.is_swv_bureau:
        return list(rijen)
    return list(rijen.filter(afzender=ingebreke.SCHOOL)) if actor.is_school else []


def school_wacht(aanvraag: Aanvraag) -> bool:
    """Its notice counts: so it does for who may not read the letter, too."""
    geldig = Ingebrekestelling.objects.geldig()
    return geldig.filter(zaak_id=aanvraag.zaak_id, afzender=ingebreke.SCHOOL).exists()


def ingetrokken_op(aanvraag: Aanvraag) -> date | None:
    """The day on which the school withdrew the request: from then on nobody has to decide."""
    return aanvraag.zaak.gesloten_op if aanvraag.status == Status.INGETROKKEN else None


def bereid_voor(u: Uitvoering) -> dict[str, Any]:
    bekend, weg, op = u.obj.bekendgemaakt_op, ingetrokken_op(u.obj), u.data["ontvangen_op"]
    if bekend is not None and op >= bekend:
        raise Geweigerd(f"Het besluit is sinds {datum(bekend)} bekend. Er is niets meer te laat.", veld="ontvangen_op")
    if weg is not None and op >= weg:
        raise Geweigerd(
            f"De school trok de aanvraag op {datum(weg)} in. Er hoeft geen besluit meer te komen. "
            "Alleen een brief die eerder kwam, telt nog.",
            veld="ontvangen_op",
        )
    return ingebreke.bereid_voor(u)


def leg_vast(u: Uitvoering) -> None:
    ingebreke.leg_vast(u, bekend=u.obj.bekendgemaakt_op, weg=ingetrokken_op(u.obj))
