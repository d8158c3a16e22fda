"""How the outbox stands: for the readiness check and the administrator's page."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Min, Q, QuerySet
from django.db.models.functions import Coalesce

from deadlines.models import Termijn
from documents.models import Document, Werkstatus
from organisations.mensen import mislukte_uitnodigingen
from workflow.haperingen import haperingen
from workflow.models import TWIJFEL, Bericht
from workflow.post import neem_van_papier

WACHTEND = [Werkstatus.WACHT, Werkstatus.BEZIG]


@dataclass(frozen=True)
class Ouderdom:
    """How long work waits that could be done by now, and how old the oldest is that something failed of."""

    wachtend: timedelta | None
    opgehouden: timedelta | None


def ouderdom(nu: datetime) -> Ouderdom:
    """What waits for a moment to come (the mail of the day, the next attempt, the lease of a worker) is not late."""
    aan_de_beurt = Coalesce("volgende_poging_op", "aangemaakt_op")
    oudste = [
        model.objects.filter(werk__in=WACHTEND)
        .annotate(vanaf=aan_de_beurt)
        .aggregate(
            wachtend=Min("vanaf", filter=Q(vanaf__lte=nu)),
            opgehouden=Min("aangemaakt_op", filter=~Q(laatste_fout="")),
        )
        for model in (Document, Bericht)
    ]
    return Ouderdom(**{soort: _sinds(nu, [rij[soort] for rij in oudste]) for soort in ("wachtend", "opgehouden")})


def oudste_wachtende(nu: datetime) -> timedelta | None:
    return ouderdom(nu).wachtend


def _sinds(nu: datetime, momenten: list[datetime | None]) -> timedelta | None:
    bekend = [moment for moment in momenten if moment is not None]
    return nu - min(bekend) if bekend else None


def mislukt(swv_id: int) -> dict[str, int]:
    """Failed rows of one samenwerkingsverband by kind: dead letters that somebody has to look at."""
    berichten = mislukte_berichten(swv_id).count() + mislukte_uitnodigingen(swv_id).count()
    return {
        "documenten": mislukte_documenten(swv_id).count(),
        "berichten": berichten,
        "haperingen": haperingen(swv_id).count(),
    }


def mislukte_documenten(swv_id: int) -> QuerySet[Document]:
    """Letters of one samenwerkingsverband that could not be made."""
    rijen = Document.objects.filter(Q(zaak__swv_id=swv_id) | Q(swv_id=swv_id), werk=Werkstatus.MISLUKT)
    rijen = rijen.select_related("zaak")
    return rijen.order_by("aangemaakt_op")


def mislukte_berichten(swv_id: int) -> QuerySet[Bericht]:
    """Mails of one samenwerkingsverband that could not be sent."""
    rijen = Bericht.objects.filter(Q(zaak__swv_id=swv_id) | Q(swv_id=swv_id), werk=Werkstatus.MISLUKT)
    rijen = rijen.select_related("zaak", "papierpost")
    return rijen.order_by("aangemaakt_op")


def onverwerkte_termijnen(swv_id: int, vandaag: date) -> QuerySet[Termijn]:
    """Terms of which the lapse keeps failing: each sweep tries them again, so what stays here is broken."""
    return Termijn.objects.verstreken(vandaag).filter(zaak__swv_id=swv_id).select_related("zaak")


@transaction.atomic
def zet_bericht_terug(bericht_id: int) -> bool:
    """A failed mail starts anew, and its letter goes off the list: nobody is told twice, and none is left untold.

    When the mail fails again there is a letter again. False when it was not failed, or the letter went out.
    """
    bericht = Bericht.objects.select_for_update().filter(pk=bericht_id, werk=Werkstatus.MISLUKT).first()
    if bericht is None or not neem_van_papier(bericht):
        return False
    bericht.werk, bericht.pogingen, bericht.volgende_poging_op, bericht.aangeboden_op = Werkstatus.WACHT, 0, None, None
    bericht.save(update_fields=["werk", "pogingen", "volgende_poging_op", "aangeboden_op"])
    return True


def laat_bericht(bericht_id: int) -> bool:
    """Somebody decides that a mail that may have arrived is not offered again; False when there was no doubt."""
    twijfel = Bericht.objects.filter(pk=bericht_id, werk=Werkstatus.MISLUKT, laatste_fout=TWIJFEL)
    return bool(twijfel.update(werk=Werkstatus.VERVALLEN))
