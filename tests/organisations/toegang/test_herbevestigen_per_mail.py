"""Parents and pupils without a factor of their own identify again with a code by mail, as when they sign in."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.actor import Actor
from organisations.models import User
from organisations.rollen import Rol
from organisations.toegang import bewijzen
from tests import factories
from tests.factories import WACHTWOORD
from tests.organisations.toegang.hulp import mailcode, met_app

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
PAGINA = "/bevestigen/"


@pytest.fixture
def ouder() -> Actor:
    rij = factories.OuderFactory(account=True)
    assert rij.user is not None
    return factories.actor(Rol.OUDER, user=rij.user, vandaag=timezone.localdate())


def test_opening_the_page_sends_nothing_and_asking_sends_one_code(als: Als, ouder: Actor) -> None:
    client = als(ouder)
    html = client.get(PAGINA).content.decode()
    bewijzen.verstuur_wachtende(timezone.now())
    assert "Stuur mij een code" in html and "wachtwoord" not in html.split("<main")[1] and not mail.outbox
    assert client.post(PAGINA, {"stuur": "1", "volgende": "/tekenen/"}).headers["Location"].startswith(PAGINA)
    assert mailcode() and len(mail.outbox) == 1


def test_password_and_code_together_open_the_session_and_tell_how(als: Als, ouder: Actor) -> None:
    client = als(ouder)
    client.post(PAGINA, {"stuur": "1"})
    code = mailcode()
    fout = f"{(int(code) + 1) % 1_000_000:06d}"
    for data in ({"wachtwoord": WACHTWOORD, "code": fout}, {"wachtwoord": "fout", "code": code}, {"code": code}):
        assert client.post(PAGINA, data).status_code == 422
        assert "herbevestigd_op" not in client.session
    assert client.post(PAGINA, {"wachtwoord": WACHTWOORD, "code": code}).status_code == 302
    assert client.session["herbevestigd_met"] == "mailcode"


def test_a_code_works_once_and_only_for_who_asked_it(als: Als, ouder: Actor) -> None:
    client = als(ouder)
    client.post(PAGINA, {"stuur": "1"})
    code = mailcode()
    ander = factories.OuderFactory(account=True)
    assert ander.user is not None
    vreemde = als(factories.actor(Rol.OUDER, user=ander.user, vandaag=timezone.localdate()))
    assert vreemde.post(PAGINA, {"wachtwoord": WACHTWOORD, "code": code}).status_code == 422
    client = als(ouder)
    assert client.post(PAGINA, {"wachtwoord": WACHTWOORD, "code": code}).status_code == 422, "another session"
    client.post(PAGINA, {"stuur": "1"})
    nieuw = mailcode()
    goed = {"wachtwoord": WACHTWOORD, "code": nieuw}
    assert [client.post(PAGINA, goed).status_code for _ in range(2)] == [302, 422]


def test_a_password_alone_is_never_enough(als: Als, ouder: Actor) -> None:
    client = als(ouder)
    assert client.post(PAGINA, {"wachtwoord": WACHTWOORD}).status_code == 422
    assert client.post(PAGINA, {"wachtwoord": WACHTWOORD, "code": "000000"}).status_code == 422


def test_who_has_an_app_uses_it_and_gets_no_code_by_mail(als: Als, ouder: Actor) -> None:
    met_app(User.objects.get(pk=ouder.persoon_id))
    client = als(ouder)
    html = client.get(reverse("organisations:herbevestigen")).content.decode()
    assert "Stuur mij een code" not in html and "Code uit de app" in html
    client.post(PAGINA, {"stuur": "1"})
    bewijzen.verstuur_wachtende(timezone.now())
    assert not mail.outbox
