import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import psycopg
import pytest
from django.db import connection

from documents.models import Bestand
from swv.backup import maken, pg
from swv.backup.manifest import backups, lees_lijst
from swv.backup.sleutels import BackupFout, lees_geheim, lees_ontvangers, ontsleutel, versleutel
from swv.backup.terugzetten import controleer
from tests.swv.backup.conftest import Proef, adres, bewaar

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_committed_meanwhile_is_not_in_it(proef: Proef, monkeypatch: pytest.MonkeyPatch) -> None:
    bewaar(b"een")
    echte_dump = pg.dump

    @contextmanager
    def dump_met_buur(opname: str) -> Iterator[IO[bytes]]:
        with psycopg.connect(adres(str(connection.settings_dict["NAME"]))) as buur:
            buur.execute(
                "INSERT INTO documents_bestand (opslagnaam, sha256, grootte, mime, bewaard_op) "
                "VALUES ('zz/later.pdf', repeat('0', 64), 1, 'application/pdf', now())"
            )
        with echte_dump(opname) as stroom:
            yield stroom

    monkeypatch.setattr(pg, "dump", dump_met_buur)
    uitslag = proef.backup()
    assert Bestand.objects.count() == 2
    assert uitslag.manifest.tabellen["documents_bestand"] == uitslag.manifest.aantal_bestanden == 1
    assert uitslag.manifest.ontbrekend == []


def test_a_file_is_stored_once_however_often_it_is_backed_up(proef: Proef) -> None:
    bewaar(b"een")
    bewaar(b"een")
    bewaar(b"twee")
    assert (proef.backup().nieuw, proef.backup(na=1).nieuw) == (2, 0)
    assert len(list((proef.dest / "kluis").rglob("*.age"))) == 2


def test_a_lost_file_is_told_and_the_rest_is_saved(proef: Proef) -> None:
    weg, veranderd, goed = bewaar(b"weg"), bewaar(b"veranderd"), bewaar(b"goed")
    (proef.bron / weg).unlink()
    (proef.bron / veranderd).write_bytes(b"verand3rd")
    uit = proef.manage("backup", proef.dest)
    assert uit.returncode == 3
    assert "2 files are missing or changed" in uit.stderr and weg in uit.stderr and veranderd in uit.stderr
    manifest = controleer(backups(proef.dest)[0], lees_geheim(proef.sleutel.read_text()))
    assert (set(manifest.ontbrekend), goed in manifest.ontbrekend) == ({weg, veranderd}, False)


def test_tidying_keeps_what_the_newest_refer_to(proef: Proef) -> None:
    oud, blijft = bewaar(b"oud"), bewaar(b"blijft")
    proef.backup()
    Bestand.objects.filter(opslagnaam=oud).delete()
    nieuwste = proef.backup(na=1).map
    assert len(maken.bewaar_nieuwste(proef.dest, 1)) == 1
    assert backups(proef.dest) == [nieuwste]
    assert [regel.naam for regel in lees_lijst(nieuwste)] == [blijft]
    assert len(list((proef.dest / "kluis").rglob("*.age"))) == 1
    controleer(nieuwste, lees_geheim(proef.sleutel.read_text()))


def test_nothing_in_it_can_be_read_without_the_key(proef: Proef) -> None:
    bewaar(b"de naam van een leerling")
    proef.backup()
    open_ = b"".join(pad.read_bytes() for pad in proef.dest.rglob("*") if pad.is_file())
    assert b"leerling" not in open_ and b"PGDMP" not in open_
    assert all(stat.S_IMODE(pad.stat().st_mode) & 0o077 == 0 for pad in proef.dest.iterdir() if pad.is_dir())


def test_two_at_once_do_not_get_in_each_others_way(proef: Proef) -> None:
    with maken._alleen(proef.dest), pytest.raises(BackupFout, match="Another backup is at work"):
        proef.backup()


def test_it_streams_in_pieces(tmp_path: Path, proef: Proef) -> None:
    class Bron:
        over, grootste = 40_000_000, 0

        def read(self, size: int = -1, /) -> bytes:
            self.grootste = max(self.grootste, size)
            stuk = min(size, self.over)
            self.over -= stuk
            return b"x" * stuk

    class Doel:
        grootste = 0

        def write(self, data: bytes, /) -> None:
            self.grootste = max(self.grootste, len(data))

    bron, doel = Bron(), Doel()
    erin = versleutel(bron, tmp_path / "x.age", lees_ontvangers(proef.ontvanger))
    eruit = ontsleutel(tmp_path / "x.age", doel, lees_geheim(proef.sleutel.read_text()))
    assert (erin.grootte, erin.sha256) == (40_000_000, eruit.sha256)
    assert max(bron.grootste, doel.grootste) <= 1 << 20


def test_a_new_key_is_for_its_owner_only_and_never_overwrites_one(proef: Proef, tmp_path: Path) -> None:
    pad = tmp_path / "nieuw.txt"
    uit = proef.manage("backup", "--nieuwe-sleutel", pad)
    assert uit.stdout.startswith("DEKKEND_BACKUP_ONTVANGER=age1")
    assert stat.S_IMODE(pad.stat().st_mode) == 0o600
    geheim = pad.read_text()
    assert str(lees_geheim(geheim)[0].to_public()) in uit.stdout
    assert proef.manage("backup", "--nieuwe-sleutel", pad).returncode == 2
    assert pad.read_text() == geheim


@pytest.mark.parametrize("verkeerd", ["age1onzin", "AGE-SECRET-KEY-1"])
def test_a_wrong_public_key_is_told(proef: Proef, verkeerd: str) -> None:
    with pytest.raises(BackupFout, match="not a public key"):
        lees_ontvangers(verkeerd)


def test_it_says_which_program_is_missing(proef: Proef) -> None:
    with pytest.raises(BackupFout, match="postgresql-client-99"):
        pg.kies_programma("pg_dump", minstens=99)


def test_it_takes_a_program_that_knows_this_server(proef: Proef) -> None:
    programma, versie = pg.kies_programma("pg_dump", minstens=pg.server_versie())
    assert versie >= pg.server_versie() and os.access(programma, os.X_OK)
