"""Pages of a list, and capped counts."""

from dataclasses import dataclass

from django.db.models import QuerySet

from cases.models import Zaak
from cases.zoeken import HOOGSTENS
from organisations.http import als_nummer
from ui.notatie import geteld

PER_PAGINA = 50


@dataclass(frozen=True)
class Pagina:
    """Rows of one page, where the next begins (empty on the last) and the count as shown ("1.000+")."""

    rijen: list[Zaak]
    na: str
    aantal: str


def pagina_van(zaken: QuerySet[Zaak], *, na: str) -> Pagina:
    """The page after the first `na` rows."""
    aantal = zaken.values("pk")[: HOOGSTENS + 1].count()
    begin = als_nummer(na) or 0
    rijen = list(zaken[begin : begin + PER_PAGINA + 1])
    verder = str(begin + PER_PAGINA) if len(rijen) > PER_PAGINA else ""
    return Pagina(rijen[:PER_PAGINA], verder, geteld(aantal, HOOGSTENS))
