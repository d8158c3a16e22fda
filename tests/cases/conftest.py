"""What a coordinator types when opening a dossier."""

from datetime import date
from typing import Any

import pytest

from organisations.models import School


@pytest.fixture
def noa() -> dict[str, Any]:
    """Cleaned data, as a form gives it to the service."""
    return {
        "roepnaam": "Noa",
        "voornamen": "Noa Élise",
        "tussenvoegsel": "van",
        "achternaam": "Dijk",
        "geboortedatum": date(2011, 5, 7),
        "straat": "Vlierpad",
        "huisnummer": "9",
        "postcode": "1234 GH",
        "plaats": "Lindestad",
        "adres_geheim": False,
        "soort": "ingeschreven",
        "van": date(2024, 8, 1),
        "leerjaar": 2,
        "niveau": "vmbo-basis",
    }


def als_post(data: dict[str, Any], school: School | None = None, **extra: Any) -> dict[str, Any]:
    """The same as a browser sends it: dates in three boxes, no empty values."""
    velden: dict[str, Any] = {}
    for naam, waarde in {**data, **extra}.items():
        if isinstance(waarde, date):
            velden |= {f"{naam}_dag": waarde.day, f"{naam}_maand": waarde.month, f"{naam}_jaar": waarde.year}
        elif waarde not in (None, False, ""):
            velden[naam] = "on" if waarde is True else waarde
    return velden | ({"school": school.pk} if school else {})
