"""A family with two guardians who live apart, one without gezag, and a pupil of sixteen; and a request in any state."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from cases.compartimenten import Compartiment
from cases.models import Dossier, Leerling, Ouder, Zaak
from deadlines import services as termijnen
from documents.models import Bekendmaking, Bestand, Document, Documentsoort
from organisations.actor import Actor
from organisations.models import Mandaat, User
from organisations.rollen import Rol
from tests import factories
from tests.stand import eenmaal
from tlv.bevriezen import bevries
from tlv.models import Aanvraag, Besluit, Status
from workflow.models import Onderdeel


@dataclass
class Gezin:
    aanvraag: Aanvraag
    zaak: Zaak
    kind: Leerling
    ouder_moeder: Ouder
    ouder_vader: Ouder
    moeder: Actor
    vader: Actor
    zonder_gezag: Actor
    leerling: Actor
    coordinator: Actor
    secretariaat: Actor
    voorzitter: Actor


def _actor(rol: str, user: User | None) -> Actor:
    return factories.actor(rol, user=user, vandaag=timezone.localdate())


def geboren(jaren: int, *, dagen: int = 30) -> date:
    """A birth date such that the pupil turned this age some days ago."""
    dag = timezone.localdate() - timedelta(days=dagen)
    return date(dag.year - jaren, dag.month, min(dag.day, 28))


@eenmaal
def maak_gezin(*, status: str = Status.INGEDIEND, jaren: int = 16, bevroren: bool = True) -> Gezin:
    """The pages use today's date, so everything here is around today."""
    vandaag = timezone.localdate()
    gebruiker: User = factories.UserFactory.create(naam="Mila Janssen")
    factories.LidmaatschapFactory(user=gebruiker, rol=Rol.LEERLING)
    kind: Leerling = factories.LeerlingFactory.create(
        roepnaam="Mila", achternaam="Janssen", geboortedatum=geboren(jaren), user=gebruiker
    )
    van = kind.geboortedatum
    moeder: Ouder = factories.OuderFactory.create(
        leerling=kind, naam="Sanne Mulder", account=True, telefoon="085 555 11 11", gezag__van=van
    )
    vader: Ouder = factories.OuderFactory.create(
        leerling=kind,
        naam="Daan Janssen",
        relatie="vader",
        account=True,
        telefoon="085 555 22 22",
        gezag__van=van,
        straat="Wilgenhof",
    )
    zonder: Ouder = factories.OuderFactory.create(
        leerling=kind, naam="Ruben Vos", relatie="ouder", account=True, gezag=False
    )
    dossier: Dossier = factories.DossierFactory.create(leerling=kind)
    dossier.schoolbetrokkenen.create(
        naam="Noor van Dijk", functie="ondersteuningscoördinator", telefoon="085 555 03 00"
    )
    aanvraag: Aanvraag = factories.AanvraagFactory.create(zaak__dossier=dossier)
    coordinator = factories.actor(Rol.COORDINATOR, dossier.school, vandaag=vandaag)
    Onderdeel.objects.create(
        zaak=aanvraag.zaak,
        sleutel="situatie_en_verzoek",
        antwoorden={"situatie": "Mila loopt vast in de klas."},
    )
    if bevroren:
        bevries(aanvraag, by=coordinator, nu=timezone.now())
    if status != Status.CONCEPT:
        factories.zet_status(aanvraag, status)
    zaak = Zaak.objects.get(pk=aanvraag.zaak_id)
    if status != Status.CONCEPT and status != Status.INGETROKKEN:
        termijnen.start(zaak, "beslistermijn", vanaf=vandaag)
        termijnen.start(zaak, "servicenorm", vanaf=vandaag)
    if status == Status.AANVULLING_GEVRAAGD:
        termijnen.start(zaak, "aanvultermijn", vanaf=vandaag)
        termijnen.opschorten(zaak, "beslistermijn", van=vandaag, uiterlijk=vandaag + timedelta(days=21))
    return Gezin(
        aanvraag=Aanvraag.objects.get(pk=aanvraag.pk),
        zaak=zaak,
        kind=kind,
        ouder_moeder=moeder,
        ouder_vader=vader,
        moeder=_actor(Rol.OUDER, moeder.user),
        vader=_actor(Rol.OUDER, vader.user),
        zonder_gezag=_actor(Rol.OUDER, zonder.user),
        leerling=_actor(Rol.LEERLING, gebruiker),
        coordinator=coordinator,
        secretariaat=factories.actor(Rol.SECRETARIAAT, zaak.swv, vandaag=vandaag),
        voorzitter=factories.actor(Rol.VOORZITTER, zaak.swv, vandaag=vandaag),
    )


def broer_van(gezin: Gezin, *, status: str = Status.VOLLEDIG) -> Zaak:
    """A second child of the same mother, with a request at another school; its father is somebody else."""
    kind: Leerling = factories.LeerlingFactory.create(roepnaam="Bas", achternaam="Mulder", geboortedatum=geboren(9))
    moeder = User.objects.get(pk=gezin.moeder.persoon_id)
    factories.OuderFactory(leerling=kind, user=moeder, gezag__van=kind.geboortedatum)
    dossier = factories.DossierFactory.create(leerling=kind)
    dossier.schoolbetrokkenen.create(naam="Els Kuiper", functie="mentor", telefoon="085 555 04 00")
    aanvraag: Aanvraag = factories.AanvraagFactory.create(zaak__dossier=dossier)
    factories.zet_status(aanvraag, status)
    termijnen.start(aanvraag.zaak, "beslistermijn", vanaf=timezone.localdate())
    return Zaak.objects.get(pk=aanvraag.zaak_id)


def bestand(naam: str) -> Bestand:
    rij: Bestand = Bestand.objects.create(
        opslagnaam=f"{factories.sleutel()}.pdf", sha256=factories.sleutel() * 2, grootte=34_000, mime="application/pdf"
    )
    return rij


def papier(zaak: Zaak, titel: str, *, soort: str, compartiment: str, **extra: Any) -> Document:
    rij: Document = Document.objects.create(
        zaak=zaak,
        titel=titel,
        naam=f"{titel}.pdf",
        soort=soort,
        compartiment=compartiment,
        bestand=bestand(titel),
        aangemaakt_op=timezone.now(),
        **extra,
    )
    return rij


def besluit_bekend(gezin: Gezin, *, soort: str = "verlenen") -> Besluit:
    """The decision as it is once made known: digital to the mother, by post and not yet sent to the father."""
    vandaag = timezone.localdate()
    wie = User.objects.get(pk=gezin.voorzitter.persoon_id)
    mandaat = Mandaat.objects.create(
        swv=gezin.zaak.swv, user=wie, product="tlv", functie="voorzitter", namens="het bestuur", van=date(2020, 1, 1)
    )
    besluit: Besluit = Besluit.objects.create(
        aanvraag=gezin.aanvraag,
        soort=soort,
        stand="bekendgemaakt",
        motivering="Omdat.",
        besloten_op=vandaag,
        ondertekend_op=timezone.now(),
        ondertekend_door=wie,
        mandaat=mandaat,
        tlv_nummer="VO9000-1",
        type="vso",
        begin=vandaag,
        einde=vandaag + timedelta(days=700),
    )
    document = papier(gezin.zaak, "Besluit", soort=Documentsoort.BESCHIKKING, compartiment=Compartiment.BESLUIT)
    besluit.document = document
    besluit.save()
    for wie_krijgt, kanaal in (
        ({"ouder": gezin.ouder_moeder}, "digitaal"),
        ({"ouder": gezin.ouder_vader}, "post"),
        ({"leerling": gezin.kind}, "digitaal"),
    ):
        digitaal = kanaal == "digitaal"
        rij = Bekendmaking.objects.create(
            document=document,
            zaak=gezin.zaak,
            naam=str(next(iter(wie_krijgt.values()))),
            kanaal=kanaal,
            klaargezet_op=timezone.now(),
            verzonden_op=vandaag if digitaal else None,
            **wie_krijgt,
        )
        if digitaal:
            termijnen.start(gezin.zaak, "bezwaar", vanaf=vandaag, kenmerk=f"bekendmaking:{rij.pk}")
    factories.zet_status(gezin.aanvraag, Status.BEKENDGEMAAKT)
    Aanvraag.objects.filter(pk=gezin.aanvraag.pk).update(bekendgemaakt_op=vandaag)
    return besluit
