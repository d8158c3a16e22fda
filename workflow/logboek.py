"""Finding in the record: reads, writes and refusals of one samenwerkingsverband as one list, newest first.

Two tables, each read by its index (samenwerkingsverband, moment), put together page by page: no page reads more rows
than it shows from either.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from audit.models import Gebeurtenis, Lezing, Soort
from cases.models import Dossier, Zaak
from cases.samenvoegen import met_samengevoegde
from cases.zoeken import leerling_filter, lees_vraag
from organisations.actor import SYSTEEM
from organisations.models import User
from organisations.namen import Kaal, kaal

LEZEN = "lezen"
UITGESTELD = "uitgesteld"
"""What the system itself could not do yet, and tries again: no person was refused anything."""
SOORTEN = (
    (LEZEN, "Gelezen"),
    (Soort.SCHRIJVEN.value, "Gewijzigd"),
    (Soort.WEIGERING.value, "Geweigerd"),
    (UITGESTELD, "Uitgesteld door het systeem"),
)
VAN_SYSTEEM = Q(soort=Soort.WEIGERING, rol=SYSTEEM)
HOOGSTENS = 200
"""People or pupils that one search term can mean; whoever means more, types more."""

Rij = Lezing | Gebeurtenis
BRONNEN: dict[str, type[Lezing] | type[Gebeurtenis]] = {"g": Gebeurtenis, "l": Lezing}
BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Plek:
    """Where a page ends: moment, table and number of its last row."""

    moment: datetime
    bron: str
    pk: int

    @classmethod
    def na(cls, rij: Rij) -> "Plek":
        return cls(rij.moment, bron_van(rij), rij.pk)

    @classmethod
    def lees(cls, tekst: str) -> "Plek | None":
        delen = re.fullmatch(r"([0-9]{1,16})-([gl])-([0-9]{1,18})", tekst)
        if delen is None:
            return None
        return cls(BEGIN + timedelta(microseconds=int(delen[1])), delen[2], int(delen[3]))

    def __str__(self) -> str:
        return f"{(self.moment - BEGIN) // timedelta(microseconds=1)}-{self.bron}-{self.pk}"

    def hierna(self, bron: str) -> Q:
        """Rows of this table that come after, in the order newest, `l` before `g`, highest number first."""
        zelfde = Q(moment=self.moment)
        zelfde &= Q(pk__lt=self.pk) if bron == self.bron else Q() if bron < self.bron else Q(pk__in=[])
        return Q(moment__lte=self.moment) & (Q(moment__lt=self.moment) | zelfde)


@dataclass(frozen=True)
class Vraag:
    """What is looked for. None: not asked; an empty list: asked, and nobody fits.

    `eerder`: the numbers that these pupils had in dossiers that were merged into theirs.
    """

    swv_id: int
    soort: str = ""
    van: date | None = None
    tot: date | None = None
    personen: tuple[int, ...] | None = None
    leerlingen: tuple[int, ...] | None = None
    eerder: tuple[int, ...] = ()
    zaken: tuple[int, ...] | None = None

    def voor_zaak(self, zaak_id: int, van: date | None) -> "Vraag":
        return replace(self, zaken=(zaak_id,), leerlingen=(), van=van)

    @property
    def filter(self) -> Q:
        gezocht = Q(swv_id=self.swv_id)
        if self.van:
            gezocht &= Q(moment__gte=_begin(self.van))
        if self.tot:
            gezocht &= Q(moment__lt=_begin(self.tot + timedelta(days=1)))
        if self.personen is not None:
            gezocht &= Q(gebruiker_id__in=self.personen)
        if self.zaken is not None:
            gezocht &= Q(zaak_id__in=self.zaken) | Q(leerling_id__in=(*(self.leerlingen or ()), *self.eerder))
        return gezocht

    def als_grond(self) -> dict[str, Any]:
        """What is recorded of a search: numbers and dates, never the name that was typed."""
        inhoud = {
            "soort": self.soort or None,
            "van": self.van.isoformat() if self.van else None,
            "tot": self.tot.isoformat() if self.tot else None,
            "personen": _eerste(self.personen),
            "leerlingen": _eerste(self.leerlingen),
            "zaken": _eerste(self.zaken),
        }
        return {naam: waarde for naam, waarde in inhoud.items() if waarde is not None}


def _eerste(nummers: tuple[int, ...] | None) -> list[int] | None:
    return None if nummers is None else list(nummers[:20])


def _begin(dag: date) -> datetime:
    return datetime.combine(dag, time(), timezone.get_current_timezone())


def bron_van(rij: Rij) -> str:
    return "l" if isinstance(rij, Lezing) else "g"


def maak_vraag(swv_id: int, *, persoon: str = "", leerling: str = "", **rest: Any) -> Vraag:
    """From what was typed: people by part of their name, pupils by name or date of birth, cases by number."""
    vraag = Vraag(swv_id, **rest)
    if persoon:
        mensen = (
            User.objects.annotate(zoeknaam=Kaal("naam"))
            .filter(zoeknaam__icontains=kaal(persoon))
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        vraag = replace(vraag, personen=tuple(mensen[:HOOGSTENS]))
    if leerling:
        zaken = Zaak.objects.filter(swv_id=swv_id, nummer=leerling).values_list("pk", flat=True)
        kinderen = () if zaken else _leerlingen(swv_id, leerling)
        eerder = sorted(met_samengevoegde(kinderen) - {*kinderen}) if kinderen else ()
        vraag = replace(vraag, zaken=tuple(zaken), leerlingen=kinderen, eerder=tuple(eerder))
    return vraag


def _leerlingen(swv_id: int, tekst: str) -> tuple[int, ...]:
    gelezen = lees_vraag(tekst)
    if gelezen.is_leeg:
        return ()
    dossiers = Dossier.objects.filter(leerling_filter(gelezen, "leerling__"), swv_id=swv_id)
    gevonden = dossiers.order_by("leerling_id").values_list("leerling_id", flat=True).distinct()[:HOOGSTENS]
    return tuple(gevonden)


def zoek(vraag: Vraag, *, na: Plek | None, hoeveel: int) -> list[Rij]:
    """The first rows after this place, newest first."""
    rijen: list[Rij] = []
    for bron, model in BRONNEN.items():
        eigen = vraag.filter
        if bron == "l" and vraag.soort not in ("", LEZEN):
            continue
        if bron == "g":
            eigen &= VAN_SYSTEEM if vraag.soort == UITGESTELD else ~VAN_SYSTEEM
        if bron == "g" and vraag.soort not in ("", UITGESTELD):
            eigen &= Q(soort=vraag.soort)
        if na is not None:
            eigen &= na.hierna(bron)
        rijen += model._default_manager.filter(eigen).order_by("-moment", "-pk")[:hoeveel]
    return sorted(rijen, key=lambda rij: (rij.moment, bron_van(rij), rij.pk), reverse=True)[:hoeveel]


def alles(vraag: Vraag, *, hoogstens: int, stap: int = 1000) -> Iterator[Rij]:
    """Page after page, for an export."""
    na: Plek | None = None
    while hoogstens > 0 and (rijen := zoek(vraag, na=na, hoeveel=min(stap, hoogstens))):
        yield from rijen
        hoogstens -= len(rijen)
        na = Plek.na(rijen[-1])
