"""Whom an administrator looks after: hats of here, and who is new and proposed here; every condition by itself."""

from datetime import timedelta
from typing import Any

import pytest

from organisations.actor import Actor
from organisations.mensen import mensen_van
from organisations.models import Samenwerkingsverband, School, User, Voorstel
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG

pytestmark = pytest.mark.django_db
NOG_GEEN = "!nog-geen-wachtwoord"


@pytest.fixture
def beheerder(swv: Samenwerkingsverband) -> Actor:
    return factories.actor(Rol.BEHEERDER, swv)


def voorgesteld(beheerder: Actor, user: User, **anders: Any) -> User:
    velden: dict[str, Any] = {
        "swv_id": beheerder.swv_id,
        "soort": Voorstel.Soort.HOED,
        "rol": Rol.SECRETARIAAT,
        "van": VANDAAG,
        "reden": "nodig",
        "gevraagd_door_id": beheerder.gebruiker_id,
        "gevraagd_op": NU,
        "geldig_tot": NU + timedelta(days=7),
    }
    Voorstel.objects.create(user=user, **{**velden, **anders})
    return user


def nieuw(**velden: Any) -> User:
    user: User = factories.UserFactory(password=NOG_GEEN, **velden)
    return user


def test_who_has_or_had_a_hat_here_and_nobody_of_elsewhere(
    beheerder: Actor, swv: Samenwerkingsverband, school: School
) -> None:
    toen = factories.lidmaatschap(Rol.DESKUNDIGE, swv, tot=VANDAAG - timedelta(days=400))
    op_school = factories.lidmaatschap(Rol.COORDINATOR, school)
    factories.lidmaatschap(Rol.COORDINATOR, factories.SchoolFactory(swv=factories.SwvFactory()))
    factories.lidmaatschap(Rol.OUDER)
    gevonden = set(mensen_van(beheerder).values_list("pk", flat=True))
    assert gevonden == {beheerder.gebruiker_id, toen.user_id, op_school.user_id}


def test_who_is_new_and_proposed_here_comes_into_sight(beheerder: Actor) -> None:
    user = voorgesteld(beheerder, nieuw())
    assert user in mensen_van(beheerder)


def test_who_has_an_account_or_a_hat_elsewhere_does_not_by_being_proposed(beheerder: Actor) -> None:
    met_account = voorgesteld(beheerder, factories.UserFactory())
    met_hoed = factories.lidmaatschap(Rol.DESKUNDIGE, factories.SwvFactory(), user=nieuw()).user
    voorgesteld(beheerder, met_hoed)
    zonder_voorstel = nieuw()
    assert not {met_account, met_hoed, zonder_voorstel} & set(mensen_van(beheerder))


def test_a_proposal_of_elsewhere_of_another_kind_or_decided_shows_nobody(
    beheerder: Actor, swv: Samenwerkingsverband
) -> None:
    elders = factories.actor(Rol.BEHEERDER, factories.SwvFactory())
    directeur = factories.lidmaatschap(Rol.DIRECTEUR_SWV, swv)
    daar = voorgesteld(elders, nieuw())
    herstel = voorgesteld(beheerder, nieuw(), soort=Voorstel.Soort.HERSTEL, rol="", van=None)
    besloten = {"besloten_door_id": directeur.user_id, "besloten_op": NU, "stand": Voorstel.Stand.AFGEWEZEN}
    af = voorgesteld(beheerder, nieuw(), **besloten)
    assert not {daar, herstel, af} & set(mensen_van(beheerder))
