"""The session ends while somebody writes, in a real browser: log in again, and the text is there."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, Sessie, User
from organisations.rollen import Rol
from tests import factories
from tests.browser.kijken import bekijk
from tests.organisations.toegang.hulp import appcode, mailcode, met_app
from tests.tlv.volledigheid_hulp import ingediend
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


def test_a_form_in_a_window_from_before_the_log_in_of_another_window_keeps_its_text(
    open_als: Callable[..., Page], swv: Samenwerkingsverband, aanvraag: Aanvraag
) -> None:
    """Two windows: the session ends, one logs in again, and the other one still sends its form."""
    ouder = factories.OuderFactory(leerling=aanvraag.zaak.dossier.leerling, account=True)
    user = User.objects.get(pk=ouder.user_id)
    ingediend(aanvraag)
    een = open_als(factories.actor(Rol.OUDER, user=user))
    een.goto(reverse("workflow:vragen", args=[aanvraag.zaak_id]))
    een.locator("[name=tekst]").fill(TEKST)
    Sessie.objects.all().delete()
    twee = een.context.new_page()
    twee.goto(reverse("organisations:inloggen"))
    _log_in(twee, user, mailcode)
    een.get_by_role("button", name="Verstuur uw vraag").click()
    expect(een.get_by_text("Er is nog niets verstuurd")).to_be_visible()
    expect(een.locator("[name=tekst]")).to_have_value(TEKST)
    bekijk(een, "verlopen-gezin", smalst=320)
    een.get_by_role("button", name="Verstuur uw vraag").click()
    een.wait_for_url(lambda adres: "bewaard_nr" not in adres)
    assert aanvraag.zaak.vraagberichten.count() == 1
