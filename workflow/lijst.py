"""Pages of a list, and capped counts."""

from dataclasses import dataclass

from django.db.models import QuerySet

from cases.models import Zaak

PER_PAGINA = 50
HOOGSTENS_GETELD = 1000


@dataclass(frozen=True)
class Pagina:
    """Rows of one page, where the next begins (empty on the last) and the count as shown ("1.000+")."""

    rijen: list[Zaak]
    na: str
    aantal: str


def pagina_van(zaken: QuerySet[Zaak], *, na: str) -> Pagina:
    """The page after the first `na` rows."""
    geteld = zaken.values("pk")[: HOOGSTENS_GETELD + 1].count()
    aantal = f"{HOOGSTENS_GETELD:,}+".replace(",", ".") if geteld > HOOGSTENS_GETELD else str(geteld)
    begin = int(na) if na.isdigit() else 0
    rijen = list(zaken[begin : begin + PER_PAGINA + 1])
    verder = str(begin + PER_PAGINA) if len(rijen) > PER_PAGINA else ""
    return Pagina(rijen[:PER_PAGINA], verder, aantal)
