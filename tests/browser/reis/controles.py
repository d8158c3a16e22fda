"""What is looked at from outside: is the sealed paper genuine, what does a search find, who sees nothing."""

import re
import subprocess
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.reis import stukken
from tests.browser.reis.handelingen import voeg_toe
from tests.browser.reis.invullen import klik
from tests.browser.reis.reis import Reis


def verify_pdf(reis: Reis, pad: Path) -> subprocess.CompletedProcess[str]:
    return reis.instantie.python("manage.py", "verify_pdf", str(pad))


def controleer_openbaar(reis: Reis, pdf: bytes, code: str) -> None:
    """On the public page: the file and its code are genuine, one changed byte is not, and nobody is named."""
    vals = bytearray(pdf)
    vals[len(vals) // 2] ^= 1
    bezoeker = reis.venster("bezoeker")
    for inhoud, uitslag, foto in ((pdf, "Echt", "echt"), (bytes(vals), "Niet echt", "niet-echt")):
        bezoeker.goto("/echt/")
        bezoeker.get_by_label("PDF-bestand").set_input_files(
            [{"name": "beschikking.pdf", "mimeType": "application/pdf", "buffer": inhoud}]
        )
        klik(bezoeker, "Controleer")
        expect(bezoeker.get_by_role("heading", name=uitslag, exact=True)).to_be_visible()
        expect(bezoeker.get_by_role("main")).not_to_contain_text("Mila")
        reis.bekijk(bezoeker, foto)
    bezoeker.goto(f"/echt/{code}/")
    expect(bezoeker.get_by_role("heading", name="Echt", exact=True)).to_be_visible()


def zoek(page: Page, naam: str) -> Locator:
    """Search from the header; answers with the links that were found in the page."""
    page.goto("/werk/")
    page.get_by_role("searchbox", name=re.compile("^Zoek op naam")).fill(naam)
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/**")
    return page.get_by_role("main").get_by_role("listitem").get_by_role("link")


def ziet_niets(reis: Reis, page: Page) -> None:
    """Not on the home page, and every address of the case answers that it does not exist."""
    page.goto("/werk/")
    expect(page.get_by_role("main")).not_to_contain_text("Mila")
    with reis.mag_geven(404):
        for pad in (f"/tlv/{reis.zaak_id}/", f"/tlv/{reis.zaak_id}/thuis/", f"/zaken/{reis.zaak_id}/verloop/"):
            antwoord = page.goto(pad)
            assert antwoord and antwoord.status == 404, f"{antwoord and antwoord.status} on {pad}"


def voeg_foto_en_programma_toe(reis: Reis, page: Page) -> None:
    """A phone picture is taken in, a program that calls itself a report is refused, each with its verdict."""
    with reis.mag_geven(422):
        oordelen = voeg_toe(page, stukken.foto(), stukken.vermomd_programma())
    expect(oordelen.filter(has_text="verslag.pdf")).to_have_class(re.compile("uploads__rij--fout"))
    expect(oordelen.filter(has_text="verslag.pdf")).to_contain_text("Dit is een programma en geen document")
    expect(page.get_by_role("link", name=re.compile("^IMG_2041"))).to_be_visible()


def vul_aan(reis: Reis, page: Page) -> None:
    """The school supplements exactly what was asked."""
    reis.zaak(page, "aanvulling/")
    page.get_by_role("textbox", name=re.compile("^Uw antwoord bij")).fill("Het verslag gaat hierbij.")
    page.get_by_text("Bestanden toevoegen").click()
    page.get_by_label(re.compile("^Bestanden bij")).set_input_files([stukken.knooppunt()])
    klik(page, "Toevoegen")
    expect(page.get_by_role("link", name=re.compile("Verslag knooppunt"))).to_be_visible()
    reis.bekijk(page, "aanvullen")
    klik(page, "Insturen")
    expect(page.get_by_role("main")).to_contain_text("Uw antwoord is ingestuurd")
