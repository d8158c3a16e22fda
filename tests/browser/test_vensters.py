"""A window goes from one test to the next as if it were new."""

import pytest
from pytest_django.live_server_helper import LiveServer

from organisations.actor import Actor
from tests.browser.axe import zet_maat
from tests.browser.vensters import BREED, HOOG, OpenAls, Vensters

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_who_gets_a_window_finds_nothing_of_who_had_it(
    open_als: OpenAls, vensters: Vensters, live_server: LiveServer, coordinator: Actor
) -> None:
    page = open_als(coordinator)
    page.goto("/werk/")
    page.evaluate("() => { localStorage.setItem('a', 'b'); sessionStorage.setItem('a', 'b') }")
    page.emulate_media(media="print")
    zet_maat(page, 390, HOOG)
    page.context.new_page()
    vensters.neem_terug()

    weer = vensters.open(live_server.url)
    assert weer is page and weer.context.pages == [page] and weer.context.cookies() == []
    weer.goto("/werk/")
    assert "/inloggen/" in weer.url
    assert weer.evaluate("[localStorage.getItem('a'), sessionStorage.getItem('a')]") == [None, None]
    assert weer.evaluate("matchMedia('screen').matches")
    assert weer.viewport_size == {"width": BREED, "height": HOOG}


def test_who_works_at_the_same_time_has_a_window_of_his_own(
    open_als: OpenAls, coordinator: Actor, secretariaat: Actor
) -> None:
    assert open_als(coordinator).context is not open_als(secretariaat).context
