"""The style guide in a browser: every component, empty, with errors, at three widths."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.axe import assert_axe, assert_no_overflow, assert_targets

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (1280, 768, 390)


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    context = chromium.new_context(locale="nl-NL", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{live_server.url}/stijlgids/")
    yield page
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_it_is_accessible_at_every_width(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert_axe(page)
    assert_no_overflow(page)
    assert_targets(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_errors_are_summarised_and_focused(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.get_by_role("button", name="Opslaan en verder").click()
    summary = page.locator("[data-foutenlijst]")
    expect(summary).to_be_focused()
    assert page.title().startswith("Fout: ")
    summary.get_by_role("link", name="Vul de naam van de school in").click()
    expect(page.locator("#id_naam")).to_be_focused()
    assert_axe(page)
    assert_no_overflow(page)


def test_it_fits_320_pixels(page: Page) -> None:
    assert_no_overflow(page, width=320)


def test_the_menu_of_the_user_opens_and_is_accessible(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.locator(".hoed__knop").click()
    assert_axe(page)
    assert_no_overflow(page)
    page.keyboard.press("Escape")
    expect(page.locator(".hoed__knop")).to_be_focused()


def test_a_row_is_added_in_the_page(page: Page) -> None:
    page.locator("#id_deelnemers-0-naam").fill("Anna de Wit")
    page.get_by_role("button", name="Nog een deelnemer toevoegen").click()
    expect(page.locator("#id_deelnemers-1-naam")).to_be_focused()
    expect(page.locator("#id_deelnemers-0-naam")).to_have_value("Anna de Wit")


def test_a_row_is_added_without_javascript(chromium: Browser, live_server: LiveServer) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/stijlgids/")
    page.locator("#id_deelnemers-0-naam").fill("Anna de Wit")
    page.get_by_role("button", name="Nog een deelnemer toevoegen").click()
    expect(page.locator("#id_deelnemers-1-naam")).to_have_count(1)
    expect(page.locator("#id_deelnemers-0-naam")).to_have_value("Anna de Wit")
    expect(page.locator(".veldfout")).to_have_count(0)
    context.close()


def test_a_pasted_date_fills_three_boxes(page: Page) -> None:
    page.locator("#id_datum_0").focus()
    page.evaluate(
        """() => { const data = new DataTransfer(); data.setData('text', '21-11-2026');
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true,
          cancelable: true })); }"""
    )
    expect(page.locator("#id_datum_2")).to_have_value("2026")


def test_nothing_breaks_the_content_security_policy(chromium: Browser, live_server: LiveServer) -> None:
    context = chromium.new_context()
    page = context.new_page()
    seen: list[str] = []
    page.on("console", lambda message: seen.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.goto(f"{live_server.url}/stijlgids/")
    page.wait_for_load_state("networkidle")
    assert seen == []
    assert page.evaluate("document.querySelector('.app-brand svg').getBoundingClientRect().width") > 10
    context.close()


def test_the_first_view_is_light(chromium: Browser, live_server: LiveServer) -> None:
    """At most 150 KB; static files count as compressed, which the server does in production."""
    context = chromium.new_context()
    page = context.new_page()
    sizes: dict[str, int] = {}
    page.on("response", lambda response: sizes.__setitem__(response.url, len(response.body())))
    page.goto(f"{live_server.url}/stijlgids/")
    page.wait_for_load_state("networkidle")
    raw = {url: size for url, size in sizes.items() if "stijlgids" not in url}
    assert sum(size if url.endswith("woff2") else size // 2 for url, size in raw.items()) < 150_000, raw
    context.close()
