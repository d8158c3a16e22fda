import gzip
import json
import logging
from collections.abc import Callable

import pytest
from django.test import Client

from organisations.actor import Actor
from swv.logs import JsonFormatter

INGEPAKT = {"HTTP_ACCEPT_ENCODING": "gzip, deflate, br"}


def test_it_numbers_every_request(client: Client) -> None:
    first, second = client.get("/gezond/"), client.get("/gezond/")
    assert first["X-Request-ID"] != second["X-Request-ID"]


def test_it_takes_over_the_number_of_the_proxy(client: Client) -> None:
    assert client.get("/gezond/", headers={"X-Request-ID": "proxy-12345678"})["X-Request-ID"] == "proxy-12345678"


def test_it_does_not_copy_a_number_that_could_forge_a_log_line(client: Client) -> None:
    assert "{" not in client.get("/gezond/", headers={"X-Request-ID": '{"level": "INFO"}'})["X-Request-ID"]


def test_it_keeps_pages_out_of_caches(client: Client) -> None:
    assert client.get("/gezond/")["Cache-Control"] == "no-store"


def test_it_sends_the_whole_content_security_policy(client: Client) -> None:
    policy = set(client.get("/gezond/")["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    }


def test_it_logs_one_json_object_per_line() -> None:
    record = logging.LogRecord("swv", logging.WARNING, "x.py", 1, "regel een\nregel twee", None, None)
    line = JsonFormatter().format(record)
    assert "\n" not in line
    assert json.loads(line)["message"] == "regel een\nregel twee"


@pytest.mark.django_db
def test_it_packs_a_page_that_nobody_chose_a_word_of(als: Callable[[Actor], Client], coordinator: Actor) -> None:
    client = als(coordinator)
    antwoord = client.get("/zaken/", **INGEPAKT)
    assert antwoord["Content-Encoding"] == "gzip" and "Accept-Encoding" in antwoord["Vary"]
    assert "<h1" in gzip.decompress(antwoord.content).decode()
    assert len({len(client.get("/zaken/", **INGEPAKT).content) for _ in range(8)}) > 1, "lengths tell too much"
    assert not client.get("/zaken/").has_header("Content-Encoding")


@pytest.mark.django_db
@pytest.mark.parametrize("adres", ["/zoeken/?q=geraden", "/zaken/?stand=geraden", "/bestaat-niet-geraden/"])
def test_it_never_packs_what_the_asker_chose(als: Callable[[Actor], Client], coordinator: Actor, adres: str) -> None:
    assert not als(coordinator).get(adres, **INGEPAKT).has_header("Content-Encoding")


@pytest.mark.django_db
def test_it_never_packs_a_form_with_what_was_typed(client: Client) -> None:
    antwoord = client.post("/inloggen/", {"username": "geraden@school.example"}, **INGEPAKT)
    assert b"geraden" in antwoord.content and not antwoord.has_header("Content-Encoding")
