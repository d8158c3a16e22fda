"""A month as whole weeks, with the yearly dates and the days off on it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.kalender import Kalender
from deadlines.maand import erbij, grenzen, lees_maand, vaste_data, weken

VANDAAG = date(2026, 3, 9)
REGEL = Kalender.volgens_regel()


def test_the_month_shows_the_first_of_june_with_what_it_means() -> None:
    dagen = [
        dag
        for week in weken(date(2026, 6, 1), {date(2026, 6, 1): (3, 1)}, vandaag=VANDAAG, kalender=REGEL)
        for dag in week
    ]
    eerste = next(dag for dag in dagen if dag.dag == date(2026, 6, 1))
    assert (eerste.aantal, eerste.wettelijk, [vast.naam for vast in eerste.vast]) == (3, 1, ["aanvragen"])
    assert all(not dag.vast for dag in dagen if dag.dag != date(2026, 6, 1))


def test_31_july_and_a_holiday_and_a_weekend() -> None:
    juli = {dag.dag: dag for week in weken(date(2026, 7, 1), {}, vandaag=VANDAAG, kalender=REGEL) for dag in week}
    assert [vast.naam for vast in juli[date(2026, 7, 31)].vast] == ["einde"]
    mei = {dag.dag: dag for week in weken(date(2026, 5, 1), {}, vandaag=VANDAAG, kalender=REGEL) for dag in week}
    assert (mei[date(2026, 5, 14)].vrij, mei[date(2026, 5, 16)].vrij) == ("Hemelvaartsdag", "weekend")
    assert mei[date(2026, 5, 12)].vrij == ""


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_every_day_of_a_month_is_there_once_in_whole_weeks(dag: date) -> None:
    eerste = dag.replace(day=1)
    rijen = weken(eerste, {}, vandaag=dag, kalender=REGEL)
    dagen = [d.dag for week in rijen for d in week]
    assert dagen == [dagen[0] + timedelta(n) for n in range(len(dagen))]
    assert (dagen[0], dagen[-1]) == grenzen(eerste)
    assert {len(week) for week in rijen} == {7} and dagen[0].weekday() == 0
    assert [d.dag for week in rijen for d in week if d.is_vandaag] == [dag]
    assert sum(d.in_maand for week in rijen for d in week) == (erbij(eerste, 1) - eerste).days


@pytest.mark.parametrize("tekst", ["", "x", "2026", "2026-13", "1999-12", "2101-01", "2026-06-01", "2026-06-"])
def test_what_is_no_month_is_this_month(tekst: str) -> None:
    assert lees_maand(tekst, VANDAAG) == date(2026, 3, 1)


def test_months_on_and_back() -> None:
    assert lees_maand("2026-06", VANDAAG) == date(2026, 6, 1)
    assert erbij(date(2026, 12, 1), 1) == date(2027, 1, 1)
    assert erbij(date(2026, 1, 1), -1) == date(2025, 12, 1)


def test_the_dates_of_this_school_year() -> None:
    assert [vast.naam for _, vast in vaste_data(VANDAAG)] == ["instroom", "carnaval", "aanmelden", "aanvragen", "einde"]
