"""To whom a case can go: who handles cases on that side today, stays long enough, and is no family of the pupil."""

from datetime import date, timedelta

import pytest

from cases.models import Zaak
from organisations.models import Samenwerkingsverband, School, User
from organisations.rollen import COMMISSIEROLLEN, SCHOOLROLLEN, SWVROLLEN, Rol
from tests import factories
from tests.factories import VANDAAG
from tlv.models import Aanvraag, Status
from workflow.overnemen import Kant, familie, kant_van_actor, kant_van_hoed, overnemers, overnemers_voor

pytestmark = pytest.mark.django_db
GISTEREN, MORGEN = VANDAAG - timedelta(days=1), VANDAAG + timedelta(days=1)


@pytest.fixture
def zaak(aanvraag: Aanvraag) -> Zaak:
    rij: Zaak = aanvraag.zaak
    return rij


@pytest.fixture
def kantoor(swv: Samenwerkingsverband) -> Kant:
    return Kant(None, swv.pk)


def werkt(rol: str, waar: Samenwerkingsverband | School, **velden: object) -> User:
    user: User = factories.lidmaatschap(rol, waar, **velden).user
    return user


def wie(kant: Kant, *zaken: Zaak, na: date | None = None, niet: tuple[int, ...] = ()) -> set[User]:
    return {rij.user for rij in overnemers(kant, zaken, vandaag=VANDAAG, na=na, niet=niet)}


def test_at_a_school_its_coordinators_and_nobody_of_another_school(
    school: School, andere_school: School, swv: Samenwerkingsverband
) -> None:
    per_rol = {rol: werkt(rol, school) for rol in SCHOOLROLLEN}
    werkt(Rol.COORDINATOR, andere_school)
    werkt(Rol.SECRETARIAAT, swv)
    assert wie(Kant(school.pk, None)) == {per_rol[Rol.COORDINATOR]}


def test_at_the_office_who_handles_cases_there_and_nobody_of_elsewhere(
    kantoor: Kant, swv: Samenwerkingsverband, school: School
) -> None:
    per_rol = {rol: werkt(rol, swv) for rol in SWVROLLEN}
    elders = factories.SwvFactory()
    for rol in (Rol.SECRETARIAAT, Rol.VOORZITTER):
        werkt(rol, elders)
    werkt(Rol.COORDINATOR, school)
    assert wie(kantoor) == {user for rol, user in per_rol.items() if rol in (Rol.SECRETARIAAT, *COMMISSIEROLLEN)}


def test_today_and_not_before_or_after(kantoor: Kant, swv: Samenwerkingsverband) -> None:
    blijft, laatste_dag = werkt(Rol.SECRETARIAAT, swv, tot=MORGEN), werkt(Rol.SECRETARIAAT, swv, tot=VANDAAG)
    werkt(Rol.SECRETARIAAT, swv, tot=GISTEREN)
    werkt(Rol.SECRETARIAAT, swv, van=MORGEN)
    werkt(Rol.SECRETARIAAT, swv, user=factories.UserFactory(is_active=False))
    assert wie(kantoor) == {blijft, laatste_dag}
    assert wie(kantoor, niet=(blijft.pk,)) == {laatste_dag}


def test_after_a_day_only_who_stays_longer(kantoor: Kant, swv: Samenwerkingsverband) -> None:
    altijd = werkt(Rol.SECRETARIAAT, swv)
    langer, niet_langer = (werkt(Rol.SECRETARIAAT, swv, tot=MORGEN + timedelta(days=dagen)) for dagen in (1, 0))
    assert wie(kantoor, na=MORGEN) == {altijd, langer}
    assert wie(kantoor, na=VANDAAG) == {altijd, langer, niet_langer}


def test_of_two_roles_the_one_that_lasts_longest_counts_and_names_are_in_order(
    kantoor: Kant, swv: Samenwerkingsverband
) -> None:
    beide = factories.UserFactory(naam="bram Berk")
    for rol, tot in ((Rol.SECRETARIAAT, MORGEN), (Rol.COMMISSIELID, None), (Rol.VOORZITTER, VANDAAG)):
        werkt(rol, swv, user=beide, tot=tot)
    anna = werkt(Rol.SECRETARIAAT, swv, user=factories.UserFactory(naam="Anna Abeel"))
    cato = werkt(Rol.SECRETARIAAT, swv, user=factories.UserFactory(naam="Cato Ceder"), tot=MORGEN)
    rijen = overnemers(kantoor, [], vandaag=VANDAAG)
    assert [(rij.user, rij.tot) for rij in rijen] == [(anna, None), (beide, None), (cato, MORGEN)]


def test_family_of_one_of_the_pupils_takes_none_of_them_over(
    kantoor: Kant, swv: Samenwerkingsverband, zaak: Zaak
) -> None:
    ouder = factories.OuderFactory(leerling=zaak.dossier.leerling, account=True)
    factories.OuderFactory(leerling=zaak.dossier.leerling)
    leerling = zaak.dossier.leerling
    leerling.user = factories.UserFactory()
    leerling.save()
    ander: Zaak = factories.AanvraagFactory.create(zaak__dossier__school=zaak.school).zaak
    vreemd = factories.OuderFactory(leerling=ander.dossier.leerling, account=True)
    assert familie([zaak]) == {ouder.user_id, leerling.user_id}
    assert familie([ander]) == {vreemd.user_id} and familie([zaak, ander]) == {*familie([zaak]), vreemd.user_id}
    for user in (ouder.user, leerling.user, vreemd.user):
        werkt(Rol.SECRETARIAAT, swv, user=user)
    assert wie(kantoor, zaak) == {vreemd.user} and wie(kantoor, zaak, ander) == set()


def test_who_handles_it_now_is_no_choice_and_each_side_has_its_own(
    zaak: Zaak, school: School, swv: Samenwerkingsverband
) -> None:
    een, ander = (werkt(Rol.COORDINATOR, school) for _ in range(2))
    van_kantoor = werkt(Rol.SECRETARIAAT, swv)
    zaak.schoolbehandelaar, zaak.behandelaar = een, None
    bij_school, bij_swv = factories.actor(Rol.COORDINATOR, school, user=ander), factories.actor(Rol.SECRETARIAAT, swv)
    assert {rij.user for rij in overnemers_voor(bij_school, zaak)} == {ander}
    assert van_kantoor in {rij.user for rij in overnemers_voor(bij_swv, zaak)}
    assert kant_van_actor(bij_school, zaak) == Kant(school.pk, None)
    assert kant_van_actor(bij_swv, zaak) == Kant(None, swv.pk)
    assert kant_van_hoed(factories.lidmaatschap(Rol.COORDINATOR, school)) == Kant(school.pk, None)


def test_the_cases_of_somebody_are_the_open_ones_on_that_side(
    zaak: Zaak, school: School, kantoor: Kant, andere_school: School
) -> None:
    user = factories.UserFactory()
    Zaak.objects.filter(pk=zaak.pk).update(schoolbehandelaar=user)
    assert list(Kant(school.pk, None).zaken_van(user.pk)) == [zaak]
    assert not kantoor.zaken_van(user.pk).exists() and not Kant(andere_school.pk, None).zaken_van(user.pk).exists()
    Zaak.objects.filter(pk=zaak.pk).update(behandelaar=user, schoolbehandelaar=None)
    assert list(kantoor.zaken_van(user.pk)) == [zaak] and not Kant(school.pk, None).zaken_van(user.pk).exists()
    assert not Kant(None, factories.SwvFactory().pk).zaken_van(user.pk).exists()
    factories.zet_status(zaak.tlv, Status.INGETROKKEN)
    assert not kantoor.zaken_van(user.pk).exists()
