"""Every process of docker-compose.yml, started as it says there, in production settings and as the role of the site."""

import json
import os
import subprocess
import time

import psycopg
import pytest

from bench.diensten import opdracht, wacht_tot
from tests.swv.draaien.bestanden import DIENSTEN
from tests.swv.draaien.conftest import SITE, Productie


def test_web_lives_and_is_ready(productie: Productie) -> None:
    assert json.loads(productie.vraag("/gezond/").body) == {"gezond": True}
    gereed = productie.vraag("/gereed/")
    assert (gereed.status, json.loads(gereed.body)["gereed"]) == (200, True)


def test_a_page_and_its_style_are_served(productie: Productie) -> None:
    pagina = productie.vraag("/inloggen/", X_Forwarded_Proto="https")
    assert pagina.status == 200 and pagina.headers["Strict-Transport-Security"]
    stijl = next(woord for woord in pagina.body.decode().split('"') if woord.endswith(".css"))
    antwoord = productie.vraag(stijl, X_Forwarded_Proto="https")
    assert antwoord.status == 200 and "immutable" in antwoord.headers["Cache-Control"]


def test_without_tls_there_is_only_the_way_to_tls(productie: Productie) -> None:
    antwoord = productie.vraag("/inloggen/")
    assert (antwoord.status, antwoord.headers["Location"]) == (301, f"https://{SITE}/inloggen/")
    assert productie.vraag("/gezond/", Host="elders.example").status == 400


@pytest.mark.parametrize("wie", ["worker", "beat"])
def test_a_sign_of_life_comes_from_the_process_itself(productie: Productie, wie: str) -> None:
    vraag = [*DIENSTEN[wie]["healthcheck"]["test"][1:]]
    assert wacht_tot(lambda: productie.doe(*vraag).returncode == 0), productie.log(wie)
    hartslag = productie.map / f"hartslag-{wie}"
    os.utime(hartslag, (time.time() - 3600,) * 2)
    if wie == "worker":
        assert wacht_tot(lambda: time.time() - hartslag.stat().st_mtime < 60, seconden=20), "it did not beat again"
    hartslag.unlink()
    stil = productie.doe(*vraag)
    hartslag.touch()
    assert stil.returncode == 1 and "No such file" in stil.stderr


def test_the_check_of_the_container_asks_the_site(productie: Productie) -> None:
    vraag = DIENSTEN["web"]["healthcheck"]["test"][1:]
    assert productie.doe(*vraag, str(productie.poort)).returncode == 0
    assert productie.doe(*vraag, "1").returncode == 1


def test_the_worker_does_what_beat_wakes_it_for(productie: Productie) -> None:
    """What waits since the start (conftest), through broker and database, with the rights of the site only."""
    with psycopg.connect(productie.omgeving["DATABASE_URL"], autocommit=True) as verbinding:

        def klaar() -> bool:
            return verbinding.execute("SELECT werk FROM workflow_bericht").fetchone() == ("klaar",)

        assert wacht_tot(klaar, seconden=70), productie.log("worker") + productie.log("beat")


@pytest.mark.parametrize("wie", ["web", "worker", "beat"])
def test_an_unsafe_setting_keeps_it_from_starting(productie: Productie, wie: str) -> None:
    extra = ["--bind", "127.0.0.1:0"] if wie == "web" else ["--pidfile", ""] if wie == "worker" else []
    omgeving = productie.omgeving | {"DEKKEND_DEMO": "1", "DEKKEND_BASIS_URL": "http://dekkend.example"}
    uit = subprocess.run(
        [*opdracht(wie), *extra], env=omgeving, capture_output=True, text=True, timeout=60, check=False
    )
    assert uit.returncode != 0
    assert "DEKKEND_DEMO is on" in uit.stderr and "must be the https:// address" in uit.stderr


def test_the_monitoring_sees_the_counts_of_all_processes_of_the_web_server(productie: Productie) -> None:
    for _ in range(12):
        productie.vraag("/gezond/")
    antwoord = productie.vraag("/metrics", Host="web", Authorization="Bearer geheim van de meting")
    assert antwoord.status == 200
    regel = 'dekkend_requests_total{method="GET",status="200",view="gezond"} '
    (waarde,) = [r.removeprefix(regel) for r in antwoord.body.decode().splitlines() if r.startswith(regel)]
    assert float(waarde) >= 12
    assert productie.vraag("/metrics", Host="web").status == 404


def test_what_the_web_server_says_is_one_json_object_per_line(productie: Productie) -> None:
    productie.vraag("/inloggen/", X_Forwarded_Proto="https", X_Request_ID="0123456789abcdef")
    regels = [json.loads(regel) for regel in productie.log("web").splitlines()]
    assert {regel["logger"] for regel in regels} >= {"gunicorn.error", "swv.middleware"}
    assert any(
        regel["request_id"] == "0123456789abcdef" and regel["status"] == 200 for regel in regels if "view" in regel
    )
