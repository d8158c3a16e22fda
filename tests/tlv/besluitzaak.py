"""A case that is ready to decide, with everything the checks ask for; each test takes away what it is about."""

from datetime import date, datetime, timedelta
from typing import Any

from cases.models import Zaak, Zienswijze
from documents import opslag
from documents.models import Document, Werkstatus, Zegel, Zegelsleutel
from organisations.actor import Actor
from organisations.models import Mandaat, Mandaatproduct, User
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tlv.models import Aanvraag, Advies, Besluit, Bespreking, Status
from workflow.edit import edit
from workflow.models import Onderdeel
from workflow.perform import Resultaat, perform

MOTIVERING = (
    "Wij hebben de aanvraag getoetst aan de criteria in het ondersteuningsplan. De leerling heeft de hele dag "
    "de nabijheid van een vaste volwassene nodig en een kleine groep. De school bood een jaar begeleiding "
    "in en buiten de klas. Een zwaarder arrangement verandert de grootte van de groep niet en is daarom niet genoeg."
)
REACTIE = "De moeder vraagt om rust en een kleine groep. Dat past bij wat de deskundigen schrijven en weegt mee."
OVERWEGINGEN = (
    "De leerling raakt overvraagd in een grote groep en heeft een vaste volwassene nodig om tot leren te komen.",
    "Uit de observatie blijkt dat wisselingen veel spanning geven. Een vaste dag is de belangrijkste voorwaarde.",
)


def mandaat(wie: Actor, *, plaatsvervangend: bool = False, product: str = Mandaatproduct.TLV) -> Mandaat:
    assert wie.swv_id is not None
    assert wie.gebruiker_id is not None
    return Mandaat.objects.create(
        swv_id=wie.swv_id,
        user_id=wie.gebruiker_id,
        product=product,
        functie="plaatsvervangend voorzitter" if plaatsvervangend else "voorzitter van de commissie",
        namens="het bestuur van het samenwerkingsverband",
        plaatsvervangend=plaatsvervangend,
        van=date(2025, 8, 1),
    )


def klaar_om_te_besluiten(aanvraag: Aanvraag, **antwoorden: Any) -> Aanvraag:
    """Two advices by an orthopedagoog and a jeugdpsycholoog, a view, a discussion, a request for 31-7-2027, laag."""
    factories.zet_status(aanvraag, Status.TER_BESLUITVORMING)
    _antwoorden(aanvraag.zaak, antwoorden)
    for nr, beroep in enumerate(("orthopedagoog", "jeugdpsycholoog"), start=1):
        maak_advies(aanvraag, nr, beroep)
    moeder = factories.OuderFactory(leerling=aanvraag.zaak.dossier.leerling, naam="Moeder Voorbeeld")
    maak_zienswijze(aanvraag, moeder)
    bespreek(aanvraag, "deskundigen")
    return aanvraag


def _antwoorden(zaak: Zaak, extra: dict[str, Any]) -> None:
    situatie = {
        "situatie": "De leerling loopt vast in de klas.",
        "gronden": ["sociaal_emotioneel"],
        "uitstroomprofiel": "vervolgonderwijs",
        "einde": "2027-07-31",
        "categorie": "laag",
    } | extra
    Onderdeel.objects.create(zaak=zaak, sleutel="situatie_en_verzoek", antwoorden=situatie, afgerond=True)
    Onderdeel.objects.create(zaak=zaak, sleutel="ondersteuningsbehoeften", antwoorden={"onderzoek_datum": "2025-11-03"})


def maak_advies(aanvraag: Aanvraag, nr: int, beroep: str, **velden: Any) -> Advies:
    standaard: dict[str, Any] = {
        "stand": Advies.Stand.INGEDIEND,
        "strekking": "toewijzen",
        "type": "vso",
        "einde": date(2027, 7, 31),
        "categorie": "laag",
        "overwegingen": OVERWEGINGEN[(nr - 1) % 2],
        "waarom_geen_arrangement": "De omgeving zelf moet anders zijn.",
        "periode_reden": "Na een jaar kan opnieuw worden gekeken.",
        "onafhankelijk_verklaard_op": NU,
        "ingediend_op": NU,
        "sha256": str(nr) * 64,
    }
    return Advies.objects.create(
        **{
            "aanvraag": aanvraag,
            "deskundige": factories.UserFactory(naam=f"drs. Deskundige {nr}"),
            "beroep": beroep,
            "volgorde": nr,
            "gevraagd_op": VANDAAG,
            "uiterlijk": VANDAAG + timedelta(days=14),
            **standaard,
            **velden,
        }
    )


def maak_zienswijze(aanvraag: Aanvraag, ouder: Any, **velden: Any) -> Zienswijze:
    standaard = {"standpunt": "eens", "tekst": "Ik wil graag rust voor mijn kind.", "wijze": "digitaal"}
    return Zienswijze.objects.create(zaak=aanvraag.zaak, ouder=ouder, moment=NU, **{**standaard, **velden})


def bespreek(aanvraag: Aanvraag, soort: str) -> Bespreking:
    notulist: User = factories.UserFactory.create()
    return Bespreking.objects.create(
        aanvraag=aanvraag,
        soort=soort,
        datum=VANDAAG,
        aanwezigen="voorzitter, beide deskundigen",
        uitkomst="Beide deskundigen lichten hun advies toe.",
        vastgelegd_door=notulist,
        vastgelegd_op=NU,
    )


def schrijf_concept(aanvraag: Aanvraag, wie: Actor, **velden: Any) -> Besluit:
    """A draft through the door, with the proposals and a motivation."""
    data = {"soort": "verlenen", "motivering": MOTIVERING, "reactie_op_zienswijze": REACTIE, **velden}
    edit(aanvraag.zaak_id, "besluit", by=wie, data=data, nu=NU)
    return Besluit.objects.get(aanvraag=aanvraag, stand=Besluit.Stand.CONCEPT)


def teken(aanvraag: Aanvraag, wie: Actor, actie: str = "verlenen", *, nu: datetime = NU, **kwargs: Any) -> Resultaat:
    return perform(aanvraag.zaak_id, actie, by=wie, herbevestigd_op=nu, nu=nu, **kwargs)


def besluit_van(aanvraag: Aanvraag, stand: str = "ondertekend") -> Besluit:
    return Besluit.objects.select_related("document").get(aanvraag=aanvraag, stand=stand)


def maak_klaar(document: Document) -> None:
    """As if the worker had rendered and sealed it; real rendering has its own tests."""
    sleutel, _ = Zegelsleutel.objects.get_or_create(
        vingerafdruk="f" * 64, defaults={"certificaat": "x", "herkomst": "test", "in_gebruik_sinds": NU}
    )
    inhoud = f"%PDF {document.pk}".encode()
    document.bestand = opslag.bewaar(inhoud, mime="application/pdf", naam=document.naam, paginas=1)
    document.werk = Werkstatus.KLAAR
    document.save()
    if document.te_verzegelen:
        Zegel.objects.create(
            document=document,
            sha256=document.bestand.sha256,
            code=document.gegevens["verificatie"]["code"],
            zegelsleutel=sleutel,
            verzegeld_op=NU,
        )


def actor_met_mandaat(rol: str, swv: Any) -> Actor:
    wie = factories.actor(rol, swv)
    mandaat(wie, plaatsvervangend=rol == Rol.PLV_VOORZITTER)
    return wie
