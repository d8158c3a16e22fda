"""A sign of life of worker and beat in a file of their own, for the check of the container (scripts/gezond)."""

import tempfile
from pathlib import Path

from celery import signals

from swv import env

MAP = Path(env.text("DEKKEND_HARTSLAG") or tempfile.gettempdir())


@signals.heartbeat_sent.connect
def _worker(**kwargs: object) -> None:
    """Celery sends one every two seconds, also while it is at work."""
    (MAP / "hartslag-worker").touch()


@signals.beat_init.connect
def _beat_begint(**kwargs: object) -> None:
    """Beat offers a sweep four times a minute; that it tries is enough, a broker that is down is not its fault."""
    signals.before_task_publish.connect(_beat, weak=False)
    _beat()


def _beat(**kwargs: object) -> None:
    (MAP / "hartslag-beat").touch()
