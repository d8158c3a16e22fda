"""Plan, decision, costs and budget in a browser: accessible, wide and narrow, with and without JavaScript.

DEKKEND_BEELDEN=folder keeps a picture of every page that is looked at.
"""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from maatwerk import budget
from maatwerk.models import Status
from maatwerk.plansecties import PLANSECTIES
from organisations.models import Samenwerkingsverband, School
from organisations.rollen import Rol
from tests import factories
from tests.browser.kijken import bekijk
from tests.maatwerk.planhulp import (
    REGEL,
    breng_naar_directeur,
    maak_budget,
    maak_traject,
    maak_versie,
    mensen_die_tekenen,
    vul_plan,
)
from workflow.models import Onderdeel

Open = Callable[..., Page]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_every_section_empty_wrong_and_full(open_als: Open, school: School, andere_school: School) -> None:
    traject, wie = maak_traject(school)
    page = open_als(wie)
    page.goto(f"/maatwerk/{traject.zaak_id}/plan/")
    bekijk(page, "plan-01-leeg", smalst=320)
    for nr, sectie in enumerate(PLANSECTIES, 2):
        page.goto(f"/maatwerk/{traject.zaak_id}/plan/onderdeel/{sectie.sleutel}/")
        bekijk(page, f"plan-{nr:02}-{sectie.sleutel}-leeg", smalst=320)
        page.get_by_role("button", name="Opslaan en verder").click()
        expect(page.locator("[data-foutenlijst]")).to_be_focused()
        bekijk(page, f"plan-{nr:02}-{sectie.sleutel}-fout", smalst=320)
    vul_plan(traject.zaak, andere_school, [REGEL, REGEL | {"rij": "taxi", "omschrijving": "Taxi", "btw": "9"}])
    page.goto(f"/maatwerk/{traject.zaak_id}/plan/onderdeel/plan_offerte/")
    bekijk(page, "plan-07-offerte-vol", smalst=320)
    page.goto(f"/maatwerk/{traject.zaak_id}/plan/controle/")
    bekijk(page, "plan-08-controle", smalst=320)
    page.get_by_role("button", name="Leg het plan voor").click()
    expect(page.get_by_role("heading", name="Versie 1")).to_be_visible()
    bekijk(page, "plan-09-voorgelegd", smalst=320)
    page.goto(f"/maatwerk/{traject.zaak_id}/plan/versie/1/")
    bekijk(page, "plan-10-versie", smalst=320)
    page.goto(f"/maatwerk/{traject.zaak_id}/stap/plan_terugnemen/")
    bekijk(page, "plan-11-terugnemen")


@pytest.fixture(autouse=True)
def mensen(swv: Samenwerkingsverband, andere_school: School) -> None:
    mensen_die_tekenen(swv, andere_school)


def test_a_line_is_typed_without_javascript_and_nothing_is_lost(open_als: Open, school: School) -> None:
    traject, wie = maak_traject(school)
    page = open_als(wie, javascript=False)
    page.goto(f"/maatwerk/{traject.zaak_id}/plan/onderdeel/plan_offerte/")
    page.get_by_label("Waarvoor?").fill("Begeleiding")
    page.get_by_label("Hoeveel?").fill("anderhalf")
    page.get_by_role("button", name="Nog een regel toevoegen").click()
    expect(page.get_by_label("Waarvoor?")).to_have_count(2)
    expect(page.get_by_label("Hoeveel?").first).to_have_value("anderhalf")
    page.get_by_role("button", name="Bewaar en ga terug").click()
    rij = Onderdeel.objects.get(zaak=traject.zaak, sleutel="plan_offerte").antwoorden["regels"][0]
    assert (rij["omschrijving"], rij["aantal"]) == ("Begeleiding", "anderhalf")


def test_the_decision_of_the_director(
    open_als: Open, school: School, andere_school: School, swv: Samenwerkingsverband
) -> None:
    traject = breng_naar_directeur(school, andere_school)
    page = open_als(factories.actor(Rol.DIRECTEUR_SWV, swv))
    page.goto(f"/maatwerk/{traject.zaak_id}/plan/besluit/")
    bekijk(page, "plan-12-besluit-tekort", smalst=320)
    page.get_by_role("link", name="Verhoog eerst het budget").click()
    bekijk(page, "plan-13-budget-leeg", smalst=320)
    page.goto("/maatwerk/budget/2025/")
    page.get_by_role("button", name="Wijzig het budget").click()
    bekijk(page, "plan-14-budget-fout", smalst=320)
    page.get_by_label("Toegekend budget").fill("10.000")
    page.get_by_label("Waarom verandert het?").fill("Besluit van het bestuur van 2 maart.")
    page.get_by_role("button", name="Wijzig het budget").click()
    expect(page.get_by_role("heading", name="Maatwerkbudget")).to_be_visible()
    page.goto(f"/maatwerk/{traject.zaak_id}/plan/besluit/")
    bekijk(page, "plan-15-besluit", smalst=320)
    page.get_by_label("Wat moet er anders?").fill("Graag minder uren in de eerste weken.")
    page.get_by_role("button", name="Geef het plan terug").click()
    expect(page.get_by_text("Het plan is teruggegeven.")).to_be_visible()


def test_costs_and_a_filled_budget(open_als: Open, school: School, swv: Samenwerkingsverband) -> None:
    traject, wie = maak_traject(school, Status.UITVOERING)
    maak_versie(traject, wie, "goedgekeurd", [REGEL, REGEL | {"rij": "taxi", "omschrijving": "Taxi", "aantal": "1"}])
    maak_budget(swv, "9000")
    with transaction.atomic():
        budget.reserveer(traject, {2025: Decimal(5600)})
    page = open_als(wie)
    page.goto(f"/maatwerk/{traject.zaak_id}/kosten/")
    page.get_by_label("Op welke regel van de offerte?").select_option("regel1")
    page.get_by_label("Waarvoor?").fill("Factuur maart")
    for naam, waarde in (("Dag", "9"), ("Maand", "3"), ("Jaar", "2026")):
        page.get_by_label(naam, exact=True).fill(waarde)
    page.get_by_label("Bedrag met btw").fill("4.300")
    page.get_by_role("button", name="Boek de kosten").click()
    expect(page.locator("[data-foutenlijst]")).to_contain_text("Schrijf op waarom")
    bekijk(page, "plan-16-kosten-fout", smalst=320)
    page.get_by_label("Waarom meer dan de offerte?").fill("Een extra gesprek met de ouders.")
    page.get_by_role("button", name="Boek de kosten").click()
    expect(page.get_by_text("De kosten zijn geboekt.")).to_be_visible()
    bekijk(page, "plan-17-kosten", smalst=320)
    page = open_als(factories.actor(Rol.DIRECTEUR_SWV, swv))
    page.goto("/maatwerk/budget/")
    bekijk(page, "plan-18-budget", smalst=320)
