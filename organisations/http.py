"""The request as our views see it: with the actor of the hat that is on."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest

from organisations.actor import Actor
from organisations.models import User

__all__ = ["Verzoek", "login_not_required"]


class Verzoek(HttpRequest):
    """A request that ActorMiddleware has seen. `actor` is there on every page behind the log-in."""

    user: User
    actor: Actor
