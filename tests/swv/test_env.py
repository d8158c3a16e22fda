from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from swv import env


def test_it_takes_a_secret_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "geheim").write_text("van papier\n")
    monkeypatch.setenv("SLEUTEL_FILE", str(tmp_path / "geheim"))
    assert env.text("SLEUTEL") == "van papier"


def test_it_refuses_a_value_and_a_file_together(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SLEUTEL", "een")
    monkeypatch.setenv("SLEUTEL_FILE", str(tmp_path / "twee"))
    with pytest.raises(ImproperlyConfigured, match="choose one"):
        env.text("SLEUTEL")


def test_it_says_which_file_cannot_be_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SLEUTEL_FILE", str(tmp_path / "weg"))
    with pytest.raises(ImproperlyConfigured, match=r"SLEUTEL_FILE.*cannot be read"):
        env.text("SLEUTEL")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1", True), ("ja", True), ("True", True), ("0", False), ("", False), ("nee", False)],
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
