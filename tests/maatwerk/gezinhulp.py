"""A family with a plan: two parents who each have an account, and a pupil of sixteen who has one too."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from cases.models import Leerling, Zaak
from deadlines import services as termijnen
from documents import tekenen
from documents.models import Handtekening
from maatwerk.models import Status, Traject, Uitvoeringstaak
from organisations.actor import Actor, systeem
from organisations.models import Samenwerkingsverband, School, User
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tests.maatwerk.planhulp import (
    keur_goed,
    leg_voor,
    maak_budget,
    maak_traject,
    mensen_die_tekenen,
    stuk_van,
    teken_opstellers,
    vul_plan,
)
from tlv.models import Aanvraag
from workflow.perform import perform
from workflow.tekenkamer import na_antwoord

GEBOREN = date(2010, 1, 4)
TELEFOON = "085 555 07 07"
NOTITIE = "De moeder vindt dit moeilijk."
"""What the casemanager wrote at each task, for nobody of the parties."""


@dataclass
class Plangezin:
    """The plan was approved; who signs at home are `moeder`, `vader` and `leerling`."""

    traject: Traject
    kind: Leerling
    moeder: Actor
    vader: Actor
    leerling: Actor
    casemanager: Actor
    hoofd: Actor

    def vertel(self) -> None:
        """Director and casemanager told the family, who is asked to sign within two weeks from today."""
        perform(self.traject.zaak_id, "plan_vertellen", by=self.casemanager, data={"reden": "Thuis besproken."}, nu=NU)
        stuk = stuk_van(self.traject)
        Handtekening.objects.filter(stuk=stuk).update(uiterlijk=timezone.localdate() + timedelta(days=14))

    def antwoord(self, wie: Actor, uitkomst: str) -> None:
        stuk = stuk_van(self.traject)
        rij = next(rij for rij in tekenen.stand(stuk).aan_de_beurt if rij.user_id == wie.gebruiker_id)
        tekenen.zet(rij, uitkomst, op=NU, hoe="test", reden="" if uitkomst == "getekend" else "De reis is te lang.")
        na_antwoord(stuk, by=systeem(VANDAAG), nu=NU)

    def niet_getekend(self) -> None:
        """What the system does when somebody does not sign."""
        perform(self.traject.zaak_id, "plan_niet_getekend", by=systeem(VANDAAG), nu=NU)

    def voert_uit(self, *, verteld: bool = False) -> None:
        """Everybody signed; the plan is carried out, with a task for each party."""
        if not verteld:
            self.vertel()
        for wie in (self.moeder, self.vader, self.leerling):
            self.antwoord(wie, "getekend")
        self.zet(Status.UITVOERING)
        for partij in Uitvoeringstaak.Partij:
            self.traject.taken.create(
                wat=f"Iets doen: {partij.label}",
                wie="Wie dit doet",
                partij=partij,
                uiterlijk=timezone.localdate() + timedelta(days=21),
                voortgang=NOTITIE,
            )

    def zet(self, status: Status) -> None:
        Traject.objects.filter(pk=self.traject.pk).update(status=status)
        gesloten = timezone.localdate() if status == Status.AFGESLOTEN else None
        Zaak.objects.filter(pk=self.traject.zaak_id).update(status=status, gesloten_op=gesloten)
        self.traject = Traject.objects.get(pk=self.traject.pk)

    def rij(self, wie: Actor) -> Handtekening:
        """The last request to this person."""
        return Handtekening.objects.filter(kamer=True, user_id=wie.gebruiker_id).latest("pk")


def maak_plangezin(school: School, ontvangend: School, swv: Samenwerkingsverband) -> Plangezin:
    hoofd, directeur = mensen_die_tekenen(swv, ontvangend)
    maak_budget(swv, "5000")
    traject, casemanager = maak_traject(school, ouders=())
    User.objects.filter(pk=casemanager.persoon_id).update(naam="Meike van Dam", telefoon=TELEFOON)
    kind = traject.zaak.dossier.leerling
    leerling = factories.lidmaatschap(Rol.LEERLING).user
    Leerling.objects.filter(pk=kind.pk).update(geboortedatum=GEBOREN, user=leerling)
    moeder = factories.OuderFactory(leerling=kind, naam="Noor Aydın", account=True, gezag__van=GEBOREN)
    vader = factories.OuderFactory(
        leerling=kind, naam="Bram Voorbeeld", relatie="vader", account=True, gezag__van=GEBOREN
    )
    Zaak.objects.filter(pk=traject.zaak_id).update(gezin_sinds=VANDAAG)
    traject = Traject.objects.get(pk=traject.pk)
    vul_plan(traject.zaak, ontvangend)
    leg_voor(traject, casemanager)
    teken_opstellers(traject)
    keur_goed(traject, directeur)
    return Plangezin(
        traject=traject,
        kind=kind,
        moeder=_nu(Rol.OUDER, moeder.user),
        vader=_nu(Rol.OUDER, vader.user),
        leerling=_nu(Rol.LEERLING, leerling),
        casemanager=casemanager,
        hoofd=hoofd,
    )


def _nu(rol: str, user: User) -> Actor:
    return factories.actor(rol, user=user, vandaag=timezone.localdate())


def aanvraag_voor(gezin: Plangezin) -> Zaak:
    """A request for the same child, at the same school."""
    return _loopt(factories.AanvraagFactory.create(zaak__dossier=gezin.traject.zaak.dossier))


def zus_met_aanvraag(gezin: Plangezin) -> Zaak:
    """A second child of the mother, with a request; its father is somebody else."""
    kind = factories.LeerlingFactory.create(roepnaam="Yfke", achternaam="Aydın", geboortedatum=date(2015, 6, 1))
    moeder = User.objects.get(pk=gezin.moeder.persoon_id)
    factories.OuderFactory(leerling=kind, user=moeder, naam="Noor Aydın", gezag__van=kind.geboortedatum)
    return _loopt(factories.AanvraagFactory.create(zaak__dossier__leerling=kind))


def _loopt(aanvraag: Aanvraag) -> Zaak:
    factories.zet_status(aanvraag, "ingediend")
    termijnen.start(aanvraag.zaak, "beslistermijn", vanaf=timezone.localdate())
    return Zaak.objects.get(pk=aanvraag.zaak_id)
