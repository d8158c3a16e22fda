"""Being logged in, without the pages of it: those have tests of their own."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.test import Client

from organisations.actor import Actor
from organisations.models import User
from organisations.toegang.sessieopslag import SessionStore


def log_in(client: Client, wie: Actor, **ook: str) -> SessionBase:
    """This person, in this hat, with the second factor shown; `ook` goes into the session as well."""
    user = User.objects.get(pk=wie.gebruiker_id)
    inhoud = {"hoed": wie.hoed_id, "aangemeld_met": "app", **ook}
    if settings.SESSION_COOKIE_NAME not in client.cookies:
        return _nieuw(client, user, inhoud)
    client.force_login(user)
    sessie = client.session
    sessie.update(inhoud)
    sessie.save()
    return sessie


def _nieuw(client: Client, user: User, inhoud: dict[str, object]) -> SessionBase:
    """The session that `force_login` gives, written once instead of made, filled, read and filled again."""
    sessie = SessionStore()
    wie = {SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0]}
    sessie.update({**wie, HASH_SESSION_KEY: user.get_session_auth_hash(), **inhoud})
    sessie.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = sessie.session_key
    return sessie
