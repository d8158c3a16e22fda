"""The record in a browser: searching, asking why, and the page of the chair; on desktop and phone."""

import pytest
from playwright.sync_api import Page, expect

from audit.models import Lezing
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband
from organisations.rollen import Rol
from tests import factories
from tests.browser import kijken
from tests.browser.vensters import OpenAls
from tlv.models import Aanvraag, Status
from workflow.toegang import haal_zaak

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def bekijk(page: Page, adres: str, status: int = 200) -> None:
    antwoord = page.goto(adres)
    assert antwoord is not None and antwoord.status == status, adres
    kijken.bekijk(page, f"logboek-{adres.strip('/').replace('/', '-').replace('?', '-')}", smalst=320)


def test_the_fg_and_the_chair_look_who_looked(
    open_als: OpenAls,
    aanvraag: Aanvraag,
    swv: Samenwerkingsverband,
    secretariaat: Actor,
    voorzitter: Actor,
) -> None:
    factories.zet_status(aanvraag, Status.INGEDIEND)
    haal_zaak(secretariaat, aanvraag.zaak_id, pagina="zaak")
    fg = open_als(factories.actor(Rol.FG, swv))
    bekijk(fg, "/logboek/")
    bekijk(fg, "/logboek/?van=31-02-2026", status=422)
    bekijk(fg, "/logboek/?persoon=niemand")
    bekijk(fg, f"/logboek/lezing/{Lezing.objects.get(zaak_id=aanvraag.zaak_id).pk}/")
    expect(fg.get_by_role("main")).to_contain_text("Daar lag deze zaak sinds 9 maart 2026")
    voorzitterspagina = open_als(voorzitter)
    bekijk(voorzitterspagina, f"/zaken/{aanvraag.zaak_id}/inzage/")
    expect(voorzitterspagina.get_by_role("table")).to_contain_text(secretariaat.naam)
