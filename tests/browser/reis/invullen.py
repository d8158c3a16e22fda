"""Fill forms the way people do: by the question they read."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from playwright.sync_api import Locator, Page


@dataclass(frozen=True)
class Keuze:
    """One answer out of several, by (the beginning of) its text."""

    tekst: str


@dataclass(frozen=True)
class Lijst:
    """An option of a dropdown, by (a part of) its text."""

    tekst: str


Waar = Page | Locator


def vraag_als(tekst: str) -> re.Pattern[str]:
    """A question by its whole text; with three dots at the end by its beginning."""
    if tekst.endswith("…"):
        return re.compile(rf"^\s*{re.escape(tekst[:-1])}", re.IGNORECASE)
    return re.compile(rf"^\s*{re.escape(tekst)}(\s*\(niet verplicht\))?\s*$", re.IGNORECASE)


def groep(waar: Waar, vraag: str) -> Locator:
    return waar.get_by_role("group", name=vraag_als(vraag))


def vul(waar: Waar, antwoorden: dict[str, Any]) -> None:
    """Per question its answer: a text, a date, a Keuze, a Lijst, a list of ticks, or True for a single tick."""
    for vraag, antwoord in antwoorden.items():
        if isinstance(antwoord, date):
            vul_datum(groep(waar, vraag), antwoord)
        elif isinstance(antwoord, Keuze):
            groep(waar, vraag).get_by_role("radio", name=vraag_als(antwoord.tekst)).check()
        elif isinstance(antwoord, list):
            for tekst in antwoord:
                groep(waar, vraag).get_by_role("checkbox", name=vraag_als(tekst)).check()
        elif isinstance(antwoord, bool):
            waar.get_by_role("checkbox", name=vraag_als(vraag)).set_checked(antwoord)
        elif isinstance(antwoord, Lijst):
            kies(waar.get_by_role("combobox", name=vraag_als(vraag)), antwoord.tekst)
        else:
            waar.get_by_role("textbox", name=vraag_als(vraag)).fill(antwoord)


def vul_datum(vakken: Locator, dag: date) -> None:
    for label, deel in (("Dag", dag.day), ("Maand", dag.month), ("Jaar", dag.year)):
        vakken.get_by_label(label, exact=True).fill(str(deel))


def kies(lijst: Locator, tekst: str) -> None:
    teksten = [optie.strip() for optie in lijst.locator("option").all_inner_texts()]
    plek = next((nr for nr, optie in enumerate(teksten) if tekst in optie), None)
    assert plek is not None, f"no option with {tekst!r} among {teksten}"
    lijst.select_option(index=plek)


def klik(waar: Waar, tekst: str) -> None:
    """A button by what it says; without such a button a link."""
    knop, link = (waar.get_by_role(rol, name=vraag_als(tekst)) for rol in ("button", "link"))
    knop.or_(link).first.wait_for()
    (knop if knop.count() else link).first.click()
