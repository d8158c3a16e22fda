"""Gezag is dated: it begins, ends, and is never erased."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.fouten import Geweigerd
from cases.gezag import Periode, waarom_niet_beeindigen, waarom_niet_toevoegen
from cases.models import Dossier, Gezag
from cases.services import bewerk_dossier
from organisations.actor import Actor
from tests import factories
from tests.factories import NU

dagen = st.dates(date(2010, 1, 1), date(2030, 12, 31))
perioden = st.builds(
    lambda van, lengte: Periode(van, None if lengte is None else van + timedelta(days=lengte)),
    dagen,
    st.one_of(st.none(), st.integers(0, 3000)),
)


@given(st.lists(perioden, max_size=6), dagen)
def test_on_any_day_at_most_one_accepted_period_is_in_force(nieuwe: list[Periode], dag: date) -> None:
    bestaand: list[Periode] = []
    for periode in nieuwe:
        if not waarom_niet_toevoegen(bestaand, periode):
            bestaand.append(periode)
    assert sum(periode.geldt_op(dag) for periode in bestaand) <= 1


@given(perioden, perioden, dagen)
def test_periods_that_share_a_day_overlap(een: Periode, ander: Periode, dag: date) -> None:
    if een.geldt_op(dag) and ander.geldt_op(dag):
        assert een.overlapt(ander)
    assert een.overlapt(ander) == ander.overlapt(een)


@given(dagen, dagen)
def test_it_cannot_end_before_it_began(van: date, tot: date) -> None:
    assert bool(waarom_niet_beeindigen(Periode(van), tot)) == (tot < van)


def _gezag(dossier: Dossier) -> Gezag:
    return factories.OuderFactory(leerling=dossier.leerling).gezag.get()


@pytest.mark.django_db
def test_ending_gezag_keeps_the_row_with_date_and_source(dossier: Dossier, coordinator: Actor) -> None:
    gezag = _gezag(dossier)
    bewerk_dossier(
        dossier.pk,
        "gezag-einde",
        by=coordinator,
        data={"tot": date(2026, 3, 8), "bron_einde": "uitspraak rechtbank"},
        nu=NU,
        rij_id=gezag.pk,
    )
    gezag.refresh_from_db()
    assert (gezag.tot, gezag.bron_einde) == (date(2026, 3, 8), "uitspraak rechtbank")
    assert gezag.geldt_op(date(2026, 3, 8))
    assert not gezag.ouder.heeft_gezag(date(2026, 3, 9))


@pytest.mark.django_db
def test_gezag_cannot_be_given_twice_at_a_time(dossier: Dossier, coordinator: Actor) -> None:
    gezag = _gezag(dossier)
    with pytest.raises(Geweigerd):
        bewerk_dossier(
            dossier.pk,
            "gezag",
            by=coordinator,
            data={"van": date(2026, 1, 1), "bron": "gezagsregister"},
            nu=NU,
            rij_id=gezag.ouder_id,
        )
    assert Gezag.objects.count() == 1
