"""Reads dates, suspensions and files of questions as people type them; what does not fit is an `InvoerFout`."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from deadlines.berekening import Stilstand
from deadlines.rekenaar import REGELS, InvoerFout, Vraag

DATUM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
KOLOMMEN = ("regel", "start", "opschorting", "verdaagd_tot", "verdaagd_op")
KOPPEN = {
    "regel": "regel",
    "start": "start",
    "startdatum": "start",
    "datum": "start",
    "opschorting": "opschorting",
    "opschortingen": "opschorting",
    "verdaagd_tot": "verdaagd_tot",
    "verdaagd_op": "verdaagd_op",
}
HOOGSTENS_BYTES = 10_000_000
HOOGSTENS_OPSCHORTINGEN = 1_000
"""Of one term: more is a mistake, and takes hours."""


def lees_datum(tekst: str) -> date:
    """A day as 2025-11-14."""
    tekst = tekst.strip()
    try:
        if DATUM.fullmatch(tekst):
            return date.fromisoformat(tekst)
    except ValueError:
        raise InvoerFout(f'De dag "{tekst}" bestaat niet.') from None
    raise InvoerFout(f'"{tekst}" is geen datum. Schrijf jaar-maand-dag, bijvoorbeeld 2025-11-14.')


def lees_opschorting(tekst: str) -> Stilstand:
    """A..B: A the day the repair request was sent, B the day the supplement came; A.. when nothing came yet."""
    van, punten, tot = tekst.strip().partition("..")
    if not punten or not van.strip():
        raise InvoerFout(f'"{tekst.strip()}" is geen opschorting. Schrijf A..B, bijvoorbeeld 2026-03-16..2026-03-27.')
    begin, einde = lees_datum(van), lees_datum(tot) if tot.strip() else None
    if einde is not None and einde < begin:
        raise InvoerFout(f"Een opschorting eindigt niet voor zij begint: {tekst.strip()}.")
    return Stilstand(begin, einde)


@dataclass(frozen=True)
class Rij:
    nummer: int
    vraag: Vraag


def lees_bestand(pad: str, regel: str | None) -> list[Rij]:
    """The questions in a file: comma, semicolon or tab; with a line of headings, or the values in that order.

    Several suspensions stand in columns of their own, or in one with spaces between them. `regel` is the rule of
    rows that name none.
    """
    regels = [(nr, [cel.strip() for cel in rij]) for nr, rij in _rijen(pad) if any(cel.strip() for cel in rij)]
    if not regels:
        raise InvoerFout(f'Het bestand "{pad}" is leeg.')
    koppen = _koppen(regels[0][1])
    if koppen:
        regels = regels[1:]
    if not regels:
        raise InvoerFout(f'In het bestand "{pad}" staan alleen koppen.')
    return [_rij(nummer, cellen, koppen, regel) for nummer, cellen in regels]


def _rijen(pad: str) -> Iterator[tuple[int, list[str]]]:
    try:
        bestand = Path(pad)
        if bestand.stat().st_size > HOOGSTENS_BYTES:
            raise InvoerFout(f'Het bestand "{pad}" is te groot.')
        tekst = bestand.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InvoerFout(f'Het bestand "{pad}" is er niet.') from None
    except UnicodeDecodeError:
        raise InvoerFout(f'Het bestand "{pad}" is geen tekst in UTF-8.') from None
    except (OSError, ValueError) as fout:
        if isinstance(fout, InvoerFout):
            raise
        raise InvoerFout(f'Het bestand "{pad}" kan niet worden gelezen.') from None
    eerste = next((lijn for lijn in tekst.splitlines() if lijn.strip()), "")
    scheiding = next((teken for teken in ";\t" if teken in eerste), ",")
    lezer = csv.reader(tekst.splitlines(), delimiter=scheiding, strict=True)
    try:
        for rij in lezer:
            yield lezer.line_num, rij
    except csv.Error:
        raise InvoerFout(f"Regel {lezer.line_num} van het bestand is niet te lezen als csv.") from None


def _koppen(cellen: list[str]) -> list[str] | None:
    """The headings, or None when the first line already is a question."""
    if cellen[0] in REGELS or DATUM.fullmatch(cellen[0]):
        return None
    namen = [re.sub(r"[\s-]+", "_", cel.lower()) for cel in cellen]
    if not any(naam in KOPPEN for naam in namen):
        return None
    for cel, naam in zip(cellen, namen, strict=True):
        if re.sub(r"_?[0-9]+$", "", naam) not in KOPPEN:
            raise InvoerFout(f'De kolom "{cel}" is onbekend. Kies uit: {", ".join(KOLOMMEN)}.')
    koppen = [KOPPEN[re.sub(r"_?[0-9]+$", "", naam)] for naam in namen]
    dubbel = next((kop for kop in koppen if kop != "opschorting" and koppen.count(kop) > 1), None)
    if dubbel:
        raise InvoerFout(f'De kolom "{dubbel}" staat er twee keer.')
    if "start" not in koppen:
        raise InvoerFout('In het bestand ontbreekt de kolom "start".')
    return koppen


def _rij(nummer: int, cellen: list[str], koppen: list[str] | None, regel: str | None) -> Rij:
    try:
        if sum(cel.count("..") for cel in cellen) > HOOGSTENS_OPSCHORTINGEN:
            raise InvoerFout("er staan meer dan 1.000 opschortingen.")
        if koppen is None:
            return Rij(nummer, _zonder_koppen(cellen, regel))
        if len(cellen) > len(koppen):
            raise InvoerFout("er staan meer waarden dan kolommen.")
        return Rij(nummer, _met_koppen(cellen, koppen, regel))
    except InvoerFout as fout:
        raise InvoerFout(f"Regel {nummer} van het bestand: {fout}") from None


def _met_koppen(cellen: list[str], koppen: list[str], regel: str | None) -> Vraag:
    waarden = [(kop, cel) for kop, cel in zip(koppen, cellen, strict=False) if cel]
    een = dict(waarden)
    naam = een.get("regel") or regel
    if not naam:
        raise InvoerFout("er staat geen regel bij.")
    if "start" not in een:
        raise InvoerFout("er staat geen start bij.")
    delen = [deel for kop, cel in waarden if kop == "opschorting" for deel in _delen(cel)]
    return Vraag(
        naam,
        lees_datum(een["start"]),
        tuple(lees_opschorting(deel) for deel in delen),
        verdaagd_tot=lees_datum(een["verdaagd_tot"]) if "verdaagd_tot" in een else None,
        verdaagd_op=lees_datum(een["verdaagd_op"]) if "verdaagd_op" in een else None,
    )


def _zonder_koppen(cellen: list[str], regel: str | None) -> Vraag:
    if not DATUM.fullmatch(cellen[0]):
        regel, cellen = cellen[0], cellen[1:]
    if not regel:
        raise InvoerFout("er staat geen regel bij.")
    if not cellen or not cellen[0]:
        raise InvoerFout("er staat geen start bij.")
    vraag = Vraag(regel, lees_datum(cellen[0]))
    for deel in (deel for cel in cellen[1:] for deel in _delen(cel)):
        if ".." in deel:
            vraag = replace(vraag, stilstanden=(*vraag.stilstanden, lees_opschorting(deel)))
        elif vraag.verdaagd_tot is None:
            vraag = replace(vraag, verdaagd_tot=lees_datum(deel))
        else:
            raise InvoerFout(f'wat hoort "{deel}" te zijn?')
    return vraag


def _delen(cel: str) -> list[str]:
    return [deel for deel in re.split(r"[\s|+;,]+", cel) if deel]
