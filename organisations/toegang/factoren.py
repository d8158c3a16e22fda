"""The second factor: a code from an app, recovery codes, passkeys. Rows and sums are of allauth, the rules ours."""

import base64
import hashlib
import time
from typing import Any

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from organisations.models import User
from organisations.toegang.models import Sessie

Type = Authenticator.Type
EIGEN = (Type.TOTP, Type.WEBAUTHN)
"""What counts as a second factor of one's own; recovery codes only stand in for it."""

STAP_SECONDEN = 30
SPELING = 1


class Factoradapter(DefaultMFAAdapter):
    """Secrets lie encrypted in the database, under a key that is not there; passkeys know the site by its host."""

    def encrypt(self, text: str) -> str:
        return _slot().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _slot().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}


def _slot() -> MultiFernet:
    sleutels = [hashlib.sha256(f"dekkend.factor:{sleutel}".encode()).digest() for sleutel in settings.FACTORSLEUTELS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(sleutel)) for sleutel in sleutels])


def versleutel(tekst: str) -> str:
    return Factoradapter().encrypt(tekst)


def ontsleutel(tekst: str) -> str:
    """Empty when it was encrypted with a key that we no longer have."""
    try:
        return Factoradapter().decrypt(tekst)
    except InvalidToken:
        return ""


def soorten(user: User) -> set[str]:
    """The kinds of factor that this person has set up."""
    return set(Authenticator.objects.filter(user=user).values_list("type", flat=True))


def heeft_eigen_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type__in=EIGEN).exists()


# -- a code from an app --------------------------------------------------------------------------


def nieuw_geheim() -> str:
    return str(totp.generate_totp_secret())


def in_groepen(geheim: str) -> str:
    """Groups of four, for who types it over."""
    return " ".join(geheim[i : i + 4] for i in range(0, len(geheim), 4))


def qr(user: User, geheim: str) -> str:
    """The secret as a QR code for the app: SVG without inline style, for it stands in a page with a strict CSP."""
    url = Factoradapter().build_totp_url(user, geheim)
    return str(segno.make(url, error="m").svg_inline(scale=5, border=4, svgclass="qr", lineclass=None, omitsize=False))


def _teller(geheim: str, code: str, *, nu: float) -> int | None:
    """The time step of which this is the code; None when it is of no step that counts now."""
    kaal = "".join(teken for teken in code if teken.isdecimal())
    stap = int(nu) // STAP_SECONDEN
    gevonden = None
    for teller in range(stap - SPELING, stap + SPELING + 1):
        if constant_time_compare(totp.format_hotp_value(totp.hotp_value(geheim, teller)), kaal):
            gevonden = teller
    return gevonden


@transaction.atomic
def zet_app_aan(user: User, geheim: str, code: str) -> bool:
    """Set up the app, once a code shows that it works; it takes the place of an earlier one."""
    teller = _teller(geheim, code, nu=time.time())
    if teller is None:
        return False
    Authenticator.objects.filter(user=user, type=Type.TOTP).delete()
    data = {"secret": versleutel(geheim), "laatste": teller}
    Authenticator.objects.create(user=user, type=Type.TOTP, data=data, last_used_at=timezone.now())
    return True


@transaction.atomic
def gebruik_app(user: User, code: str) -> bool:
    """Use a code of the app. Each one works once, also with several web processes (ASVS 5.0, 6.5.1)."""
    rij = Authenticator.objects.select_for_update().filter(user=user, type=Type.TOTP).first()
    geheim = ontsleutel(rij.data["secret"]) if rij else ""
    teller = _teller(geheim, code, nu=time.time()) if geheim else None
    if rij is None or teller is None or teller <= rij.data.get("laatste", 0):
        return False
    rij.data["laatste"] = teller
    rij.last_used_at = timezone.now()
    rij.save(update_fields=["data", "last_used_at"])
    return True


# -- recovery codes ------------------------------------------------------------------------------


@transaction.atomic
def maak_herstelcodes(user: User) -> list[str]:
    """Ten new codes; the earlier ones stop working."""
    Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).delete()
    rij = Authenticator.objects.create(
        user=user, type=Type.RECOVERY_CODES, data={"seed": versleutel(nieuw_geheim() * 2), "used_mask": 0}
    )
    return [f"{code[:5]} {code[5:]}" for code in rij.wrap().generate_codes()]


def gebruik_herstelcode(user: User, code: str) -> bool:
    rij = Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).first()
    if rij is None or not ontsleutel(rij.data["seed"]):
        return False
    return bool(rij.wrap().validate_code(code))


def herstelcodes_over(user: User) -> int:
    rij = Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).first()
    return len(rij.wrap().get_unused_codes()) if rij and ontsleutel(rij.data["seed"]) else 0


# -- all of them ---------------------------------------------------------------------------------


@transaction.atomic
def verwijder(user: User, rij_id: int) -> bool:
    """Take away one factor; recovery codes without a factor of one's own go too."""
    weg, _ = Authenticator.objects.filter(user=user, pk=rij_id, type__in=EIGEN).delete()
    if not heeft_eigen_factor(user):
        Authenticator.objects.filter(user=user).delete()
    return bool(weg)


@transaction.atomic
def herstel_tweede_factor(user: User) -> None:
    """Take away every factor and end every session: this person sets up a new one at the next log-in.

    Whoever calls this has to see to it that two persons decided it, and records who they were.
    """
    Authenticator.objects.filter(user=user).delete()
    Sessie.objects.filter(user=user).delete()


def passkeys(user: User) -> list[dict[str, Any]]:
    """The passkeys of this person, for the page of the account."""
    rijen = Authenticator.objects.filter(user=user, type=Type.WEBAUTHN).order_by("pk")
    return [
        {"pk": rij.pk, "naam": rij.data.get("name", ""), "sinds": rij.created_at, "gebruikt": rij.last_used_at}
        for rij in rijen
    ]
