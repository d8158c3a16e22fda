"""A whole plan with its offer, and a track that stands where a test needs it."""

from datetime import date
from decimal import Decimal
from typing import Any

from cases.models import Zaak
from documents import opslag, tekenen
from documents.keuring import PDF
from documents.models import Document, Ondertekenstuk
from maatwerk.models import Aanstelling, Status, Traject
from maatwerk.models_plan import Budget, Offerteregel, Planversie
from maatwerk.planinhoud import inhoud_van, regels_van
from maatwerk.plantekenen import STUK
from maatwerk.toestanden import TOESTANDEN
from organisations.actor import Actor, systeem
from organisations.models import Lidmaatschap, Samenwerkingsverband, School, User
from organisations.rollen import Rol
from tests import factories
from tests.documents.maak import tekst_pdf
from tests.factories import NU, VANDAAG
from workflow.models import Onderdeel
from workflow.perform import perform
from workflow.tekenkamer import geldig_stuk, na_antwoord, nodig_uit
from workflow.versies import hash_van

START, EINDE = date(2026, 4, 7), date(2027, 3, 31)
REGEL: dict[str, Any] = {
    "soort": "uren",
    "omschrijving": "Begeleiding in de klas door een orthopedagoog",
    "aantal": "3",
    "per": "week",
    "keren": 16,
    "tarief": "87.50",
    "btw": "vrijgesteld",
    "betaler": "swv",
    "betaler_naam": "",
    "van": "2026-04-07",
    "tot": "2026-07-31",
    "rij": "regel1",
}
"""€ 4.200,00, wholly in school year 2025-2026."""


def antwoorden(
    school: School | str = "anders", regels: list[dict[str, Any]] | None = None
) -> dict[str, dict[str, Any]]:
    elders = {"plek_naam": "De Kleine Plek", "directeur_naam": "T. Aker"} if school == "anders" else {}
    return {
        "plan_plek": {
            "school": school if isinstance(school, str) else str(school.pk),
            **elders,
            "week": "Vier ochtenden in een groep van acht leerlingen.",
            "opbouw": "",
            "start": START.isoformat(),
            "einde": EINDE.isoformat(),
            "afgestemd_op": "2026-03-02",
            "ouders_vinden": "Zij zijn blij met de plek, en vinden de reis lang.",
        },
        "plan_doelen": {
            "doelen": [
                {
                    "doel": "Sam komt elke ochtend binnen zonder strijd.",
                    "merkbaar": "Vier van de vijf ochtenden.",
                    "ondersteuning": "Een vaste volwassene bij de deur.",
                    "wie": "R. Bos, mentor",
                    "uiterlijk": "2026-07-01",
                    "rij": "doel1",
                }
            ]
        },
        "plan_afspraken": {
            "bij_problemen": "De mentor belt de casemanager dezelfde dag.",
            "taken": [{"wat": "Ophalen bij de deur", "wie": "R. Bos, mentor", "uiterlijk": None, "rij": "taak1"}],
        },
        "plan_evaluaties": {"evaluaties": [{"op": "2026-06-15", "met_wie": "Ouders, mentor", "rij": "eva1"}]},
        "plan_offerte": {"geldig_tot": None, "toelichting": "", "regels": [REGEL] if regels is None else regels},
    }


def vul_plan(zaak: Zaak, school: School | str = "anders", regels: list[dict[str, Any]] | None = None) -> None:
    for sleutel, waarden in antwoorden(school, regels).items():
        Onderdeel.objects.update_or_create(
            zaak=zaak,
            sleutel=sleutel,
            defaults={"antwoorden": waarden, "afgerond": True, "versie": 1, "bijgewerkt_op": NU},
        )


def inhoud(regels: list[dict[str, Any]] | None = None, **anders: Any) -> dict[str, Any]:
    """The frozen content of a version."""
    kop = {
        "nummer": "M2026-0001",
        "leerling": {"naam": "Sam Voorbeeld", "geboortedatum": "2011-05-17"},
        "school": "De Wissel",
        "casemanager": "Ilse de Graaf",
        "ouders": ["Noor Aydın"],
    }
    return inhoud_van({**antwoorden(regels=regels), **anders}, kop=kop, scholen={})


def maak_traject(
    school: School, status: str = Status.PLAN, *, ouders: tuple[str, ...] = ("Els Winter",)
) -> tuple[Traject, Actor]:
    """A track in a state with a casemanager, and that casemanager."""
    dossier = factories.DossierFactory(school=school)
    for naam in ouders:
        factories.OuderFactory(leerling=dossier.leerling, naam=naam)
    zaak = factories.ZaakFactory(
        dossier=dossier,
        soort="maatwerk",
        status=status,
        status_label=TOESTANDEN[Status(status)].label,
        ontvangen_op=VANDAAG,
        swv_sinds=VANDAAG,
        nummer=f"M2026-{dossier.pk:04d}",
    )
    wie = factories.actor(Rol.CASEMANAGER, school.swv)
    traject = Traject(zaak=zaak, status=status, ingebracht_op=VANDAAG, aangesteld_op=VANDAAG, goedgekeurd_op=VANDAAG)
    traject.save()
    Aanstelling.objects.create(
        traject=traject,
        casemanager_id=wie.persoon_id,
        stand=Aanstelling.Stand.AANVAARD,
        gevraagd_op=VANDAAG,
        gevraagd_door_id=wie.persoon_id,
        beantwoord_op=VANDAAG,
    )
    factories.betrek(zaak, User.objects.get(pk=wie.persoon_id), Rol.CASEMANAGER)
    return traject, wie


def maak_versie(
    traject: Traject, wie: Actor, stand: str, regels: list[dict[str, Any]] | None = None, nummer: int = 1
) -> Planversie:
    """A version straight in a state, for tests of what comes after."""
    tekst = inhoud(regels)
    lijst = regels_van(tekst)
    document = Document.objects.create(
        zaak=traject.zaak,
        soort="brief",
        titel="Plan",
        naam="plan.pdf",
        compartiment="traject",
        aangemaakt_op=NU,
        werk="wacht",
        brief="plan_van_aanpak",
    )
    versie = Planversie.objects.create(
        traject=traject,
        nummer=nummer,
        stand=stand,
        reden="" if nummer == 1 else "Er is iets veranderd.",
        inhoud=tekst,
        sha256=hash_van(tekst),
        start=START,
        einde=EINDE,
        excl=sum((r.excl for r in lijst), Decimal(0)),
        btw=sum((r.btw_bedrag for r in lijst), Decimal(0)),
        document=document,
        vastgelegd_op=NU,
        vastgelegd_door_id=wie.persoon_id,
        beoordeeld_op=NU,
        beoordeeld_door_id=wie.persoon_id,
    )
    for volgorde, regel in enumerate(lijst, 1):
        Offerteregel.objects.create(
            versie=versie,
            rij=regel.sleutel,
            volgorde=volgorde,
            soort=regel.soort,
            omschrijving=regel.omschrijving,
            aantal=regel.aantal,
            per=regel.per,
            keren=regel.keren,
            tarief=regel.tarief,
            btw_tarief=regel.btw,
            betaler=regel.betaler,
            betaler_naam=regel.betaler_naam,
            van=regel.van,
            tot=regel.tot,
            excl=regel.excl,
            btw=regel.btw_bedrag,
        )
    return versie


def maak_budget(swv: Samenwerkingsverband, bedrag: str, jaar: int = 2025) -> Budget:
    return Budget.objects.create(swv=swv, schooljaar=jaar, toegekend=Decimal(bedrag))


def leiding(school: School) -> Actor:
    """The head of a school."""
    return factories.actor(Rol.SCHOOLDIRECTEUR, school)


def wie_is(actor: Actor) -> User:
    return Lidmaatschap.objects.get(pk=actor.hoed_id or 0).user


# -- through the signing room ----------------------------------------------------------------------


def mensen_die_tekenen(swv: Samenwerkingsverband, ontvangend: School) -> tuple[Actor, Actor]:
    """The head of the receiving school, and the director of the samenwerkingsverband."""
    return leiding(ontvangend), factories.actor(Rol.DIRECTEUR_SWV, swv)


def leg_voor(traject: Traject, wie: Actor, **data: Any) -> Planversie:
    """To the signers, with the paper made."""
    perform(traject.zaak_id, "plan_voorleggen", by=wie, data=data, nu=NU)
    versie = Planversie.objects.filter(traject=traject).latest("nummer")
    bestand = opslag.bewaar(tekst_pdf(f"Plan {versie.document_id}"), mime=PDF, naam="plan.pdf", paginas=1)
    Document.objects.filter(pk=versie.document_id).update(bestand=bestand, werk="klaar")
    stuk = stuk_van(traject)
    nodig_uit(stuk, vandaag=VANDAAG, nu=NU)
    return versie


def stuk_van(traject: Traject) -> Ondertekenstuk:
    """What lies in the signing room."""
    stuk = geldig_stuk(traject.zaak, STUK)
    assert stuk is not None
    return stuk


def teken_opstellers(traject: Traject) -> None:
    """Casemanager and receiving school sign; the system passes the plan on to the director."""
    stuk = stuk_van(traject)
    for rij in tekenen.stand(stuk).aan_de_beurt:
        tekenen.zet(rij, "getekend", op=NU, hoe="test")
        na_antwoord(stuk, by=systeem(VANDAAG), nu=NU)
    perform(traject.zaak_id, "plan_getekend", by=systeem(VANDAAG), nu=NU)


def breng_naar_directeur(school: School, ontvangend: School, regels: list[dict[str, Any]] | None = None) -> Traject:
    """A track whose plan waits for the decision of the director. The people must be there (`mensen_die_tekenen`)."""
    traject, wie = maak_traject(school)
    vul_plan(traject.zaak, ontvangend, regels)
    leg_voor(traject, wie)
    teken_opstellers(traject)
    return traject


def keur_goed(traject: Traject, directeur: Actor, **data: Any) -> None:
    perform(traject.zaak_id, "plan_goedkeuren", by=directeur, data=data, herbevestigd_op=NU, nu=NU)


def nu_is(traject: Traject) -> str:
    return str(Traject.objects.get(pk=traject.pk).status)
