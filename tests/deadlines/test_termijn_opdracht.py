"""`manage.py termijn`: facts in, a date and its derivation out; wrong input is one sentence and exit code 2."""

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deadlines.invoer import lees_bestand
from deadlines.kalender import Kalender
from deadlines.models import Feestdag
from deadlines.rekenaar import REGELS, InvoerFout, reken


def antwoord(capsys: pytest.CaptureFixture[str], *argumenten: str) -> object:
    call_command("termijn", *argumenten, "--kalender", "regel", "--json")
    return json.loads(capsys.readouterr().out)


def bestand(map_: Path, inhoud: str) -> str:
    pad = map_ / "vragen.csv"
    pad.write_bytes(inhoud.encode())
    return str(pad)


class TestOne:
    @pytest.mark.parametrize(
        ("argumenten", "einde"),
        [
            (["beslistermijn", "--start", "2026-03-09"], "2026-05-04"),
            (["beslistermijn", "--start", "2026-03-09", "--opschorting", "2026-03-16..2026-03-27"], "2026-05-18"),
            (["beslistermijn", "--start", "2026-03-09", "--opschorting", "2026-03-16.."], None),
            (["beslistermijn", "--start", "2026-03-09", "--verdaagd-tot", "2026-06-02"], "2026-06-02"),
            (["servicenorm", "--start", "2026-04-02"], "2026-05-14"),
            (["aanvulling", "--start", "2026-03-16"], "2026-04-07"),
            (["bezwaar", "--start", "2025-11-14"], "2025-12-29"),
            (["beslissing-op-bezwaar", "--start", "2025-11-14"], "2026-03-23"),
            (["buiten-behandeling", "--start", "2026-04-07"], "2026-05-06"),
            (["dwangsom", "--start", "2026-03-02"], "2026-04-27"),
        ],
    )
    def test_each_rule_by_its_name(
        self, capsys: pytest.CaptureFixture[str], argumenten: list[str], einde: str | None
    ) -> None:
        uitkomst = antwoord(capsys, *argumenten)
        assert isinstance(uitkomst, dict)
        assert set(uitkomst) == {"einde", "stappen"}
        assert uitkomst["einde"] == einde
        assert all({"wat", "van", "tot", "dagen", "bron"} <= set(stap) for stap in uitkomst["stappen"])

    def test_several_suspensions(self, capsys: pytest.CaptureFixture[str]) -> None:
        delen = ["--opschorting", "2026-03-16..2026-03-20", "--opschorting", "2026-04-01..2026-04-08"]
        uitkomst = antwoord(capsys, "beslistermijn", "--start", "2026-03-09", *delen)
        assert isinstance(uitkomst, dict)
        assert uitkomst["einde"] == "2026-05-13"

    def test_the_first_day_with_a_penalty_stands_in_the_steps(self, capsys: pytest.CaptureFixture[str]) -> None:
        uitkomst = antwoord(capsys, "dwangsom", "--start", "2026-03-02")
        assert isinstance(uitkomst, dict)
        assert next(s["van"] for s in uitkomst["stappen"] if s["soort"] == "dwangsom") == "2026-03-17"

    def test_without_json_it_reads_as_sentences(self, capsys: pytest.CaptureFixture[str]) -> None:
        call_command("termijn", "bezwaar", "--start", "2025-11-14", "--kalender", "regel")
        tekst = capsys.readouterr().out
        assert "uiterlijk 29 december 2025" in tekst
        assert "artikel 6:7" in tekst


class TestFile:
    @pytest.mark.parametrize(
        "inhoud",
        [
            "regel,start,opschorting,verdaagd_tot\nbezwaar,2025-11-14,,\n"
            "beslistermijn,2026-03-09,2026-03-16..2026-03-20 2026-04-01..2026-04-08,\n",
            "regel;start;opschorting;opschorting\r\nbezwaar;2025-11-14;;\r\n\r\n"
            "beslistermijn;2026-03-09;2026-03-16..2026-03-20;2026-04-01..2026-04-08\r\n",
            "\ufeffStart\tRegel\tOpschorting 1\tOpschorting 2\n2025-11-14\tbezwaar\n"
            "2026-03-09\tbeslistermijn\t2026-03-16..2026-03-20\t2026-04-01..2026-04-08\n",
            "bezwaar,2025-11-14\nbeslistermijn,2026-03-09,2026-03-16..2026-03-20,2026-04-01..2026-04-08\n",
        ],
    )
    def test_several_at_once_in_the_order_of_the_file(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, inhoud: str
    ) -> None:
        uitkomst = antwoord(capsys, "--invoer", bestand(tmp_path, inhoud))
        assert isinstance(uitkomst, list)
        assert [(rij["regel"], rij["start"], rij["einde"]) for rij in uitkomst] == [
            ("bezwaar", "2025-11-14", "2025-12-29"),
            ("beslistermijn", "2026-03-09", "2026-05-13"),
        ]

    @pytest.mark.parametrize("inhoud", ["2025-11-14\n2026-03-23\n", "start\n2025-11-14\n2026-03-23\n"])
    def test_a_list_of_dates_with_the_rule_on_the_command_line(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, inhoud: str
    ) -> None:
        uitkomst = antwoord(capsys, "bezwaar", "--invoer", bestand(tmp_path, inhoud))
        assert isinstance(uitkomst, list)
        assert [rij["einde"] for rij in uitkomst] == ["2025-12-29", "2026-05-04"]

    def test_announced_dates_too(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        inhoud = "start,verdaagd-tot,verdaagd-op,opschorting\n2026-03-09,2026-06-02,2026-04-13,2026-04-20..2026-04-30\n"
        uitkomst = antwoord(capsys, "beslistermijn", "--invoer", bestand(tmp_path, inhoud))
        assert isinstance(uitkomst, list)
        assert uitkomst[0]["einde"] == "2026-06-11"

    @pytest.mark.parametrize(
        ("inhoud", "zin"),
        [
            ("", "is leeg"),
            ("\n\n", "is leeg"),
            ("regel,start\n", "alleen koppen"),
            ("regel,begin\nbezwaar,2026-01-05\n", 'kolom "begin" is onbekend'),
            ("regel,regel,start\nbezwaar,bezwaar,2026-01-05\n", "twee keer"),
            ("regel\nbezwaar\n", 'ontbreekt de kolom "start"'),
            ("regel,opschorting\nbezwaar,2026-01-05..\n", 'ontbreekt de kolom "start"'),
            ("start\n2026-01-05\n", "Regel 2 van het bestand: er staat geen regel bij"),
            ("2026-01-05\n", "er staat geen regel bij"),
            ("regel,start\nbezwaar,5-1-2026\n", "Regel 2 van het bestand: .* is geen datum"),
            ("regel,start\nbezwaar,2026-01-05\nbezwaar,2026-02-30\n", "Regel 3 van het bestand: De dag"),
            ("regel,start\nzomaar,2026-01-05\n", 'Regel 2 van het bestand: De regel "zomaar" bestaat niet'),
            ("regel,start\nbezwaar,2026-01-05,x\n", "meer waarden dan kolommen"),
            ("regel,start,opschorting\nbezwaar,2026-01-05,2026-01-08..2026-01-12\n", "niet worden opgeschort"),
            ('regel,start\nbezwaar,"2026-01-05\n', "csv"),
            ("beslistermijn,2026-01-05,2026-04-01,2026-05-01\n", 'wat hoort "2026-05-01" te zijn'),
        ],
    )
    def test_what_is_wrong_in_it_is_said_with_its_line(self, tmp_path: Path, inhoud: str, zin: str) -> None:
        with pytest.raises(CommandError, match=zin) as fout:
            call_command("termijn", "--invoer", bestand(tmp_path, inhoud), "--kalender", "regel", "--json")
        assert fout.value.returncode == 2

    @pytest.mark.parametrize("kop", ["", "regel;start" + ";opschorting" * 200_000 + "\n"], ids=["plain", "headings"])
    def test_a_bomb_of_suspensions_is_refused_at_once(self, tmp_path: Path, kop: str) -> None:
        """Each one more made all of them be copied: a file of some megabytes took an hour."""
        rij = "beslistermijn;2026-03-09" + ";2026-03-16..2026-03-27" * 200_000
        begin = time.monotonic()
        with pytest.raises(InvoerFout, match=r"Regel \d van het bestand: er staan meer dan 1.000 opschortingen."):
            lees_bestand(bestand(tmp_path, kop + rij), None)
        assert time.monotonic() - begin < 20

    def test_no_file_a_folder_or_no_text(self, tmp_path: Path) -> None:
        vreemd = tmp_path / "vreemd.csv"
        vreemd.write_bytes(b"\xff\xfe\x00\x01")
        for pad, zin in ((tmp_path / "weg.csv", "is er niet"), (tmp_path, "gelezen"), (vreemd, "UTF-8")):
            with pytest.raises(CommandError, match=zin):
                call_command("termijn", "--invoer", str(pad), "--kalender", "regel")

    @given(st.text(max_size=200) | st.text(alphabet="regl,start;\n-.0123456789bezwaar\"'", max_size=120))
    @settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_any_file_gives_answers_or_a_sentence(self, tmp_path: Path, inhoud: str) -> None:
        pad = tmp_path / "iets.csv"
        pad.write_text(inhoud, encoding="utf-8", errors="replace", newline="")
        with suppress(InvoerFout):
            for rij in lees_bestand(str(pad), "bezwaar"):
                reken(rij.vraag, Kalender.volgens_regel())


FOUT = [
    ([], "Welke regel"),
    (["zomaar", "--start", "2026-01-05"], 'De regel "zomaar" bestaat niet'),
    (["bezwaar"], "Geef met --start"),
    (["bezwaar", "--start"], "Bij --start hoort een waarde"),
    (["bezwaar", "--start", ""], "is geen datum"),
    (["bezwaar", "--start", "2026-02-30"], "bestaat niet"),
    (["bezwaar", "--start", "14-11-2025"], "is geen datum"),
    (["bezwaar", "--start", "20251114"], "is geen datum"),
    (["bezwaar", "--start", "2025-W46-5"], "is geen datum"),
    (["bezwaar", "--start", "٢٠٢٥-١١-١٤"], "is geen datum"),
    (["bezwaar", "--start", "9999-12-31"], "9999"),
    (["beslistermijn", "--start", "2026-01-05", "--opschorting", "2026-01-09..2026-01-08"], "niet voor zij begint"),
    (["beslistermijn", "--start", "2026-01-05", "--opschorting", "2026-01-09"], "is geen opschorting"),
    (["beslistermijn", "--start", "2026-01-05", "--opschorting", "..2026-01-09"], "is geen opschorting"),
    (["beslistermijn", "--start", "2026-01-05", "--opschorting", "2026-01-09...2026-01-12"], "is geen datum"),
    (["beslistermijn", "--start", "2026-01-05", "--opschorting", "2026-01-02..2026-01-08"], "voor de start"),
    (["dwangsom", "--start", "2026-01-05", "--opschorting", "2026-01-09..2026-01-12"], "niet worden opgeschort"),
    (["bezwaar", "--start", "2026-01-05", "--verdaagd-tot", "2026-05-01"], "kent geen uitstel"),
    (["bezwaar", "--start", "2026-01-05", "--start", "2026-01-06"], "Geef --start een keer"),
    (["bezwaar", "--start", "2026-01-05", "--invoer", "vragen.csv"], "niet allebei"),
    (["bezwaar", "--invoer", "vragen-die-er-niet-zijn.csv"], "is er niet"),
    (["zomaar", "--invoer", "vragen.csv"], "bestaat niet"),
    (["bezwaar", "--start", "2026-01-05", "--snel"], "kent niet: --snel"),
    (["bezwaar", "--start", "2026-01-05", "--sta", "2026-01-06"], "kent niet"),
    (["bezwaar", "extra", "--start", "2026-01-05"], "kent niet: extra"),
    (["bezwaar", "--start", "2026-01-05", "--kalender", "maan"], "tabel of regel"),
    (["bezwaar", "--start", "2026-01-05", "--json=ja"], "hoort geen waarde"),
]


@pytest.mark.parametrize(("argumenten", "zin"), FOUT)
def test_wrong_input_is_a_sentence_and_exit_code_2(argumenten: list[str], zin: str) -> None:
    with pytest.raises(CommandError, match=zin) as fout:
        call_command("termijn", *argumenten, *([] if "--kalender" in argumenten else ["--kalender", "regel"]))
    assert fout.value.returncode == 2


def zonder_database(*argumenten: str, map_: Path) -> subprocess.CompletedProcess[str]:
    """As on the command line, with a database that does not answer."""
    nergens = f"postgresql://niemand@/niets?host={map_}"
    omgeving = {**os.environ, "DATABASE_URL": nergens, "REDIS_URL": "redis://127.0.0.1:1", "DEKKEND_OMGEVING": "demo"}
    opdracht = [sys.executable, "manage.py", "termijn", *argumenten]
    return subprocess.run(opdracht, capture_output=True, text=True, env=omgeving, check=False, timeout=60)


class TestFromTheShell:
    def test_it_needs_no_database(self, tmp_path: Path) -> None:
        loop = zonder_database("beslistermijn", "--start", "2026-03-09", "--json", map_=tmp_path)
        assert (loop.returncode, loop.stderr) == (0, "")
        assert json.loads(loop.stdout)["einde"] == "2026-05-04"

    @pytest.mark.parametrize("argumenten", [[], ["bezwaar", "--start", "x"], ["bezwaar", "--snel"]])
    def test_what_is_wrong_is_one_line_and_no_traceback(self, tmp_path: Path, argumenten: list[str]) -> None:
        loop = zonder_database(*argumenten, map_=tmp_path)
        assert (loop.returncode, loop.stdout) == (2, "")
        assert len(loop.stderr.strip().splitlines()) == 1
        assert "Traceback" not in loop.stderr
        assert "usage" not in loop.stderr

    def test_the_table_is_asked_for_and_not_there(self, tmp_path: Path) -> None:
        loop = zonder_database("bezwaar", "--start", "2026-01-05", "--kalender", "tabel", map_=tmp_path)
        assert loop.returncode == 2
        assert "database antwoordt niet" in loop.stderr

    def test_help_is_in_dutch_and_names_every_rule(self, tmp_path: Path) -> None:
        loop = zonder_database("--help", map_=tmp_path)
        assert loop.returncode == 0
        assert "Voorbeelden" in loop.stdout
        assert all(naam in loop.stdout for naam in REGELS)
        assert "usage" not in loop.stdout


@pytest.mark.django_db
def test_the_table_of_the_administrator_counts_when_the_database_answers(capsys: pytest.CaptureFixture[str]) -> None:
    Feestdag.objects.create(datum=date(2026, 5, 4), naam="Extra vrije dag", bron="koninklijk besluit")
    call_command("termijn", "beslistermijn", "--start", "2026-03-09", "--json")
    assert json.loads(capsys.readouterr().out)["einde"] == "2026-05-06"
