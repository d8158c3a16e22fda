"""Typed reading of the environment. Every value may also come from a file named by X_FILE (secrets).

Empty is the same as absent: docker-compose.yml passes on what nobody chose as an empty value.
"""

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit, urlunsplit

from django.core.exceptions import ImproperlyConfigured

OWN = "DEKKEND_"
TRUE = {"1", "true", "yes", "on", "ja"}
FALSE = {"0", "false", "no", "off", "nee"}
asked_for: set[str] = set()
"""Every name that was read: what else begins with DEKKEND_ is a typing error."""


def optional(name: str) -> str | None:
    """The value of X, or the content of the file that X_FILE points to, or None."""
    asked_for.add(name)
    value, path = os.environ.get(name), os.environ.get(f"{name}_FILE")
    if value and path:
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set: choose one.")
    if path:
        try:
            value = Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE={path} cannot be read: {error.strerror}.") from error
    return value or None


def text(name: str, default: str = "") -> str:
    value = optional(name)
    return default if value is None else value


def choice(name: str, options: tuple[str, ...], default: str) -> str:
    value = text(name, default)
    if value not in options:
        raise ImproperlyConfigured(f"{name}={value!r} is not one of: {', '.join(options)}.")
    return value


def boolean(name: str, default: bool = False) -> bool:
    value = optional(name)
    if value is None:
        return default
    if value.lower() in TRUE:
        return True
    if value.lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={value!r} is not a yes or no: use 1 or 0.")


def integer(name: str, default: int) -> int:
    value = optional(name)
    if value is None:
        return default
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}={value!r} is not a whole number.") from error


def items(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """A comma separated list; white space around items is dropped, empty items too."""
    value = optional(name)
    if value is None:
        return list(default)
    return [item.strip() for item in value.split(",") if item.strip()]


def unknown() -> list[str]:
    """Settings of ours in the environment that nothing reads."""
    names = (name for name in os.environ if name.startswith(OWN))
    return sorted(name for name in names if not {name, name.removesuffix("_FILE")} & asked_for)


def with_password(url: str, password: str) -> str:
    """The same address with a password in it that came from elsewhere, such as a file of its own."""
    parts = urlsplit(url)
    if not url or not password:
        return url
    if parts.password:
        raise ImproperlyConfigured("There is a password in the address and one beside it: choose one.")
    name, _, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{name}:{quote(password, safe='')}@{host}"))


def rows(name: str, needed: tuple[str, ...]) -> list[dict[str, Any]]:
    """A JSON list of objects that each have at least these keys; none when X is not set."""
    try:
        found = json.loads(text(name) or "[]")
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is not JSON: {error}.") from error
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise ImproperlyConfigured(f"{name} must be a JSON list of objects.")
    for number, row in enumerate(found, 1):
        if missing := [key for key in needed if not row.get(key)]:
            raise ImproperlyConfigured(f"{name}, row {number}: missing {', '.join(missing)}.")
    return found


def database(url: str) -> dict[str, Any]:
    """postgres://user:password@host:port/name?sslmode=require as a Django database dictionary."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must start with postgresql:// (PostgreSQL is the only database).")
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ImproperlyConfigured("DATABASE_URL has no database name: postgresql://user@host/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }
