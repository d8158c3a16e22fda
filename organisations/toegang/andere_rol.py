"""A form of a page that was made in one hat is not carried out in another, put on meanwhile in another tab."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from organisations.actor import Actor
from organisations.paginamerken import View, elke_rol, heeft, is_openbaar
from organisations.toegang.bewaard import lees_merk, zet_cookie
from organisations.toegang.verlopen import GEEN_TEKST, bewaar_formulier

KIES = "kies_rol"
"""Argument of the address of a kept form: first ask in which hat to go on."""
NIET_OPGESLAGEN = "Niet opgeslagen: u werkt nu in een andere rol. Druk op de knop onderaan, dan kiest u de rol."


class AndereRolMiddleware:
    """Keeps what was typed and lets the person choose; the mark of the form says in which hat its page was made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: object, kwargs: object) -> HttpResponse | None:
        actor: Actor | None = getattr(request, "actor", None)
        if request.method != "POST" or actor is None or _over_de_persoon(view):
            return None
        merk = lees_merk(request)
        if merk is None or merk.user_id != actor.gebruiker_id or merk.hoed_id == actor.hoed_id:
            return None
        if request.headers.get("X-Requested-With") == "fetch":
            return JsonResponse({"ok": False, "melding": NIET_OPGESLAGEN}, status=409)
        return _laat_kiezen(request)


def _over_de_persoon(view: View) -> bool:
    """What is the same in every hat: signing in, the own account, changing hats, public pages."""
    eigen = view.__module__.startswith(GEEN_TEKST) or heeft(view, elke_rol)
    return eigen or is_openbaar(view)


def _laat_kiezen(request: HttpRequest) -> HttpResponse | None:
    bewaard = bewaar_formulier(request)
    if isinstance(bewaard, HttpResponse) or bewaard is None:
        return bewaard
    adres = f"{reverse('organisations:bewaard', args=[bewaard.pk])}?{urlencode({KIES: 1})}"
    htmx = "HX-Request" in request.headers
    antwoord = HttpResponse(headers={"HX-Redirect": adres}) if htmx else HttpResponseRedirect(adres)
    zet_cookie(request, antwoord)
    return antwoord
