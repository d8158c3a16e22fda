"""Numbers for the monitoring (Prometheus): how much work waits, what is late, how pages answer. Never who or whose.

Requests are counted by the name of the page; everything else is asked of the database when somebody looks, in queries
that an index answers.
"""

import hmac
import os
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from redis.exceptions import RedisError

from deadlines.models import Termijn
from documents.models import Document, Werkstatus
from swv.celery import app
from workflow.models import Bericht
from workflow.outbox import ouderdom

VERZOEKEN = Counter("dekkend_requests", "Requests by page, method and status", ["view", "method", "status"])
DUUR = Histogram(
    "dekkend_request_seconds",
    "Time to answer by page",
    ["view"],
    buckets=(0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15),
)
HOOGSTENS = 10_000
"""Counting stops here: whoever is asked to look has enough to look at."""
WACHT = [Werkstatus.WACHT, Werkstatus.BEZIG]
METHODEN = {"GET", "HEAD", "POST"}


def tel_verzoek(view: str, method: str | None, status: int, seconden: float) -> None:
    VERZOEKEN.labels(view, method if method in METHODEN else "other", str(status)).inc()
    DUUR.labels(view).observe(seconden)


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Only for whoever has the token; without one in the settings this page does not exist."""
    geheim = settings.METRICS_TOKEN
    gegeven = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not geheim or not hmac.compare_digest(gegeven.encode(), geheim.encode()):
        raise Http404
    return HttpResponse(generate_latest(_register()), content_type=CONTENT_TYPE_LATEST)


def _register() -> CollectorRegistry:
    """The counts of all processes of this web server, and the state of the work."""
    register = CollectorRegistry()
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(register)
    else:
        register.register(REGISTRY)
    register.register(Stand())
    return register


class Stand:
    """How the work stands at this moment."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        op = 1.0
        try:
            yield from _uit_database(timezone.now())
        except Error:
            op = 0.0
        yield _getal("dekkend_database_up", "Whether the database answers", op)
        yield from _wachtrij()


def _uit_database(nu: datetime) -> Iterator[GaugeMetricFamily]:
    wacht = GaugeMetricFamily("dekkend_outbox_waiting", "Work that waits or is being done", labels=["kind"])
    mislukt = GaugeMetricFamily("dekkend_outbox_failed", "Work that somebody has to look at", labels=["kind"])
    for soort, model in (("document", Document), ("message", Bericht)):
        wacht.add_metric([soort], model.objects.filter(werk__in=WACHT)[:HOOGSTENS].count())
        mislukt.add_metric([soort], model.objects.filter(werk=Werkstatus.MISLUKT)[:HOOGSTENS].count())
    oudste = ouderdom(nu)
    yield wacht
    yield mislukt
    yield _getal("dekkend_outbox_oldest_seconds", "How long work waits that could be done", _seconden(oudste.wachtend))
    opgehouden = _seconden(oudste.opgehouden)
    yield _getal("dekkend_outbox_held_up_seconds", "Age of work that waits after a failure", opgehouden)
    te_laat = Termijn.objects.verstreken(timezone.localdate(nu))[:HOOGSTENS].count()
    yield _getal("dekkend_terms_lapsed", "Terms that passed and were not dealt with yet", te_laat)


def _wachtrij() -> Iterator[GaugeMetricFamily]:
    """What the broker holds; an empty broker with a full outbox means that the sweep does the work."""
    try:
        with app.connection_for_read() as broker:
            broker.ensure_connection(max_retries=1, timeout=1)
            lengte = broker.default_channel.client.llen(app.conf.task_default_queue)
        yield _getal("dekkend_queue_length", "Tasks in the broker", lengte)
        yield _getal("dekkend_broker_up", "Whether the broker answers", 1)
    except (OperationalError, RedisError, OSError):
        yield _getal("dekkend_broker_up", "Whether the broker answers", 0)


def _seconden(duur: timedelta | None) -> float:
    return duur.total_seconds() if duur else 0


def _getal(naam: str, uitleg: str, waarde: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(naam, uitleg, value=waarde)
