"""Signing in with the account of a school, against a real OpenID provider that runs as a process of its own."""

import base64
import hashlib
import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Gebeurtenis, Soort
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School, User
from organisations.rollen import Rol
from organisations.toegang import school as school_inlog
from tests import factories
from tests.organisations.toegang.hulp import appcode, is_binnen, met_app, tweede
from tlv.models import Status
from workflow.models import Bericht

pytestmark = pytest.mark.django_db
MENSEN = [
    {"sub": "els-1", "email": "els@dewissel.example", "email_verified": True},
    {"sub": "els-2", "email": "Els@dewissel.example", "email_verified": True, "amr": ["pwd", "mfa"]},
    {"sub": "vreemd", "email": "vreemd@dewissel.example", "email_verified": True},
    {"sub": "onzeker", "email": "els@dewissel.example", "email_verified": False},
    {"sub": "elders", "email": "bram@hetbaken.example", "email_verified": True, "amr": ["mfa"]},
]


def _vrije_poort() -> int:
    with socket.socket() as vak:
        vak.bind(("127.0.0.1", 0))
        return int(vak.getsockname()[1])


@pytest.fixture(scope="module")
def dienst() -> Iterator[str]:
    """The provider: a program of somebody else, that insists on a nonce."""
    poort = _vrije_poort()
    mensen = [deel for mens in MENSEN for deel in ("--user-claims", json.dumps(mens))]
    opdracht = [sys.executable, "-m", "oidc_provider_mock", "--port", str(poort), "--require-nonce", "true", *mensen]
    proces = subprocess.Popen(opdracht, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    adres = f"http://127.0.0.1:{poort}"
    try:
        _wacht(adres, proces)
        yield adres
    finally:
        proces.terminate()
        proces.wait(10)


def _wacht(adres: str, proces: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        try:
            requests.get(f"{adres}/.well-known/openid-configuration", timeout=1).raise_for_status()
            return
        except requests.RequestException:
            assert proces.poll() is None, "the provider did not start"
            time.sleep(0.3)
    raise AssertionError("the provider never answered")


@pytest.fixture
def els(school: School) -> User:
    lid = factories.lidmaatschap(Rol.COORDINATOR, school, user=factories.UserFactory(email="els@dewissel.example"))
    return lid.user


@pytest.fixture
def wissel(settings: Any, dienst: str, school: School) -> dict[str, Any]:
    """The settings of this school's service."""
    rij: dict[str, Any] = {
        "id": "wissel",
        "naam": "De Wissel",
        "server_url": dienst,
        "client_id": "dekkend",
        "secret": "geheim-van-de-dienst",
        "scholen": [school.brin],
        "factor": ["mfa"],
    }
    settings.SCHOOLLOGINS = {"wissel": rij}
    settings.BASIS_URL = "http://testserver"
    return rij


def naar_dienst(client: Client) -> str:
    return str(client.get(reverse("organisations:naar_school", args=["wissel"])).headers["Location"])


def bij_dienst(adres: str, sub: str) -> str:
    """Log in at the school: the path back to us, with the code."""
    antwoord = requests.post(adres, data={"sub": sub}, allow_redirects=False, timeout=5)
    assert antwoord.status_code in (302, 303), antwoord.text
    terug = urlsplit(antwoord.headers["Location"])
    return f"{terug.path}?{terug.query}"


def log_in(client: Client, sub: str) -> HttpResponse:
    return client.get(bij_dienst(naar_dienst(client), sub))  # type: ignore[return-value]


def geweigerd(antwoord: HttpResponse) -> bool:
    return antwoord.status_code == 403 and "lukte niet" in antwoord.content.decode()


def reden() -> str:
    rij = Gebeurtenis.objects.filter(soort=Soort.WEIGERING).latest("pk")
    assert set(rij.bijzonderheden) == {"dienst", "reden"}
    return str(rij.bijzonderheden["reden"])


def test_the_second_factor_of_the_school_counts_when_our_policy_says_so(client: Client, els: User, wissel: Any) -> None:
    antwoord = log_in(client, "els-2")
    assert (antwoord.status_code, antwoord.headers["Location"]) == (302, "/")
    assert is_binnen(client)
    rij = SocialAccount.objects.get()
    assert (rij.user, rij.uid, rij.extra_data) == (els, "els-2", {})


def test_without_it_our_own_second_factor_is_asked(client: Client, els: User, wissel: Any) -> None:
    met_app(els)
    assert log_in(client, "els-1").headers["Location"] == reverse("organisations:tweede_stap")
    assert not is_binnen(client)
    assert tweede(client, appcode()).status_code == 302
    assert is_binnen(client)


def test_a_second_factor_that_our_policy_does_not_accept_does_not_count(
    client: Client, els: User, wissel: dict[str, Any]
) -> None:
    wissel["factor"] = []
    assert log_in(client, "els-2").headers["Location"] == reverse("organisations:factor_kiezen")
    assert client.get(reverse("workflow:home")).status_code == 302


@pytest.mark.parametrize(
    ("sub", "waarom"), [("vreemd", "mailadres"), ("onzeker", "mailadres"), ("elders", "geen lidmaatschap")]
)
def test_who_was_not_invited_at_this_school_gets_no_access(
    client: Client, els: User, andere_school: School, wissel: Any, sub: str, waarom: str
) -> None:
    bram = factories.UserFactory(email="bram@hetbaken.example")
    factories.lidmaatschap(Rol.COORDINATOR, andere_school, user=bram)
    aantal = User.objects.count()
    assert geweigerd(log_in(client, sub))
    assert reden() == waarom
    assert not is_binnen(client)
    assert User.objects.count() == aantal and not SocialAccount.objects.exists()


def test_another_number_with_the_same_mail_address_is_refused(client: Client, els: User, wissel: Any) -> None:
    log_in(client, "els-2")
    assert geweigerd(log_in(Client(), "els-1"))
    assert reden() == "ander nummer"


def test_the_account_of_the_school_opens_only_hats_at_that_school(
    client: Client, els: User, swv: Samenwerkingsverband, wissel: Any
) -> None:
    elders = factories.lidmaatschap(Rol.SECRETARIAAT, swv, user=els)
    log_in(client, "els-2")
    client.post(reverse("organisations:hoed_wisselen"), {"hoed": elders.pk})
    actor: Actor = client.get(reverse("workflow:home")).context["actor"]
    assert actor.rol == Rol.COORDINATOR and len(actor.hoeden) == 1


def test_a_school_cannot_make_a_key_to_the_other_hats_of_a_person(client: Client, els: User, wissel: Any) -> None:
    log_in(client, "els-2")
    for naam in ("app_instellen", "passkey_nieuw", "herstelcodes"):
        antwoord = client.get(reverse(f"organisations:{naam}"))
        assert antwoord.headers["Location"].startswith("/bevestigen/"), naam
    els.set_unusable_password()
    els.save()
    log_in(client, "els-2")
    assert "U hebt nog geen wachtwoord" in client.get(reverse("organisations:herbevestigen")).content.decode()


def test_an_answer_without_the_state_of_this_browser_is_refused(client: Client, els: User, wissel: Any) -> None:
    terug = bij_dienst(naar_dienst(client), "els-2")
    assert geweigerd(Client().get(terug))  # type: ignore[arg-type]
    assert reden() == "state"
    assert client.get(terug).status_code == 302
    assert geweigerd(client.get(terug)), "an answer works once"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("gezegd", "vastgelegd"), [("access_denied", "access_denied"), ("\x00", "state"), ("Noa van Dijk", "state")]
)
def test_what_anybody_puts_in_the_address_does_not_go_into_the_record(
    client: Client, wissel: Any, gezegd: str, vastgelegd: str
) -> None:
    assert geweigerd(client.get(reverse("organisations:school_terug", args=["wissel"]), {"error": gezegd}))  # type: ignore[arg-type]
    assert reden() == vastgelegd


def test_a_token_made_for_another_log_in_is_refused(client: Client, els: User, wissel: Any) -> None:
    adres = naar_dienst(client)
    nonce = parse_qs(urlsplit(adres).query)["nonce"][0]
    assert geweigerd(client.get(bij_dienst(adres.replace(nonce, "een-andere-nonce"), "els-2")))  # type: ignore[arg-type]
    assert reden() == "nonce"


def test_the_way_there_carries_a_nonce_a_state_and_the_hash_of_a_secret_that_stays_here(
    client: Client, els: User, wissel: Any
) -> None:
    vraag = parse_qs(urlsplit(naar_dienst(client)).query)
    (staat, _, _) = client.session["socialaccount_states"][vraag["state"][0]]
    hash_ = base64.urlsafe_b64encode(hashlib.sha256(staat["pkce_code_verifier"].encode()).digest()).decode().rstrip("=")
    assert (vraag["code_challenge"], vraag["code_challenge_method"]) == ([hash_], ["S256"])
    assert vraag["nonce"] == [staat["nonce"]] and staat["pkce_code_verifier"] not in str(vraag)


@contextmanager
def doorgeefluik(dienst: str) -> Iterator[str]:
    """Another address that hands out the configuration of the real service as if it were its own."""
    config = requests.get(f"{dienst}/.well-known/openid-configuration", timeout=5).content

    class Antwoord(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(config)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Antwoord) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_service_that_speaks_for_another_issuer_is_not_believed(
    client: Client, els: User, wissel: dict[str, Any], dienst: str
) -> None:
    with doorgeefluik(dienst) as ander:
        wissel["server_url"] = ander
        assert client.get(reverse("organisations:naar_school", args=["wissel"])).status_code == 503
    wissel["server_url"] = dienst
    terug = bij_dienst(naar_dienst(client), "els-2")
    assert geweigerd(client.get(f"{terug}&iss=https://kwaad.example"))  # type: ignore[arg-type]
    assert reden() == "iss"


def test_a_service_that_is_down_gives_a_page_that_says_so(client: Client, wissel: dict[str, Any]) -> None:
    wissel["server_url"] = f"http://127.0.0.1:{_vrije_poort()}"
    antwoord = client.get(reverse("organisations:naar_school", args=["wissel"]))
    assert (antwoord.status_code, "geeft nu geen antwoord" in antwoord.content.decode()) == (503, True)


def _token(**anders: Any) -> tuple[str, dict[str, Any], Callable[..., Any]]:
    sleutel = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    nu = int(time.time())
    claims = {"iss": "https://id.example", "aud": "dekkend", "sub": "x", "iat": nu, "exp": nu + 60, "nonce": "n"}
    token = jwt.encode({**claims, **anders}, sleutel, algorithm="RS256", headers={"kid": "1"})
    return token, {"jwks_uri": "", "issuer": "https://id.example"}, lambda *_: sleutel.public_key()


@pytest.mark.parametrize(
    "anders",
    [
        {"iss": "https://kwaad.example"},
        {"aud": "een andere site"},
        {"exp": int(time.time()) - 3600},
        {"azp": "een andere site"},
        {"nonce": None},
    ],
)
def test_a_token_with_a_wrong_claim_is_refused(monkeypatch: pytest.MonkeyPatch, anders: dict[str, Any]) -> None:
    goed, config, haal = _token()
    monkeypatch.setattr(school_inlog, "_sleutel", haal)
    assert school_inlog._lees(goed, config, "dekkend")["sub"] == "x"
    fout, config, haal = _token(**anders)
    monkeypatch.setattr(school_inlog, "_sleutel", haal)
    with pytest.raises((*school_inlog.STORINGEN, school_inlog.NietErkend)):
        school_inlog._lees(fout, config, "dekkend")


def test_a_token_signed_by_somebody_else_or_not_at_all_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    token, config, _ = _token()
    _, _, andere = _token()
    monkeypatch.setattr(school_inlog, "_sleutel", andere)
    with pytest.raises(jwt.PyJWTError):
        school_inlog._lees(token, config, "dekkend")
    inhoud = jwt.decode(token, options={"verify_signature": False})
    for vals in (jwt.encode(inhoud, "", algorithm="none"), jwt.encode(inhoud, "x" * 64, algorithm="HS256")):
        with pytest.raises(school_inlog.NietErkend):
            school_inlog._lees(vals, config, "dekkend")


def test_a_school_that_is_not_in_the_settings_does_not_exist(client: Client, wissel: Any) -> None:
    for pad in ("/inloggen/school/ander/", "/inloggen/school/openid_connect/", "/inloggen/school/ander/terug/"):
        assert client.get(pad).status_code == 404


def test_the_log_in_page_offers_it_only_where_a_school_uses_it(client: Client, wissel: Any, settings: Any) -> None:
    knop = "Inloggen met uw schoolaccount"
    assert knop in client.get(reverse("organisations:inloggen")).content.decode()
    assert "De Wissel" in client.get(reverse("organisations:scholen")).content.decode()
    settings.SCHOOLLOGINS = {}
    assert knop not in client.get(reverse("organisations:inloggen")).content.decode()


def test_the_account_of_the_school_opens_no_messages_of_another_hat(
    client: Client, els: User, swv: Samenwerkingsverband, wissel: Any
) -> None:
    factories.lidmaatschap(Rol.SECRETARIAAT, swv, user=els)
    elders = factories.AanvraagFactory(zaak__school=factories.SchoolFactory(swv=swv), status=Status.INGEDIEND)
    Bericht.objects.create(
        zaak=elders.zaak,
        soort="vraag",
        user=els,
        onderwerp="Bericht aan het secretariaat",
        tekst="Over Sam Voorbeeld.",
        sleutel=factories.sleutel(),
        aangemaakt_op=timezone.now(),
    )
    log_in(client, "els-2")
    pagina = client.get(reverse("workflow:postvak")).content.decode()
    assert "Bericht bij een zaak die u niet meer ziet" in pagina
    assert "Sam Voorbeeld" not in pagina and "aan het secretariaat" not in pagina


def test_a_number_longer_than_is_kept_is_refused_with_a_page(els: User, wissel: dict[str, Any]) -> None:
    claims = {"sub": "x" * 255, "email": els.email, "email_verified": True}
    with pytest.raises(school_inlog.NietErkend, match="sub"):
        school_inlog.herken("wissel", claims)
    assert school_inlog.herken("wissel", {**claims, "sub": "x" * 191}) == els
