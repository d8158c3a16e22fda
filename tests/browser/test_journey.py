"""One request for one pupil, from an empty dossier to a sealed decision, in the browser, as every person in it.

Runs in the order of the file on one site; `make journey` keeps the pictures and the decision in build/journey.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.reis import verhaal
from tests.browser.reis.invullen import klik, vul
from tests.browser.reis.reis import Reis, nummer_uit

pytestmark = pytest.mark.browser

WACHTWOORD = "demo-wachtwoord"


def test_01_start(reis: Reis) -> None:
    """The front page says what this is, and one click makes you one of its people."""
    bezoeker = reis.venster("bezoeker")
    bezoeker.goto("/")
    expect(bezoeker.get_by_role("heading", name="Noor van Dijk")).to_be_visible()
    reis.bekijk(bezoeker, "start")
    noor = reis.als("Noor van Dijk")
    expect(noor.get_by_role("heading", name=re.compile("Noor van Dijk"))).to_be_visible()
    reis.bekijk(noor, "werk-leeg")


def test_02_dossier(reis: Reis) -> None:
    """Pupil, enrolment, two guardians with gezag (one at a secret address) and one without."""
    noor = reis.als("Noor van Dijk")
    klik(noor, "Nieuw dossier")
    with reis.mag_geven(422):
        klik(noor, "Dossier openen")
        expect(noor.locator("[data-foutenlijst]")).to_be_focused()
    reis.bekijk(noor, "nieuw-dossier-fout")
    vul(noor, verhaal.LEERLING)
    klik(noor, "Dossier openen")
    noor.wait_for_url(re.compile(r"/dossiers/\d+/$"))
    reis.dossier_id = nummer_uit(noor.url, r"/dossiers/(\d+)/")
    for ouder in verhaal.OUDERS:
        noor.goto(f"/dossiers/{reis.dossier_id}/ouder/")
        vul(noor, ouder)
        klik(noor, "Opslaan")
        expect(noor.get_by_role("heading", name=re.compile(ouder["Naam"]))).to_be_visible()
    expect(noor.get_by_role("main")).to_contain_text("geheim adres")
    expect(noor.get_by_role("main")).not_to_contain_text("Geheimweg")
    reis.bekijk(noor, "dossier")


def test_03_kiezen(reis: Reis) -> None:
    """What this school may ask, cluster 1 and 2 shown the way, and the start of a TLV request."""
    noor = reis.als("Noor van Dijk")
    noor.goto(f"/dossiers/{reis.dossier_id}/")
    klik(noor, "Aanvraag starten")
    reis.bekijk(noor, "kiezen")
    klik(noor, "Blind of slechtziend (cluster 1)")
    reis.bekijk(noor, "cluster-1")
    noor.go_back()
    klik(noor, "Start deze aanvraag")
    noor.wait_for_url(re.compile(r"/tlv/\d+/schrijven/$"))
    reis.zaak_id = nummer_uit(noor.url, r"/tlv/(\d+)/")
    reis.bekijk(noor, "takenlijst")
