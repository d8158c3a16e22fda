"""What is told around the last day of a term; the days come from the policy that binds the case."""

from collections.abc import Iterable
from datetime import date

from cases.models import Zaak
from maatwerk.beleid import beleid_van
from maatwerk.models import Aanstelling, Traject
from organisations.rollen import Rol
from workflow import ontvangers
from workflow.process import Ontvanger, Termijnmelding


def gevraagde(zaak: Zaak, vandaag: date) -> Iterable[Ontvanger]:
    """The casemanager who has not answered."""
    open_ = Aanstelling.objects.filter(traject__zaak=zaak, stand=Aanstelling.Stand.GEVRAAGD)
    return [Ontvanger(user=rij.casemanager, rol=Rol.CASEMANAGER) for rij in open_.select_related("casemanager")]


def gevraagde_en_directeur(zaak: Zaak, vandaag: date) -> Iterable[Ontvanger]:
    return [*gevraagde(zaak, vandaag), *ontvangers.directeuren(zaak, vandaag)]


def _vooraf_dagen(traject: Traject) -> Iterable[int]:
    return beleid_van(traject).herinneringen_dagen


def _te_laat_dagen(traject: Traject) -> Iterable[int]:
    return beleid_van(traject).te_laat_dagen


def _elke(traject: Traject) -> int:
    return beleid_van(traject).te_laat_elke_dagen


def vooraf(aan: ontvangers.Kant, wat: str) -> Termijnmelding:
    return Termijnmelding(
        aan=aan,
        dagen=_vooraf_dagen,
        onderwerp="Denk aan {nummer}: {over}",
        tekst=f"{wat} is uiterlijk op {{dag}} nodig ({{over}}). Het gaat om {{nummer}}.",
    )


def te_laat(aan: ontvangers.Kant, wat: str) -> Termijnmelding:
    return Termijnmelding(
        aan=aan,
        dagen=_te_laat_dagen,
        elke=_elke,
        onderwerp="Te laat: {nummer}",
        tekst=f"{wat} was uiterlijk op {{dag}} nodig en is er nog niet ({{over}}). Het gaat om {{nummer}}.",
    )


OUDERS_STIL = Termijnmelding(
    aan=ontvangers.casemanagers,
    dagen=_te_laat_dagen,
    elke=_elke,
    onderwerp="Spreekt u de ouders weer eens? ({nummer})",
    tekst="In het logboek van {leerling} staat sinds een tijd geen gesprek met de ouders. "
    "Hebt u hen gesproken? Noteer het dan kort. Zo niet, bel hen dan even.",
)
"""A gentle signal and no reproach: attuning with parents is the thread of the procedure (source 000, step 3)."""
