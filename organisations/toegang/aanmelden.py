"""Signing in: how somebody proved who it is, and what that makes of the session."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import login
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme

from audit.models import Soort
from audit.services import record
from organisations.actor import Actor
from organisations.hoeden import (
    SESSIE_HOED,
    SESSIE_RECHTEN,
    SESSIE_SCHOLEN,
    actor_uit_sessie,
    hetzelfde_als_bij_inloggen,
    hoeden_in,
)
from organisations.models import Lidmaatschap, User
from organisations.rollen import Rol
from organisations.toegang.apparaat import apparaat_van
from organisations.toegang.sessieopslag import APPARAAT, BEGONNEN, WIJZE

HALVERWEGE = "halverwege"
"""Session key of somebody whose password was right and who still has to show the second factor."""
HALVERWEGE_SECONDEN = 600
SESSIE_BEVESTIGD = "herbevestigd_op"
SESSIE_BEVESTIGD_MET = "herbevestigd_met"
BACKEND = "organisations.toegang.achterkant.Achterkant"


class Wijze(models.TextChoices):
    """The ways to sign in; the words are shown in the list of sessions."""

    WACHTWOORD = "wachtwoord", "wachtwoord"
    APP = "app", "wachtwoord en code uit de app"
    HERSTELCODE = "herstelcode", "wachtwoord en herstelcode"
    MAILCODE = "mailcode", "wachtwoord en code per mail"
    SLEUTEL = "sleutel", "wachtwoord en passkey"
    PASSKEY = "passkey", "passkey"
    SCHOOL = "school", "account van de school"
    SCHOOL_ENKEL = "school_enkel", "account van de school, een stap"
    DEMO = "demo", "demo"


STERK = {Wijze.APP, Wijze.HERSTELCODE, Wijze.SLEUTEL, Wijze.PASSKEY, Wijze.SCHOOL, Wijze.DEMO}
"""What counts as two factors for everybody. The demo counts, for it is refused in production (swv/checks.py, E003);
the account of a school counts only where the school vouches for it (organisations.toegang.school)."""

ZONDER_EIGEN_FACTOR = {Rol.OUDER, Rol.LEERLING}
"""For them a code by mail is the second factor; everybody else has to set up one that does not travel by mail."""


@dataclass(frozen=True)
class Persoon:
    """Who signs in, for the record, while no hat is on yet."""

    gebruiker_id: int | None
    hoed_id: int | None = None
    rol: str = ""


def meld_aan(
    request: HttpRequest, user: User, wijze: Wijze, *, hoed_id: int | None = None, scholen: list[int] | None = None
) -> Actor | None:
    """Start the session of somebody who has shown everything that is asked; under a new session key."""
    nu, vandaag = timezone.now(), timezone.localdate()
    half = request.session.pop(HALVERWEGE, None) or {}
    scholen = scholen if scholen is not None else half.get("scholen")
    login(request, user, backend=BACKEND)
    request.session[WIJZE] = str(wijze)
    request.session[BEGONNEN] = nu.isoformat()
    request.session[APPARAAT] = apparaat_van(request.headers.get("User-Agent", ""))
    vergeet_bevestiging(request)
    request.session.pop(SESSIE_RECHTEN, None)
    request.session.pop(SESSIE_SCHOLEN, None)
    if scholen is not None:
        request.session[SESSIE_SCHOLEN] = scholen
    hetzelfde_als_bij_inloggen(hoeden_in(request.session, user, vandaag=vandaag), request.session)
    if hoed_id is not None:
        request.session[SESSIE_HOED] = hoed_id
    actor = actor_uit_sessie(user, request.session, vandaag=vandaag)
    record(actor or Persoon(user.pk), "inloggen", wijze=str(wijze))
    return actor


def weiger(actie: str, user: User | None, **bijzonderheden: Any) -> None:
    """Record that somebody was refused: who, when it is an account of ours; never what was typed."""
    record(Persoon(user.pk if user else None), actie, soort=Soort.WEIGERING, **bijzonderheden)


def heeft_eigen_factor_nodig(user: User, *, vandaag: Any) -> bool:
    """Everybody with a hat at a school or a samenwerkingsverband, whatever other hats there are (ASVS 5.0, 6.3.3)."""
    rollen = Lidmaatschap.objects.geldig_op(vandaag).filter(user=user).values_list("rol", flat=True)
    return any(rol not in ZONDER_EIGEN_FACTOR for rol in rollen)


def zet_halverwege(request: HttpRequest, user: User, volgende: str, scholen: list[int] | None = None) -> None:
    """The first step was right: remember for ten minutes for whom, and nothing more. No page opens with this."""
    request.session.flush()
    op = timezone.now().isoformat()
    stand = {"user": user.pk, "op": op, "volgende": volgende, "scholen": scholen}
    request.session[HALVERWEGE] = stand | {"wachtwoord": user.get_session_auth_hash()}


def halverwege(request: HttpRequest) -> tuple[User, str] | None:
    """Who is between the password and the second factor, and where to go after.

    Not with a password that was changed since: that ends what somebody else began with the old one (ASVS 5.0, 7.4.3).
    """
    stand = request.session.get(HALVERWEGE)
    op = parse_datetime(stand["op"]) if stand else None
    if not stand or op is None or (timezone.now() - op).total_seconds() > HALVERWEGE_SECONDEN:
        return None
    user = User.objects.filter(pk=stand["user"], is_active=True).first()
    if user is None or not constant_time_compare(stand.get("wachtwoord", ""), user.get_session_auth_hash()):
        return None
    return user, stand["volgende"]


def veilig(request: HttpRequest, adres: str, anders: str = "/") -> str:
    """An address to go on to, when it is one of ours: whole, or from the first slash.

    A bare word is none: Django takes it for the name of a view, and fails when there is no such view.
    """
    heel = adres.startswith(("/", "http://", "https://"))
    goed = url_has_allowed_host_and_scheme(adres, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return adres if heel and goed else anders


def bevestig(request: HttpRequest, wijze: Wijze) -> None:
    """Open the signing session of five minutes; `wijze` is what the person showed for it."""
    request.session[SESSIE_BEVESTIGD] = timezone.now().isoformat()
    request.session[SESSIE_BEVESTIGD_MET] = str(wijze)


def vergeet_bevestiging(request: HttpRequest) -> None:
    """Identifying again counts for the hat it was done in."""
    request.session.pop(SESSIE_BEVESTIGD, None)
    request.session.pop(SESSIE_BEVESTIGD_MET, None)


def herbevestigd_met(request: HttpRequest) -> str:
    """What this person showed to identify again, in words, as it stands under a signature."""
    wijze = request.session.get(SESSIE_BEVESTIGD_MET, "")
    return str(Wijze(wijze).label) if wijze in Wijze.values else "ingelogd"


def herbevestigd_op(request: HttpRequest) -> datetime | None:
    """When this person last identified again, in this session."""
    waarde = request.session.get(SESSIE_BEVESTIGD)
    return parse_datetime(waarde) if waarde else None
