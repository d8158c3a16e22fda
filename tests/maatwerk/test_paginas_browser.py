"""The pages of the track in a browser: accessible, nothing sticks out, everything can be hit; two taps on a phone."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from maatwerk.delen import maak_code
from maatwerk.models import Contact, Status
from organisations.actor import Actor
from tests.browser.kijken import bekijk
from tests.inloggen import log_in
from tests.maatwerk.trajectloop import Trajectloop

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Bezoek = Callable[[Actor], Page]
S = Status


@pytest.fixture
def bezoek(chromium: Browser, live_server: LiveServer) -> Iterator[Bezoek]:
    vensters: list[BrowserContext] = []

    def open_als(wie: Actor) -> Page:
        sessie = log_in(Client(), wie)
        venster = chromium.new_context(base_url=live_server.url, reduced_motion="reduce")
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": str(sessie.session_key), "url": live_server.url}
        venster.add_cookies([cookie])  # type: ignore[list-item]
        vensters.append(venster)
        return venster.new_page()

    yield open_als
    for venster in vensters:
        venster.close()


def _ga(page: Page, naam: str, *args: Any, foto: str = "") -> None:
    antwoord = page.goto(reverse(f"maatwerk:{naam}", args=args))
    assert antwoord is not None and antwoord.status == 200, naam
    bekijk(page, f"maatwerk-{foto or naam}")


def test_the_pages_of_steps_one_and_two_can_be_used_by_everybody(bezoek: Bezoek) -> None:
    loop = Trajectloop(nu=timezone.localtime())
    page = bezoek(loop.als("secretariaat"))
    _ga(page, "intake", loop.zaak_id, foto="intake-leeg")
    loop.vul_intake()
    loop.document()
    _ga(page, "intake", loop.zaak_id)
    _ga(page, "verkenning", loop.zaak_id, loop.rij.verkenningen.get().pk)
    _ga(page, "stuk", loop.zaak_id)
    _ga(page, "stap", loop.zaak_id, "inbrengen", foto="inbrengen")
    loop.breng_naar(S.BIJ_COMMISSIE)
    page = bezoek(loop.als("voorzitter"))
    _ga(page, "advies", loop.zaak_id)
    page.get_by_role("button", name="Geef dit advies").click()
    bekijk(page, "maatwerk-advies-fout")
    loop.breng_naar(S.BIJ_DIRECTEUR)
    page = bezoek(loop.als("directeur"))
    _ga(page, "besluit", loop.zaak_id)
    _ga(page, "stap", loop.zaak_id, "niet_inschakelen", foto="nee")
    _ga(page, "casemanagers")
    loop.breng_naar(S.CASEMANAGER_GEVRAAGD)
    vraag = loop.vraag
    assert vraag is not None
    _ga(page, "vraag_intrekken", loop.zaak_id, vraag.pk)
    page = bezoek(loop.als("casemanager"))
    _ga(page, "gevraagd", vraag.pk)


def test_the_pages_of_step_three_can_be_used_by_everybody(bezoek: Bezoek) -> None:
    loop = Trajectloop(nu=timezone.localtime()).breng_naar(S.VERKENNEN)
    loop.vind_plek()
    idee = loop.schrijf("optie", naam="Boerderijschool Zonnedauw", vorm="onderwijs_zorg").waarden["id"]
    partner = loop.schrijf(
        "partner",
        naam="Riet Hoekstra",
        functie="jeugdarts",
        organisatie="GGD Linde",
        telefoon="085 555 03 00",
        email="riet@ggd.example",
    ).waarden["id"]
    data = {"doel": "stukken", "wie": loop.ouder.pk, "gegeven_op": loop.nu.date(), "hoe": "in een gesprek"}
    loop.schrijf("deeltoestemming", partner_id=partner, **data)
    loop.schrijf("delen", partner_id=partner, document_id=loop.document().pk, code_hash=maak_code()[1])
    page = bezoek(loop.als("casemanager"))
    for naam, *args in (
        ("zaak",),
        ("contact",),
        ("contact_nieuw",),
        ("contact_aanvullen", loop.rij.contacten.first().pk),
        ("netwerk",),
        ("partner", partner),
        ("toestemming", partner),
        ("delen", partner),
        ("opties",),
        ("optie", idee),
        ("optie_stand", idee, "valt_af"),
        ("documenten",),
    ):
        _ga(page, naam, loop.zaak_id, *args)
    page = bezoek(loop.als("ouder"))
    _ga(page, "gezin", loop.zaak_id)
    page.goto(reverse("maatwerk:gedeeld"))
    bekijk(page, "maatwerk-gedeeld")


def test_a_contact_is_noted_in_two_taps_on_a_phone(bezoek: Bezoek) -> None:
    loop = Trajectloop(nu=timezone.localtime()).breng_naar(S.GESPREKKEN)
    page = bezoek(loop.als("casemanager"))
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(reverse("maatwerk:contact", args=[loop.zaak_id]))
    page.get_by_label("Ouders", exact=True).check()
    page.get_by_role("button", name="Telefoon").click()
    page.wait_for_url("**/contact/*/")
    rij = Contact.objects.get()
    assert (rij.met, rij.wijze, rij.op) == ("ouders", "telefoon", loop.nu.date())
