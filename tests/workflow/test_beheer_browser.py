"""What the administrator sees of the machine in a browser: what it could not do, and what the holidays moved."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from deadlines import services
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband
from organisations.rollen import Rol
from tests import factories
from tests.browser.kijken import bekijk
from tests.browser.vensters import OpenAls
from tlv.models import Aanvraag, Status
from workflow import haperingen
from workflow.feestdagronde import verwerk_feestdagen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NU = factories.NU


@pytest.fixture
def beheerder(swv: Samenwerkingsverband) -> Actor:
    return factories.actor(Rol.BEHEERDER, swv)


def test_what_the_system_could_not_do(open_als: OpenAls, aanvraag: Aanvraag, beheerder: Actor) -> None:
    factories.zet_status(aanvraag, Status.VERLEEND)
    haperingen.noteer(aanvraag.zaak_id, "bekendmaken", reden="RuntimeError", nu=NU)
    page = open_als(beheerder)
    page.goto(reverse("workflow:home"))
    expect(page.get_by_role("main")).to_contain_text("Bij 1 zaak lukt niet")
    bekijk(page, "hapering-start")
    page.get_by_role("link", name="Bekijk waarom").click()
    expect(page.get_by_role("main")).to_contain_text("RuntimeError")
    bekijk(page, "hapering")


def test_what_a_change_of_the_holidays_moves_and_what_is_told_of_it(
    open_als: OpenAls, aanvraag: Aanvraag, beheerder: Actor
) -> None:
    factories.zet_status(aanvraag, Status.INGEDIEND)
    services.start(aanvraag.zaak, "beslistermijn", vanaf=date(2026, 3, 9))
    page = open_als(beheerder)
    page.goto(reverse("deadlines:feestdag_nieuw"))
    for veld, waarde in (("Dag", "4"), ("Maand", "5"), ("Jaar", "2026")):
        page.get_by_label(veld).first.fill(waarde)
    page.get_by_label("Waar staat dat?").fill("Stcrt. 2026, 1")
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    expect(page.get_by_role("main")).to_contain_text("In uw zaken krijgen deze lopende termijnen")
    bekijk(page, "feestdag-gevolg")
    page.get_by_role("button", name="Voeg de dag toe").click()
    expect(page.get_by_role("main")).to_contain_text("U krijgt bericht wat er verschoof")
    verwerk_feestdagen(vandaag=factories.VANDAAG, nu=NU)
    page.goto(reverse("workflow:postvak"))
    expect(page.get_by_role("main")).to_contain_text("Feestdagen: 4 mei 2026 is toegevoegd")
    expect(page.get_by_role("main")).to_contain_text("4 mei 2026 → 6 mei 2026")
    bekijk(page, "feestdag-bericht")
