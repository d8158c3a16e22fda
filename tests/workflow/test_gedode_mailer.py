"""A worker that dies leaves its rows: they are taken up at the next sweep, and never while it still lives."""

import threading
import time

import pytest
from django.db import connection

from documents import slot
from documents.models import Werkstatus
from tests import factories
from tlv.models import Aanvraag
from workflow.mailen import GEKAAPT_NA, geef_verweesd_vrij, te_versturen
from workflow.models import Bericht

pytestmark = pytest.mark.django_db(transaction=True)
NU = factories.NU


@pytest.fixture
def bezig(aanvraag: Aanvraag) -> Bericht:
    return Bericht.objects.create(
        zaak=aanvraag.zaak,
        soort="proef",
        onderwerp="x",
        tekst="x",
        sleutel="proef",
        aangemaakt_op=NU,
        werk=Werkstatus.BEZIG,
        pogingen=1,
        volgende_poging_op=NU + GEKAAPT_NA,
    )


def test_a_row_is_left_alone_while_its_worker_lives_and_freed_as_soon_as_it_is_gone(bezig: Bericht) -> None:
    leeft, mag_weg = threading.Event(), threading.Event()

    def werker() -> None:
        slot.pak(slot.BERICHT, bezig.pk)
        leeft.set()
        mag_weg.wait(20)
        connection.close()

    draad = threading.Thread(target=werker)
    draad.start()
    leeft.wait(20)
    assert geef_verweesd_vrij(NU) == 0
    assert te_versturen(NU) == []
    mag_weg.set()
    draad.join()
    tot = time.monotonic() + 10  # the database hears a moment later that its client is gone
    while (vrij := geef_verweesd_vrij(NU)) == 0 and time.monotonic() < tot:
        time.sleep(0.02)
    assert vrij == 1
    assert te_versturen(NU) == [bezig.pk]
