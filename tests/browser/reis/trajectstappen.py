"""What people do more than once in the journey of a track: write a section of the plan, sign, take a step."""

import re
import shutil
import subprocess
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reis import trajectverhaal as verhaal
from tests.browser.reis.handelingen import bevestig_met_mail, herbevestig, vul_rijen, wacht_op
from tests.browser.reis.invullen import Keuze, klik, vul
from tests.browser.reis.reis import Reis


def stap(reis: Reis, page: Page, naam: str, knop: str, antwoorden: dict[str, Any] | None = None) -> None:
    """One act of a track by its own page."""
    reis.zaak(page, f"stap/{naam}/")
    vul(page, antwoorden or {})
    reis.bekijk(page, naam.replace("_", "-"))
    klik(page, knop)
    page.wait_for_url(re.compile(r"/maatwerk/\d+/$"))


def noteer(page: Page, met: str, hoe: str, woorden: str) -> None:
    """Two taps on a phone, then words."""
    page.get_by_role("radio", name=met, exact=True).check()
    page.get_by_role("button", name=hoe, exact=True).click()
    page.wait_for_url(re.compile(r"/contact/\d+/$"))
    vul(page, {"Wat is besproken en afgesproken?": woorden})
    klik(page, "Vul aan")


def schrijf_plan(reis: Reis, page: Page) -> None:
    """All sections of the plan, in order."""
    reis.zaak(page, "plan/onderdeel/plan_plek/")
    vul(page, verhaal.PLEK)
    klik(page, "Opslaan en verder")
    vul_rijen(page, "Doel", (verhaal.DOEL,), "")
    klik(page, "Opslaan en verder")
    vul(page, {"Wat doen wij als het niet lukt?": "De begeleider belt de casemanager dezelfde dag."})
    vul_rijen(page, "Afspraak", verhaal.AFSPRAKEN, "Nog een afspraak toevoegen")
    klik(page, "Opslaan en verder")
    vul_rijen(page, "Evaluatie", (verhaal.EVALUATIE,), "")
    klik(page, "Opslaan en verder")
    vul_rijen(page, "Regel", (verhaal.REGEL,), "")
    reis.bekijk(page, "offerte")
    klik(page, "Opslaan en verder")
    page.wait_for_url(re.compile(r"/plan/$"))


def leg_voor(reis: Reis, page: Page, versie: int) -> None:
    reis.zaak(page, "plan/controle/")
    reis.bekijk(page, f"controle-{versie}")
    klik(page, "Leg het plan voor")
    expect(page.get_by_role("main")).to_contain_text(f"Versie {versie} ligt klaar om te tekenen")


def open_verzoek(reis: Reis, page: Page, email: str = "") -> None:
    """From the list of what there is to sign to the paper, named anew."""
    page.goto("/tekenen/")
    te_doen = page.get_by_role("listitem").filter(has_text="Te doen").get_by_role("link")
    wacht_op(page, te_doen)
    te_doen.first.click()
    bevestig = page.get_by_role("link", name=re.compile("^Bevestig dat"))
    if bevestig.count():
        bevestig.click()
        bevestig_met_mail(reis, page, email) if email else herbevestig(page)
    page.get_by_role("button", name="Verstuur").wait_for()


def teken(reis: Reis, page: Page, *, email: str = "", foto: str = "") -> None:
    open_verzoek(reis, page, email)
    page.get_by_role("radio", name="Ik heb dit gelezen en teken").check()
    if foto:
        reis.bekijk(page, foto)
    klik(page, "Verstuur")
    expect(page.get_by_role("main")).to_contain_text(re.compile("(U hebt|Je hebt) getekend"))


def teken_niet(reis: Reis, page: Page, reden: str, *, email: str) -> None:
    """Read, and not agreed: what that means stands above the choice."""
    open_verzoek(reis, page, email)
    expect(page.get_by_role("main")).to_contain_text("Het plan begint dan nog niet")
    vul(page, {"Wat wilt u doen?": Keuze("Ik heb dit gelezen, maar ben het er niet mee eens"), "Waarom?": reden})
    klik(page, "Verstuur")
    expect(page.get_by_role("main")).to_contain_text(reden)


def tekst_van(pdf: bytes) -> str:
    """What a reader sees in it."""
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler is not here to read the text back")
    uit = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(uit.stdout.decode().split())
