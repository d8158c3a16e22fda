"""Sending the mail of messages: claim a row, send, mark. Safe to run twice and after any absence."""

import logging
import random
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from documents.models import Werkstatus
from workflow.berichten import mailtekst
from workflow.models import Bericht

logger = logging.getLogger(__name__)

HOOGSTENS = 8
GEKAAPT_NA = timedelta(minutes=5)
"""A row that has been busy for longer was left by a worker that died."""


def te_versturen(nu: datetime) -> list[int]:
    """Messages whose mail is due, oldest first."""
    rijen = Bericht.objects.filter(
        Q(werk=Werkstatus.WACHT) | Q(werk=Werkstatus.BEZIG, volgende_poging_op__lte=nu),
    ).filter(Q(volgende_poging_op__isnull=True) | Q(volgende_poging_op__lte=nu))
    return list(rijen.order_by("pk").values_list("pk", flat=True)[:200])


def verstuur(bericht_id: int, *, nu: datetime) -> bool:
    """Send one mail, once. False when another worker has it, or when it failed (it is tried again, later each time)."""
    bericht = _claim(bericht_id, nu=nu)
    if bericht is None:
        return False
    if _achterhaald(bericht, nu):
        Bericht.objects.filter(pk=bericht_id).update(werk=Werkstatus.VERVALLEN, laatste_fout="")
        return False
    try:
        if bericht.email:
            _mail(bericht)
    except Exception as fout:  # whatever it is, this mail waits and the others go out
        _leg_mislukking_vast(bericht, fout, nu=nu)
        return False
    Bericht.objects.filter(pk=bericht_id).update(werk=Werkstatus.KLAAR, verzonden_op=nu, laatste_fout="")
    return True


def _claim(bericht_id: int, *, nu: datetime) -> Bericht | None:
    with transaction.atomic():
        bericht = (
            Bericht.objects.select_for_update(skip_locked=True)
            .filter(Q(werk=Werkstatus.WACHT) | Q(werk=Werkstatus.BEZIG, volgende_poging_op__lte=nu), pk=bericht_id)
            .first()
        )
        if bericht is None:
            return None
        bericht.werk = Werkstatus.BEZIG
        bericht.pogingen = F("pogingen") + 1
        bericht.volgende_poging_op = nu + GEKAAPT_NA
        bericht.save(update_fields=["werk", "pogingen", "volgende_poging_op"])
    return Bericht.objects.select_related("termijn").get(pk=bericht_id)


def _achterhaald(bericht: Bericht, nu: datetime) -> bool:
    """About a term that ended, moved or stands still since this was written: no mail about it any more."""
    termijn = bericht.termijn
    if termijn is None:
        return False
    vandaag = timezone.localdate(nu)
    verschoven = termijn.einde != bericht.termijn_einde
    return not termijn.is_open or verschoven or termijn.stilgelegd(vandaag) is not None


def _mail(bericht: Bericht) -> None:
    """A mail without personal data; the Message-ID lets a receiving server drop a second copy after a crash."""
    EmailMessage(
        subject="Er staat een bericht voor u klaar in Dekkend",
        body=mailtekst(),
        to=[bericht.email],
        headers={"Message-ID": f"<bericht-{bericht.pk}@dekkend.example>", "Auto-Submitted": "auto-generated"},
    ).send()


def wachttijd(pogingen: int) -> timedelta:
    """Twice as long each time, spread by a quarter, so that a server that comes back is not stormed by all at once."""
    return timedelta(minutes=2**pogingen) * random.uniform(0.75, 1.25)


def _leg_mislukking_vast(bericht: Bericht, fout: Exception, *, nu: datetime) -> None:
    """Wait longer after each failure; after the last one the row is visibly failed."""
    op = bericht.pogingen >= HOOGSTENS
    Bericht.objects.filter(pk=bericht.pk).update(
        werk=Werkstatus.MISLUKT if op else Werkstatus.WACHT,
        volgende_poging_op=None if op else nu + wachttijd(bericht.pogingen),
        laatste_fout=type(fout).__name__,
    )
    logger.warning("mail niet verstuurd", extra={"bericht": bericht.pk, "reden": type(fout).__name__})
