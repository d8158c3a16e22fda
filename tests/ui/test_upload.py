"""Several files at once: each gets its own verdict, in the page."""

import json

import pytest
from playwright.sync_api import Browser, FilePayload, Route, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_each_file_gets_its_own_verdict(chromium: Browser, live_server: LiveServer) -> None:
    def page_with_upload(route: Route) -> None:
        html = route.fetch().text().replace('<form class="stack"', '<form class="stack" data-upload="/upload/"')
        route.fulfill(body=html, content_type="text/html")

    def verdict(route: Route) -> None:
        good = "goed.pdf" in (route.request.post_data_buffer or b"").decode("latin-1")
        body = {"ok": good, "melding": "ontvangen" if good else "dit bestand heeft een wachtwoord"}
        route.fulfill(status=200 if good else 422, body=json.dumps(body), content_type="application/json")

    page = chromium.new_page()
    page.route("**/stijlgids/", page_with_upload)
    page.route("**/upload/", verdict)
    page.goto(f"{live_server.url}/stijlgids/")
    files: list[FilePayload] = [
        {"name": name, "mimeType": "application/pdf", "buffer": b"%PDF"} for name in ("goed.pdf", "fout.pdf")
    ]
    page.locator("#id_stukken").set_input_files(files)
    rows = page.locator(".uploads__rij")
    expect(rows.nth(0)).to_have_text("goed.pdf: ontvangen")
    expect(rows.nth(1)).to_have_text("fout.pdf: dit bestand heeft een wachtwoord")
    expect(page.locator(".uploads__rij--fout")).to_have_count(1)
