"""Tests run against a real PostgreSQL and a real broker, started here when nobody gave an address."""

import gc
import json
import logging
import os
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import lru_cache
from hashlib import sha256
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client, TransactionTestCase
from hypothesis import settings as hypothesis
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from cases.models import Dossier
from documents import bundel, keuring, render, zegel
from organisations import afgeschermd, scholenbestand
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School
from organisations.rollen import Rol
from swv import embedded
from tests import databank, factories, verdeling
from tests.browser.chromium import in_gebruik, open_chromium
from tests.browser.vensters import Vensters
from tests.inloggen import log_in
from tlv.models import Aanvraag

# A busy machine is slow, not wrong: no example fails for its time.
hypothesis.register_profile("dekkend", deadline=None)
hypothesis.load_profile("dekkend")


def pytest_configure(config: pytest.Config) -> None:
    """Once per run: workers of pytest-xdist use the servers of the process that started them."""
    if not hasattr(config, "workerinput"):
        embedded.start_where_needed()
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright runs its own event loop
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # commands are started over and over: compile them once


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: verdeling.rang(item.nodeid))


def pytest_collection_finish() -> None:
    """What was loaded by now stays: it need not be searched for rubbish again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> verdeling.PerModule | None:
    """In the order of above, not by the number of tests."""
    config.option.loadscopereorder = False
    return verdeling.PerModule(config, log) if config.option.dist == "loadscope" else None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Migrations run once for all workers, and not again until one changes."""
    settings.DATABASES["default"]["TEST"]["TEMPLATE"] = databank.sjabloon()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Tests that really commit leave the tables as migrations made them."""
    with django_db_blocker.unblock():
        rijen = databank.begin()
    with pytest.MonkeyPatch.context() as anders:
        anders.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: databank.maak_leeg(rijen))
        yield


@pytest.fixture(scope="session", autouse=True)
def elk_bestand_eenmaal_gekeurd() -> Iterator[None]:
    """The process that reads foreign files starts once for the same bytes, options and limits."""
    antwoorden: dict[tuple[object, ...], tuple[dict[str, Any], bytes]] = {}

    def eenmaal(taak: str, opties: dict[str, Any], data: bytes, **grens: int) -> tuple[dict[str, Any], bytes]:
        vraag = taak, json.dumps([opties, grens], sort_keys=True), sha256(data).digest()
        if vraag in antwoorden:
            return deepcopy(antwoorden[vraag])
        antwoord = afgeschermd.voer_uit(taak, opties, data, **grens)
        if len(antwoord[1]) < 1_000_000:
            antwoorden[vraag] = deepcopy(antwoord)
        return antwoord

    with pytest.MonkeyPatch.context() as anders:
        for lezer in (keuring, scholenbestand, zegel):
            anders.setattr(lezer, "voer_uit", eenmaal)
        yield


@pytest.fixture(scope="session", autouse=True)
def wachtwoorden_zonder_wachten() -> Iterator[None]:
    """Argon2 as in production, with the least memory and rounds it takes: being slow is all that it loses."""
    with pytest.MonkeyPatch.context() as anders:
        for kosten, minst in (("time_cost", 1), ("memory_cost", 8), ("parallelism", 1)):
            anders.setattr(Argon2PasswordHasher, kosten, minst)
        yield


@pytest.fixture(scope="session", autouse=True)
def elke_brief_eenmaal_getekend() -> Iterator[Callable[[], None]]:
    """A PDF follows from its text and moment alone: drawn once for the same. What is given forgets them all."""
    eenmaal = lru_cache(maxsize=256)(render.html_naar_pdf)
    with pytest.MonkeyPatch.context() as anders:
        for module in (render, bundel):
            anders.setattr(module, "html_naar_pdf", eenmaal)
        yield eenmaal.cache_clear


@pytest.fixture(scope="session", autouse=True)
def weigeringen_staan_niet_in_de_log() -> Iterator[None]:
    """A 403 or a 404 is what a test asks for; its line is formatted three times, traceback and all."""
    logger = logging.getLogger("django.request")
    eerder = logger.level
    logger.setLevel(logging.ERROR)
    yield
    logger.setLevel(eerder)


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


@pytest.fixture(scope="session")
def een_chromium(django_db_setup: None) -> Iterator[Browser]:
    """Started once by each worker, at the first module that looks at pages. Gone before the database of its pages."""
    with open_chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def vensters(een_chromium: Browser) -> Vensters:
    return Vensters(een_chromium)


@pytest.fixture(scope="module")
def chromium(een_chromium: Browser, vensters: Vensters) -> Iterator[Browser]:
    with in_gebruik(een_chromium, lambda: vensters.contexten) as browser:
        yield browser


@pytest.fixture
def open_als(chromium: Browser, vensters: Vensters, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """A window on the test server in which this person is logged in, in this hat; several people at once.

    What is named besides goes into the session.
    """

    def maak(wie: Actor, *, javascript: bool = True, **ook: str) -> Page:
        sessie = log_in(Client(), wie, **ook)
        page = vensters.open(live_server.url, javascript=javascript)
        page.context.add_cookies([{"name": "sessie", "value": str(sessie.session_key), "url": live_server.url}])
        return page

    yield maak
    vensters.neem_terug()
