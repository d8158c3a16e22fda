"""Puts the actor on the request: the person in the hat that is on, today."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from organisations.hoeden import actor_uit_sessie


class ActorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = None
        if request.user.is_authenticated:
            actor = actor_uit_sessie(request.user, request.session, vandaag=timezone.localdate())
        request.actor = actor  # type: ignore[attr-defined]
        return self.get_response(request)
