"""The calendar of the Algemene termijnenwet."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.kalender import BESLUITDAGEN, Kalender, eerste_paasdag, feestdagen, koningsdag

REGEL = Kalender.volgens_regel()


@pytest.mark.parametrize(
    "zondag",
    [
        date(2000, 4, 23),
        date(2008, 3, 23),
        date(2019, 4, 21),
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2026, 4, 5),
        date(2027, 3, 28),
        date(2028, 4, 16),
        date(2029, 4, 1),
        date(2030, 4, 21),
        date(2038, 4, 25),
    ],
)
def test_easter_falls_where_the_almanac_says(zondag: date) -> None:
    assert eerste_paasdag(zondag.year) == zondag


def test_2026_has_nine_holidays_by_rule_and_two_decree_days() -> None:
    assert dict(feestdagen(2026)) == {
        date(2026, 1, 1): "Nieuwjaarsdag",
        date(2026, 1, 2): "aangewezen vrije dag",
        date(2026, 4, 3): "Goede Vrijdag",
        date(2026, 4, 6): "Tweede Paasdag",
        date(2026, 4, 27): "Koningsdag",
        date(2026, 5, 5): "Bevrijdingsdag",
        date(2026, 5, 14): "Hemelvaartsdag",
        date(2026, 5, 15): "aangewezen vrije dag",
        date(2026, 5, 25): "Tweede Pinksterdag",
        date(2026, 12, 25): "Eerste Kerstdag",
        date(2026, 12, 26): "Tweede Kerstdag",
    }


def test_kings_day_moves_to_saturday_when_the_27th_is_a_sunday() -> None:
    assert koningsdag(2025) == date(2025, 4, 26)
    assert koningsdag(2026) == date(2026, 4, 27)
    assert REGEL.reden(date(2025, 4, 26)) == "Koningsdag"


def test_two_holidays_on_one_day_keep_both_names() -> None:
    assert feestdagen(2016)[date(2016, 5, 5)] == "Bevrijdingsdag en Hemelvaartsdag"


def test_every_decree_day_is_a_weekday_that_the_rule_alone_would_count() -> None:
    assert all(dag.weekday() < 5 and not REGEL.is_werkdag(dag) for dag in BESLUITDAGEN)


def test_school_holidays_and_new_years_eve_are_working_days() -> None:
    assert REGEL.is_werkdag(date(2026, 12, 31))
    assert REGEL.is_werkdag(date(2026, 7, 21))


def test_a_calendar_of_given_days_knows_only_those_and_the_weekend() -> None:
    kalender = Kalender(vrij={date(2026, 3, 10): "vrije dag"})
    assert not kalender.is_werkdag(date(2026, 3, 10))
    assert kalender.is_werkdag(date(2026, 12, 25))
    assert kalender.reden(date(2026, 3, 14)) == "zaterdag"


def test_a_table_is_the_whole_truth_for_its_own_years_only() -> None:
    kalender = Kalender(vrij={date(2030, 7, 1): "extra"}, jaren=frozenset({2030}))
    assert not kalender.is_werkdag(date(2030, 7, 1))
    assert kalender.is_werkdag(date(2030, 12, 25))
    assert not kalender.is_werkdag(date(2031, 12, 25))


def test_next_working_day_skips_ascension_decree_day_and_weekend() -> None:
    assert REGEL.eerstvolgende_werkdag(date(2026, 5, 14)) == date(2026, 5, 18)
    assert REGEL.eerstvolgende_werkdag(date(2026, 5, 13)) == date(2026, 5, 13)


def test_five_working_days_over_easter() -> None:
    assert REGEL.werkdagen_erbij(date(2026, 4, 1), 5) == date(2026, 4, 10)
    assert REGEL.werkdagen_erbij(date(2026, 4, 1), 0) == date(2026, 4, 1)
    with pytest.raises(ValueError, match="forward"):
        REGEL.werkdagen_erbij(date(2026, 4, 1), -1)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(1, 40))
def test_adding_working_days_lands_on_one_and_passes_exactly_that_many(dag: date, aantal: int) -> None:
    einde = REGEL.werkdagen_erbij(dag, aantal)
    tussen = [dag + timedelta(days=n) for n in range(1, (einde - dag).days + 1)]
    assert REGEL.is_werkdag(einde)
    assert sum(REGEL.is_werkdag(d) for d in tussen) == aantal
