"""What a version of a plan says: frozen content, how it reads, and what it costs. Pure, over what is stored."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from maatwerk import geld
from maatwerk.forms_plan import ANDERE_PLEK, regel_uit, regels_uit
from maatwerk.plansecties import OFFERTE, PLANSECTIES, PLEK
from workflow.secties import Rijen, leesbaar, vragen_van
from workflow.versies import Blok, Regel, gevuld

Antwoorden = Mapping[str, Mapping[str, Any]]
Inhoud = Mapping[str, Any]


def met_rijnamen(antwoorden: Antwoorden) -> dict[str, dict[str, Any]]:
    """The sections with a name of its own for every row, by which the next version knows it again.

    A name that the page sent twice counts once: the second row is a new one.
    """
    return {
        sectie.sleutel: {**eigen, **{lijst.naam: _benoemd(eigen.get(lijst.naam)) for lijst in sectie.rijen}}
        for sectie in PLANSECTIES
        if (eigen := dict(antwoorden.get(sectie.sleutel, {}))) or sectie.rijen
    }


def _benoemd(rijen: Any) -> list[dict[str, Any]]:
    gezien: set[str] = set()
    uit = []
    for rij in gevuld(rijen or []):
        naam = rij.get("rij", "")
        if not naam or naam in gezien:
            naam = uuid.uuid4().hex[:12]
        gezien.add(naam)
        uit.append({**rij, "rij": naam})
    return uit


def inhoud_van(antwoorden: Antwoorden, *, kop: Mapping[str, Any], scholen: Mapping[str, str]) -> dict[str, Any]:
    """Everything a person signs for. `kop` is what the case knows; the receiving school stands in it by its name."""
    secties = {sleutel: gevuld(dict(eigen)) for sleutel, eigen in met_rijnamen(antwoorden).items()}
    plek = secties.get(PLEK, {})
    gekozen = plek.get("school", "")
    plek["school"] = plek.get("plek_naam", "") if gekozen == ANDERE_PLEK else scholen.get(gekozen, gekozen)
    plek.pop("plek_naam", None)
    secties[PLEK] = gevuld(plek)
    return {**kop, "secties": secties}


def regels_van(inhoud: Inhoud) -> list[geld.Regel]:
    """The lines of the offer of a frozen version."""
    return [regel_uit(rij) for rij in inhoud["secties"].get(OFFERTE, {}).get("regels", [])]


def blokken(inhoud: Inhoud) -> list[Blok]:
    """The plan as a person reads it, without the lines of the offer: those are a table."""
    return [Blok(sectie.sleutel, sectie.label, tuple(_regels(inhoud, sectie.sleutel))) for sectie in PLANSECTIES]


def _regels(inhoud: Inhoud, sleutel: str) -> Iterator[Regel]:
    sectie = next(sectie for sectie in PLANSECTIES if sectie.sleutel == sleutel)
    antwoorden = inhoud["secties"].get(sleutel, {})
    for naam, veld in vragen_van(sectie.form).items():
        if waarde := leesbaar(veld, antwoorden.get(naam)):
            yield Regel(naam, str(veld.label), waarde)


@dataclass(frozen=True)
class Rij:
    """One row of a list as a person reads it."""

    sleutel: str
    titel: str
    regels: tuple[Regel, ...]
    bedrag: geld.Bedrag | None = None


def rijen_van(inhoud: Inhoud, sleutel: str, lijst: Rijen) -> list[Rij]:
    """The rows of a list; a line of the offer comes with its amount."""
    uit = []
    for rij in inhoud["secties"].get(sleutel, {}).get(lijst.naam, []):
        velden = vragen_van(lijst.form).items()
        regels = (Regel(naam, str(veld.label), leesbaar(veld, rij.get(naam))) for naam, veld in velden)
        ingevuld = tuple(regel for regel in regels if regel.waarde)
        uit.append(Rij(rij["rij"], _titel(sleutel, ingevuld), ingevuld, _bedrag(sleutel, rij)))
    return uit


def _titel(sleutel: str, regels: tuple[Regel, ...]) -> str:
    """The first answer; of a line of the offer what it is for."""
    naam = "omschrijving" if sleutel == OFFERTE else None
    return next((regel.waarde for regel in regels if naam in (None, regel.sleutel)), "")


def _bedrag(sleutel: str, rij: Mapping[str, Any]) -> geld.Bedrag | None:
    return geld.totaal([regel_uit(rij)]) if sleutel == OFFERTE else None


def voorlopige_regels(antwoorden: Antwoorden) -> tuple[list[geld.Regel], int]:
    """The lines of a draft that are whole, and how many are not."""
    rijen = gevuld(antwoorden.get(OFFERTE, {}).get("regels") or [])
    heel = regels_uit(rijen)
    return heel, len(rijen) - len(heel)
