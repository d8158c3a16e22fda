"""The days on which something is told about a term: each once, in order, and only what still makes sense."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workflow.meldplan import Meldplan, eerste_na, laatste_tot_en_met

DAGEN = st.dates(date(2023, 12, 1), date(2029, 3, 1))
PLANNEN = st.builds(
    Meldplan,
    vooraf=st.lists(st.integers(0, 60), max_size=4).map(tuple),
    erna=st.lists(st.integers(1, 30), max_size=3).map(tuple),
    elke=st.integers(0, 14),
)
EINDE = date(2026, 3, 30)
PLAN = Meldplan(vooraf=(14, 7, 2), erna=(1,), elke=7)


def _alle(plan: Meldplan, einde: date, van: date, tot: date) -> list[date]:
    dagen, dag = [], eerste_na(plan, einde, van)
    while dag is not None and dag <= tot:
        dagen.append(dag)
        dag = eerste_na(plan, einde, dag)
    return dagen


def test_two_weeks_one_week_two_days_before_and_every_week_after() -> None:
    gemeld = _alle(PLAN, EINDE, EINDE - timedelta(days=60), EINDE + timedelta(days=16))
    assert [(dag - EINDE).days for dag in gemeld] == [-14, -7, -2, 1, 8, 15]


def test_the_night_in_which_the_clock_goes_forward_is_a_day_like_any_other() -> None:
    """29 March 2026 has 23 hours: the day after the 28th is the 29th, and each is there once."""
    assert _alle(PLAN, date(2026, 3, 31), date(2026, 3, 27), date(2026, 4, 2)) == [date(2026, 3, 29), date(2026, 4, 1)]


@given(PLANNEN, DAGEN, DAGEN)
def test_every_moment_lies_after_what_was_told(plan: Meldplan, einde: date, na: date) -> None:
    eerste = eerste_na(plan, einde, na)
    assert eerste is None or eerste > na


@given(PLANNEN, DAGEN, st.integers(0, 90), st.lists(st.integers(0, 12), max_size=12))
def test_however_the_sweeps_fall_no_moment_is_told_twice_and_the_last_one_is_never_missed(
    plan: Meldplan, einde: date, voor: int, stappen: list[int]
) -> None:
    """Sweeps on arbitrary days, also several on one day, as the terms themselves go through them."""
    dag = einde - timedelta(days=voor)
    volgende, gemeld = eerste_na(plan, einde, dag), []
    for stap in stappen:
        dag += timedelta(days=stap)
        if volgende is not None and volgende <= dag:
            gemeld.append(laatste_tot_en_met(plan, einde, dag))
            volgende = eerste_na(plan, einde, dag)
    assert len(gemeld) == len(set(gemeld))
    verwacht = _alle(plan, einde, einde - timedelta(days=voor), dag)
    assert gemeld[-1:] == verwacht[-1:]


@given(PLANNEN, DAGEN, DAGEN)
def test_of_what_was_missed_only_the_last_is_told(plan: Meldplan, einde: date, op: date) -> None:
    laatste = laatste_tot_en_met(plan, einde, op)
    assert laatste is None or (laatste <= op and (eerste_na(plan, einde, laatste) or date.max) > op)
