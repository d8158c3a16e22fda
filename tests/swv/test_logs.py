"""What somebody typed never comes in the log: not in a page, not in an error, not from the worker, not at any level."""

import io
import json
import logging
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from celery import shared_task
from celery.contrib.testing.worker import start_worker
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

import swv.urls
from audit.verzoek import verzoek_id
from cases.models import Leerling
from organisations.actor import Actor
from swv import gezondheid
from swv.celery import app
from swv.logs import JsonFormatter
from tlv.models import Aanvraag

NAAM = "Quintijn-Xaverius"
Als = Callable[[Actor], Client]


class Lezer:
    def __init__(self, stroom: io.StringIO) -> None:
        self.stroom = stroom

    @property
    def tekst(self) -> str:
        return self.stroom.getvalue()

    @property
    def regels(self) -> list[dict[str, Any]]:
        return [json.loads(regel) for regel in self.tekst.splitlines()]

    def van(self, logger: str) -> list[dict[str, Any]]:
        return [regel for regel in self.regels if regel["logger"] == logger]


@pytest.fixture
def log() -> Iterator[Lezer]:
    """Everything that any logger says, at every level, as it would be written."""
    stroom = io.StringIO()
    handler = logging.StreamHandler(stroom)
    handler.setFormatter(JsonFormatter())
    wortel = logging.getLogger()
    niveaus = {naam: logging.getLogger(naam).level for naam in ("", "django", "django.db.backends", "celery", "swv")}
    for naam in niveaus:
        logging.getLogger(naam).setLevel(logging.DEBUG)
    wortel.addHandler(handler)
    connection.force_debug_cursor = True
    yield Lezer(stroom)
    connection.force_debug_cursor = False
    wortel.removeHandler(handler)
    for naam, niveau in niveaus.items():
        logging.getLogger(naam).setLevel(niveau)


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@login_not_required
def valt_om(request: HttpRequest) -> HttpResponse:
    raise ValueError(f"{NAAM} is no number: {request.POST}")


@pytest.mark.django_db
def test_a_search_and_a_form_leave_no_name(als: Als, coordinator: Actor, aanvraag: Aanvraag, log: Lezer) -> None:
    browser = als(coordinator)
    assert browser.get("/zoeken/", {"q": NAAM}).status_code == 200
    browser.post(f"/zaken/{aanvraag.zaak_id}/notities/", {"tekst": NAAM, "naam": NAAM})
    assert browser.get(f"/{NAAM}/").status_code == 404
    assert browser.get("/inloggen/", headers={"host": f"{NAAM}.example"}).status_code == 400
    assert log.van("django.db.backends"), "the most talkative of all was listened to"
    assert log.van("swv.middleware")
    assert NAAM not in log.tekst


urlpatterns = [path("proef/", valt_om, name="proef"), *swv.urls.urlpatterns]
handler500 = swv.urls.handler500


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_an_error_of_ours_leaves_no_name(client: Client, log: Lezer) -> None:
    antwoord = client.post("/proef/", {"naam": NAAM}, headers={"X-Request-ID": "a1b2c3d4e5f60718"})
    assert antwoord.status_code == 500
    (fout,) = [regel for regel in log.van("django.request") if regel["level"] == "ERROR"]
    assert fout["request_id"] == antwoord["X-Request-ID"] == "a1b2c3d4e5f60718"
    assert "valt_om" in fout["trace"] and fout["trace"].endswith("ValueError")
    assert "a1b2c3d4" in antwoord.content.decode(), "the page tells the code that somebody can read out"
    assert NAAM not in log.tekst and NAAM not in antwoord.content.decode()


@pytest.mark.django_db
def test_a_row_that_the_database_refuses_is_not_quoted(log: Lezer) -> None:
    with pytest.raises(IntegrityError) as fout:
        Leerling.objects.create(roepnaam=NAAM, geboortedatum=None)
    assert NAAM in str(fout.value)
    logging.getLogger("workflow.sweeps").error("mislukt", exc_info=fout.value, extra={"zaak": 12, "rij": object()})
    (regel,) = log.van("workflow.sweeps")
    assert regel["zaak"] == 12 and "rij" not in regel
    assert "IntegrityError" in regel["trace"] and NAAM not in log.tekst


@shared_task(name="proef.valt_om")
def taak_valt_om(naam: str) -> None:
    raise ValueError(f"{naam} bestaat niet")


gezien: list[str] = []
klaar = threading.Event()


@shared_task(name="proef.wie_vroeg_dit")
def taak_wie_vroeg_dit() -> None:
    gezien.append(verzoek_id.get())
    klaar.set()


def test_the_line_of_celery_names_the_task_and_not_the_exception(log: Lezer) -> None:
    taak_valt_om.apply(args=[NAAM])
    (regel,) = [regel for regel in log.van("celery.app.trace") if regel["level"] == "ERROR"]
    assert regel["task"] == "proef.valt_om" and regel["task_id"]
    assert regel["trace"].endswith("ValueError") and "taak_valt_om" in regel["trace"]
    assert NAAM not in log.tekst


def test_the_number_of_a_request_reaches_the_worker_through_the_broker() -> None:
    gezien.clear()
    rij = "proef-nummers"
    token = verzoek_id.set("verzoek-van-de-browser")
    try:
        for _ in range(2):
            taak_wie_vroeg_dit.apply_async(queue=rij)
            verzoek_id.set("")
    finally:
        verzoek_id.reset(token)
    app.amqp.queues.select_add(rij)
    try:
        with start_worker(app, pool="solo", perform_ping_check=False, queues=[rij], shutdown_timeout=20):
            for _ in range(2):
                assert klaar.wait(20)
                klaar.clear()
                if len(gezien) == 2:
                    break
    finally:
        app.amqp.queues.deselect(rij)
    assert gezien[0] == "verzoek-van-de-browser"
    assert len(gezien[1]) == 32, "work that nobody asked for has a number of its own"


def test_every_page_is_one_line_with_its_name_and_not_its_address(client: Client, log: Lezer, db: None) -> None:
    client.get("/gezond/")
    client.get("/echt/ABCD-EFGH/")
    regels = log.van("swv.middleware")
    assert [(regel["view"], regel["method"], regel["status"]) for regel in regels] == [
        ("documents:echt_code", "GET", 404)
    ]
    assert "ABCD" not in log.tekst
    assert gezondheid.OUTBOX_LIMIT  # /gezond/ was asked too, and left no line
