"""Autosave in a browser: what the person sees when it works, fails, collides, or the session has ended."""

import json
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Answer = Callable[[Route], None]


@pytest.fixture
def open_form(chromium: Browser, live_server: LiveServer) -> Iterator[Callable[[Answer], Page]]:
    """The form of the style guide, with an autosave address that the test answers."""
    context = chromium.new_context()

    def with_autosave(route: Route) -> None:
        html = route.fetch().text()
        attributes = 'data-autosave="/bewaar/"'
        route.fulfill(
            body=html.replace('<form class="stack"', f'<form class="stack" {attributes}'), content_type="text/html"
        )

    def opened(answer: Answer) -> Page:
        page = context.new_page()
        page.clock.install()
        page.route("**/stijlgids/", with_autosave)
        page.route("**/bewaar/", answer)
        page.goto(f"{live_server.url}/stijlgids/")
        return page

    yield opened
    context.close()


def respond(status: int, **body: object) -> Answer:
    return lambda route: route.fulfill(status=status, body=json.dumps(body), content_type="application/json")


def type_in(page: Page, field: str, text: str) -> None:
    """And then nothing any more, until the page saves by itself: its clock runs on, nobody waits."""
    page.locator(field).press_sequentially(text)
    page.clock.run_for(2_500)


def type_name(page: Page) -> None:
    type_in(page, "#id_naam", "De Vlieger")


def test_it_says_when_it_was_saved_and_takes_the_new_version(open_form: Callable[[Answer], Page]) -> None:
    seen: list[Request] = []

    def answer(route: Route) -> None:
        seen.append(route.request)
        respond(200, versie=8, opgeslagen_om="14:05")(route)

    page = open_form(answer)
    type_name(page)
    expect(page.locator("[data-opgeslagen]")).to_have_text("Opgeslagen om 14:05")
    expect(page.locator("#id_versie")).to_have_value("8")
    sent = seen[0].post_data or ""
    assert "De Vlieger" in sent
    assert 'name="toelichting"' not in sent
    assert seen[0].headers["x-csrftoken"]


def test_it_tries_again_after_a_failure(open_form: Callable[[Answer], Page]) -> None:
    page = open_form(respond(503))
    type_name(page)
    expect(page.locator("[data-opgeslagen]")).to_have_text("Niet opgeslagen, wij proberen het opnieuw")
    page.unroute("**/bewaar/")
    page.route("**/bewaar/", respond(200, versie=9, opgeslagen_om="14:06"))
    page.clock.run_for(11_000)
    expect(page.locator("[data-opgeslagen]")).to_have_text("Opgeslagen om 14:06")


def test_a_collision_shows_who_did_what(open_form: Callable[[Answer], Page]) -> None:
    page = open_form(respond(409, melding="Anna de Wit heeft dit gewijzigd.", url="/nu/"))
    type_name(page)
    place = page.locator("[data-opgeslagen]")
    expect(place).to_contain_text("Anna de Wit heeft dit gewijzigd.")
    expect(place.get_by_role("link")).to_have_attribute("href", "/nu/")
    expect(page.locator("#id_naam")).to_have_value("De Vlieger")


def test_an_ended_session_keeps_the_text_in_the_page(open_form: Callable[[Answer], Page]) -> None:
    page = open_form(respond(401))
    type_name(page)
    expect(page.locator("[data-opgeslagen]")).to_contain_text("U bent uitgelogd")
    expect(page.locator("#id_naam")).to_have_value("De Vlieger")


def test_a_refusal_at_the_door_says_that_the_text_is_still_there_and_asks_no_more(
    open_form: Callable[[Answer], Page],
) -> None:
    page = open_form(lambda route: route.fulfill(status=403, body="<h1>403</h1>", content_type="text/html"))
    type_name(page)
    melding = page.locator("[data-opgeslagen]")
    expect(melding).to_contain_text("Uw tekst staat nog op deze pagina")
    expect(melding).not_to_contain_text("Kijk uw antwoord na")
    expect(page.locator("#id_naam")).to_have_value(re.compile("De Vlieger$"))


def test_a_double_click_sends_once(open_form: Callable[[Answer], Page]) -> None:
    page = open_form(respond(200, versie=1, opgeslagen_om="14:00"))
    page.evaluate("document.addEventListener('submit', e => { window.n = (window.n || 0) + !e.defaultPrevented; })")
    page.evaluate(
        """() => { const f = document.querySelector('form[data-autosave]');
        window.addEventListener('submit', e => e.preventDefault());
        const b = f.querySelector('button[type=submit]:not([name])'); b.click(); b.click(); }"""
    )
    assert page.evaluate("window.n") == 1
    assert page.locator("form[data-autosave] button[aria-disabled=true]").count() > 0


def test_submitting_waits_for_a_save_that_is_under_way(open_form: Callable[[Answer], Page]) -> None:
    """Otherwise the form would carry the old version and collide with its own autosave."""
    held: list[Route] = []
    page = open_form(lambda route: held.append(route))
    with page.expect_request("**/bewaar/"):
        type_name(page)
    page.evaluate("window.addEventListener('submit', e => { window.n = (window.n || 0) + !e.defaultPrevented; })")
    page.evaluate("window.addEventListener('submit', e => e.preventDefault())")
    page.locator("form[data-autosave] button[type=submit]:not([name])").first.click()
    assert page.evaluate("window.n || 0") == 0
    respond(200, versie=8, opgeslagen_om="14:05")(held[0])
    page.wait_for_function("window.n === 1")
    expect(page.locator("#id_versie")).to_have_value("8")


def test_what_was_refused_is_said_and_sent_again_with_the_next_change(open_form: Callable[[Answer], Page]) -> None:
    """The others of that save were kept, under a new version: without it the next one collides with oneself."""
    seen: list[str] = []

    def answer(route: Route) -> None:
        seen.append(route.request.post_data or "")
        first = len(seen) == 1
        respond(422, versie=8, melding="Vul een naam in.")(route) if first else respond(
            200, versie=8 + len(seen), opgeslagen_om="14:07"
        )(route)

    page = open_form(answer)
    place = page.locator("[data-opgeslagen]")
    type_name(page)
    expect(place).to_have_text("Vul een naam in.")
    expect(page.locator("#id_versie")).to_have_value("8")
    assert _warns(page)
    type_in(page, "#id_toelichting", "Dag")
    expect(place).to_have_text("Opgeslagen om 14:07")
    expect(page.locator("#id_versie")).to_have_value("10")
    assert "De Vlieger" in seen[1] and "Dag" in seen[1] and 'name="versie"\r\n\r\n8' in seen[1]
    assert not _warns(page)
    type_in(page, "#id_toelichting", "!")
    expect(page.locator("#id_versie")).to_have_value("11")
    assert "De Vlieger" not in seen[2] and len(seen) == 3


def _warns(page: Page) -> bool:
    """Whether leaving the page asks first; asked of the page itself, for the browser may not show it unattended."""
    return bool(page.evaluate("!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))"))
