"""What somebody typed in a form and could not send, because the session was over: kept until the same person is back.

Every form carries a mark, signed by us: whose page it was, in which hat, and its address. A form that comes in without
a session, or with a token of an earlier one, is kept when its mark is ours. It can only be read by a browser that has
the token (the row is encrypted under it), by that person, and for half a day. Nothing is carried out: the page shows
what was typed, and the person presses again.
"""

import base64
import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.crypto import salted_hmac

from organisations.models import User
from organisations.toegang.models import Bewaardformulier
from ui.gekozen import gekozen

MERK = "formuliermerk"
"""Name of the hidden field with the mark."""
NUMMER = "bewaard_nr"
"""Name of the hidden field, and of the argument in the address, that says which kept form a page shows."""
NOOIT = frozenset(
    {
        "csrfmiddlewaretoken",
        MERK,
        NUMMER,
        "password",
        "wachtwoord",
        "nog_eens",
        "huidig",
        "code",
        "herstelcode",
    }
)
"""Fields that are never kept nor shown again: what proves who somebody is."""
GELDIG = timedelta(hours=12)
MEESTE_TEKENS = 400_000
MEESTE_FORMULIEREN = 5
SALT = "dekkend.formulier"
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class Merk:
    """Whose page a form was on; `blad` is another one each time the page is made."""

    user_id: int
    hoed_id: int | None
    pagina: str
    blad: str


class TeGroot(Exception):
    """More text than is kept."""


def merk_voor(request: HttpRequest) -> str:
    """The mark for the forms of this page; empty for who is not logged in.

    A form that is shown again after an error stays a form of the page it came from.
    """
    actor = getattr(request, "actor", None)
    if actor is None or actor.gebruiker_id is None:
        return ""
    eerder = lees_merk(request) if request.method == "POST" else None
    zelfde = eerder is not None and (eerder.user_id, eerder.hoed_id) == (actor.gebruiker_id, actor.hoed_id)
    pagina = eerder.pagina if eerder and zelfde else _zonder_nummer(request)
    return signing.dumps([actor.gebruiker_id, actor.hoed_id, pagina, secrets.token_urlsafe(9)], salt=SALT)


def _zonder_nummer(request: HttpRequest) -> str:
    vragen = request.GET.copy()
    vragen.pop(NUMMER, None)
    return f"{request.path}?{vragen.urlencode()}" if vragen else request.path


def lees_merk(request: HttpRequest) -> Merk | None:
    """The mark that came with a form, when we made it; its age does not count, for somebody may type for long."""
    merk = request.POST.get(MERK, "")
    if not merk:
        return None
    try:
        user_id, hoed_id, pagina, blad = signing.loads(merk, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Merk(user_id, hoed_id, pagina, blad)


def bewaar(request: HttpRequest, *, nu: datetime, bevestigen: bool = False) -> Bewaardformulier | None:
    """Keep the form of this request; None when it is not a form of ours. Raises TeGroot.

    `bevestigen`: its sender was logged in, and has to identify once more for this act.
    """
    merk = lees_merk(request)
    if merk is None or request.headers.get("X-Requested-With") == "fetch":
        return None
    if not User.objects.filter(pk=merk.user_id, is_active=True).exists():
        return None
    velden = {naam: waarden for naam, waarden in request.POST.lists() if naam not in NOOIT}
    bestanden = [bestand.name for naam in request.FILES for bestand in request.FILES.getlist(naam)]
    inhoud = json.dumps({"velden": velden, "bestanden": bestanden, "bevestigen": bevestigen})
    if len(inhoud) > MEESTE_TEKENS:
        raise TeGroot
    token = _token(request) or secrets.token_urlsafe(32)
    request.bewaartoken = token  # type: ignore[attr-defined]
    rij = Bewaardformulier.objects.create(
        browser=_hash(token),
        user_id=merk.user_id,
        hoed_nr=merk.hoed_id,
        pagina=merk.pagina,
        doel=request.path,
        inhoud=_slot(token).encrypt(inhoud.encode()).decode(),
        bewaard_op=nu,
        geldig_tot=nu + GELDIG,
    )
    ouder = Bewaardformulier.objects.filter(user_id=merk.user_id).order_by("-pk").values("pk")[MEESTE_FORMULIEREN:]
    Bewaardformulier.objects.filter(pk__in=list(ouder.values_list("pk", flat=True))).delete()
    return rij


def zet_cookie(request: HttpRequest, antwoord: HttpResponse) -> None:
    """Give this browser the token under which its text was kept."""
    antwoord.set_cookie(
        settings.BEWAAR_COOKIE_NAME,
        request.bewaartoken,  # type: ignore[attr-defined]
        max_age=GELDIG,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


@dataclass(frozen=True)
class Inhoud:
    rij: Bewaardformulier
    velden: Mapping[str, list[str]]
    bestanden: list[str]
    bevestigen: bool


def haal(request: HttpRequest, nummer: int) -> Inhoud | None:
    """What this browser kept for the person who is logged in now."""
    token = _token(request)
    if not token or not request.user.is_authenticated:
        return None
    rijen = Bewaardformulier.objects.filter(browser=_hash(token), user_id=request.user.pk)
    rij = rijen.filter(pk=nummer, geldig_tot__gt=timezone.now()).first()
    if rij is None:
        return None
    try:
        inhoud = json.loads(_slot(token).decrypt(rij.inhoud.encode()))
    except InvalidToken:  # the key of the site was changed
        return None
    return Inhoud(rij, inhoud["velden"], inhoud["bestanden"], inhoud.get("bevestigen", False))


def wachtend(request: HttpRequest) -> list[Bewaardformulier]:
    """What this browser still keeps for the person who is logged in now, newest first; asked only with its token."""
    token = _token(request)
    if not token or not request.user.is_authenticated:
        return []
    rijen = Bewaardformulier.objects.filter(browser=_hash(token), user_id=request.user.pk)
    return list(rijen.filter(geldig_tot__gt=timezone.now()).defer("inhoud").order_by("-pk"))


def vergeet(request: HttpRequest, nummer: int | None = None) -> None:
    """The text was sent after all, or the person logs out: all that this browser kept of this person, or one of it."""
    token = _token(request)
    if not token or request.user.pk is None:
        return
    rijen = Bewaardformulier.objects.filter(browser=_hash(token), user_id=request.user.pk)
    (rijen.filter(pk=nummer) if nummer else rijen).delete()


def getypt(request: HttpRequest) -> list[str]:
    """The texts of a form, to show them again; never what proves who somebody is, nor what was chosen or hidden."""
    weg = NOOIT | {"versie", "sleutel"} | gekozen(request.POST)
    return [
        tekst
        for naam, waarden in request.POST.lists()
        if naam not in weg
        for tekst in _dag(request.POST, naam) or waarden
        if len(tekst.strip(" -")) > 2
    ]


def _dag(post: QueryDict, naam: str) -> list[str]:
    """The day of which this is the year: a date stands in three boxes, and a year alone says nothing."""
    stam, _, deel = naam.rpartition("_")
    if deel != "jaar" or f"{stam}_dag" not in post:
        return []
    return ["-".join(post.get(f"{stam}_{wat}", "") for wat in ("dag", "maand", "jaar"))]


def ruim_bewaard_op(nu: datetime) -> None:
    Bewaardformulier.objects.filter(geldig_tot__lte=nu).delete()


def _token(request: HttpRequest) -> str:
    token = getattr(request, "bewaartoken", "") or request.COOKIES.get(settings.BEWAAR_COOKIE_NAME, "")
    return token if TOKEN.fullmatch(token) else ""


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _slot(token: str) -> Fernet:
    """Needs the token of the browser and the key of the site: a copy of the database says nothing."""
    sleutel = salted_hmac("dekkend.bewaard", token, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(sleutel))
