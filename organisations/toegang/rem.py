"""The brake on guessing: per account and per address, in the database, longer with each failure, never for ever.

An attempt is counted before it is judged, and given back when it was right: parallel guesses cannot slip past.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from organisations.toegang.models import Rem


@dataclass(frozen=True)
class Maat:
    """How many failures are free, and how the wait grows after them."""

    vrij: int
    hoogste: timedelta
    eerste: timedelta = timedelta(minutes=1)

    def wacht(self, mislukt: int) -> timedelta | None:
        if mislukt <= self.vrij:
            return None
        return min(self.eerste * 2 ** min(mislukt - self.vrij - 1, 12), self.hoogste)


MATEN = {
    "account": Maat(vrij=5, hoogste=timedelta(minutes=30)),
    "factor": Maat(vrij=5, hoogste=timedelta(minutes=30)),
    "adres": Maat(vrij=50, hoogste=timedelta(minutes=15)),
    "mail": Maat(vrij=3, hoogste=timedelta(minutes=30)),
}
"""`adres` is wide: a whole school can sit behind one. `mail` limits how often a code or link is asked for."""

VERGEET = timedelta(hours=24)
MINUUT = timedelta(minutes=1)


class Geremd(Exception):
    """Too many failures: closed until `tot`."""

    def __init__(self, tot: datetime) -> None:
        super().__init__(tot)
        self.tot = tot


@dataclass(frozen=True)
class Poging:
    """A counted attempt. `dicht_tot` says until when the brake closes if this attempt turns out wrong."""

    sleutels: tuple[str, ...]
    dicht_tot: datetime | None


def adres_van(request: HttpRequest) -> str:
    """Where a request comes from. Behind a proxy: what our own proxy added last; the rest can be made up."""
    adres: str = request.META.get("REMOTE_ADDR", "")
    if settings.ACHTER_PROXY:
        adres = request.headers.get("X-Forwarded-For", adres).rpartition(",")[2].strip()
    return ":".join(adres.split(":")[:4]) if adres.count(":") > 1 else adres


def tel(*, nu: datetime, **waarden: str) -> Poging:
    """Count an attempt: `tel(nu=nu, account=email, adres=adres)`. Raises Geremd while one of the brakes is closed."""
    with transaction.atomic():
        rijen = [_op_slot(soort, waarde, nu) for soort, waarde in sorted(waarden.items()) if waarde]
        dicht = [rij.dicht_tot for _, rij in rijen if rij.dicht_tot and rij.dicht_tot > nu]
        if not dicht:
            for maat, rij in rijen:
                _tel_op(rij, maat, nu)
    if dicht:
        raise Geremd(max(dicht))
    straks = [rij.dicht_tot for _, rij in rijen if rij.dicht_tot]
    return Poging(tuple(rij.sleutel for _, rij in rijen), max(straks, default=None))


def geef_terug(poging: Poging) -> None:
    """The attempt was right: the brakes of the account open, the address gets this one attempt back."""
    with transaction.atomic():
        for rij in Rem.objects.select_for_update().filter(sleutel__in=poging.sleutels).order_by("sleutel"):
            adres = rij.sleutel.startswith("adres:")
            rij.mislukt = max(0, rij.mislukt - 1) if adres else 0
            rij.dicht_tot = None
            rij.save(update_fields=["mislukt", "dicht_tot"])


def te_vaak(soort: str, waarde: str, *, per_minuut: int, nu: datetime) -> bool:
    """Count a question that anybody may ask, right or wrong, and tell whether it is one too many in this minute."""
    with transaction.atomic():
        rij = _rij_op_slot(soort, waarde, nu)
        if nu - rij.laatste_op >= MINUUT:
            rij.laatste_op, rij.mislukt = nu, 0
        rij.mislukt += 1
        rij.save(update_fields=["mislukt", "laatste_op"])
    return rij.mislukt > per_minuut


def _op_slot(soort: str, waarde: str, nu: datetime) -> tuple[Maat, Rem]:
    return MATEN[soort], _rij_op_slot(soort, waarde, nu)


def _zelfde(waarde: str) -> str:
    """One writing for all that the database takes for one address: it reads a capital I with a dot as an i."""
    los = unicodedata.normalize("NFKD", waarde.casefold())
    return "".join(teken for teken in los if not unicodedata.combining(teken)).casefold()


def _rij_op_slot(soort: str, waarde: str, nu: datetime) -> Rem:
    sleutel = f"{soort}:{salted_hmac('dekkend.rem', _zelfde(waarde)).hexdigest()[:48]}"
    Rem.objects.get_or_create(sleutel=sleutel, defaults={"laatste_op": nu})
    return Rem.objects.select_for_update().get(sleutel=sleutel)


def _tel_op(rij: Rem, maat: Maat, nu: datetime) -> None:
    if nu - rij.laatste_op > VERGEET:
        rij.mislukt = 0
    rij.mislukt += 1
    rij.laatste_op = nu
    wacht = maat.wacht(rij.mislukt)
    rij.dicht_tot = nu + wacht if wacht else None
    rij.save(update_fields=["mislukt", "laatste_op", "dicht_tot"])


def ruim_remmen_op(nu: datetime) -> None:
    """Forget failures after a day of quiet."""
    Rem.objects.filter(laatste_op__lt=nu - VERGEET).delete()
