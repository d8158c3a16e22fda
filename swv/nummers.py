"""The number of a request goes with the work that it causes, so that one number tells the whole story."""

import uuid
from typing import Any

from celery import Task, signals

from audit.verzoek import verzoek_id

HEADER = "verzoek_id"


@signals.before_task_publish.connect
def _geef_mee(headers: dict[str, Any] | None = None, **kwargs: object) -> None:
    if headers is not None:
        headers.setdefault(HEADER, verzoek_id.get() or uuid.uuid4().hex)


@signals.task_prerun.connect
def _neem_over(task: Task, **kwargs: object) -> None:
    """Work that beat asked for has a number of its own."""
    verzoek_id.set(str(getattr(task.request, HEADER, None) or uuid.uuid4().hex))


@signals.task_postrun.connect
def _laat_los(**kwargs: object) -> None:
    verzoek_id.set("")
