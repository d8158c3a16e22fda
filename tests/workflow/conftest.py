from collections.abc import Iterator
from typing import Any

import pytest

from tests.smtpserver import Postkantoor


@pytest.fixture
def postkantoor(settings: Any) -> Iterator[Postkantoor]:
    kantoor = Postkantoor()
    settings.EMAIL_BACKEND = "organisations.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", kantoor.poort
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 3  # who breaks off a mail half-way waits this long for a last word
    yield kantoor
    kantoor.sluit()
