"""Puts the actor on the request: the person in the hat that is on, today; and asks for the second factor."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from organisations.actor import Actor
from organisations.hoeden import actor_uit, hetzelfde_als_bij_inloggen, hoeden_in
from organisations.paginamerken import View, heeft, is_openbaar, zonder_factor, zonder_hoed
from organisations.toegang.aanmelden import STERK, ZONDER_EIGEN_FACTOR
from organisations.toegang.sessieopslag import WIJZE
from organisations.toegang.views_inloggen import MELDING

ANDERE_ROL = "Uw rol is veranderd. Daarom bent u uitgelogd. Log opnieuw in."


class ActorMiddleware:
    """Somebody whose last hat has ended is told so, and can do nothing but log out and read public pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = _actor(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: object, kwargs: object) -> HttpResponse | None:
        niemand = request.user.is_authenticated and getattr(request, "actor", None) is None
        if niemand and not is_openbaar(view) and not heeft(view, zonder_hoed):
            return render(request, "organisations/geen_hoed.html", status=403)
        return None


def _actor(request: HttpRequest) -> Actor | None:
    if not request.user.is_authenticated:
        return None
    vandaag = timezone.localdate()
    lidmaatschappen = hoeden_in(request.session, request.user, vandaag=vandaag)
    if not hetzelfde_als_bij_inloggen(lidmaatschappen, request.session):
        logout(request)
        request.session[MELDING] = ANDERE_ROL
        return None
    return actor_uit(lidmaatschappen, request.session, vandaag=vandaag)


class TweedeFactorMiddleware:
    """Staff, experts, chairs and heads of school see nothing before a second factor is set up (ASVS 5.0, 6.3.3)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: object, kwargs: object) -> HttpResponse | None:
        actor: Actor | None = getattr(request, "actor", None)
        if actor is None or request.session.get(WIJZE) in STERK or actor.alle_rollen <= ZONDER_EIGEN_FACTOR:
            return None
        if is_openbaar(view) or heeft(view, zonder_factor):
            return None
        return redirect("organisations:factor_kiezen")
