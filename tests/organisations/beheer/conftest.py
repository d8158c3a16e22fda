from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from organisations.actor import Actor
from organisations.models import Samenwerkingsverband
from organisations.rollen import Rol
from tests import factories


@pytest.fixture
def beheerder(swv: Samenwerkingsverband) -> Actor:
    return factories.actor(Rol.BEHEERDER, swv, vandaag=timezone.localdate())


@pytest.fixture
def directeur(swv: Samenwerkingsverband) -> Actor:
    return factories.actor(Rol.DIRECTEUR_SWV, swv, vandaag=timezone.localdate())


@pytest.fixture
def vers(als: Callable[[Actor], Client]) -> Callable[[Actor], Client]:
    """Logged in, and identified again just now."""

    def log_in(wie: Actor) -> Client:
        client = als(wie)
        sessie = client.session
        sessie["herbevestigd_op"] = timezone.now().isoformat()
        sessie.save()
        return client

    return log_in
