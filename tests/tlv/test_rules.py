"""Period and category: examples of domain.md §2, and what must hold for any dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlv import rules
from tlv.perioden import Uitstroomprofiel, einde_schooljaar_van_leeftijd, kortste_einde

BESLUITEN = st.dates(date(2024, 1, 1), date(2040, 12, 31))
GEBOORTES = st.dates(date(2000, 1, 1), date(2028, 12, 31))
PROFIELEN = st.sampled_from(["", *Uitstroomprofiel.values])
ROUTES = st.sampled_from(["vo_vso", "verlenging_vso", "onderinstroom", "emb"])


@pytest.mark.parametrize(
    ("besloten", "einde"),
    [
        (date(2026, 3, 2), date(2027, 7, 31)),
        (date(2026, 8, 20), date(2028, 7, 31)),
        (date(2026, 7, 31), date(2027, 7, 31)),
        (date(2026, 8, 1), date(2028, 7, 31)),
    ],
)
def test_the_shortest_period_ends_with_the_school_year_after_the_one_of_the_decision(
    besloten: date, einde: date
) -> None:
    assert kortste_einde(besloten) == einde


def test_a_school_year_is_written_as_people_write_it() -> None:
    assert rules.schooljaar(date(2026, 7, 31)) == "2025-2026"
    assert rules.schooljaar(date(2026, 8, 1)) == "2026-2027"


@given(route=ROUTES, profiel=PROFIELEN, geboren=GEBOORTES, besloten=BESLUITEN)
def test_every_proposed_end_is_a_31_july_and_never_before_the_minimum(
    route: str, profiel: str, geboren: date, besloten: date
) -> None:
    lijst = rules.voorstellen(route=route, profiel=profiel, geboren=geboren, besloten_op=besloten)
    assert lijst
    for voorstel in lijst:
        assert voorstel.einde is not None
        assert (voorstel.einde.month, voorstel.einde.day) == (7, 31)
        assert voorstel.einde >= kortste_einde(besloten)
        assert voorstel.reden
        assert voorstel.bron


@given(route=ROUTES, profiel=PROFIELEN, geboren=GEBOORTES, besloten=BESLUITEN)
def test_a_proposal_is_never_judged_wrong_unless_the_pupil_is_past_twenty(
    route: str, profiel: str, geboren: date, besloten: date
) -> None:
    grens = einde_schooljaar_van_leeftijd(geboren, 20)
    for voorstel in rules.voorstellen(route=route, profiel=profiel, geboren=geboren, besloten_op=besloten):
        oordeel = rules.beoordeel_periode(
            route=route, begin=besloten, einde=voorstel.einde, besloten_op=besloten, geboren=geboren
        )
        fouten = [b for b in oordeel if b.stand == rules.FOUT]
        assert bool(fouten) == (voorstel.einde is not None and voorstel.einde > grens)


@given(besloten=BESLUITEN, geboren=GEBOORTES, dagen=st.integers(1, 4000))
def test_an_end_before_the_minimum_is_always_wrong(besloten: date, geboren: date, dagen: int) -> None:
    einde = kortste_einde(besloten) - timedelta(days=dagen)
    oordeel = rules.beoordeel_periode(
        route="vo_vso", begin=besloten, einde=einde, besloten_op=besloten, geboren=geboren
    )
    assert any(b.stand == rules.FOUT for b in oordeel)


def test_with_work_as_outflow_the_end_is_the_school_year_of_turning_eighteen() -> None:
    lijst = rules.voorstellen(route="vo_vso", profiel="arbeid", geboren=date(2011, 5, 17), besloten_op=date(2026, 3, 2))
    assert [v.einde for v in lijst] == [date(2029, 7, 31), date(2031, 7, 31), date(2027, 7, 31)]


def test_turning_eighteen_sooner_than_the_minimum_gives_the_minimum() -> None:
    lijst = rules.voorstellen(
        route="vo_vso", profiel="dagbesteding", geboren=date(2008, 5, 17), besloten_op=date(2026, 3, 2)
    )
    assert lijst[0].einde == date(2027, 7, 31)


def test_emb_gets_the_whole_school_career() -> None:
    (voorstel,) = rules.voorstellen(
        route="emb", profiel="dagbesteding", geboren=date(2012, 9, 1), besloten_op=date(2026, 3, 2)
    )
    assert voorstel.einde == date(2033, 7, 31)


def test_pro_has_no_end_and_no_category() -> None:
    (voorstel,) = rules.voorstellen(
        route="pro_aanmelding", profiel="", geboren=date(2013, 9, 1), besloten_op=date(2026, 3, 2)
    )
    assert voorstel.einde is None
    assert rules.voorstel_categorie(route="pro_aanmelding", aard="") is None
    oordeel = rules.beoordeel_periode(
        route="pro_aanmelding",
        begin=date(2026, 8, 1),
        einde=date(2027, 7, 31),
        besloten_op=date(2026, 3, 2),
        geboren=date(2013, 9, 1),
    )
    assert [b.stand for b in oordeel] == [rules.FOUT]


def test_beyond_twenty_asks_an_exemption() -> None:
    gegevens = {
        "route": "verlenging_vso",
        "begin": date(2026, 8, 1),
        "einde": date(2027, 7, 31),
        "besloten_op": date(2026, 5, 11),
        "geboren": date(2005, 10, 2),
    }
    assert rules.beoordeel_periode(**gegevens)[0].stand == rules.FOUT  # type: ignore[arg-type]
    assert rules.beoordeel_periode(**gegevens, ontheffing=True) == []  # type: ignore[arg-type]


def test_a_tlv_begins_with_the_decision_unless_it_joins_one_that_ends() -> None:
    vorige = date(2026, 7, 31)
    laat = date(2026, 9, 14)
    assert rules.voorstel_begin(besloten_op=laat, vorige_einde=None) == laat
    assert rules.voorstel_begin(besloten_op=laat, vorige_einde=vorige) == date(2026, 8, 1)
    assert rules.voorstel_begin(besloten_op=laat, vorige_einde=date(2024, 7, 31)) == laat
    geboren, einde = date(2011, 5, 17), date(2028, 7, 31)
    aansluitend = rules.beoordeel_periode(
        route="verlenging_vso",
        begin=date(2026, 8, 1),
        einde=einde,
        besloten_op=laat,
        geboren=geboren,
        vorige_einde=vorige,
    )
    assert aansluitend == []
    los = rules.beoordeel_periode(
        route="vo_vso", begin=date(2026, 8, 1), einde=einde, besloten_op=laat, geboren=geboren
    )
    assert [b.stand for b in los] == [rules.FOUT]


def test_a_gap_is_shown() -> None:
    vorige = date(2026, 7, 31)
    assert rules.gat(date(2026, 8, 1), vorige) == 0
    assert rules.gat(date(2026, 9, 14), vorige) == 44
    (bevinding,) = rules.beoordeel_periode(
        route="verlenging_vso",
        begin=date(2026, 9, 14),
        einde=date(2028, 7, 31),
        besloten_op=date(2026, 9, 14),
        geboren=date(2011, 5, 17),
        vorige_einde=vorige,
    )
    assert bevinding.stand == rules.LET_OP
    assert "44 dagen" in bevinding.melding


@pytest.mark.parametrize(
    ("aard", "categorie"),
    [("zml", "laag"), ("ziek", "laag"), ("gedrag", "laag"), ("lichamelijk", "midden"), ("meervoudig", "hoog")],
)
def test_the_category_guide(aard: str, categorie: str) -> None:
    voorstel = rules.voorstel_categorie(route="vo_vso", aard=aard)
    assert voorstel is not None
    assert voorstel.categorie == categorie


def test_emb_is_always_high_and_low_is_where_one_starts() -> None:
    emb = rules.voorstel_categorie(route="emb", aard="zml")
    onbekend = rules.voorstel_categorie(route="vo_vso", aard="")
    assert emb is not None
    assert onbekend is not None
    assert (emb.categorie, onbekend.categorie) == ("hoog", "laag")
    assert rules.is_hoger("midden", "laag")
    assert not rules.is_hoger("laag", "laag")
