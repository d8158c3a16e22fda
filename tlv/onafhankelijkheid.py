"""Whether somebody may advise on a case: pure rules over facts, each objection a sentence (domain.md §3, Experts)."""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from organisations.models import Beroep
from tlv.beleid import TlvBeleid
from ui.notatie import datum

Ernst = Literal["weigeren", "waarschuwen"]

TERUGKIJKEN = timedelta(days=365)
"""How long after leaving a school a person still counts as belonging to it."""


@dataclass(frozen=True, kw_only=True)
class Bezwaar:
    """One objection: `weigeren` cannot be set aside, `waarschuwen` needs an explanation on record."""

    ernst: Ernst
    reden: str


@dataclass(frozen=True, kw_only=True)
class Periode:
    """From–until, both included; no `tot` is still running."""

    van: date
    tot: date | None = None

    def overlapt(self, van: date, tot: date) -> bool:
        return self.van <= tot and (self.tot is None or self.tot >= van)


@dataclass(frozen=True, kw_only=True)
class Feiten:
    """What is on record about one person and one case, whatever the hat."""

    naam: str
    heeft_deskundigenrol: bool = True
    beroepen: frozenset[str] = frozenset()
    bij_school: tuple[Periode, ...] = ()
    bij_bestuur: tuple[Periode, ...] = ()
    vaste_gedragswetenschapper: tuple[Periode, ...] = ()
    aandeel: tuple[str, ...] = ()
    """What the person did in this case, as ends of the sentence "heeft …"."""
    las_dossier: bool = False
    genoemd: bool = False
    geraadpleegd: bool = False
    organiseert: bool = False
    beslist: bool = False
    adviseert_al: bool = False
    familie: bool = False
    gaf_terug: bool = False
    afwezig: tuple[Periode, ...] = ()


def toegestane_beroepen(volgorde: int, beleid: TlvBeleid) -> list[str]:
    """Professions that may take a place: first, second, or any further one; an onderwijskundige is extra only
    unless policy lists otherwise (domain.md §9.3)."""
    if volgorde == 1:
        return list(beleid.eerste_beroepen)
    if volgorde == 2:
        return list(dict.fromkeys([*beleid.tweede_beroepen, *beleid.eerste_beroepen]))
    return list(dict.fromkeys([*beleid.eerste_beroepen, *beleid.tweede_beroepen, *beleid.extra_beroepen]))


def bezwaren(
    feiten: Feiten,
    *,
    beroep: str | None = None,
    volgorde: int | None = None,
    beleid: TlvBeleid,
    vandaag: date,
    uiterlijk: date,
) -> list[Bezwaar]:
    """Every objection against this person, the hard ones first; without a place only what holds for any place."""
    gevonden = [*_banden(feiten, vandaag), *_rollen(feiten)]
    if volgorde is not None and beroep is not None:
        gevonden += _beroep(feiten, beroep, volgorde, beleid)
    gevonden += _lichte(feiten, vandaag, uiterlijk)
    return sorted(gevonden, key=lambda bezwaar: bezwaar.ernst != "weigeren")


def _banden(f: Feiten, vandaag: date) -> Iterator[Bezwaar]:
    """Ties to the applying school and the family."""
    sinds = vandaag - TERUGKIJKEN
    if any(periode.overlapt(sinds, vandaag) for periode in f.bij_school):
        yield _weiger(f"{f.naam} werkt bij de school die aanvraagt, of deed dat in het afgelopen jaar.")
    if any(periode.overlapt(sinds, vandaag) for periode in f.vaste_gedragswetenschapper):
        yield _weiger(f"{f.naam} is de vaste gedragswetenschapper van de school die aanvraagt.")
    if f.familie:
        yield _weiger(f"{f.naam} is ouder of verzorger van de leerling, of de leerling zelf.")


def _rollen(f: Feiten) -> Iterator[Bezwaar]:
    """Other parts in the same case."""
    if not f.heeft_deskundigenrol:
        yield _weiger(f"{f.naam} is geen deskundige van dit samenwerkingsverband.")
    if f.adviseert_al:
        yield _weiger(f"{f.naam} geeft al een advies over deze aanvraag.")
    if f.organiseert:
        yield _weiger(f"{f.naam} werkt bij het secretariaat en organiseert deze zaak.")
    if f.beslist:
        yield _weiger(f"{f.naam} mag over deze aanvraag besluiten en kan er niet ook over adviseren.")
    if f.geraadpleegd:
        yield _weiger(f"{f.naam} is vooraf geraadpleegd over deze leerling.")
    for wat in f.aandeel:
        yield _weiger(f"{f.naam} {wat}.")


def _beroep(f: Feiten, beroep: str, volgorde: int, beleid: TlvBeleid) -> Iterator[Bezwaar]:
    naam = beroepsnaam(beroep)
    if beroep not in f.beroepen:
        yield _weiger(f"{f.naam} staat hier vandaag niet als {naam}.")
    if beroep not in toegestane_beroepen(volgorde, beleid):
        plek = {1: "eerste", 2: "tweede"}.get(volgorde, "extra")
        mag = opsomming([beroepsnaam(b) for b in toegestane_beroepen(volgorde, beleid)], "of")
        yield _weiger(f"Een {naam} kan niet de {plek} deskundige zijn. Dat kan wel: {mag}.")


def _lichte(f: Feiten, vandaag: date, uiterlijk: date) -> Iterator[Bezwaar]:
    sinds = vandaag - TERUGKIJKEN
    if any(periode.overlapt(sinds, vandaag) for periode in f.bij_bestuur):
        yield _waarschuw(f"{f.naam} werkt bij een andere school van hetzelfde schoolbestuur.")
    if f.genoemd and not f.geraadpleegd:
        yield _waarschuw(f"De naam van {f.naam} staat in de tekst van de aanvraag.")
    if f.las_dossier:
        yield _waarschuw(f"{f.naam} heeft dit dossier al eens ingezien, in een andere functie.")
    if f.gaf_terug:
        yield _waarschuw(f"{f.naam} gaf de opdracht voor dit advies eerder terug.")
    weg = [periode for periode in f.afwezig if periode.overlapt(vandaag, uiterlijk)]
    if weg:
        tot = f" tot en met {datum(weg[0].tot)}" if weg[0].tot else ""
        yield _waarschuw(f"{f.naam} is afwezig van {datum(weg[0].van)}{tot}.")


def _weiger(reden: str) -> Bezwaar:
    return Bezwaar(ernst="weigeren", reden=reden)


def _waarschuw(reden: str) -> Bezwaar:
    return Bezwaar(ernst="waarschuwen", reden=reden)


def beroepsnaam(beroep: str) -> str:
    return str(Beroep(beroep).label) if beroep in Beroep.values else beroep


def opsomming(delen: Sequence[str], voegwoord: str = "en") -> str:
    """a, b en c"""
    if len(delen) < 2:
        return "".join(delen)
    return f"{', '.join(delen[:-1])} {voegwoord} {delen[-1]}"


SHINGLE = 4
"""Words in a row that are compared as one piece: shorter would match ordinary phrases."""


def tekstgelijkenis(a: str, b: str) -> float:
    """How alike two texts are, 0 to 1: difflib over shingles of words, so that names and commas do not hide a copy."""
    links, rechts = _shingles(a), _shingles(b)
    if not links or not rechts:
        return 0.0
    return difflib.SequenceMatcher(None, links, rechts, autojunk=False).ratio()


def _shingles(tekst: str) -> list[tuple[str, ...]]:
    woorden = re.findall(r"\w+", tekst.lower())
    lengte = min(SHINGLE, len(woorden))
    if lengte == 0:
        return []
    return [tuple(woorden[i : i + lengte]) for i in range(len(woorden) - lengte + 1)]


def grootste_gelijkenis(teksten: Iterable[str]) -> float:
    """The highest likeness between any two of these texts, for the checks before a decision."""
    lijst = list(teksten)
    paren = ((a, b) for i, a in enumerate(lijst) for b in lijst[i + 1 :])
    return max((tekstgelijkenis(a, b) for a, b in paren), default=0.0)
