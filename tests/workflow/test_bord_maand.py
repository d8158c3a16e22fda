"""The month and the forecast: only of what somebody may see, and honest when little was measured."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cases.models import Zaak
from deadlines import services
from deadlines.models import Termijn
from deadlines.prognose import MINSTENS
from organisations.actor import Actor
from organisations.models import School
from organisations.rollen import Rol
from tests import factories
from tests.factories import VANDAAG
from tlv.models import Aanvraag, Status
from workflow import prognose
from workflow.prognose import gemeten_tempo, vooruitblik

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
MAAND, BLIK = reverse("workflow:termijnen_maand"), reverse("workflow:vooruitblik")


@pytest.fixture(autouse=True)
def vandaag_is_vandaag(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: VANDAAG)


def zaak(school: School, status: str = Status.INGEDIEND, *, ontvangen: date = VANDAAG) -> Zaak:
    aanvraag = factories.AanvraagFactory.create(zaak__dossier=factories.DossierFactory(school=school))
    factories.zet_status(aanvraag, status)
    services.start(aanvraag.zaak, "beslistermijn", vanaf=ontvangen)
    nieuw: Zaak = aanvraag.zaak
    return nieuw


def besloten(
    school: School, aantal: int, *, in_dagen: int, status: str = Status.BEKENDGEMAAKT, geleden: int = 10
) -> None:
    for _ in range(aantal):
        op = VANDAAG - timedelta(geleden)
        nieuw = zaak(school, status, ontvangen=op - timedelta(in_dagen))
        services.stop(nieuw, "beslistermijn", op=op)
        if status == Status.BEKENDGEMAAKT:
            Aanvraag.objects.filter(zaak=nieuw).update(bekendgemaakt_op=op)


def dag_op(pagina: object, dag: date) -> object:
    return next(d for week in pagina.context["weken"] for d, _ in week if d.dag == dag)  # type: ignore[attr-defined]


def test_a_day_counts_its_terms_and_leads_to_them(
    school: School, andere_school: School, als: Als, coordinator: Actor, secretariaat: Actor
) -> None:
    zaak(school), zaak(andere_school)
    einde = Termijn.objects.earliest("pk").einde
    assert einde == date(2026, 5, 4)
    for wie, aantal in ((coordinator, 1), (secretariaat, 2)):
        pagina = als(wie).get(MAAND, {"maand": "2026-05"})
        dag = dag_op(pagina, einde)
        assert (dag.aantal, dag.wettelijk) == (aantal, aantal)  # type: ignore[attr-defined]
        adres = next(u for week in pagina.context["weken"] for d, u in week if d.dag == einde)
        assert len(als(wie).get(adres).context["lijst"]["regels"]) == aantal


def test_the_yearly_dates_are_marked_and_named(als: Als, secretariaat: Actor) -> None:
    html = als(secretariaat).get(MAAND, {"maand": "2026-06"}).content.decode()
    assert "maand__dag--vast" in html and "Laatste dag om zeker te zijn van een besluit voor de zomer." in html
    assert "31 juli 2026" in html and "1 november 2025" in html


def test_what_stands_still_is_not_on_the_calendar(school: School, als: Als, secretariaat: Actor) -> None:
    nieuw = zaak(school)
    services.opschorten(nieuw, "beslistermijn", van=VANDAAG, uiterlijk=VANDAAG + timedelta(7))
    einde = Termijn.objects.get().einde
    assert einde is not None
    assert dag_op(als(secretariaat).get(MAAND, {"maand": f"{einde:%Y-%m}"}), einde).aantal == 0  # type: ignore[attr-defined]


@pytest.mark.parametrize("maand", ["", "x", "9999-12", "2000-01", "2100-12", "0001-01"])
def test_any_month_in_the_address_gives_a_page(als: Als, secretariaat: Actor, maand: str) -> None:
    assert als(secretariaat).get(MAAND, {"maand": maand}).status_code == 200


@pytest.mark.parametrize("rol", [Rol.OUDER, Rol.FG, Rol.BEHEERDER])
@pytest.mark.parametrize("adres", [MAAND, BLIK])
def test_who_has_no_board_has_no_month_and_no_forecast(rol: Rol, adres: str, school: School, als: Als) -> None:
    assert als(factories.actor(rol, school.swv)).get(adres).status_code == 403


def test_one_expert_has_no_pace_to_look_ahead_with(school: School, als: Als) -> None:
    client = als(factories.actor(Rol.DESKUNDIGE, school.swv))
    assert (client.get(BLIK).status_code, client.get(MAAND).status_code) == (403, 200)
    assert BLIK not in client.get(reverse("workflow:termijnen")).content.decode()


def test_with_few_decisions_nothing_is_foretold(school: School, als: Als, secretariaat: Actor) -> None:
    besloten(school, MINSTENS - 1, in_dagen=30)
    pagina = als(secretariaat).get(BLIK).content.decode()
    assert "Er is nog te weinig gemeten" in pagina and f"zijn {MINSTENS - 1} besluiten genomen" in pagina
    assert "naar schatting" not in pagina


def test_the_forecast_says_how_many_pass_each_date_and_how_that_was_reckoned(
    school: School, als: Als, secretariaat: Actor
) -> None:
    besloten(school, MINSTENS, in_dagen=100)
    for _ in range(3):
        zaak(school)
    blik = vooruitblik(secretariaat)
    assert [(v.dag, v.nu, v.lopend) for v in blik.verwachtingen] == [
        (date(2026, 6, 1), 3, 3),
        (date(2026, 7, 31), 0, 3),
    ]
    html = als(secretariaat).get(BLIK).content.decode()
    assert "na 1 juni 2026" in html and f"{MINSTENS} besluiten van 27 februari 2026" in html
    assert "De helft duurde hoogstens 100 dagen" in html and "Wat deze schatting niet weet" in html


def test_what_comes_in_is_taken_from_the_same_days_a_year_ago(school: School, secretariaat: Actor) -> None:
    besloten(school, MINSTENS, in_dagen=20)
    vorig = VANDAAG - timedelta(365)
    for dagen in (0, 1, 40, 84, 85, 200):
        oud = zaak(school, Status.BEKENDGEMAAKT, ontvangen=vorig + timedelta(dagen))
        services.stop(oud, "beslistermijn", op=vorig + timedelta(dagen + 400))
    juni, juli = vooruitblik(secretariaat).verwachtingen
    assert (juni.instroom, juni.straks) == (3, 1)  # on day 1, 40 and 84; only the last is not yet 20 days old on 1 June
    assert juli.instroom == 4


def test_a_school_is_told_of_its_own_cases_alone(school: School, andere_school: School, coordinator: Actor) -> None:
    besloten(andere_school, MINSTENS, in_dagen=30)
    besloten(school, 2, in_dagen=30)
    assert len(gemeten_tempo(coordinator)[0].duren) == 2


def test_withdrawn_and_long_ago_are_not_measured(school: School, secretariaat: Actor) -> None:
    besloten(school, 1, in_dagen=30, status=Status.INGETROKKEN)
    besloten(school, 1, in_dagen=30, status=Status.ARCHIEF)  # withdrawn, and archived since
    besloten(school, 1, in_dagen=30, geleden=365)
    besloten(school, 1, in_dagen=31, geleden=364)
    besloten(school, 1, in_dagen=32, status=Status.VERLEEND)
    assert sorted(gemeten_tempo(secretariaat)[0].duren) == [31, 32]


@pytest.mark.parametrize(("hoogstens", "meer"), [(3, True), (4, False)])
def test_it_says_when_only_the_latest_decisions_were_measured_whatever_came_of_them(
    school: School, secretariaat: Actor, monkeypatch: pytest.MonkeyPatch, hoogstens: int, meer: bool
) -> None:
    monkeypatch.setattr(prognose, "MEESTE", hoogstens)
    besloten(school, 1, in_dagen=31)
    besloten(school, 3, in_dagen=32, status=Status.INGETROKKEN, geleden=5)
    assert vooruitblik(secretariaat).afgekapt is meer


@pytest.mark.parametrize("adres", [f"{MAAND}?maand=2026-05", BLIK])
def test_they_cost_the_same_however_many_terms_there_are(
    school: School, als: Als, secretariaat: Actor, adres: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    besloten(school, MINSTENS, in_dagen=30)
    zaak(school)
    client = als(secretariaat)
    client.get(adres)
    with django_assert_max_num_queries(15):
        assert client.get(adres).status_code == 200
