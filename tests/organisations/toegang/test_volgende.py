"""Where somebody goes on to after logging in stands in the address: anybody can write it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from organisations.actor import Actor
from organisations.models import User
from tests.factories import WACHTWOORD
from tests.organisations.toegang.hulp import appcode, met_app, tweede, wachtwoord

pytestmark = pytest.mark.django_db
GEEN_ADRES = ("NaN", "0", "workflow:home", "x\x00y", "//evil.example", "https:evil.example", "javascript:1", "?q=x")


@pytest.mark.parametrize("volgende", GEEN_ADRES)
def test_what_is_no_address_of_ours_is_left_aside(
    als: Callable[[Actor], Client], coordinator: Actor, volgende: str
) -> None:
    inloggen, opnieuw = reverse("organisations:inloggen"), reverse("organisations:herbevestigen")
    assert als(coordinator).get(inloggen, {"next": volgende}).headers["Location"] == "/"
    user = met_app(User.objects.get(pk=coordinator.gebruiker_id))
    data = {"wachtwoord": WACHTWOORD, "code": appcode(), "volgende": volgende}
    assert als(coordinator).post(opnieuw, data).headers["Location"] == "/werk/"
    nieuw = Client()
    assert wachtwoord(nieuw, user.email, next=volgende).status_code == 302


def test_who_logs_in_with_a_word_for_an_address_comes_home(coordinator: Actor, client: Client) -> None:
    user = met_app(User.objects.get(pk=coordinator.gebruiker_id))
    velden = {"username": user.email, "password": WACHTWOORD, "next": "zaken"}
    assert client.post(reverse("organisations:inloggen"), velden).status_code == 302
    assert tweede(client, appcode()).headers["Location"] == "/"


def test_an_address_of_ours_is_gone_on_to(als: Callable[[Actor], Client], coordinator: Actor) -> None:
    for pad in ("/zaken/?stand=Concept", "http://testserver/zaken/"):
        assert als(coordinator).get(reverse("organisations:inloggen"), {"next": pad}).headers["Location"] == pad
