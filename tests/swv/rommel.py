"""Nonsense for every field of every form on a page: what a form shows is sent back with one field spoilt at a time."""

import os
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

GROOT = "9" * 25
LANG = "9" * 5000
"""Python refuses to read more than 4,300 digits as a number."""
VOL = "DEKKEND_ROMMEL" in os.environ
"""With DEKKEND_ROMMEL=vol every kind of nonsense goes into every field, in every state: ten minutes."""
ROMMEL: tuple[str, ...] = ("", "²", "-1", GROOT, LANG, "\x00", "x" * 20_000, "31-02-2026", "😀", "None", "[]")


class Veld:
    """One name in a form, with the values it can be sent with."""

    def __init__(self, naam: str, soort: str) -> None:
        self.naam, self.soort = naam, soort
        self.keuzes: list[str] = []
        self.waarde = ""

    @property
    def gewoon(self) -> str:
        """What somebody could send: the last choice there is, what stands in it, or a word."""
        if self.keuzes:
            return self.keuzes[-1]
        if self.soort in ("hidden", "number", "date") or self.waarde:
            return self.waarde
        if re.search(r"(_0|_dag)$", self.naam):
            return "2"
        if re.search(r"(_1|_maand)$", self.naam):
            return "3"
        return "2026" if re.search(r"(_2|_jaar)$", self.naam) else "Tekst"


class _Lezer(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, Veld]]] = []
        self.open: dict[str, Veld] | None = None
        self.lijst: Veld | None = None
        self.tekst: Veld | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        eigen = {naam: waarde or "" for naam, waarde in attrs}
        if tag == "form":
            self.open = {} if eigen.get("method", "").lower() == "post" else None
            if self.open is not None:
                self.forms.append((eigen.get("action", ""), self.open))
        if self.open is None:
            return
        if tag == "option" and self.lijst is not None and eigen.get("value"):
            self.lijst.keuzes.append(eigen["value"])
        if tag in ("input", "select", "textarea", "button") and eigen.get("name"):
            self._veld(tag, eigen)

    def _veld(self, tag: str, eigen: dict[str, str]) -> None:
        assert self.open is not None
        soort = eigen.get("type", tag)
        veld = self.open.setdefault(eigen["name"], Veld(eigen["name"], soort))
        if soort in ("radio", "checkbox"):
            veld.keuzes.append(eigen.get("value", "on"))
        elif tag != "button":
            veld.waarde = eigen.get("value", "")
        self.lijst = veld if tag == "select" else None
        self.tekst = veld if tag == "textarea" else None

    def handle_data(self, data: str) -> None:
        if self.tekst is not None:
            self.tekst.waarde += data.strip()

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        if tag in ("select", "textarea"):
            self.lijst = self.tekst = None


def formulieren(html: str, pad: str) -> Iterator[tuple[str, dict[str, Veld]]]:
    """Where each form is sent to, and its fields."""
    lezer = _Lezer()
    lezer.feed(html)
    for doel, velden in lezer.forms:
        yield doel.partition("?")[0] or pad, velden


def bedorven(velden: dict[str, Veld], vreemd: Iterable[str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(what is spoilt, with what, all that is sent): nothing at all; all fields at once; each field by itself.

    `vreemd` are numbers of rows of somebody else.
    """
    namen = [naam for naam in velden if naam not in ("csrfmiddlewaretoken", "formuliermerk")]
    gewoon = {naam: velden[naam].gewoon for naam in namen}
    yield "alles", "niets", {}
    for rommel in (GROOT, "²", "\x00"):
        yield "alles", rommel[:10], dict.fromkeys(namen, rommel)
    for naam in namen:
        for rommel in (*ROMMEL, *vreemd) if VOL else (LANG,):
            yield naam, rommel[:10], {**gewoon, naam: rommel}
        if not VOL:
            continue
        yield naam, "tweemaal", {**gewoon, naam: [gewoon[naam], GROOT]}
        yield naam, "weg", {ander: waarde for ander, waarde in gewoon.items() if ander != naam}
