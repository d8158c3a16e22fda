"""Numbers from a sequence: unique, without gaps that tell something, never reused; and how policy writes them."""

import re
from typing import Annotated

from pydantic import AfterValidator

from organisations.models import Nummerreeks

PATROON = re.compile(r"(?:[A-Za-z0-9 ./_-]|\{jaar\}|\{swv\}|\{volgnummer(?::0?[1-9]d)?\})+")
LANGSTE_ZAAKNUMMER = 20
"""As long as the database keeps it."""


def nummerpatroon(hoogstens: int) -> AfterValidator:
    """A pattern gives every case of a year and every year another number, and never one that is too long."""

    def toets(patroon: str) -> str:
        if not PATROON.fullmatch(patroon) or "{jaar}" not in patroon or "{volgnummer" not in patroon:
            raise ValueError("a pattern has {jaar} and {volgnummer}, may have {swv}, and nothing else")
        if len(patroon.format(jaar=2026, volgnummer=99_999, swv="VO9901")) > hoogstens:
            raise ValueError(f"longer than {hoogstens}")
        return patroon

    return AfterValidator(toets)


Zaaknummerpatroon = Annotated[str, nummerpatroon(LANGSTE_ZAAKNUMMER)]


def voorbeeldnummer(patroon: str) -> str:
    """A pattern as a person reads it."""
    return "zoals " + patroon.format(jaar=2026, volgnummer=42, swv="VO9901")


def volgend_nummer(swv_id: int, soort: str, jaar: int) -> int:
    """The next number of a sequence; the row is locked until the transaction ends (lock order: Zaak first)."""
    Nummerreeks.objects.get_or_create(swv_id=swv_id, soort=soort, jaar=jaar)
    reeks = Nummerreeks.objects.select_for_update().get(swv_id=swv_id, soort=soort, jaar=jaar)
    reeks.laatste += 1
    reeks.save(update_fields=["laatste"])
    return reeks.laatste
