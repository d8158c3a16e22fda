"""What the pages of the dossier show, gathered in a few queries and already masked for the actor."""

from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.adres import Adres, adres_voor
from cases.matching import gelijkenis
from cases.models import Dossier, Gezag, Inschrijving, Leerling, Ouder, Schoolbetrokkene, Zaak
from cases.querysets import DossierQuerySet
from cases.zoeken import HOOGSTENS, OP_NAAM, leerling_filter, lees_vraag, normaliseer
from organisations.actor import Actor
from organisations.http import als_nummer
from organisations.vraag import VasteVraag, iemand, waarden_van
from ui.notatie import geteld

PER_PAGINA = 50
NAMEN = {"op_achternaam": OP_NAAM[0], "op_roepnaam": OP_NAAM[1]}


@dataclass(frozen=True)
class Gezagsregel:
    rij: Gezag
    geldt_nu: bool
    begint_nog: bool


@dataclass(frozen=True)
class Ouderkaart:
    """A parent or representative as this actor may see it."""

    ouder: Ouder
    adres: Adres
    heeft_gezag: bool
    gezag: list[Gezagsregel]


def ouderkaarten(actor: Actor, leerling: Leerling) -> list[Ouderkaart]:
    """Those with gezag today first."""
    gezag: dict[int, list[Gezag]] = {}
    for rij in _gezag(leerling_id=leerling.pk):
        gezag.setdefault(rij.ouder_id, []).append(rij)
    kaarten = [_kaart(actor, ouder, gezag.get(ouder.pk, [])) for ouder in _ouders(leerling_id=leerling.pk)]
    return sorted(kaarten, key=lambda kaart: (not kaart.heeft_gezag, kaart.ouder.pk))


@VasteVraag
def _ouders(*, leerling_id: Any) -> QuerySet[Ouder]:
    return Ouder.objects.filter(leerling_id=leerling_id)


@VasteVraag
def _gezag(*, leerling_id: Any) -> QuerySet[Gezag]:
    return Gezag.objects.filter(ouder__leerling_id=leerling_id).order_by("van", "pk")


def _kaart(actor: Actor, ouder: Ouder, rijen: list[Gezag]) -> Ouderkaart:
    dag = actor.vandaag
    regels = [Gezagsregel(g, g.geldt_op(dag), g.van > dag) for g in rijen]
    return Ouderkaart(ouder, adres_voor(actor, ouder), any(r.geldt_nu for r in regels), regels)


def aandachtspunten(leerling: Leerling, kaarten: list[Ouderkaart], vandaag: date) -> list[str]:
    """What is probably not right yet in who represents the pupil; sentences that say what to do."""
    punten = []
    met_gezag = [kaart for kaart in kaarten if kaart.heeft_gezag]
    if not met_gezag and not leerling.is_meerderjarig(vandaag):
        punten.append("Er staat nog niemand met gezag in dit dossier. Voeg een ouder of voogd toe.")
    if len(met_gezag) > 2:
        punten.append("Meer dan twee mensen hebben nu gezag. Controleer of iemands gezag is beëindigd.")
    for een, ander in _lijken_op_elkaar(kaarten):
        punten.append(f"{een.naam} en {ander.naam} lijken dezelfde persoon. Controleer dat.")
    return punten


def _lijken_op_elkaar(kaarten: list[Ouderkaart]) -> list[tuple[Ouder, Ouder]]:
    """Parents whose names are nearly the same: left by a merge, or entered twice."""
    paren = combinations([kaart.ouder for kaart in kaarten], 2)
    return [(a, b) for a, b in paren if gelijkenis(normaliseer(a.naam), normaliseer(b.naam)) >= 0.85]


def zaken_in(dossier: Dossier, actor: Actor) -> list[Zaak]:
    """The cases of this dossier that this actor may see, the last one first; what is shown of them."""
    return _zaken(actor.rol, actor.vandaag, dossier_id=dossier.pk, **waarden_van(actor))


@VasteVraag
def _zaken(rol: str, dag: date, *, dossier_id: Any, **wie: Any) -> QuerySet[Zaak]:
    zaken = Zaak.objects.visible_to(iemand(rol, dag, wie)).filter(dossier_id=dossier_id)
    return zaken.order_by("-pk").only("nummer", "status_label", "gesloten_op")


def schoolbetrokkenen_van(dossier: Dossier) -> list[Schoolbetrokkene]:
    return _schoolbetrokkenen(dossier_id=dossier.pk)


@VasteVraag
def _schoolbetrokkenen(*, dossier_id: Any) -> QuerySet[Schoolbetrokkene]:
    return Schoolbetrokkene.objects.filter(dossier_id=dossier_id)


def inschrijvingen_van(dossier: Dossier) -> list[Inschrijving]:
    """With their schools, the last one first."""
    return _inschrijvingen(leerling_id=dossier.leerling_id)


@VasteVraag
def _inschrijvingen(*, leerling_id: Any) -> QuerySet[Inschrijving]:
    return Inschrijving.objects.filter(leerling_id=leerling_id).select_related("school").order_by("-van", "-pk")


@dataclass(frozen=True)
class Dossierregel:
    dossier: Dossier
    klas: str
    zaken: list[Zaak]


@dataclass(frozen=True)
class Dossierlijst:
    """One page of dossiers; `na` is the mark of the next page, empty on the last."""

    regels: list[Dossierregel]
    na: str
    aantal: str


FILTERS = {
    "": "Alle dossiers",
    "lopend": "Met een lopende aanvraag",
    "zonder_gezag": "Zonder persoon met gezag",
}


def dossierlijst(actor: Actor, *, q: str = "", filter_: str = "", na: str = "") -> Dossierlijst:
    """The dossiers this actor may see by surname, found by name or date of birth, one keyset page at a time."""
    dossiers = _gefilterd(Dossier.objects.all(), actor, q=q, filter_=filter_)
    aantal = dossiers.vooraan_voor(actor, HOOGSTENS + 1).count()
    vorige = Dossier.objects.filter(pk=als_nummer(na) or 0).visible_to(actor).annotate(**NAMEN)
    if (grens := vorige.values_list(*NAMEN, "pk").first()) is not None:
        dossiers = dossiers.alias(**NAMEN).filter(_na(*grens))
    weinig = bool(q.strip()) or filter_ == "zonder_gezag"
    volgorde = (
        dossiers.visible_to(actor).order_by(*OP_NAAM)
        if weinig  # to be gathered and sorted: looking at all in order to find few takes longer
        else dossiers.vooraan_voor(actor, PER_PAGINA + 1, *OP_NAAM)
    )
    rijen = list(volgorde.select_related("leerling", "school")[: PER_PAGINA + 1])
    verder = str(rijen[PER_PAGINA - 1].pk) if len(rijen) > PER_PAGINA else ""
    return Dossierlijst(_regels(actor, rijen[:PER_PAGINA]), verder, geteld(aantal, HOOGSTENS))


def _gefilterd(dossiers: DossierQuerySet, actor: Actor, *, q: str, filter_: str) -> DossierQuerySet:
    vraag = lees_vraag(q)
    if not vraag.is_leeg:
        dossiers = dossiers.filter(leerling_filter(vraag, "leerling__"))
    if filter_ == "lopend":
        open_zaken = Zaak.objects.visible_to(actor).filter(gesloten_op__isnull=True, dossier=OuterRef("pk"))
        dossiers = dossiers.filter(Exists(open_zaken))
    if filter_ == "zonder_gezag":
        dag = actor.vandaag
        gezag = Gezag.objects.filter(Q(tot__isnull=True) | Q(tot__gte=dag), van__lte=dag)
        dossiers = dossiers.exclude(Exists(gezag.filter(ouder__leerling=OuterRef("leerling"))))
    return dossiers


def _na(achternaam: str, roepnaam: str, pk: int) -> Q:
    """After this one; the first part is what an index can begin at."""
    zelfde = Q(op_achternaam=achternaam)
    return Q(op_achternaam__gte=achternaam) & (
        Q(op_achternaam__gt=achternaam)
        | (zelfde & Q(op_roepnaam__gt=roepnaam))
        | (zelfde & Q(op_roepnaam=roepnaam, pk__gt=pk))
    )


def _regels(actor: Actor, dossiers: list[Dossier]) -> list[Dossierregel]:
    zaken: dict[int, list[Zaak]] = {}
    for zaak in Zaak.objects.visible_to(actor).filter(dossier__in=dossiers).order_by("-pk"):
        zaken.setdefault(zaak.dossier_id, []).append(zaak)
    klassen = _klassen([d.leerling_id for d in dossiers], actor.vandaag)
    return [Dossierregel(d, klassen.get(d.leerling_id, ""), zaken.get(d.pk, [])) for d in dossiers]


def _klassen(leerling_ids: list[int], dag: date) -> dict[int, str]:
    rijen = Inschrijving.objects.filter(
        Q(tot__isnull=True) | Q(tot__gte=dag), leerling_id__in=leerling_ids, van__lte=dag
    ).order_by("van")
    return {rij.leerling_id: klas_van(rij) for rij in rijen}


def klas_van(rij: Inschrijving) -> str:
    """`Leerjaar 2, vmbo-basis`, or what of it is known."""
    delen = [f"leerjaar {rij.leerjaar}" if rij.leerjaar else "", rij.niveau]
    return ", ".join(deel for deel in delen if deel)


def leerlinggegevens(actor: Actor, leerling: Leerling) -> list[tuple[str, Any]]:
    """Two columns for side-by-side comparison of a pair."""
    adres = adres_voor(actor, leerling)
    return [
        ("Roepnaam", leerling.roepnaam),
        ("Voornamen", leerling.voornamen),
        ("Achternaam", f"{leerling.tussenvoegsel} {leerling.achternaam}".strip()),
        ("Geboortedatum", leerling.geboortedatum),
        ("Adres", ", ".join(adres.regels) or "niet bekend"),
    ]
