"""What the staff page of a case shows: the one next action of this hat, and the rest in short."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from cases.models import Zienswijze
from deadlines.models import Termijn
from documents.models import Bekendmaking, Document, Documentsoort, Handtekening
from organisations.actor import Actor
from organisations.rollen import Rol
from tlv import rechten
from tlv.bekendmaken import bezwaar_mogelijk_tot, bezwaartermijn
from tlv.eisen import eis_van
from tlv.models import BESLOTEN, VOOR_BESLUIT, Aanvraag, Aanvulverzoek, Advies, Besluit, Status, Terugzending
from tlv.secties import secties_van
from tlv.zaakrijen import Zaakrijen
from workflow.secties import vragen_en_antwoorden
from workflow.stap import Stap

KORT = 280
SAMENVATTING = ("situatie_en_verzoek", "ondersteuningsbehoeften", "waarom_niet")


def adres(naam: str, *args: Any) -> str:
    """The address of a page, or empty when this installation has no such page."""
    try:
        return reverse(naam, args=args)
    except NoReverseMatch:
        return ""


def _stap(label: str, naam: str, aanvraag: Aanvraag, uitleg: str = "", *, zacht: bool = False) -> Stap | None:
    url = adres(naam, aanvraag.zaak_id)
    return Stap(label, url, uitleg, zacht) if url else None


# -- the next action per hat -----------------------------------------------------------------------


def volgende_stap(actor: Actor, aanvraag: Aanvraag, rijen: Zaakrijen) -> Stap | None:
    """The one next action of this hat, or None when it is somebody else's turn."""
    if tekenen := _te_tekenen(actor, aanvraag, rijen):
        return tekenen
    zoek = _PER_ROL.get(actor.rol)
    return zoek(actor, aanvraag, rijen) if zoek else None


def _te_tekenen(actor: Actor, aanvraag: Aanvraag, rijen: Zaakrijen) -> Stap | None:
    wie = (actor.persoon_id, actor.rol, Handtekening.Uitkomst.OPEN)
    rij = next((h for h in rijen.handtekeningen if (h.user_id, h.rol, h.uitkomst) == wie), None)
    if rij is None or aanvraag.status not in VOOR_BESLUIT:
        return None
    url = adres("tlv:ondertekenen", rij.pk)
    uitleg = "Lees de aanvraag en teken, of leg uit waarom u niet tekent."
    return Stap("Lees en onderteken de aanvraag", url, uitleg) if url else None


def _voor_school(actor: Actor, aanvraag: Aanvraag, rijen: Zaakrijen) -> Stap | None:
    match aanvraag.status:
        case Status.CONCEPT:
            return _stap("Ga verder met de aanvraag", "tlv:schrijven", aanvraag, "De aanvraag is nog niet ingediend.")
        case Status.AANVULLING_GEVRAAGD:
            return _stap("Vul de aanvraag aan", "tlv:aanvulling", aanvraag, "U vult alleen aan wat ontbreekt.")
        case Status.AANVULLING_VERLOPEN:
            uitleg = "De termijn is voorbij. Aanvullen kan nog, tot het besluit om niet te behandelen is getekend."
            return _stap("Vul de aanvraag alsnog aan", "tlv:aanvulling", aanvraag, uitleg)
        case Status.INFORMATIE_GEVRAAGD:
            return _stap("Beantwoord de vraag", "tlv:aanvulling", aanvraag, "De commissie mist nog iets.")
        case Status.DESKUNDIGENADVIES | Status.TER_BESLUITVORMING if rijen.onbeantwoord:
            uitleg = "De termijn voor uw antwoord is voorbij. Antwoorden kan nog. Wacht er niet mee."
            return _stap("Beantwoord de vraag alsnog", "tlv:aanvulling", aanvraag, uitleg)
        case Status.BEKENDGEMAAKT if _verleend(rijen):
            uitleg = "Geef de verklaring door aan de school die de leerling aanneemt."
            return _stap("Draag de TLV over", "tlv:overdracht_maken", aanvraag, uitleg)
    return None


def _verleend(rijen: Zaakrijen) -> bool:
    bekend = (Besluit.Stand.BEKENDGEMAAKT, Besluit.Soort.VERLENEN)
    return any((besluit.stand, besluit.soort) == bekend for besluit in rijen.besluiten)


def _voor_secretariaat(actor: Actor, aanvraag: Aanvraag, rijen: Zaakrijen) -> Stap | None:
    match aanvraag.status:
        case Status.CONCEPT if rechten.mag_schrijven(actor, aanvraag):
            return _stap(
                "Ga verder met invoeren", "tlv:schrijven", aanvraag, "Deze aanvraag voert u in voor de school."
            )
        case Status.INGEDIEND | Status.AANGEVULD:
            uitleg = "Loop de controlelijst na. Verklaar de aanvraag volledig, of vraag om een aanvulling."
            return _stap("Controleer of alles er is", "tlv:volledigheid", aanvraag, uitleg)
        case Status.AANVULLING_GEVRAAGD:
            return _stap("Bekijk wat is gevraagd", "tlv:volledigheid", aanvraag, "De school is aan zet.", zacht=True)
        case Status.VOLLEDIG:
            uitleg = "Kies ten minste twee onafhankelijke deskundigen."
            return _stap("Wijs deskundigen toe", "tlv:deskundigen", aanvraag, uitleg)
        case Status.DESKUNDIGENADVIES:
            return _stap("Bekijk de deskundigen", "tlv:deskundigen", aanvraag, "Zij schrijven hun advies.", zacht=True)
        case Status.BEKENDGEMAAKT if open_ := [rij for rij in rijen.terugzendingen if not rij.oordeel]:
            url = adres("tlv:besluit_terug", open_[0].bekendmaking_id)
            uitleg = "Van het adres hangt af of de tijd om bezwaar te maken al loopt."
            return Stap("Kies wat er gebeurt met het besluit dat terugkwam", url, uitleg) if url else None
        case Status.BEKENDGEMAAKT if _post_te_versturen(rijen):
            url = adres("tlv:postbak")
            uitleg = "De bezwaartermijn van deze ontvangers begint pas na verzending."
            return Stap("Verstuur de brieven per post", url, uitleg) if url else None
    return None


def _post_te_versturen(rijen: Zaakrijen) -> bool:
    te_versturen = (rij for rij in rijen.bekendmakingen if rij.verzonden_op is None)
    return any(rij.kanaal == Bekendmaking.Kanaal.POST for rij in te_versturen)


def _voor_deskundige(actor: Actor, aanvraag: Aanvraag, rijen: Zaakrijen) -> Stap | None:
    eigene = [advies for advies in rijen.adviezen if advies.stand != Advies.Stand.TERUGGEGEVEN]
    if not eigene:
        return None
    eigen = eigene[-1]
    if eigen.stand == Advies.Stand.GEVRAAGD and aanvraag.status == Status.DESKUNDIGENADVIES:
        return _stap("Schrijf uw advies", "tlv:advies", aanvraag, "U schrijft en dient uw advies alleen in.")
    return _stap("Bekijk uw advies", "tlv:advies", aanvraag, zacht=True)


def _voor_voorzitter(actor: Actor, aanvraag: Aanvraag, rijen: Zaakrijen) -> Stap | None:
    if aanvraag.status in (Status.INGEDIEND, Status.AANGEVULD) and bool(rijen.ontheffingen):
        uitleg = "De school vraagt om van een eis te mogen afwijken."
        return _stap("Beslis over de ontheffing", "tlv:ontheffing", aanvraag, uitleg)
    match aanvraag.status:
        case Status.TER_BESLUITVORMING:
            return _stap("Bereid het besluit voor", "tlv:besluiten", aanvraag, "Alle adviezen zijn binnen.")
        case Status.AANVULLING_VERLOPEN:
            uitleg = "De aanvulling kwam niet, of was niet genoeg. Het besluit om niet te behandelen ligt klaar."
            return _stap("Lees en teken het besluit", "tlv:besluiten", aanvraag, uitleg)
        case status if status in BESLOTEN:
            uitleg = "Het besluit is getekend en nog niet bekend. U kunt het nog terugroepen."
            return _stap("Naar het besluit", "tlv:besluiten", aanvraag, uitleg)
    return None


_PER_ROL: dict[str, Callable[[Actor, Aanvraag, Zaakrijen], Stap | None]] = {
    Rol.COORDINATOR: _voor_school,
    Rol.SECRETARIAAT: _voor_secretariaat,
    Rol.DESKUNDIGE: _voor_deskundige,
    Rol.VOORZITTER: _voor_voorzitter,
    Rol.PLV_VOORZITTER: _voor_voorzitter,
}


def overige_acties(actor: Actor, aanvraag: Aanvraag) -> list[Stap]:
    """What this hat may do beside the next step."""
    acties = []
    if rechten.is_secretariaat(actor, aanvraag) and aanvraag.status in VOOR_BESLUIT:
        acties.append(_stap("Mondelinge reactie van ouder of leerling noteren", "tlv:reactie_noteren", aanvraag))
    if actor.is_swv_bureau and aanvraag.zaak.is_open:
        acties.append(_stap("Afspraak maken", "tlv:afspraak", aanvraag))
    if actor.is_swv_bureau and aanvraag.status != Status.CONCEPT:
        acties.append(_stap("Agenda van de commissie", "vergaderingen:zaak_agenda", aanvraag))
    if aanvraag.status != Status.CONCEPT:
        label = "Termijnen en uitstel" if actor.is_swv_bureau else "Alle termijnen van deze zaak"
        acties.append(_stap(label, "tlv:termijnen", aanvraag))
    if rechten.mag_indienen(actor, aanvraag) and aanvraag.status in VOOR_BESLUIT:
        acties.append(_stap("Aanvraag intrekken", "tlv:intrekken", aanvraag))
    return [actie for actie in acties if actie is not None]


def mag_archiveren(actor: Actor, aanvraag: Aanvraag, rijen: Zaakrijen) -> bool:
    """Once everybody has the decision and nobody can object any more, or nothing was decided."""
    vast_te_stellen = any(rij.is_open and rij.soort == "dwangsombesluit" for rij in rijen.termijnen)
    if not rechten.is_secretariaat(actor, aanvraag) or vast_te_stellen:
        return False
    if aanvraag.status == Status.INGETROKKEN:
        return True
    te_doen = [rij.verzonden_op is None for rij in rijen.bekendmakingen]
    if aanvraag.status != Status.BEKENDGEMAAKT or any(te_doen) or any(not rij.oordeel for rij in rijen.terugzendingen):
        return False
    return bezwaar_mogelijk_tot(rijen.termijnen, vandaag=actor.vandaag) is None


# -- in short --------------------------------------------------------------------------------------


def samenvatting(aanvraag: Aanvraag, antwoorden: dict[str, dict[str, Any]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The answers that tell what is asked and why, shortened; the whole request is one click away."""
    blokken = []
    for sectie in secties_van(aanvraag.route):
        if sectie.sleutel not in SAMENVATTING:
            continue
        rijen = vragen_en_antwoorden(sectie, antwoorden.get(sectie.sleutel, {}))
        regels = [(vraag, _kort(waarde)) for _, vraag, waarde in rijen if waarde]
        if regels:
            blokken.append((sectie.label, regels))
    return blokken


def _kort(tekst: str) -> str:
    return tekst if len(tekst) <= KORT else f"{tekst[:KORT].rsplit(' ', 1)[0]} …"


def adviesstand(rijen: Zaakrijen) -> list[Advies]:
    """Who advises, by when, and whether it is in."""
    return [advies for advies in rijen.adviezen if advies.stand != Advies.Stand.VERVALLEN]


@dataclass(frozen=True)
class Gevraagd:
    """What the school was asked: the requirements by name, and the free question."""

    verzoek: Aanvulverzoek
    punten: list[str]


def verzoeken(aanvraag: Aanvraag, rijen: Zaakrijen) -> list[Gevraagd]:
    gevonden = [(rij, [eis_van(aanvraag.route, sleutel) for sleutel in rij.eisen]) for rij in rijen.verzoeken]
    return [Gevraagd(rij, [eis.label for eis in eisen if eis is not None]) for rij, eisen in gevonden]


def zienswijzen(rijen: Zaakrijen) -> list[Zienswijze]:
    """Views of parents and pupil; earlier ones after the current."""
    return sorted(rijen.zienswijzen, key=lambda rij: (rij.vervangen_op is not None, rij.moment))


@dataclass(frozen=True)
class Bezorging:
    """How and when the decision went to one addressee, and until when that addressee can object."""

    rij: Bekendmaking
    bezwaar: Termijn | None
    terug: Terugzending | None = None
    """The last time that it came back."""

    @property
    def vorige_kwam_terug(self) -> bool:
        """It was, or will be, sent again since."""
        return self.terug is not None and self.terug.verzonden_op != self.rij.verzonden_op


def bezorgingen(rijen: Zaakrijen) -> list[Bezorging]:
    terug = {rij.bekendmaking_id: rij for rij in rijen.terugzendingen}
    return [Bezorging(rij, bezwaartermijn(rij, rijen.termijnen), terug.get(rij.pk)) for rij in rijen.bekendmakingen]


def besluit_te_zien(actor: Actor, aanvraag: Aanvraag, rijen: Zaakrijen) -> Besluit | None:
    """The decision once it is known; before that only for the commission and its office."""
    bekend = aanvraag.status in (Status.BEKENDGEMAAKT, Status.ARCHIEF)
    if not bekend and not actor.is_swv_bureau:
        return None
    return rijen.besluiten[-1] if rijen.besluiten else None


def beschikking_van(besluit: Besluit | None, rijen: Zaakrijen) -> Document | None:
    """The decision as a paper, when it is made and this hat may read it."""
    if besluit is None:
        return None
    return next((papier for papier in rijen.beschikkingen if papier.pk == besluit.document_id), None)


# -- papers ----------------------------------------------------------------------------------------

GROEPEN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Besluit en advies", (Documentsoort.BESCHIKKING, Documentsoort.ADVIES)),
    ("Brieven", (Documentsoort.BRIEF,)),
    ("Dossier in één bestand", (Documentsoort.BUNDEL,)),
    (
        "Bij de aanvraag",
        (
            Documentsoort.OPP,
            Documentsoort.ONDERZOEK,
            Documentsoort.KNOOPPUNT,
            Documentsoort.VERSLAG,
            Documentsoort.BIJLAGE,
        ),
    ),
    ("Toestemming en handtekeningen", (Documentsoort.TOESTEMMING, Documentsoort.HANDTEKENINGEN)),
)


def gegroepeerd(rijen: Iterable[Document]) -> list[tuple[str, list[Document]]]:
    """Under their headings; one without papers is left out."""
    rijen = list(rijen)
    groepen = [(titel, [doc for doc in rijen if doc.soort in soorten]) for titel, soorten in GROEPEN]
    return [(titel, documenten) for titel, documenten in groepen if documenten]
