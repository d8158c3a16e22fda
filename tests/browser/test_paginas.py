"""The key steps without JavaScript: everything a person must do works with plain pages and forms."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from documents.models import Document
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, User
from organisations.rollen import Rol
from tests.browser.reis import stukken, verhaal
from tests.browser.reis.handelingen import beoordeel, herbevestig, vul_rijen
from tests.browser.reis.instantie import Instantie
from tests.browser.reis.invullen import Keuze, klik, vul
from tests.browser.reis.reis import Reis
from tests.tlv import besluitzaak
from tests.tlv.schrijfhulp import vul_in
from tests.tlv.volledigheid_hulp import ingediend
from tlv.models import Aanvraag, Besluit, Status
from workflow.models import Onderdeel

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WACHTWOORD = "demo-wachtwoord"


@pytest.fixture
def kaal(chromium: Browser, live_server, tmp_path: Path) -> Iterator[Reis]:
    """Windows without JavaScript on the test server."""
    reis = Reis(chromium, Instantie(live_server.url, tmp_path, {}), javascript=False)
    yield reis
    for page in reis.vensters.values():
        page.context.close()
    reis.oordeel()


@pytest.fixture
def open_als(kaal: Reis, als: Callable[[Actor], Client]) -> Callable[[Actor], Page]:
    def maak(wie: Actor) -> Page:
        page = kaal.venster(wie.naam)
        sessie = als(wie).cookies["sessie"].value
        page.context.add_cookies([{"name": "sessie", "value": sessie, "url": kaal.instantie.adres}])
        return page

    return maak


def test_een_onderdeel_met_rijen(
    kaal: Reis, open_als: Callable[[Actor], Page], aanvraag: Aanvraag, coordinator: Actor
) -> None:
    """A row is added by the server and keeps what was typed; an error keeps it too."""
    page = open_als(coordinator)
    page.goto(f"/tlv/{aanvraag.zaak_id}/schrijven/interventies/")
    eerste, tweede = verhaal.INTERVENTIES
    half = {vraag: antwoord for vraag, antwoord in tweede.items() if vraag != "Wat was het effect?"}
    vul_rijen(page, "Interventie", (eerste, half), "Nog een interventie toevoegen")
    with kaal.mag_geven(422):
        klik(page, "Opslaan en verder")
        expect(page.get_by_role("alert")).to_contain_text("Wat was het effect?")
    vul(page.get_by_role("group", name=re.compile("^Interventie 2")), tweede)
    klik(page, "Opslaan en verder")
    page.wait_for_url(re.compile("/schrijven/waarom_niet/$"))
    rij = Onderdeel.objects.get(zaak=aanvraag.zaak, sleutel="interventies")
    assert rij.afgerond
    assert [r["wat"] for r in rij.antwoorden["interventies"]] == [r["Wat is er gedaan?"] for r in verhaal.INTERVENTIES]


def test_bestanden_met_oordeel(
    kaal: Reis, open_als: Callable[[Actor], Page], aanvraag: Aanvraag, coordinator: Actor
) -> None:
    """Several files in one go, each with its verdict on the next page."""
    page = open_als(coordinator)
    page.goto(f"/tlv/{aanvraag.zaak_id}/schrijven/bijlagen/")
    page.get_by_label("Bestanden toevoegen").set_input_files([stukken.foto(), stukken.vermomd_programma()])
    with kaal.mag_geven(422):
        klik(page, "Voeg toe")
    expect(page.get_by_role("main")).to_contain_text("verslag.pdf: Dit is een programma en geen document")
    expect(page.get_by_role("link", name=re.compile("^IMG_2041"))).to_be_visible()
    assert [doc.naam for doc in Document.objects.filter(zaak=aanvraag.zaak)] == ["IMG_2041.jpg"]


def test_indienen(open_als: Callable[[Actor], Page], aanvraag: Aanvraag, coordinator: Actor) -> None:
    """Check answers, say that open items are known, file."""
    vul_in(aanvraag.zaak)
    page = open_als(coordinator)
    page.goto(f"/tlv/{aanvraag.zaak_id}/controle/")
    vul(page, {"Ik weet dat er nog punten open staan…": True})
    klik(page, "Dien de aanvraag in")
    expect(page.get_by_role("heading", name="De aanvraag is ingediend", level=1)).to_be_visible()
    assert Aanvraag.objects.get(pk=aanvraag.pk).status == Status.INGEDIEND


def test_controlelijst(open_als: Callable[[Actor], Page], aanvraag: Aanvraag, secretariaat: Actor) -> None:
    """Item by item, and then complete."""
    ingediend(aanvraag)
    page = open_als(secretariaat)
    page.goto(f"/tlv/{aanvraag.zaak_id}/volledigheid/")
    beoordeel(page)
    klik(page, "Volledig verklaren")
    expect(page.get_by_role("main")).to_contain_text("De aanvraag is volledig")
    assert Aanvraag.objects.get(pk=aanvraag.pk).status == Status.VOLLEDIG


def test_besluiten(open_als: Callable[[Actor], Page], aanvraag: Aanvraag, swv: Samenwerkingsverband) -> None:
    """Pull a consideration into the motivation, write, identify again, sign."""
    besluitzaak.klaar_om_te_besluiten(aanvraag)
    voorzitter = besluitzaak.actor_met_mandaat(Rol.VOORZITTER, swv)
    user = User.objects.get(pk=voorzitter.persoon_id)
    user.set_password(WACHTWOORD)
    user.save()
    page = open_als(voorzitter)
    page.goto(f"/tlv/{aanvraag.zaak_id}/besluit/")
    motivering = page.get_by_label("Motivering", exact=True)
    for nr, overweging in enumerate(besluitzaak.OVERWEGINGEN, 1):
        page.get_by_role("button", name=re.compile(f"Overwegingen in motivering.*Deskundige {nr}")).click()
        expect(motivering).to_have_value(re.compile(overweging[:40]))
    motivering.fill(f"{motivering.input_value()}\n\n{besluitzaak.MOTIVERING}")
    vul(page, {"Wat besluit u?": Keuze("De verklaring verlenen")})
    vul(page, {"Antwoord op de reactie van ouders en leerling": besluitzaak.REACTIE})
    vul(page, {"Waarom u afwijkt van een advies": "Een verklaring geldt voor hele schooljaren."})
    for nr in (1, 2):
        vul(page, {f"Belangrijkste overweging van drs. Deskundige {nr}": besluitzaak.OVERWEGINGEN[nr - 1]})
    klik(page, "Naar ondertekenen")
    expect(page.get_by_role("heading", name="Bevestig eerst dat u het bent")).to_be_visible()
    klik(page, "Bevestigen")
    herbevestig(page)
    klik(page, "Onderteken en verleen")
    expect(page.get_by_role("main")).to_contain_text("Nog niet bekend")
    assert Besluit.objects.get(aanvraag=aanvraag, stand="ondertekend").ondertekend_door_id == user.pk
