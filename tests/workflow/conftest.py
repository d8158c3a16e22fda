from collections.abc import Iterator
from typing import Any

import pytest

from organisations.models import School
from tests.smtpserver import Postkantoor
from tests.workflow.tekenhulp import Kamer, maak_kamer, met_tekenkamer
from tlv.models import Aanvraag


@pytest.fixture
def postkantoor(settings: Any) -> Iterator[Postkantoor]:
    kantoor = Postkantoor()
    settings.EMAIL_BACKEND = "organisations.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", kantoor.poort
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 3  # who breaks off a mail half-way waits this long for a last word
    yield kantoor
    kantoor.sluit()


@pytest.fixture
def kamer(aanvraag: Aanvraag, andere_school: School, settings: Any, tmp_path: Any) -> Iterator[Kamer]:
    """The signing room on a case of the TLV, with people for every place; nothing is asked yet."""
    settings.BESTANDEN_DIR = tmp_path
    with met_tekenkamer(maak_kamer(aanvraag, andere_school)) as kamer:
        yield kamer
