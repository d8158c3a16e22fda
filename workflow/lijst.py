"""Keyset pages of a list of cases, and capped counts (architecture.md, Access)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from cases.models import Zaak
from cases.zoeken import HOOGSTENS
from organisations.http import als_nummer
from ui.notatie import geteld
from workflow.zaakregels import rijen_van

PER_PAGINA = 50
SCHEIDING = "_"


@dataclass(frozen=True)
class Volgorde:
    """What a list is sorted by, before its row number: a row keeps its place whatever comes or goes around it."""

    veld: str
    lees: Callable[[str], Any]
    aflopend: bool = False

    def sorteer(self, zaken: QuerySet[Zaak]) -> QuerySet[Zaak]:
        veld = F(self.veld)
        return zaken.order_by(veld.desc() if self.aflopend else veld.asc(nulls_last=True), "pk")

    def merk(self, zaak: Any) -> str:
        """Where the next page begins: after this row."""
        waarde = getattr(zaak, self.veld)
        return f"{waarde.isoformat() if waarde else ''}{SCHEIDING}{zaak.pk}"

    def delen_na(self, zaken: QuerySet[Zaak], merk: str) -> list[QuerySet[Zaak]]:
        """What comes after a mark, as one or two ranges that an index can walk; everything for a mark that is none."""
        zonder = self.sorteer(zaken.filter(**{f"{self.veld}__isnull": True}))
        tekst, _, nummer = merk.rpartition(SCHEIDING)
        pk = als_nummer(nummer)
        try:
            waarde = self.lees(tekst) if tekst else None
        except ValueError:
            pk = None
        if pk is None:
            return [self.sorteer(zaken)]
        if waarde is None:
            return [zonder.filter(pk__gt=pk)]
        verder = "lt" if self.aflopend else "gt"
        bereik = zaken.filter(
            Q(**{f"{self.veld}__{verder}": waarde}) | Q(pk__gt=pk), **{f"{self.veld}__{verder}e": waarde}
        )
        return [self.sorteer(bereik)] if self.aflopend else [self.sorteer(bereik), zonder]


def _moment(tekst: str) -> datetime:
    moment = datetime.fromisoformat(tekst)
    if moment.tzinfo is None:
        raise ValueError(tekst)
    return moment


OP_TERMIJN = Volgorde("volgende_termijn", date.fromisoformat)
LAATST_GEWIJZIGD = Volgorde("bijgewerkt_op", _moment, aflopend=True)


@dataclass(frozen=True)
class Pagina:
    """Rows of one page, where the next begins (empty on the last) and the count as shown ("1.000+")."""

    rijen: list[Any]
    na: str
    aantal: str


def pagina_van(zaken: QuerySet[Zaak], volgorde: Volgorde, *, na: str) -> Pagina:
    """The page after the row that `na` marks; the first when it marks none."""
    aantal = zaken.order_by().values("pk")[: HOOGSTENS + 1].count()
    rijen: list[Any] = []
    for deel in volgorde.delen_na(zaken, na):
        if over := PER_PAGINA + 1 - len(rijen):
            rijen += rijen_van(deel)[:over]
    verder = volgorde.merk(rijen[PER_PAGINA - 1]) if len(rijen) > PER_PAGINA else ""
    return Pagina(rijen[:PER_PAGINA], verder, geteld(aantal, HOOGSTENS))
