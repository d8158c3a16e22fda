from datetime import UTC, datetime
from pathlib import Path

import pytest

from documents import brieven, demosleutel, zegel


@pytest.fixture(autouse=True)
def eigen_mappen(settings, tmp_path: Path) -> None:
    settings.STATE_DIR = tmp_path
    settings.BESTANDEN_DIR = tmp_path / "bestanden"


@pytest.fixture
def sleutel(eigen_mappen: None) -> zegel.Sleutelcertificaat:
    """A fresh demo key in the state folder of this test."""
    demosleutel.schrijf_demosleutel(zegel.demosleutel_pad())
    return zegel.sleutel_in_gebruik()


@pytest.fixture(scope="session")
def beschikking_pdf() -> bytes:
    soort = brieven.BRIEVEN["beschikking_tlv"]
    moment = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    gegevens = brieven.bevries("beschikking_tlv", soort.schema.voorbeeld())
    return brieven.maak("beschikking_tlv", gegevens, gemaakt_op=moment)
