"""Finding pupils, dossiers and cases by name, date of birth or number, within what an actor may see."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Window

from cases.models import Dossier, Leerling, Zaak
from cases.nummerzoeken import met_nummer
from cases.querysets import DossierQuerySet
from organisations.actor import Actor
from organisations.namen import op_alfabet
from ui import notatie
from ui.invoer import InvoerFout, lees_datum

NUMMER_VANAF = 3
"""A shorter part of a number says too little to look for."""
HOOGSTENS = 1000
"""Counting stops here: a count says "1.000+"."""

_ZONDER_ONTLEDING = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ĳ": "ij"}
)


def normaliseer(tekst: str) -> str:
    """Lower case, without accents and punctuation, single spaces: `Élise d'Âge-Öz` becomes `elise d age oz`."""
    los = unicodedata.normalize("NFKD", tekst.casefold().translate(_ZONDER_ONTLEDING))
    kaal = "".join(teken for teken in los if not unicodedata.combining(teken)).casefold()
    return " ".join("".join(teken if teken.isalnum() else " " for teken in kaal).split())


def zoektekst_van(leerling: Leerling) -> str:
    """What a pupil is found by: the names, and the surname written as one word. Filled by whoever writes the pupil."""
    achternaam = f"{leerling.tussenvoegsel} {leerling.achternaam}"
    delen = [leerling.roepnaam, leerling.voornamen, achternaam]
    woorden = normaliseer(" ".join(delen)).split()
    aaneen = normaliseer(achternaam).replace(" ", "")
    uniek = dict.fromkeys([*woorden, aaneen])
    return " ".join(uniek)[:400]


@dataclass(frozen=True)
class Vraag:
    """What somebody typed, understood: a date, and otherwise words that may also be a number."""

    datum: date | None
    woorden: tuple[str, ...]
    nummer: str

    @property
    def is_leeg(self) -> bool:
        return self.datum is None and not self.woorden


def lees_vraag(q: str) -> Vraag:
    """`17-05-2011`, `17 mei 2011` and `17052011` are dates; `2026-0142` or an end of it a number; the rest names."""
    tekst = q.strip()[:200].replace("\x00", "")
    try:
        datum = lees_datum(tekst)
    except (InvoerFout, ValueError):
        datum = None
    if datum is not None:
        return Vraag(datum, (), "")
    nummer = re.sub(r"\s", "", tekst) if re.search(r"\d", tekst) else ""
    nummer = nummer if len(nummer) >= NUMMER_VANAF else ""
    return Vraag(None, tuple(normaliseer(tekst).split()), nummer)


def leerling_filter(vraag: Vraag, pad: str = "") -> Q:
    """Every word starts a word of the name, or the date is the date of birth; `pad` leads to the pupil."""
    if vraag.datum is not None:
        return Q(**{f"{pad}geboortedatum": vraag.datum})
    return Q(**{f"{pad}zoektekst__woordbegin": vraag.woorden}) if vraag.woorden else Q()


@dataclass(frozen=True)
class ZoekResultaat:
    """One line of the result: what it is, how it is shown, and where it leads."""

    soort: str
    titel: str
    ondertitel: str
    url_naam: str
    pk: int
    leerling_id: int


@dataclass(frozen=True)
class Zoekuitkomst:
    """The first results and how many there are in all, as text (`12`, `1.000+`)."""

    resultaten: list[ZoekResultaat]
    aantal: int

    @property
    def aantal_tekst(self) -> str:
        return notatie.geteld(self.aantal, HOOGSTENS)


def zoek(actor: Actor, q: str, *, limiet: int = 50, ook: Iterable[QuerySet[Any]] = ()) -> Zoekuitkomst:
    """Cases and dossiers this actor may see that match; dossiers first, since a case lies in one.

    `ook` gives ids of cases that match by a number of their workflow; only what the actor may see counts.
    """
    vraag = lees_vraag(q)
    if vraag.is_leeg:
        return Zoekuitkomst([], 0)
    passend = Dossier.objects.filter(leerling_filter(vraag, "leerling__"))
    eerste, aantal = _eerste_op_naam(passend, actor, limiet)
    zaken = _ids(_zaken(actor, vraag, ook)) if aantal <= HOOGSTENS else []
    gevonden = [_dossier(dossier) for dossier in eerste]
    if rest := limiet - len(gevonden):
        alle = Zaak.objects.filter(pk__in=zaken) if len(zaken) <= HOOGSTENS else _zaken(actor, vraag, ook)
        gevonden += [_zaak(z) for z in alle.select_related("dossier__leerling", "school").order_by("-pk")[:rest]]
    return Zoekuitkomst(gevonden, min(aantal + len(zaken), HOOGSTENS + 1))


def _eerste_op_naam(passend: DossierQuerySet, actor: Actor, limiet: int) -> tuple[list[Dossier], int]:
    """The first by name, and how many there are: to know the first all are gathered, so they are gathered once."""
    zichtbaar = passend.visible_to(actor).annotate(hoeveel=Window(Count("pk")))
    rijen = list(zichtbaar.order_by(*OP_NAAM).values_list("pk", "hoeveel")[:limiet])
    per_pk = Dossier.objects.select_related("leerling", "school").in_bulk([pk for pk, _ in rijen])
    return [per_pk[pk] for pk, _ in rijen if pk in per_pk], rijen[0][1] if rijen else 0


def _ids(rijen: QuerySet[Zaak]) -> list[int]:
    """Of what was found, as far as it is counted: looked up once, to count and to show."""
    return list(rijen.order_by().values_list("pk", flat=True)[: HOOGSTENS + 1])


OP_NAAM = op_alfabet("leerling__achternaam"), op_alfabet("leerling__roepnaam"), "pk"
"""Dossiers by surname, then by first name: along the index `leerling_alfabet`."""


def _zaken(actor: Actor, vraag: Vraag, ook: Iterable[QuerySet[Any]]) -> QuerySet[Zaak]:
    """By the name of the pupil or by a number: each finds its own index, which one OR over all would not."""
    zichtbaar = Zaak.objects.visible_to(actor)
    passend = [zichtbaar.filter(leerling_filter(vraag, "dossier__leerling__"))]
    if vraag.nummer:
        passend += met_nummer(zichtbaar, vraag.nummer)
    passend += [zichtbaar.filter(pk__in=ids) for ids in ook]
    eerste, *meer = (zaken.values("pk") for zaken in passend)
    return Zaak.objects.filter(pk__in=eerste.union(*meer) if meer else eerste)


def _dossier(dossier: Dossier) -> ZoekResultaat:
    leerling = dossier.leerling
    onder = f"geboren {notatie.datum(leerling.geboortedatum)}, {dossier.school}"
    return ZoekResultaat("Dossier", leerling.naam, onder, "cases:dossier", dossier.pk, leerling.pk)


def _zaak(zaak: Zaak) -> ZoekResultaat:
    leerling = zaak.dossier.leerling
    onder = f"{zaak.status_label}, geboren {notatie.datum(leerling.geboortedatum)}, {zaak.school}"
    titel = f"{leerling.naam}: aanvraag {zaak.nummer}" if zaak.nummer else f"{leerling.naam}: aanvraag (concept)"
    return ZoekResultaat("Zaak", titel, onder, "workflow:zaak", zaak.pk, leerling.pk)
