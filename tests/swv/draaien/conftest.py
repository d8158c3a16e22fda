"""Production without containers: the commands of docker-compose.yml as plain processes on this machine."""

import json
import os
import shutil
import ssl
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from typing import Any

import psycopg
import pytest
from cryptography import x509
from django.conf import settings as gekozen

from bench.diensten import opdracht, vrije_poort, wacht_tot
from documents.demosleutel import schrijf_demosleutel
from swv.embedded import BASE_DIR
from tests.swv.draaien.bestanden import NGINX, collectstatic

SITE = "dekkend.example"
NAAM = f"productie_{os.getpid()}"
EIGENAAR, APP = f"{NAAM}_eigenaar", f"{NAAM}_app"


WACHT = """INSERT INTO workflow_bericht
    (soort, rol, email, onderwerp, tekst, sleutel, aangemaakt_op, werk, pogingen, laatste_fout)
    VALUES ('proef', '', '', 'proef', 'proef', 'proef', now(), 'wacht', 0, '')"""
"""Work for the worker; beat wakes it within a quarter of a minute, and the tests need not wait for that."""


@dataclass
class Antwoord:
    status: int
    headers: Message
    body: bytes


@dataclass
class Productie:
    """A site in production settings: where it stands, what runs, and how to ask it something."""

    map: Path
    omgeving: dict[str, str]
    poort: int
    lopend: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def start(self, naam: str, *woorden: str) -> "subprocess.Popen[bytes]":
        with (self.map / f"{naam}.log").open("ab") as log:
            proces = subprocess.Popen(
                woorden, cwd=BASE_DIR, env=self.omgeving, stdout=log, stderr=log, start_new_session=True
            )
        self.lopend.append(proces)
        return proces

    def doe(self, *woorden: str, **anders: str) -> "subprocess.CompletedProcess[str]":
        omgeving = self.omgeving | anders
        return subprocess.run(woorden, cwd=BASE_DIR, env=omgeving, capture_output=True, text=True, check=False)

    def log(self, naam: str) -> str:
        return (self.map / f"{naam}.log").read_text()

    def vraag(self, pad: str, *, poort: int | None = None, https: bool = False, **headers: str) -> Antwoord:
        adres = f"http{'s' if https else ''}://127.0.0.1:{poort or self.poort}{pad}"
        vraag = urllib.request.Request(
            adres, headers={"Host": SITE} | {k.replace("_", "-"): v for k, v in headers.items()}
        )
        opener = urllib.request.build_opener(
            NietVolgen(), urllib.request.HTTPSHandler(context=ssl._create_unverified_context())
        )
        try:
            with opener.open(vraag, timeout=30) as antwoord:
                return Antwoord(antwoord.status, antwoord.headers, antwoord.read())
        except urllib.error.HTTPError as fout:
            return Antwoord(fout.code, fout.headers, fout.read())

    def stop(self) -> None:
        for proces in self.lopend:
            proces.terminate()
        for proces in self.lopend:
            try:
                proces.wait(20)
            except subprocess.TimeoutExpired:
                proces.kill()
                proces.wait()


class NietVolgen(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


@pytest.fixture(scope="package")
def database() -> Iterator[str]:
    """A database with two roles of its own, as deploy/postgres makes them."""
    beheer = gekozen.DATABASE_URL.replace("/dekkend?", "/postgres?")
    with psycopg.connect(beheer, autocommit=True) as verbinding:
        for rol in (EIGENAAR, APP):
            verbinding.execute(f"CREATE ROLE {rol} LOGIN NOSUPERUSER")
        verbinding.execute(f"CREATE DATABASE {NAAM} OWNER {EIGENAAR}")
        with psycopg.connect(beheer.replace("/postgres?", f"/{NAAM}?"), autocommit=True) as nieuw:
            nieuw.execute(f"ALTER SCHEMA public OWNER TO {EIGENAAR}")
        yield beheer.replace("postgres@", "{rol}@").replace("/postgres?", f"/{NAAM}?")
        verbinding.execute(f"DROP DATABASE {NAAM} WITH (FORCE)")
        for rol in (APP, EIGENAAR):
            verbinding.execute(f"DROP ROLE {rol}")


@pytest.fixture(scope="package")
def productie(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Productie]:
    map_ = tmp_path_factory.mktemp("productie")
    schrijf_demosleutel(map_ / "zegel.p12", wachtwoord="geheim van de proef")
    (map_ / "secret_key").write_text("kX3-" + os.urandom(40).hex())
    (map_ / "metrics_token").write_text("geheim van de meting")
    (map_ / "zegel_wachtwoord").write_text("geheim van de proef\n")
    omgeving = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(map_),
        "TMPDIR": str(map_),
        "DEKKEND_OMGEVING": "productie",
        "DEKKEND_ACHTER_PROXY": "1",
        "DEKKEND_XACCEL": "/beschermd/",
        "DEKKEND_BASIS_URL": f"https://{SITE}",
        "ALLOWED_HOSTS": f"{SITE},web",
        "DEKKEND_METRICS_TOKEN_FILE": str(map_ / "metrics_token"),
        "SECRET_KEY_FILE": str(map_ / "secret_key"),
        "DATABASE_URL": database.format(rol=APP),
        "DEKKEND_DATABASE_APP": APP,
        "REDIS_URL": gekozen.REDIS_URL,
        "DEKKEND_ZEGEL": str(map_ / "zegel.p12"),
        "DEKKEND_ZEGEL_WACHTWOORD_FILE": str(map_ / "zegel_wachtwoord"),
        "DEKKEND_BESTANDEN": str(map_ / "bestanden"),
        "DEKKEND_STATIC": str(map_ / "static"),
        "DEKKEND_HARTSLAG": str(map_),
        "EMAIL_HOST": "127.0.0.1",
        "DEFAULT_FROM_EMAIL": f"dekkend@{SITE}",
    }
    site = Productie(map_, omgeving, vrije_poort())
    eerst = site.doe(*collectstatic())
    assert eerst.returncode == 0, eerst.stderr
    migratie = site.doe(*opdracht("migreer"), DATABASE_URL=database.format(rol=EIGENAAR))
    assert migratie.returncode == 0, migratie.stdout + migratie.stderr
    with psycopg.connect(omgeving["DATABASE_URL"], autocommit=True) as verbinding:
        verbinding.execute(WACHT)
    site.start("web", *opdracht("web"), "--bind", f"127.0.0.1:{site.poort}")
    site.start("worker", *opdracht("worker"))
    beat = [woord.replace("/tmp/", f"{map_}/") for woord in opdracht("beat")]
    site.start("beat", *beat)
    try:
        assert wacht_tot(lambda: site.vraag("/gezond/").status == 200), site.log("web")
        yield site
    finally:
        site.stop()


@pytest.fixture(scope="package")
def nginx(productie: Productie) -> int:
    """The real nginx with the configuration of the container, on loopback; the port of its TLS side."""
    programma = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not programma:
        pytest.skip("nginx is not installed")
    map_, http, https = productie.map / "nginx", vrije_poort(), vrije_poort()
    map_.mkdir()
    certificaat(map_)
    anders = {
        " /tmp/": f" {map_}/",
        "listen 8080": f"listen 127.0.0.1:{http}",
        "listen 8443": f"listen 127.0.0.1:{https}",
        "web:8000": f"127.0.0.1:{productie.poort}",
        "/run/secrets/": f"{map_}/",
        "/bestanden/;": f"{productie.map}/bestanden/;",
        "/etc/nginx/dekkend": str(NGINX),
        "/dev/stdout": f"{map_}/toegang.log",
    }
    if nginxversie(programma) < (1, 25, 1):
        anders |= {"ssl default_server;\n        http2 on;": "ssl http2 default_server;"}
    tekst = (NGINX / "nginx.conf").read_text()
    for oud, nieuw in anders.items():
        assert oud in tekst
        tekst = tekst.replace(oud, nieuw)
    conf = map_ / "nginx.conf"
    conf.write_text(("user root;\n" if os.geteuid() == 0 else "") + tekst)
    proef = subprocess.run([programma, "-t", "-c", str(conf)], capture_output=True, text=True, check=False)
    assert proef.returncode == 0 and "warn" not in proef.stderr, proef.stderr
    productie.start("nginx", programma, "-c", str(conf), "-g", "daemon off;")
    assert wacht_tot(lambda: productie.vraag("/gezond/", poort=https, https=True).status == 200), productie.log("nginx")
    return https


def nginxversie(programma: str) -> tuple[int, ...]:
    """It says so on standard error: `nginx version: nginx/1.22.1`."""
    antwoord = subprocess.run([programma, "-v"], capture_output=True, text=True, check=True).stderr
    return tuple(int(deel) for deel in antwoord.rpartition("nginx/")[2].split()[0].split("."))


def certificaat(map_: Path) -> None:
    opdracht_ = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    opdracht_ += ["-keyout", str(map_ / "tls_sleutel"), "-out", str(map_ / "tls_certificaat"), "-days", "2"]
    subprocess.run([*opdracht_, "-subj", f"/CN={SITE}"], check=True, capture_output=True)
    assert x509.load_pem_x509_certificate((map_ / "tls_certificaat").read_bytes())


ZAAI = """
import django, json; django.setup()
from django.test import Client
from documents.models import Bestand
from documents import opslag
from organisations.models import User
from organisations.rollen import Rol
from tests import factories
from tests.documents import maak
from documents.models import Document
from django.utils import timezone

aanvraag = factories.AanvraagFactory()
school = aanvraag.zaak.school
bestand = opslag.bewaar(maak.tekst_pdf(), mime="application/pdf", naam="x.pdf")
document = Document.objects.create(
    zaak=aanvraag.zaak, soort="opp", titel="OPP", naam="OPP Zoë.pdf", compartiment="dossier", bestand=bestand,
    aangemaakt_op=timezone.now(),
)

def koekje(actor):
    client = Client(headers={"host": "dekkend.example"})
    client.force_login(User.objects.get(pk=actor.gebruiker_id))
    sessie = client.session
    sessie["hoed"] = actor.hoed_id
    sessie["aangemeld_met"] = "app"
    sessie.save()
    return sessie.session_key

print(json.dumps({
    "document": document.pk, "zaak": aanvraag.zaak_id, "opslagnaam": bestand.opslagnaam,
    "eigen": koekje(factories.actor(Rol.COORDINATOR, school)),
    "ander": koekje(factories.actor(Rol.COORDINATOR, factories.SchoolFactory(swv=school.swv))),
}))
"""


@pytest.fixture(scope="package")
def gezaaid(productie: Productie) -> dict[str, Any]:
    """One document in one case, and the sessions of its own school and of another; written as the role of the site."""
    uit = productie.doe(sys.executable, "-c", ZAAI, DJANGO_SETTINGS_MODULE="swv.settings")
    assert uit.returncode == 0, uit.stderr
    return dict(json.loads(uit.stdout))
