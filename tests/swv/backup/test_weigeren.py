"""What must not be put back is refused with a sentence, before anything is touched."""

from pathlib import Path

import psycopg
import pytest
from pyrage import x25519

from swv.backup.manifest import DATABASE, LIJST, NAAM
from swv.backup.sleutels import BackupFout, lees_geheim
from swv.backup.terugzetten import controleer
from tests.swv.backup.conftest import Proef, Resultaat, bestanden_in, bewaar, is_leeg

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def terug(tmp_path: Path) -> Path:
    return tmp_path / "terug"


def zet_terug(proef: Proef, database: str, bestanden: Path, *extra: str) -> Resultaat:
    woorden = ("restore", proef.dest, "--sleutel", proef.sleutel, *extra)
    return proef.manage(*woorden, database=database, bestanden=bestanden)


def test_another_key_does_not_open_it(proef: Proef, lege_database: str, terug: Path) -> None:
    bewaar(b"een brief")
    proef.backup()
    proef.sleutel.write_text(str(x25519.Identity.generate()))
    uit = zet_terug(proef, lege_database, terug)
    assert (uit.returncode, "This key does not open the backup" in uit.stderr) == (2, True), uit.stderr
    assert is_leeg(lege_database) and bestanden_in(terug) == {}


def test_a_sound_backup_is_said_to_be_sound(proef: Proef) -> None:
    bewaar(b"een brief")
    proef.backup()
    uit = proef.manage("backup", proef.dest, "--controleer", "--sleutel", proef.sleutel)
    assert (uit.returncode, "is sound" in uit.stdout, "1 files" in uit.stdout) == (0, True, True), uit.stderr


def test_without_a_key_nothing_is_read_and_nothing_is_written(proef: Proef) -> None:
    proef.backup()
    uit = proef.manage("backup", proef.dest, "--controleer")
    assert (uit.returncode, "No secret key" in uit.stderr) == (2, True), uit.stderr
    proef.ontvanger = ""
    uit = proef.manage("backup", proef.dest)
    assert (uit.returncode, "DEKKEND_BACKUP_ONTVANGER" in uit.stderr) == (2, True), uit.stderr


@pytest.mark.parametrize("deel", [NAAM, DATABASE, LIJST, "kluis"])
def test_one_flipped_bit_anywhere_is_found(proef: Proef, lege_database: str, terug: Path, deel: str) -> None:
    bewaar(b"een brief")
    map_ = proef.backup().map
    pad = next((proef.dest / "kluis").rglob("*.age")) if deel == "kluis" else map_ / deel
    data = bytearray(pad.read_bytes())
    data[-3] ^= 1
    pad.write_bytes(data)

    uit = zet_terug(proef, lege_database, terug)
    assert uit.returncode == 3, uit.stderr
    assert "Traceback" not in uit.stderr and uit.stderr.startswith("CommandError: ")
    assert is_leeg(lege_database) and bestanden_in(terug) == {}


@pytest.mark.parametrize("deel", [DATABASE, "kluis"])
def test_what_was_cut_off_or_lost_is_found(proef: Proef, deel: str) -> None:
    bewaar(b"x" * 200_000)
    map_ = proef.backup().map
    pad = next((proef.dest / "kluis").rglob("*.age")) if deel == "kluis" else map_ / deel
    pad.write_bytes(pad.read_bytes()[:-70_000])
    geheim = lees_geheim(proef.sleutel.read_text())
    with pytest.raises(BackupFout, match="changed or cut off"):
        controleer(map_, geheim)
    pad.unlink()
    with pytest.raises(BackupFout, match="is missing from the backup"):
        controleer(map_, geheim)


def test_a_full_target_is_left_alone_unless_asked(proef: Proef, lege_database: str, terug: Path) -> None:
    naam = bewaar(b"een brief")
    proef.backup()
    with psycopg.connect(lege_database) as doel:
        doel.execute("CREATE TABLE van_iemand_anders (n int)")
    uit = zet_terug(proef, lege_database, terug)
    assert (uit.returncode, "The database is not empty" in uit.stderr) == (2, True), uit.stderr

    (terug / naam).parent.mkdir(parents=True)
    (terug / naam).write_bytes(b"een andere brief")
    uit = zet_terug(proef, lege_database, terug, "--overschrijf")
    assert uit.returncode == 0, uit.stderr
    assert bestanden_in(terug) == {naam: b"een brief"}
    with psycopg.connect(lege_database) as doel:
        rij = doel.execute("SELECT to_regclass('van_iemand_anders'), to_regclass('documents_bestand')").fetchone()
    assert rij == (None, "documents_bestand")


def test_a_full_folder_is_left_alone_unless_asked(proef: Proef, lege_database: str, terug: Path) -> None:
    proef.backup()
    terug.mkdir()
    (terug / "vakantie.jpg").touch()
    uit = zet_terug(proef, lege_database, terug)
    assert (uit.returncode, "The folder for files is not empty" in uit.stderr) == (2, True), uit.stderr
    assert is_leeg(lege_database)


def test_a_backup_that_was_broken_off_is_no_backup(proef: Proef, lege_database: str, terug: Path) -> None:
    map_ = proef.backup().map
    (map_ / NAAM).unlink()
    uit = zet_terug(proef, lege_database, terug)
    assert (uit.returncode, "There is no complete backup" in uit.stderr) == (2, True), uit.stderr
