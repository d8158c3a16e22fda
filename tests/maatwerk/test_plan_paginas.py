"""The pages of plan, decision, costs and budget: what each hat can do there, without JavaScript."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from maatwerk import budget
from maatwerk.models import Status, Traject
from maatwerk.models_plan import Budget, Kostenpost, Planversie
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU
from tests.maatwerk.planhulp import (
    REGEL,
    breng_naar_directeur,
    keur_goed,
    maak_budget,
    maak_traject,
    maak_versie,
    mensen_die_tekenen,
    nu_is,
    vul_plan,
)
from workflow.models import Onderdeel
from workflow.perform import perform

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
EERSTE = "regels-0-"


@pytest.fixture
def directeur(swv: Samenwerkingsverband, andere_school: School) -> Actor:
    return mensen_die_tekenen(swv, andere_school)[1]


def plan_url(traject: Traject, rest: str = "") -> str:
    return f"/maatwerk/{traject.zaak_id}/plan/{rest}"


def regel_als_formulier(**anders: str) -> dict[str, str]:
    velden = {
        "soort": "uren",
        "omschrijving": "Begeleiding",
        "aantal": "3",
        "per": "week",
        "keren": "16",
        "tarief": "87,50",
        "btw": "vrijgesteld",
        "betaler": "swv",
        "van_dag": "7",
        "van_maand": "4",
        "van_jaar": "2026",
        "tot_dag": "31",
        "tot_maand": "7",
        "tot_jaar": "2026",
    }
    return {f"{EERSTE}{naam}": waarde for naam, waarde in (velden | anders).items()} | {"regels-TOTAL_FORMS": "1"}


def test_the_offer_is_typed_and_added_up(als: Als, school: School):
    traject, wie = maak_traject(school)
    client, url = als(wie), plan_url(traject, "onderdeel/plan_offerte/")
    antwoord = client.post(url, regel_als_formulier())
    assert antwoord.status_code == 302, antwoord.context["form"].errors
    assert Onderdeel.objects.get(sleutel="plan_offerte").antwoorden["regels"][0]["tarief"] == "87.50"
    overzicht = client.get(plan_url(traject)).content.decode()
    assert "€\u00a04.200,00" in overzicht and "te weinig" in overzicht
    assert 'value="87,50"' in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("fout", "melding"),
    [
        ({"aantal": "veel"}, "Vul een getal in"),
        ({"keren": "60"}, "Zoveel weken of maanden zijn er niet"),
        ({"betaler": "ander"}, "Vul in wie betaalt"),
        ({"tot_jaar": "2025"}, "De laatste dag ligt voor de eerste dag"),
        ({"tarief": "1e9"}, "Vul een getal in"),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_is_kept(
    als: Als, school: School, fout: dict[str, str], melding: str
):
    traject, wie = maak_traject(school)
    client, url = als(wie), plan_url(traject, "onderdeel/plan_offerte/")
    antwoord = client.post(url, regel_als_formulier(**fout))
    assert antwoord.status_code == 422 and melding in antwoord.content.decode()
    nog_eens = client.get(url).content.decode()
    for waarde in fout.values():
        assert f'value="{waarde}"' in nog_eens or f'value="{waarde}" selected' in nog_eens


def test_another_row_is_asked_for_without_judging(als: Als, school: School):
    traject, wie = maak_traject(school)
    data = regel_als_formulier(aantal="veel") | {"regels-toevoegen": "1"}
    antwoord = als(wie).post(plan_url(traject, "onderdeel/plan_offerte/"), data)
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200 and 'name="regels-1-omschrijving"' in tekst and 'value="veel"' in tekst


def test_autosave_keeps_half_a_line(als: Als, school: School):
    traject, wie = maak_traject(school)
    url = plan_url(traject, "onderdeel/plan_offerte/bewaar/")
    antwoord = als(wie).post(url, {"regels-0-omschrijving": "Taxi", "versie": "0"})
    assert antwoord.status_code == 200 and antwoord.json()["versie"] == 1
    assert Onderdeel.objects.get(sleutel="plan_offerte").antwoorden["regels"][0]["omschrijving"] == "Taxi"
    laat = als(wie).post(url, {"regels-0-omschrijving": "Bus", "versie": "0"})
    assert laat.status_code == 409 and laat.json()["url"].endswith("/plan/onderdeel/plan_offerte/")


def test_two_windows_keep_both_texts(als: Als, school: School):
    traject, wie = maak_traject(school)
    client, url = als(wie), plan_url(traject, "onderdeel/plan_afspraken/")
    client.post(url, {"bij_problemen": "Bel de mentor.", "concept": "1", "versie": "0"})
    antwoord = client.post(url, {"bij_problemen": "Bel de casemanager.", "concept": "1", "versie": "0"})
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 409 and "Bel de mentor." in tekst and "Bel de casemanager." in tekst


def test_from_whole_plan_to_approval_and_costs(
    als: Als, school: School, andere_school: School, directeur: Actor, swv: Samenwerkingsverband
):
    traject, wie = maak_traject(school)
    vul_plan(traject.zaak, andere_school)
    client = als(wie)
    pagina = client.get(plan_url(traject, "controle/"))
    velden = {naam: pagina.context["form"][naam].value() for naam in ("versie", "sleutel", "planstand")}
    assert client.post(plan_url(traject, "controle/"), velden).status_code == 302
    assert Planversie.objects.get().nummer == 1
    assert client.get(plan_url(traject, "versie/1/")).status_code == 200


def test_the_director_sees_the_shortage_and_cannot_sign(
    als: Als, school: School, andere_school: School, directeur: Actor, swv: Samenwerkingsverband
):
    maak_budget(swv, "1000")
    traject = breng_naar_directeur(school, andere_school)
    client = als(directeur)
    pagina = client.get(plan_url(traject, "besluit/")).content.decode()
    assert "€\u00a03.200,00 te weinig" in pagina and "Er is niet genoeg budget" in pagina
    antwoord = client.post(plan_url(traject, "besluit/teruggeven/"), {"terug-reden": ""})
    assert antwoord.status_code == 422 and "Beantwoord de vraag" in antwoord.content.decode()
    assert client.post(plan_url(traject, "besluit/teruggeven/"), {"terug-reden": "Te duur."}).status_code == 302
    assert Planversie.objects.get().opmerkingen == "Te duur."


@pytest.mark.parametrize("wat", ["teruggeven", "goedkeuren"])
@pytest.mark.parametrize("reden", ["", "Te duur."])
def test_a_decision_about_a_plan_that_is_not_asked_any_more_changes_nothing(
    als: Als, school: School, andere_school: School, directeur: Actor, wat: str, reden: str
):
    traject = breng_naar_directeur(school, andere_school)
    perform(traject.zaak_id, "plan_teruggeven", by=directeur, data={"reden": "Te duur."}, nu=NU)
    client = als(directeur)
    sessie = client.session
    sessie["herbevestigd_op"] = timezone.now().isoformat()
    sessie.save()
    velden = {"terug-reden": reden, "goed-reden": reden}
    assert client.post(plan_url(traject, f"besluit/{wat}/"), velden).status_code == 409
    assert nu_is(traject) == Status.PLAN


def test_the_next_version_shows_what_changed(
    als: Als, school: School, andere_school: School, directeur: Actor, swv: Samenwerkingsverband
):
    maak_budget(swv, "9000")
    traject = breng_naar_directeur(school, andere_school)
    keur_goed(traject, directeur)
    wie = _casemanager(traject)
    client = als(wie)
    stap = f"/maatwerk/{traject.zaak_id}/stap/plan_aanpassen/"
    assert client.post(stap, {"reden": "Meer uren nodig."}).status_code == 302
    assert "Meer uren nodig." in client.get(plan_url(traject)).content.decode()
    rij = Onderdeel.objects.get(zaak=traject.zaak, sleutel="plan_offerte")
    Onderdeel.objects.filter(pk=rij.pk).update(antwoorden=rij.antwoorden | {"regels": [REGEL | {"aantal": "4"}]})
    pagina = client.get(plan_url(traject, "controle/"))
    velden = {naam: pagina.context["form"][naam].value() for naam in ("versie", "sleutel", "planstand")}
    assert "Anders dan in versie 1" in pagina.content.decode()
    assert client.post(plan_url(traject, "controle/"), velden | {"reden": "Meer uren."}).status_code == 302
    verschil = client.get(plan_url(traject, "versie/2/verschil/")).content.decode()
    assert "Was €\u00a04.200,00, wordt €\u00a05.600,00" in verschil and "Verschil: €\u00a01.400,00" in verschil
    assert client.get(plan_url(traject, "versie/1/verschil/")).status_code == 404


def test_costs_are_booked_on_the_page(als: Als, school: School, swv: Samenwerkingsverband):
    traject, wie = _in_uitvoering(school, swv)
    client, url = als(wie), f"/maatwerk/{traject.zaak_id}/kosten/"
    goed = {"rij": "regel1", "omschrijving": "Factuur", "bedrag": "1.000,10", "op": "9-3-2026"}
    assert client.post(url, goed).status_code == 302
    assert Kostenpost.objects.get().bedrag == Decimal("1000.10")
    te_veel = client.post(url, goed | {"bedrag": "4.000"})
    assert te_veel.status_code == 422 and "Maak een nieuwe versie van het plan" in te_veel.content.decode()
    assert "€\u00a01.000,10" in client.get(url).content.decode()


def test_the_budget_page_is_for_director_and_secretariat(als: Als, swv: Samenwerkingsverband, secretariaat: Actor):
    directeur = factories.actor(Rol.DIRECTEUR_SWV, swv)
    client = als(directeur)
    assert client.get("/maatwerk/budget/").status_code == 200
    antwoord = client.post("/maatwerk/budget/2025/", {"toegekend": "12.500,00", "reden": "Besluit", "versie": "0"})
    assert antwoord.status_code == 302 and Budget.objects.get().toegekend == Decimal("12500.00")
    assert "Besluit" in client.get("/maatwerk/budget/").content.decode()
    client = als(secretariaat)
    assert client.get("/maatwerk/budget/").status_code == 200
    assert client.get("/maatwerk/budget/2025/").status_code == 403
    assert als(factories.actor(Rol.CASEMANAGER, swv)).get("/maatwerk/budget/").status_code == 403


@pytest.mark.parametrize("rest", ["", "controle/", "besluit/", "versie/1/", "onderdeel/plan_plek/"])
def test_another_casemanager_finds_nothing(als: Als, school: School, swv: Samenwerkingsverband, rest: str):
    traject, _ = maak_traject(school)
    assert als(factories.actor(Rol.CASEMANAGER, swv)).get(plan_url(traject, rest)).status_code == 404


@pytest.mark.parametrize("rest", ["onderdeel/bestaat-niet/", "versie/9/", "stap/bestaat-niet/"])
def test_what_is_not_there_is_not_found(als: Als, school: School, rest: str):
    traject, wie = maak_traject(school)
    assert als(wie).get(plan_url(traject, rest)).status_code == 404


def _in_uitvoering(school: School, swv: Samenwerkingsverband) -> tuple[Traject, Actor]:
    traject, wie = maak_traject(school, Status.UITVOERING)
    maak_versie(traject, wie, "goedgekeurd")
    maak_budget(swv, "5000")
    budget.reserveer(traject, {2025: Decimal(4200)})
    return traject, wie


def _casemanager(traject: Traject) -> Actor:
    aanstelling: Any = traject.aanstellingen.select_related("casemanager").get()
    lid = aanstelling.casemanager.lidmaatschappen.get(rol=Rol.CASEMANAGER)
    return factories.actor_voor(lid, vandaag=factories.VANDAAG)
