"""Being logged in, without the pages of it: those have tests of their own."""

from django.contrib.sessions.backends.base import SessionBase
from django.test import Client

from organisations.actor import Actor
from organisations.models import User


def log_in(client: Client, wie: Actor, **ook: str) -> SessionBase:
    """This person, in this hat, with the second factor shown; `ook` goes into the session as well."""
    client.force_login(User.objects.get(pk=wie.gebruiker_id))
    sessie = client.session
    sessie.update({"hoed": wie.hoed_id, "aangemeld_met": "app", **ook})
    sessie.save()
    return sessie
