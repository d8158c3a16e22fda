"""Who hears that one person alone let somebody in: those who can judge it, and nobody of elsewhere."""

from datetime import timedelta

import pytest

from organisations.models import Lidmaatschap, Samenwerkingsverband, School, Toegangsnieuws, User
from organisations.rollen import Rol
from organisations.toegang.nieuws import vertel
from tests import factories
from tests.factories import NU, VANDAAG

pytestmark = pytest.mark.django_db
GISTEREN = VANDAAG - timedelta(days=1)
LANG_GELEDEN = VANDAAG - timedelta(days=31)


def gehoord(lid: Lidmaatschap, door: Lidmaatschap) -> set[User]:
    vertel(lid, door=door.user_id, op=VANDAAG, nu=NU)
    return {nieuws.voor.user for nieuws in Toegangsnieuws.objects.select_related("voor__user")}


@pytest.fixture
def beheerder(swv: Samenwerkingsverband) -> Lidmaatschap:
    return factories.lidmaatschap(Rol.BEHEERDER, swv)


@pytest.fixture
def elders() -> School:
    """Another samenwerkingsverband in full: nobody there hears anything."""
    school: School = factories.SchoolFactory(swv=factories.SwvFactory())
    for rol in (Rol.BEHEERDER, Rol.DIRECTEUR_SWV, Rol.FG):
        factories.lidmaatschap(rol, school.swv)
    factories.lidmaatschap(Rol.SCHOOLDIRECTEUR, school)
    return school


def test_of_an_expert_the_other_administrators_and_the_director_hear(
    swv: Samenwerkingsverband, school: School, beheerder: Lidmaatschap, elders: School
) -> None:
    ander, directeur = factories.lidmaatschap(Rol.BEHEERDER, swv), factories.lidmaatschap(Rol.DIRECTEUR_SWV, swv)
    for rol in (Rol.FG, Rol.SECRETARIAAT, Rol.VOORZITTER):
        factories.lidmaatschap(rol, swv)
    factories.lidmaatschap(Rol.SCHOOLDIRECTEUR, school)
    factories.lidmaatschap(Rol.BEHEERDER, swv, user=factories.UserFactory(is_active=False))
    factories.lidmaatschap(Rol.BEHEERDER, swv, tot=GISTEREN)
    factories.lidmaatschap(Rol.BEHEERDER, swv, user=factories.UserFactory(password="!nog-geen"))
    lid = factories.lidmaatschap(Rol.DESKUNDIGE, swv)
    factories.lidmaatschap(Rol.DIRECTEUR_SWV, swv, user=lid.user)
    assert gehoord(lid, beheerder) == {ander.user, directeur.user}


def test_where_one_person_administers_alone_the_fg_hears(
    swv: Samenwerkingsverband, beheerder: Lidmaatschap, elders: School
) -> None:
    fg = factories.lidmaatschap(Rol.FG, swv)
    factories.lidmaatschap(Rol.SECRETARIAAT, swv)
    assert gehoord(factories.lidmaatschap(Rol.DESKUNDIGE, swv), beheerder) == {fg.user}


def test_with_nobody_left_who_just_went_hears_and_who_left_long_ago_does_not(
    swv: Samenwerkingsverband, beheerder: Lidmaatschap, elders: School
) -> None:
    pas = factories.lidmaatschap(Rol.FG, swv, tot=GISTEREN)
    grens = factories.lidmaatschap(Rol.DIRECTEUR_SWV, swv, tot=VANDAAG - timedelta(days=30))
    factories.lidmaatschap(Rol.DIRECTEUR_SWV, swv, tot=LANG_GELEDEN)
    factories.lidmaatschap(Rol.SECRETARIAAT, swv, tot=GISTEREN)
    factories.lidmaatschap(Rol.FG, swv, tot=GISTEREN, user=factories.UserFactory(is_active=False))
    factories.lidmaatschap(Rol.FG, elders.swv, tot=GISTEREN)
    assert gehoord(factories.lidmaatschap(Rol.DESKUNDIGE, swv), beheerder) == {pas.user, grens.user}


def test_at_a_school_its_heads_hear_and_no_other_head(
    swv: Samenwerkingsverband, school: School, beheerder: Lidmaatschap, elders: School
) -> None:
    hoofd = factories.lidmaatschap(Rol.SCHOOLDIRECTEUR, school)
    factories.lidmaatschap(Rol.COORDINATOR, school)
    factories.lidmaatschap(Rol.SCHOOLDIRECTEUR, factories.SchoolFactory(swv=swv))
    factories.lidmaatschap(Rol.BEHEERDER, swv)
    assert gehoord(factories.lidmaatschap(Rol.COORDINATOR, school), beheerder) == {hoofd.user}


def test_a_school_without_a_head_is_looked_after_by_the_office(
    swv: Samenwerkingsverband, school: School, beheerder: Lidmaatschap, elders: School
) -> None:
    directeur = factories.lidmaatschap(Rol.DIRECTEUR_SWV, swv)
    assert gehoord(factories.lidmaatschap(Rol.COORDINATOR, school), beheerder) == {directeur.user}


def test_of_a_new_head_the_other_head_and_the_office_hear(
    swv: Samenwerkingsverband, school: School, beheerder: Lidmaatschap, elders: School
) -> None:
    hoofd, directeur = (
        factories.lidmaatschap(Rol.SCHOOLDIRECTEUR, school),
        factories.lidmaatschap(Rol.DIRECTEUR_SWV, swv),
    )
    nieuw = factories.lidmaatschap(Rol.SCHOOLDIRECTEUR, school)
    assert gehoord(nieuw, beheerder) == {hoofd.user, directeur.user}


def test_what_two_persons_gave_is_told_to_nobody(swv: Samenwerkingsverband, beheerder: Lidmaatschap) -> None:
    factories.lidmaatschap(Rol.DIRECTEUR_SWV, swv)
    assert gehoord(factories.lidmaatschap(Rol.SECRETARIAAT, swv), beheerder) == set()
