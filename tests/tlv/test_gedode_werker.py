"""A worker killed (-9) between the decision and its letter: afterwards exactly one letter, one seal, one number."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from documents.models import Document, Werkstatus, Zegel
from documents.werk import HUUR, verwerk_wachtende
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband
from organisations.rollen import Rol
from swv.embedded import BASE_DIR
from tests.tlv import besluitzaak
from tlv.models import Aanvraag, Besluit, Toelaatbaarheid

pytestmark = pytest.mark.django_db(transaction=True)

WERKER = """
import django
django.setup()
from django.db import connections
connections.databases["default"]["NAME"] = {naam!r}
from django.utils import timezone
from documents.werk import verwerk_wachtende
verwerk_wachtende(timezone.now())
"""
WACHT_HOOGSTENS = 60.0


def _start_werker() -> subprocess.Popen[bytes]:
    """A worker process of its own, on the database of this test."""
    opdracht = WERKER.format(naam=connection.settings_dict["NAME"])
    omgeving = os.environ | {"DJANGO_SETTINGS_MODULE": "swv.settings", "DEKKEND_OMGEVING": "test"}
    return subprocess.Popen([sys.executable, "-c", opdracht], cwd=BASE_DIR, env=omgeving)


def _wacht_tot_bezig(document: Document, werker: subprocess.Popen[bytes]) -> None:
    einde = time.monotonic() + WACHT_HOOGSTENS
    while time.monotonic() < einde:
        document.refresh_from_db()
        if document.werk != Werkstatus.WACHT or werker.poll() is not None:
            return
        time.sleep(0.002)
    raise AssertionError("the worker never started on the letter")


@pytest.fixture
def voorzitter_met_mandaat(swv: Samenwerkingsverband) -> Actor:
    return besluitzaak.actor_met_mandaat(Rol.VOORZITTER, swv)


def test_exactly_one_letter_one_seal_and_one_number(aanvraag: Aanvraag, voorzitter_met_mandaat: Actor) -> None:
    besluitzaak.klaar_om_te_besluiten(aanvraag)
    besluitzaak.schrijf_concept(aanvraag, voorzitter_met_mandaat)
    besluitzaak.teken(aanvraag, voorzitter_met_mandaat)
    besluit = Besluit.objects.get(aanvraag=aanvraag, stand="ondertekend")
    assert besluit.document is not None
    document, nummer = besluit.document, besluit.tlv_nummer

    werker = _start_werker()
    _wacht_tot_bezig(document, werker)
    os.kill(werker.pid, signal.SIGKILL)
    werker.wait()

    document.refresh_from_db()
    assert document.werk == Werkstatus.BEZIG, "the worker was killed while it made the letter"
    assert document.bestand is None
    verwerk_wachtende(timezone.now() + HUUR + timedelta(seconds=1))
    verwerk_wachtende(timezone.now() + 2 * HUUR)

    document.refresh_from_db()
    assert (document.werk, document.pogingen) == (Werkstatus.KLAAR, 2)
    assert Document.objects.filter(zaak=aanvraag.zaak, soort="beschikking").count() == 1
    assert Zegel.objects.filter(document=document).count() == 1
    besluit.refresh_from_db()
    assert besluit.tlv_nummer == nummer
    assert Besluit.objects.filter(tlv_nummer=nummer).count() == 1
    assert Toelaatbaarheid.objects.filter(nummer=nummer).count() <= 1
