"""The pages of the track in a browser: accessible, nothing sticks out, everything can be hit; two taps on a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from maatwerk.delen import maak_code
from maatwerk.models import Contact, Status
from organisations.actor import Actor
from tests.browser.kijken import bekijk
from tests.maatwerk.trajectloop import Trajectloop

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Bezoek = Callable[[Actor], Page]
S = Status


def _ga(page: Page, naam: str, *args: Any, foto: str = "") -> None:
    antwoord = page.goto(reverse(f"maatwerk:{naam}", args=args))
    assert antwoord is not None and antwoord.status == 200, naam
    bekijk(page, f"maatwerk-{foto or naam}")


def test_the_pages_of_steps_one_and_two_can_be_used_by_everybody(open_als: Bezoek) -> None:
    loop = Trajectloop(vandaag=True)
    page = open_als(loop.als("secretariaat"))
    _ga(page, "intake", loop.zaak_id, foto="intake-leeg")
    loop.vul_intake()
    loop.document()
    _ga(page, "intake", loop.zaak_id)
    _ga(page, "verkenning", loop.zaak_id, loop.rij.verkenningen.get().pk)
    _ga(page, "stuk", loop.zaak_id)
    _ga(page, "stap", loop.zaak_id, "inbrengen", foto="inbrengen")
    loop.breng_naar(S.BIJ_COMMISSIE)
    page = open_als(loop.als("voorzitter"))
    _ga(page, "advies", loop.zaak_id)
    page.get_by_role("button", name="Geef dit advies").click()
    bekijk(page, "maatwerk-advies-fout")
    loop.breng_naar(S.BIJ_DIRECTEUR)
    page = open_als(loop.als("directeur"))
    _ga(page, "besluit", loop.zaak_id)
    _ga(page, "stap", loop.zaak_id, "niet_inschakelen", foto="nee")
    _ga(page, "casemanagers")
    loop.breng_naar(S.CASEMANAGER_GEVRAAGD)
    vraag = loop.vraag
    assert vraag is not None
    _ga(page, "vraag_intrekken", loop.zaak_id, vraag.pk)
    page = open_als(loop.als("casemanager"))
    _ga(page, "gevraagd", vraag.pk)


def test_the_pages_of_step_three_can_be_used_by_everybody(open_als: Bezoek) -> None:
    loop = Trajectloop(vandaag=True).breng_naar(S.VERKENNEN)
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
    page = open_als(loop.als("casemanager"))
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
    page = open_als(loop.als("ouder"))
    _ga(page, "gezin", loop.zaak_id)
    page.goto(reverse("maatwerk:gedeeld"))
    bekijk(page, "maatwerk-gedeeld")


def test_a_contact_is_noted_in_two_taps_on_a_phone(open_als: Bezoek) -> None:
    loop = Trajectloop(vandaag=True).breng_naar(S.GESPREKKEN)
    page = open_als(loop.als("casemanager"))
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(reverse("maatwerk:contact", args=[loop.zaak_id]))
    page.get_by_label("Ouders", exact=True).check()
    page.get_by_role("button", name="Telefoon").click()
    page.wait_for_url("**/contact/*/")
    rij = Contact.objects.get()
    assert (rij.met, rij.wijze, rij.op) == ("ouders", "telefoon", loop.nu.date())
