"""What the system does by itself: lapses and automatic actions. Safe to run twice and after any absence."""

import logging
from datetime import date, datetime

from deadlines import services as termijnen
from deadlines.models import Termijn
from organisations.actor import systeem
from workflow.fouten import Conflict, Geweigerd
from workflow.perform import perform
from workflow.process import process_van, processen

logger = logging.getLogger(__name__)


def verwerk_verstreken(*, vandaag: date, nu: datetime) -> int:
    """Every term that passed without its lapse being dealt with: perform what the process declares. How many."""
    voorbij = list(termijnen.verstreken(vandaag))
    for termijn in voorbij:
        _verwerk(termijn, vandaag=vandaag, nu=nu)
    return len(voorbij)


def _verwerk(termijn: Termijn, *, vandaag: date, nu: datetime) -> None:
    regel = process_van(termijn.zaak).termijnen.get(termijn.soort)
    if regel is not None and regel.on_lapse:
        try:
            perform(
                termijn.zaak_id,
                regel.on_lapse,
                by=systeem(vandaag),
                sleutel=f"verstreken:{termijn.pk}",
                nu=nu,
            )
        except (Conflict, Geweigerd) as fout:
            logger.warning("verloop niet verwerkt", extra={"termijn": termijn.pk, "reden": type(fout).__name__})
    termijnen.afgehandeld(Termijn.objects.get(pk=termijn.pk), moment=nu)


def voer_automatisch_uit(*, vandaag: date, nu: datetime) -> int:
    """Actions the processes declare as automatic, for every case that is due. How many were carried out."""
    aantal = 0
    for process in processen().values():
        for automatisch in process.automatisch:
            for zaak_id in automatisch.welke(nu):
                aantal += _voer_uit(zaak_id, automatisch.actie, vandaag=vandaag, nu=nu)
    return aantal


def _voer_uit(zaak_id: int, actie: str, *, vandaag: date, nu: datetime) -> bool:
    try:
        perform(zaak_id, actie, by=systeem(vandaag), nu=nu)
    except (Conflict, Geweigerd):
        return False
    return True
