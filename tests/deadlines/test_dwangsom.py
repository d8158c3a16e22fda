"""The penalty for deciding too late, day by day (Awb 4:17, 4:18). Worked by hand, see the dates in each test."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.dwangsom import HOOGSTENS_DAGEN, dwangsom, dwangsombesluit, eerste_dag, is_te_vroeg, twee_weken, verbeurd
from deadlines.kalender import Kalender

ONTVANGEN = date(2026, 5, 6)
"""A Wednesday; two weeks later is Wednesday 20-5, so that the first day that costs money is 21-5."""
DAGEN = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.fixture(scope="module")
def kalender() -> Kalender:
    return Kalender.volgens_regel()


@pytest.mark.parametrize(
    ("op", "einde", "te_vroeg"),
    [
        (date(2026, 5, 4), date(2026, 5, 4), True),  # the last day itself: deciding is still in time
        (date(2026, 5, 5), date(2026, 5, 4), False),
        (date(2026, 5, 5), None, True),  # stands still
    ],
)
def test_a_notice_counts_from_the_day_after_the_term(op: date, einde: date | None, te_vroeg: bool) -> None:
    assert is_te_vroeg(op, einde_termijn=einde) == te_vroeg


def test_two_weeks_run_from_the_day_after_receipt(kalender: Kalender) -> None:
    assert twee_weken(ONTVANGEN, kalender=kalender).einde == date(2026, 5, 20)
    assert eerste_dag(ONTVANGEN, kalender=kalender) == date(2026, 5, 21)


def test_two_weeks_that_end_on_whit_monday_end_a_day_later(kalender: Kalender) -> None:
    """Received Monday 11-5-2026: 25-5 is Whit Monday (Atw 1), so 26-5 is still free and 27-5 is the first day."""
    assert twee_weken(date(2026, 5, 11), kalender=kalender).einde == date(2026, 5, 26)
    assert eerste_dag(date(2026, 5, 11), kalender=kalender) == date(2026, 5, 27)


@pytest.mark.parametrize(
    ("tot", "dagen", "bedrag", "per_dag"),
    [
        (date(2026, 5, 20), 0, 0, 0),
        (date(2026, 5, 21), 1, 23, 23),
        (date(2026, 6, 3), 14, 322, 23),
        (date(2026, 6, 4), 15, 357, 35),
        (date(2026, 6, 17), 28, 812, 35),
        (date(2026, 6, 18), 29, 857, 45),
        (date(2026, 7, 1), 42, 1442, 45),
        (date(2026, 12, 1), 42, 1442, 45),
    ],
)
def test_what_was_forfeited_on_each_step(kalender: Kalender, tot: date, dagen: int, bedrag: int, per_dag: int) -> None:
    som = verbeurd(ONTVANGEN, tot_en_met=tot, kalender=kalender)
    assert (som.dagen, som.bedrag, som.per_dag) == (dagen, bedrag, per_dag)
    assert som.laatste == (min(tot, date(2026, 7, 1)) if dagen else None)


def test_the_amount_is_fixed_within_two_weeks_after_the_last_day(kalender: Kalender) -> None:
    assert dwangsombesluit(date(2026, 7, 1), kalender=kalender).einde == date(2026, 7, 15)
    assert dwangsombesluit(date(2026, 5, 11), kalender=kalender).einde == date(2026, 5, 26)  # Whit Monday


@given(ontvangen=DAGEN, na=st.integers(-5, 120))
def test_the_days_agree_with_the_calculation_that_explains_them(ontvangen: date, na: int) -> None:
    kalender = Kalender.volgens_regel()
    dag = ontvangen + timedelta(days=na)
    som = verbeurd(ontvangen, tot_en_met=dag, kalender=kalender)
    einde = dwangsom(ontvangen, kalender=kalender).einde
    assert einde is not None
    assert som.is_vol == (dag >= einde)
    assert 0 <= som.dagen <= HOOGSTENS_DAGEN
    assert (som.laatste is None) == (dag < som.eerste)
    een_dag_meer = verbeurd(ontvangen, tot_en_met=dag + timedelta(days=1), kalender=kalender)
    assert een_dag_meer.bedrag >= som.bedrag
