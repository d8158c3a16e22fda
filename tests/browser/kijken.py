"""Look at a page wide and narrow: accessible, nothing sticks out, everything can be hit.

DEKKEND_BEELDEN=folder keeps a picture of every page that is looked at.
"""

import os
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.axe import assert_axe, assert_no_overflow, breedtefouten, zet_maat

BEELDEN = os.environ.get("DEKKEND_BEELDEN")
BREEDTES = (1280, 390)


def bekijk(page: Page, naam: str, *, smalst: int = BREEDTES[-1]) -> None:
    for breed in BREEDTES:
        zet_maat(page, breed, 900)
        if BEELDEN:
            Path(BEELDEN).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{BEELDEN}/{naam}-{breed}.png", full_page=True)
        if breed == BREEDTES[0]:
            assert_axe(page)
        fouten = breedtefouten(page)
        assert not fouten, f"{page.url} at {breed}\n" + "\n".join(fouten)
    if smalst < BREEDTES[-1]:
        assert_no_overflow(page, smalst)
    zet_maat(page, BREEDTES[0], 900)


def bewaar_pdf(pdf: bytes, naam: str) -> bytes:
    """Keep a letter beside the pictures."""
    assert pdf.startswith(b"%PDF"), naam
    if BEELDEN:
        Path(BEELDEN).mkdir(parents=True, exist_ok=True)
        Path(BEELDEN, f"{naam}.pdf").write_bytes(pdf)
    return pdf
