import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from swv import embedded, env


def test_it_takes_a_secret_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "geheim").write_text("van papier\n")
    monkeypatch.setenv("SLEUTEL_FILE", str(tmp_path / "geheim"))
    assert env.text("SLEUTEL") == "van papier"


def test_it_refuses_a_value_and_a_file_together(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SLEUTEL", "een")
    monkeypatch.setenv("SLEUTEL_FILE", str(tmp_path / "twee"))
    with pytest.raises(ImproperlyConfigured, match="choose one"):
        env.text("SLEUTEL")


def test_empty_is_the_same_as_absent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Compose passes on what nobody chose as an empty value; a secret that is not used is an empty file."""
    (tmp_path / "leeg").write_text("\n")
    monkeypatch.setenv("NIETS", "")
    monkeypatch.setenv("LEEG_FILE", str(tmp_path / "leeg"))
    for name in ("NIETS", "LEEG"):
        assert env.optional(name) is None
        assert env.text(name, "anders") == env.choice(name, ("anders",), "anders") == "anders"
        assert env.boolean(name, True) is True and env.boolean(name, False) is False
        assert env.integer(name, 7) == 7
        assert env.items(name, ("een",)) == ["een"]
        assert env.rows(name, ()) == []
    (tmp_path / "leeg").write_text("toch iets")
    monkeypatch.setenv("LEEG", "")
    assert env.text("LEEG") == "toch iets"


def test_it_says_which_file_cannot_be_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SLEUTEL_FILE", str(tmp_path / "weg"))
    with pytest.raises(ImproperlyConfigured, match=r"SLEUTEL_FILE.*cannot be read"):
        env.text("SLEUTEL")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1", True), ("ja", True), ("True", True), ("0", False), ("nee", False)],
)
def test_it_reads_yes_and_no(monkeypatch: pytest.MonkeyPatch, written: str, meant: bool) -> None:
    monkeypatch.setenv("AAN", written)
    assert env.boolean("AAN", not meant) is meant


@pytest.mark.parametrize(("read", "value"), [(env.boolean, "misschien"), (env.integer, "veel")])
def test_it_names_the_setting_that_makes_no_sense(monkeypatch: pytest.MonkeyPatch, read: object, value: str) -> None:
    monkeypatch.setenv("VREEMD", value)
    with pytest.raises(ImproperlyConfigured, match="VREEMD"):
        read("VREEMD", 0)  # type: ignore[operator]


def test_it_reads_a_list_without_empty_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIJST", "een, twee,,")
    assert env.items("LIJST") == ["een", "twee"]


def test_it_reads_a_database_address_with_odd_characters() -> None:
    found = env.database("postgresql://jan:p%40ss@db.example:5433/dekkend?sslmode=require")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == (
        "jan",
        "p@ss",
        "db.example",
        "5433",
    )
    assert (found["NAME"], found["OPTIONS"]) == ("dekkend", {"sslmode": "require"})


@pytest.mark.parametrize("address", ["mysql://db/dekkend", "sqlite:///dekkend.db", "postgresql://db"])
def test_it_refuses_another_database(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        env.database(address)


def test_a_password_may_come_beside_the_address() -> None:
    found = env.database(env.with_password("postgresql://jan@db.example:5433/dekkend", "p@ss/w:ord"))
    assert (found["USER"], found["PASSWORD"], found["HOST"]) == ("jan", "p@ss/w:ord", "db.example")
    assert env.with_password("redis://broker.example:6379/0", "geheim") == "redis://:geheim@broker.example:6379/0"
    assert env.with_password("redis://broker.example", "") == "redis://broker.example"


def test_two_passwords_are_one_too_many() -> None:
    with pytest.raises(ImproperlyConfigured, match="choose one"):
        env.with_password("postgresql://jan:een@db.example/dekkend", "twee")


def test_it_knows_which_settings_nothing_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEKKEND_WEL", "1")
    monkeypatch.setenv("DEKKEND_NIET", "1")
    monkeypatch.setenv("DEKKEND_OOK_NIET_FILE", "/nergens")
    env.text("DEKKEND_WEL")
    assert {"DEKKEND_NIET", "DEKKEND_OOK_NIET_FILE"} <= set(env.unknown())
    assert "DEKKEND_WEL" not in env.unknown()


SECRETS = {
    "SECRET_KEY": "SECRET_KEY",
    "DATABASE_PASSWORD": "DATABASE_URL",
    "REDIS_PASSWORD": "REDIS_URL",
    "DEKKEND_ZEGEL_WACHTWOORD": "ZEGEL_WACHTWOORD",
    "DEKKEND_BACKUP_SLEUTEL": "BACKUP_SLEUTEL",
    "EMAIL_HOST_PASSWORD": "EMAIL_HOST_PASSWORD",
}


def test_every_secret_of_the_settings_may_come_from_a_file(tmp_path: Path) -> None:
    given = {"DEKKEND_OMGEVING": "productie", "DATABASE_URL": "postgresql://app@db/d", "REDIS_URL": "redis://broker"}
    for name in SECRETS:
        (tmp_path / name).write_text(f"geheim-{name}\n")
        given[f"{name}_FILE"] = str(tmp_path / name)
    question = (
        "import json, sys; from swv import settings as s; print(json.dumps({n: getattr(s, n) for n in sys.argv[1:]}))"
    )
    asked = subprocess.run(
        [sys.executable, "-c", question, *SECRETS.values()],
        cwd=embedded.BASE_DIR,
        env={"PATH": os.environ["PATH"]} | given,
        capture_output=True,
        check=True,
    )
    found = json.loads(asked.stdout)
    for name, setting in SECRETS.items():
        assert f"geheim-{name}" in found[setting]
