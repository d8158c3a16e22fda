"""Small request-wide duties: a number for every request, and no copies of pages in caches."""

import logging
import re
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from audit.verzoek import verzoek_id

GetResponse = Callable[[HttpRequest], HttpResponse]

ALLOWED_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


class RequestIdMiddleware:
    """Takes over the number that the proxy gave, or makes one; answers with it, logs and records with it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        number = given if ALLOWED_ID.fullmatch(given) else uuid.uuid4().hex
        token = verzoek_id.set(number)
        try:
            response = self.get_response(request)
        finally:
            verzoek_id.reset(token)
        response["X-Request-ID"] = number
        return response


class NoStoreMiddleware:
    """Pages hold personal data: no browser or proxy keeps a copy (ASVS 5.0, 14.3.2)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response


class RequestIdFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = verzoek_id.get() or "-"
        return True
