"""A calculation as a time line: stretches of days with a kind, and days that stand out. Pure; the template draws it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from deadlines.berekening import DWANGSOM, LOOPT, STIL, UITSTEL, VRIJ, Berekening, Stap, in_dagen
from deadlines.kalender import DAG
from ui.notatie import datum

OVER = "over"
WOORD = {
    LOOPT: "de tijd loopt",
    STIL: "de tijd staat stil",
    UITSTEL: "extra tijd door uitstel",
    VRIJ: "extra tijd door vrije dagen",
    DWANGSOM: "elke dag kost een dwangsom",
    OVER: "de datum is voorbij",
}
ACHTERAF = {LOOPT: "de tijd liep", STIL: "de tijd stond stil"}
"""The same once the term is over."""
VOORRANG = (STIL, DWANGSOM, VRIJ, UITSTEL, LOOPT, OVER)
"""What a day is called that could be called two things: that it stands still says more than that it is extra."""

VANDAAG, NORM = "vandaag", "norm"


@dataclass(frozen=True)
class Stuk:
    """Days in a row of one kind, both ends included; where they lie on the line, in percent of its length."""

    soort: str
    van: date
    tot: date
    x: str
    breedte: str
    woord: str

    @property
    def zin(self) -> str:
        dagen = in_dagen((self.tot - self.van).days + 1)
        if self.van == self.tot:
            return f"{datum(self.van)}: {self.woord} ({dagen})"
        return f"{datum(self.van)} tot en met {datum(self.tot)}: {self.woord} ({dagen})"


@dataclass(frozen=True)
class Streep:
    """One day that stands out: today, or the service norm."""

    soort: str
    dag: date
    woord: str
    x: str


@dataclass(frozen=True)
class Tijdlijn:
    begin: date
    eind: date
    stukken: tuple[Stuk, ...]
    strepen: tuple[Streep, ...] = ()
    soorten: tuple[tuple[str, str], ...] = field(default=())
    """The kinds of stretches that are there, each with its words, for the legend."""

    @property
    def tekst(self) -> str:
        """What the picture shows, for who does not see it."""
        delen = [*(stuk.zin for stuk in self.stukken), *(f"{datum(s.dag)}: {s.woord}" for s in self.strepen)]
        return "Tijdlijn. " + "; ".join(delen) + "."


def teken(
    berekening: Berekening,
    *,
    vandaag: date | None = None,
    norm: date | None = None,
    gestopt: bool = False,
    te_laat: bool = False,
) -> Tijdlijn | None:
    """The line of a calculation; None for one that has no days to show, such as a date that was counted back.

    What was stopped has no today; what is late goes on through today.
    """
    if not berekening.stappen:
        return None
    basis = berekening.stappen[0]
    begin, eind = basis.van + DAG, _eind(berekening, vandaag, norm, te_laat=te_laat)
    if eind < begin or basis.soort != LOOPT or basis.tot < basis.van:
        return None
    woorden = WOORD | ACHTERAF if gestopt or te_laat else WOORD
    stukken = tuple(_stukken(berekening, begin, eind, woorden))
    strepen = []
    if norm is not None and begin <= norm <= eind:
        strepen.append(Streep(NORM, norm, "streefdatum", _deel((norm - begin).days + 1, begin, eind)))
    if vandaag is not None and not gestopt and begin <= vandaag <= eind:
        strepen.append(Streep(VANDAAG, vandaag, "vandaag", _deel((vandaag - begin).days, begin, eind)))
    aanwezig = {stuk.soort for stuk in stukken}
    soorten = tuple((soort, woord) for soort, woord in woorden.items() if soort in aanwezig)
    return Tijdlijn(begin, eind, stukken, tuple(strepen), soorten)


def _eind(berekening: Berekening, vandaag: date | None, norm: date | None, *, te_laat: bool) -> date:
    """Through the last day; while none is known, far enough to show that the clock stands still."""
    dagen = [berekening.einde, norm]
    if berekening.einde is None or te_laat:
        dagen.append(vandaag)
    if berekening.einde is None:
        dagen += [stap.tot for stap in berekening.stappen]
    return max(dag for dag in dagen if dag is not None)


def _dagen(stap: Stap, eind: date, *, open_einde: bool) -> tuple[date, date] | None:
    """The days a step covers, both included."""
    if stap.soort in (STIL, DWANGSOM):
        if stap.dagen:
            return stap.van, stap.tot
        return (stap.van, eind) if open_einde else None
    if stap.soort == UITSTEL and stap.dagen > 0:
        return stap.van + DAG, eind
    return (stap.van + DAG, stap.tot) if stap.dagen > 0 else None


def _stukken(berekening: Berekening, begin: date, eind: date, woorden: dict[str, str]) -> Iterator[Stuk]:
    laatste = berekening.stappen[-1]
    lagen: list[tuple[str, date, date]] = [(LOOPT, begin, berekening.einde or eind)]
    if berekening.einde is not None and eind > berekening.einde and woorden is not WOORD:
        lagen.append((OVER, berekening.einde + DAG, eind))
    for stap in berekening.stappen:
        open_einde = berekening.einde is None and stap is laatste
        if (dagen := _dagen(stap, berekening.einde or eind, open_einde=open_einde)) is not None:
            lagen.append((stap.soort, max(dagen[0], begin), min(dagen[1], eind)))
    lagen = [laag for laag in lagen if laag[1] <= laag[2]]
    grenzen = sorted({grens for _, van, tot in lagen for grens in (van, tot + DAG)})
    vorige: tuple[str, date, date] | None = None
    for van, na in pairwise(grenzen):
        soort = next(s for s in VOORRANG if any(laag[0] == s and laag[1] <= van <= laag[2] for laag in lagen))
        if vorige is not None and vorige[0] == soort:
            vorige = (soort, vorige[1], na - DAG)
            continue
        if vorige is not None:
            yield _stuk(*vorige, begin, eind, woorden)
        vorige = (soort, van, na - DAG)
    if vorige is not None:
        yield _stuk(*vorige, begin, eind, woorden)


def _stuk(soort: str, van: date, tot: date, begin: date, eind: date, woorden: dict[str, str]) -> Stuk:
    x, breedte = _deel((van - begin).days, begin, eind), _deel((tot - van).days + 1, begin, eind)
    return Stuk(soort, van, tot, x, breedte, woorden[soort])


def _deel(dagen: int, begin: date, eind: date) -> str:
    """So many days as a share of the line, with a point: this is drawn, not read."""
    return f"{100 * dagen / ((eind - begin).days + 1):.3f}%"
