"""What the pages show: an agenda in rows, and of an item what this person may read of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from cases.compartimenten import leesbaar_voor
from cases.models import Zaak
from documents.models import Document
from organisations.actor import Actor
from vergaderingen.models import Agendapunt, Vergadering, mag_regelen
from vergaderingen.toegang import gesloten_voor
from vergaderingen.woorden import agendasoort, kenmerk, uitkomst

Stand = Agendapunt.Stand
BADGE = {
    Stand.WACHT: "warning",
    Stand.GEPLAND: "neutral",
    Stand.BEHANDELD: "success",
    Stand.DOORGESCHOVEN: "inactive",
    Stand.VERVALLEN: "inactive",
}


@dataclass(frozen=True)
class Regel:
    """One row of an agenda. `gesloten` says why this person reads no more of it than that it is there."""

    punt: Agendapunt
    nr: int
    kenmerk: str
    badge: str
    uitkomst: str
    gesloten: str
    eerste: bool
    laatste: bool


def agenda(actor: Actor, vergadering: Vergadering) -> list[Regel]:
    """In order, as the minutes will have it."""
    return regels(actor, vergadering.agenda().select_related(*MET))


MET = ("zaak__dossier__leerling", "zaak__school", "school", "voorbereider")


def regels(actor: Actor, punten: Iterable[Agendapunt]) -> list[Regel]:
    rijen = list(punten)
    dicht = gesloten_voor(actor, rijen)
    return [
        Regel(
            punt=punt,
            nr=nr,
            kenmerk=kenmerk(punt),
            badge=BADGE[Stand(punt.stand)],
            uitkomst="" if punt.pk in dicht or punt.stand != Stand.BEHANDELD else uitkomst(punt),
            gesloten=dicht.get(punt.pk, ""),
            eerste=nr == 1,
            laatste=nr == len(rijen),
        )
        for nr, punt in enumerate(rijen, 1)
    ]


def wachtlijst(actor: Actor) -> list[Regel]:
    """What waits for a meeting, for who organises."""
    if not mag_regelen(actor):
        return []
    rijen = Agendapunt.objects.filter(swv_id=actor.eigen_swv_id, stand=Stand.WACHT).select_related(*MET)
    return regels(actor, rijen.order_by("ingebracht_op", "pk")[:100])


def stukken_voor(actor: Actor, punt: Agendapunt) -> QuerySet[Document]:
    """The papers of an item, as far as this hat may read their part of a case, until the meeting is closed."""
    open_ = punt.vergadering is None or punt.vergadering.is_open
    if not open_ or punt.stand not in (*Agendapunt.OPEN, Stand.BEHANDELD):
        return Document.objects.none()
    rijen = punt.stukken.filter(
        compartiment__in=leesbaar_voor(actor), bestand__isnull=False, verwijderd_op__isnull=True
    ).select_related("bestand")
    return rijen if actor.is_swv_bureau else rijen.filter(Q(gezinslid__isnull=True))


def te_kiezen_stukken(actor: Actor, zaak: Zaak) -> list[Document]:
    """Papers of the case that whoever puts it on the agenda may read."""
    rijen = Document.objects.zichtbaar_voor(actor).filter(zaak=zaak, bestand__isnull=False)
    return list(rijen.order_by("-aangemaakt_op", "-pk")[:60])


@dataclass(frozen=True)
class Mag:
    """What this person may do with an item now."""

    wijzigen: bool = False
    uitkomst: bool = False
    heropenen: bool = False
    verplaatsen: bool = False
    belang_melden: bool = False


def mag_met(actor: Actor, punt: Agendapunt, *, nu: datetime) -> Mag:
    open_ = punt.is_open and (punt.vergadering is None or punt.vergadering.is_open)
    if not mag_regelen(actor):
        return Mag(belang_melden=open_)
    begonnen = punt.vergadering is not None and punt.vergadering.is_begonnen(nu)
    soort = agendasoort(punt)
    nog = punt.stand == Stand.BEHANDELD and punt.vergadering is not None and punt.vergadering.is_open
    return Mag(
        wijzigen=open_,
        uitkomst=open_ and begonnen,
        heropenen=nog and not (soort and punt.uitkomst in soort.na_uitkomst),
        verplaatsen=open_,
        belang_melden=open_,
    )
