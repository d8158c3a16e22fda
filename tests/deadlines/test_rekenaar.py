"""Every rule by name: what holds for any date, and what is refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deadlines.berekening import DWANGSOM, Stilstand
from deadlines.bezwaarregels import Tijdigheid, op_tijd
from deadlines.dwangsom import bedrag_na, bedragen_op, dwangsom
from deadlines.kalender import DAG, Kalender
from deadlines.rekenaar import REGELS, InvoerFout, Vraag, reken

REGEL = Kalender.volgens_regel()
WETTELIJK = ("beslistermijn", "bezwaar", "beslissing-op-bezwaar", "buiten-behandeling", "bezwaar-per-post", "toelating")
datums = st.dates(date(2014, 1, 1), date(2060, 12, 31))
opschortbaar = st.sampled_from([naam for naam, regel in REGELS.items() if regel.opschortbaar])


@st.composite
def vragen(draw: st.DrawFn) -> Vraag:
    start = draw(datums)
    stilstanden = []
    for van in draw(st.lists(st.integers(0, 200), max_size=4)):
        begin = start + timedelta(days=van)
        stilstanden.append(Stilstand(begin, begin + timedelta(days=draw(st.integers(0, 40)))))
    uitstel = draw(st.none() | st.integers(1, 30))
    vraag = Vraag(draw(opschortbaar), start, tuple(stilstanden))
    if uitstel is None:
        return vraag
    zonder = reken(Vraag(vraag.regel, start), REGEL).einde
    assert zonder is not None
    return Vraag(vraag.regel, start, vraag.stilstanden, verdaagd_tot=zonder + timedelta(days=uitstel))


@given(vragen())
@settings(max_examples=300)
def test_a_suspension_day_more_never_moves_the_end_earlier(vraag: Vraag) -> None:
    voor = reken(vraag, REGEL).einde
    assert voor is not None
    for n, stil in enumerate(vraag.stilstanden):
        assert stil.tot is not None
        langer = (*vraag.stilstanden[:n], Stilstand(stil.van, stil.tot + DAG), *vraag.stilstanden[n + 1 :])
        na = reken(Vraag(vraag.regel, vraag.start, langer, verdaagd_tot=vraag.verdaagd_tot), REGEL).einde
        assert na is not None
        assert voor <= na


@given(vragen())
def test_neither_order_nor_repetition_of_suspensions_matters(vraag: Vraag) -> None:
    anders = Vraag(vraag.regel, vraag.start, vraag.stilstanden[::-1] * 2, verdaagd_tot=vraag.verdaagd_tot)
    assert reken(vraag, REGEL).einde == reken(anders, REGEL).einde


@given(vragen())
def test_a_decision_is_never_due_on_a_day_off(vraag: Vraag) -> None:
    einde = reken(vraag, REGEL).einde
    assert einde is not None
    assert REGEL.is_werkdag(einde)


@given(st.sampled_from(WETTELIJK), datums)
def test_no_statutory_term_ends_on_a_day_off(naam: str, start: date) -> None:
    einde = reken(Vraag(naam, start), REGEL).einde
    assert einde is not None
    assert REGEL.is_werkdag(einde)


@given(st.sampled_from(sorted(REGELS)), datums)
def test_the_steps_of_every_rule_add_up_to_its_end(naam: str, start: date) -> None:
    uitkomst = reken(Vraag(naam, start), REGEL)
    assert uitkomst.einde is not None
    if naam != "halfjaar":  # its first day counts too
        assert start + timedelta(days=sum(stap.dagen for stap in uitkomst.stappen)) == uitkomst.einde
    assert all(stap.wat and stap.bron for stap in uitkomst.stappen)


@given(datums)
def test_a_later_start_never_ends_earlier(start: date) -> None:
    for naam in REGELS:
        een, ander = reken(Vraag(naam, start), REGEL).einde, reken(Vraag(naam, start + DAG), REGEL).einde
        assert een is not None
        assert ander is not None
        assert een <= ander


class TestPenalty:
    def test_forty_two_days_in_three_steps(self) -> None:
        treden = [s for s in dwangsom(date(2026, 3, 2), kalender=REGEL).stappen if s.soort == DWANGSOM]
        assert [(s.van, s.tot, s.dagen) for s in treden] == [
            (date(2026, 3, 17), date(2026, 3, 30), 14),
            (date(2026, 3, 31), date(2026, 4, 13), 14),
            (date(2026, 4, 14), date(2026, 4, 27), 14),
        ]

    def test_it_costs_at_most_1442_euro(self) -> None:
        bedragen = bedragen_op(date(2026, 3, 17))
        assert [bedrag_na(dagen, bedragen) for dagen in (0, 1, 14, 15, 28, 29, 42, 100)] == [
            0, 23, 322, 357, 812, 857, 1442, 1442,
        ]  # fmt: skip

    def test_amounts_have_their_dates(self) -> None:
        assert bedragen_op(date(2018, 12, 31)) == (20, 30, 40)
        assert bedragen_op(date(2019, 1, 1)) == (23, 35, 45)

    def test_a_notice_before_the_term_is_over_counts_for_nothing(self) -> None:
        assert dwangsom(date(2026, 5, 18), einde_termijn=date(2026, 5, 18), kalender=REGEL).einde is None
        assert dwangsom(date(2026, 5, 19), einde_termijn=date(2026, 5, 18), kalender=REGEL).einde is not None

    @given(datums)
    def test_it_always_lasts_42_days_and_begins_after_a_working_day(self, dag: date) -> None:
        uitkomst = dwangsom(dag, kalender=REGEL)
        eerste = next(s.van for s in uitkomst.stappen if s.soort == DWANGSOM)
        assert uitkomst.einde == eerste + timedelta(days=41)
        assert REGEL.is_werkdag(eerste - DAG)
        assert eerste >= dag + timedelta(days=15)


class TestInTime:
    EINDE = date(2026, 3, 27)

    @pytest.mark.parametrize(
        ("ontvangen", "op_de_post", "verwacht"),
        [
            (date(2026, 3, 27), None, Tijdigheid.OP_TIJD),
            (date(2026, 3, 28), None, Tijdigheid.TE_LAAT),
            (date(2026, 3, 28), date(2026, 3, 27), Tijdigheid.OP_TIJD),
            (date(2026, 3, 28), date(2026, 3, 28), Tijdigheid.TE_LAAT),
            (date(2026, 4, 7), date(2026, 3, 27), Tijdigheid.OP_TIJD),  # the week ends on Good Friday
            (date(2026, 4, 8), date(2026, 3, 20), Tijdigheid.TE_LAAT),
        ],
    )
    def test_received_or_posted(self, ontvangen: date, op_de_post: date | None, verwacht: Tijdigheid) -> None:
        assert op_tijd(self.EINDE, ontvangen=ontvangen, op_de_post=op_de_post, kalender=REGEL) is verwacht


class TestRefused:
    @pytest.mark.parametrize(
        ("vraag", "zin"),
        [
            (Vraag("zomaar", date(2026, 1, 5)), "bestaat niet"),
            (Vraag("bezwaar", date(1993, 12, 31)), "1 januari 1994"),
            (Vraag("bezwaar", date(9999, 12, 1)), "9999"),
            (Vraag("halfjaar", date(9999, 12, 1)), "9999"),
            (Vraag("beslistermijn", date(2026, 1, 5), (Stilstand(date.max),)), None),
            (Vraag("servicenorm", date(2026, 1, 5), (Stilstand(date(2026, 1, 6)),)), "niet worden opgeschort"),
            (Vraag("beslistermijn", date(2026, 1, 5), (Stilstand(date(2026, 1, 4)),)), "voor de start"),
            (
                Vraag("beslistermijn", date(2026, 1, 5), (Stilstand(date(2026, 1, 9), date(2026, 1, 8)),)),
                "niet voor zij begint",
            ),
            (Vraag("bezwaar", date(2026, 1, 5), verdaagd_tot=date(2026, 6, 1)), "kent geen uitstel"),
            (Vraag("beslistermijn", date(2026, 1, 5), verdaagd_tot=date(2026, 3, 2)), "niet meer tijd"),
            (Vraag("beslistermijn", date(2026, 1, 5), verdaagd_op=date(2026, 3, 2)), "hoort ook de nieuwe datum"),
            (
                Vraag("beslistermijn", date(2026, 1, 5), verdaagd_tot=date(2026, 4, 1), verdaagd_op=date(2026, 3, 3)),
                "te laat gemeld",
            ),
            (
                Vraag("beslistermijn", date(2026, 1, 5), verdaagd_tot=date(2026, 4, 1), verdaagd_op=date(2026, 1, 2)),
                "na de start",
            ),
            (Vraag("beslissing-op-bezwaar", date(2025, 11, 14), verdaagd_tot=date(2026, 5, 6)), "hoogstens 6 weken"),
            (Vraag("dwangsom", date(2009, 9, 1)), "1 oktober 2009"),
        ],
    )
    def test_what_cannot_be_is_said_in_a_sentence(self, vraag: Vraag, zin: str | None) -> None:
        if zin is None:
            with pytest.raises(InvoerFout):
                reken(vraag, REGEL)
            return
        with pytest.raises(InvoerFout, match=zin):
            reken(vraag, REGEL)
