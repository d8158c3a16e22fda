"""Tests run against a real PostgreSQL and a real broker, started here when nobody gave an address."""

import os
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from hypothesis import settings
from playwright.sync_api import Browser
from pytest_django.plugin import DjangoDbBlocker

from cases.models import Dossier
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School
from organisations.rollen import Rol
from swv import embedded
from tests import factories
from tests.browser.chromium import open_chromium
from tests.inloggen import log_in
from tests.ketens import laat_legen_toe
from tlv.models import Aanvraag

# A busy machine is slow, not wrong: no example fails for its time.
settings.register_profile("dekkend", deadline=None)
settings.load_profile("dekkend")


def pytest_configure(config: pytest.Config) -> None:
    """Once per run: workers of pytest-xdist use the servers of the process that started them."""
    if not hasattr(config, "workerinput"):
        embedded.start_where_needed()
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright runs its own event loop


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Browser tests empty the tables between them; only the test database lets the audit record be emptied."""
    with django_db_blocker.unblock():
        laat_legen_toe()


@pytest.fixture(autouse=True)
def leeg_te_maken(request: pytest.FixtureRequest) -> Iterator[None]:
    """A month of reads that a test made has its triggers on; off again before the tables are emptied."""
    markering = request.node.get_closest_marker("django_db")
    echt = bool(markering and markering.kwargs.get("transaction"))
    if not echt and {"transactional_db", "live_server"}.isdisjoint(request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    laat_legen_toe()


@pytest.fixture
def swv() -> Samenwerkingsverband:
    return factories.SwvFactory()


@pytest.fixture
def school(swv: Samenwerkingsverband) -> School:
    return factories.SchoolFactory(swv=swv)


@pytest.fixture
def andere_school(swv: Samenwerkingsverband) -> School:
    return factories.SchoolFactory(swv=swv)


@pytest.fixture
def dossier(school: School) -> Dossier:
    return factories.DossierFactory(school=school)


@pytest.fixture
def aanvraag(dossier: Dossier) -> Aanvraag:
    return factories.AanvraagFactory(zaak__dossier=dossier)


@pytest.fixture
def coordinator(school: School) -> Actor:
    return factories.actor(Rol.COORDINATOR, school)


@pytest.fixture
def andere_coordinator(andere_school: School) -> Actor:
    return factories.actor(Rol.COORDINATOR, andere_school)


@pytest.fixture
def secretariaat(swv: Samenwerkingsverband) -> Actor:
    return factories.actor(Rol.SECRETARIAAT, swv)


@pytest.fixture
def voorzitter(swv: Samenwerkingsverband) -> Actor:
    return factories.actor(Rol.VOORZITTER, swv)


@pytest.fixture
def als(client: Client) -> Callable[[Actor], Client]:
    """A test client that is logged in as this actor, in this hat, with the second factor shown."""

    def als_deze(wie: Actor) -> Client:
        log_in(client, wie)
        return client

    return als_deze


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with open_chromium() as browser:
        yield browser
