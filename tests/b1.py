"""Is a page plain enough for parents? Readability of the text a person sees, per sentence and as a whole."""

import re
from html.parser import HTMLParser

import textstat

VERBODEN = (
    "betreffende",
    "middels",
    "indien",
    "derhalve",
    "conform",
    "teneinde",
    "alsmede",
    "inzake",
    "omtrent",
    "dienen te",
    "zienswijze",
    "beschikking",
    "jegens",
    "alvorens",
    "mits",
    "tenzij",
    "voornoemd",
    "desbetreffende",
    "geschieden",
    "aangaande",
    "ten behoeve van",
    "met betrekking tot",
    "in het kader van",
    "t.b.v.",
    "d.m.v.",
    "m.b.t.",
    "i.v.m.",
    "o.a.",
    "toelaatbaarheidsverklaring",
    "toelaatbaarheid",
    "tlv",
    "gezaghebbende",
)
AF = {
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "dt",
    "dd",
    "td",
    "th",
    "label",
    "legend",
    "button",
    "summary",
    "caption",
    "div",
    "a",
    "span",
    "br",
}
BLOK = AF - {"a", "span", "strong"}
STIL = {"script", "style", "head", "svg", "textarea", "address"}
LEEG = {"br", "input", "img", "meta", "link", "hr", "use", "path"}
OVERSLAAN = "data-tekst-van-school"
"""What others wrote (the request itself) is not our text."""


class _Tekst(HTMLParser):
    """Sentences within <main>: a block ends a sentence, whether or not it has a full stop."""

    def __init__(self) -> None:
        super().__init__()
        self.stukken: list[str] = []
        self.stapel: list[tuple[str, bool]] = []
        self.in_main = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self.in_main = True
        if tag in BLOK:
            self.stukken.append("\n")
        if tag not in LEEG:
            namen = dict(attrs)
            stil = tag in STIL or OVERSLAAN in namen or "breek" in (namen.get("class") or "").split()
            self.stapel.append((tag, stil))

    def handle_endtag(self, tag: str) -> None:
        while self.stapel:
            naam, _ = self.stapel.pop()
            if naam == tag:
                break
        if tag in BLOK:
            self.stukken.append("\n")
        if tag == "main":
            self.in_main = False

    def handle_data(self, data: str) -> None:
        if self.in_main and not any(stil for _, stil in self.stapel):
            self.stukken.append(re.sub(r"\s+", " ", data))


def zichtbare_tekst(html: str) -> str:
    """The text of the page's main part, one block a line."""
    lezer = _Tekst()
    lezer.feed(html)
    regels = (re.sub(r"\s+", " ", regel).strip() for regel in "".join(lezer.stukken).split("\n"))
    return "\n".join(regel for regel in regels if re.search(r"\w", regel))


def zinnen(tekst: str) -> list[str]:
    """Sentences: a line ends one, and so do a full stop, question mark and exclamation mark."""
    delen = (deel.strip() for regel in tekst.split("\n") for deel in re.split(r"(?<=[.?!])\s+(?=[A-Z0-9])", regel))
    return [deel for deel in delen if re.search(r"[a-zA-Z]{2}", deel)]


def woorden(zin: str) -> list[str]:
    return re.findall(r"[\w'’-]+", zin)


def bezwaren(html: str, *, minimaal: float = 65) -> list[str]:
    """What is not plain about this page; empty when it is B1 enough."""
    tekst = zichtbare_tekst(html)
    alle = zinnen(tekst)
    lang = [f"te lang ({len(woorden(zin))}): {zin}" for zin in alle if len(woorden(zin)) > 20]
    laag = tekst.lower()
    verboden = [
        f"verboden woord: {woord}" for woord in VERBODEN if re.search(rf"(?<!\w){re.escape(woord)}(?!\w)", laag)
    ]
    echte = [zin for zin in alle if len(woorden(zin)) > 3]
    gemiddeld = sum(len(woorden(zin)) for zin in echte) / max(len(echte), 1)
    traag = [f"gemiddeld {gemiddeld:.1f} woorden per zin"] if gemiddeld > 12 else []
    textstat.set_lang("nl")
    score = textstat.flesch_reading_ease(" ".join(f"{zin.rstrip('.?!:')}." for zin in echte)) if echte else 100
    moeilijk = [f"leesbaarheid {score:.0f}, moet {minimaal:.0f} zijn"] if score < minimaal else []
    return lang + verboden + traag + moeilijk
