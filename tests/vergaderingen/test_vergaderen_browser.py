"""A meeting from planning to minutes without JavaScript; every page for everybody, on a phone too."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from organisations.actor import Actor
from organisations.models import Samenwerkingsverband
from organisations.rollen import Rol
from tests import factories
from tests.browser.axe import assert_axe, assert_no_overflow, assert_targets
from tlv.models import Aanvraag, Status
from vergaderingen import plannen
from vergaderingen.models import Agendapunt, Vergadering
from workflow.edit import edit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Page]


@pytest.fixture(autouse=True)
def het_is_nu() -> None:
    """Here the clock is that of the browser."""


@pytest.fixture
def mensen(swv: Samenwerkingsverband) -> dict[str, Actor]:
    vandaag = timezone.localdate()
    rollen = (Rol.SECRETARIAAT, Rol.VOORZITTER, Rol.COMMISSIELID, Rol.DESKUNDIGE)
    return {rol: factories.actor(rol, swv, vandaag=vandaag) for rol in rollen}


def begonnen(mensen: dict[str, Actor], aanvraag: Aanvraag) -> Vergadering:
    """With a case and a question on its agenda, and going on now."""
    factories.zet_status(aanvraag, Status.TER_BESLUITVORMING)
    nu = timezone.now()
    gegevens = {
        "begin": nu - timedelta(minutes=10),
        "einde": nu + timedelta(hours=1),
        "online": False,
        "plaats": "Kastanjelaan 12, Lindestad",
        "voorzitter": mensen[Rol.VOORZITTER].persoon_id,
        "leden": [actor.hoed_id for actor in mensen.values()],
    }
    by = mensen[Rol.SECRETARIAAT]
    vergadering = plannen.plan(by, gegevens, nu=nu)
    data = {"soort": "bespreking", "vergadering": vergadering.pk, "vraag": "Wat denkt u?"}
    edit(aanvraag.zaak_id, "op_agenda", by=by, data=data, nu=nu)
    return vergadering


def test_a_meeting_from_planning_to_minutes_without_javascript(
    open_als: Open, mensen: dict[str, Actor], aanvraag: Aanvraag
) -> None:
    vergadering = begonnen(mensen, aanvraag)
    page = open_als(mensen[Rol.SECRETARIAAT], javascript=False)
    page.goto("/vergaderingen/")
    page.get_by_role("link", name=re.compile("^[0-9]+ ")).first.click()
    page.get_by_role("link", name="Punt toevoegen").click()
    page.get_by_label("Een consultatie").check()
    page.get_by_label("Onderwerp in één zin").fill("Rust in de klas")
    page.get_by_label("Welke school vraagt dit?").select_option(label=aanvraag.zaak.school.naam)
    page.get_by_label("De vraag, of wat vooraf te weten is").fill("Hoe houden wij rust?")
    page.get_by_role("button", name="Zet op de agenda").click()
    page.get_by_role("button", name=re.compile("^Omhoog")).click()
    assert vergadering.punten.all()[0].titel == "Rust in de klas"
    for keuze in ("Advies gegeven", "De commissie denkt aan verlenen"):
        page.get_by_role("link", name=re.compile("^Uitkomst van punt")).first.click()
        page.get_by_label(keuze).check()
        page.get_by_label("Advies of besluit, met de reden").fill("Een vaste volwassene helpt.")
        page.get_by_role("button", name="Leg de uitkomst vast").click()
    page.get_by_role("link", name="Wie waren er").click()
    for keuze in page.get_by_label("Aanwezig").all():
        keuze.check()
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_role("link", name="Afsluiten en verslag maken").click()
    page.get_by_role("button", name="Sluit af en maak het verslag").click()
    expect(page.get_by_role("main")).to_contain_text("De vergadering is afgesloten")
    vergadering.refresh_from_db()
    assert vergadering.stand == Vergadering.Stand.AFGESLOTEN


def test_every_page_is_accessible_and_fits_a_phone(
    open_als: Open, mensen: dict[str, Actor], aanvraag: Aanvraag
) -> None:
    vergadering = begonnen(mensen, aanvraag)
    punt = Agendapunt.objects.get()
    namen = ("vergadering", "wijzigen", "afgelasten", "aanwezig", "sluiten", "punt_nieuw", "actie_nieuw")
    adressen = [reverse(f"vergaderingen:{naam}", args=[vergadering.pk]) for naam in namen]
    namen = ("punt", "punt_wijzigen", "punt_verplaatsen", "uitkomst")
    adressen += [reverse(f"vergaderingen:{naam}", args=[punt.pk]) for naam in namen]
    adressen += [reverse(f"vergaderingen:{naam}") for naam in ("lijst", "nieuw", "acties")]
    adressen.append(reverse("vergaderingen:zaak_agenda", args=[aanvraag.zaak_id]))
    page = open_als(mensen[Rol.SECRETARIAAT])
    for adres in adressen:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(adres)
        assert_axe(page)
        assert_targets(page)
        for breedte in (390, 320):
            assert_no_overflow(page, breedte)


def test_a_form_with_errors_is_accessible_too(open_als: Open, mensen: dict[str, Actor], aanvraag: Aanvraag) -> None:
    vergadering = begonnen(mensen, aanvraag)
    page = open_als(mensen[Rol.SECRETARIAAT])
    for adres, knop in (
        ("/vergaderingen/nieuw/", "Plan de vergadering"),
        (f"/vergaderingen/{vergadering.pk}/punt/", "Zet op de agenda"),
        (f"/vergaderingen/{vergadering.pk}/aanwezig/", "Bewaar"),
        (f"/vergaderingen/punten/{Agendapunt.objects.get().pk}/uitkomst/", "Leg de uitkomst vast"),
    ):
        page.goto(adres)
        page.get_by_role("button", name=knop).click()
        expect(page.get_by_role("alert").first).to_be_visible()
        assert page.title().startswith("Fout:")
        assert_axe(page)


def test_who_is_invited_looks_on_a_phone(open_als: Open, mensen: dict[str, Actor], aanvraag: Aanvraag) -> None:
    vergadering = begonnen(mensen, aanvraag)
    page = open_als(mensen[Rol.DESKUNDIGE])
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(vergadering.get_absolute_url())
    expect(page.get_by_role("link", name="Afgelasten")).to_have_count(0)
    page.get_by_role("link", name="Bespreking van de aanvraag").click()
    assert_axe(page)
    page.get_by_role("button", name="Ik heb hier een belang bij").click()
    expect(page.get_by_role("main")).to_contain_text("U hebt gemeld dat u hier een belang bij hebt")
    assert_axe(page)
