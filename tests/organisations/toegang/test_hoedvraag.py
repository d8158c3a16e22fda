"""An invitation for a role: what it gives, and everything that makes it give nothing; every condition by itself."""

from datetime import date, timedelta
from typing import Any

import pytest

from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School, User
from organisations.rollen import Rol
from organisations.toegang.models import Toegangsbewijs
from organisations.toegang.uitnodigen import hoed_van, van_elders
from tests import factories
from tests.factories import VANDAAG

pytestmark = pytest.mark.django_db
GISTEREN, MORGEN = VANDAAG - timedelta(days=1), VANDAAG + timedelta(days=1)


@pytest.fixture
def beheerder(swv: Samenwerkingsverband) -> Actor:
    return factories.actor(Rol.BEHEERDER, swv)


@pytest.fixture
def mens() -> User:
    user: User = factories.UserFactory()
    return user


def vraag(beheerder: Actor, mens: User | None, **anders: Any) -> Toegangsbewijs:
    hoed = {"swv": beheerder.swv_id, "rol": Rol.DESKUNDIGE, "school": None, "van": VANDAAG.isoformat(), "tot": None}
    return Toegangsbewijs(user=mens, hoed={**hoed, "door": beheerder.gebruiker_id, **anders})


def geeft(bewijs: Toegangsbewijs) -> tuple[str, int | None, int | None, date, date | None] | None:
    lid = hoed_van(bewijs, op=VANDAAG)
    return (lid.rol, lid.swv_id, lid.school_id, lid.van, lid.tot) if lid else None


def test_it_gives_the_role_that_was_asked_at_the_samenwerkingsverband(beheerder: Actor, mens: User) -> None:
    assert geeft(vraag(beheerder, mens)) == (Rol.DESKUNDIGE, beheerder.swv_id, None, VANDAAG, None)
    einde = vraag(beheerder, mens, tot=MORGEN.isoformat())
    assert geeft(einde) == (Rol.DESKUNDIGE, beheerder.swv_id, None, VANDAAG, MORGEN)


def test_at_a_school_it_gives_the_role_at_that_school_and_no_other(beheerder: Actor, mens: User) -> None:
    factories.SchoolFactory(swv_id=beheerder.swv_id)
    school = factories.SchoolFactory(swv_id=beheerder.swv_id)
    bewijs = vraag(beheerder, mens, rol=Rol.COORDINATOR, school=school.pk)
    assert geeft(bewijs) == (Rol.COORDINATOR, None, school.pk, VANDAAG, None)


def test_a_school_of_elsewhere_or_that_is_gone_gives_nothing(beheerder: Actor, mens: User, school: School) -> None:
    elders = factories.SchoolFactory(swv=factories.SwvFactory())
    assert geeft(vraag(beheerder, mens, rol=Rol.COORDINATOR, school=elders.pk)) is None
    assert geeft(vraag(beheerder, mens, rol=Rol.COORDINATOR, school=elders.pk + 999)) is None


def test_without_a_role_a_person_or_a_working_account_it_gives_nothing(beheerder: Actor, mens: User) -> None:
    assert geeft(Toegangsbewijs(user=mens, hoed=None)) is None
    assert geeft(vraag(beheerder, None)) is None
    mens.is_active = False
    assert geeft(vraag(beheerder, mens)) is None


def test_who_asked_may_still_give_it_here_on_this_day(beheerder: Actor, mens: User, swv: Samenwerkingsverband) -> None:
    elders = factories.actor(Rol.BEHEERDER, factories.SwvFactory())
    secretaris = factories.actor(Rol.SECRETARIAAT, swv)
    weg = factories.lidmaatschap(Rol.DIRECTEUR_SWV, swv, tot=GISTEREN)
    directeur = factories.lidmaatschap(Rol.DIRECTEUR_SWV, swv, tot=VANDAAG)
    for door in (elders.gebruiker_id, secretaris.gebruiker_id, weg.user_id, mens.pk):
        assert geeft(vraag(beheerder, mens, door=door)) is None, door
    assert geeft(vraag(beheerder, mens, door=directeur.user_id)) is not None


@pytest.mark.parametrize(("tot", "geldt"), [(GISTEREN, False), (VANDAAG, True), (MORGEN, True)])
def test_what_was_over_before_it_was_taken_on_gives_nothing(
    beheerder: Actor, mens: User, tot: date, geldt: bool
) -> None:
    bewijs = vraag(beheerder, mens, van=GISTEREN.isoformat(), tot=tot.isoformat())
    assert (geeft(bewijs) is not None) == geldt


@pytest.mark.parametrize(("tot", "geldt"), [(None, False), (GISTEREN, True), (VANDAAG, False), (MORGEN, False)])
def test_who_has_that_role_there_already_gets_no_second_one(
    beheerder: Actor, mens: User, swv: Samenwerkingsverband, tot: date | None, geldt: bool
) -> None:
    factories.lidmaatschap(Rol.DESKUNDIGE, swv, user=mens, tot=tot)
    assert (geeft(vraag(beheerder, mens)) is not None) == geldt


def test_another_role_or_the_same_elsewhere_is_no_second_one(
    beheerder: Actor, mens: User, swv: Samenwerkingsverband, school: School
) -> None:
    factories.lidmaatschap(Rol.COMMISSIELID, swv, user=mens)
    factories.lidmaatschap(Rol.DESKUNDIGE, factories.SwvFactory(), user=mens)
    factories.lidmaatschap(Rol.COORDINATOR, factories.SchoolFactory(swv=swv), user=mens)
    assert geeft(vraag(beheerder, mens)) is not None
    assert geeft(vraag(beheerder, mens, rol=Rol.COORDINATOR, school=school.pk)) is not None


@pytest.mark.parametrize("wachtwoord", [True, False])
@pytest.mark.parametrize("waar", ["nergens", "elders", "hier", "op een school hier", "vroeger hier"])
def test_an_account_is_of_elsewhere_when_it_is_in_use_and_never_had_a_role_here(
    swv: Samenwerkingsverband, school: School, waar: str, wachtwoord: bool
) -> None:
    mens = factories.UserFactory() if wachtwoord else factories.UserFactory(password="!nog-geen")
    if waar == "elders":
        factories.lidmaatschap(Rol.SECRETARIAAT, factories.SwvFactory(), user=mens)
    elif waar == "op een school hier":
        factories.lidmaatschap(Rol.COORDINATOR, school, user=mens)
    elif waar != "nergens":
        factories.lidmaatschap(Rol.SECRETARIAAT, swv, user=mens, tot=GISTEREN if waar == "vroeger hier" else None)
    assert van_elders(mens, swv.pk) is (waar == "elders" or (waar == "nergens" and wachtwoord))
