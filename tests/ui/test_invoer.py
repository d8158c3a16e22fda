"""What people type as a date, a time or a number."""

from contextlib import suppress
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import notatie
from ui.invoer import InvoerFout, lees_datum, lees_datumdelen, lees_getal, lees_tijd

DATES = st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31))


@given(DATES, st.sampled_from(["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %m %Y", "%d-%m-%y", "%d%m%Y"]))
def test_every_usual_notation_gives_the_same_date(day: date, notation: str) -> None:
    assert lees_datum(day.strftime(notation)) == day


@given(DATES)
def test_a_date_as_we_write_it_can_be_typed_back(day: date) -> None:
    assert lees_datum(notatie.datum(day)) == day
    assert lees_datumdelen(str(day.day), notatie.datum_kort(day).split()[1], str(day.year)) == day


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_anything_else_is_a_clear_error_and_never_a_crash(one: str, two: str, three: str) -> None:
    with suppress(InvoerFout):
        assert isinstance(lees_datumdelen(one, two, three), date)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (("31", "2", "2026"), "31 februari 2026 bestaat niet. Kijk de dag na."),
        (("12", "", "2026"), "Vul ook de maand in."),
        (("", "11", ""), "Vul ook de dag en het jaar in."),
        (("12", "13", "2026"), "Vul de maand in als getal van 1 tot en met 12."),
        (("12", "1" * 5000, "2026"), "Vul de maand in als getal van 1 tot en met 12."),
        (("12", "ma", "2026"), "Vul de maand in als getal van 1 tot en met 12, of voluit."),
        (("1", "1", "026"), "Vul het jaar in met vier cijfers, bijvoorbeeld 2026."),
    ],
)
def test_the_error_says_what_to_change(parts: tuple[str, str, str], message: str) -> None:
    with pytest.raises(InvoerFout, match=message.replace(".", r"\.")):
        lees_datumdelen(*parts)


def test_a_whole_date_pasted_in_the_first_box() -> None:
    assert lees_datumdelen("21 november 2026", "", "") == date(2026, 11, 21)
    assert lees_datumdelen("21-11-2026", "", "") == date(2026, 11, 21)


@pytest.mark.parametrize("typed", ["9:30", "09.30", "0930", "9u30", " 9:30 uur"])
def test_a_time(typed: str) -> None:
    assert lees_tijd(typed) == time(9, 30)


@pytest.mark.parametrize("typed", ["25:00", "9:61", "half tien", ""])
def test_a_wrong_time(typed: str) -> None:
    with pytest.raises(InvoerFout):
        lees_tijd(typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("13,5", "13.5"),
        ("1.250,50", "1250.50"),
        ("1.250", "1250"),
        ("13.5", "13.5"),
        ("€ 12", "12"),
        ("-3", "-3"),
    ],
)
def test_a_number(typed: str, number: str) -> None:
    assert lees_getal(typed) == Decimal(number)


@given(st.decimals(min_value=-99999, max_value=99999, places=2))
def test_a_number_as_we_write_it_can_be_typed_back(number: Decimal) -> None:
    assert lees_getal(notatie.getal(number)) == number


@given(st.text(max_size=12))
def test_a_wrong_number_is_never_a_crash(typed: str) -> None:
    with suppress(InvoerFout):
        assert lees_getal(typed).is_finite()
