"""The budget of a school year: promised under one lock, never exceeded, and raised for all to see."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.models import Gebeurtenis
from maatwerk import budget
from maatwerk.geld import NUL
from maatwerk.models import Status
from maatwerk.models_plan import Budget, Budgetwijziging, Planversie, Reservering
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tests.maatwerk.planhulp import (
    REGEL,
    breng_naar_directeur,
    keur_goed,
    maak_budget,
    maak_traject,
    mensen_die_tekenen,
)
from workflow.fouten import Conflict, GeenRecht, Geweigerd

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def directeur(swv: Samenwerkingsverband) -> Actor:
    return factories.actor(Rol.DIRECTEUR_SWV, swv)


def ken_toe(
    wie: Actor, naar: str, *, jaar: int = 2025, versie: int = 0, reden: str = "Besluit van het bestuur"
) -> None:
    budget.ken_toe(wie.eigen_swv_id, jaar, D(naar), by=wie, reden=reden, versie=versie, nu=NU)


def klopt(swv: Samenwerkingsverband) -> None:
    """What is added up in a row is the sum of the rows below it, and stays within what is granted."""
    for rij in Budget.objects.filter(swv=swv).annotate(som=Sum("reserveringen__bedrag")):
        assert rij.vastgelegd == (rij.som or NUL)
        assert NUL <= rij.vastgelegd <= rij.toegekend
    for reservering in Reservering.objects.annotate(som=Sum("kosten__bedrag")):
        assert NUL <= reservering.uitgegeven <= reservering.bedrag


# -- promising -------------------------------------------------------------------------------------


def test_a_plan_takes_what_it_asks_per_school_year(school: School, swv: Samenwerkingsverband):
    traject, _ = maak_traject(school)
    maak_budget(swv, "5000"), maak_budget(swv, "100", 2026)
    budget.reserveer(traject, {2025: D("4200.00"), 2026: D("99.99")})
    assert {j: r.bedrag for j, r in budget.reserveringen(traject).items()} == {2025: D("4200.00"), 2026: D("99.99")}
    assert [rij.vrij for rij in Budget.objects.order_by("schooljaar")] == [D("800.00"), D("0.01")]


def test_nothing_is_promised_when_one_school_year_lacks_a_cent(school: School, swv: Samenwerkingsverband):
    traject, _ = maak_traject(school)
    maak_budget(swv, "5000"), maak_budget(swv, "100", 2026)
    with pytest.raises(Geweigerd, match=r"2026-2027: €\s0,01"):
        budget.reserveer(traject, {2025: D(1), 2026: D("100.01")})
    assert not Reservering.objects.exists() and not Budget.objects.filter(vastgelegd__gt=0).exists()


def test_a_school_year_without_budget_has_nothing_free(school: School):
    traject, _ = maak_traject(school)
    with pytest.raises(Geweigerd, match="2025-2026"):
        budget.reserveer(traject, {2025: D("0.01")})


def test_a_new_version_gives_back_what_it_does_not_need(school: School, swv: Samenwerkingsverband):
    traject, _ = maak_traject(school)
    maak_budget(swv, "5000"), maak_budget(swv, "5000", 2026)
    budget.reserveer(traject, {2025: D(4000), 2026: D(500)})
    budget.reserveer(traject, {2025: D(4500)})
    assert [rij.vrij for rij in Budget.objects.order_by("schooljaar")] == [D(500), D(5000)]
    klopt(swv)


def test_the_database_itself_refuses_to_promise_more_than_is_granted(swv: Samenwerkingsverband):
    rij = maak_budget(swv, "10")
    with pytest.raises(IntegrityError), transaction.atomic():
        Budget.objects.filter(pk=rij.pk).update(vastgelegd=D("10.01"))


def test_what_is_not_spent_is_free_again_when_the_track_ends(school: School, swv: Samenwerkingsverband):
    traject, _ = maak_traject(school)
    maak_budget(swv, "5000")
    budget.reserveer(traject, {2025: D(4000)})
    budget.boek(traject, VANDAAG, D("1234.56"), boven=NUL)
    assert budget.geef_vrij(traject) == D("2765.44")
    assert Budget.objects.get().vrij == D("3765.44")
    klopt(swv)


def test_a_plan_cannot_go_below_what_was_spent(school: School, swv: Samenwerkingsverband):
    traject, _ = maak_traject(school)
    maak_budget(swv, "5000")
    budget.reserveer(traject, {2025: D(4000)})
    budget.boek(traject, VANDAAG, D(3000), boven=NUL)
    with pytest.raises(Geweigerd, match="uitgegeven"):
        budget.reserveer(traject, {2025: D("2999.99")})


def test_an_invoice_that_comes_a_year_early_takes_from_the_other_year_of_the_track(
    school: School, swv: Samenwerkingsverband
):
    traject, _ = maak_traject(school)
    maak_budget(swv, "1000"), maak_budget(swv, "1000", 2026)
    budget.reserveer(traject, {2025: D(100), 2026: D(400)})
    budget.boek(traject, VANDAAG, D(300), boven=NUL)
    assert {j: r.bedrag for j, r in budget.reserveringen(traject).items()} == {2025: D(300), 2026: D(200)}
    klopt(swv)


STAPPEN = st.lists(
    st.one_of(
        st.tuples(st.just("reserveer"), st.integers(0, 1), st.integers(0, 90_000), st.integers(0, 90_000)),
        st.tuples(st.just("boek"), st.integers(0, 1), st.integers(-30_000, 60_000), st.integers(0, 1)),
        st.tuples(st.just("vrij"), st.integers(0, 1), st.just(0), st.just(0)),
        st.tuples(st.just("toe"), st.integers(0, 1), st.integers(0, 150_000), st.just(0)),
    ),
    max_size=12,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stappen=STAPPEN)
def test_whatever_happens_no_cent_is_promised_twice_or_lost(
    stappen: list[tuple[str, int, int, int]], school: School, swv: Samenwerkingsverband, directeur: Actor
):
    with transaction.atomic():
        trajecten = [maak_traject(school)[0] for _ in range(2)]
        maak_budget(swv, "1000"), maak_budget(swv, "1000", 2026)
        for stap in stappen:
            _doe(stap, trajecten, directeur)
            klopt(swv)
        transaction.set_rollback(True)


def _doe(stap: tuple[str, int, int, int], trajecten: list[Any], directeur: Actor) -> None:
    wat, welke, een, twee = stap
    try:
        with transaction.atomic():
            if wat == "reserveer":
                budget.reserveer(trajecten[welke], {2025: D(een) / 100, 2026: D(twee) / 100})
            elif wat == "boek" and een:
                budget.boek(trajecten[welke], date(2026, 3 + 6 * twee, 1), D(een) / 100, boven=NUL)
            elif wat == "vrij":
                budget.geef_vrij(trajecten[welke])
            elif wat == "toe":
                rij = Budget.objects.get(schooljaar=2025 + welke)
                ken_toe(directeur, str(D(een) / 100), jaar=rij.schooljaar, versie=rij.versie)
    except Geweigerd:
        pass


# -- granting --------------------------------------------------------------------------------------


def test_the_director_raises_the_budget_with_a_reason_that_stays(directeur: Actor):
    ken_toe(directeur, "1000")
    ken_toe(directeur, "1500", versie=1, reden="Twee plannen meer dan verwacht")
    wijziging = Budgetwijziging.objects.order_by("pk").last()
    assert wijziging is not None and (wijziging.oud, wijziging.nieuw) == (D(1000), D(1500))
    assert (wijziging.reden, wijziging.door_id) == ("Twee plannen meer dan verwacht", directeur.gebruiker_id)
    rij = Gebeurtenis.objects.filter(actie=budget.VERHOOGD).latest("id")
    assert (rij.bijzonderheden["oud"], rij.bijzonderheden["nieuw"]) == ("1000.00", "1500")


@pytest.mark.parametrize(
    ("naar", "reden", "veld"), [("1", " ", "reden"), ("-1", "x", "toegekend"), ("0", "x", "toegekend")]
)
def test_a_budget_is_not_changed_without_reason_or_to_nothing_new(directeur: Actor, naar: str, reden: str, veld: str):
    with pytest.raises(Geweigerd) as nee:
        ken_toe(directeur, naar, reden=reden)
    assert nee.value.veld == veld and not Budgetwijziging.objects.exists()


def test_what_is_promised_cannot_be_taken_away(school: School, swv: Samenwerkingsverband, directeur: Actor):
    traject, _ = maak_traject(school)
    maak_budget(swv, "5000")
    budget.reserveer(traject, {2025: D(4000)})
    with pytest.raises(Geweigerd, match="toegezegd"):
        ken_toe(directeur, "3999.99")


def test_somebody_who_saw_an_older_amount_is_told(directeur: Actor):
    ken_toe(directeur, "1000")
    with pytest.raises(Conflict):
        ken_toe(directeur, "2000", versie=0)


@pytest.mark.parametrize("rol", [Rol.SECRETARIAAT, Rol.VOORZITTER, Rol.CASEMANAGER, Rol.BEHEERDER])
def test_nobody_but_the_director_grants(swv: Samenwerkingsverband, rol: str):
    with pytest.raises(GeenRecht):
        ken_toe(factories.actor(rol, swv), "1000")


def test_a_director_grants_nothing_elsewhere(directeur: Actor):
    ander = factories.SwvFactory()
    with pytest.raises(GeenRecht):
        budget.ken_toe(ander.pk, 2025, D(1), by=directeur, reden="x", versie=0, nu=NU)


def test_the_page_counts_granted_promised_spent_and_free(school: School, swv: Samenwerkingsverband):
    traject, _ = maak_traject(school)
    maak_budget(swv, "5000")
    budget.reserveer(traject, {2025: D(4000)})
    budget.boek(traject, VANDAAG, D(250), boven=NUL)
    regels = {regel.schooljaar: regel for regel in budget.overzicht(swv, vandaag=VANDAAG)}
    regel = regels[2025]
    assert (regel.toegekend, regel.vastgelegd, regel.uitgegeven, regel.vrij) == (D(5000), D(4000), D(250), D(1000))
    assert regels[2026].vrij == NUL


# -- at the same moment ----------------------------------------------------------------------------


def tegelijk(*daden: Callable[[], Any]) -> list[Any]:
    """Each on a connection of its own, at one moment; what was refused comes back as the refusal."""
    startschot = Barrier(len(daden))

    def druk(daad: Callable[[], Any]) -> Any:
        startschot.wait(timeout=20)
        try:
            return daad()
        except (Conflict, Geweigerd) as nee:
            return nee
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(daden)) as draden:
        return list(draden.map(druk, daden))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("aantal", [2, 4])
def test_simultaneous_approvals_never_exceed_the_budget(
    aantal: int, school: School, andere_school: School, swv: Samenwerkingsverband
):
    _, directeur = mensen_die_tekenen(swv, andere_school)
    trajecten = [breng_naar_directeur(school, andere_school) for _ in range(aantal)]
    maak_budget(swv, "5000")  # each asks 4.200
    uitkomst = tegelijk(*(lambda t=t: keur_goed(t, directeur) for t in trajecten))
    assert sum(nee is None for nee in uitkomst) == 1
    assert all(isinstance(nee, Geweigerd) and "budget" in nee.melding for nee in uitkomst if nee is not None)
    assert Budget.objects.get().vastgelegd == D("4200.00")
    assert Planversie.objects.filter(stand="goedgekeurd").count() == 1
    for traject in trajecten:
        traject.refresh_from_db(fields=["goedgekeurd_op"])
    klopt(swv)


@pytest.mark.django_db(transaction=True)
def test_an_approval_and_a_lower_budget_at_once_never_leave_more_promised_than_granted(
    school: School, andere_school: School, swv: Samenwerkingsverband
):
    _, directeur = mensen_die_tekenen(swv, andere_school)
    traject = breng_naar_directeur(school, andere_school)
    maak_budget(swv, "5000")
    tegelijk(lambda: keur_goed(traject, directeur), lambda: ken_toe(directeur, "1000"))
    rij = Budget.objects.get()
    assert (rij.toegekend, rij.vastgelegd) in {(D(5000), D("4200.00")), (D(1000), NUL)}


@pytest.mark.django_db(transaction=True)
def test_plans_over_two_school_years_do_not_wait_for_each_other_for_ever(
    school: School, andere_school: School, swv: Samenwerkingsverband
):
    """Locks are taken in one order, whichever year a plan names first."""
    _, directeur = mensen_die_tekenen(swv, andere_school)
    over_de_zomer = [REGEL | {"tot": "2027-03-31", "rij": "a"}]
    trajecten = [breng_naar_directeur(school, andere_school, over_de_zomer) for _ in range(3)]
    maak_budget(swv, "20000"), maak_budget(swv, "20000", 2026)
    assert tegelijk(*(lambda t=t: keur_goed(t, directeur) for t in trajecten)) == [None] * 3
    assert sum(rij.vastgelegd for rij in Budget.objects.all()) == 3 * D("4200.00")
    assert {t.__class__.objects.get(pk=t.pk).status for t in trajecten} == {Status.VERTELLEN}
    klopt(swv)
