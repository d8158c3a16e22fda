"""Puts what somebody typed back into a form of a page that was made anew, whatever the form is made of.

Works on the page itself, so that no form has to know about it. What the site put there (token, count of rows) stays as
the page has it; version and key come back as they were, so that what changed meanwhile is still noticed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

VAN_DE_PAGINA = re.compile(r"csrfmiddlewaretoken|formuliermerk|bewaard_nr|.*-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS")
"""Hidden fields that belong to the page and not to the person."""
ZONDER_WAARDE = {"file", "password", "submit", "button", "image", "reset"}

Attributen = list[tuple[str, str | None]]
Velden = Mapping[str, list[str]]


@dataclass
class Vak:
    """One control: where its start tag stands in the page, and for a textarea where its text ends."""

    soort: str
    attributen: Attributen
    begin: int
    einde: int
    tot: int = 0
    keuzes: list["Vak"] = field(default_factory=list)

    def __getitem__(self, naam: str) -> str:
        return next((waarde or "" for sleutel, waarde in self.attributen if sleutel == naam), "")

    @property
    def type(self) -> str:
        return (self["type"] or "text").lower() if self.soort == "input" else self.soort


@dataclass
class Formulier:
    actie: str
    id: str
    einde: int
    vakken: list[Vak] = field(default_factory=list)

    def past(self, velden: Velden) -> int:
        """How many of the fields it has; a hidden value that is another one tells two forms of a page apart."""
        namen = {vak["name"] for vak in self.vakken} & set(velden)
        anders = [
            vak
            for vak in self.vakken
            if vak.type == "hidden"
            and vak["name"] not in ("versie", "sleutel")
            and not VAN_DE_PAGINA.fullmatch(vak["name"])
            and vak["value"] not in velden.get(vak["name"], [vak["value"]])
        ]
        return len(namen) - 100 * len(anders)


class _Lezer(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.formulieren: list[Formulier] = []
        self.los: list[Vak] = []
        self.open: Formulier | None = None
        self.laatste: Vak | None = None
        self._regels = [0, *(gevonden.end() for gevonden in re.finditer("\n", html))]
        self.feed(html)

    def _plek(self) -> int:
        regel, kolom = self.getpos()
        return self._regels[regel - 1] + kolom

    def handle_starttag(self, tag: str, attrs: Attributen) -> None:
        begin = self._plek()
        vak = Vak(tag, attrs, begin, begin + len(self.get_starttag_text() or ""))
        if tag == "form" and vak["method"].lower() == "post":
            self.open = Formulier(vak["action"], vak["id"], vak.einde)
            self.formulieren.append(self.open)
        elif tag == "option" and self.laatste is not None:
            self.laatste.keuzes.append(vak)
        elif tag in ("input", "textarea", "select", "button"):
            self._plaats(vak)

    def _plaats(self, vak: Vak) -> None:
        self.laatste = vak
        if vak["form"]:
            self.los.append(vak)
        elif self.open is not None:
            self.open.vakken.append(vak)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "textarea" and self.laatste is not None:
            self.laatste.tot = self._plek()


def zet_terug(html: str, velden: Velden, *, pagina: str, doel: str, erbij: str = "") -> tuple[str, list[str]] | None:
    """The page with the values in its form, and the values for which it has no place; None without such a form.

    `doel` is the address the form was sent to, `erbij` is put in the form as it is.
    """
    lezer = _Lezer(html)
    for vak in lezer.los:
        next((f.vakken for f in lezer.formulieren if f.id == vak["form"]), []).append(vak)
    kan = [f for f in lezer.formulieren if urlsplit(urljoin(pagina, f.actie)).path == urlsplit(doel).path]
    formulier = max(kan, key=lambda f: f.past(velden), default=None)
    if formulier is None or formulier.past(velden) < 0:
        return None
    over = {naam: list(waarden) for naam, waarden in velden.items()}
    stukken = [(formulier.einde, formulier.einde, erbij)]
    for vak in formulier.vakken:
        stukken += _invulling(vak, over)
    for begin, einde, tekst in sorted(stukken, reverse=True):
        html = html[:begin] + tekst + html[einde:]
    return html, _niet_geplaatst(formulier, velden, over)


def _invulling(vak: Vak, over: dict[str, list[str]]) -> list[tuple[int, int, str]]:
    """Pieces of the page to replace: (begin, end, text). Takes what it places from `over`."""
    naam = vak["name"]
    if vak.type in ZONDER_WAARDE or VAN_DE_PAGINA.fullmatch(naam) or not naam:
        return []
    if vak.type in ("checkbox", "radio"):
        return [_met(vak, "checked", (vak["value"] or "on") in over.get(naam, []))]
    if vak.soort == "select":
        return [_met(keuze, "selected", keuze["value"] in over.get(naam, [])) for keuze in vak.keuzes]
    if not over.get(naam):
        return []
    waarde = over[naam].pop(0)
    if vak.soort == "textarea":
        return [(vak.einde, vak.tot, "\n" + escape(waarde))]
    return [_met(vak, "value", waarde)]


def _met(vak: Vak, naam: str, waarde: str | bool) -> tuple[int, int, str]:
    attributen = [(sleutel, oud) for sleutel, oud in vak.attributen if sleutel != naam]
    if waarde is not False:
        attributen.append((naam, None if waarde is True else waarde))
    tekst = "".join(f" {sleutel}" if oud is None else f' {sleutel}="{escape(oud)}"' for sleutel, oud in attributen)
    return vak.begin, vak.einde, f"<{vak.soort}{tekst}>"


def _niet_geplaatst(formulier: Formulier, velden: Velden, over: Mapping[str, list[str]]) -> list[str]:
    """Texts of fields that are not in the form any more, such as a row that was added."""
    keuzes = {vak["name"] for vak in formulier.vakken if vak.type in ("checkbox", "radio", "select", *ZONDER_WAARDE)}
    namen = [naam for naam in velden if naam not in keuzes and not VAN_DE_PAGINA.fullmatch(naam)]
    return [waarde for naam in namen for waarde in over[naam] if len(waarde.strip()) > 2]
