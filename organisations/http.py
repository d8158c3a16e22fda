"""The request as our views see it: with the actor of the hat that is on."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest

from organisations.actor import Actor
from organisations.models import User
from organisations.rollen import Rol

__all__ = ["METHODEN", "Verzoek", "als_nummer", "formulierstatus", "login_not_required", "u_of_jij"]

MEESTE_CIJFERS = 18
"""What fits the numbers of the database."""


METHODEN = ("GET", "HEAD", "POST")
"""Of a page with a form."""


class Verzoek(HttpRequest):
    """A request that ActorMiddleware has seen. `actor` is there on every page behind the log-in."""

    user: User
    actor: Actor


def u_of_jij(actor: Actor, voor_ouder: str, voor_leerling: str) -> str:
    """A pupil is addressed as a pupil, anybody else with "u"; both are written out, as on the pages."""
    return voor_leerling if actor.rol == Rol.LEERLING else voor_ouder


def als_nummer(tekst: str) -> int | None:
    """A number that came in an address or a hidden field; None for what no row can have."""
    return int(tekst) if tekst.isdecimal() and len(tekst) <= MEESTE_CIJFERS else None


def formulierstatus(request: HttpRequest) -> int:
    """A page with a form that is shown again after it was sent says that it was not accepted."""
    return 422 if request.method == "POST" else 200
