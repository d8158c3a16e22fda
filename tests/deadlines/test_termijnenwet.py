"""Which terms the Algemene termijnenwet extends and which it does not."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.beleidsregels import einde_na_maanden, gezamenlijk_plan, voor_kwaliteitsgesprek
from deadlines.berekening import Berekening
from deadlines.bezwaarregels import lbt_advies
from deadlines.kalender import DAG, Kalender, koningsdag
from deadlines.termijnenwet import Duur, Eenheid, maanden_later, verlengd

REGEL = Kalender.volgens_regel()
datums = st.dates(date(2014, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("duur", "wel"),
    [
        (Duur(90, Eenheid.DAGEN), True),
        (Duur(91, Eenheid.DAGEN), False),
        (Duur(12, Eenheid.WEKEN), True),
        (Duur(13, Eenheid.WEKEN), False),
        (Duur(3, Eenheid.MAANDEN), True),
        (Duur(4, Eenheid.MAANDEN), False),
        (Duur(1, Eenheid.JAREN), False),
        (Duur(48, Eenheid.UREN), False),
        (Duur(1, Eenheid.DAGEN), True),
    ],
)
def test_the_length_decides_in_the_unit_of_the_law(duur: Duur, wel: bool) -> None:
    assert duur.wordt_verlengd() is wel


@pytest.mark.parametrize("regel", [voor_kwaliteitsgesprek, lbt_advies, gezamenlijk_plan, einde_na_maanden])
def test_what_is_counted_back_or_set_by_policy_is_not_extended(regel: Callable[..., Berekening]) -> None:
    """Asked of every day of a year: it falls as well on days off as on others."""
    dagen = [date(2026, 1, 1) + timedelta(n) for n in range(365)]
    einden = [regel(dag, kalender=REGEL).einde for dag in dagen]
    assert sum(not REGEL.is_werkdag(einde) for einde in einden if einde) > 90


def test_three_days_over_easter_keep_two_ordinary_days() -> None:
    # Thursday 2 April 2026 + 3 = Easter Sunday; Tuesday 7 and Wednesday 8 are the first two ordinary days.
    einde, stappen = verlengd(date(2026, 4, 2), Duur(3, Eenheid.DAGEN), REGEL)
    assert einde == date(2026, 4, 8)
    assert stappen[0].bron == "artikel 2 Algemene termijnenwet"


def test_three_days_over_a_weekend_end_on_tuesday() -> None:
    # From Friday 6 March 2026: Saturday, Sunday, Monday hold one ordinary day; with Tuesday two.
    assert verlengd(date(2026, 3, 6), Duur(3, Eenheid.DAGEN), REGEL)[0] == date(2026, 3, 10)


def test_two_days_need_only_end_on_an_ordinary_day() -> None:
    assert verlengd(date(2026, 3, 6), Duur(2, Eenheid.DAGEN), REGEL)[0] == date(2026, 3, 9)


def test_a_term_of_more_than_twelve_weeks_ends_on_a_sunday_if_it_must() -> None:
    einde, stappen = verlengd(date(2026, 3, 1), Duur(13), REGEL)
    assert (einde, stappen) == (date(2026, 5, 31), ())


def test_a_month_ends_on_its_last_day_when_it_is_shorter() -> None:
    assert maanden_later(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert maanden_later(date(2026, 12, 15), 1) == date(2027, 1, 15)
    assert Duur(1, Eenheid.JAREN).na(date(2028, 2, 29)) == date(2029, 2, 28)


def test_before_there_was_a_king_there_was_a_queens_day() -> None:
    assert koningsdag(2013) == date(2013, 4, 30)
    assert koningsdag(2000) == date(2000, 4, 29)
    assert koningsdag(2014) == date(2014, 4, 26)


@given(datums, st.integers(3, 90))
def test_a_statutory_term_ends_on_an_ordinary_day_and_holds_two(dag: date, dagen: int) -> None:
    einde, stappen = verlengd(dag, Duur(dagen, Eenheid.DAGEN), REGEL)
    assert REGEL.is_werkdag(einde)
    assert sum(REGEL.is_werkdag(dag + n * DAG) for n in range(1, (einde - dag).days + 1)) >= 2
    assert einde >= dag + timedelta(days=dagen)
    assert dag + timedelta(days=dagen + sum(stap.dagen for stap in stappen)) == einde


@given(datums, st.integers(3, 90))
def test_it_is_extended_no_further_than_needed(dag: date, dagen: int) -> None:
    einde, _ = verlengd(dag, Duur(dagen, Eenheid.DAGEN), REGEL)
    if einde > dag + timedelta(days=dagen):
        tot = einde - DAG
        gewoon = sum(REGEL.is_werkdag(dag + n * DAG) for n in range(1, (tot - dag).days + 1))
        assert not REGEL.is_werkdag(tot) or gewoon < 2
