"""Keyset pages of a list of cases, and capped counts (architecture.md, Access)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import F, Q, QuerySet

from cases.models import Zaak
from cases.zoeken import HOOGSTENS
from organisations.actor import Actor
from organisations.http import als_nummer
from organisations.vraag import VasteTelling, VasteVraag, iemand, waarden_van
from ui.notatie import geteld
from workflow.process import processen
from workflow.zaakregels import eerste_rijen

PER_PAGINA = 50
SCHEIDING = "_"
ONBEKEND = "-"
"""For a state that does not exist: nothing is in it."""


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

    def lees_merk(self, merk: str) -> tuple[Any, int] | None:
        """The value (or none) and the row that a mark names; None for a mark that is none."""
        tekst, _, nummer = merk.rpartition(SCHEIDING)
        pk = als_nummer(nummer)
        try:
            waarde = self.lees(tekst) if tekst else None
        except ValueError:
            return None
        return (waarde, pk) if pk is not None else None

    def na(self, zaken: QuerySet[Zaak], waarde: Any, pk: int) -> QuerySet[Zaak]:
        """The rows with a value that come after this one, as a range that an index can walk."""
        verder = "lt" if self.aflopend else "gt"
        na_merk = Q(**{f"{self.veld}__{verder}": waarde}) | Q(pk__gt=pk)
        return self.sorteer(zaken.filter(na_merk, **{f"{self.veld}__{verder}e": waarde}))

    def zonder(self, zaken: QuerySet[Zaak], pk: int) -> QuerySet[Zaak]:
        """The rows without a value, which come last."""
        return self.sorteer(zaken.filter(pk__gt=pk, **{f"{self.veld}__isnull": True}))


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


@dataclass(frozen=True)
class Keuze:
    """Which cases a list holds, and in which order: the open ones, or all; those in one state, by its label."""

    ook_afgesloten: bool = False
    stand: str = ""

    @classmethod
    def uit(cls, vragen: Mapping[str, str]) -> "Keuze":
        """From an address."""
        stand = vragen.get("stand", "")
        return cls(vragen.get("ook") == "afgesloten", stand if stand in standen() or not stand else ONBEKEND)

    @property
    def volgorde(self) -> Volgorde:
        return LAATST_GEWIJZIGD if self.ook_afgesloten else OP_TERMIJN

    def zaken(self, actor: Actor) -> QuerySet[Zaak]:
        zaken = Zaak.objects.visible_to(actor)
        if not self.ook_afgesloten:
            zaken = zaken.open()
        return zaken.filter(standen().get(self.stand, Q(pk__in=[]))) if self.stand else zaken


@cache
def standen() -> dict[str, Q]:
    """A filter per label that is shown: it never tells apart what the pages keep the same. States have no meaning
    outside their own workflow."""
    per_label: dict[str, Q] = {}
    for process in processen().values():
        for status, toestand in process.toestanden.items():
            eigen = Q(soort=process.kind, status=status)
            per_label[toestand.label] = per_label.get(toestand.label, Q()) | eigen
    return per_label


def pagina_van(actor: Actor, keuze: Keuze, *, na: str) -> Pagina:
    """The page after the row that `na` marks; the first when it marks none."""
    rijen = _rijen(actor, keuze, keuze.volgorde.lees_merk(na), PER_PAGINA + 1)
    verder = keuze.volgorde.merk(rijen[PER_PAGINA - 1]) if len(rijen) > PER_PAGINA else ""
    (aantal,) = _te_tellen(keuze, actor.rol, actor.vandaag, HOOGSTENS + 1, **waarden_van(actor))
    return Pagina(rijen[:PER_PAGINA], verder, geteld(aantal, HOOGSTENS))


def _rijen(actor: Actor, keuze: Keuze, merk: tuple[Any, int] | None, hoogstens: int) -> list[Any]:
    vorm, wie = (keuze, actor.rol, actor.vandaag, hoogstens), waarden_van(actor)
    if merk is None:
        return _vooraan(*vorm, **wie)
    waarde, pk = merk
    if waarde is None:
        return _zonder(*vorm, pk=pk, **wie)
    rijen = _na(*vorm, waarde=waarde, pk=pk, **wie)
    return rijen if len(rijen) == hoogstens else [*rijen, *_zonder(*vorm, pk=0, **wie)][:hoogstens]


def _regels(keuze: Keuze, rol: str, zaken: QuerySet[Zaak], hoogstens: int) -> QuerySet[Zaak, Any]:
    return eerste_rijen(zaken, rol, hoogstens, keuze.volgorde.veld)


@VasteVraag
def _vooraan(keuze: Keuze, rol: str, dag: date, hoogstens: int, **wie: Any) -> QuerySet[Zaak, Any]:
    return _regels(keuze, rol, keuze.volgorde.sorteer(keuze.zaken(iemand(rol, dag, wie))), hoogstens)


@VasteVraag
def _na(keuze: Keuze, rol: str, dag: date, hoogstens: int, *, waarde: Any, pk: Any, **wie: Any) -> QuerySet[Zaak, Any]:
    return _regels(keuze, rol, keuze.volgorde.na(keuze.zaken(iemand(rol, dag, wie)), waarde, pk), hoogstens)


@VasteVraag
def _zonder(keuze: Keuze, rol: str, dag: date, hoogstens: int, *, pk: Any, **wie: Any) -> QuerySet[Zaak, Any]:
    return _regels(keuze, rol, keuze.volgorde.zonder(keuze.zaken(iemand(rol, dag, wie)), pk), hoogstens)


@VasteTelling
def _te_tellen(keuze: Keuze, rol: str, dag: date, hoogstens: int, **wie: Any) -> list[QuerySet[Zaak, Any]]:
    return [keuze.zaken(iemand(rol, dag, wie)).values("pk")[:hoogstens]]
