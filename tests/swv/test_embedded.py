import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from swv import demo, embedded


def test_it_keeps_socket_names_within_what_the_system_allows(tmp_path: Path) -> None:
    deep = embedded.Places(tmp_path / ("diep" * 30))
    assert len(str(deep.sockets / ".s.PGSQL.5432.lock")) <= embedded.SOCKET_PATH_LIMIT


def test_it_gives_every_folder_its_own_sockets(tmp_path: Path) -> None:
    one, two = (embedded.Places(tmp_path / ("diep" * 30) / name) for name in ("a", "b"))
    assert one.sockets != two.sockets


def test_it_keeps_its_secret_over_a_restart(tmp_path: Path) -> None:
    first = embedded.kept_secret(tmp_path / "staat", lambda: "een")
    assert embedded.kept_secret(tmp_path / "staat", lambda: "twee") == first == "een"


def test_it_clears_only_a_folder_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "vakantie.jpg").touch()
    with pytest.raises(RuntimeError, match="left alone"):
        embedded.clear(embedded.Places(tmp_path))
    assert (tmp_path / "vakantie.jpg").exists()


def test_it_starts_nothing_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEKKEND_OMGEVING", "productie")
    assert embedded.start_where_needed() is None


def test_it_starts_nothing_when_both_have_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/dekkend")
    monkeypatch.setenv("REDIS_URL", "redis://broker.example")
    assert not embedded.needed()


@pytest.mark.django_db
def test_it_runs_a_recent_postgresql_in_utf8() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, current_setting('server_encoding')")
        version, encoding = cursor.fetchone()
        cursor.execute("SELECT lower('ÉÏ'), initcap('éva')")
        assert cursor.fetchone() == ("éï", "Éva")
    assert version >= 150_000
    assert encoding == "UTF8"


def test_it_takes_the_next_port_when_one_is_taken() -> None:
    with demo.listen(18_000) as first, demo.listen(first.getsockname()[1]) as second:
        assert second.getsockname()[1] > first.getsockname()[1]


def test_it_listens_on_this_machine_only() -> None:
    with demo.listen(18_000) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"
        assert listener.family == socket.AF_INET


def test_it_refuses_a_second_demo_in_the_same_folder(tmp_path: Path) -> None:
    with demo.claim(tmp_path) as first:
        first.write("http://127.0.0.1:8000")
        first.flush()
        with pytest.raises(demo.AlreadyRunning, match="8000"):
            demo.claim(tmp_path)


USE = """
import sys, time, psycopg
from swv import embedded
here = embedded.start_where_needed()
with psycopg.connect(here.database_url, autocommit=True) as connection:
    connection.execute("CREATE TABLE IF NOT EXISTS proef (n int)")
    connection.execute("INSERT INTO proef VALUES (1)")
    print(connection.execute("SELECT count(*) FROM proef").fetchone()[0], flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[embedded.Places]:
    """Not in tmp_path: as root, the user of the database server cannot get there."""
    state = Path(tempfile.mkdtemp(prefix="dekkend-proef-")) / "staat"
    state.parent.chmod(0o755)
    monkeypatch.setenv("DEKKEND_STATE", str(state))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    yield embedded.Places(state)
    embedded.clear(embedded.Places(state))
    state.parent.rmdir()


def use(*, stay: bool) -> "subprocess.Popen[str]":
    read = subprocess.PIPE if stay else subprocess.DEVNULL
    command = [sys.executable, "-c", USE]
    return subprocess.Popen(command, cwd=embedded.BASE_DIR, stdin=read, stdout=subprocess.PIPE, text=True)


def test_it_stops_the_servers_with_the_last_user_and_keeps_the_data(folder: embedded.Places) -> None:
    running = folder.postgres / "postmaster.pid"
    with use(stay=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "1\n"
        assert use(stay=False).communicate(timeout=60)[0] == "2\n"
        assert running.exists()
        first.communicate(timeout=60)
    assert not running.exists()
    assert not folder.valkey_socket.exists()
    assert use(stay=False).communicate(timeout=60)[0] == "3\n"
