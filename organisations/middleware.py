"""Puts the actor on the request: the person in the hat that is on, today."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from organisations.hoeden import actor_uit_sessie


class ActorMiddleware:
    """Somebody whose last hat has ended is told so, and can do nothing but log out and read public pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = None
        if request.user.is_authenticated:
            actor = actor_uit_sessie(request.user, request.session, vandaag=timezone.localdate())
        request.actor = actor  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: object, kwargs: object
    ) -> HttpResponse | None:
        zonder_hoed = request.user.is_authenticated and getattr(request, "actor", None) is None
        if zonder_hoed and getattr(view, "login_required", True) and not getattr(view, "zonder_hoed", False):
            return render(request, "organisations/geen_hoed.html", status=403)
        return None
