"""What Dockerfile and docker-compose.yml promise."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from bench.diensten import COMPOSE
from documents.zegel import lees_pkcs11_adres
from swv.embedded import BASE_DIR
from tests.swv.draaien.bestanden import DIENSTEN, DOCKERFILE, EIGEN, ingevuld, regels

EENMALIG = {"migreer", "backup"}
NIET_VOOR_IEDEREEN = {"s3_sleutel", "factorsleutels", "oidc"}


def test_there_is_exactly_one_beat_and_two_of_what_may_fall_over() -> None:
    assert {naam: DIENSTEN[naam]["deploy"]["replicas"] for naam in ("beat", "web", "worker")} == {
        "beat": 1,
        "web": 2,
        "worker": 2,
    }
    assert [naam for naam, dienst in DIENSTEN.items() if "beat" in dienst.get("command", [])] == ["beat"]


@pytest.mark.parametrize("naam", DIENSTEN)
def test_a_container_can_do_as_little_as_possible(naam: str) -> None:
    dienst = DIENSTEN[naam]
    assert dienst["read_only"] is True
    assert dienst["cap_drop"] == ["ALL"] and "cap_add" not in dienst
    assert dienst["security_opt"] == ["no-new-privileges:true"]
    assert dienst["user"] not in {"root", "0", "0:0"}
    assert "privileged" not in dienst and "pid" not in dienst and dienst.get("network_mode") is None
    assert any(plek.startswith("/tmp") for plek in dienst["tmpfs"])
    assert not any("docker.sock" in str(plek) for plek in dienst.get("volumes", []))


@pytest.mark.parametrize("naam", sorted(set(DIENSTEN) - EENMALIG))
def test_what_stays_running_is_watched(naam: str) -> None:
    assert DIENSTEN[naam]["healthcheck"]["test"][0].startswith("CMD")
    assert DIENSTEN[naam]["restart"] == "unless-stopped"


def test_a_database_that_is_still_being_made_is_not_called_ready() -> None:
    """The image starts it without TCP to run deploy/postgres, and anew after that: migrations must not begin before."""
    assert "--host" in DIENSTEN["postgres"]["healthcheck"]["test"]


def test_only_nginx_can_be_reached_from_outside() -> None:
    assert [naam for naam, dienst in DIENSTEN.items() if "ports" in dienst] == ["nginx"]
    assert COMPOSE["networks"]["achter"]["internal"] is True
    assert "achter" not in DIENSTEN["nginx"]["networks"]
    for naam in ("postgres", "redis"):
        assert DIENSTEN[naam]["networks"] == ["achter"]


def test_no_secret_stands_in_the_open() -> None:
    gebruikt = {geheim for dienst in DIENSTEN.values() for geheim in dienst.get("secrets", [])}
    assert gebruikt == set(COMPOSE["secrets"])
    for naam, dienst in DIENSTEN.items():
        for sleutel, waarde in dienst.get("environment", {}).items():
            if re.search(r"SECRET|PASSWORD|WACHTWOORD|SLEUTEL(?!NAAM)|OIDC", sleutel):
                assert sleutel.endswith("_FILE"), (naam, sleutel)
                assert str(waarde).removeprefix("/run/secrets/") in dienst["secrets"]
            assert not re.search(r"://[^/@]*:[^/@]*@", str(waarde)), (naam, sleutel)
    genegeerd = {"geheimen", "/geheimen/"}
    assert genegeerd & set((BASE_DIR / ".gitignore").read_text().split())
    assert "!geheimen" not in (BASE_DIR / ".dockerignore").read_text()


def test_only_the_migrations_run_as_the_owner_of_the_tables() -> None:
    eigenaars = {naam for naam in EIGEN if "dekkend_eigenaar" in DIENSTEN[naam]["environment"]["DATABASE_URL"]}
    assert eigenaars == {"migreer"}
    assert {naam for naam in EIGEN if "database_eigenaar" in DIENSTEN[naam]["secrets"]} == {"migreer"}


def test_the_image_runs_as_nobody_from_a_pinned_lock() -> None:
    assert len(regels("FROM")) == 2
    assert regels("USER") == ["10001:10001"] and DOCKERFILE.index("USER") > DOCKERFILE.rindex("RUN")
    assert "--require-hashes -r requirements.lock" in DOCKERFILE and "requirements-dev" not in DOCKERFILE
    assert len(regels("HEALTHCHECK")) == 1


def test_everything_the_image_needs_goes_in_and_nothing_else() -> None:
    """A new room that .dockerignore does not know would be missing in production only."""
    mee = {regel[1:] for regel in (BASE_DIR / ".dockerignore").read_text().splitlines() if regel.startswith("!")}
    kamers = {pad.parent.name for pad in BASE_DIR.glob("*/apps.py")}
    assert kamers | {"templates", "static", "manage.py", "requirements.lock"} <= mee
    assert all((BASE_DIR / naam).exists() for naam in mee)
    assert not {"tests", "docs", "geheimen", ".git"} & mee


def test_the_key_of_the_seal_can_be_on_a_token() -> None:
    """`.env` chooses the address; deploy/pkcs11.yml gives every process of ours the module, for reading only."""
    adres = "pkcs11:token=Zegel;object=sleutel?module-path=/opt/pkcs11/lib/module.so"
    erbij = yaml.safe_load((BASE_DIR / "deploy" / "pkcs11.yml").read_text())["services"]
    assert set(erbij) == set(EIGEN)
    for naam in EIGEN:
        gekozen = {"DEKKEND_SITE": "x", "EMAIL_HOST": "x", "DEFAULT_FROM_EMAIL": "x"}
        assert ingevuld(naam, gekozen)["DEKKEND_ZEGEL"] == "/run/secrets/zegel"
        assert ingevuld(naam, {**gekozen, "DEKKEND_ZEGEL": adres})["DEKKEND_ZEGEL"] == adres
        (plek,) = erbij[naam]["volumes"]
        assert plek.endswith("}:/opt/pkcs11:ro")
    assert lees_pkcs11_adres(adres)["module-path"] == "/opt/pkcs11/lib/module.so"


@pytest.mark.parametrize("waar", ["omgeving", ".env"])
def test_with_a_key_on_a_token_no_file_is_asked_for(tmp_path: Path, waar: str) -> None:
    (tmp_path / "scripts").mkdir()
    script = shutil.copy(BASE_DIR / "scripts" / "geheimen", tmp_path / "scripts")
    anders = {"DEKKEND_ZEGEL": "pkcs11:token=Zegel"} if waar == "omgeving" else {}
    if waar == ".env":
        (tmp_path / ".env").write_text("DEKKEND_SITE=x\nDEKKEND_ZEGEL=pkcs11:token=Zegel\n")
    env = {"PATH": os.environ["PATH"], **anders}
    klaar = subprocess.run([script], capture_output=True, text=True, check=False, env=env)
    assert (tmp_path / "geheimen" / "zegel").read_text() == ""
    assert klaar.stderr.split(":")[1].split() == [
        "mail_wachtwoord",
        "zegel_wachtwoord",
        "tls_certificaat",
        "tls_sleutel",
    ]


def test_the_client_of_the_database_is_that_of_the_server() -> None:
    server = str(DIENSTEN["postgres"]["image"]).split(":")[1]
    assert f"postgresql-client-{server}" in DOCKERFILE


def test_secrets_are_made_once_and_what_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    script = shutil.copy(BASE_DIR / "scripts" / "geheimen", tmp_path / "scripts")
    eerste = subprocess.run([script], capture_output=True, text=True, check=False)
    assert eerste.returncode == 1 and "zegel_wachtwoord" in eerste.stderr and "tls_sleutel" in eerste.stderr
    gemaakt = {pad.name: pad.read_text() for pad in (tmp_path / "geheimen").iterdir()}
    gevuld = [inhoud for naam, inhoud in gemaakt.items() if naam not in NIET_VOOR_IEDEREEN]
    assert len(gemaakt["secret_key"]) >= 50 and all(gevuld) and len(set(gevuld)) == len(gevuld)
    assert {gemaakt[naam] for naam in NIET_VOOR_IEDEREEN} == {""}
    assert (tmp_path / "geheimen").stat().st_mode & 0o077 == 0
    for naam in set(COMPOSE["secrets"]) - set(gemaakt):
        (tmp_path / "geheimen" / naam).touch()
    assert subprocess.run([script], check=False).returncode == 0
    assert (tmp_path / "geheimen" / "secret_key").read_text() == gemaakt["secret_key"]
