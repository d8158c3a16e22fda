import json
import logging

from django.test import Client

from swv.logs import JsonFormatter


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
