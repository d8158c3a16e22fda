"""How the outbox stands: for the readiness check and the administrator's page."""

from datetime import date, datetime, timedelta

from django.db.models import F, Min, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from deadlines.models import Termijn
from documents.models import Document, Werkstatus
from workflow.models import Bericht

WACHTEND = [Werkstatus.WACHT, Werkstatus.BEZIG]


def oudste_wachtende(nu: datetime) -> timedelta | None:
    """How long work waits that could be done by now; None when there is none.

    What waits for a moment to come (the mail of the day, the next attempt, the lease of a worker) is not late.
    """
    aan_de_beurt = Coalesce("volgende_poging_op", "aangemaakt_op")
    return _sinds(nu, aan_de_beurt, Q(werk__in=WACHTEND))


def oudste_opgehouden(nu: datetime) -> timedelta | None:
    """How old the oldest work is that waits because something failed or was away; None when there is none."""
    return _sinds(nu, F("aangemaakt_op"), Q(werk__in=WACHTEND) & ~Q(laatste_fout=""))


def _sinds(nu: datetime, vanaf: Combinable, welke: Q) -> timedelta | None:
    oudste = [
        model.objects.filter(welke).annotate(vanaf=vanaf).filter(vanaf__lte=nu).aggregate(oudste=Min("vanaf"))["oudste"]
        for model in (Document, Bericht)
    ]
    momenten = [moment for moment in oudste if moment is not None]
    return nu - min(momenten) if momenten else None


def mislukt(swv_id: int) -> dict[str, int]:
    """Failed rows of one samenwerkingsverband by kind: dead letters that somebody has to look at."""
    return {"documenten": mislukte_documenten(swv_id).count(), "berichten": mislukte_berichten(swv_id).count()}


def mislukte_documenten(swv_id: int) -> QuerySet[Document]:
    """Letters of one samenwerkingsverband that could not be made."""
    rijen = Document.objects.filter(zaak__swv_id=swv_id, werk=Werkstatus.MISLUKT).select_related("zaak")
    return rijen.order_by("aangemaakt_op")


def mislukte_berichten(swv_id: int) -> QuerySet[Bericht]:
    """Mails of one samenwerkingsverband that could not be sent."""
    rijen = Bericht.objects.filter(Q(zaak__swv_id=swv_id) | Q(swv_id=swv_id), werk=Werkstatus.MISLUKT)
    rijen = rijen.select_related("zaak")
    return rijen.order_by("aangemaakt_op")


def onverwerkte_termijnen(swv_id: int, vandaag: date) -> QuerySet[Termijn]:
    """Terms of which the lapse keeps failing: the sweep tries them twice a minute, so what stays here is broken."""
    return Termijn.objects.verstreken(vandaag).filter(zaak__swv_id=swv_id).select_related("zaak")


def zet_bericht_terug(bericht_id: int) -> bool:
    """A failed mail starts anew; False when it was not failed."""
    return bool(
        Bericht.objects.filter(pk=bericht_id, werk=Werkstatus.MISLUKT).update(
            werk=Werkstatus.WACHT, pogingen=0, volgende_poging_op=None
        )
    )
