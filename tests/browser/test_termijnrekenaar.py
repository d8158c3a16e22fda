"""The termijnrekenaar in a browser, with and without JavaScript: accessible and narrow enough."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from organisations.actor import Actor
from tests.browser.kijken import bekijk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def vul_datum(page: Page, vraag: str, dag: str, nummer: int = 0) -> None:
    groep = page.get_by_role("group", name=vraag).nth(nummer)
    for naam, deel in zip(("Dag", "Maand", "Jaar"), dag.split("-"), strict=True):
        groep.get_by_label(naam).fill(deel)


@pytest.mark.parametrize("javascript", [True, False])
def test_two_suspensions_as_rows(open_als: Callable[..., Page], secretariaat: Actor, javascript: bool) -> None:
    page = open_als(secretariaat, javascript=javascript)
    page.goto(reverse("deadlines:termijnrekenaar"))
    if javascript:
        bekijk(page, "30-termijnrekenaar-leeg")
    page.get_by_label("Wat wilt u uitrekenen?").select_option("beslistermijn")
    vul_datum(page, "Vanaf welke dag?", "9-3-2026")
    page.get_by_role("button", name="Nog een stilstand toevoegen").click()
    expect(page.get_by_role("group", name="Stilstand 2")).to_be_visible()
    for n, (van, tot) in enumerate([("16-3-2026", "27-3-2026"), ("20-3-2026", "1-4-2026")]):
        vul_datum(page, "Gevraagd op", van, n)
        vul_datum(page, "Ontvangen op", tot, n)
    vul_datum(page, "Compleet verklaard op", "2-4-2026")
    page.get_by_role("button", name="Reken uit").click()
    expect(page.locator(".uitkomst")).to_contain_text("19 mei 2026")
    expect(page.get_by_role("img", name="Tijdlijn")).to_be_visible()
    if javascript:
        bekijk(page, "30-termijnrekenaar")
    page.get_by_role("group", name="Stilstand 1").get_by_label("Jaar").first.fill("26000")
    page.get_by_role("button", name="Reken uit").click()
    expect(page.locator("[data-foutenlijst]")).to_be_visible()
    if javascript:
        bekijk(page, "30-termijnrekenaar-fout")
