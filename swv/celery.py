"""The Celery app. The schedule only wakes sweeps; what there is to do stands in the database."""

import os

from celery import Celery
from celery.signals import beat_init, worker_init
from django.core.exceptions import ImproperlyConfigured

from swv import hartslag as hartslag  # these two connect themselves to the life of a task
from swv import nummers as nummers
from swv.checks import refuse_unsafe_production

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "swv.settings")

app = Celery("dekkend")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def _refuse(**kwargs: object) -> None:
    """Celery swallows what a receiver raises, and would start all the same: only leaving stops it."""
    try:
        refuse_unsafe_production()
    except ImproperlyConfigured as error:
        raise SystemExit(str(error)) from error
