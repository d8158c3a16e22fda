"""A case that was led to a state before is put back as it was, and goes on from there as any other."""

import pytest

from audit.models import Gebeurtenis
from cases.models import Zaak
from maatwerk.models import Aanstelling, Status
from tests import stand
from tests.ketens import ketenfouten
from tests.maatwerk.trajectloop import Trajectloop

pytestmark = pytest.mark.django_db
GEMAAKT: list[int] = []


@stand.eenmaal
def _gevraagd() -> Trajectloop:
    GEMAAKT.append(1)
    loop = Trajectloop()
    loop.begin()
    return loop.breng_naar(Status.CASEMANAGER_GEVRAAGD)


@pytest.mark.parametrize("keer", range(3))
def test_it_is_walked_once_and_goes_on_each_time(keer: int) -> None:
    loop = _gevraagd()
    assert len(GEMAAKT) == 1
    assert loop.status == Status.CASEMANAGER_GEVRAAGD and ketenfouten(loop.zaak_id) == []
    voor = Gebeurtenis.objects.filter(zaak_id=loop.zaak_id).count()
    loop.doe("casemanager_aanvaardt")
    assert loop.status == Status.GESPREKKEN and ketenfouten(loop.zaak_id) == []
    assert Gebeurtenis.objects.filter(zaak_id=loop.zaak_id).count() == voor + 1


def test_the_second_in_one_test_is_another_case() -> None:
    een, twee = _gevraagd(), _gevraagd()
    assert een.zaak_id != twee.zaak_id and een.dossier.swv != twee.dossier.swv
    assert Zaak.objects.count() == 2
    twee.doe("casemanager_aanvaardt")
    assert een.status == Status.CASEMANAGER_GEVRAAGD
    assert een.rij.aanstellingen.get().stand == Aanstelling.Stand.GEVRAAGD


def test_who_gets_it_may_change_it() -> None:
    loop = _gevraagd()
    loop.mensen.clear()
    loop.dossier.leerling.achternaam = "Anders"
    Zaak.objects.filter(pk=loop.zaak_id).update(status="afgesloten")


def test_and_the_next_finds_it_as_it_was() -> None:
    loop = _gevraagd()
    assert loop.mensen and loop.dossier.leerling.achternaam != "Anders"
    assert Zaak.objects.get(pk=loop.zaak_id).status == Status.CASEMANAGER_GEVRAAGD
