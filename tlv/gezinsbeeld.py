"""What the pages of the family show: what to do now, where it stands, papers, and people.

Everything here is for one family member. Nothing of the other parent is read: no view, no message, no address.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from cases.compartimenten import Compartiment
from cases.models import Toestemming
from deadlines.models import Termijn
from documents.models import Bekendmaking, Document, Documentsoort, Handtekening, Ondertekenstuk
from tlv.bekendmaken import bezwaartermijn
from tlv.forms_gezin import doelvragen
from tlv.gezinsrijen import Gezinsrijen
from tlv.models import BESLOTEN, VOOR_BESLUIT, Aanvraag, Besluit, Status
from tlv.versies import verschil
from ui.notatie import datum
from workflow.gezinslid import Gezinslid
from workflow.gezinspapier import bestandsregel
from workflow.versies import Wijziging

BEKEND = (Status.BEKENDGEMAAKT, Status.ARCHIEF)
VAN_BESLUIT = (Documentsoort.BESCHIKKING, Documentsoort.ADVIES)
LEESVOLGORDE = {Documentsoort.BRIEF: 0, Documentsoort.BESCHIKKING: 1, Documentsoort.ADVIES: 2}
"""The letter in plain words first, then the decision, then what it rests on."""
TERMIJNEN = ("ingebreke", "servicenorm", "beslistermijn", "aanvultermijn", "buiten_behandeling")


# -- what to do now --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Gelezen:
    """The version that counts, the request to react on it, and what changed since this person reacted."""

    stuk: Ondertekenstuk | None
    vraag: Handtekening | None
    wijzigingen: list[Wijziging]


def gelezen_versie(rijen: Gezinsrijen) -> Gelezen:
    """Compares the version on which this person reacted last with the one that counts now."""
    stuk = rijen.stukken[0] if rijen.stukken else None
    if stuk is None:
        return Gelezen(None, None, [])
    eigen = rijen.handtekeningen
    vraag = next((h for h in eigen if h.stuk_id == stuk.pk and h.uitkomst == Handtekening.Uitkomst.OPEN), None)
    eerder = max((h for h in eigen if h.op is not None), key=lambda h: h.stuk.nummer, default=None)
    if eerder is None or eerder.stuk_id == stuk.pk:
        return Gelezen(stuk, vraag, [])
    return Gelezen(stuk, vraag, verschil(eerder.stuk.inhoud, stuk.inhoud))


def wat_nu(aanvraag: Aanvraag, versie: Gelezen, rijen: Gezinsrijen) -> str:
    """Key of the one thing to do: besluit, veranderd, reageren, or niets."""
    if aanvraag.status in BEKEND:
        eigen = rijen.bekendmaking
        return "besluit" if eigen is not None and eigen.geopend_op is None else "niets"
    if aanvraag.status not in VOOR_BESLUIT or versie.stuk is None:
        return "niets"
    if versie.vraag is not None and versie.wijzigingen:
        return "veranderd"
    return "reageren" if versie.vraag is not None or rijen.reactie is None else "niets"


# -- where it stands -------------------------------------------------------------------------------

STAP = {
    Status.CONCEPT: 0,
    Status.INGEDIEND: 1,
    Status.AANVULLING_GEVRAAGD: 1,
    Status.AANGEVULD: 1,
    Status.AANVULLING_VERLOPEN: 1,
    Status.VOLLEDIG: 2,
    Status.DESKUNDIGENADVIES: 2,
    Status.TER_BESLUITVORMING: 3,
    **dict.fromkeys(BESLOTEN, 4),
    Status.BEKENDGEMAAKT: 5,
    Status.ARCHIEF: 5,
}
WIE_NU = {
    Status.CONCEPT: "De school",
    Status.AANVULLING_GEVRAAGD: "De school",
    Status.AANVULLING_VERLOPEN: "De school en de commissie",
    Status.INFORMATIE_GEVRAAGD: "De school",
    Status.DESKUNDIGENADVIES: "De deskundigen",
    Status.TER_BESLUITVORMING: "De commissie",
    **dict.fromkeys(BESLOTEN, "De commissie"),
}
"""In the other open states it is the samenwerkingsverband; a decision that is not known yet never shows which."""


def wie_nu(aanvraag: Aanvraag) -> str:
    """Whose turn it is."""
    return WIE_NU.get(Status(aanvraag.status), "Het samenwerkingsverband")


def stapnummer(aanvraag: Aanvraag) -> int:
    status = aanvraag.terug_naar if aanvraag.status == Status.INFORMATIE_GEVRAAGD else aanvraag.status
    return STAP.get(Status(status), 5)


def is_ingetrokken(aanvraag: Aanvraag) -> bool:
    return aanvraag.status == Status.INGETROKKEN or (
        aanvraag.status == Status.ARCHIEF and aanvraag.bekendgemaakt_op is None
    )


def stappen(aanvraag: Aanvraag, rijen: Gezinsrijen, *, jij: bool) -> list[dict[str, Any]]:
    """Five steps with their dates: done, now, later."""
    ingediend = timezone.localdate(aanvraag.ingediend_op) if aanvraag.ingediend_op else None
    if is_ingetrokken(aanvraag):
        return _stappen_ingetrokken(aanvraag, ingediend)
    nu = stapnummer(aanvraag)
    uiterlijk = None if aanvraag.status == Status.AANVULLING_VERLOPEN else _uiterlijk(rijen)
    krijgt, kreeg = ("Jij krijgt", "Jij kreeg") if jij else ("U krijgt", "U kreeg")
    namen = [
        ("De school schreef de aanvraag", "De school schrijft de aanvraag", ingediend),
        ("De papieren zijn bekeken", "Wij kijken of alle papieren er zijn", aanvraag.volledig_op),
        ("Deskundigen gaven advies", "Deskundigen geven advies", _laatste_advies(rijen) if nu > 2 else None),
        ("Het besluit is genomen", "Wij nemen een besluit", next(iter(rijen.besloten_op), None) if nu > 3 else None),
        (f"{kreeg} het besluit", f"{krijgt} het besluit", aanvraag.bekendgemaakt_op),
    ]
    if nu >= 4 and aanvraag.volledig_op is None:
        namen[1:3] = [("De school stuurde niet alle papieren", "", None)]
        nu -= 1
    return [
        {
            "label": klaar if plek < nu else straks,
            "meta": _meta(aanvraag, plek, nu, wanneer, uiterlijk if plek == len(namen) - 2 else None),
            "toestand": "klaar" if plek < nu else "nu" if plek == nu else "straks",
        }
        for plek, (klaar, straks, wanneer) in enumerate(namen)
    ]


def _meta(aanvraag: Aanvraag, plek: int, nu: int, wanneer: date | None, uiterlijk: date | None) -> str:
    if plek < nu:
        return datum(wanneer) if wanneer else ""
    tot = f"Uiterlijk {datum(uiterlijk)}" if uiterlijk else ""
    if plek > nu:
        return tot
    bezig = {
        Status.AANVULLING_GEVRAAGD: "De school zoekt wat nog mist",
        Status.AANVULLING_VERLOPEN: "De school stuurde niet alles op tijd",
        Status.INFORMATIE_GEVRAAGD: "Wij stelden de school een vraag",
        Status.VOLLEDIG: "Wij zoeken twee deskundigen",
    }.get(Status(aanvraag.status), "Dit gebeurt nu")
    return ". ".join(deel for deel in (bezig, tot) if deel)


def _stappen_ingetrokken(aanvraag: Aanvraag, ingediend: date | None) -> list[dict[str, Any]]:
    gesloten = aanvraag.zaak.gesloten_op
    return [
        {
            "label": "De school schreef de aanvraag",
            "meta": datum(ingediend) if ingediend else "",
            "toestand": "klaar",
        },
        {
            "label": "De school trok de aanvraag in",
            "meta": datum(gesloten) if gesloten else "",
            "toestand": "klaar",
        },
    ]


def _laatste_advies(rijen: Gezinsrijen) -> date | None:
    return timezone.localdate(max(rijen.geadviseerd_op)) if rijen.geadviseerd_op else None


def _uiterlijk(rijen: Gezinsrijen) -> date | None:
    """When the family will hear at the latest, as it stands now."""
    for soort in ("servicenorm", "beslistermijn"):
        einde = next((rij.einde for rij in rijen.termijnen if rij.is_open and rij.soort == soort), None)
        if einde:
            return einde
    return None


def termijnen_voor_gezin(rijen: Gezinsrijen) -> list[Termijn]:
    """The running terms a family waits for: our own aim first, then the one of the law.

    When the request may be ended because papers stayed away, that date alone: no decision on the merits is near. When
    school and family both wrote that it is late, the first day of the two.
    """
    open_ = [rij for rij in rijen.termijnen if rij.is_open and rij.soort in TERMIJNEN]
    op_volgorde = sorted(open_, key=lambda rij: (rij.einde or date.max, rij.pk), reverse=True)
    lopend = sorted({rij.soort: rij for rij in op_volgorde}.values(), key=lambda rij: TERMIJNEN.index(rij.soort))
    stopt = [termijn for termijn in lopend if termijn.soort == "buiten_behandeling"]
    return stopt or lopend


# -- papers and appointments -----------------------------------------------------------------------


def papieren_voor_gezin(aanvraag: Aanvraag, rijen: Gezinsrijen) -> dict[str, list[dict[str, Any]]]:
    """Papers this person may have, the decision and what belongs to it apart; not a line of it before it is known."""
    groepen: dict[str, list[dict[str, Any]]] = {"besluit": [], "aanvraag": []}
    for document in rijen.documenten:
        if titel := papiertitel(aanvraag, document):
            groepen["besluit" if _van_besluit(document) else "aanvraag"].append(bestandsregel(document, titel))
    groepen["besluit"].sort(key=lambda regel: LEESVOLGORDE.get(regel["document"].soort, 1))
    return groepen


def papiertitel(aanvraag: Aanvraag, document: Document) -> str:
    """The decision under the name the family knows it by; empty as long as it is not known to them."""
    if _van_besluit(document) and aanvraag.status not in BEKEND:
        return ""
    return "Het besluit" if document.soort == Documentsoort.BESCHIKKING else document.titel


def _van_besluit(document: Document) -> bool:
    return document.soort in VAN_BESLUIT or document.compartiment == Compartiment.BESLUIT


# -- the decision ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Besluitbeeld:
    """The published decision, as delivered to this person, with the objection term of this person."""

    besluit: Besluit
    bekendmaking: Bekendmaking | None
    bezwaar: Termijn | None


def besluit_voor_gezin(aanvraag: Aanvraag, rijen: Gezinsrijen) -> Besluitbeeld | None:
    if aanvraag.status not in BEKEND or not rijen.besluiten:
        return None
    eigen = rijen.bekendmaking
    bezwaar = bezwaartermijn(eigen, rijen.termijnen) if eigen else None
    return Besluitbeeld(rijen.besluiten[0], eigen, bezwaar)


def datums_voor_gezin(aanvraag: Aanvraag, rijen: Gezinsrijen) -> list[Termijn]:
    """Every date on the pages of the family, the own objection term among them."""
    besluit = besluit_voor_gezin(aanvraag, rijen)
    eigen = [besluit.bezwaar] if besluit and besluit.bezwaar and besluit.bezwaar.is_open else []
    return [*termijnen_voor_gezin(rijen), *eigen]


# -- consent ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Toestemmingsregel:
    """One purpose, and what this person answered."""

    doel: str
    vraag: str
    uitleg: str
    rij: Toestemming | None


def toestemmingsregels(lid: Gezinslid, toestemmingen: Iterable[Toestemming]) -> list[Toestemmingsregel]:
    """Every purpose with the answer that counts now."""
    rijen = {rij.doel: rij for rij in toestemmingen}
    vragen = doelvragen(lid.zaak.dossier.leerling.roepnaam, jij=lid.jij)
    return [Toestemmingsregel(doel, vraag, uitleg, rijen.get(doel)) for doel, (vraag, uitleg) in vragen.items()]
