"""The session ends while somebody writes, in a real browser: log in again, and the text is there."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from organisations.actor import Actor
from organisations.models import Sessie, User
from tests import factories
from tests.browser.kijken import bekijk
from tests.organisations.toegang.hulp import appcode, met_app
from tlv.models import Aanvraag

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEKST = "Wij belden vanmorgen.\nKunt u 'maandag' <om 9 uur> terugbellen?"


def _log_in(page: Page, user: User, code: Callable[[], str]) -> None:
    page.get_by_label("Mailadres").fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(factories.WACHTWOORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.get_by_label("Code").fill(code())
    page.get_by_role("button", name="Inloggen", exact=True).click()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_session_that_ends_while_writing_costs_no_text(
    open_als: Callable[..., Page], aanvraag: Aanvraag, coordinator: Actor, javascript: bool
) -> None:
    user = met_app(User.objects.get(pk=coordinator.gebruiker_id))
    page = open_als(coordinator, javascript=javascript)
    page.goto(reverse("workflow:vragen", args=[aanvraag.zaak_id]))
    page.get_by_label("Uw bericht").fill(TEKST)
    Sessie.objects.all().delete()
    page.get_by_role("button", name="Plaatsen").click()
    expect(page.get_by_text("Wat u invulde is bewaard")).to_be_visible()
    if javascript:  # the probes are scripts themselves
        bekijk(page, "verlopen-inloggen", smalst=320)
    _log_in(page, user, appcode)
    expect(page.get_by_text("Er is nog niets verstuurd")).to_be_visible()
    expect(page.get_by_label("Uw bericht")).to_have_value(TEKST)
    assert not aanvraag.zaak.vraagberichten.exists()
    if javascript:
        bekijk(page, "verlopen-terug", smalst=320)
    page.get_by_role("button", name="Plaatsen").click()
    page.wait_for_url(lambda adres: "bewaard_nr" not in adres)
    assert aanvraag.zaak.vraagberichten.get().tekst.splitlines() == TEKST.splitlines()
    assert page.context.cookies()
