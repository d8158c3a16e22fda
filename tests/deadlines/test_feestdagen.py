"""The administrator keeps the holidays: what a change moves is seen before, running terms move, stopped ones never."""

import threading
import time
from collections.abc import Callable
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from audit.models import Gebeurtenis
from cases.models import Zaak
from deadlines import feestdagen, services
from deadlines.models import Feestdag, Feestdagwijziging, Kalendercontrole, Opschorting, Termijn, kalender_uit_tabel
from deadlines.regels import VERTELD
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband
from organisations.rollen import Rol
from tests import factories
from workflow import feestdagronde
from workflow.feestdagronde import verwerk_feestdagen
from workflow.models import Bericht

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
NU = factories.NU
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
        import_module("deadlines.migrations.0001_squashed_0015_dwangsomtermijnen_gelden").zaai(apps, editor)


@pytest.fixture
def beheerder(zaak: Zaak) -> Actor:
    return factories.actor(Rol.BEHEERDER, zaak.swv)


@pytest.fixture
def loopt(zaak: Zaak) -> Termijn:
    zaak.nummer = "HIER-1"
    zaak.save(update_fields=["nummer"])
    return services.start(zaak, "beslistermijn", vanaf=date(2026, 3, 9))


def test_it_shows_what_moves_before_it_moves(als: Als, beheerder: Actor, loopt: Termijn) -> None:
    html = als(beheerder).post(NIEUW, VIER_MEI).content.decode()
    assert "4 mei 2026" in html
    assert "6 mei 2026" in html
    assert loopt.zaak.nummer in html
    assert not Feestdag.objects.filter(datum=date(2026, 5, 4)).exists()
    assert Termijn.objects.get().einde == date(2026, 5, 4)


def test_the_preview_shows_the_own_cases_and_no_others(als: Als, beheerder: Actor, loopt: Termijn) -> None:
    elders = factories.ZaakFactory(dossier=factories.DossierFactory(), nummer="ELDERS-1")
    services.start(elders, "beslistermijn", vanaf=date(2026, 3, 9))
    html = als(beheerder).post(NIEUW, VIER_MEI).content.decode()
    assert loopt.zaak.nummer in html and "ELDERS-1" not in html
    assert "gelden voor alle samenwerkingsverbanden" in html


def test_running_terms_move_and_stopped_ones_never(als: Als, beheerder: Actor, loopt: Termijn, zaak: Zaak) -> None:
    services.start(zaak, "buiten_behandeling", vanaf=date(2026, 4, 6))
    services.stop(zaak, "buiten_behandeling", op=date(2026, 4, 20))
    antwoord = als(beheerder).post(NIEUW, {**VIER_MEI, "bevestig": "1"}, follow=True)
    assert "worden nu opnieuw berekend" in antwoord.content.decode()
    assert Gebeurtenis.objects.filter(actie="feestdag_toevoegen").exists()
    _veeg()
    assert set(Termijn.objects.values_list("soort", "einde")) == {
        ("beslistermijn", date(2026, 5, 6)),
        ("buiten_behandeling", date(2026, 5, 4)),
    }
    assert Gebeurtenis.objects.get(actie="feestdagen_herrekenen").bijzonderheden["verschoven"] == 1


def test_a_day_less_brings_them_back(als: Als, beheerder: Actor, zaak: Zaak) -> None:
    services.start(zaak, "beslistermijn", vanaf=date(2026, 3, 10))
    bevrijding = Feestdag.objects.get(datum=date(2026, 5, 5))
    adres = reverse("deadlines:feestdag_weg", args=[bevrijding.pk])
    html = als(beheerder).get(adres).content.decode()
    assert "6 mei 2026" in html
    assert als(beheerder).post(adres).status_code == 302
    _veeg()
    assert Termijn.objects.get().einde == date(2026, 5, 5)
    assert als(beheerder).post(adres).status_code == 404


def _in_stilstand(zaak: Zaak) -> None:
    """Eight weeks end on Monday 4 May; the consent begins on the day after, so the term is over before it."""
    termijn = services.start(zaak, "beslistermijn", vanaf=date(2026, 3, 9))
    Opschorting.objects.create(termijn=termijn, van=date(2026, 5, 4), uiterlijk=date(2026, 6, 15), grond="instemming")


def _zonder_einde(zaak: Zaak) -> None:
    termijn = services.start(zaak, "beslistermijn", vanaf=date(2026, 3, 9))
    Opschorting.objects.create(termijn=termijn, van=date(2026, 5, 4), grond="vertraging")


def _norm(zaak: Zaak) -> None:
    services.start(zaak, "volledigheidsnorm", vanaf=date(2026, 4, 20), parameters={"werkdagen": 30})


def _op_nieuwjaar(zaak: Zaak) -> None:
    services.start(zaak, "beslistermijn", vanaf=date(2026, 11, 6))


VIER, VIJF, NIEUWJAAR = date(2026, 5, 4), date(2026, 5, 5), date(2027, 1, 1)


@pytest.mark.parametrize(
    ("begin", "dag", "naam"),
    [
        (_in_stilstand, VIER, "vrij"),
        (_zonder_einde, VIER, "vrij"),
        (_norm, VIER, "vrij"),
        (_norm, VIJF, None),
        (_op_nieuwjaar, NIEUWJAAR, None),
    ],
    ids=["into a suspension", "into one without end", "six weeks of working days", "a day less", "1 January less"],
)
def test_what_is_shown_is_what_happens(
    zaak: Zaak, beheerder: Actor, begin: Callable[[Zaak], None], dag: date, naam: str | None
) -> None:
    begin(zaak)
    voor = Termijn.objects.get().einde
    [voorspeld] = feestdagen.voorbeeld(dag, naam, swv_id=zaak.swv_id)
    if naam:
        feestdagen.voeg_toe(beheerder, dag=dag, naam=naam, bron="b", nu=NU)
    else:
        feestdagen.haal_weg(beheerder, Feestdag.objects.get(datum=dag).pk, nu=NU)
    _veeg()
    na = Termijn.objects.get().einde
    assert (voorspeld.oud, voorspeld.nieuw) == (voor, na)
    assert na != voor


def test_a_day_off_less_takes_no_day_from_who_was_told_when_objecting_ends(
    als: Als, zaak: Zaak, beheerder: Actor
) -> None:
    """Sent Tuesday 24-3-2026: six weeks end on Tuesday 5-5, Liberation Day, so the letter said Wednesday 6-5."""
    bezwaar = services.start(zaak, "bezwaar", vanaf=date(2026, 3, 24), kenmerk="bekendmaking:1")
    assert bezwaar.einde == date(2026, 5, 6)
    vijf = Feestdag.objects.get(datum=VIJF)
    assert feestdagen.voorbeeld(VIJF, None, swv_id=zaak.swv_id) == []
    client, adres = als(beheerder), reverse("deadlines:feestdag_weg", args=[vijf.pk])
    assert "Bij 1 bezwaartermijn blijft de laatste dag staan." in client.get(adres).content.decode()
    assert client.post(adres).status_code == 302
    _veeg()
    bezwaar.refresh_from_db()
    assert bezwaar.einde == date(2026, 5, 6)
    assert bezwaar.berekening(kalender_uit_tabel()).stappen[-1].bron == VERTELD


def test_a_day_off_more_gives_who_may_object_a_later_day(zaak: Zaak, beheerder: Actor) -> None:
    bezwaar = services.start(zaak, "bezwaar", vanaf=date(2026, 3, 23), kenmerk="bekendmaking:1")
    assert bezwaar.einde == VIER
    feestdagen.voeg_toe(beheerder, dag=VIER, naam="vrij", bron="b", nu=NU)
    _veeg()
    bezwaar.refresh_from_db()
    assert bezwaar.einde == date(2026, 5, 6)


def test_every_administrator_hears_of_it_with_the_own_cases_only(beheerder: Actor, loopt: Termijn) -> None:
    ver = factories.ZaakFactory(dossier=factories.DossierFactory(), nummer="ELDERS-1")
    services.start(ver, "beslistermijn", vanaf=date(2026, 3, 9))
    elders, nergens = (factories.actor(Rol.BEHEERDER, swv) for swv in (ver.swv, factories.SwvFactory()))
    feestdagen.voeg_toe(beheerder, dag=VIER, naam="vrij", bron="b", nu=NU)
    for _ in range(2):
        _veeg()
    tekst = {b.user_id: b.tekst for b in Bericht.objects.filter(soort="feestdagwijziging")}
    assert len(tekst) == Bericht.objects.filter(soort="feestdagwijziging").count() == 3
    eigen, ander = tekst[beheerder.gebruiker_id], tekst[elders.gebruiker_id]
    assert (
        f"{loopt.zaak.nummer}, wettelijke beslistermijn: 4 mei 2026 → 6 mei 2026" in eigen and "ELDERS-1" not in eigen
    )
    assert "ELDERS-1" in ander and loopt.zaak.nummer not in ander
    assert "verschoof geen lopende termijn" in tekst[nergens.gebruiker_id]


def test_a_director_who_changed_it_hears_what_moved(loopt: Termijn) -> None:
    directeur = factories.actor(Rol.DIRECTEUR_SWV, loopt.zaak.swv)
    elders = factories.actor(Rol.DIRECTEUR_SWV, factories.SwvFactory())
    feestdagen.voeg_toe(directeur, dag=VIER, naam="vrij", bron="b", nu=NU)
    _veeg()
    tekst = {b.user_id: b.tekst for b in Bericht.objects.filter(soort="feestdagwijziging")}
    assert loopt.zaak.nummer in tekst[directeur.gebruiker_id]
    assert loopt.zaak.nummer not in tekst[elders.gebruiker_id]


def test_the_work_goes_on_where_it_was(beheerder: Actor, loopt: Termijn, monkeypatch: pytest.MonkeyPatch) -> None:
    tweede = factories.ZaakFactory(dossier=factories.DossierFactory())
    services.start(tweede, "beslistermijn", vanaf=date(2026, 3, 9))
    monkeypatch.setattr(feestdagronde, "PARTIJ", 1)
    feestdagen.voeg_toe(beheerder, dag=VIER, naam="vrij", bron="b", nu=NU)
    keren = 1
    while not verwerk_feestdagen(vandaag=factories.VANDAAG, nu=NU, budget=0):
        keren += 1
        assert keren < 10
    assert keren == 3
    assert set(Termijn.objects.values_list("einde", flat=True)) == {date(2026, 5, 6)}
    assert sum(deel["aantal"] for deel in Feestdagwijziging.objects.get().gevolgen.values()) == 2


@pytest.mark.django_db(transaction=True)
def test_two_changes_beside_an_act_on_the_case_wait_for_it_and_lose_nothing(beheerder: Actor, loopt: Termijn) -> None:
    """A later date is being announced while the holidays change: it is not reckoned away."""
    feestdagen.voeg_toe(beheerder, dag=VIER, naam="vrij", bron="b", nu=NU)
    feestdagen.haal_weg(beheerder, Feestdag.objects.get(datum=VIJF).pk, nu=NU)
    op_slot, verder = threading.Event(), threading.Event()

    def meld_uitstel() -> None:
        with transaction.atomic():
            Zaak.objects.select_for_update().get(pk=loopt.zaak_id)
            op_slot.set()
            verder.wait(20)
            services.verdagen(loopt.zaak, "beslistermijn", op=date(2026, 4, 1), tot=date(2026, 6, 1))
        connection.close()

    def veeg() -> None:
        op_slot.wait(20)
        _veeg()
        connection.close()

    draden = [threading.Thread(target=doe) for doe in (meld_uitstel, veeg, veeg)]
    for draad in draden:
        draad.start()
    op_slot.wait(20)
    time.sleep(0.5)
    verder.set()
    for draad in draden:
        draad.join()
    loopt.refresh_from_db()
    assert (loopt.verdaagd_tot, loopt.einde) == (date(2026, 6, 1), date(2026, 6, 1))
    assert not Feestdagwijziging.objects.filter(verwerkt_op=None).exists()


def _veeg() -> None:
    verwerk_feestdagen(vandaag=factories.VANDAAG, nu=NU)


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
