"""A calculation drawn as a time line: every day once, under the right word, also for who cannot see it."""

from datetime import date, timedelta

from hypothesis import given, settings

from deadlines.berekening import STIL, Stilstand, Verdaging
from deadlines.dwangsom import dwangsom
from deadlines.kalender import DAG, Kalender
from deadlines.regels import beslistermijn
from deadlines.rekenaar import Vraag, reken
from deadlines.tijdlijn import Tijdlijn, teken
from tests.deadlines.test_rekenaar import vragen

REGEL = Kalender.volgens_regel()
ONTVANGEN = date(2026, 3, 9)
HERSTEL = Stilstand(date(2026, 3, 16), date(2026, 3, 27))


def getekend(lijn: Tijdlijn | None) -> list[tuple[str, date, date]]:
    assert lijn is not None
    return [(stuk.soort, stuk.van, stuk.tot) for stuk in lijn.stukken]


def test_running_suspended_running_and_extended() -> None:
    uitkomst = beslistermijn(ONTVANGEN, stilstanden=[HERSTEL], kalender=REGEL)
    assert getekend(teken(uitkomst)) == [
        ("loopt", date(2026, 3, 10), date(2026, 3, 16)),
        ("stil", date(2026, 3, 17), date(2026, 3, 26)),
        ("loopt", date(2026, 3, 27), date(2026, 5, 14)),
        ("vrij", date(2026, 5, 15), date(2026, 5, 18)),
    ]


def test_more_time_by_an_announcement() -> None:
    uitkomst = beslistermijn(ONTVANGEN, verdaging=Verdaging(date(2026, 4, 30), date(2026, 6, 2)), kalender=REGEL)
    assert getekend(teken(uitkomst))[-1] == ("uitstel", date(2026, 5, 5), date(2026, 6, 2))


def test_without_an_end_it_stands_still_through_today() -> None:
    uitkomst = beslistermijn(ONTVANGEN, stilstanden=[Stilstand(date(2026, 3, 16))], kalender=REGEL)
    lijn = teken(uitkomst, vandaag=date(2026, 7, 1))
    assert getekend(lijn)[-1] == ("stil", date(2026, 3, 17), date(2026, 7, 1))


def test_the_days_that_cost_money() -> None:
    assert getekend(teken(dwangsom(date(2026, 3, 2), kalender=REGEL))) == [
        ("loopt", date(2026, 3, 3), date(2026, 3, 16)),
        ("dwangsom", date(2026, 3, 17), date(2026, 4, 27)),
    ]


def test_today_and_the_service_norm_stand_out_and_are_said() -> None:
    uitkomst = beslistermijn(ONTVANGEN, stilstanden=[HERSTEL], kalender=REGEL)
    lijn = teken(uitkomst, vandaag=date(2026, 5, 6), norm=date(2026, 5, 11))
    assert lijn is not None
    assert [(streep.soort, streep.dag) for streep in lijn.strepen] == [
        ("norm", date(2026, 5, 11)),
        ("vandaag", date(2026, 5, 6)),
    ]
    assert "17 maart 2026 tot en met 26 maart 2026: de tijd staat stil (10 dagen)" in lijn.tekst
    assert "11 mei 2026: streefdatum" in lijn.tekst


def test_what_is_late_goes_on_through_today_and_no_longer_runs() -> None:
    uitkomst = beslistermijn(ONTVANGEN, kalender=REGEL)
    lijn = teken(uitkomst, vandaag=date(2026, 5, 20), te_laat=True)
    assert getekend(lijn) == [
        ("loopt", date(2026, 3, 10), date(2026, 5, 4)),
        ("over", date(2026, 5, 5), date(2026, 5, 20)),
    ]
    assert lijn is not None and [(streep.soort, streep.dag) for streep in lijn.strepen] == [
        ("vandaag", date(2026, 5, 20))
    ]
    assert "de tijd liep" in lijn.tekst and "de tijd loopt" not in lijn.tekst
    assert ("over", "de datum is voorbij") in lijn.soorten


def test_what_was_stopped_has_no_today() -> None:
    uitkomst = beslistermijn(ONTVANGEN, kalender=REGEL)
    lijn = teken(uitkomst, vandaag=date(2026, 4, 1), gestopt=True)
    assert lijn is not None and lijn.strepen == () and "de tijd loopt" not in lijn.tekst


def test_a_date_that_was_counted_back_has_no_line() -> None:
    assert teken(reken(Vraag("kwaliteitsgesprek", date(2026, 4, 20)), REGEL)) is None


@given(vragen())
@settings(max_examples=200)
def test_every_day_is_drawn_once_and_still_days_are_counted_days(vraag: Vraag) -> None:
    uitkomst = reken(vraag, REGEL)
    lijn = teken(uitkomst)
    assert lijn is not None
    assert lijn.begin == vraag.start + DAG
    assert lijn.eind == uitkomst.einde
    assert lijn.stukken[0].van == lijn.begin
    assert lijn.stukken[-1].tot == lijn.eind
    for een, ander in zip(lijn.stukken, lijn.stukken[1:], strict=False):
        assert een.tot + timedelta(days=1) == ander.van
        assert een.soort != ander.soort
    stil = sum((stuk.tot - stuk.van).days + 1 for stuk in lijn.stukken if stuk.soort == STIL)
    assert stil == sum(stap.dagen for stap in uitkomst.stappen if stap.soort == STIL)
