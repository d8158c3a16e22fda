"""The Celery app. The schedule only wakes sweeps; what there is to do stands in the database."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "swv.settings")

app = Celery("dekkend")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
