"""Frozen versions: content, hash and differences."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from tests.tlv.schrijfhulp import vul_in
from tlv.perioden import kortste_einde, mogelijke_eindes, richteinde
from tlv.versies import blokken, inhoud_van, verschil
from workflow.versies import gevuld, hash_van, woordverschil

tekst = st.text(alphabet="abc xyz\n.,é", max_size=60)
dialoog = st.fixed_dictionaries({}, optional=dict.fromkeys(("school", "met_wie", "uitkomst"), tekst))
rijen = st.lists(st.fixed_dictionaries({"naam": tekst, "functie": tekst}), max_size=3)


def inhoud(antwoorden, deelnemers=()):
    return {
        "route": "vo_vso",
        "leerling": {"naam": "Sam", "geboortedatum": "2011-05-17", "leerjaar": 2, "niveau": ""},
        "school": {"naam": "De Wissel", "brin": "12AB", "bestuur": "Stichting"},
        "ouders": ["Ouder"],
        "secties": {"dialoog": gevuld(antwoorden), "knooppunt": gevuld({"deelnemers": list(deelnemers)})},
        "stukken": [],
    }


@given(tekst, tekst)
def test_both_texts_can_be_read_back_from_the_difference(oud, nieuw):
    delen = woordverschil(oud, nieuw)
    assert "".join(t for soort, t in delen if soort != "nieuw") == oud
    assert "".join(t for soort, t in delen if soort != "weg") == nieuw


@given(dialoog, rijen)
def test_a_version_does_not_differ_from_itself(antwoorden, deelnemers):
    assert verschil(inhoud(antwoorden, deelnemers), inhoud(antwoorden, deelnemers)) == []


@given(dialoog, dialoog, rijen, rijen)
def test_the_difference_is_exactly_what_reads_otherwise(a, b, x, y):
    oud, nieuw = inhoud(a, x), inhoud(b, y)
    lees = lambda i: {(k.sleutel, r.sleutel): r.waarde for k in blokken(i) for r in k.regels}  # noqa: E731
    voor, na = lees(oud), lees(nieuw)
    anders = {sleutel for sleutel in voor.keys() | na.keys() if voor.get(sleutel, "") != na.get(sleutel, "")}
    wijzigingen = verschil(oud, nieuw)
    assert len(wijzigingen) == len(anders)
    assert sorted((w.nieuw, w.oud) for w in wijzigingen) == sorted((w.oud, w.nieuw) for w in verschil(nieuw, oud))


@given(dialoog)
def test_empty_answers_do_not_change_the_hash(antwoorden):
    assert hash_van(inhoud(antwoorden)) == hash_van(inhoud({"uitkomst": "", **antwoorden, "datum": None}))


@pytest.mark.django_db
def test_a_version_holds_no_address_of_anyone(aanvraag):
    factories.OuderFactory(leerling=aanvraag.zaak.dossier.leerling, straat="Geheimpad")
    vul_in(aanvraag.zaak)
    tekst_ervan = str(inhoud_van(aanvraag, vandaag=factories.VANDAAG))
    assert "Geheimpad" not in tekst_ervan and "Lindelaan" not in tekst_ervan and "Ouder" in tekst_ervan


def test_the_shortest_period_follows_the_law():
    assert kortste_einde(date(2026, 3, 2)) == date(2027, 7, 31)
    assert kortste_einde(date(2026, 8, 20)) == date(2028, 7, 31)


def test_work_or_day_care_reaches_to_the_school_year_of_turning_eighteen():
    geboren = date(2011, 5, 17)
    assert richteinde("arbeid", geboren=geboren, besloten=date(2026, 3, 2)) == date(2029, 7, 31)
    assert richteinde("vervolgonderwijs", geboren=geboren, besloten=date(2026, 3, 2)) == date(2027, 7, 31)


@given(st.dates(date(2004, 1, 1), date(2015, 1, 1)), st.dates(date(2024, 1, 1), date(2032, 1, 1)))
def test_there_is_always_an_end_to_choose_and_it_is_a_31_july(geboren, besloten):
    eindes = mogelijke_eindes(geboren=geboren, besloten=besloten)
    assert eindes and all((dag.month, dag.day) == (7, 31) for dag in eindes)
    assert eindes[0] == kortste_einde(besloten)


@pytest.mark.django_db
def test_where_something_stands_reads_as_a_page(aanvraag):
    vul_in(aanvraag.zaak)
    opp = next(blok for blok in blokken(inhoud_van(aanvraag, vandaag=date(2026, 3, 9))) if blok.sleutel == "opp")
    waarden = {regel.sleutel: regel.waarde for regel in opp.regels}
    assert (waarden["blz_uitstroom"], waarden["blz_handelingsdeel"]) == ("bladzijde 2", "bladzijden 4-5")
