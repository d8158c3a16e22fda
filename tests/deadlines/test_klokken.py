"""Service norm and statutory term side by side, from facts in any order."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from deadlines.berekening import GRONDEN, OVERMACHT, Stilstand, Verzetting
from deadlines.kalender import DAG, Kalender
from deadlines.klokken import Feiten, Herstelverzoek, klokken

REGEL = Kalender.volgens_regel()
ONTVANGEN = date(2026, 3, 9)
HERSTEL = Herstelverzoek(date(2026, 3, 16), uiterlijk=date(2026, 4, 7), aangevuld=date(2026, 3, 27))


def einden(feiten: Feiten) -> tuple[date | None, date | None]:
    uitkomst = klokken(feiten, kalender=REGEL)
    return uitkomst.servicenorm.einde, uitkomst.beslistermijn.einde


def test_both_run_from_their_own_day() -> None:
    assert einden(Feiten(ONTVANGEN, volledig=(date(2026, 3, 12),))) == (date(2026, 4, 23), date(2026, 5, 4))


def test_a_supplement_stops_only_the_statutory_clock_and_starts_the_norm_anew() -> None:
    feiten = Feiten(ONTVANGEN, volledig=(date(2026, 3, 30),), herstelverzoeken=(HERSTEL,))
    assert einden(feiten) == (date(2026, 5, 11), date(2026, 5, 18))


def test_something_asked_after_completeness_stops_the_norm_until_it_is_complete_again() -> None:
    feiten = Feiten(ONTVANGEN, volledig=(date(2026, 3, 12),), herstelverzoeken=(HERSTEL,))
    assert einden(feiten)[0] is None
    assert einden(replace(feiten, volledig=(*feiten.volledig, date(2026, 4, 1))))[0] == date(2026, 5, 13)


def test_a_wrong_completeness_undone_takes_the_norm_with_it() -> None:
    feiten = Feiten(ONTVANGEN, volledig=(date(2026, 3, 12),), volledig_ongedaan=(date(2026, 3, 17),))
    norm = klokken(feiten, kalender=REGEL).servicenorm
    assert norm.einde is None
    assert "18 maart 2026" in norm.stappen[0].wat


def test_a_request_withdrawn_lets_the_clock_run_again_from_that_day() -> None:
    ingetrokken = replace(HERSTEL, aangevuld=None, ingetrokken=date(2026, 3, 18))
    # Still on 17 March only: 4 May + 1 = Liberation Day, so Wednesday 6 May.
    assert einden(Feiten(ONTVANGEN, herstelverzoeken=(ingetrokken,)))[1] == date(2026, 5, 6)


def test_a_term_that_lapsed_lets_it_run_again_by_itself() -> None:
    verlopen = replace(HERSTEL, aangevuld=None)
    # Still from 17 March through 7 April, 22 days: 26 May, the day after Whit Monday.
    assert einden(Feiten(ONTVANGEN, herstelverzoeken=(verlopen,)))[1] == date(2026, 5, 26)


def test_one_that_runs_without_a_last_day_has_no_end() -> None:
    assert einden(Feiten(ONTVANGEN, herstelverzoeken=(Herstelverzoek(date(2026, 3, 16)),)))[1] is None


def test_a_norm_that_was_moved_keeps_its_date_until_it_starts_anew() -> None:
    verzet = (Verzetting(date(2026, 3, 20), 1, date(2026, 5, 1)),)
    feiten = Feiten(ONTVANGEN, volledig=(date(2026, 3, 12),), verzettingen=verzet)
    assert einden(feiten) == (date(2026, 5, 1), date(2026, 5, 4))
    opnieuw = replace(feiten, volledig_ongedaan=(date(2026, 3, 23),), volledig=(date(2026, 3, 12), date(2026, 3, 30)))
    assert einden(opnieuw)[0] == date(2026, 5, 11)  # 42 days from the 30th: what was moved was the norm before


def test_every_ground_of_the_law_stands_still_alike() -> None:
    """17–26 March stand still, on whatever ground: 10 days, so Monday 18 May as in the worked example."""
    for grond in GRONDEN:
        stil = Stilstand(date(2026, 3, 16), tot=date(2026, 3, 27), grond=grond)
        assert einden(Feiten(ONTVANGEN, andere_stilstanden=(stil,)))[1] == date(2026, 5, 18)


def test_grounds_that_overlap_count_once() -> None:
    """17–26 March for a supplement and 24–31 March by force majeure: 15 days together, so Tuesday 19 May."""
    overmacht = Stilstand(date(2026, 3, 23), uiterlijk=date(2026, 3, 31), grond=OVERMACHT)
    assert einden(Feiten(ONTVANGEN, herstelverzoeken=(HERSTEL,), andere_stilstanden=(overmacht,)))[1] == date(
        2026, 5, 19
    )


@st.composite
def verzoeken(draw: st.DrawFn) -> Herstelverzoek:
    gevraagd = ONTVANGEN + timedelta(days=draw(st.integers(0, 70)))
    later = st.none() | st.integers(0, 30).map(lambda n: gevraagd + timedelta(days=n))
    return Herstelverzoek(gevraagd, uiterlijk=draw(later), aangevuld=draw(later), ingetrokken=draw(later))


dagen = st.integers(0, 80).map(lambda n: ONTVANGEN + timedelta(days=n))
feiten = st.builds(
    Feiten,
    ontvangen=st.just(ONTVANGEN),
    volledig=st.lists(dagen, max_size=3).map(tuple),
    volledig_ongedaan=st.lists(dagen, max_size=2).map(tuple),
    herstelverzoeken=st.lists(verzoeken(), max_size=4).map(tuple),
)


@given(feiten, st.randoms())
def test_the_order_of_facts_does_not_matter(zaak: Feiten, toeval: Random) -> None:
    anders = replace(
        zaak,
        volledig=tuple(toeval.sample(zaak.volledig, len(zaak.volledig))),
        volledig_ongedaan=tuple(toeval.sample(zaak.volledig_ongedaan, len(zaak.volledig_ongedaan))),
        herstelverzoeken=tuple(toeval.sample(zaak.herstelverzoeken, len(zaak.herstelverzoeken))),
    )
    assert klokken(zaak, kalender=REGEL) == klokken(anders, kalender=REGEL)


@given(feiten)
def test_withdrawing_later_never_gives_less_time(zaak: Feiten) -> None:
    langer = tuple(
        replace(v, aangevuld=v.aangevuld and v.aangevuld + DAG, ingetrokken=v.ingetrokken and v.ingetrokken + DAG)
        for v in zaak.herstelverzoeken
    )
    kort, lang = einden(zaak)[1], einden(replace(zaak, herstelverzoeken=langer))[1]
    assert kort is None or lang is None or kort <= lang
