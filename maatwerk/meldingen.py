"""What is told around the last day of a term; the days come from the policy that binds the case."""

from collections.abc import Iterable
from datetime import date

from cases.models import Zaak
from maatwerk.beleid import beleid_van
from maatwerk.models import Aanstelling
from organisations.rollen import Rol
from workflow import ontvangers
from workflow.meldritme import Meldritme
from workflow.process import Ontvanger, Termijnmelding


def gevraagde(zaak: Zaak, vandaag: date) -> Iterable[Ontvanger]:
    """The casemanager who has not answered."""
    open_ = Aanstelling.objects.filter(traject__zaak=zaak, stand=Aanstelling.Stand.GEVRAAGD)
    return [Ontvanger(user=rij.casemanager, rol=Rol.CASEMANAGER) for rij in open_.select_related("casemanager")]


def gevraagde_en_directeur(zaak: Zaak, vandaag: date) -> Iterable[Ontvanger]:
    return [*gevraagde(zaak, vandaag), *ontvangers.directeuren(zaak, vandaag)]


RITME = Meldritme(beleid_van)


def vooraf(aan: ontvangers.Kant, wat: str) -> Termijnmelding:
    """Without the name of the pupil, which who was asked does not read yet."""
    return RITME.vooraf(aan, f"{wat} is uiterlijk op {{dag}} nodig ({{over}}). Het gaat om {{nummer}}.")


def te_laat(aan: ontvangers.Kant, wat: str) -> Termijnmelding:
    return RITME.te_laat(
        aan, f"{wat} was uiterlijk op {{dag}} nodig en is er nog niet ({{over}}). Het gaat om {{nummer}}."
    )


OUDERS_STIL = RITME.te_laat(
    ontvangers.casemanagers,
    "In het logboek van {leerling} staat sinds een tijd geen gesprek met de ouders. "
    "Hebt u hen gesproken? Noteer het dan kort. Zo niet, bel hen dan even.",
    onderwerp="Spreekt u de ouders weer eens? ({nummer})",
)
"""A gentle signal and no reproach: attuning with parents is the thread of the procedure (source 000, step 3)."""
