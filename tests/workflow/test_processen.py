"""Every registered process is whole: what it declares exists, so that no action fails halfway."""

import inspect
import re
from collections.abc import Iterator
from typing import Any

import pytest

from deadlines.regels import SOORTEN
from workflow import ontvangers, tekenberichten
from workflow.process import Action, Process, processen


def _acties() -> Iterator[tuple[Process, Action]]:
    for process in processen().values():
        for action in process.actions:
            yield process, action


ACTIES = list(_acties())
NAMEN = [f"{process.kind}.{action.naam}" for process, action in ACTIES]


@pytest.mark.parametrize(("process", "action"), ACTIES, ids=NAMEN)
def test_an_action_is_a_transition_of_the_model_with_a_label_and_a_rule(process: Process, action: Action) -> None:
    methode = getattr(process.model, action.naam)
    assert hasattr(methode, "_django_fsm")
    assert action.label
    assert action.mag.__name__ != "<lambda>", "a permission rule has a name"


@pytest.mark.parametrize(("process", "action"), ACTIES, ids=NAMEN)
def test_the_terms_and_messages_of_an_action_are_declared(process: Process, action: Action) -> None:
    assert set(action.berichten) <= set(process.berichten)
    assert set(action.starts) <= set(process.termijnen)
    assert {*action.starts, *action.stops, *action.suspends, *action.resumes} <= set(SOORTEN)


@pytest.mark.parametrize("process", processen().values(), ids=processen().keys())
def test_what_follows_a_lapse_is_an_action_only_the_system_performs(process: Process) -> None:
    for regel in process.termijnen.values():
        if regel.on_lapse:
            assert process.action(regel.on_lapse).systeem


@pytest.mark.parametrize("process", processen().values(), ids=processen().keys())
def test_what_follows_from_signing_is_an_action_only_the_system_performs(process: Process) -> None:
    for regel in process.tekenregels.values():
        assert all(process.action(naam).systeem for naam in regel.acties)


@pytest.mark.parametrize("process", processen().values(), ids=processen().keys())
def test_parts_have_unique_names_and_named_rules(process: Process) -> None:
    namen = [deel.naam for deel in process.delen]
    assert len(namen) == len(set(namen))
    assert all(inspect.isfunction(deel.mag) and deel.mag.__name__ != "<lambda>" for deel in process.delen)


@pytest.mark.parametrize("process", processen().values(), ids=processen().keys())
def test_transition_methods_do_nothing_but_change_fields(process: Process) -> None:
    """No mail, no save, no other rows, no now() inside a transition (architecture.md)."""
    for action in process.actions:
        bron = inspect.getsource(getattr(process.model, action.naam))
        assert not any(woord in bron for woord in (".save(", ".objects", "now()", "localdate", "send_mail"))


def _bereikt_gezin(wie: Any) -> bool:
    """Whether this choice of addressees, or one it is made of, asks for the family."""
    namen = wie.__code__.co_names
    ook = [wie.__globals__.get(naam) for naam in namen]
    for cel in wie.__closure__ or ():
        ook += cel.cell_contents if isinstance(cel.cell_contents, tuple) else [cel.cell_contents]
    hier = wie is ontvangers.gezin or "gezin" in namen
    return hier or any(_bereikt_gezin(deel) for deel in ook if inspect.isfunction(deel))


@pytest.mark.parametrize("process", processen().values(), ids=processen().keys())
def test_what_the_family_is_told_is_written_out_for_the_pupil_too(process: Process) -> None:
    aan_gezin = {soort: regel for soort, regel in process.berichten.items() if _bereikt_gezin(regel.aan)}
    assert len(aan_gezin) >= 7
    for soort, regel in aan_gezin.items():
        assert regel.jij is not None, soort
        assert _voor_leerling(" ".join(regel.jij)), soort


def test_what_the_signing_room_tells_is_written_out_for_the_pupil_too() -> None:
    for ouder, leerling in (
        tekenberichten.GEVRAAGD,
        tekenberichten.HERINNERING,
        tekenberichten.VERVANGEN,
        tekenberichten.INGETROKKEN,
    ):
        assert not _voor_leerling(" ".join(ouder)) and _voor_leerling(" ".join(leerling)), ouder


def _voor_leerling(tekst: str) -> bool:
    """No "u", and no full name of the person who reads it."""
    return not re.search(r"\b(u|uw)\b|\{leerling\}", tekst, re.IGNORECASE)
