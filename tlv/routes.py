"""Which school may ask which kind of TLV for which pupil, and which samenwerkingsverband decides: a table and one rule.

Route × enrolment × kind of school (domain.md §2; source 004, bijlage 4 and 5). No queries here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from organisations.models import Schoolsoort
from tlv.models import Route

NERGENS = "nergens"
"""The pupil is enrolled nowhere, or nobody noted where."""

VO = frozenset({Schoolsoort.VO, Schoolsoort.PRO})
PO = frozenset({Schoolsoort.BAO, Schoolsoort.SBO, Schoolsoort.SO, NERGENS})


class Bevoegd(StrEnum):
    """Whose samenwerkingsverband decides."""

    INSCHRIJVING = "inschrijving"
    WOONPLAATS = "woonplaats"
    AANVRAGER = "aanvrager"


WAAROM_BEVOEGD = {
    Bevoegd.INSCHRIJVING: "Het samenwerkingsverband van de school waar de leerling staat ingeschreven, beslist. "
    "Waar de leerling woont, maakt niet uit.",
    Bevoegd.WOONPLAATS: "Het samenwerkingsverband voortgezet onderwijs van de plaats waar de leerling woont, beslist.",
    Bevoegd.AANVRAGER: "Het samenwerkingsverband van de school voor praktijkonderwijs beslist.",
}


@dataclass(frozen=True, kw_only=True)
class Routeregel:
    """One row of the table. `ingeschreven`: kinds of school the pupil may be enrolled at."""

    route: Route
    titel: str
    voor_wie: str
    aanvrager: str
    aanvragers: frozenset[str]
    ingeschreven: frozenset[str]
    eigen_leerling: bool
    bevoegd: Bevoegd
    digitaal: bool = False


TABEL: tuple[Routeregel, ...] = (
    Routeregel(
        route=Route.VO_VSO,
        titel="Van voortgezet onderwijs naar vso",
        voor_wie="De leerling zit op een school voor voortgezet onderwijs en heeft een plaats in het vso nodig.",
        aanvrager="De vo-school waar de leerling staat ingeschreven",
        aanvragers=VO,
        ingeschreven=VO,
        eigen_leerling=True,
        bevoegd=Bevoegd.INSCHRIJVING,
        digitaal=True,
    ),
    Routeregel(
        route=Route.VERLENGING_VSO,
        titel="Verlenging in het vso",
        voor_wie="De leerling zit in het vso en de toelaatbaarheidsverklaring loopt af.",
        aanvrager="De vso-school waar de leerling staat ingeschreven",
        aanvragers=frozenset({Schoolsoort.VSO}),
        ingeschreven=frozenset({Schoolsoort.VSO}),
        eigen_leerling=True,
        bevoegd=Bevoegd.INSCHRIJVING,
    ),
    Routeregel(
        route=Route.EMB,
        titel="Verlenging voor een leerling met ernstige meervoudige beperkingen",
        voor_wie="De leerling zit in het vso en heeft de hele schooltijd intensieve steun nodig.",
        aanvrager="De vso-school waar de leerling staat ingeschreven",
        aanvragers=frozenset({Schoolsoort.VSO}),
        ingeschreven=frozenset({Schoolsoort.VSO}),
        eigen_leerling=True,
        bevoegd=Bevoegd.INSCHRIJVING,
    ),
    Routeregel(
        route=Route.ONDERINSTROOM,
        titel="Van basisonderwijs naar vso",
        voor_wie="De leerling komt van een basisschool, sbo of so, of staat nergens ingeschreven.",
        aanvrager="De vso-school waar de leerling is aangemeld",
        aanvragers=frozenset({Schoolsoort.VSO}),
        ingeschreven=PO,
        eigen_leerling=False,
        bevoegd=Bevoegd.WOONPLAATS,
    ),
    Routeregel(
        route=Route.PRO_AANMELDING,
        titel="Praktijkonderwijs, eerste aanmelding",
        voor_wie="De leerling komt van een basisschool, sbo of so en is aangemeld voor praktijkonderwijs.",
        aanvrager="De school voor praktijkonderwijs waar de leerling is aangemeld",
        aanvragers=frozenset({Schoolsoort.PRO}),
        ingeschreven=PO,
        eigen_leerling=False,
        bevoegd=Bevoegd.AANVRAGER,
    ),
    Routeregel(
        route=Route.PRO_ZIJINSTROOM,
        titel="Praktijkonderwijs, overstap uit het voortgezet onderwijs",
        voor_wie="De leerling zit op een school voor vo of vso en is aangemeld voor praktijkonderwijs.",
        aanvrager="De school voor praktijkonderwijs, of de vo-school samen met die school",
        aanvragers=frozenset({Schoolsoort.PRO, Schoolsoort.VO}),
        ingeschreven=frozenset({Schoolsoort.VO, Schoolsoort.VSO}),
        eigen_leerling=False,
        bevoegd=Bevoegd.AANVRAGER,
    ),
)


class Stand(StrEnum):
    STARTBAAR = "startbaar"
    NIET_DIGITAAL = "niet_digitaal"
    ANDERE_SCHOOL = "andere_school"
    ANDER_SWV = "ander_swv"
    PAST_NIET = "past_niet"


@dataclass(frozen=True)
class Situatie:
    """What the rule looks at: who would apply, and where the pupil is enrolled."""

    swv_id: int
    school_id: int
    schoolsoort: str
    ingeschreven_soort: str = NERGENS
    ingeschreven_school_id: int | None = None
    ingeschreven_school: str = ""
    ingeschreven_swv_id: int | None = None
    ingeschreven_swv: str = ""

    @property
    def elders_ingeschreven(self) -> bool:
        return self.ingeschreven_school_id is not None and self.ingeschreven_school_id != self.school_id


@dataclass(frozen=True)
class Keuze:
    """A row of the table for this pupil and this school, and a sentence on what can be done."""

    regel: Routeregel
    stand: Stand
    uitleg: str = ""


def beoordeel(regel: Routeregel, s: Situatie) -> Keuze:
    """What this school can do with this route for this pupil."""
    if s.ingeschreven_soort not in regel.ingeschreven:
        return Keuze(regel, Stand.PAST_NIET)
    if regel.bevoegd == Bevoegd.INSCHRIJVING and s.ingeschreven_swv_id not in (None, s.swv_id):
        return Keuze(regel, Stand.ANDER_SWV, _doorsturen(s))
    eigen = not regel.eigen_leerling or s.ingeschreven_school_id == s.school_id
    if s.schoolsoort not in regel.aanvragers or not eigen:
        waar = f" Dat is nu {s.ingeschreven_school}." if regel.eigen_leerling and s.ingeschreven_school else ""
        return Keuze(regel, Stand.ANDERE_SCHOOL, f"{regel.aanvrager} vraagt dit aan.{waar}")
    if not regel.digitaal:
        uitleg = f"Nog niet digitaal: neem contact op met het secretariaat. {WAAROM_BEVOEGD[regel.bevoegd]}"
        return Keuze(regel, Stand.NIET_DIGITAAL, uitleg)
    return Keuze(regel, Stand.STARTBAAR, WAAROM_BEVOEGD[regel.bevoegd])


def _doorsturen(s: Situatie) -> str:
    return (
        f"De leerling staat ingeschreven bij {s.ingeschreven_school}. Die school hoort bij {s.ingeschreven_swv}. "
        f"Dat samenwerkingsverband beslist, ook als de leerling hier woont. "
        f"Vraag {s.ingeschreven_school} om de aanvraag daar te doen."
    )


def keuzes(s: Situatie) -> list[Keuze]:
    return [beoordeel(regel, s) for regel in TABEL]


def keuze_voor(route: str, s: Situatie) -> Keuze | None:
    return next((keuze for keuze in keuzes(s) if keuze.regel.route == route), None)


def met_stand(alle: Iterable[Keuze], *standen: Stand) -> list[Keuze]:
    return [keuze for keuze in alle if keuze.stand in standen]
