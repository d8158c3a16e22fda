"""The plan between approval and start, when somebody else comes to speak for the pupil; and who does not decide."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.models import Gezag, Ouder
from documents import tekenen
from documents.models import Handtekening
from maatwerk.models import Status, Traject
from maatwerk.models_plan import Planversie
from organisations.actor import Actor, systeem
from organisations.models import Samenwerkingsverband, School, User
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tests.inloggen import log_in
from tests.maatwerk.planhulp import (
    keur_goed,
    leg_voor,
    maak_budget,
    maak_traject,
    mensen_die_tekenen,
    nu_is,
    stuk_van,
    teken_opstellers,
    vul_plan,
)
from workflow.fouten import Geweigerd
from workflow.perform import perform
from workflow.sweeps import voer_tekenacties_uit
from workflow.tekenkamer import na_antwoord
from workflow.tekenronde import verwerk_tekenkamer
from workflow.tekentaken import eigen_verzoeken

pytestmark = pytest.mark.django_db
MORGEN = NU + timedelta(days=1)
Opgezet = tuple[Traject, Actor, Actor]


@pytest.fixture
def goedgekeurd(school: School, andere_school: School, swv: Samenwerkingsverband) -> Opgezet:
    """A plan that was approved and not told yet; two parents."""
    _, directeur = mensen_die_tekenen(swv, andere_school)
    maak_budget(swv, "5000")
    traject, wie = maak_traject(school, ouders=())
    leerling = traject.zaak.dossier.leerling
    factories.OuderFactory(leerling=leerling, naam="Noor Aydın", account=True)
    factories.OuderFactory(leerling=leerling, naam="Bram Voorbeeld", relatie="vader", email="")
    vul_plan(traject.zaak, andere_school)
    leg_voor(traject, wie)
    teken_opstellers(traject)
    keur_goed(traject, directeur)
    return traject, wie, directeur


def vertel(traject: Traject, wie: Actor) -> None:
    perform(traject.zaak_id, "plan_vertellen", by=wie, data={"reden": "Thuis besproken."}, nu=NU)


def antwoord(traject: Traject, naam: str, uitkomst: str = "getekend", reden: str = "") -> None:
    stuk = stuk_van(traject)
    rij = next(r for r in tekenen.stand(stuk).aan_de_beurt if r.naam == naam)
    tekenen.zet(rij, uitkomst, op=NU, hoe="test", reden=reden)
    na_antwoord(stuk, by=systeem(VANDAAG), nu=NU)


def aan_de_beurt(traject: Traject) -> list[str]:
    return sorted(rij.naam for rij in tekenen.stand(stuk_van(traject)).aan_de_beurt)


def test_who_got_gezag_after_the_plan_was_written_is_asked_when_it_is_told(goedgekeurd: Opgezet):
    traject, wie, _ = goedgekeurd
    factories.OuderFactory(leerling=traject.zaak.dossier.leerling, naam="Iris Moor", relatie="voogd")
    vertel(traject, wie)
    assert aan_de_beurt(traject) == ["Bram Voorbeeld", "Iris Moor", "Noor Aydın"]


def test_a_pupil_who_turned_sixteen_meanwhile_is_asked_too(goedgekeurd: Opgezet):
    traject, wie, _ = goedgekeurd
    leerling = traject.zaak.dossier.leerling
    leerling.geboortedatum = VANDAAG.replace(year=VANDAAG.year - 16)
    leerling.save()
    vertel(traject, wie)
    assert leerling.naam in aan_de_beurt(traject)


def test_a_pupil_who_turned_eighteen_signs_alone(goedgekeurd: Opgezet):
    traject, wie, _ = goedgekeurd
    leerling = traject.zaak.dossier.leerling
    leerling.geboortedatum = VANDAAG.replace(year=VANDAAG.year - 18)
    leerling.save()
    vertel(traject, wie)
    assert aan_de_beurt(traject) == [leerling.naam]
    antwoord(traject, leerling.naam)
    assert stuk_van(traject).uitslag == "voltooid"


def test_a_refusal_of_who_lost_gezag_since_keeps_nobody_waiting(goedgekeurd: Opgezet):
    traject, wie, _ = goedgekeurd
    vertel(traject, wie)
    antwoord(traject, "Noor Aydın")
    antwoord(traject, "Bram Voorbeeld", "geweigerd", "De reis is te lang.")
    perform(traject.zaak_id, "plan_niet_getekend", by=systeem(VANDAAG), nu=NU)
    Gezag.objects.filter(ouder__naam="Bram Voorbeeld").update(tot=VANDAAG - timedelta(days=1))
    for actie in ("opnieuw_vertellen", "plan_vertellen"):
        perform(traject.zaak_id, actie, by=wie, data={"reden": "Met Noor besproken."}, nu=NU)
    assert stuk_van(traject).uitslag == "voltooid"
    perform(traject.zaak_id, "ouders_akkoord", by=systeem(VANDAAG), nu=NU)
    assert nu_is(traject) == Status.UITVOERING


def test_the_director_does_not_go_on_without_who_was_not_asked(goedgekeurd: Opgezet):
    traject, wie, directeur = goedgekeurd
    vertel(traject, wie)
    antwoord(traject, "Noor Aydın")
    antwoord(traject, "Bram Voorbeeld", "gezien", "De reis is te lang.")
    perform(traject.zaak_id, "plan_niet_getekend", by=systeem(VANDAAG), nu=NU)
    voogd = factories.OuderFactory(leerling=traject.zaak.dossier.leerling, naam="Iris Moor", relatie="voogd")
    toch: dict[str, Any] = {"data": {"reden": "Sam wil."}, "herbevestigd_op": NU, "nu": NU}
    with pytest.raises(Geweigerd, match="Iris Moor is nog niet gevraagd"):
        perform(traject.zaak_id, "toch_uitvoeren", by=directeur, **toch)
    Gezag.objects.filter(ouder=voogd).update(tot=VANDAAG - timedelta(days=1))
    perform(traject.zaak_id, "toch_uitvoeren", by=directeur, **toch)
    assert nu_is(traject) == Status.UITVOERING


def test_the_family_cannot_read_the_plan_by_its_address_before_it_was_told(
    goedgekeurd: Opgezet, client: Client, settings, tmp_path
):
    settings.BESTANDEN_DIR = tmp_path
    traject, wie, _ = goedgekeurd
    moeder = Ouder.objects.get(naam="Noor Aydın")
    rij = Handtekening.objects.get(ouder=moeder)
    traject.zaak.gezin_sinds = VANDAAG
    traject.zaak.save()
    log_in(client, factories.actor(Rol.OUDER, user=moeder.user))
    adressen = [reverse(f"workflow:{naam}", args=[rij.pk]) for naam in ("tekenen", "tekenen_stuk", "tekenen_blad")]
    assert client.get(reverse("maatwerk:gezin", args=[traject.zaak_id])).status_code == 200
    assert [client.get(adres).status_code for adres in adressen] == [404, 404, 404]
    vertel(traject, wie)
    assert client.get(adressen[0]).status_code == 200


# -- who does not decide ---------------------------------------------------------------------------


def naar_de_keuze(goedgekeurd: Opgezet) -> Traject:
    traject, wie, _ = goedgekeurd
    vertel(traject, wie)
    antwoord(traject, "Noor Aydın")
    antwoord(traject, "Bram Voorbeeld", "gezien", "De reis is te lang.")
    perform(traject.zaak_id, "plan_niet_getekend", by=systeem(VANDAAG), nu=NU)
    return traject


def test_who_works_at_the_receiving_school_does_not_let_its_offer_go_on_either(
    goedgekeurd: Opgezet, andere_school: School
):
    traject = naar_de_keuze(goedgekeurd)
    directeur = factories.actor(Rol.DIRECTEUR_SWV, traject.zaak.swv)
    factories.lidmaatschap(Rol.COORDINATOR, andere_school, user=User.objects.get(pk=directeur.persoon_id))
    with pytest.raises(Geweigerd, match="ontvangende school"):
        perform(traject.zaak_id, "toch_uitvoeren", by=directeur, data={"reden": "Sam wil."}, herbevestigd_op=NU, nu=NU)
    assert nu_is(traject) == Status.VERVOLG_KIEZEN


def test_who_wrote_the_plan_as_casemanager_does_not_let_it_go_on_as_director(goedgekeurd: Opgezet):
    traject = naar_de_keuze(goedgekeurd)
    schrijver = Planversie.objects.get().vastgelegd_door
    traject.aanstellingen.update(stand="beeindigd")
    directeur = factories.actor(Rol.DIRECTEUR_SWV, traject.zaak.swv, user=schrijver)
    with pytest.raises(Geweigerd, match="schreef"):
        perform(traject.zaak_id, "toch_uitvoeren", by=directeur, data={"reden": "Sam wil."}, herbevestigd_op=NU, nu=NU)


def test_a_head_who_is_family_is_not_asked_and_the_plan_is_signed_on_paper_by_another(
    school: School, andere_school: School, swv: Samenwerkingsverband
):
    hoofd, _ = mensen_die_tekenen(swv, andere_school)
    traject, wie = maak_traject(school)
    factories.OuderFactory(
        leerling=traject.zaak.dossier.leerling, user=User.objects.get(pk=hoofd.persoon_id), gezag=False
    )
    vul_plan(traject.zaak, andere_school)
    leg_voor(traject, wie)
    rij = Handtekening.objects.get(rol=Rol.SCHOOLDIRECTEUR)
    assert rij.user is None and rij.naam != hoofd.naam and rij.school == andere_school


def test_a_casemanager_who_stops_just_as_the_last_one_signs_leaves_no_plan_behind(goedgekeurd: Opgezet):
    traject, wie, directeur = goedgekeurd
    vertel(traject, wie)
    for naam in ("Noor Aydın", "Bram Voorbeeld"):
        antwoord(traject, naam)
    perform(traject.zaak_id, "casemanager_ontheffen", by=directeur, data={"reden": "Ziek."}, nu=NU)
    voer_tekenacties_uit(traject.zaak, vandaag=VANDAAG, nu=NU)
    ander = factories.actor(Rol.CASEMANAGER, traject.zaak.swv)
    neemt_over = {"casemanager_id": ander.gebruiker_id, "reden": "Neemt het over."}
    perform(traject.zaak_id, "inschakelen", by=directeur, data=neemt_over, herbevestigd_op=NU, nu=NU)
    vraag = traject.aanstellingen.get(stand="gevraagd")
    perform(traject.zaak_id, "casemanager_aanvaardt", by=ander, doel_id=vraag.pk, data={"geen_belang": True}, nu=NU)
    vertel(traject, ander)
    voer_tekenacties_uit(traject.zaak, vandaag=VANDAAG, nu=NU)
    assert nu_is(traject) == Status.UITVOERING


# -- a casemanager who was replaced ----------------------------------------------------------------


def test_a_casemanager_who_was_replaced_does_not_read_the_plan_by_the_own_signature(
    goedgekeurd: Opgezet, client: Client
):
    traject, wie, directeur = goedgekeurd
    rij = Handtekening.objects.get(rol=Rol.CASEMANAGER)
    nu_wie = replace(wie, vandaag=timezone.localdate())
    log_in(client, wie)
    adres = reverse("workflow:tekenen", args=[rij.pk])
    assert client.get(adres).status_code == 200 and eigen_verzoeken(nu_wie) == [rij]
    perform(traject.zaak_id, "casemanager_ontheffen", by=directeur, data={"reden": "Belang."}, nu=NU)
    assert client.get(adres).status_code == 404
    assert client.get(reverse("workflow:tekenen_stuk", args=[rij.pk])).status_code == 404
    assert eigen_verzoeken(nu_wie) == []


def test_the_sweep_leaves_a_plan_that_nobody_waits_for_alone(goedgekeurd: Opgezet):
    traject, _, _ = goedgekeurd
    for _ in range(2):
        verwerk_tekenkamer(vandaag=MORGEN.date(), nu=MORGEN)
    assert all(rij.uitgenodigd_op is None for rij in tekenen.stand(stuk_van(traject)).rijen if rij.gezin)
