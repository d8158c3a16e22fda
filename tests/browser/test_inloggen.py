"""Signing in, in a real browser: passkeys with a virtual authenticator, the app, and what every page looks like."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from cases.activeren import maak_code
from cases.models import Activeringscode
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School, User
from organisations.rollen import Rol
from organisations.toegang import factoren
from organisations.toegang.uitnodigen import nodig_uit
from tests import factories
from tests.browser import kijken
from tests.browser.kijken import BEELDEN
from tests.organisations.toegang.hulp import appcode, laatste_mail, mailcode, met_app

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Venster = Callable[..., Page]


@pytest.fixture
def venster(chromium: Browser, live_server: LiveServer) -> Iterator[Venster]:
    """A new window on a host with a name: a passkey belongs to a name, never to an IP address."""
    open_: list[BrowserContext] = []

    def maak(**kwargs: Any) -> Page:
        adres = live_server.url.replace("127.0.0.1", "localhost")
        context = chromium.new_context(base_url=adres, locale="nl-NL", reduced_motion="reduce", **kwargs)
        context.set_default_timeout(15_000)
        open_.append(context)
        return context.new_page()

    yield maak
    for context in open_:
        context.close()


def authenticator(page: Page) -> None:
    """A phone that recognises its owner, as far as the browser can tell."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    soort = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    opties = {**soort, "isUserVerified": True, "automaticPresenceSimulation": True}
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": opties})


def bekijk(page: Page, foto: str) -> None:
    kijken.bekijk(page, f"inloggen-{foto}", smalst=320)


def log_in(page: Page, user: User) -> None:
    page.goto(reverse("organisations:inloggen"))
    page.get_by_label("Mailadres").fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(factories.WACHTWOORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def knop(page: Page, naam: str) -> None:
    page.get_by_role("button", name=naam).or_(page.get_by_role("link", name=naam)).first.click()


def test_staff_makes_a_passkey_and_logs_in_finishes_and_confirms_with_it(
    venster: Venster, swv: Samenwerkingsverband
) -> None:
    user = User.objects.get(pk=factories.actor(Rol.VOORZITTER, swv).gebruiker_id)
    page = venster()
    authenticator(page)
    log_in(page, user)
    expect(page.get_by_role("heading", level=1)).to_have_text("Stel een tweede stap in")
    bekijk(page, "factor-kiezen")
    knop(page, "Stel een passkey in")
    page.get_by_label("Naam van deze passkey").fill("Laptop van kantoor")
    bekijk(page, "passkey-nieuw")
    knop(page, "Maak de passkey")
    expect(page.get_by_role("heading", level=1)).to_have_text("Herstelcodes")
    bekijk(page, "herstelcodes")
    knop(page, "Ik heb de codes bewaard")
    page.wait_for_url("**/werk/")
    page.goto(reverse("organisations:account"))
    expect(page.get_by_text("Laptop van kantoor", exact=True)).to_be_visible()
    bekijk(page, "account")

    page.goto(reverse("organisations:herbevestigen"))
    bekijk(page, "bevestigen")
    knop(page, "Bevestig met uw passkey")
    page.wait_for_url("**/werk/")
    uit(page)

    page.goto(reverse("organisations:inloggen"))
    bekijk(page, "inloggen")
    knop(page, "Inloggen met een passkey")
    page.wait_for_url("**/werk/")
    uit(page)

    log_in(page, user)
    bekijk(page, "tweede-stap-passkey")
    knop(page, "Gebruik uw passkey")
    page.wait_for_url("**/werk/")

    page.goto(reverse("organisations:account"))
    knop(page, "Andere naam")
    page.get_by_label("Naam van deze passkey").fill("Sleutelbos")
    knop(page, "Bewaren")
    page.get_by_role("link", name=re.compile("Verwijderen.*Sleutelbos")).click()
    bekijk(page, "weg")
    page.get_by_role("button", name="Verwijderen").click()
    expect(page.get_by_text("Dit is uw enige tweede stap")).to_be_visible()
    assert factoren.heeft_eigen_factor(user)


def uit(page: Page) -> None:
    page.locator("summary.hoed__knop").click()
    if BEELDEN:
        page.screenshot(path=Path(BEELDEN) / "inloggen-menu.png")
    knop(page, "Uitloggen")
    page.wait_for_url("**/")


def test_a_passkey_of_somebody_else_does_not_finish_this_log_in(
    venster: Venster, school: School, swv: Samenwerkingsverband
) -> None:
    eerste = User.objects.get(pk=factories.actor(Rol.OUDER).gebruiker_id)
    page = venster()
    authenticator(page)
    log_in(page, eerste)
    page.get_by_label("Code uit de mail").fill(mailcode())
    knop(page, "Inloggen")
    page.goto(reverse("organisations:passkey_nieuw"))
    knop(page, "Maak de passkey")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn account")
    uit(page)
    ander = met_app(User.objects.get(pk=factories.actor(Rol.COORDINATOR, school).gebruiker_id))
    log_in(page, ander)
    antwoord = page.evaluate(
        """async () => {
          const token = document.querySelector('[name=csrfmiddlewaretoken]').value;
          const data = new URLSearchParams({csrfmiddlewaretoken: token, antwoord: '{"id": "x", "response": {}}'});
          const uit = await fetch('/inloggen/passkey/tweede_stap/', {method: 'POST', body: data});
          return uit.url;
        }"""
    )
    assert antwoord.endswith("/inloggen/tweede-stap/")
    page.goto(reverse("workflow:home"))
    assert "/inloggen/" in page.url


def test_without_javascript_the_app_is_set_up_and_used(venster: Venster, school: School) -> None:
    user = User.objects.get(pk=factories.actor(Rol.COORDINATOR, school).gebruiker_id)
    page = venster(java_script_enabled=False)
    log_in(page, user)
    expect(page.get_by_role("link", name="Stel een passkey in")).to_be_hidden()
    knop(page, "Stel een app in")
    page.locator("summary", has_text="Lukt scannen niet").click()
    geheim = page.locator(".sleutel").inner_text().replace(" ", "")
    page.get_by_label("Code uit de app").fill("12")
    knop(page, "Bewaren")
    expect(page.get_by_role("alert").first).to_contain_text("Deze code klopt niet")
    page.get_by_label("Code uit de app").fill(appcode(geheim))
    knop(page, "Bewaren")
    knop(page, "Ik heb de codes bewaard")
    page.wait_for_url("**/werk/")
    uit(page)
    log_in(page, user)
    page.get_by_label("Code uit de app").fill(appcode(geheim, stap=1))
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url("**/werk/")


def test_the_other_pages_of_signing_in_look_right(venster: Venster, school: School) -> None:
    user = met_app(User.objects.get(pk=factories.actor(Rol.COORDINATOR, school).gebruiker_id))
    page = venster()
    page.goto(reverse("organisations:wachtwoord_vergeten"))
    bekijk(page, "vergeten")
    page.get_by_label("Mailadres").fill(user.email)
    knop(page, "Stuur mij een link")
    bekijk(page, "gevraagd")
    page.goto(reverse("organisations:wachtwoord_kiezen", args=["bestaat-niet"]))
    bekijk(page, "link-werkt-niet")
    log_in(page, user)
    page.get_by_label("Code uit de app").fill("000000")
    page.get_by_role("button", name="Inloggen").click()
    assert page.title().startswith("Fout:")
    bekijk(page, "tweede-stap-fout")
    page.get_by_label("Code uit de app").fill(appcode())
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url("**/werk/")
    for naam in ("aangemeld", "wachtwoord_wijzigen", "app_instellen", "account"):
        page.goto(reverse(f"organisations:{naam}"))
        bekijk(page, naam)


def test_the_log_in_page_says_until_when_it_is_closed(venster: Venster, school: School) -> None:
    user = User.objects.get(pk=factories.actor(Rol.COORDINATOR, school).gebruiker_id)
    page = venster()
    for _ in range(7):
        page.goto(reverse("organisations:inloggen"))
        page.get_by_label("Mailadres").fill(user.email)
        page.get_by_label("Wachtwoord", exact=True).fill("fout")
        page.get_by_role("button", name="Inloggen", exact=True).click()
    expect(page.get_by_role("alert").first).to_contain_text("Er is te vaak iets verkeerds ingevuld. Wacht 1 minuut")
    bekijk(page, "geremd")


def test_a_parent_goes_from_letter_to_passkey(venster: Venster, school: School) -> None:
    dossier = factories.DossierFactory(school=school)
    moeder = factories.OuderFactory(leerling=dossier.leerling)
    code = maak_code(dossier.pk, by=factories.actor(Rol.COORDINATOR, school), nu=factories.NU, ouder_id=moeder.pk)
    Activeringscode.objects.update(geldig_tot="2099-01-01")
    page = venster()
    authenticator(page)
    page.goto(reverse("cases:activeren"))
    bekijk(page, "activeren")
    page.get_by_label("De code uit uw brief").fill(code)
    page.get_by_label("Uw mailadres").fill("moeder@thuis.example")
    page.get_by_label("Kies een wachtwoord").fill(factories.WACHTWOORD)
    page.get_by_label("Hetzelfde wachtwoord nog een keer").fill(factories.WACHTWOORD)
    knop(page, "Stuur mij een mail")
    bekijk(page, "activeren-mail")
    page.get_by_label("Code uit de mail").fill(mailcode())
    knop(page, "Maak mijn account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw account is klaar")
    bekijk(page, "activeren-klaar")
    knop(page, "Stel een passkey in")
    knop(page, "Maak de passkey")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn account")
    uit(page)
    page.goto(reverse("organisations:inloggen"))
    knop(page, "Inloggen met een passkey")
    page.wait_for_url("**/werk/")


def test_pages_of_invitations_and_schools_look_right(
    venster: Venster, school: School, settings: Any, secretariaat: Actor
) -> None:
    rij = {"id": "wissel", "naam": "De Wissel en Het Baken", "scholen": [school.brin], "client_id": "dekkend"}
    settings.SCHOOLLOGINS = {"wissel": {**rij, "server_url": "http://127.0.0.1:9", "secret": "geheim"}}
    user = factories.UserFactory(email="nieuw@dewissel.example", naam="Noor van Dijk")
    user.set_unusable_password()
    user.save()
    nodig_uit(secretariaat, factories.lidmaatschap(Rol.COORDINATOR, school, user=user), nu=timezone.now())
    page = venster()
    page.goto(laatste_mail(r"(/uitnodiging/\S+)"))
    bekijk(page, "uitnodiging")
    page.goto(reverse("organisations:inloggen"))
    bekijk(page, "inloggen-met-school")
    knop(page, "Inloggen met uw schoolaccount")
    bekijk(page, "scholen")
    page.goto(reverse("organisations:school_terug", args=["wissel"]))
    expect(page.get_by_role("heading", level=1)).to_have_text("Inloggen met uw schoolaccount lukte niet")
    bekijk(page, "school-mislukt")
