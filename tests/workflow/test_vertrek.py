"""Leaving: open cases go to a colleague first, through the door; only then the hat ends, wholly or not at all."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Gebeurtenis
from cases.models import Zaak
from organisations.actor import Actor
from organisations.models import Lidmaatschap, Samenwerkingsverband, School
from organisations.rollen import Rol
from tests import factories
from tests.tlv import besluitzaak
from tlv.models import Aanvraag, Advies, Status
from workflow.models import Bericht

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]


@pytest.fixture
def beheerder(swv: Samenwerkingsverband) -> Actor:
    return factories.actor(Rol.BEHEERDER, swv, vandaag=timezone.localdate())


@pytest.fixture
def zaak(aanvraag: Aanvraag, coordinator: Actor) -> Zaak:
    Zaak.objects.filter(pk=aanvraag.zaak_id).update(schoolbehandelaar=coordinator.persoon_id)
    return Zaak.objects.get(pk=aanvraag.zaak_id)


def _adres(wie: Actor) -> str:
    return reverse("workflow:hoed_einde", args=[wie.hoed_id])


def _vandaag() -> str:
    return f"{timezone.localdate():%d-%m-%Y}"


def test_the_cases_of_a_coordinator_go_over_and_the_hat_ends(
    als: Als, beheerder: Actor, coordinator: Actor, school: School, zaak: Zaak
) -> None:
    collega = factories.actor(Rol.COORDINATOR, school)
    client = als(beheerder)
    pagina = client.get(_adres(coordinator)).content.decode()
    assert "Eerst overdragen: 1 zaak" in pagina and zaak.dossier.leerling.achternaam not in pagina
    client.post(_adres(coordinator), {"tot": _vandaag(), "opvolger": collega.persoon_id})
    zaak.refresh_from_db()
    assert zaak.schoolbehandelaar_id == collega.persoon_id
    assert Lidmaatschap.objects.get(pk=coordinator.hoed_id).tot == timezone.localdate()
    assert Bericht.objects.filter(user_id=collega.persoon_id, soort="overgedragen").count() == 1
    rij = Gebeurtenis.objects.get(actie="vertrek_overdragen")
    assert (rij.zaak_id, rij.gebruiker_id) == (zaak.pk, beheerder.gebruiker_id)


@pytest.mark.parametrize("opvolger", ["", "niemand", "andere_school", "zichzelf"])
def test_without_a_colleague_who_may_nothing_happens(
    als: Als, beheerder: Actor, coordinator: Actor, andere_coordinator: Actor, zaak: Zaak, opvolger: str
) -> None:
    wie = {"andere_school": str(andere_coordinator.persoon_id), "zichzelf": str(coordinator.persoon_id)}
    velden = {"tot": _vandaag(), "opvolger": wie.get(opvolger, opvolger)}
    assert als(beheerder).post(_adres(coordinator), velden).status_code == 422
    zaak.refresh_from_db()
    assert zaak.schoolbehandelaar_id == coordinator.persoon_id
    assert Lidmaatschap.objects.get(pk=coordinator.hoed_id).tot is None


def test_a_colleague_who_leaves_earlier_cannot_take_over(
    als: Als, beheerder: Actor, coordinator: Actor, school: School, zaak: Zaak
) -> None:
    morgen = timezone.localdate() + timedelta(days=1)
    lid = factories.lidmaatschap(Rol.COORDINATOR, school, tot=morgen)
    velden = {"tot": f"{morgen + timedelta(days=5):%d-%m-%Y}", "opvolger": lid.user_id}
    antwoord = als(beheerder).post(_adres(coordinator), velden)
    assert antwoord.status_code == 422 and "daarna nog werkt" in antwoord.content.decode()


def test_cases_at_the_office_go_to_somebody_of_the_office(
    als: Als, beheerder: Actor, swv: Samenwerkingsverband, zaak: Zaak
) -> None:
    weg, blijft = (factories.actor(Rol.SECRETARIAAT, swv) for _ in range(2))
    Zaak.objects.filter(pk=zaak.pk).update(behandelaar=weg.persoon_id)
    als(beheerder).post(_adres(weg), {"tot": _vandaag(), "opvolger": blijft.persoon_id})
    zaak.refresh_from_db()
    assert zaak.behandelaar_id == blijft.persoon_id


def test_an_open_advice_is_listed_by_number(als: Als, beheerder: Actor, aanvraag: Aanvraag) -> None:
    factories.zet_status(aanvraag, Status.DESKUNDIGENADVIES)
    advies = besluitzaak.maak_advies(aanvraag, 1, "orthopedagoog")
    Advies.objects.filter(pk=advies.pk).update(stand=Advies.Stand.GEVRAAGD)
    lid = factories.lidmaatschap(Rol.DESKUNDIGE, aanvraag.zaak.swv, user=advies.deskundige)
    pagina = als(beheerder).get(reverse("workflow:hoed_einde", args=[lid.pk])).content.decode()
    assert f"Advies gevraagd: {aanvraag.zaak.nummer}" in pagina


def test_the_last_administrator_stays(als: Als, beheerder: Actor) -> None:
    antwoord = als(beheerder).post(_adres(beheerder), {"tot": _vandaag()})
    assert antwoord.status_code == 422 and "laatste beheerder" in antwoord.content.decode()


def test_two_administrators_who_end_on_the_same_day_leave_nobody(
    als: Als, beheerder: Actor, swv: Samenwerkingsverband
) -> None:
    straks = timezone.localdate() + timedelta(days=30)
    factories.lidmaatschap(Rol.BEHEERDER, swv, tot=straks)
    antwoord = als(beheerder).post(_adres(beheerder), {"tot": f"{straks:%d-%m-%Y}"})
    assert antwoord.status_code == 422 and "laatste beheerder" in antwoord.content.decode()


def test_ending_a_role_never_makes_it_longer(als: Als, beheerder: Actor, swv: Samenwerkingsverband) -> None:
    einde = timezone.localdate() + timedelta(days=30)
    lid = factories.lidmaatschap(Rol.SECRETARIAAT, swv, tot=einde)
    adres = reverse("workflow:hoed_einde", args=[lid.pk])
    antwoord = als(beheerder).post(adres, {"tot": f"{einde + timedelta(days=1):%d-%m-%Y}"})
    assert antwoord.status_code == 422 and "eindigt al" in antwoord.content.decode()
    lid.refresh_from_db()
    assert lid.tot == einde


def test_an_administrator_elsewhere_finds_nothing(als: Als, coordinator: Actor) -> None:
    client = als(factories.actor(Rol.BEHEERDER, factories.SwvFactory()))
    assert client.get(_adres(coordinator)).status_code == client.post(_adres(coordinator)).status_code == 404
