"""Every address × method × role × relation gives the code of `toegang.txt`; a stranger never reads the pupil's name."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.base import Template
from django.test import Client
from django.test.utils import _TestState
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from organisations.actor import Actor
from organisations.models import Rem
from swv import gezondheid
from tests.inloggen import log_in
from tests.swv import matrix
from tests.swv.formulieren import Formulier, keur, op_pagina
from tests.swv.matrix import Blok
from tests.swv.wereld import ACHTERNAAM, EIGEN, ELDERS, ONTVANGT, TEKENREGEL, VOORBIJ, Wereld, maak_wereld
from tests.workflow.tekenhulp import met_regel
from tlv.models import Aanvraag

pytestmark = pytest.mark.django_db
STAND = os.environ.get("DEKKEND_MATRIX", "")
"""`schrijf` writes the file anew; `aanvullen` only adds lines for new addresses and drops those that are gone."""
ADRESSEN = {naam: pad for naam, pad in matrix.adressen() if not naam.startswith("ui:")}
VAN_ZAAK = {
    naam: pad for naam, pad in ADRESSEN.items() if "<" in pad and not naam.startswith(("organisations:", "demo"))
}
METHODEN = ("GET", "POST")
BEZOEKER = "bezoeker"
RELATIES: dict[str, tuple[str, str]] = {
    "eigen-open": (EIGEN, "open"),
    "eigen-lopend": (EIGEN, "lopend"),
    "eigen-gesloten": (EIGEN, "gesloten"),
    "elders": (ELDERS, "lopend"),
    "ontvangt": (ONTVANGT, "lopend"),
    "voorbij": (VOORBIJ, "lopend"),
    "bezoeker": (BEZOEKER, "lopend"),
}
"""Relation of the matrix → which people, and to which case."""

WIE_MEEDOEN = ("eigen-open", "eigen-lopend", "eigen-gesloten")
WIE_NIETS_MAG_LEZEN = ("elders", "ontvangt", "voorbij", "bezoeker")
OVERGEDRAGEN = ("tlv:overdracht",)
"""Where the receiving school reads of the pupil all the same."""


@pytest.fixture(scope="module")
def wereld(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Wereld]:
    """Made once, in a transaction around all tests here: each request is taken back, and each test its log-ins."""
    with django_db_blocker.unblock(), transaction.atomic(), met_regel(TEKENREGEL):
        yield maak_wereld()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def niets_wacht_te_lang(monkeypatch: pytest.MonkeyPatch) -> None:
    """The letters of this world are never made; on a slow machine they would grow too old for `/gereed/`."""
    monkeypatch.setattr(gezondheid, "OUTBOX_LIMIT", timedelta(days=1))


@pytest.fixture(autouse=True)
def een_foutpagina_per_persoon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of a 403 or a 404 is drawn once for each person: it says the same whatever was asked."""
    gewoon, getekend = URLResolver.resolve_error_handler, set()

    def eenmaal(resolver: URLResolver, code: int) -> Callable[..., HttpResponse]:
        def pagina(request: HttpRequest, **kwargs: object) -> HttpResponse:
            actor = getattr(request, "actor", None)
            wie = code, actor and actor.hoed_id
            if code in (403, 404) and wie in getekend:
                return HttpResponse(status=code)
            getekend.add(wie)
            antwoord: HttpResponse = gewoon(resolver, code)(request, **kwargs)
            return antwoord

        return pagina

    monkeypatch.setattr(URLResolver, "resolve_error_handler", eenmaal)


@pytest.fixture(autouse=True)
def zonder_bijzaken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which view an address leads to is looked up once for all who ask it, and no copy is kept of what a page was drawn
    from: that is half as much work again as the answers.
    """
    resolver = get_resolver()
    monkeypatch.setattr(resolver, "resolve", cache(resolver.resolve))
    monkeypatch.setattr(Template, "_render", _TestState.saved_data.template_render)  # type: ignore[attr-defined]


@dataclass
class Gang:
    """What everyone of a relation got from every address."""

    blok: Blok = field(default_factory=dict)
    gelezen: list[tuple[str, str, str]] = field(default_factory=list)
    """(role, method, address) of who read the name of the pupil."""
    formulieren: set[Formulier] = field(default_factory=set)


@pytest.fixture(scope="module")
def gang(wereld: Wereld) -> Callable[[str], Gang]:
    """Gone once for each relation, for all tests here; its log-ins are taken back."""

    @cache
    def ga(relatie: str) -> Gang:
        client = Client(raise_request_exception=False)

        def als(wie: Actor) -> Client:
            log_in(client, wie)
            return client

        with transaction.atomic():
            gegaan = _loop(relatie, wereld, als, client)
            transaction.set_rollback(True)
        return gegaan

    return ga


@pytest.mark.parametrize("relatie", RELATIES)
def test_every_address_answers_as_the_matrix_says(relatie: str, gang: Callable[[str], Gang]) -> None:
    blok, gelezen = gang(relatie).blok, gang(relatie).gelezen
    if STAND:
        _bewaar(relatie, blok)
        return
    verwacht = matrix.lees()[relatie]
    assert set(blok) == set(verwacht), "an address without a line, or a line without an address"
    anders = {
        (*sleutel, rol): f"{code}, not {verwacht[sleutel].get(rol)}"
        for sleutel, codes in blok.items()
        for rol, code in codes.items()
        if code != verwacht[sleutel].get(rol)
    }
    assert anders == {}
    if relatie in WIE_NIETS_MAG_LEZEN:
        gelezen = [wat for wat in gelezen if relatie != "ontvangt" or wat[2] not in OVERGEDRAGEN]
        assert gelezen == [], "these people read the name of a pupil they have nothing to do with"


def test_every_form_that_changes_a_row_has_its_version(gang: Callable[[str], Gang]) -> None:
    """On every page that somebody of a case may open."""
    keur({form for relatie in WIE_MEEDOEN for form in gang(relatie).formulieren})


def _bewaar(relatie: str, blok: Blok) -> None:
    blokken = matrix.lees()
    bekend = blokken.get(relatie, {}) if STAND == "aanvullen" else {}
    blokken[relatie] = {sleutel: codes for sleutel, codes in bekend.items() if sleutel[0] in _adressen(relatie)} | blok
    matrix.schrijf({naam: blokken[naam] for naam in RELATIES if naam in blokken})


def _loop(relatie: str, wereld: Wereld, als: Callable[[Actor], Client], client: Client) -> Gang:
    """Ask every address as everyone."""
    mensen, welke = RELATIES[relatie]
    aanvraag: Aanvraag = getattr(wereld, welke)
    gang = Gang()
    blok = gang.blok
    actoren: dict[str, Actor | None] = {**wereld.actoren.get(mensen, {BEZOEKER: None})}
    for rol, actor in actoren.items():
        Rem.objects.all().delete()  # public pages count how often an address asks
        if actor is not None:
            client = _binnen(als, actor)
        sessie = _sessie(client)
        for naam, methode, pad in _verzoeken(relatie, aanvraag, wereld):
            if "-" in blok.get((naam, methode), {}).values():
                blok[naam, methode][rol] = "-"  # what no address does, it does for nobody
                continue
            antwoord, eerst = _vraag(client, methode, pad)
            if _sessie(client) != sessie and actor is not None:  # logged out, or logged in anew
                client = _binnen(als, actor)
                sessie = _sessie(client)
            code = eerst + matrix.teken(antwoord.status_code, antwoord.headers.get("Location", ""))
            blok.setdefault((naam, methode), {})[rol] = code
            if antwoord.status_code == 200 and not antwoord.streaming:
                _lees(gang, antwoord, (rol, methode, naam), pad)
    return gang


def _binnen(als: Callable[[Actor], Client], actor: Actor) -> Client:
    """Logged in, with what the first page writes into a session: that is not taken back, and not written every time."""
    client = als(actor)
    client.get("/nergens/")
    return client


def _lees(gang: Gang, antwoord: HttpResponse, wat: tuple[str, str, str], pad: str) -> None:
    if ACHTERNAAM.encode() in antwoord.content:
        gang.gelezen.append(wat)
    if wat[1] == "GET" and antwoord.headers.get("Content-Type", "").startswith("text/html"):
        gang.formulieren.update(op_pagina(antwoord.content.decode(), pad))


def _verzoeken(relatie: str, aanvraag: Aanvraag, wereld: Wereld) -> Iterator[tuple[str, str, str]]:
    """Pages that are about no case are asked once per person, not once per case."""
    geboren = aanvraag.zaak.dossier.leerling.geboortedatum
    bekend = {naam for naam, _ in matrix.lees().get(relatie, {})} if STAND == "aanvullen" else set()
    for naam, pad in _adressen(relatie).items():
        if naam in bekend:
            continue
        adres = matrix.vul(naam, pad, wereld.waarden[aanvraag.zaak_id])
        zoek = f"?q={geboren:%d-%m-%Y}" if naam == "workflow:zoeken" else ""  # the page repeats what was asked
        for methode in METHODEN:
            yield naam, methode, f"{adres}{zoek}"


def _adressen(relatie: str) -> dict[str, str]:
    return VAN_ZAAK if relatie in ("eigen-open", "eigen-gesloten", "ontvangt") else ADRESSEN


def _sessie(client: Client) -> str:
    koekje = client.cookies.get("sessie")
    return koekje.value if koekje else ""


def _vraag(client: Client, methode: str, pad: str) -> tuple[HttpResponse, str]:
    """One request whose effects are taken back, so that each starts from the same world.

    Who is asked to identify again does so, and asks once more: before that an address says nothing about who may.
    """
    with transaction.atomic():
        antwoord, eerst = _stuur(client, methode, pad), ""
        if antwoord.headers.get("Location", "").startswith(reverse("organisations:herbevestigen")):
            sessie = client.session
            sessie["herbevestigd_op"] = timezone.now().isoformat()
            sessie.save()
            antwoord, eerst = _stuur(client, methode, pad), matrix.HERBEVESTIGD
        transaction.set_rollback(True)
    return antwoord, eerst


def _stuur(client: Client, methode: str, pad: str) -> HttpResponse:
    formulier = "csrfmiddlewaretoken=x", "application/x-www-form-urlencoded"  # as a browser sends one without files
    return client.get(pad) if methode == "GET" else client.post(pad, *formulier)  # type: ignore[return-value]
