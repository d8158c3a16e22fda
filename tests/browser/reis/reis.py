"""People in a browser: each person has a window of his or her own, and every page that is looked at is checked."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, ViewportSize, expect

from tests.browser.axe import assert_no_overflow, axe_violations, breedtefouten, zet_maat
from tests.browser.kijken import BEELDEN
from tests.browser.reis.instantie import ROOT, Instantie

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
TELEFOON: ViewportSize = {"width": 390, "height": 844}
SMALST = 320


class Reis:
    """The windows of all persons, the findings so far, and the numbered pictures."""

    def __init__(
        self,
        browser: Browser,
        instantie: Instantie,
        *,
        javascript: bool = True,
        naam: str = "journey",
        pad: str = "tlv",
        toets: bool = True,
    ) -> None:
        """`naam` of the folder with pictures; `pad` of the pages of a case; without `toets` pages are only pictured,
        because they have tests of their own."""
        self.browser, self.instantie, self.javascript = browser, instantie, javascript
        self.pad, self.toets = pad, toets and javascript
        self.vensters: dict[str, Page] = {}
        self.bevindingen: list[str] = []
        self.verwacht: set[int] = set()
        self.teller = 0
        self.zaak_id = 0
        self.dossier_id = 0
        self.onthouden: dict[str, str] = {}
        self.map = (ROOT / BEELDEN / naam) if BEELDEN else None
        if self.map:
            self.map.mkdir(parents=True, exist_ok=True)
            for oud in self.map.glob("*.png"):
                oud.unlink()

    # -- windows -----------------------------------------------------------------------------------

    def venster(self, naam: str) -> Page:
        """The page of this person; a new window the first time."""
        if naam not in self.vensters:
            context = self.browser.new_context(
                locale="nl-NL",
                timezone_id="Europe/Amsterdam",
                viewport=DESKTOP,
                base_url=self.instantie.adres,
                java_script_enabled=self.javascript,
                accept_downloads=True,
            )
            context.set_default_timeout(10_000)
            self.vensters[naam] = self._bewaakt(context, naam)
        return self.vensters[naam]

    def _bewaakt(self, context: BrowserContext, naam: str) -> Page:
        page = context.new_page()
        page.on("console", lambda bericht: self._console(naam, page, bericht))
        page.on("pageerror", lambda fout: self.bevindingen.append(f"{naam} {page.url}: script error {fout}"))
        page.on("response", lambda antwoord: self._antwoord(naam, antwoord))
        return page

    def _console(self, naam: str, page: Page, bericht: ConsoleMessage) -> None:
        """A status is judged by the response itself; everything else on the console is a finding."""
        if bericht.type == "error" and "Failed to load resource" not in bericht.text:
            self.bevindingen.append(f"{naam} {page.url}: {bericht.text}")

    def _antwoord(self, naam: str, antwoord: Response) -> None:
        if antwoord.status >= 400 and antwoord.status not in self.verwacht:
            verzoek = antwoord.request
            self.bevindingen.append(f"{naam}: {antwoord.status} on {verzoek.method} {antwoord.url}")

    @contextmanager
    def mag_geven(self, *statussen: int) -> Iterator[None]:
        """Answers that are right here: 422 for a form with errors, 404 for what may not be seen."""
        eerder, self.verwacht = self.verwacht, self.verwacht | set(statussen)
        try:
            yield
        finally:
            self.verwacht = eerder

    def als(self, naam: str, hoed: str = "") -> Page:
        """Become this person through the front page, in the hat that the card names."""
        sleutel = f"{naam}, {hoed}" if hoed else naam
        bekend = sleutel in self.vensters
        page = self.venster(sleutel)
        if not bekend:
            page.goto("/")
            kaart = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=naam, exact=True))
            if hoed:
                kaart = kaart.filter(has_text=hoed)
            kaart.get_by_role("button", name=f"Word {naam}").click()
            expect(page.get_by_role("button", name="Uitloggen").or_(page.locator(".hoed__naam"))).not_to_have_count(0)
        return page

    def zaak(self, page: Page, pad: str = "") -> Page:
        """Open the case of this journey, or a page below it."""
        page.goto(f"/{self.pad}/{self.zaak_id}/{pad}")
        return page

    # -- looking -----------------------------------------------------------------------------------

    def bekijk(self, page: Page, naam: str) -> None:
        """Picture and probe this page: at 1280 and 390 wide, and no sideways scrolling at 320."""
        self.teller += 1
        nummer = f"{self.teller:03d}-{naam}"
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        if not (self.map or self.toets):
            return
        for soort, maat in (("desktop", DESKTOP), ("telefoon", TELEFOON)):
            zet_maat(page, **maat)
            if self.map:
                page.evaluate("window.scrollTo(0, 0)")  # fixed elements are pictured where they stand
                page.screenshot(path=self.map / f"{nummer}-{soort}.png", full_page=True)
            if self.toets and maat == DESKTOP:
                self._axe(page, nummer)
            if self.toets:
                self.bevindingen += [f"{nummer} {soort} {page.url}: {fout}" for fout in breedtefouten(page)]
        if self.toets:
            self._overloop(page, nummer)
        zet_maat(page, **DESKTOP)

    def _axe(self, page: Page, waar: str) -> None:
        for fout in axe_violations(page):
            plekken = "\n".join(f"    {n['target']}: {n['why']}" for n in fout["nodes"][:3])
            self.bevindingen.append(f"{waar} {page.url}\n  axe {fout['id']}: {fout['help']}\n{plekken}")

    def _overloop(self, page: Page, waar: str) -> None:
        try:
            assert_no_overflow(page, width=SMALST)
        except AssertionError as fout:
            self.bevindingen.append(f"{waar}: wider than {SMALST}\n  {fout}")

    def bewaar(self, naam: str, inhoud: bytes) -> Path:
        """Keep a file with the pictures (or with the instance, when nobody asked for pictures)."""
        pad = (self.map or self.instantie.state) / naam
        pad.write_bytes(inhoud)
        return pad

    def oordeel(self) -> None:
        """Fail on what was found since the last judgement."""
        gevonden, self.bevindingen = self.bevindingen, []
        uniek = list(dict.fromkeys(gevonden))
        assert not uniek, f"{len(uniek)} findings\n" + "\n".join(uniek)


def nummer_uit(adres: str, patroon: str) -> int:
    """The number in an address."""
    gevonden = re.search(patroon, adres)
    assert gevonden, f"{patroon} is not in {adres}"
    return int(gevonden.group(1))
