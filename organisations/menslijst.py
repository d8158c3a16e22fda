"""The list of people: search, filter, and keyset pages by name."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from organisations.actor import Actor
from organisations.http import als_nummer
from organisations.mensen import hoeden_bij, mensen_van
from organisations.models import User
from organisations.namen import Kaal, kaal, op_alfabet
from ui.notatie import geteld

PER_PAGINA = 50
HOOGSTENS = 1000


@dataclass(frozen=True)
class Keuze:
    """What the list was asked for."""

    q: str = ""
    rol: str = ""
    school: int | None = None
    ook_vertrokken: bool = False


@dataclass(frozen=True)
class Menslijst:
    mensen: list[User]
    na: str
    aantal: str


def menslijst(actor: Actor, keuze: Keuze, *, na: str) -> Menslijst:
    """People with a hat here that fits the choice, by name; each with those hats (`hoeden_hier`)."""
    hoeden = hoeden_bij(actor)
    if not keuze.ook_vertrokken:
        hoeden = hoeden.niet_voorbij_op(actor.vandaag)
    passend = hoeden.filter(**_filter(keuze)).filter(user_id=OuterRef("pk"))
    mensen = mensen_van(actor).annotate(klein=op_alfabet("naam"), zoeknaam=Kaal("naam")).filter(Exists(passend))
    for woord in keuze.q.split()[:6]:
        mensen = mensen.filter(Q(zoeknaam__icontains=kaal(woord)) | Q(email__icontains=woord))
    aantal = mensen.order_by().values("pk")[: HOOGSTENS + 1].count()
    hier = Prefetch("lidmaatschappen", queryset=hoeden.order_by("van", "pk"), to_attr="hoeden_hier")
    rijen = list(_na(mensen, na).order_by("klein", "pk").prefetch_related(hier)[: PER_PAGINA + 1])
    laatste = rijen[PER_PAGINA - 1] if len(rijen) > PER_PAGINA else None
    merk = str(laatste.pk) if laatste else ""
    return Menslijst(rijen[:PER_PAGINA], merk, geteld(aantal, HOOGSTENS))


def _filter(keuze: Keuze) -> dict[str, Any]:
    gekozen = {"rol": keuze.rol, "school_id": keuze.school}
    return {veld: waarde for veld, waarde in gekozen.items() if waarde}


def _na(mensen: QuerySet[Any], merk: str) -> QuerySet[Any]:
    """After the person the mark names; the name itself does not travel in the address."""
    pk = als_nummer(merk)
    vorige = mensen.filter(pk=pk).values_list("klein", flat=True).first() if pk else None
    if vorige is None:
        return mensen
    return mensen.filter(Q(klein__gt=vorige) | Q(klein=vorige, pk__gt=pk))
