"""An account for a parent or pupil by a code on paper: used once, by the right person, in time."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cases.activeren import activeer, maak_code
from cases.fouten import Geweigerd, NietGevonden
from cases.models import Activeringscode, Dossier, Zaak
from organisations.actor import Actor
from organisations.models import User
from organisations.rollen import Rol
from tests import factories
from tlv.models import Aanvraag, Status

pytestmark = pytest.mark.django_db
WACHTWOORD = "een lang wachtwoord 7"
VANDAAG, NU = factories.VANDAAG, factories.NU


def _activeer(code: str, email: str = "nieuw@thuis.example", wachtwoord: str = WACHTWOORD) -> None:
    activeer(code, email=email, wachtwoord=wachtwoord, vandaag=VANDAAG, nu=NU)


def test_a_parent_makes_an_account_and_sees_the_case(aanvraag: Aanvraag, coordinator: Actor) -> None:
    factories.zet_status(aanvraag, Status.INGEDIEND)
    moeder = factories.OuderFactory(leerling=aanvraag.zaak.dossier.leerling)
    _activeer(maak_code(aanvraag.zaak.dossier_id, by=coordinator, nu=NU, ouder_id=moeder.pk))
    user = User.objects.get(email="nieuw@thuis.example")
    gezien = Zaak.objects.visible_to(factories.actor(Rol.OUDER, user=user))
    assert list(gezien) == [aanvraag.zaak]


def test_a_code_works_once_and_not_after_its_last_day(dossier: Dossier, coordinator: Actor) -> None:
    moeder = factories.OuderFactory(leerling=dossier.leerling)
    code = maak_code(dossier.pk, by=coordinator, nu=NU, ouder_id=moeder.pk)
    _activeer(code.lower().replace("-", " "))
    with pytest.raises(Geweigerd):
        _activeer(code, "ander@thuis.example")
    vader = factories.OuderFactory(leerling=dossier.leerling)
    oud = maak_code(dossier.pk, by=coordinator, nu=NU, ouder_id=vader.pk)
    Activeringscode.objects.filter(gebruikt_op__isnull=True).update(geldig_tot=VANDAAG - timedelta(days=1))
    with pytest.raises(Geweigerd):
        _activeer(oud)


def test_a_new_code_ends_the_one_before(dossier: Dossier, coordinator: Actor) -> None:
    moeder = factories.OuderFactory(leerling=dossier.leerling)
    eerste = maak_code(dossier.pk, by=coordinator, nu=NU, ouder_id=moeder.pk)
    maak_code(dossier.pk, by=coordinator, nu=NU, ouder_id=moeder.pk)
    with pytest.raises(Geweigerd):
        _activeer(eerste)


def test_an_existing_account_is_not_taken_over_without_its_password(dossier: Dossier, coordinator: Actor) -> None:
    slachtoffer = factories.UserFactory(email="bestaat@thuis.example")
    moeder = factories.OuderFactory(leerling=dossier.leerling)
    code = maak_code(dossier.pk, by=coordinator, nu=NU, ouder_id=moeder.pk)
    with pytest.raises(Geweigerd):
        _activeer(code, slachtoffer.email.upper())
    _activeer(code, slachtoffer.email, factories.WACHTWOORD)
    moeder.refresh_from_db()
    assert moeder.user == slachtoffer


def test_no_code_without_gezag_and_none_for_a_pupil_below_sixteen(dossier: Dossier, coordinator: Actor) -> None:
    vader = factories.OuderFactory(leerling=dossier.leerling, gezag=False)
    with pytest.raises(Geweigerd):
        maak_code(dossier.pk, by=coordinator, nu=NU, ouder_id=vader.pk)
    with pytest.raises(Geweigerd):
        maak_code(dossier.pk, by=coordinator, nu=NU)


def test_no_code_for_a_parent_of_another_pupil_or_by_another_school(
    dossier: Dossier, coordinator: Actor, andere_coordinator: Actor
) -> None:
    vreemde = factories.OuderFactory()
    with pytest.raises(NietGevonden):
        maak_code(dossier.pk, by=coordinator, nu=NU, ouder_id=vreemde.pk)
    with pytest.raises(NietGevonden):
        maak_code(dossier.pk, by=andere_coordinator, nu=NU)


def test_the_pages_show_the_code_once_and_use_it(
    als: Callable[[Actor], Client], coordinator: Actor, dossier: Dossier
) -> None:
    moeder = factories.OuderFactory(leerling=dossier.leerling)
    client = als(coordinator)
    url = reverse("cases:code_ouder", args=[dossier.pk, moeder.pk])
    assert client.get(url).status_code == 200
    code = client.post(url).context["code"]
    client.logout()
    velden = {"code": code, "email": "m@thuis.example", "wachtwoord": WACHTWOORD, "nog_eens": "anders"}
    fout = client.post(reverse("cases:activeren"), velden)
    assert (fout.status_code, "niet hetzelfde" in fout.content.decode()) == (422, True)
    goed = client.post(reverse("cases:activeren"), {**velden, "nog_eens": WACHTWOORD})
    assert goed.status_code == 302


def test_somebody_with_an_account_gets_no_second_code(dossier: Dossier, coordinator: Actor) -> None:
    moeder = factories.OuderFactory(leerling=dossier.leerling)
    code = maak_code(dossier.pk, by=coordinator, nu=NU, ouder_id=moeder.pk)
    moeder.user = factories.UserFactory()
    moeder.save()
    with pytest.raises(Geweigerd):
        maak_code(dossier.pk, by=coordinator, nu=NU, ouder_id=moeder.pk)
    with pytest.raises(Geweigerd):
        _activeer(code)
