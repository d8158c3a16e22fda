"""The termijnrekenaar in a browser, with and without JavaScript: accessible and narrow enough."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from organisations.actor import Actor
from organisations.models import Samenwerkingsverband
from organisations.rollen import Rol
from tests import factories
from tests.browser.kijken import BEELDEN, bekijk

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
        vul_datum(page, "Aanvulling gevraagd op", van, n)
        vul_datum(page, "Aanvulling ontvangen op", tot, n)
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


@pytest.mark.parametrize("javascript", [True, False])
def test_each_ground_asks_its_own_days(open_als: Callable[..., Page], secretariaat: Actor, javascript: bool) -> None:
    page = open_als(secretariaat, javascript=javascript)
    page.goto(reverse("deadlines:termijnrekenaar"))
    gevraagd = page.get_by_role("group", name="Aanvulling gevraagd op")
    eerste = page.get_by_role("group", name="Eerste dag waarop de tijd stilstond")
    expect(gevraagd).to_be_visible()
    expect(eerste).to_have_count(0)
    vul_datum(page, "Aanvulling gevraagd op", "14-4-2026")
    page.get_by_label("Waarom stond de termijn stil?").select_option("instemming")
    expect(gevraagd).to_have_count(0)
    page.get_by_label("Wat wilt u uitrekenen?").select_option("beslistermijn")
    vul_datum(page, "Vanaf welke dag?", "9-3-2026")
    vul_datum(page, "Eerste dag waarop de tijd stilstond", "14-4-2026")
    vul_datum(page, "Laatste dag waarop de tijd stilstond", "23-4-2026")
    page.get_by_role("button", name="Reken uit").click()
    expect(gevraagd).to_contain_text("Deze dag hoort bij een aanvulling")  # in sight again
    vul_datum(page, "Aanvulling gevraagd op", "--")
    page.get_by_role("button", name="Reken uit").click()
    expect(page.locator(".uitkomst")).to_contain_text("18 mei 2026")
    if javascript:
        bekijk(page, "30-termijnrekenaar-instemming")


def test_it_prints_and_needs_no_script(open_als: Callable[..., Page], secretariaat: Actor) -> None:
    page = open_als(secretariaat, javascript=False)
    page.goto(reverse("deadlines:termijnrekenaar"))
    page.get_by_label("Wat wilt u uitrekenen?").select_option("bezwaar")
    vul_datum(page, "Vanaf welke dag?", "14-11-2025")
    page.get_by_role("button", name="Reken uit").click()
    expect(page.locator(".uitkomst")).to_contain_text("29 december 2025")
    expect(page.get_by_role("button", name="Druk af")).to_be_hidden()  # it would do nothing here
    bewaar(page, "31-termijnrekenaar-zonder-script")
    page.emulate_media(media="print")
    expect(page.locator(".uitkomst")).to_be_visible()
    expect(page.get_by_role("navigation").first).to_be_hidden()
    bewaar(page, "31-termijnrekenaar-druk")


def bewaar(page: Page, naam: str) -> None:
    if BEELDEN:
        page.screenshot(path=f"{BEELDEN}/{naam}.png", full_page=True)


@pytest.mark.parametrize("javascript", [True, False])
def test_the_days_off_are_kept_by_who_administers(
    open_als: Callable[..., Page], swv: Samenwerkingsverband, javascript: bool
) -> None:
    beheerder = factories.actor(Rol.BEHEERDER, swv, vandaag=timezone.localdate())
    page = open_als(beheerder, javascript=javascript)
    page.goto(reverse("deadlines:feestdagen"))
    kijk = bekijk if javascript else bewaar
    kijk(page, f"32-feestdagen-{javascript}")
    page.get_by_role("link", name="Dag toevoegen").first.click()
    kijk(page, f"32-feestdag-nieuw-{javascript}")
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    expect(page.locator("[data-foutenlijst]")).to_be_visible()
    kijk(page, f"32-feestdag-fout-{javascript}")
    vul_datum(page, "Welke dag?", "29-5-2030")
    page.get_by_label("Hoe heet deze dag?").fill("Extra vrije dag")
    page.get_by_label("Waar staat dat?").fill("Koninklijk besluit, verzonnen")
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    expect(page.get_by_role("heading", name="Wat er dan verandert")).to_be_visible()
    kijk(page, f"32-feestdag-gevolg-{javascript}")
    page.get_by_role("button", name="Voeg de dag toe").click()
    expect(page.get_by_text("Extra vrije dag").first).to_be_visible()
