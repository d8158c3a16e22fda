"""A term that stands still without a last day is asked about again and again: nobody else would notice it."""

import logging
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from celery.exceptions import SoftTimeLimitExceeded
from django.db import DatabaseError

from deadlines.models import Opschorting
from ui.notatie import datum
from workflow.berichten import Mededeling, schrijf_los_bericht
from workflow.process import process_van

logger = logging.getLogger(__name__)


def zonder_einde() -> Iterable[Opschorting]:
    lopend = Opschorting.objects.lopend().die_tellen().filter(uiterlijk__isnull=True)
    open_ = lopend.filter(termijn__gestopt_op__isnull=True, termijn__zaak__gesloten_op__isnull=True)
    return open_.select_related("termijn__zaak__dossier__leerling", "termijn__zaak__swv").order_by("pk").iterator()


def meld_stilstand(*, vandaag: date, nu: datetime) -> int:
    """How many of them were told about today or still had to be; each moment once, whatever was missed."""
    return sum(_probeer(opschorting, vandaag, nu) for opschorting in zonder_einde())


def _probeer(opschorting: Opschorting, vandaag: date, nu: datetime) -> bool:
    """One that cannot be asked about, such as by a policy version that cannot be read, holds up none of the others."""
    try:
        return _meld(opschorting, vandaag, nu)
    except (SoftTimeLimitExceeded, DatabaseError):
        raise
    except Exception:  # whatever it is, the others are asked about
        logger.exception("stilstand niet gemeld", extra={"termijn": opschorting.termijn_id})
        return False


def _meld(opschorting: Opschorting, vandaag: date, nu: datetime) -> bool:
    termijn, zaak = opschorting.termijn, opschorting.termijn.zaak
    process = process_van(zaak)
    regel = process.termijnen.get(termijn.soort)
    if regel is None or regel.stil is None:
        return False
    eerste, elke = opschorting.stilstand.eerste, regel.stil.elke(process.object_van(zaak))
    if elke < 1 or vandaag - eerste < timedelta(days=elke):
        return False
    moment = eerste + timedelta(days=elke) * ((vandaag - eerste).days // elke)
    for ontvanger in regel.stil.aan(zaak, vandaag):
        wat = Mededeling(
            soort=f"termijn_stil_{termijn.soort}",
            onderwerp=regel.stil.onderwerp,
            tekst=regel.stil.tekst,
            woorden={"dag": datum(eerste)},
            sleutel=f"stilstand:{opschorting.pk}:{moment}:{ontvanger.wie}",
        )
        schrijf_los_bericht(zaak, ontvanger, wat, nu=nu)
    return True
