"""Offering work to the workers after a commit. A dead broker must never turn a saved decision into an error."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from celery import current_app
from celery.exceptions import SoftTimeLimitExceeded

logger = logging.getLogger(__name__)

WERKTAKEN = ("workflow.tasks.verwerk_werk", "workflow.tasks.onderzoek")
GELDIG = 30
"""Seconds after which a call to work is of no use any more: by then the sweep has been there."""
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
            current_app.send_task(taak, kwargs={"sinds": time.time()}, expires=GELDIG, retry=False)
    except SoftTimeLimitExceeded:  # within a worker, that has to stop
        raise
    except Exception as fout:  # down, full or half dead: the decision is saved, and the sweep finds the work
        logger.warning("werk niet aangeboden, de veegronde haalt het op", extra={"reden": type(fout).__name__})


def na_elkaar(*stappen: Callable[[], Any]) -> list[Any]:
    """Every step has its turn, whatever became of the ones before it; then the first failure is raised after all."""
    uitkomsten: list[Any] = []
    fouten: list[Exception] = []
    for stap in stappen:
        try:
            uitkomsten.append(stap())
        except SoftTimeLimitExceeded:  # the worker has to stop, the next one goes on
            raise
        except Exception as fout:
            logger.exception("stap van de ronde mislukt", extra={"nummer": len(uitkomsten) + len(fouten)})
            fouten.append(fout)
    if fouten:
        raise fouten[0]
    return uitkomsten


class Ronde:
    """When a worker last began a round that it finished: who called before that, was served by it.

    Under load many calls wait in the queue. Without this each would be a whole round, and the sweeps, which wait in
    the same queue, would come too late for what only they pick up.
    """

    def __init__(self) -> None:
        self._begonnen = 0.0

    @contextmanager
    def loopt(self) -> Iterator[None]:
        begonnen = time.time()
        yield
        self._begonnen = begonnen

    def omvat(self, sinds: float) -> bool:
        """True: that call came before this round began, and what it was about was there to be seen."""
        return 0 < sinds < self._begonnen
