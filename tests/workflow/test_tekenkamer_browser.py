"""The signing room in a browser, wide and narrow: every page, empty, filled and with errors."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from cases.models import Zaak
from documents.models import Handtekening
from organisations.actor import Actor
from organisations.models import School, User
from organisations.rollen import Rol
from tests import factories
from tests.browser.kijken import bekijk
from tests.browser.vensters import OpenAls, Vensters
from tests.workflow.tekenhulp import Kamer, maak_kamer, met_tekenkamer
from tlv.models import Aanvraag

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def kamer(aanvraag: Aanvraag, andere_school: School, settings: Any, tmp_path: Any) -> Iterator[Kamer]:
    settings.BESTANDEN_DIR = tmp_path
    with met_tekenkamer(maak_kamer(aanvraag, andere_school)) as kamer:
        vandaag = timezone.localdate()
        Zaak.objects.filter(pk=aanvraag.zaak_id).update(swv_sinds=vandaag, gezin_sinds=vandaag)
        kamer.vraag(nu=timezone.now())
        yield kamer


def adres(naam: str, *args: Any) -> str:
    return reverse(f"workflow:{naam}", args=args)


def venster(open_als: OpenAls, wie: Actor) -> Page:
    nu = timezone.now().isoformat()
    return open_als(wie, herbevestigd_op=nu, herbevestigd_met="app")


def naar_het_gezin(kamer: Kamer) -> None:
    for wie in (kamer.casemanager, kamer.hoofd, kamer.directeur):
        kamer.antwoord(wie, nu=timezone.now())


def test_staff_signs(open_als: OpenAls, kamer: Kamer) -> None:
    rij = kamer.rij(kamer.hoofd)
    page = open_als(kamer.hoofd)
    page.goto(adres("tekenen", rij.pk))
    expect(page.get_by_role("main")).to_contain_text("Bevestig dat u het bent")
    bekijk(page, "tekenen-bevestigen")
    page = venster(open_als, kamer.hoofd)
    plv = factories.actor(
        Rol.SCHOOLDIRECTEUR, School.objects.get(pk=kamer.hoofd.school_id), vandaag=timezone.localdate()
    )
    kamer.vervanger = User.objects.get(pk=plv.persoon_id)
    page.goto(adres("tekenen_doorgeven", rij.pk))
    bekijk(page, "tekenen-doorgeven")
    page.goto(adres("tekenlijst"))
    bekijk(page, "tekenen-lijst")
    page.get_by_role("link", name="Plan van aanpak").click()
    bekijk(page, "tekenen-open")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("alert").first).to_contain_text("Beantwoord de vraag")
    bekijk(page, "tekenen-fout")
    page.get_by_label("Ik heb dit gelezen en teken").check()
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("main")).to_contain_text("U hebt getekend")
    bekijk(page, "tekenen-klaar")
    kamer.nieuwe_versie(nu=timezone.now(), data=b"%PDF-1.7 nieuw", reden="De uren zijn aangepast.")
    page.goto(adres("tekenen", rij.pk))
    expect(page.get_by_role("main")).to_contain_text("Deze versie geldt niet meer")
    bekijk(page, "tekenen-vervallen")


def test_a_parent_reads_and_answers(open_als: OpenAls, kamer: Kamer) -> None:
    naar_het_gezin(kamer)
    page = venster(open_als, kamer.moeder)
    page.goto(adres("tekenen", kamer.rij(kamer.moeder).pk))
    bekijk(page, "tekenen-ouder")
    page.get_by_label("Ik heb dit gelezen, maar ben het er niet mee eens").check()
    page.get_by_label("Waarom?").fill("Wij willen meer uren hulp.")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("main")).to_contain_text("Wij willen meer uren hulp.")
    bekijk(page, "tekenen-ouder-klaar")
    page = open_als(kamer.moeder)
    page.goto(reverse("organisations:herbevestigen"))
    expect(page.get_by_role("button", name="Stuur mij een code")).to_be_visible()
    bekijk(page, "tekenen-ouder-bevestigen")
    page.get_by_role("button", name="Stuur mij een code").click()
    expect(page.get_by_label("Code uit de mail")).to_be_visible()
    bekijk(page, "tekenen-ouder-code")


def test_the_office_follows_and_works_with_paper(open_als: OpenAls, kamer: Kamer) -> None:
    rij = kamer.rij(kamer.hoofd)
    page = venster(open_als, kamer.secretaris)
    page.goto(adres("tekenronde", rij.stuk_id))
    bekijk(page, "tekenronde")
    page.goto(adres("tekenen_papier", rij.pk))
    page.get_by_role("button", name="Leg vast").click()
    bekijk(page, "tekenen-papier-fout")
    kamer.papier(rij, nu=timezone.now())
    page.goto(adres("tekenen_nakijken", rij.pk))
    bekijk(page, "tekenen-nakijken-zelf")
    page = venster(open_als, kamer.collega)
    page.goto(adres("tekenen_nakijken", rij.pk))
    bekijk(page, "tekenen-nakijken")
    page.goto(adres("tekenronde_intrekken", rij.stuk_id))
    bekijk(page, "tekenronde-intrekken")
    kamer.kijk_na(rij, nu=timezone.now())
    kamer.antwoord(kamer.casemanager, nu=timezone.now())
    kamer.antwoord(kamer.directeur, "geweigerd", nu=timezone.now())
    page.goto(adres("tekenronde", rij.stuk_id))
    bekijk(page, "tekenronde-vast")


def test_with_a_code_from_a_letter(
    open_als: OpenAls, vensters: Vensters, live_server: LiveServer, kamer: Kamer
) -> None:
    naar_het_gezin(kamer)
    rij = kamer.rij(kamer.vader)
    kantoor = venster(open_als, kamer.secretaris)
    kantoor.goto(adres("tekenen_brief", rij.pk))
    bekijk(kantoor, "tekenen-brief")
    data = {"handtekening_id": rij.pk}
    code = kamer.doe("tekenen_code", kamer.secretaris, nu=timezone.now(), **data).waarden["code"]
    page = vensters.open(live_server.url)
    page.goto(adres("tekencode"))
    bekijk(page, "tekencode")
    geboren = kamer.zaak.dossier.leerling.geboortedatum

    def vul(dag: int) -> None:
        page.get_by_label("De code uit uw brief").fill(code)
        for veld, waarde in (("Dag", dag), ("Maand", geboren.month), ("Jaar", geboren.year)):
            page.get_by_label(veld).first.fill(str(waarde))
        page.get_by_role("button", name="Ga verder").click()

    vul((geboren - timedelta(days=1)).day)
    expect(page.get_by_role("alert").first).to_contain_text("horen niet bij elkaar")
    bekijk(page, "tekencode-fout")
    vul(geboren.day)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Plan van aanpak")
    bekijk(page, "tekencode-tekenen")
    page.get_by_label("Ik heb dit gelezen en teken").check()
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dank u wel")
    bekijk(page, "tekencode-klaar")
    assert Handtekening.objects.get(pk=rij.pk).uitkomst == "getekend"
    page.goto(adres("tekencode"))
    vul(geboren.day)
    bekijk(page, "tekencode-werkt-niet")
