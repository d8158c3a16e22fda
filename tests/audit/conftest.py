"""The record with a few chains, loose rows and a sealed checkpoint; and hands that really tamper."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from audit.models import Soort
from audit.services import Systeem, record

Knoeier = Callable[..., None]


@pytest.fixture(autouse=True)
def eigen_sleutel(tmp_path: Path, settings: Settings) -> None:
    settings.STATE_DIR = tmp_path


@pytest.fixture
def ketens(db: None) -> None:
    """Cases 1, 2 and 3 with four links each, written by turns, and three loose rows."""
    for keer in range(4):
        for zaak_id in (1, 2, 3):
            record(Systeem(), f"proef.stap{keer}", zaak_id=zaak_id, swv_id=9, keer=keer)
        if keer:
            record(Systeem(), "proef.los", soort=Soort.WEIGERING, swv_id=9, grond="GeenRecht")


@pytest.fixture
def knoei(db: None) -> Knoeier:
    """As the owner of the tables: triggers off, statement, triggers on."""

    def doe(sql: str, *waarden: object, tabel: str = "audit_gebeurtenis") -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {tabel} DISABLE TRIGGER USER")
            cursor.execute(sql, waarden)
            assert cursor.rowcount > 0, "nothing was tampered with"
            cursor.execute(f"ALTER TABLE {tabel} ENABLE TRIGGER USER")

    return doe
