from celery import shared_task
from django.utils import timezone

from documents import tekenaar as tekenaar  # a worker loads these once, before it makes its processes
from documents import zegelaar as zegelaar
from documents.controlepunt import zet_controlepunt


@shared_task(name="documents.tasks.controlepunt")
def controlepunt() -> None:
    """Every hour: seal what was recorded since the last checkpoint."""
    zet_controlepunt(timezone.now())
