"""An invitation: the link shows on GET, is used up by POST, once, in time."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.actor import Actor
from organisations.models import Lidmaatschap, School
from organisations.rollen import Rol
from organisations.toegang.uitnodigen import nodig_uit
from tests import factories
from tests.organisations.toegang.hulp import laatste_mail, later, wachtwoord

pytestmark = pytest.mark.django_db
NIEUW = "vier-woorden-zijn-genoeg"


@pytest.fixture
def nieuw(school: School) -> Lidmaatschap:
    user = factories.UserFactory(email="nieuw@dewissel.example")
    user.set_unusable_password()
    user.save()
    return factories.lidmaatschap(Rol.COORDINATOR, school, user=user)


def _link(by: Actor, lid: Lidmaatschap) -> str:
    nodig_uit(by, lid, nu=timezone.now())
    return laatste_mail(r"(/uitnodiging/\S+)")


def test_only_a_post_uses_it_up_and_then_a_second_factor_is_asked(
    client: Client, secretariaat: Actor, nieuw: Lidmaatschap
) -> None:
    link = _link(secretariaat, nieuw)
    assert mail.outbox[-1].to == ["nieuw@dewissel.example"] and nieuw.user.naam not in str(mail.outbox[-1].body)
    assert [client.get(link).status_code for _ in range(3)] == [200, 200, 200]
    assert client.head(link).status_code == 200
    antwoord = client.post(link, {"wachtwoord": NIEUW, "nog_eens": NIEUW})
    assert antwoord.headers["Location"] == reverse("organisations:factor_kiezen")
    weer = Client().get(link)
    assert (weer.status_code, "Maakte u uw account al?" in weer.content.decode()) == (410, True)
    assert wachtwoord(Client(), "nieuw@dewissel.example", NIEUW).status_code == 302


@pytest.mark.parametrize(
    ("woord", "zin"),
    [("kort", "Dit wachtwoord is te kort. Neem minstens 12 tekens."), ("password123456", "makkelijk te raden")],
)
def test_a_password_that_is_refused_says_why_in_dutch(
    client: Client, secretariaat: Actor, nieuw: Lidmaatschap, woord: str, zin: str
) -> None:
    html = client.post(_link(secretariaat, nieuw), {"wachtwoord": woord, "nog_eens": woord}).content.decode()
    assert zin in html and "This password" not in html


def test_it_is_over_after_a_week_and_when_a_newer_one_was_sent(
    client: Client, secretariaat: Actor, nieuw: Lidmaatschap
) -> None:
    oud = _link(secretariaat, nieuw)
    link = _link(secretariaat, nieuw)
    assert client.get(oud).status_code == 410
    with later(timedelta(days=7, minutes=1)):
        assert client.get(link).status_code == 410


def test_it_cannot_take_over_an_account_that_has_a_password(secretariaat: Actor, nieuw: Lidmaatschap) -> None:
    link = _link(secretariaat, nieuw)
    nieuw.user.set_password(factories.WACHTWOORD)
    nieuw.user.save()
    client = Client()
    assert client.post(link, {"wachtwoord": NIEUW, "nog_eens": NIEUW}).status_code == 410
    nieuw.user.refresh_from_db()
    assert nieuw.user.check_password(factories.WACHTWOORD)


def test_without_an_invitation_nobody_logs_in_to_an_account_without_password(
    client: Client, nieuw: Lidmaatschap
) -> None:
    for woord in ("", "!", factories.WACHTWOORD):
        assert wachtwoord(client, nieuw.user.email, woord).status_code == 422
