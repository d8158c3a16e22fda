"""What tests of signing in share: people with a second factor, and the steps of a log-in."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import time_machine
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.models import User
from organisations.toegang import bewijzen, factoren
from tests.factories import WACHTWOORD

NIEUW = "vier-woorden-zijn-genoeg"
GEHEIM = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def appcode(geheim: str = GEHEIM, *, stap: int = 0) -> str:
    """The code that the app shows now, or some steps of thirty seconds from now."""
    return str(totp.format_hotp_value(totp.hotp_value(geheim, int(time.time()) // 30 + stap)))


def met_app(user: User) -> User:
    """Set up the app with a code of the step before, so that the code of now is still unused."""
    assert factoren.zet_app_aan(user, GEHEIM, appcode(stap=-1))
    return user


def wachtwoord(client: Client, email: str, woord: str = WACHTWOORD, **extra: str) -> HttpResponse:
    return client.post(reverse("organisations:inloggen"), {"username": email, "password": woord}, **extra)  # type: ignore[return-value,arg-type]


def tweede(client: Client, code: str, met: str = "app") -> HttpResponse:
    return client.post(reverse("organisations:tweede_stap") + f"?met={met}", {"code": code})  # type: ignore[return-value]


def is_binnen(client: Client) -> bool:
    return client.get(reverse("workflow:home")).status_code == 200


def laatste_mail(patroon: str) -> str:
    """Let the worker send what waits, and take the code or the path out of the last mail."""
    bewijzen.verstuur_wachtende(timezone.now())
    gevonden = re.search(patroon, str(mail.outbox[-1].body))
    assert gevonden, mail.outbox[-1].body
    return gevonden.group(1)


def mailcode() -> str:
    return laatste_mail(r"code is: (\d{6})")


@contextmanager
def later(verschil: timedelta) -> Iterator[None]:
    with time_machine.travel(timezone.now() + verschil, tick=True):
        yield
