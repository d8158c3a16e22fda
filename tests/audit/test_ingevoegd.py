"""What is put into the record afterwards shows, also where a rollback left room between two numbers."""

import pytest
from django.utils import timezone

from audit.models import Gebeurtenis, Soort
from audit.services import digest
from tests.audit.conftest import Knoeier
from tests.audit.test_controle import fouten, schakel, verify, zet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ketens")]


def voeg_in(pk: int, **velden: object) -> Gebeurtenis:
    """Straight into the table, as the role of the site may; every hash is right."""
    rij = Gebeurtenis(**{"pk": pk, "moment": timezone.now(), "soort": "schrijven", "actie": "proef.vals", **velden})
    rij.hash = digest(rij) if rij.volgnummer else ""
    rij.save(force_insert=True)
    return rij


def test_a_chain_of_a_case_that_had_none_shows() -> None:
    laatste = Gebeurtenis.objects.order_by("-pk").values_list("pk", flat=True)[0]
    voeg_in(laatste + 5, soort=Soort.WEIGERING)
    zet()
    assert fouten() == []
    vals = voeg_in(laatste + 3, zaak_id=44, volgnummer=1)
    assert fouten() == [
        f"Case 44, link 1 (row {vals.pk}): was put in afterwards; the checkpoint of its time did not see it."
    ]
    assert fouten(44) == fouten()
    assert verify()[0] == 1


def test_a_link_behind_the_last_one_that_a_checkpoint_saw_shows_whatever_follows() -> None:
    laatste = Gebeurtenis.objects.order_by("-pk").values_list("pk", flat=True)[0]
    voeg_in(laatste + 5, soort=Soort.WEIGERING)
    zet()
    vals = voeg_in(laatste + 3, zaak_id=2, volgnummer=5, vorige=schakel(2, 4).hash)
    voeg_in(laatste + 9, zaak_id=2, volgnummer=6, vorige=vals.hash)
    zet()
    assert fouten() == [
        f"Case 2, link 5 (row {vals.pk}): was put in afterwards; the checkpoint of its time did not see it."
    ]


def test_a_loose_row_before_the_first_one_shows() -> None:
    """The database counts from 1; a lower number can only be given by hand."""
    zet()
    voeg_in(-7)
    assert fouten() == ["Checkpoint 1: rows outside the chains (refusals and such) were changed: 4 of 3."]


def test_of_one_case_the_seal_over_its_heads_counts_too(knoei: Knoeier) -> None:
    """Its end is cut and the head that a checkpoint keeps is made to fit."""
    zet()
    assert fouten(1) == [] and "1 checkpoints" in verify("--zaak", "1")[1]
    knoei("DELETE FROM audit_gebeurtenis WHERE zaak_id = 1 AND volgnummer = 4")
    kop = schakel(1, 3).hash
    knoei("UPDATE audit_controlekop SET volgnummer = 3, hash = %s WHERE zaak_id = 1", kop, tabel="audit_controlekop")
    assert fouten(1) == ["Checkpoint 1: the heads of chains that it keeps were changed."]
    assert verify("--zaak", "1")[0] == 1
