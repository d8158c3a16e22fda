"""Two addresses for the machine that watches over the site: is it alive, and can it do its work?"""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from swv.celery import app
from workflow.outbox import oudste_wachtende

logger = logging.getLogger(__name__)

OUTBOX_LIMIT = timedelta(minutes=15)


@login_not_required
@require_safe
def gezond(request: HttpRequest) -> JsonResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"gezond": True})


@login_not_required
@require_safe
def gereed(request: HttpRequest) -> JsonResponse:
    """503 when the database, the broker or the outbox keeps the work from going on."""
    checks = {"database": _database, "broker": _broker, "outbox": _outbox}
    result = {name: _succeeds(name, check) for name, check in checks.items()}
    ready = all(result.values())
    return JsonResponse({"gereed": ready, **result}, status=200 if ready else 503)


def _succeeds(name: str, check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception as error:  # whatever it is, the answer must be "not ready" and not a server error
        logger.warning("not ready: %s (%s)", name, type(error).__name__)
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def _broker() -> bool:
    with app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, timeout=1)
    return True


def _outbox() -> bool:
    age = oudste_wachtende(timezone.now())
    return age is None or age <= OUTBOX_LIMIT
