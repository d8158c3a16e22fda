"""A double click does a thing once: the same form of the same page with the same content counts once.

The mark of a form (organisations.toegang.bewaard) is another one each time a page is made. What was sent with other
content (the back button, and then something changed) is a form of its own, so that nothing typed is dropped in silence.
The doors of a case (`perform`, `edit`) have keys of their own besides; this is also for where no such door is.
"""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from organisations.toegang.bewaard import MERK, NUMMER, lees_merk
from organisations.toegang.models import Verstuurd
from organisations.toegang.verlopen import eerst_paden

ONTHOUD = timedelta(days=2)
View = Callable[..., HttpResponse]


class EenmaalMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            antwoord = self.get_response(request)
            self._onthoud(request, antwoord)
        finally:
            _laat_los(request)
        return antwoord

    def process_view(self, request: HttpRequest, view: View, args: object, kwargs: object) -> HttpResponse | None:
        sleutel = _sleutel(request) if request.method == "POST" else ""
        if not sleutel or not _pak_vast(request, sleutel):
            return None
        doel = Verstuurd.objects.filter(sleutel=sleutel).values_list("doel", flat=True).first()
        if doel is None:
            request.eenmaal = sleutel  # type: ignore[attr-defined]
            return None
        return HttpResponseRedirect(doel)

    def _onthoud(self, request: HttpRequest, antwoord: HttpResponse) -> None:
        """Only what was carried out: that sends the browser on. A page with errors may be sent again."""
        sleutel, doel = getattr(request, "eenmaal", ""), antwoord.headers.get("Location", "")
        if sleutel and antwoord.status_code in (302, 303) and not doel.startswith(eerst_paden()):
            Verstuurd.objects.get_or_create(sleutel=sleutel, defaults={"doel": doel, "op": timezone.now()})


def _sleutel(request: HttpRequest) -> str:
    """Empty for what is no form of ours, or of somebody else, or sent by a script that saves as somebody types."""
    merk = lees_merk(request)
    if merk is None or merk.user_id != request.user.pk or request.headers.get("X-Requested-With") == "fetch":
        return ""
    weg = ("csrfmiddlewaretoken", NUMMER, MERK)
    velden = {naam: waarden for naam, waarden in request.POST.lists() if naam not in weg}
    bestanden = [(f.name, _afdruk(f)) for naam in request.FILES for f in request.FILES.getlist(naam)]
    inhoud = json.dumps([merk.user_id, merk.hoed_id, merk.blad, request.get_full_path(), velden, bestanden])
    return hashlib.sha256(inhoud.encode()).hexdigest()


def _afdruk(bestand: UploadedFile) -> str:
    """Of what is in it: another scan may have the same name and be as large."""
    afdruk = hashlib.sha256()
    for stuk in bestand.chunks():
        afdruk.update(stuk)
    bestand.seek(0)
    return afdruk.hexdigest()


def _pak_vast(request: HttpRequest, sleutel: str) -> bool:
    """One at a time: the second click waits for the first. False when that takes too long; its door decides then."""
    nummer = int(sleutel[:15], 16)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [nummer])
    except OperationalError:
        return False
    request.eenmaal_slot = nummer  # type: ignore[attr-defined]
    return True


def _laat_los(request: HttpRequest) -> None:
    nummer = getattr(request, "eenmaal_slot", None)
    if nummer is not None:
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [nummer])


def ruim_verstuurd_op(nu: datetime) -> None:
    Verstuurd.objects.filter(op__lt=nu - ONTHOUD).delete()
