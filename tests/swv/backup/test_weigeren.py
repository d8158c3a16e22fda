"""What must not be put back is refused with a sentence, before anything is touched."""

from pathlib import Path

import psycopg
import pytest
from django.db import connection
from pyrage import x25519

from swv.backup import pg
from swv.backup.manifest import DATABASE, LIJST, NAAM
from swv.backup.sleutels import BackupFout, lees_geheim
from swv.backup.terugzetten import controleer
from tests.swv.backup.conftest import Proef, Resultaat, adres, bestanden_in, bewaar, is_leeg

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


HALVERWEGE = """
CREATE SCHEMA proef;
CREATE TABLE van_iemand_anders (n int);
INSERT INTO van_iemand_anders VALUES (7);
CREATE FUNCTION proef.vol() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not extend file: No space left on device'; END $$;
CREATE EVENT TRIGGER vol ON ddl_command_end WHEN TAG IN ('CREATE INDEX') EXECUTE FUNCTION proef.vol();
"""


def test_a_restore_that_fails_halfway_leaves_what_was_there(proef: Proef, lege_database: str, terug: Path) -> None:
    """The disk is full when all rows are in and the first index is made."""
    proef.backup()
    with psycopg.connect(lege_database) as doel:
        doel.execute(HALVERWEGE)
    uit = zet_terug(proef, lege_database, terug, "--overschrijf")
    assert (uit.returncode, "No space left on device" in uit.stderr) == (1, True), uit.stderr
    assert _is_als_het_was(lege_database)


HALF = """
from swv.backup import pg
with pg.momentopname() as opname, pg.dump(opname) as stroom:
    alles = stroom.read()
with pg.herstel(pg.server_versie(), overschrijf=True) as uit:
    uit.write(alles[: int(len(alles) * 0.6)])
    """


def test_a_backup_that_stops_halfway_leaves_what_was_there(proef: Proef) -> None:
    """The stream ends, or the command itself, while the rows are going in: no half database is ever committed."""
    rijen, naam = pg.tel_rijen(), str(connection.settings_dict["NAME"])
    connection.close()
    afgebroken = proef.manage("shell", "-c", HALF + "pass", database=adres(naam))
    assert "BackupFout: pg_restore did not succeed" in afgebroken.stderr
    weg = proef.manage("shell", "-c", HALF + "raise SystemExit(9)", database=adres(naam))
    assert weg.returncode == 9, weg.stderr
    assert pg.tel_rijen() == rijen and rijen["django_migrations"] > 0


def _is_als_het_was(database: str) -> bool:
    with psycopg.connect(database) as doel:
        rij = doel.execute("SELECT n, to_regclass('public.organisations_user') FROM van_iemand_anders").fetchone()
    return rij == (7, None)


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
