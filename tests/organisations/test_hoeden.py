"""A person in one hat: switching, and hats that end."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.actor import Actor
from organisations.hoeden import actor_uit_sessie, hoeden_van
from organisations.models import Lidmaatschap, School, User
from organisations.rollen import Rol
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_person_switches_to_another_own_hat(
    als: Callable[[Actor], Client], coordinator: Actor, andere_school: School
) -> None:
    user = User.objects.get(pk=coordinator.gebruiker_id)
    tweede = factories.lidmaatschap(Rol.COORDINATOR, andere_school, user=user)
    client = als(coordinator)
    client.post(reverse("organisations:hoed_wisselen"), {"hoed": tweede.pk})
    assert client.session["hoed"] == tweede.pk


def test_a_hat_of_somebody_else_is_refused(
    als: Callable[[Actor], Client], coordinator: Actor, secretariaat: Actor
) -> None:
    client = als(coordinator)
    client.post(reverse("organisations:hoed_wisselen"), {"hoed": secretariaat.hoed_id})
    assert client.session["hoed"] == coordinator.hoed_id


def test_a_hat_that_ended_gives_nothing_also_in_the_middle_of_a_session(coordinator: Actor) -> None:
    user = User.objects.get(pk=coordinator.gebruiker_id)
    vandaag = timezone.localdate()
    Lidmaatschap.objects.filter(user=user).update(tot=vandaag - timedelta(days=1))
    assert hoeden_van(user, vandaag=vandaag) == []
    assert actor_uit_sessie(user, {"hoed": coordinator.hoed_id}, vandaag=vandaag) is None  # type: ignore[arg-type]


def test_somebody_without_any_hat_is_told_so_and_can_log_out(client: Client) -> None:
    client.force_login(factories.UserFactory())
    assert client.get(reverse("workflow:home")).status_code == 403
    assert client.get(reverse("organisations:hulp")).status_code == 200
    assert client.post(reverse("organisations:uitloggen")).status_code == 302
