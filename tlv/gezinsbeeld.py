"""What the pages of the family show: what to do now, where it stands, papers, and people.

Everything here is for one family member. Nothing of the other parent is read: no view, no message, no address.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from cases.compartimenten import Compartiment
from cases.models import Afspraak, Leerling, Ouder, Toestemming, Zaak, Zienswijze
from deadlines.models import MET_FEITEN, Termijn
from documents.models import Bekendmaking, Document, Documentsoort, Handtekening, Ondertekenstuk
from organisations.actor import Actor
from tlv.bevriezen import geldig_stuk
from tlv.feiten import STUK
from tlv.forms_gezin import doelvragen
from tlv.gezin import bekendmaking_aan
from tlv.models import BESLOTEN, VOOR_BESLUIT, Aanvraag, Besluit, Status
from tlv.ondertekenen import gezinslid_van
from tlv.versies import Wijziging, verschil
from ui.notatie import datum

BEKEND = (Status.BEKENDGEMAAKT, Status.ARCHIEF)
VAN_BESLUIT = (Documentsoort.BESCHIKKING, Documentsoort.ADVIES)
LEESVOLGORDE = {Documentsoort.BRIEF: 0, Documentsoort.BESCHIKKING: 1, Documentsoort.ADVIES: 2}
"""The letter in plain words first, then the decision, then what it rests on."""
TERMIJNEN = ("servicenorm", "beslistermijn", "aanvultermijn", "buiten_behandeling")


@dataclass(frozen=True)
class Gezinslid:
    """Who is looking: one parent, or the pupil. `wie` is the filter on rows of this person."""

    actor: Actor
    zaak: Zaak
    wie: dict[str, Any]

    @property
    def jij(self) -> bool:
        """A pupil is addressed with "jij"."""
        return "leerling" in self.wie

    @property
    def rij(self) -> Ouder | Leerling:
        rij: Ouder | Leerling = next(iter(self.wie.values()))
        return rij


def gezinslid(actor: Actor, zaak: Zaak) -> Gezinslid:
    """The family member behind the actor; GeenRecht for staff."""
    return Gezinslid(actor, zaak, gezinslid_van(zaak, actor))


# -- what to do now --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Gelezen:
    """The version that counts, the request to react on it, and what changed since this person reacted."""

    stuk: Ondertekenstuk | None
    vraag: Handtekening | None
    wijzigingen: list[Wijziging]


def gelezen_versie(lid: Gezinslid) -> Gelezen:
    """Compares the version on which this person reacted last with the one that counts now."""
    stuk = geldig_stuk(lid.zaak)
    rijen = Handtekening.objects.filter(stuk__zaak=lid.zaak, stuk__soort=STUK, **lid.wie).select_related("stuk")
    vraag = rijen.filter(stuk=stuk, uitkomst=Handtekening.Uitkomst.OPEN).first() if stuk else None
    eerder = rijen.filter(op__isnull=False).order_by("-stuk__nummer").first()
    if stuk is None or eerder is None or eerder.stuk_id == stuk.pk:
        return Gelezen(stuk, vraag, [])
    return Gelezen(stuk, vraag, verschil(eerder.stuk.inhoud, stuk.inhoud))


def mijn_reacties(lid: Gezinslid) -> QuerySet[Zienswijze]:
    """The own views only, newest first."""
    return Zienswijze.objects.filter(zaak=lid.zaak, **lid.wie).order_by("-moment")


def mijn_toestemmingen(lid: Gezinslid) -> QuerySet[Toestemming]:
    """The own answers per purpose that count now."""
    return Toestemming.objects.filter(zaak=lid.zaak, ingetrokken_op__isnull=True, **lid.wie).order_by("pk")


def wat_nu(lid: Gezinslid, aanvraag: Aanvraag, versie: Gelezen) -> str:
    """Key of the one thing to do: besluit, veranderd, reageren, or niets."""
    if aanvraag.status in BEKEND:
        eigen = bekendmaking_aan(lid.zaak, lid.wie)
        return "besluit" if eigen is not None and eigen.geopend_op is None else "niets"
    if aanvraag.status not in VOOR_BESLUIT or versie.stuk is None:
        return "niets"
    if versie.vraag is not None and versie.wijzigingen:
        return "veranderd"
    gereageerd = mijn_reacties(lid).filter(vervangen_op__isnull=True).exists()
    return "reageren" if versie.vraag is not None or not gereageerd else "niets"


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


def stapnummer(aanvraag: Aanvraag) -> int:
    status = aanvraag.terug_naar if aanvraag.status == Status.INFORMATIE_GEVRAAGD else aanvraag.status
    return STAP.get(Status(status), 5)


def is_ingetrokken(aanvraag: Aanvraag) -> bool:
    return aanvraag.status == Status.INGETROKKEN or (
        aanvraag.status == Status.ARCHIEF and aanvraag.bekendgemaakt_op is None
    )


def stappen(aanvraag: Aanvraag, *, jij: bool) -> list[dict[str, Any]]:
    """Five steps with their dates: done, now, later."""
    ingediend = timezone.localdate(aanvraag.ingediend_op) if aanvraag.ingediend_op else None
    if is_ingetrokken(aanvraag):
        return _stappen_ingetrokken(aanvraag, ingediend)
    nu = stapnummer(aanvraag)
    uiterlijk = None if aanvraag.status == Status.AANVULLING_VERLOPEN else _uiterlijk(aanvraag)
    krijgt, kreeg = ("Jij krijgt", "Jij kreeg") if jij else ("U krijgt", "U kreeg")
    namen = [
        ("De school schreef de aanvraag", "De school schrijft de aanvraag", ingediend),
        ("De papieren zijn bekeken", "Wij kijken of alle papieren er zijn", aanvraag.volledig_op),
        ("Deskundigen gaven advies", "Deskundigen geven advies", _laatste_advies(aanvraag) if nu > 2 else None),
        ("Het besluit is genomen", "Wij nemen een besluit", _besloten_op(aanvraag) if nu > 3 else None),
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


def _laatste_advies(aanvraag: Aanvraag) -> date | None:
    momenten = [advies.ingediend_op for advies in aanvraag.adviezen.filter(stand="ingediend") if advies.ingediend_op]
    return timezone.localdate(max(momenten)) if momenten else None


def _besloten_op(aanvraag: Aanvraag) -> date | None:
    return (
        aanvraag.besluiten.filter(stand__in=["ondertekend", "bekendgemaakt"])
        .values_list("besloten_op", flat=True)
        .first()
    )


def _uiterlijk(aanvraag: Aanvraag) -> date | None:
    """When the family will hear at the latest, as it stands now."""
    for soort in ("servicenorm", "beslistermijn"):
        einde = Termijn.objects.open().filter(zaak=aanvraag.zaak, soort=soort).values_list("einde", flat=True).first()
        if einde:
            return einde
    return None


def termijnen_voor_gezin(zaak: Zaak) -> list[Termijn]:
    """The running terms a family waits for: our own aim first, then the one of the law.

    When the request may be ended because papers stayed away, that date alone: no decision on the merits is near.
    """
    rijen = Termijn.objects.open().filter(zaak=zaak, soort__in=TERMIJNEN).prefetch_related(*MET_FEITEN)
    lopend = sorted(rijen, key=lambda termijn: TERMIJNEN.index(termijn.soort))
    stopt = [termijn for termijn in lopend if termijn.soort == "buiten_behandeling"]
    return stopt or lopend


# -- papers and appointments -----------------------------------------------------------------------


def papieren_voor_gezin(lid: Gezinslid, aanvraag: Aanvraag) -> dict[str, list[dict[str, Any]]]:
    """Papers this person may have, the decision and what belongs to it apart; not a line of it before it is known."""
    rijen = Document.objects.zichtbaar_voor(lid.actor).filter(zaak=lid.zaak, bestand__isnull=False)
    groepen: dict[str, list[dict[str, Any]]] = {"besluit": [], "aanvraag": []}
    for document in rijen.select_related("bestand"):
        van_besluit = document.soort in VAN_BESLUIT or document.compartiment == Compartiment.BESLUIT
        if van_besluit and aanvraag.status not in BEKEND:
            continue
        groepen["besluit" if van_besluit else "aanvraag"].append(bestandsregel(document))
    groepen["besluit"].sort(key=lambda regel: LEESVOLGORDE.get(regel["document"].soort, 1))
    return groepen


def bestandsregel(document: Document) -> dict[str, Any]:
    """A paper as the file row of the interface wants it; the decision under the name the family knows it by."""
    is_besluit = document.soort == Documentsoort.BESCHIKKING
    return {
        "label": "Het besluit" if is_besluit else document.titel,
        "url": reverse("documents:download", args=[document.pk]),
        "type": PurePath(document.naam).suffix.lstrip("."),
        "grootte": document.bestand.grootte if document.bestand else 0,
        "document": document,
    }


def afspraken_voor_gezin(zaak: Zaak, *, vandaag: date) -> list[Afspraak]:
    """Appointments from today on that the family should know of."""
    rijen = zaak.afspraken.filter(voor_gezin=True, moment__date__gte=vandaag, afgezegd_op__isnull=True)
    return list(rijen)


# -- the decision ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Besluitbeeld:
    """The published decision, as delivered to this person, with the objection term of this person."""

    besluit: Besluit
    bekendmaking: Bekendmaking | None
    bezwaar: Termijn | None


def besluit_voor_gezin(lid: Gezinslid, aanvraag: Aanvraag) -> Besluitbeeld | None:
    if aanvraag.status not in BEKEND:
        return None
    besluit = aanvraag.besluiten.filter(stand=Besluit.Stand.BEKENDGEMAAKT).order_by("-pk").first()
    if besluit is None:
        return None
    eigen = bekendmaking_aan(lid.zaak, lid.wie)
    bezwaar = (
        lid.zaak.termijnen.filter(soort="bezwaar", kenmerk=f"bekendmaking:{eigen.pk}")
        .prefetch_related(*MET_FEITEN)
        .first()
        if eigen
        else None
    )
    return Besluitbeeld(besluit, eigen, bezwaar)


def datums_voor_gezin(actor: Actor, zaak: Zaak) -> list[Termijn]:
    """Every date on the page of the family, for the calendar of this person."""
    lid, aanvraag = gezinslid(actor, zaak), Aanvraag.objects.get(zaak=zaak)
    besluit = besluit_voor_gezin(lid, aanvraag)
    eigen = [besluit.bezwaar] if besluit and besluit.bezwaar and besluit.bezwaar.is_open else []
    return [*termijnen_voor_gezin(zaak), *eigen]


# -- consent ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Toestemmingsregel:
    """One purpose, and what this person answered."""

    doel: str
    vraag: str
    uitleg: str
    rij: Toestemming | None


def toestemmingsregels(lid: Gezinslid) -> list[Toestemmingsregel]:
    """Every purpose with the answer that counts now."""
    rijen = {rij.doel: rij for rij in mijn_toestemmingen(lid)}
    vragen = doelvragen(lid.zaak.dossier.leerling.roepnaam, jij=lid.jij)
    return [Toestemmingsregel(doel, vraag, uitleg, rijen.get(doel)) for doel, (vraag, uitleg) in vragen.items()]
