"""The dates that return every year."""

from datetime import date

from deadlines.beleidsregels import jaardata, schooljaar, toelating
from deadlines.kalender import Kalender, carnavalszondag


def test_the_dates_of_a_school_year_in_order() -> None:
    gevonden = [(dag, vast.naam) for dag, vast in jaardata(date(2025, 8, 1), date(2026, 7, 31))]
    assert gevonden == [
        (date(2025, 11, 1), "instroom"),
        (date(2026, 2, 13), "carnaval"),
        (date(2026, 3, 15), "aanmelden"),
        (date(2026, 6, 1), "aanvragen"),
        (date(2026, 7, 31), "einde"),
    ]


def test_carnival_follows_easter() -> None:
    assert [carnavalszondag(jaar) for jaar in (2024, 2025, 2026, 2027, 2028)] == [
        date(2024, 2, 11),
        date(2025, 3, 2),
        date(2026, 2, 15),
        date(2027, 2, 7),
        date(2028, 2, 27),
    ]


def test_a_school_year_begins_on_the_first_of_august() -> None:
    assert schooljaar(date(2026, 7, 31)) == 2025
    assert schooljaar(date(2026, 8, 1)) == 2026


def test_admission_can_take_four_weeks_more() -> None:
    uitkomst = toelating(date(2026, 3, 16), verlengd_met=4, kalender=Kalender.volgens_regel())
    assert uitkomst.einde == date(2026, 5, 26)  # 70 days = Whit Monday
