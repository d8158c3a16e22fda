"""What a term calculation is made of: steps, suspensions, and the walk to the last day.

Awb = Algemene wet bestuursrecht, Atw = Algemene termijnenwet. Pure: no models, no clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from deadlines.kalender import DAG, Kalender
from ui.notatie import datum

BELEID = "beleid van het samenwerkingsverband"
ATW = "artikel 1 Algemene termijnenwet"


def awb(artikel: str) -> str:
    komma = "," if "," in artikel else ""
    return f"artikel {artikel}{komma} Algemene wet bestuursrecht"


@dataclass(frozen=True)
class Grond:
    """Why a term stands still: what it waits for, and the article that says so."""

    reden: str
    bron: str


AANVULLING = "aanvulling"
BUITENLAND = "buitenland"
INSTEMMING = "instemming"
VERTRAGING = "vertraging"
OVERMACHT = "overmacht"
GRONDEN: Mapping[str, Grond] = {
    AANVULLING: Grond("Er was een aanvulling nodig.", awb("4:15, eerste lid")),
    BUITENLAND: Grond(
        "Wij wachtten op informatie van een instantie in het buitenland.",
        awb("4:15, eerste lid, onder b"),
    ),
    INSTEMMING: Grond(
        "De aanvrager stemde schriftelijk in met uitstel.",
        awb("4:15, tweede lid, onder a"),
    ),
    VERTRAGING: Grond("De vertraging lag aan de aanvrager.", awb("4:15, tweede lid, onder b")),
    OVERMACHT: Grond("Beslissen kon niet door overmacht.", awb("4:15, tweede lid, onder c")),
}


LOOPT, STIL, UITSTEL, VRIJ, DWANGSOM = "loopt", "stil", "uitstel", "vrij", "dwangsom"


@dataclass(frozen=True)
class Stap:
    """One step of a calculation: a Dutch sentence, the days it covers, and the article or policy.

    `dagen` is what the step adds, so that the day a term starts from plus all of them is its last day. A step that
    runs (`loopt`, `uitstel`, `vrij`) goes from the last day before it through `tot`; one that stands still (`stil`)
    or costs money (`dwangsom`) covers `van` and `tot` themselves.
    """

    wat: str
    van: date
    tot: date
    dagen: int
    bron: str
    soort: str = LOOPT


@dataclass(frozen=True)
class Berekening:
    """The last day of a term with its steps.

    `einde` is None while a suspension without a known end runs. `voorlopig`: a suspension runs that ends by
    itself at a known date; when it ends sooner, so does the term.
    """

    einde: date | None
    stappen: tuple[Stap, ...]
    voorlopig: bool = False


@dataclass(frozen=True)
class Stilstand:
    """A suspension (Awb 4:15): the days A+1 … B-1.

    `van` is A, the day of the repair request; `tot` is B, the day the supplement came, or None. `uiterlijk`
    is the last day of the repair term: the clock runs again after it, whether anything came or not.
    """

    van: date
    tot: date | None = None
    uiterlijk: date | None = None
    grond: str = AANVULLING

    @property
    def eerste(self) -> date:
        return self.van + DAG

    @property
    def laatste(self) -> date | None:
        grenzen = [grens for grens in (self.tot and self.tot - DAG, self.uiterlijk) if grens]
        return min(grenzen) if grenzen else None

    def overlapt(self, ander: Stilstand) -> bool:
        """Whether some day is in both."""
        return self.eerste <= (ander.laatste or date.max) and ander.eerste <= (self.laatste or date.max)

    def loopt_op(self, dag: date) -> bool:
        """Whether the term stands still on this day, as far as is known on that day."""
        nog_niet_over = self.tot is None or dag < self.tot
        return nog_niet_over and self.van <= dag and (self.uiterlijk is None or dag <= self.uiterlijk)


@dataclass(frozen=True)
class Verdaging:
    """A new date, announced in time (Awb 4:14, 7:10): announced on `op`, decision by `tot`.

    `op` None: nobody knows on which day. Then it counts as the last day of the term without suspensions, the last
    on which it could certainly be announced in time.
    """

    op: date | None
    tot: date


@dataclass(frozen=True, order=True)
class Verzetting:
    """A date that policy sets, moved to another: on `op`; `nummer` orders those of one day."""

    op: date
    nummer: int
    tot: date


@dataclass(frozen=True)
class Termijnfeiten:
    """What moved the end of one term: all of it stays on record, the end is derived from it."""

    stilstanden: tuple[Stilstand, ...] = ()
    verdaging: Verdaging | None = None
    verzettingen: tuple[Verzetting, ...] = ()


class Loop:
    """Walks a term to its end past suspensions and days off, keeping a step for each."""

    def __init__(self, einde: date, na: date, stilstanden: Iterable[Stilstand]) -> None:
        self.einde: date | None = einde
        self.geteld = na  # suspended days up to here have been counted, so overlap counts once
        self.vloer = na  # days off that extend the term are not term days: standing still on them costs nothing
        self.stappen: list[Stap] = []
        self.voorlopig = False
        nog = (s for s in stilstanden if s.laatste is None or s.laatste > na)
        self.wachtrij = sorted(
            nog,
            key=lambda s: (s.eerste, s.laatste or date.max, s.grond, s.tot or date.max, s.uiterlijk or date.max),
        )

    def tot_einde(self, kalender: Kalender | None) -> None:
        """Applies suspensions that begin within the term, also within its extension over days off.

        A suspension that begins after the last day changes nothing: a term that is over cannot stand still.
        Within the extension the end is the first working day on which the clock runs.
        """
        self._sta_stil()
        while self.einde is not None and kalender is not None:
            werkdag = kalender.eerstvolgende_werkdag(self.einde)
            if werkdag == self.einde:
                break
            self.stappen.append(stap_werkdag(self.einde, werkdag, kalender, ATW))
            self.einde = self.vloer = werkdag
            self._sta_stil()

    def te_laat(self) -> list[Stap]:
        """What came when the term was over: it stays on record and adds nothing."""
        einde = self.einde
        return [] if einde is None else [_stap_te_laat(stil, einde) for stil in self.wachtrij]

    def _sta_stil(self) -> None:
        while self.einde is not None and self.wachtrij and self.wachtrij[0].eerste <= self.einde:
            self._tel(self.wachtrij.pop(0), self.einde)

    def _tel(self, stil: Stilstand, einde: date) -> None:
        begin = max(stil.eerste, self.geteld + DAG, self.vloer)
        if stil.laatste is None:
            self.stappen.append(_stap_open(stil))
            self.einde = None
            return
        dagen = max(0, (stil.laatste - begin).days + 1)
        nieuw = einde + dagen * DAG
        self.stappen.append(_stap_stilstand(stil, begin, dagen, nieuw))
        self.geteld = max(self.geteld, stil.laatste)
        self.voorlopig = self.voorlopig or stil.tot is None
        self.einde = nieuw


def _grond(stil: Stilstand) -> Grond:
    return GRONDEN.get(stil.grond, Grond(f"Reden: {stil.grond}.", awb("4:15")))


def in_dagen(aantal: int) -> str:
    return "1 dag" if aantal == 1 else f"{aantal} dagen"


def _stap_open(stil: Stilstand) -> Stap:
    grond = _grond(stil)
    wat = f"De termijn staat stil sinds {datum(stil.eerste)}. {grond.reden} Een einddatum is er nog niet."
    return Stap(wat, stil.eerste, stil.eerste, 0, grond.bron, STIL)


def _stap_te_laat(stil: Stilstand, einde: date) -> Stap:
    grond = _grond(stil)
    wat = f"Vanaf {datum(stil.eerste)} kon de termijn niet meer stilstaan. De laatste dag was {datum(einde)}."
    return Stap(wat, stil.van, stil.van, 0, grond.bron, STIL)


def _stap_stilstand(stil: Stilstand, begin: date, dagen: int, nieuw: date) -> Stap:
    grond, laatste = _grond(stil), stil.laatste or begin
    if dagen == 0:
        wat = f"Na {datum(stil.van)} kwamen er geen extra dagen bij. {grond.reden}"
        return Stap(wat, stil.van, stil.van, 0, grond.bron, STIL)
    periode = f"Van {datum(begin)} tot en met {datum(laatste)}" if dagen > 1 else f"Op {datum(begin)}"
    if stil.tot is None:
        wat, gevolg = f"{periode} loopt de termijn niet: hoogstens {in_dagen(dagen)}.", "wordt hoogstens"
    else:
        wat, gevolg = f"{periode} stond de termijn stil: {in_dagen(dagen)}.", "werd"
    wat = f"{wat} {grond.reden} De datum {gevolg} {datum(nieuw)}."
    return Stap(wat, begin, laatste, dagen, grond.bron, STIL)


def stap_werkdag(van: date, werkdag: date, kalender: Kalender, bron: str) -> Stap:
    redenen = [kalender.reden(van + n * DAG) or "" for n in range((werkdag - van).days)]
    wat = f"{datum(van)} is geen werkdag ({redenen[0]})."
    if len(redenen) > 1:
        wat += f" De dagen erna ook niet ({', '.join(redenen[1:])})."
    wat += f" De laatste dag wordt daarom {datum(werkdag)}."
    return Stap(wat, van, werkdag, (werkdag - van).days, bron, VRIJ)
