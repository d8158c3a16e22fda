"""Offering work to the workers after a commit. A dead broker must never turn a saved decision into an error."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from celery import current_app
from celery.exceptions import SoftTimeLimitExceeded

logger = logging.getLogger(__name__)

WERKTAKEN = ("workflow.tasks.verwerk_werk", "workflow.tasks.onderzoek")
_later: ContextVar[bool] = ContextVar("later", default=False)


@contextmanager
def werk_wacht() -> Iterator[None]:
    """Inside, nothing is offered: thousands of steps at once would each wake the workers. The sweep finds it all."""
    oud = _later.set(True)
    try:
        yield
    finally:
        _later.reset(oud)


def bied_werk_aan() -> None:
    """Tell the workers that there may be work; the sweep finds it anyway when the broker is down."""
    if _later.get():
        return
    try:
        for taak in WERKTAKEN:
            current_app.send_task(taak, retry=False)
    except SoftTimeLimitExceeded:  # within a worker, that has to stop
        raise
    except Exception as fout:  # down, full or half dead: the decision is saved, and the sweep finds the work
        logger.warning("werk niet aangeboden, de veegronde haalt het op", extra={"reden": type(fout).__name__})
