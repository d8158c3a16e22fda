"""The record in a browser: searching, asking why, and the page of the chair; on desktop and phone."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from audit.models import Lezing
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband
from organisations.rollen import Rol
from tests import factories
from tests.browser import kijken
from tests.inloggen import log_in
from tlv.models import Aanvraag, Status
from workflow.toegang import haal_zaak

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def open_als(chromium: Browser, site: str, wie: Actor, **ook: str) -> Page:
    sessie = log_in(Client(), wie, **ook)
    venster = chromium.new_context(base_url=site, reduced_motion="reduce")
    venster.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": str(sessie.session_key), "url": site}])
    return venster.new_page()


def bekijk(page: Page, adres: str, status: int = 200) -> None:
    antwoord = page.goto(adres)
    assert antwoord is not None and antwoord.status == status, adres
    kijken.bekijk(page, f"logboek-{adres.strip('/').replace('/', '-').replace('?', '-')}", smalst=320)


def test_the_fg_and_the_chair_look_who_looked(
    chromium: Browser,
    live_server: LiveServer,
    aanvraag: Aanvraag,
    swv: Samenwerkingsverband,
    secretariaat: Actor,
    voorzitter: Actor,
) -> None:
    factories.zet_status(aanvraag, Status.INGEDIEND)
    haal_zaak(secretariaat, aanvraag.zaak_id, pagina="zaak")
    fg = open_als(chromium, live_server.url, factories.actor(Rol.FG, swv))
    bekijk(fg, "/logboek/")
    bekijk(fg, "/logboek/?van=31-02-2026", status=422)
    bekijk(fg, "/logboek/?persoon=niemand")
    bekijk(fg, f"/logboek/lezing/{Lezing.objects.get(zaak_id=aanvraag.zaak_id).pk}/")
    expect(fg.get_by_role("main")).to_contain_text("Daar lag deze zaak sinds 9 maart 2026")
    voorzitterspagina = open_als(chromium, live_server.url, voorzitter)
    bekijk(voorzitterspagina, f"/zaken/{aanvraag.zaak_id}/inzage/")
    expect(voorzitterspagina.get_by_role("table")).to_contain_text(secretariaat.naam)
