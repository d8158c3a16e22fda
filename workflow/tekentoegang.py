"""The doors of the signing room for reading: to the one paper somebody was asked to sign, and to its round."""

from datetime import date, datetime
from typing import Any, NoReturn

from django.db.models import QuerySet
from django.utils import timezone

from audit.services import GROOTSTE_ID, net_gelezen, record_lezing
from cases import grond as gronden
from cases.models import Zaak
from cases.toegang import leg_zaakweigering_vast
from documents.models import Handtekening, Ondertekenstuk, Tekencode
from organisations.actor import Actor, systeem
from organisations.vraag import VasteVraag
from workflow.fouten import GeenRecht, NietGevonden
from workflow.process import Process, process_van
from workflow.tekendelen import is_gevraagd
from workflow.tekenkamer import regel_van
from workflow.tekenregel import Tekenregel
from workflow.tekentaken import leest_als_deelnemer
from workflow.toegang import leg_lezen_vast

ERBIJ = ("stuk__zaak__dossier__leerling", "stuk__zaak__swv", "stuk__zaak__school", "stuk__document__bestand")


def haal_eigen(actor: Actor, rij_id: int) -> Handtekening:
    """The request of this person. Staff need not see the case: it opens this paper, and nothing else.

    Who manages the round of somebody else's request is told that it is not theirs (403); for others it is not there.
    """
    rij = _rij(rij_id)
    if rij is None or not (is_gevraagd(actor, rij) and _mag_nog(actor, rij)):
        if rij is not None and not actor.is_gezin and _beheert(actor, rij.stuk) is not None:
            raise GeenRecht
        _weiger(actor, "tekenen", rij.stuk if rij else None)
    leg_tekenlezing_vast(actor, rij)
    return rij


def _mag_nog(actor: Actor, rij: Handtekening) -> bool:
    """Nobody before being asked: a plan is told at home before it is read there. After that family reads by gezag, or
    as the pupil, and a casemanager until another takes over; what other staff were asked stays theirs to read until the
    case is closed.
    """
    if rij.uitgenodigd_op is None:
        return False
    if leest_als_deelnemer(actor):
        return Zaak.objects.visible_to(actor).filter(pk=rij.stuk.zaak_id).exists()
    return rij.stuk.zaak.gesloten_op is None


def eis_leesbaar(actor: Actor, rij: Handtekening) -> None:
    """Who sees the case reads every version. Others read what they still have to answer, or answered."""
    if not leest_nog(actor, rij):
        _weiger(actor, "tekenen", rij.stuk)


def leest_nog(actor: Actor, rij: Handtekening) -> bool:
    if rij.uitkomst == Handtekening.Uitkomst.OPEN or rij.geantwoord:
        return True
    return Zaak.objects.visible_to(actor).filter(pk=rij.stuk.zaak_id).exists()


def haal_ronde(actor: Actor, stuk_id: int) -> tuple[Ondertekenstuk, Tekenregel]:
    """A paper with all who sign it, for who manages it or compares what came on paper."""
    stuk = next(iter(_stukken(pk=stuk_id)), None) if stuk_id <= GROOTSTE_ID else None
    regel = _beheert(actor, stuk) if stuk else None
    if stuk is None or regel is None:
        _weiger(actor, "tekenronde", stuk)
    leg_lezen_vast(actor, stuk.zaak, "tekenronde")
    return stuk, regel


def haal_in_ronde(actor: Actor, rij_id: int) -> tuple[Handtekening, Tekenregel]:
    """One request in a round this actor manages."""
    rij = _rij(rij_id)
    if rij is None:
        _weiger(actor, "tekenronde", None)
    rij.stuk, regel = haal_ronde(actor, rij.stuk_id)
    return rij, regel


def _rij(rij_id: int) -> Handtekening | None:
    return next(iter(_rijen(pk=rij_id)), None) if rij_id <= GROOTSTE_ID else None


@VasteVraag
def _rijen(*, pk: Any) -> QuerySet[Handtekening]:
    return Handtekening.objects.filter(kamer=True, pk=pk).select_related(*ERBIJ, "ouder", "leerling")


@VasteVraag
def _stukken(*, pk: Any) -> QuerySet[Ondertekenstuk]:
    erbij = ("zaak__dossier__leerling", "zaak__swv", "zaak__school", "document__bestand", "eindstuk")
    return Ondertekenstuk.objects.filter(kamer=True, pk=pk).select_related(*erbij)


def _beheert(actor: Actor, stuk: Ondertekenstuk) -> Tekenregel | None:
    """The rule, when this actor may manage or compare; seeing the case comes first. 403 for who sees it and may not."""
    process: Process = process_van(stuk.zaak)
    if stuk.soort not in process.tekenregels:
        return None
    if not Zaak.objects.visible_to(actor).filter(pk=stuk.zaak_id).exists():
        return None
    regel, obj = regel_van(stuk, process), process.object_van(stuk.zaak)
    if not (regel.beheert(actor, obj) or regel.kijkt_na(actor, obj)):
        raise GeenRecht
    return regel


def _weiger(actor: Actor, pagina: str, stuk: Ondertekenstuk | None) -> NoReturn:
    leg_zaakweigering_vast(actor, f"lezen:{pagina}", stuk.zaak_id if stuk else None, grond="niet zichtbaar")
    raise NietGevonden


def leg_tekenlezing_vast(actor: Actor, rij: Handtekening) -> None:
    zaak = rij.stuk.zaak
    if Zaak.objects.visible_to(actor).filter(pk=zaak.pk).exists():
        leg_lezen_vast(actor, zaak, "tekenen")
    elif not net_gelezen(actor, "tekenen", nu=timezone.now(), zaak_id=zaak.pk):
        sinds = timezone.localdate(rij.uitgenodigd_op or rij.gevraagd_op)
        grond = gronden.grond(gronden.TEKENAAR, sinds, actor=actor, rij=rij.pk)
        record_lezing(actor, "tekenen", grond=grond, **_waarvan(rij))


def leg_codelezing_vast(code: Tekencode, *, vandaag: date, nu: datetime) -> None:
    """Read with a code from a letter: the record keeps which letter, for who it is is known only from it."""
    actor = systeem(vandaag)
    grond = gronden.grond(gronden.BRIEFCODE, timezone.localdate(code.gemaakt_op), actor=actor, rij=code.pk)
    record_lezing(actor, "tekenen", grond=grond, moment=nu, **_waarvan(code.handtekening))


def _waarvan(rij: Handtekening) -> dict[str, Any]:
    zaak = rij.stuk.zaak
    return {
        "swv_id": zaak.swv_id,
        "zaak_id": zaak.pk,
        "leerling_id": zaak.dossier.leerling_id,
        "object_soort": "documents.handtekening",
        "object_id": rij.pk,
    }
