"""One-time proofs by mail: asked for in a request, made and sent by a worker, used up once.

The request only writes a row. So it takes equally long for a mail address that we know and one that we do not, and
the secret exists nowhere but in the mail.
"""

import hashlib
import logging
import secrets
from datetime import datetime, timedelta
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from organisations.mailadres import zelfde_adres
from organisations.mailserver import server_weg
from organisations.models import Lidmaatschap, User
from organisations.rollen import Rol
from organisations.toegang.models import POGINGEN, Bewijssoort, Toegangsbewijs

logger = logging.getLogger(__name__)

GELDIG = {
    Bewijssoort.CODE: timedelta(minutes=10),
    Bewijssoort.WACHTWOORD: timedelta(hours=1),
    Bewijssoort.UITNODIGING: timedelta(days=7),
    Bewijssoort.HERSTEL: timedelta(),
    Bewijssoort.BEVESTIGEN: timedelta(),
    Bewijssoort.NIEUWS: timedelta(),
    Bewijssoort.MAILADRES: timedelta(),
}
MISSERS = 5
GEKAAPT_NA = timedelta(minutes=2)

ONDERWERP = {
    Bewijssoort.CODE: "Uw code voor Dekkend",
    Bewijssoort.WACHTWOORD: "Een nieuw wachtwoord voor Dekkend",
    Bewijssoort.UITNODIGING: "Uw uitnodiging voor Dekkend",
    Bewijssoort.HERSTEL: "Uw tweede stap voor Dekkend is weggehaald",
    Bewijssoort.BEVESTIGEN: "Er wacht iets op uw bevestiging in Dekkend",
    Bewijssoort.NIEUWS: "Iemand kreeg toegang in Dekkend",
    Bewijssoort.MAILADRES: "Uw mailadres voor Dekkend is gewijzigd",
}
TEKST = {
    Bewijssoort.CODE: """Uw code is: {geheim}

De code werkt 10 minuten. Vul hem in op de pagina die nog open staat.
Geef de code aan niemand, ook niet aan iemand die zegt van Dekkend te zijn.

Hebt u deze code niet gevraagd? Dan hoeft u niets te doen. Niemand is ingelogd.
""",
    Bewijssoort.WACHTWOORD: """Er is een nieuw wachtwoord gevraagd voor dit mailadres.

Kies uw nieuwe wachtwoord op deze pagina. De link werkt een uur, en een keer:
{link}

Hebt u dit niet gevraagd? Dan hoeft u niets te doen. Uw wachtwoord blijft zoals het is.
""",
    Bewijssoort.UITNODIGING: """U bent uitgenodigd om in Dekkend te werken.

Maak uw account op deze pagina. De link werkt zeven dagen, en een keer:
{link}

Verwacht u deze uitnodiging niet? Gebruik de link dan niet en bel uw samenwerkingsverband.
""",
    Bewijssoort.HERSTEL: """Twee beheerders hebben uw tweede stap bij het inloggen weggehaald. U bent overal uitgelogd.

Log in met uw wachtwoord. Daarna stelt u een nieuwe passkey of app in.

Hebt u hier niet om gevraagd? Bel dan meteen uw samenwerkingsverband.
""",
    Bewijssoort.BEVESTIGEN: """Een collega vraagt in Dekkend om bevestiging door een tweede persoon.

Log in om te zien wat het is, en bevestig het of wijs het af:
{link}

In deze mail staan geen gegevens. Dat is met opzet.
Vertrouwt u deze mail niet? Typ het adres dan zelf in, of vraag het uw collega.
""",
    Bewijssoort.NIEUWS: """Iemand kreeg een rol waarmee dossiers open gaan bij uw school of uw samenwerkingsverband.

Log in om te zien wie het is. Klopt het niet, bel dan meteen uw samenwerkingsverband:
{link}

In deze mail staan geen gegevens. Dat is met opzet.
""",
    Bewijssoort.MAILADRES: """U logt voortaan met een ander mailadres in bij Dekkend. Twee beheerders regelden dat.

Deze mail gaat naar het oude en het nieuwe adres. Uw wachtwoord en uw tweede stap blijven zoals ze zijn.

Hebt u hier niet om gevraagd? Bel dan meteen uw samenwerkingsverband.
""",
}
ONDERWERP_JIJ = {
    Bewijssoort.CODE: "Je code voor Dekkend",
}
TEKST_JIJ = {
    Bewijssoort.CODE: """Je code is: {geheim}

De code werkt 10 minuten. Vul hem in op de pagina die nog open staat.
Geef de code aan niemand, ook niet aan iemand die zegt van Dekkend te zijn.

Heb je deze code niet gevraagd? Dan hoef je niets te doen. Niemand is ingelogd.
""",
    Bewijssoort.WACHTWOORD: """Er is een nieuw wachtwoord gevraagd voor dit mailadres.

Kies je nieuwe wachtwoord op deze pagina. De link werkt een uur, en een keer:
{link}

Heb je dit niet gevraagd? Dan hoef je niets te doen. Je wachtwoord blijft zoals het is.
""",
}
"""The same to a pupil, of what a pupil asks for: where the words differ."""
TEKST_ROL = """U bent uitgenodigd voor een rol in Dekkend, naast wat u er al doet.

Lees op deze pagina welke rol het is, en neem hem aan als u dat wilt. De link werkt zeven dagen, en een keer:
{link}

Verwacht u deze uitnodiging niet? Doe dan niets. Er verandert niets aan uw account.
"""
PAGINA = {
    Bewijssoort.WACHTWOORD: "organisations:wachtwoord_kiezen",
    Bewijssoort.UITNODIGING: "organisations:uitnodiging",
}


def vraag_aan(
    soort: Bewijssoort, *, email: str, user: User | None, nu: datetime, hoed: dict[str, Any] | None = None
) -> Toegangsbewijs:
    """Ask for a proof. Earlier ones of the same kind for the same address stop working, but for those of a hat: one
    samenwerkingsverband does not end what another one asked.

    `HERSTEL`, `BEVESTIGEN`, `NIEUWS` and `MAILADRES` prove nothing: they are news that goes the same way.
    """
    oud = Toegangsbewijs.objects.filter(zelfde_adres(email), soort=soort, gebruikt_op=None, vervallen_op=None)
    if hoed is None:
        oud.filter(hoed__isnull=True).update(vervallen_op=nu)
    return Toegangsbewijs.objects.create(soort=soort, email=email, user=user, aangevraagd_op=nu, hoed=hoed)


def maak_link(bewijs: Toegangsbewijs, *, nu: datetime) -> str:
    """The secret of a link that goes by hand instead of by mail: for the first administrator. Shown once."""
    geheim = secrets.token_urlsafe(32)
    bewijs.geheim = _token_hash(geheim)
    bewijs.geldig_tot = nu + GELDIG[Bewijssoort(bewijs.soort)]
    bewijs.verstuurd_op = nu
    bewijs.save(update_fields=["geheim", "geldig_tot", "verstuurd_op"])
    return geheim


def verstuur_wachtende(nu: datetime) -> int:
    """Make and send what was asked for. After a crash a proof is made again: only the last mail works.

    With the mail server away everything waits, except a code: nobody sits at that page any more.
    """
    wacht = Q(volgende_poging_op=None) | Q(volgende_poging_op__lte=nu)
    rijen = Toegangsbewijs.objects.filter(verstuurd_op=None, vervallen_op=None)
    voorbij = rijen.filter(soort=Bewijssoort.CODE, aangevraagd_op__lte=nu - GELDIG[Bewijssoort.CODE])
    voorbij.update(vervallen_op=nu)
    verstuurd = 0
    te_doen = rijen.filter(wacht, pogingen__lt=POGINGEN).order_by("pk").values_list("pk", flat=True)
    for bewijs_id in te_doen[:100]:
        try:
            verstuurd += _verstuur(bewijs_id, nu)
        except ServerWeg:
            break
    return verstuurd


class ServerWeg(Exception):
    """Nobody answers: the others need not try."""


def _verstuur(bewijs_id: int, nu: datetime) -> bool:
    geclaimd = _claim(bewijs_id, nu)
    if geclaimd is None:
        return False
    bewijs, geheim = geclaimd
    try:
        _mail(bewijs, geheim)
    except SoftTimeLimitExceeded:  # the worker has to stop; the claim ends by itself
        raise
    except Exception as fout:  # whatever it is: tried again, later each time
        weg = server_weg(fout)
        Toegangsbewijs.objects.filter(pk=bewijs_id).update(
            pogingen=F("pogingen") - (1 if weg else 0),
            volgende_poging_op=nu + timedelta(seconds=60 if weg else 30 * bewijs.pogingen),
        )
        logger.warning("toegangsmail niet verstuurd", extra={"bewijs": bewijs_id, "reden": type(fout).__name__})
        if weg:
            raise ServerWeg from fout
        return False
    Toegangsbewijs.objects.filter(pk=bewijs_id).update(verstuurd_op=nu)
    return True


def _claim(bewijs_id: int, nu: datetime) -> tuple[Toegangsbewijs, str] | None:
    with transaction.atomic():
        wacht = Q(volgende_poging_op=None) | Q(volgende_poging_op__lte=nu)
        rijen = Toegangsbewijs.objects.select_for_update(skip_locked=True)
        bewijs = rijen.filter(wacht, pk=bewijs_id, verstuurd_op=None, vervallen_op=None).first()
        if bewijs is None:
            return None
        code = bewijs.soort == Bewijssoort.CODE
        geheim = f"{secrets.randbelow(1_000_000):06d}" if code else secrets.token_urlsafe(32)
        bewijs.geheim = _code_hash(bewijs, geheim) if code else _token_hash(geheim)
        bewijs.geldig_tot = nu + GELDIG[Bewijssoort(bewijs.soort)]
        bewijs.pogingen += 1
        bewijs.volgende_poging_op = nu + GEKAAPT_NA
        bewijs.save(update_fields=["geheim", "geldig_tot", "pogingen", "volgende_poging_op"])
    return bewijs, geheim


def _mail(bewijs: Toegangsbewijs, geheim: str) -> None:
    """A mail that says nothing about anybody; the code or link is all there is in it."""
    soort = Bewijssoort(bewijs.soort)
    link = settings.BASIS_URL + (reverse(PAGINA[soort], args=[geheim]) if soort in PAGINA else "")
    onderwerpen, teksten = ONDERWERP, TEKST
    if bewijs.user is not None and _is_leerling(bewijs.user):
        onderwerpen, teksten = ONDERWERP | ONDERWERP_JIJ, TEKST | TEKST_JIJ
    EmailMessage(
        subject=onderwerpen[soort],
        body=(TEKST_ROL if bewijs.hoed else teksten[soort]).format(geheim=geheim, link=link),
        to=[bewijs.email],
        headers={"Auto-Submitted": "auto-generated"},
    ).send()


def _is_leerling(user: User) -> bool:
    """Somebody who is here as a pupil and as nothing else is addressed with "je"."""
    return set(Lidmaatschap.objects.filter(user=user).values_list("rol", flat=True)) == {Rol.LEERLING}


def gebruik_code(bewijs_id: int, code: str, *, nu: datetime) -> bool:
    """Use up a code; five wrong ones end it."""
    with transaction.atomic():
        bewijs = _geldig(nu).select_for_update().filter(pk=bewijs_id, soort=Bewijssoort.CODE).first()
        if bewijs is None:
            return False
        kaal = "".join(teken for teken in code if teken.isdecimal())
        goed = constant_time_compare(bewijs.geheim, _code_hash(bewijs, kaal))
        if goed:
            bewijs.gebruikt_op = nu
        else:
            bewijs.missers += 1
        bewijs.save(update_fields=["gebruikt_op", "missers"])
    return goed


def zoek(soort: Bewijssoort, token: str, *, nu: datetime) -> Toegangsbewijs | None:
    """The proof of a link that still works. Looking uses nothing up: mail scanners open links."""
    return _geldig(nu).filter(soort=soort, geheim=_token_hash(token)).select_related("user").first()


def gebruik_link(soort: Bewijssoort, token: str, *, nu: datetime) -> Toegangsbewijs | None:
    """Use up a link; None when it was used, ended or never ours. Call inside the transaction of what it is for."""
    bewijs = zoek(soort, token, nu=nu)
    if bewijs and _geldig(nu).filter(pk=bewijs.pk).update(gebruikt_op=nu):
        return bewijs
    return None


def ruim_op(nu: datetime) -> None:
    """Proofs of mail addresses are kept for a month, to answer questions, and then go."""
    Toegangsbewijs.objects.filter(aangevraagd_op__lt=nu - timedelta(days=30)).delete()


def _geldig(nu: datetime) -> QuerySet[Toegangsbewijs]:
    rijen = Toegangsbewijs.objects.filter(gebruikt_op=None, vervallen_op=None, geldig_tot__gt=nu, missers__lt=MISSERS)
    return rijen.exclude(geheim="")


def _code_hash(bewijs: Toegangsbewijs, code: str) -> str:
    """Six digits can be tried out on a plain hash; this one needs the secret key of the site."""
    return salted_hmac("dekkend.code", f"{bewijs.pk}:{code}", algorithm="sha256").hexdigest()


def _token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
