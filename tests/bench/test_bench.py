"""The benchmark itself, small: it fills, starts, logs in, opens every page, asks plans and writes its page."""

import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bench import rapport
from bench.__main__ import meet_maat
from bench.diensten import Opstelling, opgesteld
from tests import databank

MAAT = 200
BEDOELD = {"coordinator", "secretariaat", "voorzitter", "directeur_swv", "deskundige", "ouder", "fg"}


@pytest.fixture(scope="module")
def opstelling(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opstelling]:
    map_ = tmp_path_factory.mktemp("bench")
    for boven in (map_, *map_.parents):
        if boven == Path(tempfile.gettempdir()):
            break
        boven.chmod(0o755)  # the database runs as another user when we are root
    databank.schrijf(map_ / "begin.sql")
    with opgesteld(MAAT, map_, partial(databank.lees, map_ / "begin.sql")) as gestart:
        yield gestart


@pytest.fixture(scope="module")
def meting(opstelling: Opstelling) -> dict[str, Any]:
    return meet_maat(opstelling, 0.01, hoogstens=3)


def test_the_seed_keeps_every_promise_of_the_database(opstelling: Opstelling) -> None:
    """Numbers as asked, 70 % at one school, and a record whose chains are whole."""
    with psycopg.connect(opstelling.adres()) as verbinding:
        rij = verbinding.execute(
            "SELECT count(*), count(*) FILTER (WHERE swv_id = 1), count(*) FILTER (WHERE school_id = 1) FROM cases_zaak"
        ).fetchone()
        mensen = verbinding.execute("SELECT count(*) FROM organisations_user").fetchone()
    assert rij is not None and rij[:2] == (MAAT, MAAT / 10) and 0.4 < rij[2] / rij[1] < 0.95
    assert mensen == (50_000,)
    with pytest.raises(RuntimeError, match="No checkpoint yet") as uit:  # and nothing else: the chains are whole
        opstelling.doe(sys.executable, "manage.py", "audit_verify")
    assert "Not whole" not in str(uit.value)


def test_every_page_opens_with_few_queries(meting: dict[str, Any]) -> None:
    assert set(meting["plannen"]) == BEDOELD
    veel = {(rol, naam): p["aantal"] for rol, pp in meting["plannen"].items() for naam, p in pp.items()}
    assert {wat: aantal for wat, aantal in veel.items() if aantal > rapport.MEEST_VRAGEN} == {}
    assert {p["status"] for pp in meting["plannen"].values() for p in pp.values()} == {200}


def test_it_writes_a_page_without_anything_of_this_machine(
    meting: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rapport, "DOEL", tmp_path / "benchmarks.md")
    monkeypatch.setattr(rapport, "PLANNEN", tmp_path / "plannen.txt")
    papier = {
        "enkel": {"dekkend": 0.5, "kaal": 0.4},
        "stapel": {"aantal": 2, "klaar": 2, "verzegeld": 2, "seconden": 1},
    }
    rapport.schrijf({MAAT: meting}, papier)
    tekst = (tmp_path / "benchmarks.md").read_text() + (tmp_path / "plannen.txt").read_text()
    assert "| coordinator | zaken |" in tekst and "cores" in tekst and "Index" in tekst
    assert str(tmp_path.parent) not in tekst and "/tmp" not in tekst
