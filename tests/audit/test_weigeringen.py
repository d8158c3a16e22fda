"""A refusal stays recorded, whatever was rolled back around it."""

import pytest
from django.db import transaction

from audit.models import Gebeurtenis, Soort
from audit.services import Systeem, record, weigeringen_bewaard

pytestmark = pytest.mark.django_db(transaction=True)


class Mis(Exception):
    pass


def weiger() -> None:
    record(Systeem(), "proef", soort=Soort.WEIGERING, grond="GeenRecht")


def weiger_en_rol_terug() -> None:
    with transaction.atomic():
        weiger()
        record(Systeem(), "proef.schrijven", zaak_id=1)
        raise Mis


def test_a_refusal_in_a_transaction_that_is_rolled_back_is_written_at_the_end_of_the_request() -> None:
    with pytest.raises(Mis), weigeringen_bewaard() as weigeringen:
        weiger_en_rol_terug()
    assert [(rij.soort, rij.actie) for rij in Gebeurtenis.objects.all()] == [("weigering", "proef")]
    assert weigeringen.aantal == 1


def test_a_refusal_outside_a_transaction_is_written_at_once() -> None:
    with weigeringen_bewaard():
        weiger()
        assert Gebeurtenis.objects.count() == 1
    assert Gebeurtenis.objects.count() == 1


def test_outside_a_request_it_is_written_at_once() -> None:
    weiger()
    assert Gebeurtenis.objects.count() == 1
