from celery import shared_task
from django.utils import timezone

from audit import maanden


@shared_task(name="audit.tasks.maak_maanden")
def maak_maanden() -> None:
    """Keep the months of the reads a year ahead."""
    maanden.maak_maanden(timezone.localdate())
