"""One person in one role at one place is there once on a day: the database says so, the upgrade makes it so."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from importlib import import_module
from threading import Barrier

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, connections
from django.test.utils import CaptureQueriesContext

from organisations.actor import Actor
from organisations.hoeden import DubbeleHoed, maak_hoed
from organisations.mensen import Hoedgegevens, NietToegestaan, geef_hoed
from organisations.models import School
from organisations.rollen import Rol
from tests import factories

pytestmark = pytest.mark.django_db


class TestOverlap:
    """One person in one role at one place: never twice on the same day."""

    @pytest.mark.parametrize(
        ("van", "tot", "mag"),
        [
            (date(2026, 3, 31), None, False),
            (date(2026, 1, 1), date(2026, 2, 1), False),
            (date(2026, 4, 1), None, True),
            (date(2026, 1, 1), date(2026, 1, 31), True),
        ],
    )
    def test_the_database_says_no_from_the_first_day_to_the_last(
        self, school: School, van: date, tot: date | None, mag: bool
    ) -> None:
        user = factories.lidmaatschap(Rol.COORDINATOR, school, van=date(2026, 2, 1), tot=date(2026, 3, 31)).user
        velden = {"user": user, "rol": Rol.COORDINATOR, "school": school, "van": van, "tot": tot}
        if mag:
            assert maak_hoed(**velden).pk
        else:
            with pytest.raises(DubbeleHoed):
                maak_hoed(**velden)
        assert user.lidmaatschappen.count() == 1 + mag

    def test_another_role_school_or_person_is_no_overlap(self, school: School, andere_school: School) -> None:
        user = factories.lidmaatschap(Rol.COORDINATOR, school).user
        dag = date(2026, 1, 1)
        maak_hoed(user=user, rol=Rol.SCHOOLDIRECTEUR, school=school, van=dag)
        maak_hoed(user=user, rol=Rol.COORDINATOR, school=andere_school, van=dag)
        maak_hoed(user=user, rol=Rol.OUDER, van=dag)
        with pytest.raises(DubbeleHoed):
            maak_hoed(user=user, rol=Rol.OUDER, van=dag)

    def test_another_reason_of_the_database_is_not_called_an_overlap(self, school: School) -> None:
        dag = date(2026, 2, 1)
        with pytest.raises(IntegrityError, match="van_voor_tot"):
            maak_hoed(user=factories.UserFactory(), rol=Rol.COORDINATOR, school=school, van=dag, tot=date(2026, 1, 31))

    def test_the_person_is_locked_without_keeping_others_from_pointing_at_that_person(self, school: School) -> None:
        user = factories.UserFactory()
        with CaptureQueriesContext(connection) as gevraagd:
            maak_hoed(user=user, rol=Rol.COORDINATOR, school=school, van=date(2026, 2, 1))
        assert any(vraag["sql"].endswith("FOR NO KEY UPDATE") for vraag in gevraagd)

    def test_the_role_is_compared_by_its_hash_and_no_two_roles_share_one(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT hashtext(rol)) FROM unnest(%s::text[]) rol", [list(Rol.values)])
            assert cursor.fetchone() == (len(Rol.values),)

    def test_the_upgrade_makes_one_hat_of_those_that_overlap(self, school: School, andere_school: School) -> None:
        user = factories.UserFactory()
        perioden = [
            (school, date(2026, 1, 1), date(2026, 3, 1)),
            (school, date(2026, 3, 1), date(2026, 5, 1)),
            (school, date(2026, 2, 1), date(2026, 2, 9)),
            (school, date(2026, 6, 1), None),
            (school, date(2026, 7, 1), date(2026, 8, 1)),
            (andere_school, date(2026, 1, 1), None),
        ]
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE organisations_lidmaatschap DROP CONSTRAINT lidmaatschap_geen_overlap")
        for plek, van, tot in perioden:
            factories.lidmaatschap(Rol.COORDINATOR, plek, user=user, van=van, tot=tot)
        import_module("organisations.migrations.0010_hoeden_zonder_overlap").voeg_samen(apps, None)
        assert list(user.lidmaatschappen.order_by("school", "van").values_list("school", "van", "tot")) == [
            (school.pk, date(2026, 1, 1), date(2026, 5, 1)),
            (school.pk, date(2026, 6, 1), None),
            (andere_school.pk, date(2026, 1, 1), None),
        ]


@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_who_give_the_same_role_at_once_exactly_one_does() -> None:
    school = factories.SchoolFactory()
    user = factories.lidmaatschap(Rol.SCHOOLDIRECTEUR, school).user
    wie = [factories.actor(Rol.BEHEERDER, school.swv), factories.actor(Rol.DIRECTEUR_SWV, school.swv)]
    hoed = Hoedgegevens(rol=Rol.COORDINATOR, school=school, van=date(2026, 3, 1), tot=None)
    startschot = Barrier(2)

    def geef(actor: Actor) -> str:
        startschot.wait(timeout=20)
        try:
            geef_hoed(actor, user, hoed, nu=factories.NU)
        except NietToegestaan as nee:
            return str(nee)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(2) as pool:
        uitkomsten = sorted(pool.map(geef, wie))
    assert uitkomsten[0] == "" and "heeft deze rol in die periode al" in uitkomsten[1]
    assert user.lidmaatschappen.filter(rol=Rol.COORDINATOR).count() == 1
