"""Named rules: who may do what in a maatwerk track. Each takes the actor and the track, or the child acted upon."""

from cases.models import Zaak
from maatwerk.models import MET_CASEMANAGER, Aanstelling, Status, Traject
from organisations.actor import Actor
from organisations.rollen import Rol
from workflow.rechten import is_coordinator, is_secretariaat, is_secretariaat_of_voorzitter, nooit

__all__ = [
    "adviseert",
    "is_casemanager",
    "is_directeur",
    "is_directeur_of_casemanager",
    "is_gevraagd_voor",
    "is_gevraagde",
    "is_inbrenger",
    "is_secretariaat",
    "mag_agenderen",
    "mag_beeindigen",
    "mag_intake",
    "mag_intake_lezen",
    "mag_logboek_lezen",
    "nooit",
    "vroeg_casemanager",
]


def is_inbrenger(actor: Actor, traject: Traject) -> bool:
    """Who brings a pupil in after the PTO: the school of origin, or the secretariat for it."""
    return is_coordinator(actor, traject) or is_secretariaat(actor, traject)


def mag_intake(actor: Actor, traject: Traject) -> bool:
    return traject.status == Status.INTAKE and is_inbrenger(actor, traject)


def adviseert(actor: Actor, traject: Traject) -> bool:
    """Chair and deputy give the advice of the commission; the secretariat writes down what the meeting found."""
    return is_secretariaat_of_voorzitter(actor, traject)


def mag_agenderen(actor: Actor, traject: Traject) -> bool:
    """Who puts a track on an agenda of the commission: while its advice is asked."""
    return adviseert(actor, traject) and traject.status == Status.BIJ_COMMISSIE


def is_directeur(actor: Actor, traject: Traject) -> bool:
    return actor.rol == Rol.DIRECTEUR_SWV and actor.swv_id == traject.zaak.swv_id


def is_casemanager(actor: Actor, traject: Traject) -> bool:
    """The casemanager of this track: appointed, and in that hat. Being asked is not enough."""
    if actor.rol != Rol.CASEMANAGER or traject.status not in MET_CASEMANAGER:
        return False
    return traject.aanstellingen.filter(casemanager_id=actor.gebruiker_id, stand=Aanstelling.Stand.AANVAARD).exists()


def is_gevraagde(actor: Actor, aanstelling: Aanstelling) -> bool:
    """The person who was asked to be the casemanager, in that hat, and has not answered."""
    return (
        actor.rol == Rol.CASEMANAGER
        and actor.gebruiker_id == aanstelling.casemanager_id
        and actor.swv_id == aanstelling.traject.zaak.swv_id
        and aanstelling.stand == Aanstelling.Stand.GEVRAAGD
    )


def is_gevraagd_voor(actor: Actor, zaak: Zaak) -> bool:
    """The same from the case: who may answer without having read the dossier."""
    vragen = Aanstelling.objects.filter(traject__zaak=zaak, stand=Aanstelling.Stand.GEVRAAGD)
    return any(is_gevraagde(actor, vraag) for vraag in vragen.select_related("traject__zaak"))


def is_directeur_of_casemanager(actor: Actor, traject: Traject) -> bool:
    return is_directeur(actor, traject) or is_casemanager(actor, traject)


def mag_beeindigen(actor: Actor, traject: Traject) -> bool:
    """Before there is a casemanager whoever brought it in; always the director."""
    return is_directeur(actor, traject) or mag_intake(actor, traject)


def mag_logboek_lezen(actor: Actor, traject: Traject) -> bool:
    """The contact log and the network: the casemanager, and the director for whom the casemanager works."""
    return is_directeur_of_casemanager(actor, traject)


def mag_intake_lezen(actor: Actor, traject: Traject) -> bool:
    """Everybody who works on the track may read what it began with."""
    return actor.is_school or actor.is_swv_bureau or is_directeur_of_casemanager(actor, traject)


def vroeg_casemanager(actor: Actor, aanstelling: Aanstelling) -> bool:
    """The director, on whose behalf the question was asked."""
    return is_directeur(actor, aanstelling.traject)
