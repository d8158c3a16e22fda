"""What a view says of itself to the middleware that stands before it, as a decorator. The middleware asks `heeft`."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpResponse

View = Callable[..., HttpResponse]
V = TypeVar("V", bound=View)


def _zet(view: V, naam: str) -> V:
    setattr(view, naam, True)
    return view


def zonder_factor(view: V) -> V:
    """Also opens for somebody who still has to set up a second factor (TweedeFactorMiddleware)."""
    return _zet(view, "zonder_factor")


def zonder_hoed(view: V) -> V:
    """Also opens for somebody whose last hat has ended (ActorMiddleware)."""
    return _zet(view, "zonder_hoed")


def elke_rol(view: V) -> V:
    """About the person: the same in every hat, so its form counts whichever is on (AndereRolMiddleware)."""
    return _zet(view, "elke_rol")


def niets_getypt(view: V) -> V:
    """Its form holds no text: nothing of it is kept when the session is over (`toegang.verlopen`)."""
    return _zet(view, "niets_getypt")


def heeft(view: View, merk: Callable[..., Any]) -> bool:
    """Whether the view carries this mark: `heeft(view, elke_rol)`."""
    return bool(getattr(view, merk.__name__, False))


def is_openbaar(view: View) -> bool:
    """Opens without log-in (Django's `login_not_required`)."""
    return not getattr(view, "login_required", True)
