"""Pages of the list of cases: whatever comes or goes between two pages, no row is lost and none comes twice."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Dossier, Zaak
from organisations.actor import Actor
from organisations.models import School
from tests import factories
from tests.factories import NU, VANDAAG
from workflow import lijst
from workflow.lijst import Keuze, pagina_van

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def drie_per_pagina(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lijst, "PER_PAGINA", 3)


@pytest.fixture
def dossier(school: School) -> Dossier:
    nieuw: Dossier = factories.DossierFactory.create(school=school)
    return nieuw


def zaak(dossier: Dossier, termijn: date | None, **anders: Any) -> Zaak:
    nieuw: Zaak = factories.ZaakFactory.create(dossier=dossier, volgende_termijn=termijn, **anders)
    return nieuw


OPEN = Keuze()
ALLE = Keuze(ook_afgesloten=True)


def bladeren(wie: Actor, keuze: Keuze, tussendoor: Callable[[int], object] = lambda nr: None) -> list[int]:
    """Every row as somebody sees it who walks through all pages; `tussendoor` happens after each."""
    gezien: list[int] = []
    merk = ""
    for nr in range(20):
        blad = pagina_van(wie, keuze, na=merk)
        gezien += [rij.pk for rij in blad.rijen]
        merk = blad.na
        tussendoor(nr)
        if not merk:
            return gezien
    raise AssertionError("there is no end to it")


@pytest.fixture
def tien(dossier: Dossier) -> list[int]:
    """Ten cases in the order of the list: equal dates among them, and some without."""
    dagen = [0, 1, 1, 1, 1, 2, 3]
    met = [zaak(dossier, VANDAAG + timedelta(dag)).pk for dag in dagen]
    return [*met, *(zaak(dossier, None).pk for _ in range(3))]


def test_all_rows_come_once_in_the_order_of_their_term(tien: list[int], coordinator: Actor) -> None:
    assert bladeren(coordinator, OPEN) == tien


def test_a_row_added_between_two_pages_shifts_nothing(tien: list[int], coordinator: Actor, dossier: Dossier) -> None:
    """One before where we are, one after, and one at the very end, after the first page."""
    nieuw: list[int] = []

    def erbij(nr: int) -> None:
        if nr == 0:
            dagen = (VANDAAG - timedelta(1), VANDAAG + timedelta(2), None)
            nieuw.extend(zaak(dossier, dag).pk for dag in dagen)

    gezien = bladeren(coordinator, OPEN, erbij)
    assert [pk for pk in gezien if pk in tien] == tien
    assert sorted(set(gezien) - set(tien)) == sorted(nieuw[1:])
    assert len(gezien) == len(set(gezien))


def test_a_row_that_goes_between_two_pages_takes_no_other_along(tien: list[int], coordinator: Actor) -> None:
    def eraf(nr: int) -> None:
        if nr == 0:
            Zaak.objects.filter(pk=tien[0]).update(gesloten_op=VANDAAG)

    assert bladeren(coordinator, OPEN, eraf) == tien


def test_the_list_with_closed_cases_goes_on_where_it_was(coordinator: Actor, dossier: Dossier) -> None:
    momenten = [0, 1, 1, 2, 3, 3, 3]
    rijen = [zaak(dossier, None, bijgewerkt_op=NU - timedelta(hours=uur)).pk for uur in momenten]

    def erbij(nr: int) -> None:
        zaak(dossier, None, bijgewerkt_op=NU + timedelta(hours=nr + 1))

    assert bladeren(coordinator, ALLE, erbij) == rijen


@pytest.mark.parametrize("merk", ["x", "2026-03-09", "2026-99-99_4", "_", "gisteren_4", "2026-03-09_-4", "_x"])
@pytest.mark.parametrize("keuze", [OPEN, ALLE])
def test_a_mark_that_is_none_shows_the_first_page(tien: list[int], coordinator: Actor, merk: str, keuze: Keuze) -> None:
    eerste = pagina_van(coordinator, keuze, na="")
    assert [r.pk for r in pagina_van(coordinator, keuze, na=merk).rijen] == [r.pk for r in eerste.rijen]


def test_the_count_stops_somewhere(tien: list[int], coordinator: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pagina_van(coordinator, OPEN, na="").aantal == "10"
    monkeypatch.setattr(lijst, "HOOGSTENS", 9)
    assert pagina_van(coordinator, OPEN, na="").aantal == "9+"


def test_the_page_leads_to_the_next_with_its_filters(
    tien: list[int], coordinator: Actor, als: Callable[[Actor], Client]
) -> None:
    client = als(coordinator)
    for ook in ("", "afgesloten"):
        adres, gezien = f"{reverse('workflow:zaken')}?ook={ook}&stand=Concept", []
        while adres:
            antwoord = client.get(adres)
            gezien += [regel.pk for regel in antwoord.context["regels"]]
            adres = antwoord.context["volgende"]
        assert sorted(gezien) == sorted(tien)
