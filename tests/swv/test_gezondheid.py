from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from swv.celery import app
from workflow.models import Bericht


def test_it_is_alive_without_a_login(client: Client) -> None:
    assert client.get("/gezond/").json() == {"gezond": True}


@pytest.mark.django_db
def test_it_is_ready_with_database_and_broker(client: Client) -> None:
    response = client.get("/gereed/")
    assert response.status_code == 200
    assert response.json() == {"gereed": True, "database": True, "broker": True, "outbox": True}


@pytest.mark.django_db
def test_it_is_not_ready_when_the_broker_is_gone(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.conf, "broker_write_url", "redis://127.0.0.1:1/0")
    response = client.get("/gereed/")
    assert (response.status_code, response.json()["broker"]) == (503, False)


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "ready"), [(1, True), (60, False)])
def test_it_is_not_ready_when_work_lies_waiting(client: Client, minutes: int, ready: bool) -> None:
    begin = timezone.now() - timedelta(minutes=minutes)
    Bericht.objects.create(soort="proef", sleutel="proef", aangemaakt_op=begin, tekst="", onderwerp="")
    assert client.get("/gereed/").json()["outbox"] is ready


@pytest.mark.parametrize("address", ["/gezond/", "/gereed/"])
def test_it_only_answers_to_reading(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
