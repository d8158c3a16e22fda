"""Small request-wide duties: a number for every request, and no copies of pages in caches."""

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from audit.verzoek import verzoek_id
from swv.logs import view_name
from swv.metingen import tel_verzoek

logger = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponse]

ALLOWED_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
QUIET = {"-", "gezond", "gereed", "metrics"}
"""Asked many times a minute by machines, or no page at all: counted, not written down."""


class RequestIdMiddleware:
    """Takes over the number that the proxy gave, or makes one; answers with it, logs and records with it.

    One line in the log for each page, with its name and not its address, and one more in the counts.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        number = given if ALLOWED_ID.fullmatch(given) else uuid.uuid4().hex
        request.verzoek_id = number  # type: ignore[attr-defined]
        token, begin = verzoek_id.set(number), time.perf_counter()
        try:
            response = self.get_response(request)
            self._report(request, response.status_code, time.perf_counter() - begin)
        finally:
            verzoek_id.reset(token)
        response["X-Request-ID"] = number
        return response

    def _report(self, request: HttpRequest, status: int, seconds: float) -> None:
        view = view_name(request)
        tel_verzoek(view, request.method, status, seconds)
        if view not in QUIET:
            details = {"view": view, "method": request.method, "status": status, "ms": round(seconds * 1000)}
            logger.info("request", extra=details)


class NoStoreMiddleware:
    """Pages hold personal data: no browser or proxy keeps a copy (ASVS 5.0, 14.3.2)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response


class InpakMiddleware(GZipMiddleware):
    """Packs pages in which nothing stands that the asker chose (docs/adr/0024): no query, nothing sent.

    What is left for who measures lengths (BREACH) is blurred by the random length that Django adds.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        gewoon = request.method == "GET" and response.status_code == 200 and not request.META.get("QUERY_STRING")
        if not gewoon or response.streaming or not response.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)
