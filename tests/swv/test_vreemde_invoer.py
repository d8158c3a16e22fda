"""Nonsense in an address or a hidden field is answered, never an error; and an error tells the log no names."""

import logging
import sys

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from audit.models import Gebeurtenis, Soort
from organisations.models import Samenwerkingsverband, School, User
from organisations.rollen import Rol
from swv.logs import JsonFormatter
from tests import factories
from tlv.models import Status

GROOT = "9" * 25


def _als(rol: str, waar: School | Samenwerkingsverband) -> Client:
    wie = factories.actor(rol, waar)
    client = Client()
    client.force_login(User.objects.get(pk=wie.gebruiker_id))
    sessie = client.session
    sessie["aangemeld_met"] = "app"
    sessie.save()
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("na", ["²", "٣", GROOT, "x", "-1"])
def test_a_strange_page_mark_shows_the_first_page(school: School, na: str) -> None:
    client = _als(Rol.COORDINATOR, school)
    for adres in ("/dossiers/", "/zaken/"):
        assert client.get(adres, {"na": na}).status_code == 200


@pytest.mark.django_db
def test_a_strange_mark_or_number_in_the_record_of_the_fg_shows_a_page(swv: Samenwerkingsverband) -> None:
    client = _als(Rol.FG, swv)
    for vraag in ({"voor": "²"}, {"voor": GROOT}, {"nummer": "\x00"}):
        assert client.get("/logboek/", vraag).status_code == 200


@pytest.mark.django_db
def test_a_strange_hat_is_refused_and_a_strange_search_finds_nothing(school: School) -> None:
    client = _als(Rol.COORDINATOR, school)
    assert [client.post("/hoed/", {"hoed": hoed}).status_code for hoed in ("²", GROOT)] == [302, 302]
    assert client.get("/tlv/register/", {"q": "\x00"}).status_code == 200


@pytest.mark.django_db
def test_a_refusal_is_recorded_also_for_what_no_paper_can_be_called(school: School) -> None:
    client = _als(Rol.COORDINATOR, school)
    adressen = [f"/documenten/{GROOT}/", f"/tlv/1/schrijven/{'a' * 300}/"]
    assert [client.get(adres).status_code for adres in adressen] == [404, 404]
    assert Gebeurtenis.objects.filter(soort=Soort.WEIGERING).count() == 2


def test_the_log_says_where_it_went_wrong_and_not_what_a_row_said() -> None:
    rij = "Failing row contains (Sam, Lindelaan 7)"
    try:
        try:
            raise ValueError(rij)
        except ValueError as fout:
            raise IntegrityError(rij) from fout
    except IntegrityError:
        melding = logging.LogRecord("django.request", logging.ERROR, "x.py", 1, "fout", None, sys.exc_info())
    regel = JsonFormatter().format(melding)
    assert "Lindelaan" not in regel
    assert "ValueError" in regel
    assert "IntegrityError" in regel


@pytest.mark.django_db
def test_a_number_too_long_to_be_one_is_no_number(swv: Samenwerkingsverband) -> None:
    """Python refuses to read more than 4,300 digits as a number."""
    lang = "9" * 5000
    aanvraag = factories.AanvraagFactory(
        zaak__dossier__school=factories.SchoolFactory(swv=swv), status=Status.TER_BESLUITVORMING
    )
    client = _als(Rol.SECRETARIAAT, swv)
    assert client.get("/tlv/register/", {"vanaf": lang}).status_code == 200
    assert client.post(reverse("tlv:postbak_pdf"), {"bekendmakingen": lang}).status_code == 302
    for dag in ("x", "31-12-9999", "31-2-2026"):
        assert client.post(reverse("tlv:postbak_pdf"), {"verzonden_op_dag": dag}).status_code == 302
    client = _als(Rol.VOORZITTER, swv)
    bewaar = reverse("tlv:besluit_bewaren", args=[aanvraag.zaak_id])
    assert client.post(bewaar, {"versie": lang}).status_code in (200, 422)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("soort", "inhoud"),
    [
        ("application/x-www-form-urlencoded; charset=utf-16", "a=b"),
        ("multipart/form-data", "x"),
        ("multipart/form-data; boundary=" + "x" * 300, "x"),
    ],
)
def test_a_form_that_cannot_be_read_is_answered(school: School, soort: str, inhoud: str) -> None:
    """Reading it again for the page that says so was an error of its own, outside all that guards an answer."""
    wie = _als(Rol.COORDINATOR, school)
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies = wie.cookies
    client.get("/dossiers/nieuw/")
    for adres in ("/dossiers/nieuw/", "/inloggen/"):
        antwoord = client.post(adres, data=inhoud, content_type=soort)
        assert antwoord.status_code == 400
        assert "default-src 'none'" in antwoord.headers["Content-Security-Policy"]
