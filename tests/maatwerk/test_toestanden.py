"""The whole state × action table of a maatwerk track: a pair that is not listed must be refused."""

import itertools
from typing import Any

import pytest
from django_fsm import TransitionNotAllowed, can_proceed

from maatwerk.models import Status, Traject
from maatwerk.process import PROCESS
from maatwerk.toestanden import STAP
from tests.factories import VANDAAG

S = Status
MET_CASEMANAGER = {
    S.GESPREKKEN,
    S.VERKENNEN,
    S.PLAN,
    S.PLAN_TEKENEN,
    S.PLAN_BIJ_DIRECTEUR,
    S.VERTELLEN,
    S.BIJ_OUDERS,
    S.VERVOLG_KIEZEN,
    S.UITVOERING,
    S.EVALUATIE,
}
OPEN = MET_CASEMANAGER | {S.INTAKE, S.BIJ_COMMISSIE, S.BIJ_DIRECTEUR, S.CASEMANAGER_GEVRAAGD}
MAG: dict[str, set[Status]] = {
    "inbrengen": {S.INTAKE},
    "intake_teruggeven": {S.BIJ_COMMISSIE},
    "adviseren": {S.BIJ_COMMISSIE},
    "advies_terugvragen": {S.BIJ_DIRECTEUR},
    "niet_inschakelen": {S.BIJ_DIRECTEUR},
    "inschakelen": {S.BIJ_DIRECTEUR},
    "casemanager_weigert": {S.CASEMANAGER_GEVRAAGD},
    "vraag_intrekken": {S.CASEMANAGER_GEVRAAGD},
    "casemanager_aanvaardt": {S.CASEMANAGER_GEVRAAGD},
    "casemanager_ontheffen": MET_CASEMANAGER,
    "verkenning_starten": {S.GESPREKKEN},
    "plek_gevonden": {S.VERKENNEN},
    "verder_zoeken": {S.PLAN, S.PLAN_TEKENEN, S.VERVOLG_KIEZEN, S.UITVOERING},
    "plan_voorleggen": {S.PLAN},
    "plan_terugnemen": {S.PLAN_TEKENEN, S.PLAN_BIJ_DIRECTEUR},
    "plan_getekend": {S.PLAN_TEKENEN},
    "plan_teruggeven": {S.PLAN_BIJ_DIRECTEUR},
    "plan_goedkeuren": {S.PLAN_BIJ_DIRECTEUR},
    "plan_vertellen": {S.VERTELLEN},
    "ouders_akkoord": {S.BIJ_OUDERS},
    "plan_niet_getekend": {S.PLAN_TEKENEN, S.BIJ_OUDERS},
    "opnieuw_vertellen": {S.VERVOLG_KIEZEN},
    "toch_uitvoeren": {S.VERVOLG_KIEZEN},
    "plan_aanpassen": {S.VERTELLEN, S.BIJ_OUDERS, S.VERVOLG_KIEZEN, S.UITVOERING},
    "evalueren": {S.UITVOERING},
    "uitvoering_hervatten": {S.EVALUATIE},
    "afsluiten": {S.EVALUATIE},
    "beeindigen": OPEN,
}
ARGUMENTEN: dict[str, dict[str, Any]] = {
    "inbrengen": {"op": VANDAAG},
    "casemanager_aanvaardt": {"op": VANDAAG},
    "casemanager_ontheffen": {"verder_bij": S.PLAN},
    "plan_goedkeuren": {"op": VANDAAG},
    "afsluiten": {"samenvatting": "x", "lessen": "y"},
}


def test_every_action_of_the_process_has_a_row_in_the_table() -> None:
    assert {action.naam for action in PROCESS.actions} <= set(MAG)


def test_every_transition_of_the_track_has_a_row_in_the_table() -> None:
    assert {naam for naam in dir(Traject) if hasattr(getattr(Traject, naam, None), "_django_fsm")} == set(MAG)


def test_every_state_has_words_for_staff_and_for_the_family() -> None:
    assert set(PROCESS.toestanden) == set(Status)
    assert all(toestand.label and toestand.voor_gezin and toestand.wat_nu for toestand in PROCESS.toestanden.values())


def test_every_open_state_has_somebody_to_act_and_a_step_of_the_procedure() -> None:
    """A track does not silently stall: also after a refusal it is somebody's turn."""
    for status, toestand in PROCESS.toestanden.items():
        assert bool(toestand.aan_zet) == toestand.open == (status in OPEN) == (status in STAP)


@pytest.mark.parametrize(("status", "actie"), list(itertools.product(Status, MAG)))
def test_an_action_is_possible_in_exactly_the_listed_states(status: Status, actie: str) -> None:
    assert can_proceed(getattr(Traject(status=status), actie)) == (status in MAG[actie])


@pytest.mark.parametrize(
    ("status", "actie"), [paar for paar in itertools.product(Status, MAG) if paar[0] not in MAG[paar[1]]]
)
def test_an_unlisted_pair_raises_and_changes_nothing(status: Status, actie: str) -> None:
    traject = Traject(status=status)
    with pytest.raises(TransitionNotAllowed):
        getattr(traject, actie)(**ARGUMENTEN.get(actie, {}))
    assert traject.status == status


@pytest.mark.parametrize("status", [S.GESPREKKEN, S.VERKENNEN, S.PLAN, S.VERTELLEN, S.UITVOERING, S.EVALUATIE])
def test_after_a_change_of_casemanager_the_track_goes_on_where_it_was(status: Status) -> None:
    traject = Traject(status=S.CASEMANAGER_GEVRAAGD, terug_naar=status)
    traject.casemanager_aanvaardt(op=VANDAAG)
    assert traject.status == status


def test_the_state_cannot_be_written_directly() -> None:
    traject = Traject()
    with pytest.raises(AttributeError):
        traject.status = S.UITVOERING
