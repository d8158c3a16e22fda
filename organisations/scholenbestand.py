"""Reads a list of schools from xlsx or csv: rows of text by known column, within caps, nothing judged yet."""

import codecs
import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import openpyxl

from organisations.afgeschermd import Uitgevallen, voer_uit

KOLOMMEN = (
    "brin",
    "vestiging",
    "naam",
    "soort",
    "bestuur",
    "straat",
    "huisnummer",
    "postcode",
    "plaats",
    "telefoon",
    "email",
)
VERPLICHT = ("brin", "vestiging", "naam", "soort", "bestuur")
OOK = {
    "e-mail": "email",
    "e-mailadres": "email",
    "emailadres": "email",
    "mailadres": "email",
    "telefoonnummer": "telefoon",
}
"""What people write above a column, and the column it is."""
MEESTE_BYTES = 2_000_000
MEESTE_RIJEN = 2_000
MEESTE_KOLOMMEN = 60
UITGEPAKT = 30_000_000
LANGST = 200
GEEN_TEKST = (b"MZ", b"%PDF")
KIND = {"seconden": 20, "geheugen": 512 * 1024 * 1024}
"""What the process that opens a workbook may use."""
BESCHADIGD = "Dit bestand is beschadigd of beveiligd. Bewaar het opnieuw als xlsx of csv."


class BestandFout(Exception):
    """Why this file cannot be read, and what to do."""


@dataclass(frozen=True)
class Bestand:
    """The rows by their number in the file, and the columns that were left aside."""

    rijen: dict[int, dict[str, str]] = field(default_factory=dict)
    overgeslagen: list[str] = field(default_factory=list)


def lees(inhoud: bytes) -> Bestand:
    """An xlsx file or a csv file with ; or , between the columns; which of the two is seen by its content."""
    if len(inhoud) > MEESTE_BYTES:
        raise BestandFout("Het bestand is groter dan 2 MB. Verdeel de scholen over meer bestanden.")
    if inhoud.startswith(b"PK\x03\x04"):
        return _maak(_xlsx(inhoud))
    if inhoud.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _maak(_csv(inhoud.decode("utf-16", errors="replace").encode()))
    if b"\x00" in inhoud[:1000] or inhoud.startswith(GEEN_TEKST):
        raise BestandFout("Dit is geen xlsx- of csv-bestand. Bewaar het in uw rekenprogramma als xlsx.")
    return _maak(_csv(inhoud))


def _xlsx(inhoud: bytes) -> list[list[str]]:
    """The rows as the child process read them: a workbook of somebody else is not opened in this process."""
    try:
        antwoord, _ = voer_uit("organisations.scholenbestand:lees_blad", {}, inhoud, **KIND)
    except Uitgevallen as fout:
        raise BestandFout(BESCHADIGD) from fout
    if antwoord["fout"]:
        raise BestandFout(antwoord["fout"])
    return list(antwoord["rijen"])


def lees_blad(inhoud: bytes, opties: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """In the child process: the cells of the first sheet as text."""
    try:
        return {"fout": "", "rijen": list(_cellen(inhoud))}, b""
    except BestandFout as fout:
        return {"fout": str(fout)}, b""


def _cellen(inhoud: bytes) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
            _controleer_pakket(zip_)
        boek = openpyxl.load_workbook(io.BytesIO(inhoud), read_only=True, data_only=True, keep_links=False)
        blad = boek.worksheets[0]
        yield from (
            [_tekst(cel) for cel in rij]
            for rij in blad.iter_rows(max_row=MEESTE_RIJEN + 2, max_col=MEESTE_KOLOMMEN, values_only=True)
        )
    except BestandFout:
        raise
    except Exception as fout:  # a broken file makes the reader fail in many ways
        raise BestandFout(BESCHADIGD) from fout


def _controleer_pakket(pakket: zipfile.ZipFile) -> None:
    """No bomb, and no document type: a sheet needs none, and entities hide in it whichever parser reads it."""
    delen = pakket.infolist()
    if sum(deel.file_size for deel in delen) > UITGEPAKT or len(delen) > 500:
        raise BestandFout("Het bestand is uitgepakt te groot. Bewaar alleen het blad met de scholen.")
    for deel in delen:
        with pakket.open(deel) as stroom:
            if deel.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in stroom.read(4096):
                raise BestandFout(BESCHADIGD)


def _csv(inhoud: bytes) -> Iterator[list[str]]:
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        tekst = inhoud.decode("cp1252", errors="replace")
    eerste = tekst.partition("\n")[0]
    scheiding = ";" if eerste.count(";") >= eerste.count(",") else ","
    try:
        yield from (
            [_tekst(cel) for cel in rij[:MEESTE_KOLOMMEN]]
            for rij in csv.reader(io.StringIO(tekst), delimiter=scheiding)
        )
    except csv.Error as fout:
        raise BestandFout("Dit csv-bestand is niet te lezen. Bewaar het opnieuw als csv of xlsx.") from fout


def _tekst(cel: Any) -> str:
    """A number that a spreadsheet made of a text becomes a text again; control characters go."""
    if isinstance(cel, float) and cel.is_integer():
        cel = int(cel)
    tekst = "" if cel is None else str(cel)
    return " ".join("".join(teken if teken.isprintable() else " " for teken in tekst).split())[: LANGST + 1]


def _maak(regels: Iterable[list[str]]) -> Bestand:
    rijen: dict[int, dict[str, str]] = {}
    kop: list[str] = []
    for nummer, regel in enumerate(regels, 1):
        if not any(regel):
            continue
        if not kop:
            kop = [OOK.get(naam.lower(), naam.lower()) for naam in regel]
            _controleer_kop(kop)
            continue
        if len(rijen) >= MEESTE_RIJEN:
            raise BestandFout("Er staan meer dan 2.000 scholen in. Verdeel ze over meer bestanden.")
        rijen[nummer] = {naam: cel for naam, cel in zip(kop, regel, strict=False) if naam in KOLOMMEN}
    if not rijen:
        raise BestandFout("Er staan geen scholen in dit bestand. Zet ze onder de rij met kolomnamen.")
    return Bestand(rijen, [naam for naam in kop if naam and naam not in KOLOMMEN])


def _controleer_kop(kop: list[str]) -> None:
    mist = [naam for naam in VERPLICHT if naam not in kop]
    if mist:
        raise BestandFout(
            f"Deze kolommen ontbreken: {', '.join(mist)}. Neem de eerste rij van het voorbeeldbestand over."
        )
    if len({naam for naam in kop if naam}) != len([naam for naam in kop if naam]):
        raise BestandFout("Een kolomnaam staat er twee keer in. Haal een van de twee weg.")


def voorbeeld() -> bytes:
    """The template: the columns and one invented school."""
    boek = openpyxl.Workbook()
    blad = boek.active
    blad.title = "Scholen"
    blad.append(list(KOLOMMEN))
    blad.append(
        [
            "12AB",
            "00",
            "De Voorbeeldschool",
            "vo",
            "Stichting Voorbeeld",
            "Schoolpad",
            "3",
            "1234 AB",
            "Lindestad",
            "085 555 01 11",
            "info@voorbeeldschool.example",
        ]
    )
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()
