"""One way to judge what somebody shows (password, code, passkey): brake, judge, record, and one Dutch sentence."""

from collections.abc import Callable
from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from organisations.models import User
from organisations.toegang.aanmelden import weiger
from organisations.toegang.rem import Geremd, adres_van, geef_terug, tel
from ui import notatie

GEREMD = "geremd"


def probeer(
    request: HttpRequest, goed: Callable[[], bool], fout: str, *, actie: str, user: User | None = None, **remmen: str
) -> None:
    """Judge one attempt. Raises ValidationError: the same words whatever was wrong, and until when to wait."""
    try:
        poging = tel(nu=timezone.now(), adres=adres_van(request), **remmen)
    except Geremd as geremd:
        raise ValidationError(_wacht(geremd.tot), code=GEREMD) from None
    if goed():
        geef_terug(poging)
        return
    weiger(actie, user)
    if poging.dicht_tot:
        weiger(f"{actie}_geremd", user)
        raise ValidationError(f"{fout} {_wacht(poging.dicht_tot)}".strip())
    raise ValidationError(fout)


def _wacht(tot: datetime) -> str:
    minuten = max(1, -int((timezone.now() - tot).total_seconds() // 60))
    hoelang = "1 minuut" if minuten == 1 else f"{minuten} minuten"
    return f"Er is te vaak iets verkeerds ingevuld. Wacht {hoelang} en probeer het na {notatie.tijd(tot)} uur opnieuw."


def status(form: forms.BaseForm) -> int:
    """The answer of a page with this form: 200 at first, 422 after an error, 429 while the brake is closed."""
    if not form.is_bound or form.is_valid():
        return 200
    geremd = any(fout.code == GEREMD for fouten in form.errors.as_data().values() for fout in fouten)
    return 429 if geremd else 422
