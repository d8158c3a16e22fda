"""Tells the workers that a mail is waiting; the sweep finds it anyway when the broker is down."""

import logging

from celery import current_app
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)
TAAK = "organisations.tasks.verstuur_bewijzen"


def wek() -> None:
    try:
        current_app.send_task(TAAK, retry=False)
    except (OperationalError, OSError) as fout:
        logger.warning("mail niet aangeboden, de veegronde haalt het op", extra={"reden": type(fout).__name__})
