"""Money of an offer: right to the cent, whatever the lines are."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.beleidsregels import schooljaar
from maatwerk import geld
from maatwerk.geld import Bedrag, Betaler, Btw, Per, Regel, Regelsoort

CENTEN = st.decimals(min_value=0, max_value=Decimal("9999.99"), places=2)
DAGEN = st.dates(date(2024, 8, 1), date(2029, 7, 31))


@st.composite
def regels(draw: st.DrawFn, **vast: object) -> Regel:
    van = draw(DAGEN)
    velden: dict[str, object] = {
        "sleutel": draw(st.text("abcdef0123456789", min_size=6, max_size=6)),
        "soort": draw(st.sampled_from(Regelsoort.values)),
        "omschrijving": "Begeleiding",
        "aantal": draw(st.decimals(min_value=Decimal("0.01"), max_value=Decimal("999.99"), places=2)),
        "tarief": draw(CENTEN),
        "per": Per.WEEK,
        "keren": draw(st.integers(1, 60)),
        "btw": draw(st.sampled_from(Btw.values)),
        "betaler": draw(st.sampled_from(Betaler.values)),
        "van": van,
        "tot": van + timedelta(days=draw(st.integers(0, 900))),
    }
    return Regel(**{**velden, **vast})  # type: ignore[arg-type]


def regel(**anders: object) -> Regel:
    velden: dict[str, object] = {
        "sleutel": "a",
        "soort": Regelsoort.UREN,
        "omschrijving": "Begeleiding",
        "aantal": Decimal("3"),
        "tarief": Decimal("87.50"),
        "van": date(2026, 4, 7),
        "tot": date(2027, 3, 31),
    }
    return Regel(**{**velden, **anders})  # type: ignore[arg-type]


def test_a_line_is_quantity_times_times_times_rate():
    een = regel(per=Per.WEEK, keren=16, btw=Btw.HOOG)
    assert (een.excl, een.btw_bedrag, een.incl) == (Decimal("4200.00"), Decimal("882.00"), Decimal("5082.00"))


@pytest.mark.parametrize(
    ("aantal", "tarief", "excl"),
    [("0.5", "0.01", "0.01"), ("0.25", "0.01", "0.00"), ("1.5", "0.99", "1.49"), ("0.33", "1.50", "0.50")],
)
def test_half_a_cent_goes_up(aantal: str, tarief: str, excl: str):
    assert regel(aantal=Decimal(aantal), tarief=Decimal(tarief)).excl == Decimal(excl)


def test_vat_is_reckoned_over_the_rounded_amount_of_each_line():
    drie = [regel(aantal=Decimal(1), tarief=Decimal("0.03"), btw=Btw.HOOG)] * 3
    assert geld.totaal(drie) == Bedrag(Decimal("0.09"), Decimal("0.03"))  # over the total it would be 0.02


@given(regels())
def test_no_line_is_off_by_more_than_half_a_cent_before_vat(een: Regel):
    precies = Fraction(een.aantal) * een.keren * Fraction(een.tarief)
    assert abs(Fraction(een.excl) - precies) <= Fraction(1, 200)
    assert een.excl == een.excl.quantize(geld.CENT) and een.btw_bedrag == een.btw_bedrag.quantize(geld.CENT)
    assert abs(Fraction(een.btw_bedrag) - Fraction(een.excl) * Fraction(Btw(een.btw).percentage) / 100) <= Fraction(
        1, 200
    )


@given(st.lists(regels(), max_size=12), st.randoms())
def test_every_way_of_adding_gives_the_same_total(lijst: list[Regel], toeval: Random):
    som = geld.totaal(lijst)
    assert sum((r.incl for r in lijst), geld.NUL) == som.incl
    for verdeling in (geld.per_betaler(lijst), geld.per_btw(lijst)):
        assert sum(verdeling.values(), Bedrag()) == som
    per_jaar = [geld.per_schooljaar(lijst, betaler=wie) for wie in Betaler.values]
    assert sum((bedrag for jaren in per_jaar for bedrag in jaren.values()), geld.NUL) == som.incl
    anders = lijst[:]
    toeval.shuffle(anders)
    assert geld.totaal(anders) == som and geld.per_schooljaar(anders) == geld.per_schooljaar(lijst)


@given(CENTEN, DAGEN, st.integers(0, 1500))
def test_a_split_over_school_years_loses_no_cent_and_is_never_negative(bedrag: Decimal, van: date, dagen: int):
    tot = van + timedelta(days=dagen)
    delen = geld.verdeeld(bedrag, van, tot)
    assert sum(delen.values(), geld.NUL) == bedrag
    assert all(deel >= 0 and deel == deel.quantize(geld.CENT) for deel in delen.values())
    assert list(delen) == list(range(schooljaar(van), schooljaar(tot) + 1))


@given(CENTEN, DAGEN, st.integers(0, 1500))
def test_a_share_is_within_a_cent_of_its_days(bedrag: Decimal, van: date, dagen: int):
    tot = van + timedelta(days=dagen)
    for jaar, deel in geld.verdeeld(bedrag, van, tot).items():
        in_jaar = (min(tot, date(jaar + 1, 7, 31)) - max(van, date(jaar, 8, 1))).days + 1
        assert abs(Fraction(deel) - Fraction(bedrag) * in_jaar / (dagen + 1)) <= Fraction(1, 100)


def test_the_last_day_of_july_and_the_first_of_august_are_two_school_years():
    assert geld.verdeeld(Decimal("1.00"), date(2026, 7, 31), date(2026, 8, 1)) == {
        2025: Decimal("0.50"),
        2026: Decimal("0.50"),
    }
    assert geld.verdeeld(Decimal("0.01"), date(2026, 7, 31), date(2026, 8, 1)) == {
        2025: Decimal("0.01"),
        2026: geld.NUL,
    }


def test_the_budget_is_asked_for_what_the_samenwerkingsverband_pays_and_nothing_else():
    lijst = [regel(), regel(betaler=Betaler.GEMEENTE, tarief=Decimal(1000))]
    assert sum(geld.per_schooljaar(lijst).values()) == regel().incl


@pytest.mark.parametrize(
    "fout",
    [
        {"aantal": Decimal("NaN")},
        {"tarief": Decimal("Infinity")},
        {"tarief": Decimal("-0.01")},
        {"aantal": Decimal("100000")},
        {"keren": 0},
        {"keren": 401},
        {"tot": date(2026, 4, 6)},
    ],
)
def test_a_line_that_cannot_be_is_never_reckoned_with(fout: dict[str, object]):
    with pytest.raises(ValueError):
        regel(**fout)


@pytest.mark.parametrize(
    ("per", "keren", "tot", "past"),
    [
        (Per.WEEK, 1, date(2026, 4, 7), True),
        (Per.WEEK, 2, date(2026, 4, 13), False),
        (Per.WEEK, 2, date(2026, 4, 14), True),
        (Per.MAAND, 1, date(2026, 4, 30), True),
        (Per.MAAND, 2, date(2026, 5, 1), True),
        (Per.MAAND, 3, date(2026, 5, 31), False),
        (Per.TOTAAL, 1, date(2026, 4, 7), True),
    ],
)
def test_a_period_is_long_enough_for_its_weeks_or_months(per: str, keren: int, tot: date, past: bool):
    assert geld.past_in_periode(per, keren, date(2026, 4, 7), tot) is past
