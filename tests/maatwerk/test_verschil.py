"""What a new version of a plan changes: every goal, line and amount, and nothing else."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from maatwerk import geld
from maatwerk.planinhoud import met_rijnamen, regels_van
from maatwerk.verschil import ANDERS, NIEUW, WEG, planverschil
from tests.maatwerk.planhulp import REGEL, antwoorden, inhoud

REGELS = st.lists(
    st.fixed_dictionaries(
        {
            "rij": st.sampled_from([f"r{nr}" for nr in range(6)]),
            "aantal": st.sampled_from(["1", "2.5", "40"]),
            "tarief": st.sampled_from(["0.01", "87.50", "1000"]),
            "btw": st.sampled_from(["vrijgesteld", "9", "21"]),
            "betaler": st.sampled_from(["swv", "gemeente"]),
            "tot": st.sampled_from(["2026-07-31", "2027-03-31"]),
        }
    ).map(lambda anders: {**REGEL, **anders}),
    min_size=1,
    max_size=6,
    unique_by=lambda rij: rij["rij"],
)


def test_the_same_plan_has_no_difference():
    assert planverschil(inhoud(), inhoud()).leeg


@given(REGELS, REGELS)
def test_the_differences_of_the_lines_add_up_to_the_difference_of_the_whole(
    oud: list[dict[str, Any]], nieuw: list[dict[str, Any]]
):
    verschil = planverschil(inhoud(oud), inhoud(nieuw))
    rijen = [rij for sectie in verschil.secties for rij in sectie.rijen]
    assert sum((rij.meer for rij in rijen), geld.NUL) == verschil.totaal.meer
    assert sum((rij.meer for rij in verschil.betalers), geld.NUL) == verschil.totaal.meer
    assert verschil.totaal.oud == geld.totaal(regels_van(inhoud(oud))).incl


@given(REGELS, REGELS)
def test_every_line_that_changed_is_named_once_and_no_other(oud: list[dict[str, Any]], nieuw: list[dict[str, Any]]):
    was, wordt = ({rij["rij"]: rij for rij in rijen} for rijen in (oud, nieuw))
    verschil = planverschil(inhoud(oud), inhoud(nieuw))
    soorten = sorted(rij.soort for sectie in verschil.secties for rij in sectie.rijen)
    verwacht = [NIEUW] * len(wordt.keys() - was.keys()) + [WEG] * len(was.keys() - wordt.keys())
    verwacht += [ANDERS] * sum(was[rij] != wordt[rij] for rij in was.keys() & wordt.keys())
    assert soorten == sorted(verwacht)


@given(REGELS)
def test_the_order_of_lines_is_no_difference(regels: list[dict[str, Any]]):
    assert planverschil(inhoud(regels), inhoud(regels[::-1])).leeg


def test_a_goal_is_known_by_its_row_also_when_every_word_of_it_changed():
    anders = antwoorden()["plan_doelen"]["doelen"][0] | {"doel": "Sam eet mee."}
    verschil = planverschil(inhoud(), inhoud(plan_doelen={"doelen": [anders]}))
    (sectie,) = verschil.secties
    assert (sectie.sleutel, [rij.soort for rij in sectie.rijen]) == ("plan_doelen", [ANDERS])
    (veld,) = sectie.rijen[0].velden
    assert (veld.oud, veld.nieuw) == ("Sam komt elke ochtend binnen zonder strijd.", "Sam eet mee.")


def test_amounts_are_shown_per_payer_and_school_year():
    duurder = [REGEL | {"tarief": "100", "betaler": "gemeente"}]
    verschil = planverschil(inhoud(), inhoud(duurder))
    assert [(rij.wat, rij.oud, rij.nieuw) for rij in verschil.betalers] == [
        ("het samenwerkingsverband", Decimal("4200.00"), geld.NUL),
        ("de gemeente", geld.NUL, Decimal("4800.00")),
    ]
    assert [(rij.oud, rij.nieuw) for rij in verschil.schooljaren] == [(Decimal("4200.00"), geld.NUL)]


def test_a_row_without_a_name_or_with_one_that_was_sent_twice_gets_its_own():
    rijen = [REGEL, REGEL, {**REGEL, "rij": ""}]
    namen = [rij["rij"] for rij in met_rijnamen(antwoorden(regels=rijen))["plan_offerte"]["regels"]]
    assert namen[0] == "regel1" and len(set(namen)) == 3 and all(namen)
