"""Side roads of the decision in a real browser: not treated, refused, recalled, archived; each as who takes part."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from documents.models import Document
from organisations.models import User
from tests.b1 import bezwaren
from tests.browser.kijken import bekijk, bewaar_pdf
from tests.browser.reis.handelingen import herbevestig
from tests.browser.reis.invullen import Keuze, klik, vul
from tests.browser.zijzaken import AFWIJZING, Zijzaak, laat_werken, maak_zijzaak
from tlv.models import Besluit, Status, Toelaatbaarheid
from workflow.models import Bericht
from workflow.sweeps import verwerk_verstreken, voer_automatisch_uit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenAls = Callable[..., Page]


@pytest.fixture
def z(db: None) -> Zijzaak:
    zaak = maak_zijzaak()
    namen = {
        zaak.gezin.coordinator: "Noor van Dijk",
        zaak.gezin.secretariaat: "Fatma Yıldız",
        zaak.gezin.voorzitter: "Hanna Brouwer",
    }
    for wie, naam in namen.items():
        User.objects.filter(pk=wie.gebruiker_id).update(naam=naam)
    return zaak


def brief_van(page: Page, naam: str) -> bytes:
    """The first paper of the page as a file."""
    adres = page.locator("main a[href^='/documenten/']").first.get_attribute("href")
    return bewaar_pdf(page.request.get(adres or "").body(), naam)


def teken(page: Page, knop: str) -> None:
    """Identify again and sign."""
    klik(page, "Bevestigen")
    herbevestig(page)
    klik(page, knop)


def maak_bekend(page: Page) -> None:
    klik(page, "Nu bekendmaken")
    expect(page.get_by_role("heading", name="Wie kreeg het besluit")).to_be_visible()
    laat_werken()


def bericht_aan(wie: int | None, tekst: str) -> bool:
    return Bericht.objects.filter(user_id=wie, onderwerp__contains=tekst).exists()


@pytest.fixture
def verlopen(z: Zijzaak) -> Zijzaak:
    """The school did not answer; the sweep noticed."""
    z.dien_in(40)
    z.vraag_aanvulling(
        36,
        knooppunt="In het verslag staat niet wie erbij was.",
        onderzoek="Wij missen de bladzijde met de uitkomsten.",
    )
    verwerk_verstreken(vandaag=timezone.localdate(), nu=timezone.now())
    assert z.status == Status.AANVULLING_VERLOPEN
    return z


def test_a_supplement_that_never_came_ends_in_a_decision_not_to_treat(open_als: OpenAls, verlopen: Zijzaak) -> None:
    z, gezin = verlopen, verlopen.gezin
    assert bericht_aan(gezin.coordinator.gebruiker_id, "")
    assert bericht_aan(gezin.voorzitter.gebruiker_id, "")
    school = open_als(gezin.coordinator)
    school.goto("/werk/")
    bekijk(school, "01-werk-school")
    school.goto("/postvak/")
    bekijk(school, "01-postvak-school")
    school.goto(f"/zaken/{z.pk}/")
    bekijk(school, "01-zaak-school-verlopen")
    moeder = open_als(gezin.moeder)
    moeder.goto(f"/tlv/{z.pk}/thuis/")
    bekijk(moeder, "01-thuis-verlopen")

    hanna = open_als(gezin.voorzitter)
    hanna.goto("/werk/")
    bekijk(hanna, "01-werk-voorzitter")
    hanna.goto("/postvak/")
    bekijk(hanna, "01-postvak-voorzitter")
    hanna.goto(f"/zaken/{z.pk}/")
    bekijk(hanna, "01-zaak-voorzitter")
    klik(hanna, "Lees en teken het besluit")
    bekijk(hanna, "01-niet-behandelen-bevestigen")
    klik(hanna, "Bevestigen")
    bekijk(hanna, "01-herbevestigen")
    herbevestig(hanna)
    expect(hanna.get_by_label("Wat ontbreekt er nog?")).to_have_value(re.compile("knooppunt"))
    bekijk(hanna, "01-niet-behandelen")
    klik(hanna, "Onderteken het besluit")
    expect(hanna.get_by_text("De beschikking wordt nog gemaakt")).to_be_visible()
    bekijk(hanna, "01-getekend")
    assert z.status == Status.BUITEN_BEHANDELING
    moeder.reload()
    expect(moeder.get_by_role("main")).to_contain_text("Het besluit is genomen")
    expect(moeder.get_by_role("link", name=re.compile("Besluit"))).to_have_count(0)

    laat_werken()
    hanna.reload()
    maak_bekend(hanna)
    bekijk(hanna, "01-bekend-voorzitter")
    brief_van(hanna, "01-brief-buiten-behandeling")
    school.goto(f"/zaken/{z.pk}/")
    expect(school.get_by_role("main")).to_contain_text("uiten behandeling")
    bekijk(school, "01-bekend-school")
    school.goto(f"/tlv/{z.pk}/documenten/")
    bekijk(school, "01-documenten-school")
    assert Document.objects.get(zaak_id=z.pk, soort="beschikking").zegel
    moeder.goto(f"/tlv/{z.pk}/thuis/")
    bekijk(moeder, "01-thuis-bekend")
    klik(moeder, "Lees het besluit")
    expect(moeder.get_by_role("heading", name="Wij stoppen met deze aanvraag")).to_be_visible()
    bekijk(moeder, "01-besluit-ouder")
    assert bezwaren(moeder.content()) == []
    brief_van(moeder, "01-brief-ouder")
    assert not Toelaatbaarheid.objects.exists()


def test_a_late_supplement_is_accepted_until_the_signature(open_als: OpenAls, verlopen: Zijzaak) -> None:
    z, gezin = verlopen, verlopen.gezin
    school = open_als(gezin.coordinator)
    school.goto(f"/zaken/{z.pk}/")
    klik(school, "Vul de aanvraag alsnog aan")
    for vak in school.get_by_label(re.compile("^Uw antwoord bij")).all():
        vak.fill("Dit staat op bladzijde 3 van het verslag.")
    bekijk(school, "02-te-laat-aanvullen")
    klik(school, "Insturen")
    expect(school.get_by_text("Uw antwoord is ingestuurd")).to_be_visible()
    bekijk(school, "02-ingestuurd")
    assert z.status == Status.AANGEVULD
    hanna = open_als(gezin.voorzitter)
    hanna.goto(f"/tlv/{z.pk}/niet-behandelen/")
    expect(hanna.get_by_role("button", name="Onderteken het besluit")).to_have_count(0)
    fatma = open_als(gezin.secretariaat)
    fatma.goto(f"/zaken/{z.pk}/")
    bekijk(fatma, "02-zaak-secretariaat")
