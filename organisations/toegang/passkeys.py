"""Passkeys: the ceremony of allauth and fido2, with our words and without their exceptions.

Verification of the person by the device (finger, face, pin) is required, so a passkey is two factors by itself.
"""

import json
import logging
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth

from organisations.models import User

logger = logging.getLogger(__name__)

GROOTST = 20_000


def opties_nieuw(user: User) -> dict[str, Any]:
    """What the browser needs to make a passkey that finds its account by itself."""
    return auth.begin_registration(user, True)


def opties_gebruiken(user: User | None) -> dict[str, Any]:
    """What the browser needs to show a passkey; without a user any passkey of this site will do."""
    return auth.begin_authentication(user)


def bewaar(user: User, naam: str, antwoord: str) -> Authenticator | None:
    """Keep a new passkey; None when what the browser sent is not right."""
    try:
        gegevens = _lees(antwoord)
        auth.parse_registration_response(gegevens)
        binding = auth.complete_registration(gegevens)
        if not binding.is_user_verified():
            return None
        return auth.WebAuthn.add(user, naam, gegevens).instance
    except Exception as fout:  # bytes from outside go through several parsers, each with errors of its own
        logger.info("passkey niet bewaard", extra={"reden": type(fout).__name__})
        return None


def gebruik(user: User | None, antwoord: str) -> User | None:
    """Whose passkey this is; None when it is not right, or not of this person."""
    try:
        gegevens = _lees(antwoord)
        auth.parse_authentication_response(gegevens)
        eigenaar = user or auth.extract_user_from_response(gegevens)
        rij = auth.complete_authentication(eigenaar, gegevens)
    except Exception as fout:  # see above
        logger.info("passkey geweigerd", extra={"reden": type(fout).__name__})
        return None
    if not eigenaar.is_active:
        return None
    rij.record_usage()
    return eigenaar


def hernoem(user: User, rij_id: int, naam: str) -> bool:
    rij = Authenticator.objects.filter(user=user, pk=rij_id, type=Authenticator.Type.WEBAUTHN).first()
    if rij is None:
        return False
    rij.data["name"] = naam
    rij.save(update_fields=["data"])
    return True


def _lees(antwoord: str) -> dict[str, Any]:
    if len(antwoord) > GROOTST:
        raise ValueError("too large")
    gegevens = json.loads(antwoord)
    if not isinstance(gegevens, dict):
        raise TypeError("not an object")
    return gegevens
