"""Named rules: who may do what with a TLV request. Each takes the actor and the request, or the child acted upon."""

from organisations.actor import Actor
from organisations.rollen import Rol
from tlv.models import IN_BEHANDELING, Aanvraag, Advies, Status
from workflow.rechten import is_coordinator as is_aanvrager
from workflow.rechten import is_secretariaat, is_secretariaat_of_voorzitter, is_voorzitter, nooit

__all__ = [
    "is_aanvrager",
    "is_deskundige_of_voorzitter",
    "is_deze_deskundige",
    "is_opdrachtgever",
    "is_secretariaat",
    "is_secretariaat_of_voorzitter",
    "is_voorzitter",
    "mag_aanvullen",
    "mag_agenderen",
    "mag_indienen",
    "mag_schrijven",
    "nooit",
]


def mag_schrijven(actor: Actor, aanvraag: Aanvraag) -> bool:
    """Writing the request: the applicant, or the secretariat for a request that came on paper, by mail or by phone."""
    if aanvraag.status != Status.CONCEPT:
        return False
    namens = is_secretariaat(actor, aanvraag) and aanvraag.kanaal != "digitaal"
    return namens or is_aanvrager(actor, aanvraag)


def mag_indienen(actor: Actor, aanvraag: Aanvraag) -> bool:
    namens = is_secretariaat(actor, aanvraag) and aanvraag.kanaal != "digitaal"
    return namens or is_aanvrager(actor, aanvraag)


def mag_aanvullen(actor: Actor, aanvraag: Aanvraag) -> bool:
    """The school supplements; the secretariat enters what came on paper."""
    return is_aanvrager(actor, aanvraag) or is_secretariaat(actor, aanvraag)


def is_deze_deskundige(actor: Actor, advies: Advies) -> bool:
    """The expert who was asked for this advice, in the expert's hat."""
    return actor.rol == Rol.DESKUNDIGE and actor.gebruiker_id == advies.deskundige_id


def is_opdrachtgever(actor: Actor, advies: Advies) -> bool:
    """The secretariat that organises the case and asked for this advice."""
    return is_secretariaat(actor, advies.aanvraag)


def is_deskundige_of_voorzitter(actor: Actor, aanvraag: Aanvraag) -> bool:
    """Who may send the case back with "ik mis …": an expert with an open advice, or the chair."""
    if actor.rol == Rol.DESKUNDIGE:
        return aanvraag.adviezen.filter(deskundige_id=actor.gebruiker_id, stand="gevraagd").exists()
    return is_voorzitter(actor, aanvraag)


def mag_agenderen(actor: Actor, aanvraag: Aanvraag) -> bool:
    """Who can put a request on an agenda of the commission: from receipt until the decision."""
    return is_secretariaat_of_voorzitter(actor, aanvraag) and aanvraag.status in IN_BEHANDELING
