"""Who speaks for the pupil changes while a paper is signed: who gets gezag signs too, who lost it is told nothing.

And nobody at home reads a paper before being asked.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Gebeurtenis
from cases.models import Gezag, Ouder, Zaak
from documents.models import Handtekening, Tekencode
from documents.tekenen import stand
from organisations.models import User
from tests import factories
from tests.factories import NU, VANDAAG
from tests.inloggen import log_in
from tests.workflow.tekenhulp import Kamer, met_regel, regel_voor
from workflow.fouten import Conflict, Geweigerd
from workflow.models import Bericht
from workflow.tekenronde import verwerk_tekenkamer

pytestmark = pytest.mark.django_db
GEZIN = 3
STRAKS = NU + timedelta(days=1)


@pytest.fixture
def thuis(kamer: Kamer) -> Iterator[Kamer]:
    """The offices signed and the family is asked; the rule lets their group follow gezag."""
    with met_regel(replace(regel_voor(kamer), gezin=GEZIN)):
        kamer.vraag()
        for wie in (kamer.casemanager, kamer.hoofd, kamer.directeur):
            kamer.antwoord(wie)
        yield kamer


def verloor_gezag(ouder: Ouder) -> None:
    Gezag.objects.filter(ouder=ouder).update(tot=VANDAAG)


def moeder(kamer: Kamer) -> Ouder:
    return Ouder.objects.get(user_id=kamer.moeder.gebruiker_id)


def ververs(kamer: Kamer) -> None:
    verwerk_tekenkamer(vandaag=STRAKS.date(), nu=STRAKS)


# -- before being asked ----------------------------------------------------------------------------


@pytest.mark.parametrize("pagina", ["tekenen", "tekenen_stuk", "tekenen_blad", "tekenen_doorgeven"])
def test_a_parent_reads_nothing_of_a_paper_before_being_asked(kamer: Kamer, client: Client, pagina: str):
    Zaak.objects.filter(pk=kamer.aanvraag.zaak_id).update(gezin_sinds=VANDAAG)
    kamer.vraag(nu=timezone.now())
    rij = kamer.rij(kamer.moeder)
    assert rij.uitkomst == "open" and rij.uitgenodigd_op is None
    log_in(client, kamer.moeder)
    adres = reverse(f"workflow:{pagina}", args=[rij.pk])
    assert client.get(adres).status_code == 404
    Handtekening.objects.filter(pk=rij.pk).update(uitgenodigd_op=timezone.now())
    assert client.get(adres).status_code == 200


def test_a_version_that_never_came_home_does_not_tell_there_why_it_was_replaced(kamer: Kamer, client: Client):
    kamer.vraag(nu=timezone.now())
    rij = kamer.rij(kamer.moeder)
    kamer.nieuwe_versie(nu=timezone.now(), reden="De moeder weet het nog niet.")
    log_in(client, kamer.moeder)
    assert client.get(reverse("workflow:tekenen", args=[rij.pk])).status_code == 404


def test_a_request_that_came_in_the_place_of_another_is_offered_once_it_was_asked(thuis: Kamer, client: Client):
    thuis.antwoord(thuis.moeder, "geweigerd")
    oud = thuis.rij(thuis.moeder)
    thuis.gesprek_gevoerd = False
    thuis.doe("tekenen_opnieuw", thuis.secretaris, handtekening_id=oud.pk)
    nieuw = reverse("workflow:tekenen", args=[thuis.rij(thuis.moeder).pk])
    log_in(client, thuis.moeder)
    antwoord = client.get(reverse("workflow:tekenen", args=[oud.pk]))
    assert antwoord.status_code == 200 and nieuw not in antwoord.content.decode()
    assert client.get(nieuw).status_code == 404


# -- who gets gezag --------------------------------------------------------------------------------


def test_who_gets_gezag_while_a_paper_is_signed_signs_too(thuis: Kamer):
    thuis.papier(thuis.rij(thuis.vader))
    thuis.kijk_na(thuis.rij(thuis.vader))
    voogd = factories.OuderFactory(leerling=thuis.zaak.dossier.leerling, naam="Iris Moor", relatie="voogd")
    thuis.antwoord(thuis.moeder)
    assert thuis.stuk().uitslag == "" and thuis.stuk().eindstuk is None
    rij = thuis.rij(voogd)
    assert (rij.uitkomst, rij.groep, rij.keuzes) == ("open", GEZIN, thuis.rij(thuis.moeder).keuzes)
    assert rij.uitgenodigd_op is not None
    thuis.papier(rij)
    thuis.kijk_na(rij)
    stuk = thuis.stuk()
    assert stuk.uitslag == "voltooid" and stuk.eindstuk is not None
    assert "Iris Moor" in {regel["naam"] for regel in stuk.eindstuk.gegevens["regels"]}


def test_the_sweep_asks_who_got_gezag_and_does_so_once(thuis: Kamer):
    voogd = factories.OuderFactory(leerling=thuis.zaak.dossier.leerling, naam="Iris Moor", relatie="voogd")
    for _ in range(2):
        ververs(thuis)
    assert thuis.rij(voogd).uitgenodigd_op == STRAKS
    assert Gebeurtenis.objects.filter(actie="tlv.bewerken:tekenen_gezin").count() == 1


# -- who lost it -----------------------------------------------------------------------------------


def test_a_paper_does_not_wait_for_who_lost_gezag(thuis: Kamer):
    thuis.antwoord(thuis.moeder)
    verloor_gezag(thuis.vader)
    ververs(thuis)
    assert thuis.rij(thuis.vader).uitkomst == "gestopt"
    stuk = thuis.stuk()
    assert stuk.uitslag == "voltooid" and stuk.eindstuk is not None
    assert "Tom de Wit" not in {regel["naam"] for regel in stuk.eindstuk.gegevens["regels"]}


def test_gezag_that_comes_back_is_asked_again(thuis: Kamer):
    verloor_gezag(thuis.vader)
    ververs(thuis)
    Gezag.objects.filter(ouder=thuis.vader).update(tot=None)
    verwerk_tekenkamer(vandaag=STRAKS.date(), nu=STRAKS)
    rijen = Handtekening.objects.filter(stuk=thuis.stuk(), ouder=thuis.vader)
    assert sorted(rijen.values_list("uitkomst", flat=True)) == ["gestopt", "open"]


def test_when_nobody_speaks_for_the_pupil_the_paper_waits_and_is_not_complete(thuis: Kamer):
    for ouder in (thuis.vader, moeder(thuis)):
        verloor_gezag(ouder)
    ververs(thuis)
    assert thuis.stuk().uitslag == "" and {r.uitkomst for r in stand(thuis.stuk()).rijen if r.gezin} == {"open"}


def test_who_lost_gezag_is_not_told_of_a_new_version_or_reminded(thuis: Kamer):
    verloor_gezag(moeder(thuis))
    rij = thuis.rij(thuis.moeder)
    with pytest.raises(Geweigerd, match="geen gezag meer"):
        thuis.doe("tekenen_herinneren", thuis.secretaris, nu=STRAKS, handtekening_id=rij.pk)
    assert rij.uiterlijk is not None
    laat = NU + (rij.uiterlijk - VANDAAG)
    verwerk_tekenkamer(vandaag=laat.date(), nu=laat)
    thuis.nieuwe_versie(nu=laat, reden="De vader wil meer uren.")
    verteld = Bericht.objects.filter(user_id=thuis.moeder.gebruiker_id)
    assert set(verteld.values_list("soort", flat=True)) == {"tekenen_gevraagd"}


def test_no_letter_with_a_code_is_made_for_who_lost_gezag(thuis: Kamer):
    verloor_gezag(thuis.vader)
    rij = thuis.rij(thuis.vader)
    with pytest.raises(Geweigerd, match="geen gezag meer"):
        thuis.doe("tekenen_code", thuis.secretaris, nu=STRAKS, handtekening_id=rij.pk)
    assert not Tekencode.objects.exists()


def test_nobody_is_reminded_of_what_cannot_be_signed_now(thuis: Kamer):
    thuis.gesprek_gevoerd = False
    rij = thuis.rij(thuis.moeder)
    for deel in ("tekenen_herinneren", "tekenen_code"):
        with pytest.raises(Conflict, match="nog niet aan de beurt"):
            thuis.doe(deel, thuis.secretaris, nu=STRAKS, handtekening_id=rij.pk)
    assert rij.uiterlijk is not None
    laat = NU + (rij.uiterlijk - VANDAAG)
    verwerk_tekenkamer(vandaag=laat.date(), nu=laat)
    assert not Bericht.objects.filter(soort="tekenen_herinnering").exists()


# -- family in the hat of an office ----------------------------------------------------------------


def test_family_does_not_sign_on_paper_in_the_hat_of_an_office_either(kamer: Kamer):
    kamer.vraag()
    hoofd = User.objects.get(pk=kamer.hoofd.persoon_id)
    factories.OuderFactory(leerling=kamer.zaak.dossier.leerling, user=hoofd, gezag=False)
    with pytest.raises(Geweigerd, match="familie van de leerling"):
        kamer.papier(kamer.rij(kamer.hoofd))


def test_family_is_not_asked_in_the_hat_of_an_office(kamer: Kamer):
    hoofd = User.objects.get(pk=kamer.hoofd.persoon_id)
    factories.OuderFactory(leerling=kamer.zaak.dossier.leerling, user=hoofd, gezag=False)
    with pytest.raises(Geweigerd, match="is familie van de leerling"):
        kamer.vraag()


# -- guessing --------------------------------------------------------------------------------------


def test_birth_dates_cannot_be_tried_with_one_letter_from_many_addresses(thuis: Kamer, client: Client):
    code = thuis.doe("tekenen_code", thuis.secretaris, handtekening_id=thuis.rij(thuis.vader).pk).waarden["code"]
    adres = reverse("workflow:tekencode")
    uit = []
    for poging in range(8):
        dag = {"geboren_dag": str(poging + 1), "geboren_maand": "1", "geboren_jaar": "2001"}
        uit.append(client.post(adres, {"code": code, **dag}, REMOTE_ADDR=f"192.0.2.{poging}").status_code)
    assert uit[0] == 422 and uit[-1] == 429
