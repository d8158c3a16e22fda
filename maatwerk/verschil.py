"""What a new version of a plan changes: goals, agreements and lines by name, and every amount. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from maatwerk import geld
from maatwerk.geld import Bedrag, Betaler
from maatwerk.planinhoud import Inhoud, Rij, blokken, regels_van, rijen_van
from maatwerk.plansecties import PLANSECTIES
from workflow.secties import Sectie
from workflow.versies import Blok, Wijziging, verschil

NIEUW, WEG, ANDERS = "nieuw", "vervallen", "gewijzigd"
Sleutel = TypeVar("Sleutel", str, int)


@dataclass(frozen=True)
class Rijverschil:
    """One row that was added, dropped or changed."""

    soort: str
    titel: str
    lijst: str
    velden: tuple[Wijziging, ...]
    oud: Bedrag | None = None
    nieuw: Bedrag | None = None

    @property
    def meer(self) -> Decimal:
        """How much more the new version costs because of this row, with VAT."""
        return (self.nieuw.incl if self.nieuw else geld.NUL) - (self.oud.incl if self.oud else geld.NUL)

    @property
    def met_bedrag(self) -> bool:
        return self.oud is not None or self.nieuw is not None


@dataclass(frozen=True)
class Sectieverschil:
    sleutel: str
    titel: str
    velden: tuple[Wijziging, ...]
    rijen: tuple[Rijverschil, ...]


@dataclass(frozen=True)
class Bedragverschil:
    """One amount in both versions, with VAT."""

    wat: str
    oud: Decimal
    nieuw: Decimal

    @property
    def meer(self) -> Decimal:
        return self.nieuw - self.oud


@dataclass(frozen=True)
class Planverschil:
    secties: tuple[Sectieverschil, ...]
    totaal: Bedragverschil
    betalers: tuple[Bedragverschil, ...]
    schooljaren: tuple[Bedragverschil, ...]
    """What the samenwerkingsverband pays, per school year."""

    @property
    def leeg(self) -> bool:
        return not self.secties


def planverschil(oud: Inhoud, nieuw: Inhoud) -> Planverschil:
    """All that differs between two frozen versions, in reading order."""
    secties = (_sectie(sectie, oud, nieuw) for sectie in PLANSECTIES)
    was, wordt = regels_van(oud), regels_van(nieuw)
    return Planverschil(
        tuple(sectie for sectie in secties if sectie.velden or sectie.rijen),
        Bedragverschil("Totaal", geld.totaal(was).incl, geld.totaal(wordt).incl),
        tuple(_per(_incl(geld.per_betaler(was)), _incl(geld.per_betaler(wordt)), _betalers())),
        tuple(_per(geld.per_schooljaar(was), geld.per_schooljaar(wordt), _jaren(was, wordt))),
    )


def _sectie(sectie: Sectie, oud: Inhoud, nieuw: Inhoud) -> Sectieverschil:
    velden = verschil(_blok(oud, sectie), _blok(nieuw, sectie))
    rijen: list[Rijverschil] = []
    for lijst in sectie.rijen:
        was = {rij.sleutel: rij for rij in rijen_van(oud, sectie.sleutel, lijst)}
        wordt = {rij.sleutel: rij for rij in rijen_van(nieuw, sectie.sleutel, lijst)}
        rijen += _rijen(lijst.titel, was, wordt)
    return Sectieverschil(sectie.sleutel, sectie.label, tuple(velden), tuple(rijen))


def _blok(inhoud: Inhoud, sectie: Sectie) -> list[Blok]:
    return [blok for blok in blokken(inhoud) if blok.sleutel == sectie.sleutel]


def _rijen(lijst: str, was: Mapping[str, Rij], wordt: Mapping[str, Rij]) -> Iterator[Rijverschil]:
    for sleutel, rij in wordt.items():
        eerder = was.get(sleutel)
        if eerder is None:
            yield Rijverschil(NIEUW, rij.titel, lijst, _velden(None, rij), nieuw=rij.bedrag)
        elif eerder != rij:
            yield Rijverschil(ANDERS, rij.titel, lijst, _velden(eerder, rij), eerder.bedrag, rij.bedrag)
    for sleutel, rij in was.items():
        if sleutel not in wordt:
            yield Rijverschil(WEG, rij.titel, lijst, _velden(rij, None), oud=rij.bedrag)


def _velden(oud: Rij | None, nieuw: Rij | None) -> tuple[Wijziging, ...]:
    def blok(rij: Rij | None) -> list[Blok]:
        return [Blok("rij", "", rij.regels)] if rij else []

    return tuple(verschil(blok(oud), blok(nieuw)))


def _incl(sommen: Mapping[str, Bedrag]) -> dict[str, Decimal]:
    return {sleutel: som.incl for sleutel, som in sommen.items()}


def _betalers() -> dict[str, str]:
    return {waarde: str(label) for waarde, label in Betaler.choices}


def _jaren(*regels: list[geld.Regel]) -> dict[int, str]:
    jaren = {jaar for lijst in regels for jaar in geld.per_schooljaar(lijst)}
    return {jaar: f"Schooljaar {geld.schooljaar_in_woorden(jaar)}" for jaar in sorted(jaren)}


def _per(
    oud: Mapping[Sleutel, Decimal], nieuw: Mapping[Sleutel, Decimal], namen: Mapping[Sleutel, str]
) -> Iterator[Bedragverschil]:
    """The amounts under each name that occurs in one of both."""
    for sleutel, naam in namen.items():
        if sleutel in oud or sleutel in nieuw:
            yield Bedragverschil(naam, oud.get(sleutel, geld.NUL), nieuw.get(sleutel, geld.NUL))
