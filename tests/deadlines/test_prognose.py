"""How many requests pass a day undecided: counted by hand, and what holds for any measurement."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.prognose import MINSTENS, Tempo, deel_later, verwacht

VANDAAG = date(2026, 3, 9)
EEN_JUNI = date(2026, 6, 1)
DUREN = st.lists(st.integers(0, 400), max_size=40).map(sorted)
PER_DAG = st.dictionaries(st.integers(0, 300), st.integers(1, 9), max_size=12)


@pytest.mark.parametrize(
    ("leeftijd", "tot", "deel"),
    [
        (0, 30, 0.5),  # of 20, 30, 40 and 60 two took longer than 30
        (30, 30, 2 / 3),  # of 30, 40 and 60, those of at least 30, two took longer
        (31, 30, 1.0),  # already older than the day looked at
        (41, 60, 0.0),  # only 60 is left, and that is in time
        (61, 90, 1.0),  # longer than anything measured: nothing says that it will be in time
    ],
)
def test_the_share_that_took_longer_among_those_that_ran_then(leeftijd: int, tot: int, deel: float) -> None:
    assert deel_later([20, 30, 40, 60], leeftijd, tot) == pytest.approx(deel)


def test_what_runs_and_what_is_to_come_are_told_apart() -> None:
    tempo = Tempo((60,) * 15 + (120,) * 5)
    lopend = {VANDAAG - timedelta(10): 4, VANDAAG - timedelta(70): 2}
    instroom = {EEN_JUNI - timedelta(30): 8, EEN_JUNI + timedelta(1): 99}
    blik = verwacht(EEN_JUNI, vandaag=VANDAAG, lopend=lopend, instroom=instroom, tempo=tempo)
    # 84 days to go: 94 days old by then, 5 of 20 took longer; 154 days old: nothing took that long
    assert (blik.lopend, blik.te_laat, blik.nu) == (6, pytest.approx(4 * 0.25), 1)
    # 30 days old by then: all twenty took longer; what comes in after the day does not count
    assert (blik.instroom, blik.straks, blik.samen) == (8, 8, 9)
    assert blik.langer_dan_gemeten == 0


def test_what_runs_longer_than_anything_measured_counts_as_late_and_is_said() -> None:
    tempo = Tempo((30,) * MINSTENS)
    blik = verwacht(EEN_JUNI, vandaag=VANDAAG, lopend={VANDAAG - timedelta(31): 3}, instroom={}, tempo=tempo)
    assert (blik.nu, blik.langer_dan_gemeten) == (3, 3)


def test_the_shares_of_the_measured_days() -> None:
    tempo = Tempo(tuple(range(1, 101)))
    assert (tempo.binnen(0.5), tempo.binnen(0.9)) == (50, 90)
    assert Tempo((7,)).binnen(0.9) == 7
    assert not Tempo((7,) * (MINSTENS - 1)).genoeg and Tempo((7,) * MINSTENS).genoeg


@given(DUREN, PER_DAG, PER_DAG, st.integers(0, 300), st.integers(0, 60))
def test_never_more_than_there_are_and_a_later_day_never_has_more_undecided(
    duren: list[int], oud: dict[int, int], straks: dict[int, int], over: int, later: int
) -> None:
    lopend = {VANDAAG - timedelta(dagen): n for dagen, n in oud.items()}
    instroom = {VANDAAG + timedelta(dagen + 1): n for dagen, n in straks.items()}
    tempo = Tempo(tuple(duren))
    dag = VANDAAG + timedelta(over)
    een = verwacht(dag, vandaag=VANDAAG, lopend=lopend, instroom=instroom, tempo=tempo)
    twee = verwacht(dag + timedelta(later), vandaag=VANDAAG, lopend=lopend, instroom=instroom, tempo=tempo)
    assert 0 <= een.te_laat <= een.lopend + 1e-9 and 0 <= een.te_laat_instroom <= een.instroom + 1e-9
    assert twee.te_laat <= een.te_laat + 1e-9
