"""A form that comes in when the session is over is kept; after log-in its page shows what was typed."""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html

from organisations.http import als_nummer
from organisations.paginamerken import View, heeft, is_openbaar, niets_getypt
from organisations.toegang import bewaard
from organisations.toegang.models import Bewaardformulier
from ui.terugzetten import zet_terug

GEEN_TEKST = "organisations.toegang."
"""Nothing of the pages of signing in is kept: who logs in starts there anew."""
EERST = ("organisations:herbevestigen", "organisations:factor_kiezen", "organisations:inloggen")


def eerst_paden() -> tuple[str, ...]:
    return tuple(reverse(naam) for naam in EERST)


class VerlopenMiddleware:
    """Keeps a form before its sender is sent to the log-in page; gives every page the mark for its forms."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.formuliermerk = SimpleLazyObject(partial(bewaard.merk_voor, request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: object, kwargs: object) -> HttpResponse | None:
        if request.method != "POST" or request.user.is_authenticated or is_openbaar(view):
            return None
        return bewaar_en_log_in(request)


class TeruggezetMiddleware:
    """Shows kept text in the page it belongs to, and forgets it once it was sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        antwoord = self.get_response(request)
        if settings.BEWAAR_COOKIE_NAME not in request.COOKIES:
            return antwoord
        if request.method == "GET":
            return _met_tekst(request, antwoord)
        _verstuurd(request, antwoord)
        return antwoord


def bewaar_en_log_in(request: HttpRequest) -> HttpResponse | None:
    """Keep the text and go where it comes back; the log-in page is on the way. None when it is not a form of ours."""
    view = request.resolver_match.func if request.resolver_match else None
    if view is None or view.__module__.startswith(GEEN_TEKST) or heeft(view, niets_getypt):
        return None
    if "HX-Request" in request.headers:
        return None
    rij = bewaar_formulier(request)
    if rij is None or isinstance(rij, HttpResponse):
        return rij
    antwoord = HttpResponseRedirect(reverse("organisations:bewaard", args=[rij.pk]))
    bewaard.zet_cookie(request, antwoord)
    return antwoord


def bewaar_formulier(request: HttpRequest) -> Bewaardformulier | HttpResponse | None:
    """The kept form; a page with the text when it is more than is kept; None when it is not a form of ours."""
    try:
        return bewaard.bewaar(request, nu=timezone.now())
    except bewaard.TeGroot:
        merk = bewaard.lees_merk(request)
        return _alleen_tekst(request, bewaard.getypt(request), merk.pagina if merk else "/", status=413)


def _verstuurd(request: HttpRequest, antwoord: HttpResponse) -> None:
    nummer = als_nummer(request.POST.get(bewaard.NUMMER, "")) if request.method == "POST" else None
    if nummer and antwoord.status_code in (302, 303) and request.user.is_authenticated:
        bewaard.vergeet(request, nummer)


def _met_tekst(request: HttpRequest, antwoord: HttpResponse) -> HttpResponse:
    """The page with the kept text in its form; the text alone when the page has no such form any more."""
    nummer = als_nummer(request.GET.get(bewaard.NUMMER, ""))
    if not nummer or _eerst_iets_anders(antwoord) or antwoord.status_code >= 500:
        return antwoord
    inhoud = bewaard.haal(request, nummer)
    if inhoud is None:
        return antwoord
    if antwoord.status_code == 200 and not antwoord.streaming and antwoord.charset == "utf-8":
        erbij = format_html('<input type="hidden" name="{}" value="{}">', bewaard.NUMMER, nummer)
        doel = inhoud.rij.doel
        html = antwoord.content.decode()
        if gevuld := zet_terug(html, inhoud.velden, pagina=request.path, doel=doel, erbij=erbij):
            antwoord.content = _met_uitleg(request, gevuld[0], inhoud, gevuld[1]).encode()
            return antwoord
    waarvan: dict[str, Any] = {"bestanden": inhoud.bestanden, "bevestigen": inhoud.bevestigen}
    return _alleen_tekst(request, _teksten(inhoud), inhoud.rij.pagina, **waarvan)


def _eerst_iets_anders(antwoord: HttpResponse) -> bool:
    """On the way to this page somebody still has to identify, or set up a second factor."""
    return antwoord.headers.get("Location", "").startswith(eerst_paden())


def _met_uitleg(request: HttpRequest, html: str, inhoud: bewaard.Inhoud, over: list[str]) -> str:
    context = {"getypt": over, "bestanden": inhoud.bestanden, "bevestigen": inhoud.bevestigen}
    uitleg = render_to_string("organisations/_teruggezet.html", context, request)
    begin = html.find(">", html.find("<main")) + 1
    return html[:begin] + uitleg + html[begin:]


def _teksten(inhoud: bewaard.Inhoud) -> list[str]:
    weg = ("versie", "sleutel")
    return [w for naam, waarden in inhoud.velden.items() if naam not in weg for w in waarden if len(w.strip()) > 2]


def _alleen_tekst(
    request: HttpRequest, getypt: list[str], pagina: str, *, status: int = 200, **waarvan: Any
) -> HttpResponse:
    context = {"getypt": getypt, "pagina": pagina, **waarvan}
    return render(request, "organisations/bewaarde_tekst.html", context, status=status)


def naar_pagina(pagina: str, nummer: int) -> str:
    """The address of the page, with the number of the kept form."""
    return f"{pagina}{'&' if '?' in pagina else '?'}{urlencode({bewaard.NUMMER: nummer})}"
