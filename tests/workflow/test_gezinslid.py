"""Who of a family is looking: the parent who speaks for this pupil, or the pupil; nobody else."""

from datetime import timedelta

import pytest

from cases.models import Gezag, Leerling, Ouder
from organisations.actor import Actor
from organisations.rollen import Rol
from tests import factories
from tests.factories import VANDAAG
from tlv.models import Aanvraag
from workflow.fouten import GeenRecht
from workflow.gezinslid import eigen_rijen, gezinslid_van

pytestmark = pytest.mark.django_db


@pytest.fixture
def ouder(aanvraag: Aanvraag) -> Ouder:
    rij: Ouder = factories.OuderFactory(leerling=aanvraag.zaak.dossier.leerling, account=True)
    return rij


@pytest.fixture
def leerling(aanvraag: Aanvraag) -> Leerling:
    rij: Leerling = aanvraag.zaak.dossier.leerling
    rij.user = factories.UserFactory()
    rij.save()
    return rij


def als(rol: str, rij: Ouder | Leerling) -> Actor:
    return factories.actor(rol, user=rij.user)


def niemand(aanvraag: Aanvraag, wie: Actor) -> bool:
    try:
        gezinslid_van(aanvraag.zaak, wie)
    except GeenRecht:
        return True
    return False


def test_a_parent_and_the_pupil_are_recognised_each_in_the_own_role(
    aanvraag: Aanvraag, ouder: Ouder, leerling: Leerling
) -> None:
    assert gezinslid_van(aanvraag.zaak, als(Rol.OUDER, ouder)) == {"ouder": ouder}
    assert gezinslid_van(aanvraag.zaak, als(Rol.LEERLING, leerling)) == {"leerling": leerling}
    assert niemand(aanvraag, als(Rol.LEERLING, ouder)), "a parent is not the pupil"
    assert niemand(aanvraag, als(Rol.OUDER, leerling)), "the pupil is no parent"


def test_in_another_role_nobody_is_family(aanvraag: Aanvraag, ouder: Ouder, leerling: Leerling) -> None:
    """Who works at the school and is a parent there too looks as a parent, or as staff."""
    for rij in (ouder, leerling):
        assert niemand(aanvraag, factories.actor(Rol.COORDINATOR, aanvraag.zaak.school, user=rij.user))


def test_the_family_of_another_pupil_is_a_stranger(aanvraag: Aanvraag) -> None:
    ander: Leerling = factories.LeerlingFactory(user=factories.UserFactory())
    assert niemand(aanvraag, als(Rol.LEERLING, ander))
    assert niemand(aanvraag, als(Rol.OUDER, factories.OuderFactory(leerling=ander, account=True)))


def test_a_parent_looks_as_long_as_gezag_lasts(aanvraag: Aanvraag, ouder: Ouder) -> None:
    Gezag.objects.filter(ouder=ouder).update(tot=VANDAAG)
    assert not niemand(aanvraag, als(Rol.OUDER, ouder))
    Gezag.objects.filter(ouder=ouder).update(tot=VANDAAG - timedelta(days=1))
    assert niemand(aanvraag, als(Rol.OUDER, ouder))
    zonder = factories.OuderFactory(leerling=ouder.leerling, account=True, gezag=False)
    assert niemand(aanvraag, als(Rol.OUDER, zonder))


def test_own_rows_are_found_by_who_wrote_them(ouder: Ouder, leerling: Leerling) -> None:
    assert eigen_rijen(als(Rol.LEERLING, leerling)) == {"leerling__user_id": leerling.user_id}
    assert eigen_rijen(als(Rol.OUDER, ouder)) == {"ouder__user_id": ouder.user_id}
