"""Formats of the field: SWV numbers, BRIN, postcodes."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

swv_nummer_validator = RegexValidator(r"^(PO|VO)\d{4}$", "Een nummer is PO of VO met vier cijfers, zoals VO1234.")
brin_validator = RegexValidator(r"^\d{2}[A-Z]{2}$", "Een BRIN is twee cijfers en twee hoofdletters, zoals 12AB.")
postcode_validator = RegexValidator(
    r"^[1-9]\d{3} ?[A-Z]{2}$", "Vul een postcode in van vier cijfers en twee hoofdletters, zoals 1234 AB."
)


def normaliseer_swv_nummer(tekst: str) -> str:
    """`2305PO` and `VO-25-07` are ways to write PO2305 and VO2507 (domain.md §1); raises ValidationError."""
    kaal = re.sub(r"[^0-9A-Za-z]", "", tekst).upper()
    letters = "".join(teken for teken in kaal if teken.isalpha())
    cijfers = "".join(teken for teken in kaal if teken.isdigit())
    nummer = letters + cijfers
    swv_nummer_validator(nummer)
    if kaal not in (nummer, cijfers + letters):
        raise ValidationError("Een nummer is PO of VO met vier cijfers, zoals VO1234.")
    return nummer


def normaliseer_postcode(tekst: str) -> str:
    """`1234ab` becomes `1234 AB`."""
    kaal = re.sub(r"\s", "", tekst).upper()
    return f"{kaal[:4]} {kaal[4:]}" if len(kaal) == 6 else tekst.strip().upper()
