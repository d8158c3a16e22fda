import re
from pathlib import Path

import pytest

from documents import opslag


@pytest.fixture(autouse=True)
def map_(settings, tmp_path: Path) -> Path:
    settings.BESTANDEN_DIR = tmp_path / "bestanden"
    return tmp_path / "bestanden"


def test_a_file_is_written_under_a_random_name_and_read_back(map_: Path):
    pad = opslag.schrijf(b"inhoud", ".pdf")
    assert re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{32}\.pdf", pad)
    assert opslag.lees(pad) == b"inhoud"
    assert [p.name for p in map_.rglob("*") if p.is_file()] == [Path(pad).name]
    assert (map_ / pad).stat().st_mode & 0o077 == 0


def test_a_crash_while_writing_leaves_nothing_behind(map_: Path, monkeypatch: pytest.MonkeyPatch):
    def vol(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(opslag.os, "fsync", vol)
    with pytest.raises(OSError, match="No space"):
        opslag.schrijf(b"inhoud", ".pdf")
    assert [p for p in map_.rglob("*") if p.is_file()] == []


def test_a_path_outside_the_folder_is_refused():
    with pytest.raises(Exception, match=r"(?i)travers|outside|suspicious|detected"):
        opslag.lees("../../etc/passwd")


def test_a_file_has_no_address_of_its_own():
    with pytest.raises(ValueError, match="no address"):
        opslag.opslag.url("a/b.pdf")
