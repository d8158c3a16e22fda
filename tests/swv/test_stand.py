"""A case that was led to a state before is put back as it was, and goes on from there as any other."""

import pytest
from django.db import IntegrityError, transaction

from audit.models import Gebeurtenis
from cases.models import Zaak
from maatwerk.models import Aanstelling, Status
from tests import stand
from tests.ketens import ketenfouten
from tests.maatwerk.trajectloop import Trajectloop

pytestmark = pytest.mark.django_db
GEMAAKT: list[int] = []
"""How often it was walked."""


@stand.eenmaal
def _gevraagd() -> Trajectloop:
    GEMAAKT.append(1)
    loop = Trajectloop()
    loop.begin()
    return loop.breng_naar(Status.CASEMANAGER_GEVRAAGD)


def test_it_is_walked_once_and_goes_on_each_time() -> None:
    for _ in range(3):
        with transaction.atomic():
            loop = _gevraagd()
            assert loop.status == Status.CASEMANAGER_GEVRAAGD and ketenfouten(loop.zaak_id) == []
            voor = Gebeurtenis.objects.filter(zaak_id=loop.zaak_id).count()
            loop.doe("casemanager_aanvaardt")
            assert loop.status == Status.GESPREKKEN and ketenfouten(loop.zaak_id) == []
            assert Gebeurtenis.objects.filter(zaak_id=loop.zaak_id).count() == voor + 1
            gelopen = len(GEMAAKT)
            transaction.set_rollback(True)
    with transaction.atomic():
        _gevraagd()
        assert len(GEMAAKT) == gelopen


def test_the_second_in_one_test_is_another_case() -> None:
    een, twee = _gevraagd(), _gevraagd()
    assert een.zaak_id != twee.zaak_id and een.dossier.swv != twee.dossier.swv
    assert Zaak.objects.count() == 2
    twee.doe("casemanager_aanvaardt")
    assert een.status == Status.CASEMANAGER_GEVRAAGD
    assert een.rij.aanstellingen.get().stand == Aanstelling.Stand.GEVRAAGD


def test_what_somebody_changes_of_it_the_next_finds_as_it_was() -> None:
    with transaction.atomic():
        loop = _gevraagd()
        loop.mensen.clear()
        loop.dossier.leerling.achternaam = "Anders"
        Zaak.objects.filter(pk=loop.zaak_id).update(status="afgesloten")
        transaction.set_rollback(True)
    loop = _gevraagd()
    assert loop.mensen and loop.dossier.leerling.achternaam != "Anders"
    assert Zaak.objects.get(pk=loop.zaak_id).status == Status.CASEMANAGER_GEVRAAGD


def test_what_does_not_fit_is_an_error_and_not_another_walk() -> None:
    with pytest.raises(IntegrityError):
        stand._zet_terug(stand.Stand(None, "INSERT INTO cases_zaak DEFAULT VALUES"))
