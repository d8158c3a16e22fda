import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from swv.checks import production_is_safe, refuse_unsafe_production

SAFE = {
    "PRODUCTIE": True,
    "DEBUG": False,
    "SECRET_KEY": "x" * 50,
    "DEMO": False,
    "DATABASE_URL": "postgresql://db.example/dekkend",
    "REDIS_URL": "redis://broker.example",
    "ZEGEL_SLEUTEL": "/run/secrets/zegel.p12",
    "ALLOWED_HOSTS": ["dekkend.example"],
    "BASIS_URL": "https://dekkend.example",
    "SESSION_COOKIE_SECURE": True,
    "BESTANDEN_GEKOZEN": True,
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
}


@pytest.fixture
def production(settings: Settings) -> Settings:
    for name, value in SAFE.items():
        setattr(settings, name, value)
    return settings


def test_it_lets_a_safe_production_start(production: Settings) -> None:
    assert production_is_safe(None) == []


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("DEBUG", True, "E001"),
        ("SECRET_KEY", "kort", "E002"),
        ("DEMO", True, "E003"),
        ("DATABASE_URL", "", "E004"),
        ("REDIS_URL", "", "E005"),
        ("ZEGEL_SLEUTEL", "", "E006"),
        ("ALLOWED_HOSTS", ["*"], "E007"),
        ("ALLOWED_HOSTS", [], "E007"),
        ("BASIS_URL", "http://dekkend.example", "E008"),
        ("SESSION_COOKIE_SECURE", False, "E009"),
        ("BESTANDEN_GEKOZEN", False, "E010"),
        ("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend", "E011"),
    ],
)
def test_it_refuses_an_unsafe_setting(production: Settings, name: str, value: object, number: str) -> None:
    setattr(production, name, value)
    assert [found.id for found in production_is_safe(None)] == [f"dekkend.{number}"]


def test_it_leaves_the_demo_alone(production: Settings) -> None:
    production.PRODUCTIE, production.DEMO = False, True
    assert production_is_safe(None) == []


def test_it_does_not_serve_an_unsafe_production(production: Settings) -> None:
    production.DEMO = True
    with pytest.raises(ImproperlyConfigured, match="DEKKEND_DEMO"):
        refuse_unsafe_production()
