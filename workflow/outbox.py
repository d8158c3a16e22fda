"""How the outbox stands: for the readiness check and the administrator's page."""

from datetime import datetime, timedelta

from django.db.models import Min

from documents.models import Document, Werkstatus
from workflow.models import Bericht


def oudste_wachtende(nu: datetime) -> timedelta | None:
    """How long the oldest unfinished work waits; None when there is none."""
    wachtend = [Werkstatus.WACHT, Werkstatus.BEZIG]
    oudste = [
        model.objects.filter(werk__in=wachtend).aggregate(oudste=Min("aangemaakt_op"))["oudste"]
        for model in (Document, Bericht)
    ]
    momenten = [moment for moment in oudste if moment is not None]
    return nu - min(momenten) if momenten else None


def mislukt() -> dict[str, int]:
    """Failed rows by kind: dead letters that somebody has to look at."""
    return {
        "documenten": Document.objects.filter(werk=Werkstatus.MISLUKT).count(),
        "berichten": Bericht.objects.filter(werk=Werkstatus.MISLUKT).count(),
    }
