"""System checks: a production site with unsafe settings does not start."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

SHORTEST_KEY = 50


@register(Tags.security)
def production_is_safe(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Runs with every command, not only with check --deploy."""
    if not settings.PRODUCTIE:
        return []
    return [Error(sentence, id=f"dekkend.{number}") for number, wrong, sentence in _questions() if wrong]


def refuse_unsafe_production() -> None:
    """For the web server and the workers, which start without running checks."""
    if found := production_is_safe(None):
        raise ImproperlyConfigured(" ".join(str(error.msg) for error in found))


def _questions() -> list[tuple[str, bool, str]]:
    hosts, key = settings.ALLOWED_HOSTS, settings.SECRET_KEY
    https = settings.BASIS_URL.startswith("https://")
    return [
        ("E001", settings.DEBUG, "DEBUG is on: it shows settings and data to visitors."),
        ("E002", len(key) < SHORTEST_KEY, "SECRET_KEY is missing or shorter than 50 characters."),
        ("E003", settings.DEMO, "DEKKEND_DEMO is on: anybody could log in as anybody."),
        ("E004", not settings.DATABASE_URL, "DATABASE_URL is missing: the embedded one is for the demo."),
        ("E005", not settings.REDIS_URL, "REDIS_URL is missing: the embedded broker is for the demo."),
        ("E006", not settings.ZEGEL_SLEUTEL, "DEKKEND_ZEGEL is missing: decisions cannot be sealed."),
        ("E007", not hosts or "*" in hosts, "ALLOWED_HOSTS must name the site."),
        ("E008", not https, "DEKKEND_BASIS_URL must be the https:// address of the site."),
        ("E009", not settings.SESSION_COOKIE_SECURE, "The session cookie would travel without encryption."),
        ("E010", not settings.BESTANDEN_GEKOZEN, "DEKKEND_BESTANDEN is missing: where are files kept?"),
        ("E011", "console" in settings.EMAIL_BACKEND, "EMAIL_BACKEND prints mail instead of sending it."),
    ]
