"""Choosing a request: what this school may ask for this pupil, what runs already, and where else to go."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from audit.models import Gebeurtenis, Soort
from cases.fouten import Conflict, GeenRecht, Geweigerd, NietGevonden
from cases.models import Dossier, Inschrijving, Zaak
from organisations.actor import Actor
from organisations.models import School, Schoolsoort
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tlv.beleid import TlvBeleid, gemiste_zekere_dag
from tlv.eisen import eisen_van
from tlv.kiezen import signalen
from tlv.models import Aanvraag, Besluit, Route, Status, Toelaatbaarheid
from tlv.routes import NERGENS, TABEL, Situatie, Stand, keuze_voor, keuzes
from workflow.start import start


def situatie(soort: str, bij: str = NERGENS, *, eigen: bool = True, swv: int = 1) -> Situatie:
    """A school of kind `soort` (number 1, samenwerkingsverband 1); the pupil enrolled there or at school 2."""
    if bij == NERGENS:
        return Situatie(1, 1, soort)
    return Situatie(1, 1, soort, bij, 1 if eigen else 2, "De Ander", swv, "SWV Buurstreek")


@pytest.mark.parametrize(
    ("route", "school", "bij", "eigen", "swv", "stand"),
    [
        (Route.VO_VSO, "vo", "vo", True, 1, Stand.STARTBAAR),
        (Route.VO_VSO, "pro", "pro", True, 1, Stand.STARTBAAR),
        (Route.VO_VSO, "vso", "vo", False, 1, Stand.ANDERE_SCHOOL),
        (Route.VO_VSO, "vo", "vo", False, 1, Stand.ANDERE_SCHOOL),
        (Route.VO_VSO, "vo", "vo", False, 2, Stand.ANDER_SWV),
        (Route.VO_VSO, "vo", NERGENS, False, 1, Stand.PAST_NIET),
        (Route.VO_VSO, "vso", "vso", True, 1, Stand.PAST_NIET),
        (Route.VERLENGING_VSO, "vso", "vso", True, 1, Stand.NIET_DIGITAAL),
        (Route.VERLENGING_VSO, "vso", "vso", False, 2, Stand.ANDER_SWV),
        (Route.EMB, "vso", "vso", True, 1, Stand.NIET_DIGITAAL),
        (Route.ONDERINSTROOM, "vso", "sbo", False, 2, Stand.NIET_DIGITAAL),
        (Route.ONDERINSTROOM, "vso", NERGENS, False, 1, Stand.NIET_DIGITAAL),
        (Route.ONDERINSTROOM, "vo", "bao", False, 2, Stand.ANDERE_SCHOOL),
        (Route.PRO_AANMELDING, "pro", "so", False, 2, Stand.NIET_DIGITAAL),
        (Route.PRO_ZIJINSTROOM, "pro", "vso", False, 2, Stand.NIET_DIGITAAL),
        (Route.PRO_ZIJINSTROOM, "vo", "vo", True, 1, Stand.NIET_DIGITAAL),
    ],
)
def test_the_table(route: str, school: str, bij: str, eigen: bool, swv: int, stand: Stand) -> None:
    keuze = keuze_voor(route, situatie(school, bij, eigen=eigen, swv=swv))
    assert keuze is not None
    assert keuze.stand == stand


@given(
    st.sampled_from([str(s) for s in Schoolsoort]),
    st.sampled_from([NERGENS, *(str(s) for s in Schoolsoort)]),
    st.booleans(),
    st.sampled_from([1, 2]),
)
def test_only_the_school_of_enrolment_in_this_region_can_start(school: str, bij: str, eigen: bool, swv: int) -> None:
    for keuze in keuzes(situatie(school, bij, eigen=eigen, swv=swv)):
        if keuze.stand == Stand.STARTBAAR:
            assert keuze.regel.route == Route.VO_VSO
            assert eigen
            assert swv == 1
        if keuze.stand != Stand.PAST_NIET:
            assert keuze.uitleg


def test_every_route_is_in_the_table_once() -> None:
    assert sorted(regel.route for regel in TABEL) == sorted(Route)


@given(st.dates(date(2025, 1, 1), date(2029, 12, 31)))
def test_it_is_late_from_the_day_after_the_first_of_june_through_july(dag: date) -> None:
    laat = gemiste_zekere_dag(TlvBeleid(), dag)
    assert (laat is not None) == (date(dag.year, 6, 2) <= dag <= date(dag.year, 7, 31))


def _tlv(dossier: Dossier, einde: date) -> Toelaatbaarheid:
    """A declaration in the register, with the closed case it came from."""
    aanvraag = factories.AanvraagFactory(zaak__dossier=dossier, status=Status.ARCHIEF)
    besluit = Besluit.objects.create(aanvraag=aanvraag)
    return Toelaatbaarheid.objects.create(
        swv=dossier.swv,
        nummer="VO9000-2025-00001",
        leerling=dossier.leerling,
        besluit=besluit,
        type="vso",
        categorie="laag",
        begin=date(2025, 8, 1),
        einde=einde,
    )


@pytest.mark.django_db
def test_it_makes_a_draft_of_the_school_alone(dossier: Dossier, coordinator: Actor, secretariaat: Actor) -> None:
    zaak = Zaak.objects.get(pk=start("tlv", dossier.pk, by=coordinator, nu=NU, data={"kanaal": "digitaal"}))
    assert (zaak.soort, zaak.status, zaak.nummer, zaak.swv_sinds) == ("tlv", "concept", "", None)
    assert zaak.schoolbehandelaar_id == coordinator.gebruiker_id
    aanvraag = Aanvraag.objects.get(zaak=zaak)
    assert list(aanvraag.eisen.order_by("pk").values_list("eis", flat=True)) == [
        eis.sleutel for eis in eisen_van(Route.VO_VSO)
    ]
    assert Gebeurtenis.objects.filter(actie="tlv.starten", zaak_id=zaak.pk).count() == 1
    assert not Zaak.objects.visible_to(secretariaat).exists()


@pytest.mark.django_db
def test_a_double_click_makes_one_draft(dossier: Dossier, coordinator: Actor) -> None:
    eerste = start("tlv", dossier.pk, by=coordinator, nu=NU, data={}, sleutel="k")
    assert start("tlv", dossier.pk, by=coordinator, nu=NU, data={}, sleutel="k") == eerste
    assert Zaak.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("sleutel", ["k", "verstreken:1:2026-05-04"])
def test_a_key_of_something_else_makes_no_draft_and_no_error(
    dossier: Dossier, coordinator: Actor, school: School, sleutel: str
) -> None:
    start("tlv", factories.DossierFactory(school=school).pk, by=coordinator, nu=NU, data={}, sleutel="k")
    with pytest.raises(Conflict, match="al eerder gebruikt"):
        start("tlv", dossier.pk, by=coordinator, nu=NU, data={}, sleutel=sleutel)
    assert Zaak.objects.count() == 1
    assert Gebeurtenis.objects.filter(actie="tlv.starten", soort=Soort.WEIGERING).count() == 1


@pytest.mark.django_db
def test_beside_an_open_request_a_reason_is_asked(dossier: Dossier, coordinator: Actor) -> None:
    start("tlv", dossier.pk, by=coordinator, nu=NU, data={})
    with pytest.raises(Geweigerd):
        start("tlv", dossier.pk, by=coordinator, nu=NU, data={})
    tweede = start("tlv", dossier.pk, by=coordinator, nu=NU, data={"reden": "Andere feiten"})
    assert Aanvraag.objects.get(zaak_id=tweede).startreden == "Andere feiten"


@pytest.mark.django_db
@pytest.mark.parametrize(("einde", "lopend"), [(VANDAAG, True), (VANDAAG - timedelta(days=1), False)])
def test_a_running_declaration_is_pointed_out(dossier: Dossier, coordinator: Actor, einde: date, lopend: bool) -> None:
    tlv = _tlv(dossier, einde)
    gevonden = signalen(dossier, coordinator)
    assert gevonden.lopende_tlv == ([tlv] if lopend else [])
    assert gevonden.vraagt_reden is lopend


@pytest.mark.django_db
def test_a_pupil_of_another_region_is_forwarded(
    als: Callable[[Actor], Client], dossier: Dossier, coordinator: Actor
) -> None:
    elders = factories.SchoolFactory(naam="Het Kompas", swv__naam="SWV Verderop")
    Inschrijving.objects.filter(leerling=dossier.leerling).update(tot=date(2025, 12, 31))
    Inschrijving.objects.create(leerling=dossier.leerling, school=elders, van=date(2026, 1, 1))
    with pytest.raises(Geweigerd, match="SWV Verderop"):
        start("tlv", dossier.pk, by=coordinator, nu=NU, data={})
    pagina = als(coordinator).get(reverse("tlv:kiezen", args=[dossier.pk])).content.decode()
    assert "Een ander samenwerkingsverband beslist" in pagina
    assert "SWV Verderop" in pagina
    assert "Start deze aanvraag" not in pagina


@pytest.mark.django_db
def test_who_may_not_start(dossier: Dossier, andere_coordinator: Actor, school: School) -> None:
    with pytest.raises(NietGevonden):
        start("tlv", dossier.pk, by=andere_coordinator, nu=NU, data={})
    with pytest.raises(GeenRecht):
        start("tlv", dossier.pk, by=factories.actor(Rol.SCHOOLDIRECTEUR, school), nu=NU, data={})


@pytest.mark.django_db
def test_the_secretariat_enters_what_came_on_paper(dossier: Dossier, secretariaat: Actor, coordinator: Actor) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(swv_sinds=VANDAAG)
    with pytest.raises(Geweigerd):
        start("tlv", dossier.pk, by=secretariaat, nu=NU, data={"kanaal": "digitaal"})
    with pytest.raises(Geweigerd):
        start("tlv", dossier.pk, by=secretariaat, nu=NU, data={"kanaal": "papier"})
    zaak_id = start(
        "tlv", dossier.pk, by=secretariaat, nu=NU, data={"kanaal": "papier", "ontvangen_op": date(2026, 3, 6)}
    )
    zaak = Zaak.objects.get(pk=zaak_id)
    assert (zaak.school, zaak.swv_sinds, zaak.ontvangen_op) == (dossier.school, VANDAAG, None)
    assert Aanvraag.objects.get(zaak=zaak).binnengekomen_op == date(2026, 3, 6)
    assert Zaak.objects.visible_to(coordinator).get() == zaak


@pytest.mark.django_db
def test_the_page_starts_and_goes_on_to_writing(
    als: Callable[[Actor], Client], dossier: Dossier, coordinator: Actor
) -> None:
    client, url = als(coordinator), reverse("tlv:kiezen", args=[dossier.pk])
    assert "Start deze aanvraag" in client.get(url).content.decode()
    antwoord = client.post(url, {"route": "vo_vso", "sleutel": "k"})
    assert antwoord.status_code == 302
    assert antwoord["Location"] == reverse("tlv:schrijven", args=[Zaak.objects.get().pk])
    assert "Er loopt al een aanvraag" in client.get(url).content.decode()
    assert client.post(url, {"route": "vo_vso"}).status_code == 422


@pytest.mark.django_db
def test_the_page_asks_the_secretariat_how_and_when_it_came(
    als: Callable[[Actor], Client], dossier: Dossier, secretariaat: Actor
) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(swv_sinds=VANDAAG)
    client, url = als(secretariaat), reverse("tlv:kiezen", args=[dossier.pk])
    assert client.post(url, {"route": "vo_vso"}).status_code == 422
    dag: dict[str, Any] = {"ontvangen_op_dag": 6, "ontvangen_op_maand": 3, "ontvangen_op_jaar": 2026}
    assert client.post(url, {"route": "vo_vso", "kanaal": "mail", **dag}).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("cluster", [1, 2])
def test_cluster_one_and_two_are_referred(
    als: Callable[[Actor], Client], dossier: Dossier, coordinator: Actor, cluster: int
) -> None:
    pagina = als(coordinator).get(reverse("tlv:verwijzing", args=[dossier.pk, cluster]))
    assert "commissie van onderzoek" in pagina.content.decode()
    assert als(coordinator).get(reverse("tlv:verwijzing", args=[dossier.pk, 3])).status_code == 404


@pytest.mark.django_db
def test_the_search_for_the_secretariat_shows_only_what_it_may_see(
    als: Callable[[Actor], Client], dossier: Dossier, secretariaat: Actor, coordinator: Actor
) -> None:
    url, naam = reverse("tlv:kiezen_secretariaat"), dossier.leerling.achternaam
    assert als(coordinator).get(url).status_code == 403
    client = als(secretariaat)
    assert "0 gevonden" in client.get(url, {"q": naam}).content.decode()
    Dossier.objects.filter(pk=dossier.pk).update(swv_sinds=VANDAAG)
    assert "1 gevonden" in client.get(url, {"q": naam}).content.decode()
