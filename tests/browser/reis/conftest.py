"""One running site for the journeys; a failed step stops the steps after it."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.reis.instantie import Instantie, draaiende_instantie
from tests.browser.reis.reis import Reis

REISSLEUTEL = pytest.StashKey[dict[str, str]]()


@pytest.fixture(scope="package")
def instantie() -> Iterator[Instantie]:
    with draaiende_instantie() as draait:
        yield draait


@pytest.fixture(scope="module")
def reis(chromium: Browser, instantie: Instantie, request: pytest.FixtureRequest) -> Iterator[Reis]:
    """The journey of this module, from an empty site; its `REIS` says what is other than in the first one."""
    begin = time.monotonic()
    instantie.begin_opnieuw()
    onderweg = Reis(chromium, instantie, **getattr(request.module, "REIS", {}))
    yield onderweg
    print(f"\n{onderweg.teller} pages looked at in {time.monotonic() - begin:.0f} s")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """After a failure: what the pages showed, and the logs of the site."""
    uitkomst = yield
    verslag = uitkomst.get_result()  # type: ignore[attr-defined]
    reis = getattr(item, "funcargs", {}).get("reis")
    if not isinstance(reis, Reis) or call.when != "call" or verslag.passed or verslag.skipped:
        return
    item.parent.stash.setdefault(REISSLEUTEL, {})["gestrand"] = item.name  # type: ignore[union-attr]
    verslag.sections.append(("open pages", "\n".join(f"{naam}: {page.url}" for naam, page in reis.vensters.items())))
    verslag.sections.append(("logs of the site", reis.instantie.logboeken()))
    for naam, page in reis.vensters.items():
        _foto(reis, naam, page)


def _foto(reis: Reis, naam: str, page: object) -> None:
    doel = Path(reis.map or reis.instantie.state.parent)
    page.screenshot(path=doel / f"fout-{naam.replace(', ', '-').replace(' ', '-')}.png", full_page=True)  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def in_volgorde(request: pytest.FixtureRequest) -> Iterator[None]:
    """A step needs the steps before it."""
    gestrand = request.node.parent.stash.get(REISSLEUTEL, {}).get("gestrand")
    if gestrand and "reis" in request.fixturenames:
        pytest.skip(f"{gestrand} failed")
    yield
    if "reis" in request.fixturenames and not request.node.parent.stash.get(REISSLEUTEL, {}).get("gestrand"):
        request.getfixturevalue("reis").oordeel()
