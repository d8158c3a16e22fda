"""The checklist: pure rules over facts."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cases.models import Doel
from documents.models import Documentsoort
from organisations.rollen import Rol
from tlv.eisen import VO_VSO, Feiten, Gevraagde, maanden_terug, stand
from tlv.models import Eisstatus
from tlv.secties import PER_SLEUTEL

VANDAAG = date(2026, 3, 9)
LEEG = Feiten(vandaag=VANDAAG, eigen_stem=False, ouders={1: "Ouder Een"})


def van(feiten, sleutel):
    return next(rij for rij in stand("vo_vso", feiten) if rij.eis.sleutel == sleutel)


def test_an_empty_request_meets_nothing_and_says_what_to_do():
    rijen = stand("vo_vso", LEEG)
    assert not any(rij.voldaan for rij in rijen)
    assert all(zin.endswith(".") for rij in rijen for zin in rij.ontbreekt)


def test_every_requirement_points_at_a_section_or_the_signatures():
    assert {eis.sectie for eis in VO_VSO} <= set(PER_SLEUTEL) | {"handtekeningen"}
    assert len({eis.sleutel for eis in VO_VSO}) == len(VO_VSO)


def test_an_opp_of_more_than_twelve_months_is_not_recent():
    basis = replace(LEEG, stukken=frozenset({Documentsoort.OPP}))
    nieuw = replace(basis, antwoorden={"opp": {"datum": "2025-03-09"}})
    oud = replace(basis, antwoorden={"opp": {"datum": "2025-03-08"}})
    assert van(nieuw, "opp_recent").voldaan
    assert "8 maart 2025" in van(oud, "opp_recent").ontbreekt[0]


def test_a_date_typed_wrong_counts_as_not_there():
    feiten = replace(LEEG, stukken=frozenset({Documentsoort.OPP}), antwoorden={"opp": {"datum": ["31", "2", "2026"]}})
    assert van(feiten, "opp_recent").ontbreekt == ("Vul de datum van het OPP in.",)


def test_from_sixteen_the_pupil_must_have_seen_the_opp():
    feiten = replace(LEEG, antwoorden={"opp": {"ouders_gezien_op": "2026-01-01"}})
    assert van(feiten, "opp_gezien").voldaan
    assert not van(replace(feiten, eigen_stem=True), "opp_gezien").voldaan


def test_consent_is_needed_from_each_guardian_for_both_purposes_or_on_paper():
    feiten = replace(
        LEEG, ouders={1: "Een", 2: "Twee"}, toestemming=frozenset({(1, Doel.UITWISSELING), (1, Doel.BESPREKING)})
    )
    assert van(feiten, "toestemming").ontbreekt == ("Nog geen toestemming van Twee.",)
    assert van(replace(feiten, stukken=frozenset({Documentsoort.TOESTEMMING})), "toestemming").voldaan


def test_a_waiver_can_be_asked_for_missing_consent():
    feiten = replace(LEEG, beoordelingen={"toestemming": (Eisstatus.ONTHEFFING_GEVRAAGD, "Ouder is onbereikbaar.")})
    rij = van(feiten, "toestemming")
    assert rij.stand == "ontheffing_gevraagd" and not rij.open and not rij.voldaan
    assert rij.reden == "Ouder is onbereikbaar."


def test_a_requirement_that_is_met_after_all_no_longer_needs_its_waiver():
    feiten = replace(
        LEEG, klaar=frozenset({"dialoog"}), beoordelingen={"dialoog": (Eisstatus.ONTHEFFING_GEVRAAGD, "x")}
    )
    assert van(feiten, "dialoog").stand == "voldaan"


def test_asking_the_parents_is_enough():
    feiten = replace(LEEG, gevraagd=(Gevraagde(Rol.OUDER, "Ouder Een", "open", 1),))
    assert van(feiten, "mening_ouders").voldaan


def test_a_head_who_declines_is_named():
    feiten = replace(LEEG, gevraagd=(Gevraagde(Rol.SCHOOLDIRECTEUR, "J. Berk", "geweigerd"),))
    assert van(feiten, "schooldirecteur").ontbreekt == ("J. Berk wil niet tekenen.",)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 120))
def test_months_back_never_skips_a_month(dag, maanden):
    terug = maanden_terug(dag, maanden)
    assert (dag.year * 12 + dag.month) - (terug.year * 12 + terug.month) == maanden
    assert terug.day <= dag.day
