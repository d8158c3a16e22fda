"""The board, its month, the forecast and the calendar in a browser: wide and narrow, without JavaScript, on paper."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from deadlines import services
from deadlines.models import Termijn
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School
from organisations.rollen import Rol
from tests import factories
from tests.browser.axe import assert_no_overflow
from tests.browser.kijken import bekijk
from tests.browser.vensters import OpenAls
from tlv.models import Aanvraag, Status

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REGEL = "[...document.querySelectorAll('.utrecht-nav-list > li')].map(e => Math.round(e.getBoundingClientRect().top))"


@pytest.fixture
def bureau(school: School) -> Actor:
    """One term in each group, and enough decisions to look ahead."""
    vandaag = timezone.localdate()
    for over, stil in ((-3, False), (2, False), (40, False), (20, True)):
        aanvraag = factories.AanvraagFactory.create(zaak__dossier=factories.DossierFactory(school=school))
        factories.zet_status(aanvraag, Status.INGEDIEND)
        services.start(aanvraag.zaak, "servicenorm", vanaf=vandaag)
        services.start(aanvraag.zaak, "beslistermijn", vanaf=vandaag + timedelta(over - 56))
        if stil:
            services.opschorten(aanvraag.zaak, "beslistermijn", van=vandaag, uiterlijk=vandaag + timedelta(9))
    for nr in range(20):
        aanvraag = factories.AanvraagFactory.create(zaak__dossier=factories.DossierFactory(school=school))
        factories.zet_status(aanvraag, Status.BEKENDGEMAAKT)
        services.start(aanvraag.zaak, "beslistermijn", vanaf=vandaag - timedelta(60 + nr))
        services.stop(aanvraag.zaak, "beslistermijn", op=vandaag - timedelta(5))
        Aanvraag.objects.filter(pk=aanvraag.pk).update(bekendgemaakt_op=vandaag)
    return factories.actor(Rol.SECRETARIAAT, school.swv, vandaag=vandaag)


def test_the_board_explains_each_date_and_keeps_what_was_chosen(open_als: OpenAls, bureau: Actor) -> None:
    page = open_als(bureau)
    page.goto("/termijnen/")
    bekijk(page, "bord")
    page.get_by_role("main").locator("summary").first.click()
    expect(page.locator(".tijdbalk__balk").first).to_be_visible()
    bekijk(page, "bord-uitleg")
    page.get_by_label("Welke termijn").select_option(label="Wettelijke beslistermijn")
    page.get_by_role("button", name="Toon").click()
    page.get_by_role("link", name="Binnen een week").click()
    bekijk(page, "bord-groep")
    page.goto("/termijnen/")
    expect(page.get_by_label("Welke termijn")).to_have_value("beslistermijn")
    page.get_by_role("button", name="Toon alles").click()
    expect(page.get_by_label("Welke termijn")).to_have_value("")


def test_the_month_and_the_forecast(open_als: OpenAls, bureau: Actor) -> None:
    page = open_als(bureau)
    page.goto("/termijnen/maand/")
    bekijk(page, "bord-maand")
    page.goto("/termijnen/maand/?maand=2027-06")
    expect(page.get_by_role("main")).to_contain_text("Laatste dag om zeker te zijn van een besluit voor de zomer.")
    bekijk(page, "bord-maand-juni")
    einde = Termijn.objects.op_werklijst().order_by("einde").first()
    assert einde is not None
    page.goto(f"/termijnen/maand/?maand={einde.einde:%Y-%m}")
    page.locator(".maand__aantal").first.click()
    bekijk(page, "bord-dag")
    page.goto("/termijnen/vooruitblik/")
    expect(page.get_by_role("main")).to_contain_text("20 besluiten")
    bekijk(page, "bord-vooruitblik")


def test_without_decisions_and_without_terms(open_als: OpenAls, swv: Samenwerkingsverband) -> None:
    page = open_als(factories.actor(Rol.VOORZITTER, swv))
    for pad, naam in (
        ("/termijnen/", "leeg"),
        ("/termijnen/?groep=stil", "leeg-groep"),
        ("/termijnen/vooruitblik/", "weinig"),
    ):
        page.goto(pad)
        bekijk(page, f"bord-{naam}")


@pytest.mark.parametrize("rol", [Rol.SECRETARIAAT, Rol.DIRECTEUR_SWV, Rol.VOORZITTER, Rol.BEHEERDER])
def test_the_menu_takes_two_lines_at_most_on_a_phone_and_opens_the_rest(
    open_als: OpenAls, swv: Samenwerkingsverband, rol: Rol
) -> None:
    page = open_als(factories.actor(rol, swv))
    page.goto("/werk/")
    page.set_viewport_size({"width": 390, "height": 900})
    assert len(set(page.evaluate(REGEL))) <= 2
    page.get_by_role("navigation", name="Hoofdmenu").locator("summary").click()
    bekijk(page, f"menu-meer-{rol}")
    assert_no_overflow(page, 320)
    page.set_viewport_size({"width": 390, "height": 900})
    page.get_by_role("link", name="Mandaten").click()
    expect(page.get_by_role("heading", name="Mandaten", level=1)).to_be_visible()


def test_it_works_without_javascript_and_prints_short(open_als: OpenAls, bureau: Actor) -> None:
    kaal = open_als(bureau, javascript=False)
    kaal.goto("/termijnen/")
    kaal.get_by_label("Alleen waar u aan zet bent").check()
    kaal.get_by_role("button", name="Toon").click()
    expect(kaal.get_by_label("Alleen waar u aan zet bent")).to_be_checked()
    kaal.locator("summary", has_text="Meer").click()
    expect(kaal.get_by_role("link", name="Termijnrekenaar")).to_be_visible()
    kaal.emulate_media(media="print")
    expect(kaal.locator(".bord .uitklap").first).to_be_hidden()
    expect(kaal.get_by_role("navigation", name="Hoofdmenu")).to_be_hidden()
    expect(kaal.locator(".bord").first).to_be_visible()


def test_a_calendar_is_made_shown_once_and_stopped(open_als: OpenAls, bureau: Actor) -> None:
    page = open_als(bureau, begonnen_op=timezone.now().isoformat())
    page.goto("/account/agenda/")
    bekijk(page, "agenda-leeg")
    page.get_by_role("link", name="Maak een link").click()
    bekijk(page, "agenda-maken")
    page.get_by_role("button", name="Maak de link").click()
    expect(page.locator(".agenda__adres")).to_contain_text("/dekkend.ics")
    bekijk(page, "agenda-link")
    page.reload()
    expect(page.locator(".agenda__adres")).to_have_count(0)
    bekijk(page, "agenda")
    page.get_by_role("button", name="Stop de link").click()
    expect(page.get_by_role("main")).to_contain_text("werkt niet meer")


@pytest.mark.parametrize("rol", [Rol.OUDER, Rol.LEERLING])
def test_a_family_has_the_page_in_its_own_words(open_als: OpenAls, swv: Samenwerkingsverband, rol: Rol) -> None:
    page = open_als(factories.actor(rol, swv), begonnen_op=timezone.now().isoformat())
    page.goto("/account/agenda/maken/")
    page.get_by_role("button", name="Maak de link").click()
    expect(page.get_by_role("main")).to_contain_text("Deel de link met niemand.")
    bekijk(page, f"agenda-{rol}")
