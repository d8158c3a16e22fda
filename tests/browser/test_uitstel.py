"""A date moves, in a real browser, with and without JavaScript; and every date explains itself to who looks at it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from deadlines import services
from deadlines.models import Termijn, kalender_uit_tabel
from tests.b1 import bezwaren
from tests.browser.kijken import BEELDEN, bekijk
from tests.browser.reis.invullen import klik
from tests.tlv.gezin_voorbeeld import Gezin, maak_gezin
from tlv.models import Status

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenAls = Callable[..., Page]


@pytest.fixture
def gezin(db: None) -> Gezin:
    return maak_gezin(status=Status.DESKUNDIGENADVIES)


def vul_datum(page: Page, vraag: str, dag: date) -> None:
    groep = page.get_by_role("group", name=vraag)
    for naam, deel in (("Dag", dag.day), ("Maand", dag.month), ("Jaar", dag.year)):
        groep.get_by_label(naam).fill(str(deel))


def werkdag(dagen: int) -> date:
    return kalender_uit_tabel().eerstvolgende_werkdag(timezone.localdate() + timedelta(days=dagen))


def druk_af(page: Page, naam: str) -> None:
    """As it comes out of the printer."""
    page.emulate_media(media="print")
    if BEELDEN:
        page.screenshot(path=f"{BEELDEN}/{naam}-druk.png", full_page=True)
    page.emulate_media(media="screen")


def leg_open(page: Page) -> None:
    for vraag in page.locator("main details.utrecht-accordion, main details").all():
        if not vraag.evaluate("el => el.open"):
            vraag.locator("summary").first.click()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_later_date_is_announced_after_a_look_at_what_changes(
    open_als: OpenAls, gezin: Gezin, javascript: bool
) -> None:
    page = open_als(gezin.secretariaat, javascript=javascript)
    page.goto(f"/tlv/{gezin.zaak.pk}/")
    page.get_by_role("link", name="Termijnen en uitstel").click()
    bekijk_als(page, "60-termijnen", javascript)
    page.get_by_role("link", name="Nieuwe datum melden voor de wettelijke termijn").click()
    klik(page, "Bekijk wat er verandert")
    expect(page.get_by_role("alert")).to_be_visible()
    bekijk_als(page, "61-verdagen-fout", javascript)
    vul_datum(page, "Wat wordt de nieuwe datum?", werkdag(70))
    page.get_by_label("Wat is de reden?").fill("Een deskundige is ziek. Een ander leest het dossier opnieuw.")
    klik(page, "Bekijk wat er verandert")
    expect(page.get_by_role("heading", name="Wat er dan verandert")).to_be_visible()
    bekijk_als(page, "62-verdagen-gevolg", javascript)
    klik(page, "Bevestig en verstuur de brieven")
    expect(page.get_by_text("Wat er met deze datum gebeurde")).to_be_visible()
    bekijk_als(page, "63-termijnen-na", javascript)
    assert Termijn.objects.get(zaak=gezin.zaak, soort="beslistermijn").einde == werkdag(70)


def bekijk_als(page: Page, naam: str, javascript: bool) -> None:
    """Axe needs a script of its own; without JavaScript only the picture is kept."""
    if javascript:
        bekijk(page, naam)


@pytest.mark.parametrize(
    "wijziging", ["streefdatum", "instemming", "vertraging", "overmacht", "weer-laten-lopen", "ongedaan"]
)
def test_every_form_is_fit_to_be_used(open_als: OpenAls, gezin: Gezin, wijziging: str) -> None:
    page = open_als(gezin.secretariaat)
    if wijziging in ("weer-laten-lopen", "ongedaan"):
        leg_stil(gezin)
    page.goto(f"/tlv/{gezin.zaak.pk}/termijnen/{wijziging}/")
    expect(page.get_by_role("button", name="Bekijk wat er verandert")).to_be_visible()
    bekijk(page, f"64-{wijziging}")


def leg_stil(gezin: Gezin) -> Any:
    gisteren = timezone.localdate() - timedelta(days=1)
    return services.opschorten(gezin.zaak, "beslistermijn", van=gisteren, grond="vertraging", toelichting="Afgezegd.")


@pytest.mark.parametrize("wie", ["coordinator", "secretariaat", "voorzitter", "moeder"])
def test_every_date_explains_itself(open_als: OpenAls, gezin: Gezin, wie: str) -> None:
    page = open_als(getattr(gezin, wie))
    page.goto(f"/tlv/{gezin.zaak.pk}/thuis/" if wie == "moeder" else f"/tlv/{gezin.zaak.pk}/")
    page.goto(page.url)
    leg_open(page)
    expect(page.get_by_role("img", name="Tijdlijn").first).to_be_visible()
    bekijk(page, f"65-datum-{wie}")
    druk_af(page, f"65-datum-{wie}")
    if wie == "moeder":
        assert bezwaren(page.content()) == []


def test_a_term_that_stands_still_is_told_plainly(open_als: OpenAls, gezin: Gezin) -> None:
    leg_stil(gezin)
    page = open_als(gezin.moeder)
    page.goto(f"/tlv/{gezin.zaak.pk}/thuis/")
    leg_open(page)
    expect(page.get_by_text("Wij wachten op de school.").first).to_be_visible()
    bekijk(page, "66-stil-moeder")
    assert bezwaren(page.content()) == []
