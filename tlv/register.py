"""Reading the TLV register: what runs, what ended, found by name, birth date or number."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from cases.compartimenten import Compartiment, leesbaar_voor
from cases.nummerzoeken import met_nummer
from cases.zoeken import lees_vraag
from organisations.actor import Actor
from organisations.rollen import Rol
from tlv.models import Toelaatbaarheid
from tlv.perioden import einde_schooljaar
from workflow.fouten import GeenRecht

PAGINA = 50
STANDEN = {
    "lopend": "Lopend",
    "straks": "Gaat nog in",
    "eindigt": "Eindigt dit schooljaar",
    "afgelopen": "Afgelopen",
    "alle": "Alle",
}
SWV_LEZERS = (
    Rol.SECRETARIAAT,
    Rol.COMMISSIELID,
    Rol.VOORZITTER,
    Rol.PLV_VOORZITTER,
    Rol.DIRECTEUR_SWV,
)
SCHOOL_LEZERS = (Rol.COORDINATOR, Rol.SCHOOLDIRECTEUR)


@dataclass(frozen=True)
class Bladzijde:
    """One page of rows; `volgende` is the key of the next page, or None at the end."""

    rijen: list[Toelaatbaarheid]
    volgende: int | None


def zichtbaar_voor(actor: Actor) -> QuerySet[Toelaatbaarheid]:
    """The offices see all of their samenwerkingsverband, a school what it applied for itself."""
    rijen = Toelaatbaarheid.objects.select_related("leerling", "besluit__aanvraag__zaak__school")
    if actor.rol in SWV_LEZERS:
        return rijen.filter(swv_id=actor.swv_id)
    if actor.rol in SCHOOL_LEZERS:
        return rijen.filter(besluit__aanvraag__zaak__school_id=actor.school_id or 0)
    raise GeenRecht


def zoek(actor: Actor, *, q: str, stand: str, vandaag: date, vanaf: int | None) -> Bladzijde:
    """Newest first, keyset pages."""
    rijen = zichtbaar_voor(actor).filter(_stand(stand, vandaag))
    if q.strip():
        rijen = rijen.filter(_gezocht(q))
    if vanaf is not None:
        rijen = rijen.filter(pk__lte=vanaf)
    blad = list(rijen.order_by("-pk")[: PAGINA + 1])
    return Bladzijde(blad[:PAGINA], blad[PAGINA].pk if len(blad) > PAGINA else None)


def zaken_met_nummer(actor: Actor, nummer: str) -> list[QuerySet[Any]]:
    """The cases in which a declaration with such a number was given, for whoever may read decisions."""
    if Compartiment.BESLUIT not in leesbaar_voor(actor):
        return []
    return [rijen.values("besluit__aanvraag__zaak_id") for rijen in met_nummer(Toelaatbaarheid.objects.all(), nummer)]


def _stand(stand: str, vandaag: date) -> Q:
    loopt = Q(einde__isnull=True) | Q(einde__gte=vandaag)
    geldig = Q(ingetrokken_op__isnull=True)
    per_stand = {
        "lopend": loopt & geldig & Q(begin__lte=vandaag),
        "straks": geldig & Q(begin__gt=vandaag),
        "eindigt": geldig & Q(einde__gte=vandaag, einde__lte=einde_schooljaar(vandaag)),
        "afgelopen": Q(einde__lt=vandaag) | Q(ingetrokken_op__isnull=False),
    }
    return per_stand.get(stand, Q())


def _gezocht(q: str) -> Q:
    """Every word must occur in the name; a date is a birth date; a number is the number of the TLV."""
    vraag = lees_vraag(q)
    if vraag.datum is not None:
        return Q(leerling__geboortedatum=vraag.datum)
    naam = Q()
    for woord in vraag.woorden:
        naam &= Q(leerling__zoektekst__contains=woord)
    return naam | Q(nummer__icontains=q.replace("\x00", "").strip())


def stand_van(rij: Toelaatbaarheid, vandaag: date) -> tuple[str, str]:
    """Word and badge of one declaration today."""
    if rij.ingetrokken_op is not None:
        return "Ingetrokken", "inactive"
    if rij.begin > vandaag:
        return "Gaat nog in", "neutral"
    if rij.einde is not None and rij.einde < vandaag:
        return "Afgelopen", "inactive"
    return "Loopt", "success"
