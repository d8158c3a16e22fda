"""Formats of the field: SWV numbers, BRIN, postcodes."""

import re

from django.core.validators import RegexValidator

swv_nummer_validator = RegexValidator(r"^(PO|VO)\d{4}$", "Een nummer is PO of VO met vier cijfers, zoals VO1234.")
brin_validator = RegexValidator(r"^\d{2}[A-Z]{2}$", "Een BRIN is twee cijfers en twee hoofdletters, zoals 12AB.")
postcode_validator = RegexValidator(
    r"^[1-9]\d{3} ?[A-Z]{2}$", "Vul een postcode in van vier cijfers en twee hoofdletters, zoals 1234 AB."
)


def normaliseer_postcode(tekst: str) -> str:
    """`1234ab` becomes `1234 AB`."""
    kaal = re.sub(r"\s", "", tekst).upper()
    return f"{kaal[:4]} {kaal[4:]}" if len(kaal) == 6 else tekst.strip().upper()
