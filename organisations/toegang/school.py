"""Signing in with the account of the school (OpenID Connect): who the school vouches for, and how far.

An account of a school never makes access. It opens the hats at that school which somebody was invited to, and no other
hats of the same person: a school cannot vouch for a job elsewhere. Whether the second factor of the school counts is
policy, per school (`factor`: the values of `amr` or `acr` that say so).
"""

import logging
import secrets
from typing import Any

import jwt
import requests
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from organisations.models import Lidmaatschap, School, User

logger = logging.getLogger(__name__)

ALGORITMEN = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures with a public key only: "none", and a secret that both sides share, are no proof here."""

LANGSTE_NUMMER = SocialAccount._meta.get_field("uid").max_length or 0
"""OpenID Connect allows 255, of what we keep fewer fit; a number that was cut off could be of somebody else."""

VERPLICHT = ["iss", "sub", "aud", "exp", "iat", "nonce"]
STORINGEN = (OAuth2Error, requests.RequestException, jwt.PyJWTError, KeyError, TypeError, ValueError)

FOUTCODES = {
    "access_denied",
    "account_selection_required",
    "consent_required",
    "interaction_required",
    "invalid_request",
    "invalid_scope",
    "login_required",
    "server_error",
    "temporarily_unavailable",
    "unauthorized_client",
    "unsupported_response_type",
}
"""What a service may say went wrong (RFC 6749, 4.1.2.1; OpenID Connect Core, 3.1.2.6). Anybody can open this address,
and what is in it goes into the record: no other words."""


class NietErkend(Exception):
    """What the school sent is not good, or is about nobody whom we know; the reason is for the log only."""


class Schooladapter(OpenIDConnectOAuth2Adapter):
    """One school's service: its configuration is believed only when it is about the address we were given."""

    @property
    def openid_config(self) -> dict[str, Any]:
        config: dict[str, Any] = super().openid_config
        if config.get("issuer", "").rstrip("/") != self.get_provider().app.settings["server_url"].rstrip("/"):
            raise OAuth2Error("issuer")
        return config

    def get_provider(self) -> OpenIDConnectProvider:
        return provider_van(self.request, self.provider_id)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return settings.BASIS_URL.rstrip("/") + reverse("organisations:school_terug", args=[self.provider_id])


def provider_van(request: HttpRequest, school_id: str) -> OpenIDConnectProvider:
    rij = settings.SCHOOLLOGINS[school_id]
    app = SocialApp(
        provider=OpenIDConnectProvider.id,
        provider_id=school_id,
        name=rij["naam"],
        client_id=rij["client_id"],
        secret=rij["secret"],
        settings={"server_url": rij["server_url"], "oauth_pkce_enabled": True, "scope": ["openid", "email"]},
    )
    provider = OpenIDConnectProvider(request, app=app)
    provider.oauth2_adapter_class = Schooladapter
    return provider


def naar(request: HttpRequest, school_id: str, volgende: str) -> HttpResponse:
    """To the log-in page of the school, with a state, a nonce and PKCE that belong to this session."""
    provider = provider_van(request, school_id)
    nonce = secrets.token_urlsafe(32)
    try:
        antwoord: HttpResponse = provider.redirect(
            request, "login", next_url=volgende, auth_params={"nonce": nonce}, nonce=nonce
        )
    except STORINGEN as fout:
        raise NietErkend(type(fout).__name__) from fout
    return antwoord


def terug(request: HttpRequest, school_id: str) -> tuple[dict[str, Any], str]:
    """What the school says of somebody, checked; and where to go on to."""
    provider = provider_van(request, school_id)
    staat = statekit.unstash_state(request, provider_id=provider.sub_id, state_id=request.GET.get("state", ""))
    if staat is None or "code" not in request.GET:
        raise NietErkend(request.GET["error"] if request.GET.get("error") in FOUTCODES else "state")
    try:
        return _claims(request, provider, staat), staat.get("next", "/")
    except STORINGEN as fout:
        raise NietErkend(type(fout).__name__) from fout


def _claims(request: HttpRequest, provider: OpenIDConnectProvider, staat: dict[str, Any]) -> dict[str, Any]:
    adapter = Schooladapter(request, provider.app.provider_id)
    config = adapter.openid_config
    if request.GET.get("iss", config["issuer"]) != config["issuer"]:
        raise NietErkend("iss")
    client = adapter.get_client(request, provider.app)
    tokens = client.get_access_token(request.GET["code"], pkce_code_verifier=staat["pkce_code_verifier"])
    claims = _lees(tokens["id_token"], config, provider.app.client_id)
    if not constant_time_compare(claims["nonce"], staat["nonce"]):
        raise NietErkend("nonce")
    return claims


def _lees(id_token: str, config: dict[str, Any], client_id: str) -> dict[str, Any]:
    """The signature is checked as well; allauth leaves that out for a token that came straight from the school."""
    algoritme = jwt.get_unverified_header(id_token)["alg"]
    if algoritme not in ALGORITMEN:
        raise NietErkend("alg")
    claims: dict[str, Any] = jwt.decode(
        id_token,
        key=_sleutel(id_token, config["jwks_uri"]),
        algorithms=[algoritme],
        audience=client_id,
        issuer=config["issuer"],
        leeway=30,
        options={"require": VERPLICHT},
    )
    if claims.get("azp", client_id) != client_id:
        raise NietErkend("azp")
    return claims


def _sleutel(id_token: str, jwks_uri: str) -> jwt.PyJWK:
    """The public key that the token names; a service with one key need not name it."""
    with get_adapter().get_requests_session() as verbinding:
        antwoord = verbinding.get(jwks_uri)
    antwoord.raise_for_status()
    sleutels = [rij for rij in jwt.PyJWKSet.from_dict(antwoord.json()).keys if rij.public_key_use in (None, "sig")]
    kid = jwt.get_unverified_header(id_token).get("kid")
    passend = [rij for rij in sleutels if rij.key_id == kid] if kid else sleutels
    if len(passend) != 1:
        raise NietErkend("sleutel")
    return passend[0]


def scholen_van(school_id: str) -> list[int]:
    """The schools that this service speaks for."""
    brins = settings.SCHOOLLOGINS[school_id]["scholen"]
    return list(School.objects.filter(brin__in=brins).values_list("pk", flat=True))


@transaction.atomic
def herken(school_id: str, claims: dict[str, Any]) -> User:
    """The person with a hat at this school. The first time by the mail address, from then on by the number (`sub`)."""
    if len(str(claims["sub"])) > LANGSTE_NUMMER:
        raise NietErkend("sub")
    bekend = SocialAccount.objects.filter(provider=school_id, uid=claims["sub"]).select_related("user").first()
    user = bekend.user if bekend else _op_mailadres(school_id, claims)
    vandaag = timezone.localdate()
    hier = Lidmaatschap.objects.geldig_op(vandaag).filter(user=user, school_id__in=scholen_van(school_id))
    if not user.is_active or not hier.exists():
        raise NietErkend("geen lidmaatschap")
    if bekend is None:
        _onthoud(school_id, claims["sub"], user)
    return user


def _onthoud(school_id: str, nummer: str, user: User) -> None:
    """Whose number it is; somebody may come in by two windows at once."""
    rij, _ = SocialAccount.objects.get_or_create(provider=school_id, uid=nummer, defaults={"user": user})
    if rij.user_id != user.pk:
        raise NietErkend("ander nummer")


def _op_mailadres(school_id: str, claims: dict[str, Any]) -> User:
    """Only an address that the school has checked; and only while nobody else of that school is known by it."""
    gecontroleerd = claims.get("email_verified") is True or settings.SCHOOLLOGINS[school_id].get("mail_vertrouwd")
    user = User.objects.met_mail(str(claims.get("email", ""))).first()
    if user is None or not gecontroleerd:
        raise NietErkend("mailadres")
    if SocialAccount.objects.filter(provider=school_id, user=user).exclude(uid=claims["sub"]).exists():
        raise NietErkend("ander nummer")
    return user


def met_twee_stappen(school_id: str, claims: dict[str, Any]) -> bool:
    """Whether the school says that it asked for two factors, in words that our policy for this school accepts."""
    erkend = set(settings.SCHOOLLOGINS[school_id].get("factor", []))
    amr = claims.get("amr")
    gezegd = {str(claims.get("acr", "")), *(str(waarde) for waarde in (amr if isinstance(amr, list) else []))}
    return bool(erkend & gezegd)
