"""Starts the Chromium of the system, for browser tests and the journey."""

import asyncio
import os
import shutil
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=nl-NL",
    "--disable-site-isolation-trials",  # one site in one process: no other starts when a window goes to it
    "--renderer-process-limit=1",
    "--default-tile-width=1280",  # a window is painted in one piece instead of twenty
    "--default-tile-height=900",
    "--js-flags=--no-opt --no-maglev",  # no page lives long enough to earn the time that optimising its scripts takes
]
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The shell draws, scripts and follows links as Chromium does; it lacks the windows around it, half of the work."""


def executable() -> str | None:
    """DEKKEND_CHROMIUM, or what is installed; None lets playwright use its own."""
    found = (shutil.which(name) for name in NAMES)
    return os.environ.get("DEKKEND_CHROMIUM") or next((path for path in found if path), None)


@contextmanager
def open_chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), headless=True, args=FLAGS)
        try:
            yield browser
        finally:
            asyncio._set_running_loop(browser._loop)
            browser.close()


@contextmanager
def in_gebruik(browser: Browser, blijft: Callable[[], Container[BrowserContext]] = tuple) -> Iterator[Browser]:
    """Playwright leaves its event loop running in this thread: only here, for sealing wants one of its own."""
    asyncio._set_running_loop(browser._loop)
    try:
        yield browser
        bewaard = blijft()
        for context in browser.contexts:
            if context not in bewaard:
                context.close()
    finally:
        asyncio._set_running_loop(None)
