import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from swv import checks, env
from swv.checks import production_is_safe, refuse_unsafe_production

SAFE = {
    "PRODUCTIE": True,
    "DEBUG": False,
    "SECRET_KEY": "Zo7-willekeurig_als9maar4kan" * 2,
    "DEMO": False,
    "DATABASE_URL": "postgresql://db.example/dekkend",
    "REDIS_URL": "redis://broker.example",
    "STATEMENT_TIMEOUT": 15_000,
    "ZEGEL_SLEUTEL": __file__,
    "ZEGEL_WACHTWOORD": "geheim",
    "STATIC_ROOT": Path("/srv/static"),
    "BESTANDEN_DIR": Path("/srv/bestanden"),
    "ALLOWED_HOSTS": ["dekkend.example"],
    "BASIS_URL": "https://dekkend.example",
    "SESSION_COOKIE_SECURE": True,
    "BESTANDEN_GEKOZEN": True,
    "EMAIL_BACKEND": "organisations.smtp.EmailBackend",
    "EMAIL_HOST": "mail.example",
    "EMAIL_USE_TLS": True,
    "EMAIL_USE_SSL": False,
    "DEFAULT_FROM_EMAIL": "dekkend@dekkend.example",
}


@pytest.fixture
def production(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name, value in SAFE.items():
        setattr(settings, name, value)
    for name in env.unknown():  # what the machine of this test run happens to have
        monkeypatch.delenv(name)
    return settings


def test_it_lets_a_safe_production_start(production: Settings) -> None:
    assert production_is_safe(None) == []


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("DEBUG", True, "E001"),
        ("SECRET_KEY", "kort", "E002"),
        ("SECRET_KEY", "aap" * 30, "E002"),
        ("SECRET_KEY", "django-insecure-" + "Zo7-willekeurig_als9maar4kan" * 2, "E002"),
        ("DEMO", True, "E003"),
        ("DATABASE_URL", "", "E004"),
        ("REDIS_URL", "", "E005"),
        ("ZEGEL_SLEUTEL", "", "E006"),
        ("ALLOWED_HOSTS", ["*"], "E007"),
        ("ALLOWED_HOSTS", [], "E007"),
        ("BASIS_URL", "http://dekkend.example", "E008"),
        ("BASIS_URL", "https://dekkend.example/site", "E008"),
        ("BASIS_URL", "https://elders.example", "E013"),
        ("SESSION_COOKIE_SECURE", False, "E009"),
        ("BESTANDEN_GEKOZEN", False, "E010"),
        ("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend", "E011"),
        ("EMAIL_BACKEND", "workflow.postvak.DemoBackend", "E011"),
        ("STATEMENT_TIMEOUT", 0, "E014"),
        ("ZEGEL_SLEUTEL", "/nergens/zegel.p12", "E015"),
        ("ZEGEL_WACHTWOORD", "", "E016"),
        ("BESTANDEN_DIR", Path("/srv/static/bestanden"), "E017"),
        ("EMAIL_USE_TLS", False, "E018"),
        ("DEFAULT_FROM_EMAIL", "", "E019"),
        ("SCHOOLLOGINS", {"wissel": {"server_url": "http://id.dewissel.example"}}, "E020"),
        ("CLAMD", "clamd", "E023"),
        ("CLAMD", "clamd:poort", "E023"),
        ("XACCEL", "/beschermd", "E024"),
        ("XACCEL", "beschermd/", "E024"),
        ("XACCEL", "/", "E024"),
    ],
)
def test_it_refuses_an_unsafe_setting(production: Settings, name: str, value: object, number: str) -> None:
    setattr(production, name, value)
    assert [found.id for found in production_is_safe(None)] == [f"dekkend.{number}"]


def test_a_token_needs_no_passphrase_and_no_file(production: Settings) -> None:
    production.ZEGEL_SLEUTEL, production.ZEGEL_WACHTWOORD = "pkcs11:token=Zegel;object=sleutel", ""
    assert production_is_safe(None) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CLAMD", "clamd:3310"),
        ("CLAMD", "/run/clamd.sock"),
        ("CLAMD", "unix:/run/clamd.sock"),
        ("XACCEL", "/beschermd/"),
    ],
)
def test_it_takes_what_the_manual_shows(production: Settings, name: str, value: str) -> None:
    setattr(production, name, value)
    assert production_is_safe(None) == []


def test_mail_to_a_relay_on_the_same_machine_may_go_without_tls(production: Settings) -> None:
    production.EMAIL_USE_TLS, production.EMAIL_HOST = False, "localhost"
    assert production_is_safe(None) == []


def test_a_misspelt_setting_is_named(production: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEKKEND_BESTANDNE", "/srv/bestanden")
    (found,) = production_is_safe(None)
    assert (found.id, "DEKKEND_BESTANDNE" in str(found.msg)) == ("dekkend.E012", True)


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [("XACCEL", "/beschermd/", "E021"), ("S3_ADRES", "http://opslag.example", "E022")],
)
def test_a_bucket_has_refusals_of_its_own(production: Settings, name: str, value: str, number: str) -> None:
    production.S3_BUCKET, production.BESTANDEN_GEKOZEN = "documenten", False
    assert production_is_safe(None) == []
    setattr(production, name, value)
    assert [error.id for error in production_is_safe(None)] == [f"dekkend.{number}"]


def test_every_refusal_has_a_test() -> None:
    numbers = set(re.findall(r'"(E\d+)"', Path(checks.__file__).read_text()))
    own = Path(__file__).read_text()
    assert numbers and all(own.count(number) for number in numbers), numbers


def test_it_leaves_the_demo_alone(production: Settings) -> None:
    production.PRODUCTIE, production.DEMO = False, True
    assert production_is_safe(None) == []


def test_it_does_not_serve_an_unsafe_production(production: Settings) -> None:
    production.DEMO = True
    with pytest.raises(ImproperlyConfigured, match="DEKKEND_DEMO"):
        refuse_unsafe_production()
