"""The whole state × action table of a TLV request: a pair that is not listed must be refused."""

import itertools

import pytest
from django_fsm import TransitionNotAllowed, can_proceed

from tests import factories
from tlv.models import Aanvraag, Status
from tlv.process import PROCESS

S = Status
VOOR_BESLUIT = {
    S.CONCEPT,
    S.INGEDIEND,
    S.AANVULLING_GEVRAAGD,
    S.AANGEVULD,
    S.AANVULLING_VERLOPEN,
    S.VOLLEDIG,
    S.DESKUNDIGENADVIES,
    S.INFORMATIE_GEVRAAGD,
    S.TER_BESLUITVORMING,
}
IN_BEHANDELING = VOOR_BESLUIT - {S.CONCEPT}
BESLOTEN = {S.VERLEEND, S.AFGEWEZEN, S.BUITEN_BEHANDELING}
MAG = {
    "indienen": {S.CONCEPT},
    "aanvulling_vragen": {S.INGEDIEND, S.AANGEVULD},
    "aanvulling_intrekken": {S.AANVULLING_GEVRAAGD},
    "aanvullen": {S.AANVULLING_GEVRAAGD, S.AANVULLING_VERLOPEN},
    "aanvulling_laten_verlopen": {S.AANVULLING_GEVRAAGD},
    "aanvulling_onvoldoende": {S.AANGEVULD},
    "volledig_verklaren": {S.INGEDIEND, S.AANGEVULD},
    "volledig_herroepen": {S.VOLLEDIG, S.DESKUNDIGENADVIES},
    "deskundigen_toewijzen": {S.VOLLEDIG, S.DESKUNDIGENADVIES},
    "advies_indienen": {S.DESKUNDIGENADVIES},
    "advies_teruggeven": {S.DESKUNDIGENADVIES},
    "opdracht_intrekken": {S.DESKUNDIGENADVIES},
    "extra_advies_vragen": {S.TER_BESLUITVORMING},
    "informatie_vragen": {S.DESKUNDIGENADVIES, S.TER_BESLUITVORMING},
    "informatie_geven": {S.INFORMATIE_GEVRAAGD, S.DESKUNDIGENADVIES, S.TER_BESLUITVORMING},
    "informatie_laten_verlopen": {S.INFORMATIE_GEVRAAGD},
    "verlenen": {S.TER_BESLUITVORMING},
    "afwijzen": {S.TER_BESLUITVORMING},
    "terugroepen": {S.VERLEEND, S.AFGEWEZEN, S.BUITEN_BEHANDELING},
    "buiten_behandeling_stellen": {S.AANVULLING_VERLOPEN},
    "bekendmaken": {S.VERLEEND, S.AFGEWEZEN, S.BUITEN_BEHANDELING},
    "norm_verzetten": {S.VOLLEDIG, S.DESKUNDIGENADVIES, S.INFORMATIE_GEVRAAGD, S.TER_BESLUITVORMING},
    "beslistermijn_verdagen": IN_BEHANDELING,
    "opschorten_instemming": IN_BEHANDELING,
    "opschorten_buitenland": IN_BEHANDELING,
    "opschorten_vertraging": IN_BEHANDELING,
    "opschorten_overmacht": IN_BEHANDELING,
    "opschorting_beeindigen": IN_BEHANDELING,
    "opschorting_ongedaan": IN_BEHANDELING,
    "opschorting_voorbij": IN_BEHANDELING,
    "ingebreke_stellen": IN_BEHANDELING | BESLOTEN | {S.BEKENDGEMAAKT, S.INGETROKKEN},
    "ingebreke_intrekken": IN_BEHANDELING | BESLOTEN | {S.BEKENDGEMAAKT, S.INGETROKKEN},
    "ingebreke_voorbij": IN_BEHANDELING | BESLOTEN,
    "dwangsom_vol": IN_BEHANDELING | BESLOTEN,
    "dwangsom_vaststellen": IN_BEHANDELING | BESLOTEN | {S.BEKENDGEMAAKT, S.INGETROKKEN},
    "intrekken": VOOR_BESLUIT,
    "archiveren": {S.BEKENDGEMAAKT, S.INGETROKKEN},
}
ARGUMENTEN = {
    "indienen": {"nu": factories.NU, "versie": None},
    "volledig_verklaren": {"op": factories.VANDAAG},
    "advies_indienen": {"alles_binnen": False},
    "opdracht_intrekken": {"alles_binnen": False},
    "informatie_vragen": {"vanuit": S.TER_BESLUITVORMING},
    "bekendmaken": {"op": factories.VANDAAG},
}


def test_every_action_of_the_process_has_a_row_in_the_table() -> None:
    assert {action.naam for action in PROCESS.actions} == set(MAG)


def test_every_state_has_words_for_staff_and_for_the_family() -> None:
    assert set(PROCESS.toestanden) == set(Status)
    assert all(toestand.label and toestand.voor_gezin and toestand.wat_nu for toestand in PROCESS.toestanden.values())


@pytest.mark.parametrize(("status", "actie"), list(itertools.product(Status, MAG)))
def test_an_action_is_possible_in_exactly_the_listed_states(status: Status, actie: str) -> None:
    aanvraag = Aanvraag(status=status, terug_naar=S.TER_BESLUITVORMING)
    assert can_proceed(getattr(aanvraag, actie)) == (status in MAG[actie])


@pytest.mark.parametrize(
    ("status", "actie"), [paar for paar in itertools.product(Status, MAG) if paar[0] not in MAG[paar[1]]]
)
def test_an_unlisted_pair_raises_and_changes_nothing(status: Status, actie: str) -> None:
    aanvraag = Aanvraag(status=status, terug_naar=S.TER_BESLUITVORMING)
    with pytest.raises(TransitionNotAllowed):
        getattr(aanvraag, actie)(**ARGUMENTEN.get(actie, {}))
    assert aanvraag.status == status


def test_the_state_cannot_be_written_directly() -> None:
    aanvraag = Aanvraag()
    with pytest.raises(AttributeError):
        aanvraag.status = S.VERLEEND
