"""Dutch notation of dates, money, hours and sizes; pure functions."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

MAANDEN = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
KORT = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]


def _lokaal(moment: date | datetime) -> date | datetime:
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def datum(moment: date | datetime) -> str:
    """21 november 2026"""
    dag = _lokaal(moment)
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def datum_kort(moment: date | datetime) -> str:
    """21 nov"""
    dag = _lokaal(moment)
    return f"{dag.day} {KORT[dag.month - 1]}"


def tijd(moment: datetime) -> str:
    """14:02"""
    return f"{_lokaal(moment):%H:%M}"


def datumtijd(moment: datetime) -> str:
    """21 november 2026 om 14:02"""
    return f"{datum(moment)} om {tijd(moment)}"


def nog_dagen(tot: date, vandaag: date) -> str:
    """What is left until a date: nog 12 dagen, vandaag, 3 dagen te laat."""
    over = (tot - vandaag).days
    if over == 0:
        return "vandaag"
    if over == 1:
        return "morgen"
    aantal = abs(over)
    dagen = "1 dag" if aantal == 1 else f"{aantal} dagen"
    return f"nog {dagen}" if over > 0 else f"{dagen} te laat"


def _duizendtallen(getal: Decimal, decimalen: int) -> str:
    ruw = f"{getal:,.{decimalen}f}"
    return ruw.translate(str.maketrans(",.", ".,"))


def euro(bedrag: Decimal | int | float) -> str:
    """€ 1.250,00 (with a space that does not break)"""
    rond = Decimal(str(bedrag)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    min_teken = "-" if rond < 0 else ""
    return f"{min_teken}€\u00a0{_duizendtallen(abs(rond), 2)}"


def getal(waarde: Decimal | int | float) -> str:
    """1.250,5: as many decimals as there are."""
    decimaal = Decimal(str(waarde)).normalize()
    exponent = decimaal.as_tuple().exponent
    decimalen = max(0, -exponent) if isinstance(exponent, int) else 0
    return _duizendtallen(decimaal, decimalen)


def geteld(aantal: int, hoogstens: int) -> str:
    """A count as shown: `12`, or `1.000+` when counting stopped there."""
    return f"{getal(hoogstens)}+" if aantal > hoogstens else getal(aantal)


def uren(aantal: Decimal | int | float) -> str:
    """13,5 uur"""
    return f"{getal(aantal)} uur"


def grootte(bytes_: int) -> str:
    """34 kB, 2,1 MB"""
    if bytes_ < 1000:
        return f"{bytes_} bytes"
    if bytes_ < 1_000_000:
        return f"{round(bytes_ / 1000)} kB"
    return f"{getal(round(Decimal(bytes_) / 1_000_000, 1))} MB"


def belbaar(telefoon: str) -> str:
    """A phone number as an address: digits and a leading plus only."""
    return "tel:" + "".join(teken for teken in telefoon if teken.isdigit() or teken == "+")
