"""Papers added by the school: judged first, stored, then recorded through `edit` in one part "document"."""

from django.db.models import QuerySet

from cases.compartimenten import Compartiment
from documents.keuring import Keuring
from documents.models import Document, Documentsoort, Handtekening
from documents.quarantaine import in_wacht
from documents.services import leg_vast, verwijder
from organisations.actor import Actor
from organisations.versies import stand
from tlv import rechten
from tlv.models import Aanvraag, Status
from tlv.onafhankelijkheid import opsomming
from workflow.fouten import Geweigerd, NietGevonden
from workflow.process import Bewerking, Deel

TOEVOEGBAAR = (
    Documentsoort.OPP,
    Documentsoort.ONDERZOEK,
    Documentsoort.KNOOPPUNT,
    Documentsoort.TOESTEMMING,
    Documentsoort.HANDTEKENINGEN,
    Documentsoort.VERSLAG,
    Documentsoort.BIJLAGE,
)
AANVULBAAR = (Status.AANVULLING_GEVRAAGD, Status.AANVULLING_VERLOPEN, Status.INFORMATIE_GEVRAAGD)


def mag_stukken(actor: Actor, aanvraag: Aanvraag) -> bool:
    """Who works on what was asked for: while writing, and again after filing, when something is missing."""
    if aanvraag.status in AANVULBAAR:
        return rechten.mag_aanvullen(actor, aanvraag)
    return rechten.mag_schrijven(actor, aanvraag)


def compartiment_van(soort: str) -> Compartiment:
    """Signed forms hold one person's words: not for the other guardian to read."""
    eigen = soort in (Documentsoort.TOESTEMMING, Documentsoort.HANDTEKENINGEN)
    return Compartiment.ZIENSWIJZE if eigen else Compartiment.DOSSIER


def eis_gescand(documenten: QuerySet[Document]) -> None:
    """Nothing is sent in while the scanner may still take one of its papers away (ADR 17)."""
    namen = in_wacht(documenten)
    if not namen:
        return
    werkwoord, wat = ("wordt", "dat bestand") if len(namen) == 1 else ("worden", "die bestanden")
    raise Geweigerd(
        f"{opsomming([f'‘{naam}’' for naam in namen])} {werkwoord} nog gecontroleerd op virussen. Dat duurt meestal "
        f"kort. Stuur over een minuut opnieuw in, of haal {wat} weg."
    )


def voeg_toe(b: Bewerking, *, soort: str, keuring: Keuring, concept: bool = False) -> Document:
    """Record an approved file as a paper of the case. Judging was done before the lock was taken."""
    return leg_vast(
        keuring,
        zaak=b.zaak,
        actor=b.by,
        soort=Documentsoort(soort),
        compartiment=compartiment_van(soort),
        nu=b.nu,
        concept=concept,
    )


def schrijf_document(b: Bewerking) -> None:
    """data["wat"]: toevoegen (soort, keuring), wijzigen (document_id, soort, titel) or verwijderen (document_id)."""
    wat = b.data["wat"]
    if wat == "toevoegen":
        _controleer_soort(b.data["soort"])
        b.resultaat["document_id"] = voeg_toe(b, soort=b.data["soort"], keuring=b.data["keuring"], concept=True).pk
        return
    document = (
        Document.objects.zichtbaar_voor(b.by)
        .filter(zaak=b.zaak, pk=b.data["document_id"], soort__in=TOEVOEGBAAR, brief="")
        .first()
    )
    if document is None:
        raise NietGevonden
    b.resultaat["document_id"] = document.pk
    if wat == "wijzigen":
        _controleer_soort(b.data["soort"])
    if wat == "verwijderen" or b.data["soort"] != document.soort:
        _houd_bij_handtekening(document)
    if wat == "verwijderen":
        verwijder(document, nu=b.nu)
        return
    document.soort = b.data["soort"]
    document.titel = b.data["titel"]
    document.compartiment = compartiment_van(document.soort)
    document.save(update_fields=["soort", "titel", "compartiment"])


def stand_van_stuk(document: Document) -> int:
    """What a form about this paper showed: two people who name it differently hear of each other."""
    return stand({"titel": document.titel, "soort": document.soort})


def versie_van_stuk(b: Bewerking) -> int:
    document = Document.objects.filter(zaak=b.zaak, pk=b.data.get("document_id") or 0).first()
    return stand_van_stuk(document) if document else 0


def _houd_bij_handtekening(document: Document) -> None:
    """The scan of a signed form proves a signature, and as another kind of paper the other parent would read it."""
    if Handtekening.objects.filter(scan=document).exists():
        raise Geweigerd("Dit formulier hoort bij een handtekening. Het blijft zoals het is.", veld="soort")


def _controleer_soort(soort: str) -> None:
    if soort not in TOEVOEGBAAR:
        raise Geweigerd("Kies wat voor stuk dit is.", veld="soort")


# A paper that was filed stays as it was filed: what is asked for later comes beside it, as a supplement.
DELEN = (
    Deel(
        naam="document",
        versie=versie_van_stuk,
        label="Stukken",
        mag=rechten.mag_schrijven,
        schrijf=schrijf_document,
        sessie=False,
        schrijfwerk=True,
    ),
)
