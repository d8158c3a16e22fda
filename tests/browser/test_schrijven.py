"""Writing and signing in a real browser: accessible, autosaved, with and without JavaScript.

DEKKEND_BEELDEN=folder keeps a picture of every page that is looked at.
"""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School, User, VasteGedragswetenschapper
from organisations.rollen import Rol
from tests import factories
from tests.browser.axe import zet_maat
from tests.browser.kijken import bekijk
from tests.tlv.schrijfhulp import png, vul_in
from tlv.bevriezen import geldig_stuk
from tlv.models import Aanvraag
from tlv.secties import SECTIES
from workflow.edit import edit
from workflow.models import Onderdeel

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def maak_context(open_als: Callable[..., Page]) -> Callable[..., Page]:
    """A browser in which somebody is logged in."""

    def maak(wie: Actor, *, breed: int = 1280, javascript: bool = True, bevestigd: bool = False) -> Page:
        bevestiging = {"herbevestigd_op": timezone.now().isoformat()} if bevestigd else {}
        page = open_als(wie, javascript=javascript, **bevestiging)
        zet_maat(page, breed, 900)
        return page

    return maak


@pytest.fixture
def volle_aanvraag(aanvraag: Aanvraag, swv: Samenwerkingsverband, school: School) -> Aanvraag:
    """Filled in, with people to sign."""
    vul_in(aanvraag.zaak)
    factories.OuderFactory(leerling=aanvraag.zaak.dossier.leerling, naam="Noor Aydın", account=True)
    factories.OuderFactory(leerling=aanvraag.zaak.dossier.leerling, naam="Bram Voorbeeld", relatie="vader")
    wie = factories.actor(Rol.GEDRAGSWETENSCHAPPER, swv)
    VasteGedragswetenschapper.objects.create(
        school=school, user=User.objects.get(pk=wie.gebruiker_id or 0), van=date(2025, 8, 1)
    )
    return aanvraag


def test_every_section_empty_wrong_and_full(maak_context, aanvraag: Aanvraag, coordinator: Actor) -> None:
    page = maak_context(coordinator)
    page.goto(f"/tlv/{aanvraag.zaak_id}/schrijven/")
    bekijk(page, "01-takenlijst-leeg", smalst=320)
    for nr, sectie in enumerate(SECTIES, 1):
        page.goto(f"/tlv/{aanvraag.zaak_id}/schrijven/{sectie.sleutel}/")
        bekijk(page, f"02-{nr:02}-{sectie.sleutel}-leeg", smalst=320)
        if sectie.sleutel == "bijlagen":
            continue
        page.get_by_role("button", name="Opslaan en verder").click()
        expect(page.locator("[data-foutenlijst]")).to_be_focused()
        assert page.title().startswith("Fout:")
        bekijk(page, f"03-{nr:02}-{sectie.sleutel}-fout", smalst=320)


def test_the_pages_around_a_full_request(
    maak_context, volle_aanvraag: Aanvraag, coordinator: Actor, school: School
) -> None:
    zaak_id = volle_aanvraag.zaak_id
    page = maak_context(coordinator)
    for naam, pad in (
        ("04-interventies-vol", "schrijven/interventies/"),
        ("05-takenlijst-vol", "schrijven/"),
        ("06-bevriezen", "bevriezen/"),
        ("07-ontheffing", "ontheffing/toestemming/"),
        ("08-controle", "controle/"),
        ("09-intrekken", "intrekken/"),
    ):
        page.goto(f"/tlv/{zaak_id}/{pad}")
        bekijk(page, naam, smalst=320)
    edit(zaak_id, "bevriezen", by=coordinator, data={})
    onderdeel = Onderdeel.objects.get(zaak_id=zaak_id, sleutel="waarom_niet")
    onderdeel.antwoorden["waarom"] = "De groepen zijn te groot en te druk."
    onderdeel.save()
    page.goto(f"/tlv/{zaak_id}/schrijven/")
    expect(page.get_by_text("Gewijzigd na bevriezen")).to_be_visible()
    page.get_by_text("Wat is er anders?").click()
    bekijk(page, "10-gewijzigd-na-bevriezen", smalst=320)
    edit(zaak_id, "bevriezen", by=coordinator, data={})
    stuk = geldig_stuk(volle_aanvraag.zaak)
    assert stuk is not None
    for naam, pad in (
        ("11-versie", f"{zaak_id}/versie/{stuk.nummer}/"),
        ("12-papier", f"ondertekenen/{stuk.handtekeningen.get(naam='Bram Voorbeeld').pk}/papier/"),
        ("13-papier-directeur", f"ondertekenen/{stuk.handtekeningen.get(rol='schooldirecteur').pk}/papier/"),
    ):
        page.goto(f"/tlv/{pad}")
        bekijk(page, naam, smalst=320)
    page.goto(f"/tlv/{zaak_id}/controle/")
    page.get_by_label("Ik weet dat er nog punten open staan").check()
    page.get_by_role("button", name="Dien de aanvraag in").click()
    expect(page.get_by_role("heading", name="De aanvraag is ingediend")).to_be_visible()
    bekijk(page, "14-bevestiging", smalst=320)


def test_the_head_signs(maak_context, volle_aanvraag: Aanvraag, coordinator: Actor, school: School) -> None:
    directeur = factories.actor(Rol.SCHOOLDIRECTEUR, school)
    edit(volle_aanvraag.zaak_id, "bevriezen", by=coordinator, data={})
    stuk = geldig_stuk(volle_aanvraag.zaak)
    assert stuk is not None
    rij = stuk.handtekeningen.get(rol=Rol.SCHOOLDIRECTEUR)
    page = maak_context(directeur)
    page.goto(f"/tlv/ondertekenen/{rij.pk}/")
    bekijk(page, "15-ondertekenen-eerst-bevestigen", smalst=320)
    page = maak_context(directeur, bevestigd=True)
    page.goto(f"/tlv/ondertekenen/{rij.pk}/")
    bekijk(page, "16-ondertekenen", smalst=320)
    page.get_by_label("Ik heb de aanvraag gelezen en teken die").check()
    page.get_by_role("button", name="Bevestig").click()
    expect(page.get_by_text("U hebt deze versie getekend")).to_be_visible()
    bekijk(page, "17-getekend", smalst=320)


def test_typing_is_saved_by_itself_also_in_a_new_row(maak_context, aanvraag: Aanvraag, coordinator: Actor) -> None:
    page = maak_context(coordinator)
    page.goto(f"/tlv/{aanvraag.zaak_id}/schrijven/interventies/")
    page.locator("[name=interventies-0-wat]").fill("Rustplek")
    expect(page.locator("[data-opgeslagen]")).to_contain_text("Opgeslagen om", timeout=8000)
    page.get_by_role("button", name="Nog een interventie toevoegen").click()
    expect(page.locator("[name=interventies-1-wat]")).to_be_focused()
    with page.expect_response("**/bewaar/", timeout=8000):
        page.locator("[name=interventies-1-wat]").fill("Maatje")
        page.locator("[name=interventies-1-van_dag]").fill("31")
    page.goto(f"/tlv/{aanvraag.zaak_id}/schrijven/interventies/")
    expect(page.locator("[name=interventies-1-wat]")).to_have_value("Maatje")
    expect(page.locator("[name=interventies-1-van_dag]")).to_have_value("31")


def test_two_people_in_one_section_lose_nothing(
    maak_context, aanvraag: Aanvraag, coordinator: Actor, school: School
) -> None:
    collega = factories.actor(Rol.COORDINATOR, school)
    een, twee = maak_context(coordinator), maak_context(collega)
    adres = f"/tlv/{aanvraag.zaak_id}/schrijven/waarom_niet/"
    een.goto(adres)
    twee.goto(adres)
    expect(twee.locator("[data-aanwezig]")).to_contain_text(coordinator.naam)
    een.locator("[name=waarom]").fill("Tekst van de een")
    expect(een.locator("[data-opgeslagen]")).to_contain_text("Opgeslagen om", timeout=8000)
    twee.locator("[name=waarom]").fill("Tekst van de ander")
    expect(twee.locator("[data-opgeslagen]")).to_contain_text("ondertussen gewijzigd", timeout=8000)
    twee.get_by_role("button", name="Bewaar en ga terug").click()
    expect(twee.get_by_role("heading", name="Iemand anders heeft dit onderdeel ook gewijzigd")).to_be_visible()
    expect(twee.locator("[name=waarom]")).to_have_value("Tekst van de ander")
    bekijk(twee, "18-conflict", smalst=320)


def test_files_get_their_verdict_at_once(maak_context, aanvraag: Aanvraag, coordinator: Actor) -> None:
    page = maak_context(coordinator)
    page.goto(f"/tlv/{aanvraag.zaak_id}/schrijven/bijlagen/")
    page.locator("#id_bestand").set_input_files(
        [
            {"name": "foto.png", "mimeType": "image/png", "buffer": png()},
            {"name": "programma.pdf", "mimeType": "application/pdf", "buffer": b"MZ dit is niets"},
        ]
    )
    expect(page.locator(".uploads__rij").nth(0)).to_contain_text("Toegevoegd", timeout=15000)
    expect(page.locator(".uploads__rij--fout")).to_contain_text("programma", timeout=15000)
    expect(page.locator("#stukken")).to_contain_text("foto")
    bekijk(page, "19-bestanden", smalst=320)
    page.get_by_role("link", name="Wijzig of verwijder foto").click()
    bekijk(page, "20-stuk", smalst=320)


def test_without_javascript_rows_drafts_and_files_work(maak_context, aanvraag: Aanvraag, coordinator: Actor) -> None:
    page = maak_context(coordinator, javascript=False)
    page.goto(f"/tlv/{aanvraag.zaak_id}/schrijven/knooppunt/")
    page.locator("[name=deelnemers-0-naam]").fill("R. Bos")
    page.get_by_role("button", name="Nog een deelnemer toevoegen").click()
    page.locator("[name=deelnemers-1-naam]").fill("T. Aker")
    page.locator("#id_bestand").set_input_files({"name": "verslag.png", "mimeType": "image/png", "buffer": png()})
    page.get_by_role("button", name="Voeg toe", exact=True).click()
    expect(page.locator("#stukken")).to_contain_text("verslag")
    expect(page.locator("[name=deelnemers-1-naam]")).to_have_value("T. Aker")
