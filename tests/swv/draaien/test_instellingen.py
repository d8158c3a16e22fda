"""What docs/running.md says can be set reaches the containers, and what nobody sets does no harm."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from swv.embedded import BASE_DIR
from tests.swv.draaien.bestanden import DIENSTEN, EIGEN, ingevuld, regels

TEKST = (BASE_DIR / "docs" / "running.md").read_text()
INSTELLINGEN = sorted(
    set(re.findall(r"`([A-Z][A-Z0-9_]+)(?:=\w+)?`", " ".join(re.findall(r"^\| (`.*?) \|", TEKST, re.M))))
)
NIET_HIER = {
    "DEKKEND_BACKUP_SLEUTEL": set(EIGEN),  # never on the server; who restores gives it with --sleutel
    "DEKKEND_BACKUP_ONTVANGER": set(EIGEN) - {"backup"},
}
VOOR_DE_BOUW = {"DEBUG", "DEKKEND_DEMO", "DEKKEND_HARTSLAG", "DEKKEND_STATE", "DEKKEND_TEST_DB", "EMAIL_BACKEND"}
"""Of the demo and the tests: who runs a site leaves them alone, and is refused the unsafe ones (swv/checks.py)."""
MINSTENS = {"DEKKEND_SITE": "dekkend.example", "EMAIL_HOST": "mail.example", "DEFAULT_FROM_EMAIL": "d@dekkend.example"}
Vraag = Callable[..., dict[str, object]]
VRAAG = """
import json, sys
from django.core.management import call_command
import django; django.setup()
from django.conf import settings
call_command("check")
print(json.dumps({naam: getattr(settings, naam) for naam in sys.argv[1:]}, default=str))
"""


@pytest.mark.parametrize("dienst", EIGEN)
@pytest.mark.parametrize("instelling", INSTELLINGEN)
def test_every_setting_of_the_documentation_reaches_the_container(instelling: str, dienst: str) -> None:
    beeld = {woord.partition("=")[0] for regel in regels("ENV") for woord in regel.split()}
    bekend = beeld | {naam.removesuffix("_FILE") for naam in DIENSTEN[dienst]["environment"]}
    assert (instelling in bekend) is (dienst not in NIET_HIER.get(instelling, set()))


def test_every_setting_that_is_read_is_in_the_documentation() -> None:
    gelezen = {
        naam
        for pad in (BASE_DIR / "swv").rglob("*.py")
        for naam in re.findall(r'\benv\.\w+\(\s*"(\w+)"', pad.read_text())
    }
    assert gelezen > VOOR_DE_BOUW
    assert gelezen - VOOR_DE_BOUW == set(INSTELLINGEN)


def test_the_documentation_names_all_that_can_be_chosen_in_compose() -> None:
    assert len(INSTELLINGEN) > 30
    tekst = (BASE_DIR / "docker-compose.yml").read_text()
    gekozen = set(re.findall(r"\$\{(\w+)", tekst))
    assert {naam for naam in gekozen if naam not in TEKST} == {"DEKKEND_VERSIE"}


@pytest.fixture
def vraag(tmp_path: Path) -> Vraag:
    """Starts Django with the environment of `web`, secrets and all, and asks what it made of the settings."""
    (tmp_path / "scripts").mkdir()
    subprocess.run([shutil.copy(BASE_DIR / "scripts" / "geheimen", tmp_path / "scripts")], check=False)
    geheimen = tmp_path / "geheimen"
    for naam in ("mail_wachtwoord", "zegel", "zegel_wachtwoord"):
        (geheimen / naam).write_text(naam)

    def stel(namen: str, *, geheim: dict[str, str] | None = None, **gekozen: str) -> dict[str, object]:
        for naam, inhoud in (geheim or {}).items():
            (geheimen / naam).chmod(0o600)
            (geheimen / naam).write_text(inhoud)
        omgeving = ingevuld("web", MINSTENS | gekozen)
        omgeving = {naam: waarde.replace("/run/secrets", str(geheimen)) for naam, waarde in omgeving.items()}
        uit = subprocess.run(
            [sys.executable, "-c", VRAAG, *namen.split()],
            cwd=BASE_DIR,
            env=omgeving | {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "swv.settings"} | _beeld(tmp_path),
            capture_output=True,
            text=True,
            check=False,
        )
        assert uit.returncode == 0, uit.stderr
        return dict(json.loads(uit.stdout.splitlines()[-1]))

    return stel


def _beeld(map_: Path) -> dict[str, str]:
    """What the Dockerfile sets, on this machine."""
    return {"DEKKEND_STATIC": str(map_ / "static"), "DEKKEND_BESTANDEN": str(map_ / "bestanden")}


def test_with_only_what_must_be_given_it_starts_with_the_defaults(vraag: Vraag) -> None:
    namen = "EMAIL_PORT EMAIL_USE_TLS EMAIL_USE_SSL LOG_LEVEL STATEMENT_TIMEOUT XACCEL S3_BUCKET CLAMD SCHOOLLOGINS"
    assert vraag(namen) == {
        "EMAIL_PORT": 587,
        "EMAIL_USE_TLS": True,
        "EMAIL_USE_SSL": False,
        "LOG_LEVEL": "INFO",
        "STATEMENT_TIMEOUT": 15_000,
        "XACCEL": "/beschermd/",
        "S3_BUCKET": "",
        "CLAMD": "",
        "SCHOOLLOGINS": {},
    }
    sleutels = vraag("FACTORSLEUTELS SECRET_KEY")
    assert sleutels["FACTORSLEUTELS"] == [sleutels["SECRET_KEY"]]


def test_documents_can_go_to_a_bucket(vraag: Vraag) -> None:
    gevonden = vraag(
        "STORAGES XACCEL",
        geheim={"s3_sleutel": "geheim van de emmer"},
        DEKKEND_XACCEL="",
        DEKKEND_S3="dossiers",
        DEKKEND_S3_ADRES="https://opslag.example",
        DEKKEND_S3_REGIO="nl-1",
        DEKKEND_S3_SLEUTELNAAM="wij",
    )
    assert gevonden["XACCEL"] == ""
    opties = gevonden["STORAGES"]["documenten"]["OPTIONS"]  # type: ignore[index]
    assert (opties["bucket_name"], opties["endpoint_url"], opties["region_name"]) == (
        "dossiers",
        "https://opslag.example",
        "nl-1",
    )
    assert (opties["access_key"], opties["secret_key"]) == ("wij", "geheim van de emmer")


def test_schools_old_keys_and_another_mail_server_arrive(vraag: Vraag) -> None:
    school = {"id": "kompas", "naam": "Het Kompas", "server_url": "https://kompas.example", "client_id": "d"}
    school |= {"secret": "s", "scholen": ["01AB"]}  # type: ignore[dict-item]
    gevonden = vraag(
        "SCHOOLLOGINS FACTORSLEUTELS EMAIL_PORT EMAIL_USE_TLS EMAIL_USE_SSL LOG_LEVEL STATEMENT_TIMEOUT",
        geheim={"oidc": json.dumps([school]), "factorsleutels": "nieuw,oud"},
        EMAIL_PORT="465",
        EMAIL_USE_SSL="1",
        LOG_LEVEL="WARNING",
        DEKKEND_STATEMENT_TIMEOUT="9000",
    )
    assert gevonden == {
        "SCHOOLLOGINS": {"kompas": school},
        "FACTORSLEUTELS": ["nieuw", "oud"],
        "EMAIL_PORT": 465,
        "EMAIL_USE_TLS": False,
        "EMAIL_USE_SSL": True,
        "LOG_LEVEL": "WARNING",
        "STATEMENT_TIMEOUT": 9000,
    }
