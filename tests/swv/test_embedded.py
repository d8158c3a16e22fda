import socket
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
        cursor.execute(
            "SELECT current_setting('server_version_num')::int, current_setting('server_encoding')"
        )
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
