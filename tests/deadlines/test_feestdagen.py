"""The administrator keeps the holidays: what a change moves is seen before, running terms move, stopped ones never."""

from collections.abc import Callable
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from audit.models import Gebeurtenis
from cases.models import Zaak
from deadlines import feestdagen, services
from deadlines.models import Feestdag, Kalendercontrole, Termijn
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband
from organisations.rollen import Rol
from tests import factories

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
NIEUW = reverse("deadlines:feestdag_nieuw")
LIJST = reverse("deadlines:feestdagen")
VIER_MEI = {
    "datum_dag": "4",
    "datum_maand": "5",
    "datum_jaar": "2026",
    "naam": "Extra vrije dag",
    "bron": "Stcrt. 2025, 1",
}


@pytest.fixture(autouse=True)
def gezaaid() -> None:
    """As the migration seeds it: a browser test that ran before has emptied every table."""
    with connection.schema_editor() as editor:
        import_module("deadlines.migrations.0002_feestdagen").zaai(apps, editor)


@pytest.fixture
def beheerder(zaak: Zaak) -> Actor:
    return factories.actor(Rol.BEHEERDER, zaak.swv)


@pytest.fixture
def loopt(zaak: Zaak) -> Termijn:
    return services.start(zaak, "beslistermijn", vanaf=date(2026, 3, 9))


def test_it_shows_what_moves_before_it_moves(als: Als, beheerder: Actor, loopt: Termijn) -> None:
    html = als(beheerder).post(NIEUW, VIER_MEI).content.decode()
    assert "4 mei 2026" in html
    assert "6 mei 2026" in html
    assert loopt.zaak.nummer in html
    assert not Feestdag.objects.filter(datum=date(2026, 5, 4)).exists()
    assert Termijn.objects.get().einde == date(2026, 5, 4)


def test_running_terms_move_and_stopped_ones_never(als: Als, beheerder: Actor, loopt: Termijn, zaak: Zaak) -> None:
    services.start(zaak, "buiten_behandeling", vanaf=date(2026, 4, 6))
    services.stop(zaak, "buiten_behandeling", op=date(2026, 4, 20))
    antwoord = als(beheerder).post(NIEUW, {**VIER_MEI, "bevestig": "1"}, follow=True)
    assert "Er is 1 lopende termijn verschoven." in antwoord.content.decode()
    assert set(Termijn.objects.values_list("soort", "einde")) == {
        ("beslistermijn", date(2026, 5, 6)),
        ("buiten_behandeling", date(2026, 5, 4)),
    }
    rij = Gebeurtenis.objects.get(actie="feestdag_toevoegen")
    assert rij.bijzonderheden["verschoven"] == 1


def test_a_day_less_brings_them_back(als: Als, beheerder: Actor, zaak: Zaak) -> None:
    services.start(zaak, "beslistermijn", vanaf=date(2026, 3, 10))
    bevrijding = Feestdag.objects.get(datum=date(2026, 5, 5))
    adres = reverse("deadlines:feestdag_weg", args=[bevrijding.pk])
    html = als(beheerder).get(adres).content.decode()
    assert "6 mei 2026" in html
    assert als(beheerder).post(adres).status_code == 302
    assert Termijn.objects.get().einde == date(2026, 5, 5)
    assert als(beheerder).post(adres).status_code == 404


def test_what_is_shown_is_what_happens(zaak: Zaak, beheerder: Actor) -> None:
    for n, vanaf in enumerate((date(2026, 3, 9), date(2026, 3, 7), date(2026, 3, 10), date(2026, 4, 27))):
        Termijn.objects.create(
            zaak=zaak,
            soort="bezwaar" if n < 3 else "volledigheidsnorm",
            kenmerk=str(n),
            vanaf=vanaf,
            parameters={"weken": 8} if n < 3 else {"werkdagen": 5},
        )
    services.herreken_alles()
    voorspeld = {v.termijn.pk: v.nieuw for v in feestdagen.voorbeeld(date(2026, 5, 4), "vrij")}
    assert len(voorspeld) == 3
    assert feestdagen.voeg_toe(beheerder, dag=date(2026, 5, 4), naam="vrij", bron="b") == 3
    assert {t.pk: t.einde for t in Termijn.objects.filter(pk__in=voorspeld)} == voorspeld


def test_the_same_day_twice_is_refused(als: Als, beheerder: Actor) -> None:
    antwoord = als(beheerder).post(NIEUW, {**VIER_MEI, "datum_dag": "5", "bevestig": "1"})
    assert antwoord.status_code == 422
    assert "Deze dag staat er al in." in antwoord.content.decode()


def test_looking_at_a_year_is_a_task_until_it_is_done(als: Als, beheerder: Actor) -> None:
    jaar = beheerder.vandaag.year
    client = als(beheerder)
    assert f"Feestdagen nakijken van {jaar}" in client.get(reverse("workflow:home")).content.decode()
    for _ in range(2):
        client.post(reverse("deadlines:feestdagen_controle", args=[jaar]))
    assert Kalendercontrole.objects.get().jaar == jaar
    assert f"Feestdagen nakijken van {jaar}" not in client.get(reverse("workflow:home")).content.decode()
    assert "Nagekeken op" in client.get(LIJST, {"jaar": jaar}).content.decode()
    assert client.post(reverse("deadlines:feestdagen_controle", args=[1999])).status_code == 404
    assert client.post(reverse("deadlines:feestdagen_controle", args=[10**12])).status_code == 404


def test_from_october_on_the_next_year_is_asked_too() -> None:
    assert feestdagen.te_controleren(date(2026, 9, 30)) == [2026]
    assert feestdagen.te_controleren(date(2026, 10, 1)) == [2026, 2027]


@pytest.mark.parametrize(("rol", "lezen", "wijzigen"), [
    (Rol.BEHEERDER, 200, 200),
    (Rol.DIRECTEUR_SWV, 200, 200),
    (Rol.SECRETARIAAT, 200, 403),
    (Rol.DESKUNDIGE, 403, 403),
])  # fmt: skip
def test_who_may_read_and_who_may_change(
    als: Als, swv: Samenwerkingsverband, rol: str, lezen: int, wijzigen: int
) -> None:
    client = als(factories.actor(rol, swv))
    assert client.get(LIJST).status_code == lezen
    assert client.get(NIEUW).status_code == wijzigen
