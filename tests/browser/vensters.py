"""Windows on the test server that are handed out again."""

from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.browser.axe import zet_maat

OpenAls = Callable[..., Page]
"""The fixture `open_als`: who, and what goes into the session besides."""
Soort = tuple[str, bool]
"""The address of the site, and whether scripts run."""
BREED, HOOG = 1280, 900


class Vensters:
    """A new window costs as much as three pages: it reads style sheets, scripts and axe again.

    So a window is emptied after a test, and the next test gets it as if it were new: nobody logged in, nothing kept,
    wide, on an empty page.
    """

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.vrij: dict[Soort, list[Page]] = {}
        self.uit: list[tuple[Soort, Page]] = []

    def open(self, adres: str, *, javascript: bool = True) -> Page:
        soort = adres, javascript
        vrij = self.vrij.setdefault(soort, [])
        page = vrij.pop() if vrij else self._nieuw(*soort)
        self.uit.append((soort, page))
        return page

    def neem_terug(self) -> None:
        while self.uit:
            soort, page = self.uit.pop()
            try:
                _maak_leeg(page)
            except Error:  # closed, or stuck: then not again
                page.context.close()
            else:
                self.vrij[soort].append(page)

    @property
    def contexten(self) -> set[BrowserContext]:
        return {page.context for rij in self.vrij.values() for page in rij}

    def _nieuw(self, adres: str, javascript: bool) -> Page:
        context = self.browser.new_context(
            base_url=adres,
            viewport={"width": BREED, "height": HOOG},
            java_script_enabled=javascript,
            locale="nl-NL",
            reduced_motion="reduce",
        )
        return context.new_page()


def _maak_leeg(page: Page) -> None:
    for ander in page.context.pages:
        if ander is not page:
            ander.close()
    page.context.clear_cookies()
    if page.url.startswith("http"):
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
        page.goto("about:blank")
    page.emulate_media(media="null")
    zet_maat(page, BREED, HOOG)
