"""Reads what people type: dates, times and numbers in the ways the Dutch write them; pure functions."""

import re
from datetime import date, time
from decimal import Decimal, InvalidOperation

from ui.notatie import MAANDEN

VOORBEELD = "21 11 2026"


class InvoerFout(ValueError):
    """Says in Dutch what to change."""


def _jaar(tekst: str) -> int:
    if not tekst.isdecimal() or len(tekst) not in (2, 4):
        raise InvoerFout("Vul het jaar in met vier cijfers, bijvoorbeeld 2026.")
    if len(tekst) == 4:
        return int(tekst)
    return int(tekst) + (2000 if int(tekst) < 70 else 1900)


def _maand(tekst: str) -> int:
    if tekst.isdecimal():
        return int(tekst) if len(tekst) < 4 else 0  # Python reads no number as long as a page
    naam = tekst.lower().rstrip(".")
    naam = {"mrt": "maart"}.get(naam, naam)
    gevonden = [nr for nr, maand in enumerate(MAANDEN, 1) if len(naam) >= 3 and maand.startswith(naam)]
    if len(gevonden) != 1:
        raise InvoerFout("Vul de maand in als getal van 1 tot en met 12, of voluit.")
    return gevonden[0]


def _opgebouwd(dag: str, maand: str, jaar: str) -> date:
    if not dag.isdecimal() or len(dag) > 2:
        raise InvoerFout("Vul de dag in als getal van 1 tot en met 31.")
    nummer, volgnr, jaartal = int(dag), _maand(maand), _jaar(jaar)
    if not 1 <= volgnr <= 12:
        raise InvoerFout("Vul de maand in als getal van 1 tot en met 12.")
    try:
        return date(jaartal, volgnr, nummer)
    except ValueError:
        naam = MAANDEN[volgnr - 1]
        raise InvoerFout(f"{nummer} {naam} {jaartal} bestaat niet. Kijk de dag na.") from None


def lees_datum(tekst: str) -> date:
    """dd-mm-jjjj, d/m/jj, 21.11.2026, 2026-11-21, 21 november 2026."""
    delen = [deel for deel in re.split(r"[\s./\-–,]+", tekst.strip()) if deel]
    if len(delen) == 1 and delen[0].isdecimal() and len(delen[0]) == 8:
        delen = [delen[0][:2], delen[0][2:4], delen[0][4:]]
    if len(delen) != 3:
        raise InvoerFout("Vul een dag, een maand en een jaar in, bijvoorbeeld 21 11 2026.")
    if len(delen[0]) == 4 and delen[0].isdecimal():
        delen.reverse()
    return _opgebouwd(*delen)


def lees_datumdelen(dag: str, maand: str, jaar: str) -> date:
    """Three boxes; a whole date pasted into one of them is read as well."""
    delen = {"dag": dag.strip(), "maand": maand.strip(), "jaar": jaar.strip()}
    gevuld = [waarde for waarde in delen.values() if waarde]
    if len(gevuld) == 1 and (re.search(r"\d\D+\d", gevuld[0]) or len(gevuld[0]) == 8):
        return lees_datum(gevuld[0])
    mist = [{"dag": "de dag", "maand": "de maand", "jaar": "het jaar"}[d] for d, w in delen.items() if not w]
    if mist:
        raise InvoerFout(f"Vul ook {' en '.join(mist)} in.")
    return _opgebouwd(delen["dag"], delen["maand"], delen["jaar"])


def lees_tijd(tekst: str) -> time:
    """9:30, 9.30, 09u30, 0930, 9 uur."""
    schoon = re.sub(r"\s*uur$", "", tekst.strip().lower())
    gevonden = re.fullmatch(r"(\d{1,2})(?:[:.u ]?(\d{2}))?", schoon)
    if gevonden:
        uur, minuut = int(gevonden[1]), int(gevonden[2] or 0)
        if uur < 24 and minuut < 60:
            return time(uur, minuut)
    raise InvoerFout("Vul een tijd in met uren en minuten, bijvoorbeeld 14:30.")


def lees_getal(tekst: str) -> Decimal:
    """1.250,50 and 13,5; one point that is not a thousands separator is read as a comma."""
    schoon = re.sub(r"[\s€]", "", tekst)
    if not re.fullmatch(r"-?\d[\d.]*(,\d+)?", schoon):
        raise InvoerFout("Vul een getal in, bijvoorbeeld 13,5.")
    duizend = re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", schoon)
    if duizend or "," in schoon:
        schoon = schoon.replace(".", "").replace(",", ".")
    try:
        return Decimal(schoon)
    except InvalidOperation:
        raise InvoerFout("Vul een getal in, bijvoorbeeld 13,5.") from None
