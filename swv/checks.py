"""System checks: a production site with unsafe settings does not start."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host

from documents import conf
from swv import env

SHORTEST_KEY = 50
FEWEST_CHARACTERS = 10
NOT_SENDING = ("console", "locmem", "dummy", "filebased", "Demo")
THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}

Question = tuple[str, bool, str]


@register(Tags.security)
def production_is_safe(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Runs with every command, not only with check --deploy."""
    if not settings.PRODUCTIE:
        return []
    questions = [*_site(), *_services(), *_files(), *_sending_files(), *_mail()]
    return [Error(sentence, id=f"dekkend.{number}") for number, wrong, sentence in questions if wrong]


def refuse_unsafe_production() -> None:
    """For the web server and the workers, which start without running checks."""
    if found := production_is_safe(None):
        raise ImproperlyConfigured(" ".join(str(error.msg) for error in found))


def _site() -> list[Question]:
    hosts, key, address = settings.ALLOWED_HOSTS, settings.SECRET_KEY, urlsplit(settings.BASIS_URL)
    bare = not address.path.strip("/") and not address.query
    unknown = env.unknown()
    return [
        ("E001", settings.DEBUG, "DEBUG is on: it shows settings and data to visitors."),
        ("E002", _guessable(key), "SECRET_KEY is missing, shorter than 50 characters or not random."),
        ("E003", settings.DEMO, "DEKKEND_DEMO is on: anybody could log in as anybody."),
        ("E007", not hosts or "*" in hosts, "ALLOWED_HOSTS must name the site."),
        ("E008", address.scheme != "https" or not bare, "DEKKEND_BASIS_URL must be the https:// address of the site."),
        ("E009", not settings.SESSION_COOKIE_SECURE, "The session cookie would travel without encryption."),
        ("E012", bool(unknown), f"Nothing reads {', '.join(unknown)}: is the name misspelt?"),
        (
            "E013",
            bool(address.hostname and hosts) and not validate_host(address.hostname or "", hosts),
            "DEKKEND_BASIS_URL names a site that ALLOWED_HOSTS does not: links in mail would not work.",
        ),
    ]


def _services() -> list[Question]:
    return [
        ("E004", not settings.DATABASE_URL, "DATABASE_URL is missing: the embedded one is for the demo."),
        ("E005", not settings.REDIS_URL, "REDIS_URL is missing: the embedded broker is for the demo."),
        ("E014", settings.STATEMENT_TIMEOUT <= 0, "DEKKEND_STATEMENT_TIMEOUT is off: one page could stop all others."),
        (
            "E023",
            not _names_a_listener(conf.clamd()),
            "DEKKEND_CLAMD is neither the path of a socket nor host:port: every upload would wait for ever.",
        ),
    ]


def _names_a_listener(address: str) -> bool:
    """Nothing, the path of a socket, or host:port."""
    host, _, port = address.rpartition(":")
    return not address or address.startswith("/") or bool(host and port.isdecimal())


def _files() -> list[Question]:
    seal = settings.ZEGEL_SLEUTEL
    in_a_file = bool(seal) and not seal.startswith("pkcs11:")
    public = settings.STATIC_ROOT is not None and Path(settings.BESTANDEN_DIR).is_relative_to(settings.STATIC_ROOT)
    return [
        ("E006", not seal, "DEKKEND_ZEGEL is missing: decisions cannot be sealed."),
        (
            "E010",
            not settings.BESTANDEN_GEKOZEN and not settings.S3_BUCKET,
            "DEKKEND_BESTANDEN is missing: where are files kept?",
        ),
        ("E015", in_a_file and not Path(seal).is_file(), "DEKKEND_ZEGEL names a file that is not there."),
        (
            "E016",
            in_a_file and not settings.ZEGEL_WACHTWOORD,
            "DEKKEND_ZEGEL_WACHTWOORD is missing: the key lies open.",
        ),
        ("E017", public, "DEKKEND_BESTANDEN lies in DEKKEND_STATIC: anybody could read the documents."),
    ]


def _sending_files() -> list[Question]:
    bucket, proxy = settings.S3_BUCKET, settings.XACCEL
    folder = len(proxy) > 1 and proxy.startswith("/") and proxy.endswith("/")
    return [
        (
            "E021",
            bool(bucket and proxy),
            "DEKKEND_XACCEL and DEKKEND_S3 are both set (leave the first empty): the proxy cannot send from a bucket.",
        ),
        (
            "E022",
            bool(bucket and settings.S3_ADRES) and not settings.S3_ADRES.startswith("https://"),
            "DEKKEND_S3_ADRES is not https: documents would travel without encryption.",
        ),
        (
            "E024",
            bool(proxy) and not folder,
            "DEKKEND_XACCEL must begin and end with a slash, such as /beschermd/: no file could be opened.",
        ),
    ]


def _mail() -> list[Question]:
    backend, smtp = settings.EMAIL_BACKEND, "smtp" in settings.EMAIL_BACKEND
    plain = not settings.EMAIL_USE_TLS and not settings.EMAIL_USE_SSL and settings.EMAIL_HOST not in THIS_MACHINE
    open_schools = any(not row["server_url"].startswith("https://") for row in settings.SCHOOLLOGINS.values())
    return [
        ("E011", any(word in backend for word in NOT_SENDING), "EMAIL_BACKEND keeps mail instead of sending it."),
        ("E018", smtp and plain, "EMAIL_USE_TLS is off: mail and its password would travel without encryption."),
        ("E019", "@" not in settings.DEFAULT_FROM_EMAIL, "DEFAULT_FROM_EMAIL is missing: who does mail come from?"),
        ("E020", open_schools, "DEKKEND_OIDC has an address without https."),
    ]


def _guessable(key: str) -> bool:
    return len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_CHARACTERS or key.startswith("django-insecure-")
