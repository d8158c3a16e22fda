"""What kind of hat each role is, and who may administer; every role written out."""

from collections.abc import Callable

import pytest

from deadlines import feestdagen
from organisations import beheer, mensen
from organisations.actor import SYSTEEM, Actor
from organisations.mandaten import MANDAATROLLEN
from organisations.rollen import COMMISSIEROLLEN, SCHOOLROLLEN, SWVROLLEN, VIER_OGEN, Rol
from tests.rollen import iemand, wie

COMMISSIE = {Rol.COMMISSIELID, Rol.VOORZITTER, Rol.PLV_VOORZITTER}
BEHEER = {Rol.BEHEERDER, Rol.DIRECTEUR_SWV}


@pytest.mark.parametrize(
    ("vraag", "rollen"),
    [
        (lambda wie: wie.is_systeem, {SYSTEEM}),
        (lambda wie: wie.is_school, {Rol.COORDINATOR, Rol.SCHOOLDIRECTEUR}),
        (lambda wie: wie.is_commissie, COMMISSIE),
        (lambda wie: wie.is_gezin, {Rol.OUDER, Rol.LEERLING}),
        (lambda wie: wie.is_swv_bureau, COMMISSIE | {Rol.SECRETARIAAT}),
        (beheer.mag_lezen, BEHEER | COMMISSIE | {Rol.SECRETARIAAT, Rol.FG}),
        (beheer.mag_mandateren, BEHEER),
        (beheer.mag_afwezigheid_melden, {Rol.SECRETARIAAT, Rol.VOORZITTER, Rol.PLV_VOORZITTER}),
        (mensen.mag_beheren, BEHEER),
        (feestdagen.mag_wijzigen, BEHEER),
        (feestdagen.mag_lezen, BEHEER | {Rol.SECRETARIAAT}),
    ],
)
def test_these_roles_and_no_other(vraag: Callable[[Actor], bool], rollen: set[str]) -> None:
    assert wie(vraag) == rollen


def test_a_role_belongs_to_a_school_to_a_samenwerkingsverband_or_to_a_family() -> None:
    assert set(SCHOOLROLLEN) == {Rol.COORDINATOR, Rol.SCHOOLDIRECTEUR}
    assert set(SWVROLLEN) == set(Rol) - set(SCHOOLROLLEN) - {Rol.OUDER, Rol.LEERLING}
    assert set(COMMISSIEROLLEN) == COMMISSIE
    assert set(VIER_OGEN) == COMMISSIE | BEHEER | {Rol.SECRETARIAAT, Rol.FG}
    assert set(MANDAATROLLEN) == COMMISSIE | {Rol.DIRECTEUR_SWV}


def test_what_only_a_person_or_only_a_samenwerkingsverband_does_is_done_by_no_other() -> None:
    assert iemand(Rol.FG, gebruiker=7).persoon_id == 7
    assert iemand(Rol.FG, swv=8).eigen_swv_id == 8
    with pytest.raises(AssertionError):
        _ = iemand(SYSTEEM).persoon_id
    with pytest.raises(AssertionError):
        _ = iemand(Rol.OUDER, swv=None).eigen_swv_id


def test_the_system_and_a_person_are_called_by_their_role() -> None:
    assert iemand(SYSTEEM).rol_label == "systeem"
    assert iemand(Rol.FG).rol_label == "functionaris gegevensbescherming"
