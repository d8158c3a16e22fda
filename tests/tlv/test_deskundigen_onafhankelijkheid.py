"""Who may advise: pure rules, over every combination of facts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.models import Beroep
from tlv.beleid import TlvBeleid
from tlv.onafhankelijkheid import (
    Feiten,
    Periode,
    bezwaren,
    grootste_gelijkenis,
    tekstgelijkenis,
    toegestane_beroepen,
)

VANDAAG = date(2026, 3, 9)
BELEID = TlvBeleid()


def oordeel(feiten: Feiten, *, beroep: str = "orthopedagoog", volgorde: int = 1) -> list[tuple[str, str]]:
    gevonden = bezwaren(
        feiten,
        beroep=beroep,
        volgorde=volgorde,
        beleid=BELEID,
        vandaag=VANDAAG,
        uiterlijk=VANDAAG + timedelta(days=14),
    )
    return [(bezwaar.ernst, bezwaar.reden) for bezwaar in gevonden]


def vrij(**anders: object) -> Feiten:
    return Feiten(naam="Noor Vos", beroepen=frozenset({"orthopedagoog"}), **anders)  # type: ignore[arg-type]


def test_somebody_without_any_tie_may_advise() -> None:
    assert oordeel(vrij()) == []


@pytest.mark.parametrize(
    ("feit", "woorden"),
    [
        ({"bij_school": (Periode(van=date(2020, 8, 1)),)}, "school die aanvraagt"),
        ({"bij_school": (Periode(van=date(2020, 8, 1), tot=date(2025, 6, 1)),)}, "afgelopen jaar"),
        ({"vaste_gedragswetenschapper": (Periode(van=date(2024, 8, 1)),)}, "vaste gedragswetenschapper"),
        ({"familie": True}, "ouder of verzorger"),
        ({"organiseert": True}, "secretariaat"),
        ({"beslist": True}, "besluiten"),
        ({"adviseert_al": True}, "geeft al een advies"),
        ({"geraadpleegd": True}, "vooraf geraadpleegd"),
        ({"heeft_deskundigenrol": False}, "geen deskundige"),
        ({"aandeel": ("schreef een notitie in dit dossier",)}, "schreef een notitie"),
    ],
)
def test_a_hard_tie_refuses_with_its_reason(feit: dict[str, object], woorden: str) -> None:
    [(ernst, reden)] = oordeel(vrij(**feit))
    assert ernst == "weigeren"
    assert woorden in reden
    assert reden.startswith("Noor Vos")


@pytest.mark.parametrize(
    "feit",
    [
        {"bij_bestuur": (Periode(van=date(2020, 8, 1)),)},
        {"genoemd": True},
        {"las_dossier": True},
        {"gaf_terug": True},
        {"afwezig": (Periode(van=date(2026, 3, 12), tot=date(2026, 3, 20)),)},
    ],
)
def test_a_soft_tie_warns(feit: dict[str, object]) -> None:
    assert [ernst for ernst, _ in oordeel(vrij(**feit))] == ["waarschuwen"]


def test_a_school_left_longer_than_a_year_ago_no_longer_counts() -> None:
    lang_weg = Periode(van=date(2015, 8, 1), tot=VANDAAG - timedelta(days=366))
    assert oordeel(vrij(bij_school=(lang_weg,))) == []


def test_an_onderwijskundige_is_only_an_extra_expert() -> None:
    feiten = Feiten(naam="Bo Kuiper", beroepen=frozenset({"onderwijskundige"}))
    for volgorde in (1, 2):
        assert oordeel(feiten, beroep="onderwijskundige", volgorde=volgorde)
    assert oordeel(feiten, beroep="onderwijskundige", volgorde=3) == []


def test_policy_can_list_an_onderwijskundige_as_second() -> None:
    beleid = TlvBeleid(tweede_beroepen=["onderwijskundige"])
    assert "onderwijskundige" in toegestane_beroepen(2, beleid)


def test_a_profession_that_is_not_held_is_refused() -> None:
    [(ernst, reden)] = oordeel(vrij(), beroep="psycholoog")
    assert ernst == "weigeren"
    assert "psycholoog" in reden


perioden = st.builds(
    lambda van, dagen: Periode(van=van, tot=None if dagen is None else van + timedelta(days=dagen)),
    st.dates(date(2015, 1, 1), date(2026, 12, 31)),
    st.none() | st.integers(0, 3000),
)
feiten_st = st.builds(
    Feiten,
    naam=st.just("Noor Vos"),
    heeft_deskundigenrol=st.booleans(),
    beroepen=st.frozensets(st.sampled_from(Beroep.values)),
    bij_school=st.tuples(perioden) | st.just(()),
    bij_bestuur=st.tuples(perioden) | st.just(()),
    vaste_gedragswetenschapper=st.tuples(perioden) | st.just(()),
    aandeel=st.just(()) | st.just(("tekende",)),
    las_dossier=st.booleans(),
    genoemd=st.booleans(),
    geraadpleegd=st.booleans(),
    organiseert=st.booleans(),
    beslist=st.booleans(),
    adviseert_al=st.booleans(),
    familie=st.booleans(),
    gaf_terug=st.booleans(),
    afwezig=st.tuples(perioden) | st.just(()),
)


@given(feiten_st, st.sampled_from(Beroep.values), st.integers(1, 5))
def test_who_passes_has_no_tie_whatever_the_combination(feiten: Feiten, beroep: str, volgorde: int) -> None:
    gevonden = oordeel(feiten, beroep=beroep, volgorde=volgorde)
    ernsten = [ernst for ernst, _ in gevonden]
    assert ernsten == sorted(ernsten, reverse=True), "hard objections come first"
    if "weigeren" in ernsten:
        return
    assert beroep in feiten.beroepen
    assert beroep in toegestane_beroepen(volgorde, BELEID)
    assert feiten.heeft_deskundigenrol
    assert not (feiten.organiseert or feiten.beslist or feiten.adviseert_al or feiten.familie)
    assert not (feiten.aandeel or feiten.geraadpleegd)
    assert not any(p.overlapt(VANDAAG - timedelta(days=365), VANDAAG) for p in feiten.bij_school)


@given(feiten_st, st.sampled_from(Beroep.values), st.integers(1, 3))
def test_another_tie_never_takes_an_objection_away(feiten: Feiten, beroep: str, volgorde: int) -> None:
    zonder = {reden for _, reden in oordeel(feiten, beroep=beroep, volgorde=volgorde)}
    velden = {**feiten.__dict__, "familie": True, "las_dossier": True}
    met = {reden for _, reden in oordeel(Feiten(**velden), beroep=beroep, volgorde=volgorde)}
    assert zonder <= met


TEKST = "De leerling heeft elke dag dezelfde volwassene nodig en een kleine groep met weinig wisselingen."


def test_a_copied_text_is_recognised_through_punctuation_and_capitals() -> None:
    kopie = TEKST.upper().replace(".", "!").replace("en een", "en, een")
    assert tekstgelijkenis(TEKST, kopie) > 0.95


def test_texts_of_two_people_are_not_alike() -> None:
    ander = "In de klas lukt het sinds december niet meer; thuis gaat het volgens moeder beter dan vorig jaar."
    assert tekstgelijkenis(TEKST, ander) < 0.1
    assert grootste_gelijkenis([TEKST, ander, TEKST]) == 1.0


@given(st.text(), st.text())
def test_likeness_is_a_fraction(a: str, b: str) -> None:
    assert 0.0 <= tekstgelijkenis(a, b) <= 1.0
