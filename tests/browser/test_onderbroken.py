"""What people do to a browser: kill it, two tabs, back and again, twice on a button. Nothing is lost or done twice."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Error, Page, expect
from pytest_django.live_server_helper import LiveServer

from organisations.actor import Actor
from tests.browser.chromium import FLAGS, executable
from tests.inloggen import log_in
from tlv.models import Aanvraag

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _sectie(aanvraag: Aanvraag) -> str:
    return reverse("tlv:onderdeel", args=[aanvraag.zaak_id, "waarom_niet"])


def test_a_browser_that_is_killed_loses_at_most_the_last_seconds(
    chromium: Browser,
    live_server: LiveServer,
    open_als: Callable[..., Page],
    aanvraag: Aanvraag,
    coordinator: Actor,
) -> None:
    slachtoffer = chromium.browser_type.launch(executable_path=executable(), headless=True, args=FLAGS)
    context = slachtoffer.new_context(base_url=live_server.url, locale="nl-NL")
    sessie = log_in(Client(), coordinator)
    context.add_cookies([{"name": "sessie", "value": str(sessie.session_key), "url": live_server.url}])
    page = context.new_page()
    page.goto(_sectie(aanvraag))
    page.locator("[name=waarom]").fill("Wij probeerden een jaar lang een kleinere groep.")
    expect(page.locator("[data-opgeslagen]")).to_contain_text("Opgeslagen om", timeout=8000)
    with pytest.raises(Error):
        slachtoffer.new_browser_cdp_session().send("Browser.crash")
    opnieuw = open_als(coordinator)
    opnieuw.goto(_sectie(aanvraag))
    expect(opnieuw.locator("[name=waarom]")).to_have_value("Wij probeerden een jaar lang een kleinere groep.")


def test_two_tabs_of_one_person_overwrite_nothing(
    open_als: Callable[..., Page], aanvraag: Aanvraag, coordinator: Actor
) -> None:
    een = open_als(coordinator, javascript=False)
    twee = een.context.new_page()
    for tab in (een, twee):
        tab.goto(_sectie(aanvraag))
    een.locator("[name=waarom]").fill("Tekst van de eerste tab.")
    een.get_by_role("button", name="Bewaar en ga terug").click()
    twee.locator("[name=waarom]").fill("Tekst van de tweede tab.")
    twee.get_by_role("button", name="Bewaar en ga terug").click()
    expect(twee.get_by_role("heading", name="U hebt dit onderdeel in een ander venster ook gewijzigd")).to_be_visible()
    expect(twee.locator("[name=waarom]")).to_have_value("Tekst van de tweede tab.")
    expect(twee.get_by_text("Tekst van de eerste tab.").first).to_be_visible()
    assert aanvraag.zaak.onderdelen.get(sleutel="waarom_niet").antwoorden["waarom"] == "Tekst van de eerste tab."


def test_back_and_again_sends_once_and_another_text_is_another_message(
    open_als: Callable[..., Page], aanvraag: Aanvraag, coordinator: Actor
) -> None:
    page = open_als(coordinator)
    berichten = aanvraag.zaak.vraagberichten
    page.goto(reverse("workflow:vragen", args=[aanvraag.zaak_id]))
    page.get_by_label("Uw bericht").fill("Kunt u mij bellen?")
    page.get_by_role("button", name="Plaatsen").dblclick()
    expect(page.get_by_text("Kunt u mij bellen?").first).to_be_visible()
    assert berichten.count() == 1
    page.go_back()
    page.get_by_label("Uw bericht").fill("Kunt u mij vandaag bellen?")
    page.get_by_role("button", name="Plaatsen").click()
    expect(page.get_by_text("Kunt u mij vandaag bellen?").first).to_be_visible()
    assert berichten.count() == 2
