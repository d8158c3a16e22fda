"""Accessibility probes for a page that is open in a browser."""

from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakSet

from playwright.sync_api import BrowserContext, Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BREEDTE = ["aria-hidden-focus", "button-name", "link-name", "label", "scrollable-region-focusable", "target-size"]
"""What a narrow window can change: what is there is another menu. All else stays the same, and the style
guide, which has every component, is asked everything at every width."""
RUN = """async (runOnly) => {
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


_KENT_AXE: WeakSet[BrowserContext] = WeakSet()


@cache
def _source() -> str:
    return (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")


def axe_violations(page: Page, *, weer: bool = False) -> list[dict[str, Any]]:
    """Injected by the browser: the content security policy of the page does not stop that. `weer`: at another width."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_source())
        if page.context not in _KENT_AXE:  # its next pages have it from the start: then it is compiled once for all
            page.context.add_init_script(_source())
            _KENT_AXE.add(page.context)
    regels = {"type": "rule", "values": BREEDTE} if weer else {"type": "tag", "values": TAGS}
    return list(page.evaluate(RUN, regels))


def assert_axe(page: Page, *, weer: bool = False) -> None:
    lines = []
    for violation in axe_violations(page, weer=weer):
        lines.append(f"{violation['id']}: {violation['help']}")
        lines += [f"    {node['target']}\n      {node['why']}" for node in violation["nodes"][:5]]
    assert not lines, f"{page.url}\n" + "\n".join(lines)


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
