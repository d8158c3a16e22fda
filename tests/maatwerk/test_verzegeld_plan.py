"""The plan that everybody signed, one of them on paper: one sealed PDF, and only then the track goes on."""

from typing import Any

import pytest

from documents.keuring import keur
from documents.models import Handtekening, Zegel
from documents.opslag import lees_bestand
from documents.verificatie import op_pdf
from documents.werk import verwerk_wachtende
from maatwerk.models import Status, Traject
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School
from organisations.rollen import Rol
from tests import factories
from tests.documents.maak import tekst_pdf
from tests.documents.test_brieven import tekst
from tests.factories import NU, VANDAAG
from tests.maatwerk.planhulp import (
    keur_goed,
    maak_budget,
    maak_traject,
    mensen_die_tekenen,
    nu_is,
    stuk_van,
    vul_plan,
)
from workflow.edit import edit
from workflow.perform import perform
from workflow.sweeps import voer_tekenacties_uit
from workflow.tekenronde import leg_gemaakte_stukken_voor

pytestmark = pytest.mark.django_db
HOE = "ingelogd; opnieuw bevestigd met wachtwoord en code uit de app"


def rij_van(traject: Traject, **wie: Any) -> Handtekening:
    return stuk_van(traject).handtekeningen.get(opgevolgd_door__isnull=True, **wie)


def teken(traject: Traject, wie: Actor) -> None:
    rij = rij_van(traject, user_id=wie.gebruiker_id)
    data = {"handtekening_id": rij.pk, "uitkomst": "getekend", "sha256": rij.stuk.sha256, "hoe": HOE}
    edit(traject.zaak_id, "tekenen", by=wie, data=data | {"herbevestigd_op": NU}, nu=NU)
    wat_volgt(traject)


def wat_volgt(traject: Traject) -> None:
    voer_tekenacties_uit(traject.zaak, vandaag=VANDAAG, nu=NU)


def leg_gemaakt_plan_voor(traject: Traject, wie: Actor) -> None:
    """The real paper, made by the worker."""
    perform(traject.zaak_id, "plan_voorleggen", by=wie, nu=NU)
    verwerk_wachtende(NU)
    assert leg_gemaakte_stukken_voor(vandaag=VANDAAG, nu=NU) == 1


def teken_op_papier(traject: Traject, ouder_id: int, swv: Samenwerkingsverband) -> None:
    """Entered by the secretariat; it counts once somebody else compared it with the original."""
    rij = rij_van(traject, ouder_id=ouder_id)
    scan = {"op": VANDAAG, "reden": "", "keuring": keur(tekst_pdf("Formulier"), "formulier.pdf")}
    data = {"handtekening_id": rij.pk, "uitkomst": "getekend"}
    edit(traject.zaak_id, "tekenen_papier", by=factories.actor(Rol.SECRETARIAAT, swv), data=data | scan, nu=NU)
    wat_volgt(traject)
    assert (stuk_van(traject).uitslag, nu_is(traject)) == ("", Status.BIJ_OUDERS)
    nakijken = {"handtekening_id": rij.pk, "klopt": True, "reden": ""}
    edit(traject.zaak_id, "tekenen_nakijken", by=factories.actor(Rol.VOORZITTER, swv), data=nakijken, nu=NU)
    wat_volgt(traject)


def test_five_signatures_one_of_them_on_paper_make_one_sealed_plan(
    school: School, andere_school: School, swv: Samenwerkingsverband, settings: Any, tmp_path: Any
):
    settings.BESTANDEN_DIR = tmp_path
    hoofd, directeur = mensen_die_tekenen(swv, andere_school)
    maak_budget(swv, "5000")
    traject, casemanager = maak_traject(school, ouders=())
    leerling = traject.zaak.dossier.leerling
    moeder = factories.OuderFactory(leerling=leerling, naam="Noor Aydın", account=True)
    vader = factories.OuderFactory(leerling=leerling, naam="Bram Voorbeeld", relatie="vader", email="")
    vul_plan(traject.zaak, andere_school)
    leg_gemaakt_plan_voor(traject, casemanager)
    teken(traject, casemanager)
    assert nu_is(traject) == Status.PLAN_TEKENEN
    teken(traject, hoofd)
    assert nu_is(traject) == Status.PLAN_BIJ_DIRECTEUR
    keur_goed(traject, directeur)
    perform(traject.zaak_id, "plan_vertellen", by=casemanager, data={"reden": "Thuis besproken."}, nu=NU)
    teken(traject, factories.actor(Rol.OUDER, user=moeder.user))
    assert nu_is(traject) == Status.BIJ_OUDERS and not Zegel.objects.exists()
    teken_op_papier(traject, vader.pk, swv)
    assert nu_is(traject) == Status.UITVOERING

    verwerk_wachtende(NU)
    zegel = Zegel.objects.get(document=stuk_van(traject).eindstuk)
    assert zegel.document.naam == "plan.pdf"
    pdf = lees_bestand(zegel.document.bestand)
    uitslag = op_pdf(pdf)
    assert (uitslag.uitkomst, uitslag.is_echt) == ("echt", True)
    regels = zegel.document.gegevens["regels"]
    namen = {casemanager.naam, hoofd.naam, directeur.naam, moeder.naam, vader.naam}
    assert ({regel["naam"] for regel in regels}, len(regels)) == (namen, 5)
    assert [regel["naam"] for regel in regels if regel["hoe"].startswith("op papier")] == [vader.naam]
    gelezen = tekst(pdf)
    assert "Begeleiding in de klas" in gelezen, "the plan itself is in it"
    assert stuk_van(traject).sha256 in gelezen.replace(" ", "")
