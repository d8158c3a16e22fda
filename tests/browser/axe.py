"""Accessibility probes for a page that is open in a browser."""

from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakSet

from playwright.sync_api import BrowserContext, Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (runOnly) => {
  if (!('axe' in window)) {
    if (!('laadAxe' in window)) return null;
    laadAxe();
  }
  const preload = { assets: ['media'] }; // of style sheets only a rule that is not asked wants to know
  const result = await axe.run(document, { runOnly, preload, resultTypes: ['violations'] });
  return result.violations.map(v => ({ id: v.id, help: v.help,
    nodes: v.nodes.map(n => ({ target: n.target.join(' '), why: n.failureSummary })) }));
}"""
OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > width + 1 && !e.closest('.visually-hidden'))
    .slice(0, 8)
    .map(e => `${e.tagName.toLowerCase()}.${e.className} ${Math.round(e.getBoundingClientRect().right)}`)
    .concat([`page is ${document.documentElement.scrollWidth} wide in ${width}`]);
}"""
SMALL = """() => [...document.querySelectorAll(
    'button, summary, select, textarea, input:not([type=hidden]), nav a, .nl-button')]
  .filter(e => e.checkVisibility() && !e.closest('.visually-hidden'))
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, r]) => r.width > 0 && (r.width < 24 || r.height < 23.5))
  .map(([e, r]) => `${e.outerHTML.slice(0, 80)} ${Math.round(r.width)}x${Math.round(r.height)}`)"""


FOCUS = """() => {
  const bereikbaar = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
  const zichtbaar = (wat) => [...document.querySelectorAll(wat)].filter(e => e.checkVisibility());
  const schuift = (e) => {
    const stijl = getComputedStyle(e);
    return /auto|scroll/.test(stijl.overflowX) && e.scrollWidth > e.clientWidth + 1
      || /auto|scroll/.test(stijl.overflowY) && e.scrollHeight > e.clientHeight + 1;
  };
  const naam = (e) => e.ariaLabel || e.title || e.innerText.trim() || e.hasAttribute('aria-labelledby')
    || e.querySelector('img[alt]:not([alt=""]), svg title');
  const zeg = (wat, rij) => rij.map(e => `${wat}: ${e.outerHTML.slice(0, 80)}`);
  return [
    ...zeg('scrolls, but not by keyboard', zichtbaar('body *').filter(
      e => schuift(e) && e.tabIndex < 0 && !e.querySelector(bereikbaar))),
    ...zeg('has no name', zichtbaar('button, summary, a[href]').filter(e => !naam(e))),
    ...zeg('hidden, but gets the focus', zichtbaar('[aria-hidden=true] *').filter(e => e.tabIndex >= 0)),
  ];
}"""


_KENT_AXE: WeakSet[BrowserContext] = WeakSet()


@cache
def _source() -> str:
    return (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")


def axe_violations(page: Page) -> list[dict[str, Any]]:
    """Injected by the browser: the content security policy of the page does not stop that."""
    regels = {"type": "tag", "values": TAGS}
    page.wait_for_load_state()  # who just sent a form sees half a page otherwise
    gevonden = page.evaluate(RUN, regels)
    if gevonden is None:
        page.evaluate(_source())
        if page.context not in _KENT_AXE:  # its next pages have it from the start, and run it when they are looked at
            page.context.add_init_script(f"window.laadAxe = () => {{{_source()}\n}}")
            _KENT_AXE.add(page.context)
        gevonden = page.evaluate(RUN, regels)
    return list(gevonden)


def assert_axe(page: Page) -> None:
    lines = []
    for violation in axe_violations(page):
        lines.append(f"{violation['id']}: {violation['help']}")
        lines += [f"    {node['target']}\n      {node['why']}" for node in violation["nodes"][:5]]
    assert not lines, f"{page.url}\n" + "\n".join(lines)


def breedtefouten(page: Page) -> list[str]:
    """What another width can spoil, asked at each one: what sticks out, is too small, or cannot be reached or named.

    All else that axe knows is the same at every width, and asked once.
    """
    return list(page.evaluate(f"() => [{OVERFLOW}, {SMALL}, {FOCUS}].flatMap(vraag => vraag())"))


def assert_no_overflow(page: Page, width: int | None = None) -> None:
    """No sideways scrolling; with `width` at that width (the viewport stays there)."""
    if width is not None:
        zet_maat(page, width, 800)
    wide = page.evaluate(OVERFLOW)
    assert not wide, f"{page.url}\n" + "\n".join(wide)


def zet_maat(page: Page, width: int, height: int) -> None:
    """A window that has this size already is not laid out and painted once more."""
    if page.viewport_size != {"width": width, "height": height}:
        page.set_viewport_size({"width": width, "height": height})


def assert_targets(page: Page) -> None:
    """Controls and links in menus are at least 24 by 24 (WCAG 2.5.8)."""
    small = page.evaluate(SMALL)
    assert not small, f"{page.url}\n" + "\n".join(small)
