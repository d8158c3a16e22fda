"""The deadline board: what each hat sees of it, whose turn it is, and that it is found as it was left."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cases.models import Zaak
from deadlines import services
from deadlines.bord import Groep
from organisations.actor import Actor
from organisations.models import School, User
from organisations.rollen import SCHOOLROLLEN, Rol
from tests import factories, rollen
from tests.factories import VANDAAG
from tlv.models import Aanvraag, Advies, Status
from workflow.bord import Keuze, heeft_bord, heeft_vooruitblik, termijnen_van
from workflow.menu import menu_voor
from workflow.models import Bordkeuze
from workflow.views import bord as bordpagina

Als = Callable[[Actor], Client]
BORD = reverse("workflow:termijnen")


def lopend(school: School, status: str = Status.INGEDIEND, *, over: int = 3) -> Zaak:
    """A case with a norm that ends in so many days beside its statutory term."""
    aanvraag = factories.AanvraagFactory.create(zaak__dossier=factories.DossierFactory(school=school))
    factories.zet_status(aanvraag, status)
    services.start(aanvraag.zaak, "beslistermijn", vanaf=VANDAAG)
    services.start(aanvraag.zaak, "deskundigentermijn", vanaf=VANDAAG, parameters={"dagen": 0})
    aanvraag.zaak.termijnen.filter(soort="deskundigentermijn").update(
        einde=VANDAAG + timedelta(over), vanaf=VANDAAG - timedelta(60)
    )
    zaak: Zaak = aanvraag.zaak
    return zaak


@pytest.fixture
def vandaag_is_vandaag(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: VANDAAG)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vandaag_is_vandaag")]


def test_each_hat_sees_the_terms_of_the_cases_it_may_see_and_no_count_of_others(
    school: School, andere_school: School, als: Als
) -> None:
    eigen, ander = lopend(school), lopend(andere_school)
    elders = lopend(factories.SchoolFactory.create())
    deskundige = factories.actor(Rol.DESKUNDIGE, school.swv)
    factories.betrek(eigen, User.objects.get(pk=deskundige.gebruiker_id), Rol.DESKUNDIGE)
    for wie, verwacht in (
        (factories.actor(Rol.COORDINATOR, school), {eigen.pk}),
        (factories.actor(Rol.SECRETARIAAT, school.swv), {eigen.pk, ander.pk}),
        (factories.actor(Rol.VOORZITTER, school.swv), {eigen.pk, ander.pk}),
        (factories.actor(Rol.PLV_VOORZITTER, school.swv), {eigen.pk, ander.pk}),
        (factories.actor(Rol.DIRECTEUR_SWV, school.swv), {eigen.pk, ander.pk}),
        (deskundige, {eigen.pk}),
    ):
        assert {t.zaak_id for t in termijnen_van(wie, Keuze())} == verwacht, wie.rol
        een = wie.rol == Rol.DESKUNDIGE  # only the term of the own advice
        pagina = als(wie).get(BORD)
        if een:
            assert [vak.aantal for vak in pagina.context["vakken"]] == ["0", "1", "0", "0"]
            continue
        assert [vak.aantal for vak in pagina.context["vakken"]] == ["0", str(len(verwacht)), str(len(verwacht)), "0"]
        assert elders.nummer not in pagina.content.decode()


def test_a_filter_on_a_school_of_somebody_else_opens_nothing(school: School, als: Als, coordinator: Actor) -> None:
    elders = factories.SchoolFactory.create()
    lopend(elders)
    assert als(coordinator).get(BORD, {"school": elders.pk}).context["is_leeg"]
    assert als(coordinator).get(BORD).context["scholen"] == []


def test_of_several_schools_the_chosen_one_is_shown(school: School, secretariaat: Actor) -> None:
    hier, ander = lopend(school), lopend(factories.SchoolFactory.create(swv=school.swv))

    def zaken(keuze: Keuze) -> set[int]:
        return set(termijnen_van(secretariaat, keuze).values_list("zaak_id", flat=True))

    assert zaken(Keuze()) == {hier.pk, ander.pk}
    assert zaken(Keuze(school=school.pk)) == {hier.pk} and zaken(Keuze(school=ander.school_id)) == {ander.pk}


def test_a_pace_is_told_of_a_school_or_an_office_and_not_of_one_person() -> None:
    bureau = {Rol.SECRETARIAAT, Rol.COMMISSIELID, Rol.VOORZITTER, Rol.PLV_VOORZITTER, Rol.DIRECTEUR_SWV}
    assert rollen.wie(heeft_vooruitblik) == {Rol.COORDINATOR, Rol.SCHOOLDIRECTEUR, *bureau}
    assert rollen.wie(heeft_bord) - rollen.wie(heeft_vooruitblik) == {
        Rol.GEDRAGSWETENSCHAPPER,
        Rol.DESKUNDIGE,
        Rol.CASEMANAGER,
        "systeem",
    }


@pytest.mark.parametrize("rol", [Rol.OUDER, Rol.LEERLING, Rol.FG, Rol.BEHEERDER])
def test_who_does_not_work_on_cases_has_no_board(rol: Rol, school: School, als: Als) -> None:
    wie = factories.actor(rol, school.swv)
    assert not heeft_bord(wie)
    assert als(wie).get(BORD).status_code == 403


def test_a_row_tells_both_clocks_how_the_date_came_about_and_who_is_to_act(
    school: School, als: Als, secretariaat: Actor, coordinator: Actor
) -> None:
    zaak = lopend(school)
    services.start(zaak, "servicenorm", vanaf=VANDAAG)
    pagina = als(secretariaat).get(BORD)
    html = pagina.content.decode()
    (regel,) = pagina.context["vakken"][1].regels
    assert [klok.soort for klok in regel.andere] == ["servicenorm", "beslistermijn"]
    assert "Hoe komt u aan deze datum?" in html and "<svg" in html and "Wettelijke beslistermijn: " in html
    assert regel.bent_u and "U bent aan zet" in html
    html = als(coordinator).get(BORD).content.decode()
    assert "U bent aan zet" not in html and "Het secretariaat" in html


def test_the_other_clock_stands_still_by_the_same_rule(school: School, als: Als, secretariaat: Actor) -> None:
    """Consent that begins next week lets the clock run until then; consent from yesterday does not."""
    zaak = lopend(school)
    stil = {"uiterlijk": VANDAAG + timedelta(14), "grond": "instemming"}
    rij = services.opschorten(zaak, "beslistermijn", van=VANDAAG + timedelta(7), **stil)
    tekst = " ".join(als(secretariaat).get(BORD).content.decode().split())
    assert "Wettelijke beslistermijn: staat stil" not in tekst
    services.laat_vervallen(zaak, "beslistermijn", rij.pk, op=VANDAAG)
    services.opschorten(zaak, "beslistermijn", van=VANDAAG - timedelta(1), **stil)
    tekst = " ".join(als(secretariaat).get(BORD).content.decode().split())
    assert "Wettelijke beslistermijn: staat stil, nu hoogstens" in tekst


def test_an_expert_who_filed_is_not_to_act_any_more(school: School, als: Als) -> None:
    zaak = lopend(school, Status.DESKUNDIGENADVIES)
    deskundige = factories.actor(Rol.DESKUNDIGE, school.swv)
    factories.betrek(zaak, User.objects.get(pk=deskundige.gebruiker_id), Rol.DESKUNDIGE)
    advies = Advies.objects.create(
        aanvraag=Aanvraag.objects.get(zaak=zaak),
        deskundige_id=deskundige.persoon_id,
        beroep="orthopedagoog",
        volgorde=1,
        gevraagd_op=VANDAAG,
        uiterlijk=VANDAAG,
    )
    assert [r.bent_u for r in als(deskundige).get(BORD).context["vakken"][1].regels] == [True]
    Advies.objects.filter(pk=advies.pk).update(
        stand="ingediend",
        overwegingen="Zo is het.",
        ingediend_op=factories.NU,
        onafhankelijk_verklaard_op=factories.NU,
        sha256="a" * 64,
    )
    assert [r.bent_u for r in als(deskundige).get(BORD).context["vakken"][1].regels] == [False]


def test_it_is_found_as_it_was_left_also_after_logging_in_anew(school: School, als: Als, secretariaat: Actor) -> None:
    lopend(school)
    client = als(secretariaat)
    antwoord = client.post(BORD, {"soort": "beslistermijn", "wie": "ik", "school": school.pk, "groep": "later"})
    assert antwoord["Location"] == f"{BORD}?soort=beslistermijn&wie=ik&school={school.pk}&groep=later"
    client.logout()
    context = als(secretariaat).get(BORD).context
    assert context["keuze"] == Keuze("beslistermijn", True, school.pk)
    assert [vak.aantal for vak in context["vakken"]] == ["0", "0", "1", "0"]
    assert als(secretariaat).get(BORD, {"groep": "week"}).context["lijst"]["regels"] == []
    als(secretariaat).post(BORD, {"alles": "1", "wie": "ik"})
    assert als(secretariaat).get(BORD).context["keuze"] == Keuze()
    assert Bordkeuze.objects.count() == 1


def test_another_hat_has_its_own_choice(school: School, als: Als, secretariaat: Actor, coordinator: Actor) -> None:
    als(secretariaat).post(BORD, {"wie": "ik"})
    assert als(coordinator).get(BORD).context["keuze"] == Keuze()


@pytest.mark.parametrize("adres", [BORD, reverse("workflow:termijnen_maand")])
def test_the_link_of_a_colleague_shows_their_choice_and_leaves_the_own_one(
    school: School, als: Als, secretariaat: Actor, adres: str
) -> None:
    als(secretariaat).post(adres, {"wie": "ik"})
    assert als(secretariaat).get(adres, {"soort": "beslistermijn"}).context["keuze"] == Keuze("beslistermijn")
    assert als(secretariaat).get(adres).context["keuze"] == Keuze(ik=True)


@pytest.mark.parametrize("adres", [BORD, reverse("workflow:termijnen_maand"), reverse("workflow:vooruitblik")])
def test_the_choice_of_a_colleague_goes_along_to_the_other_ways_to_look(
    school: School, als: Als, secretariaat: Actor, adres: str
) -> None:
    als(secretariaat).post(BORD, {"wie": "ik"})
    html = als(secretariaat).get(adres, {"soort": "beslistermijn", "school": school.pk}).content.decode()
    gekozen = f"?soort=beslistermijn&amp;school={school.pk}"
    anders = {BORD, reverse("workflow:termijnen_maand"), reverse("workflow:vooruitblik")} - {adres}
    for ander in anders:
        assert f'href="{ander}{gekozen}"' in html
        assert f'"{ander}"' not in html.split("<main", 1)[1].replace(f'action="{ander}"', "")


@pytest.mark.parametrize(
    "vraag",
    [
        {"soort": "zomaar"},
        {"school": "99999999999999999999"},
        {"school": "x"},
        {"groep": "zomaar"},
        {"dag": "2026-02-30"},
        {"groep": "later", "na": "2026-03-09_x"},
        {"soort": ["a", "b"]},
    ],
)
def test_a_made_up_address_is_no_error(school: School, als: Als, secretariaat: Actor, vraag: dict) -> None:
    lopend(school)
    assert als(secretariaat).get(BORD, vraag).status_code == 200


def test_a_day_lists_what_ends_on_it_and_says_so(school: School, als: Als, secretariaat: Actor) -> None:
    lopend(school, over=2)
    dag = lopend(school)
    html = als(secretariaat).get(BORD, {"dag": "2026-03-12"})
    assert [regel.zaak.pk for regel in html.context["lijst"]["regels"]] == [dag.pk]
    assert "Termijnen die aflopen op 12 maart 2026" in html.content.decode()


def test_only_where_somebody_is_to_act(school: School, secretariaat: Actor) -> None:
    lopend(school)
    ander = lopend(school, Status.TER_BESLUITVORMING)
    assert {t.zaak_id for t in termijnen_van(secretariaat, Keuze(ik=True))}.isdisjoint({ander.pk})
    voorzitter = factories.actor(Rol.VOORZITTER, school.swv)
    assert {t.zaak_id for t in termijnen_van(voorzitter, Keuze(ik=True))} == {ander.pk}


def test_pages_of_a_group_follow_each_other(
    school: School, als: Als, secretariaat: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bordpagina, "PER_PAGINA", 2)
    verwacht = [lopend(school, over=over).pk for over in (0, 1, 1, 5, 7)]
    lopend(school, over=8)
    gezien, adres = [], f"{BORD}?groep=week"
    while adres:
        pagina = als(secretariaat).get(adres)
        gezien += [regel.zaak.pk for regel in pagina.context["lijst"]["regels"]]
        assert pagina.context["lijst"]["aantal"] == "5"
        adres = pagina.context["volgende"]
    assert gezien == verwacht


def test_more_than_fits_says_how_many_and_where(
    school: School, als: Als, secretariaat: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bordpagina, "VOORAAN", 2)
    for _ in range(3):
        lopend(school)
    pagina = als(secretariaat).get(BORD)
    week = pagina.context["vakken"][1]
    assert (len(week.regels), week.aantal, week.meer) == (2, "3", True)
    assert "Alle 3 bekijken" in pagina.content.decode()


@pytest.mark.parametrize("adres", [BORD, f"{BORD}?groep=week", f"{BORD}?dag=2026-03-12"])
def test_it_costs_the_same_however_many_terms_there_are(
    school: School, als: Als, secretariaat: Actor, adres: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = als(secretariaat)
    for _ in range(6):
        zaak = lopend(school)
        services.opschorten(zaak, "beslistermijn", van=VANDAAG, uiterlijk=VANDAAG + timedelta(9))
    client.get(adres)
    with django_assert_max_num_queries(15):
        pagina = client.get(adres)
    assert pagina.status_code == 200


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol not in (Rol.OUDER, Rol.LEERLING)])
def test_the_menu_keeps_the_seldom_pages_together_and_reaches_all(rol: Rol, school: School) -> None:
    wie = factories.actor(rol, school if rol in SCHOOLROLLEN else school.swv)
    punten = menu_voor(wie, "/mandaten/")
    assert len(punten) <= 7
    adressen = [p["url"] for punt in punten for p in punt.get("onder", [punt])]
    assert len(adressen) == len(set(adressen))
    assert ("/termijnen/" in adressen) == heeft_bord(wie)
    assert [p["label"] for punt in punten for p in [punt, *punt.get("onder", [])] if p["actief"]] in (
        [],
        ["Meer", "Mandaten"],
    )


def test_the_groups_are_named_as_the_tabs(school: School, als: Als, secretariaat: Actor) -> None:
    lopend(school)
    tabs = als(secretariaat).get(f"{BORD}?groep=later").context["tabs"]
    assert [(tab["label"], tab["actief"]) for tab in tabs] == [("Alles", False)] + [
        (groep.label, groep == Groep.LATER) for groep in Groep
    ]


@pytest.mark.parametrize("groep", ["", *Groep.values])
def test_a_role_that_is_never_to_act_finds_nothing_to_do_and_no_error(school: School, als: Als, groep: str) -> None:
    lopend(school)
    directeur = als(factories.actor(Rol.DIRECTEUR_SWV, school.swv))
    pagina = directeur.get(BORD, {"wie": "ik", "groep": groep})
    assert pagina.status_code == 200
    assert {tab["aantal"] for tab in pagina.context["tabs"][1:]} == {"0"}


def test_the_page_to_print_holds_every_row_of_the_choice(school: School, als: Als, secretariaat: Actor) -> None:
    for _ in range(bordpagina.VOORAAN + 2):
        lopend(school)
    bord = als(secretariaat).get(BORD, {"school": school.pk})
    assert bord.context["druk_url"] == f"{BORD}?school={school.pk}&druk=1"

    papier = als(secretariaat).get(bord.context["druk_url"])
    week = papier.context["vakken"][list(Groep).index(Groep.WEEK)]
    assert len(week.regels) == bordpagina.VOORAAN + 2
    assert "Alle " not in papier.content.decode()
    assert school.naam in papier.content.decode()


def test_what_does_not_fit_on_the_page_to_print_is_said(
    school: School, als: Als, secretariaat: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bordpagina, "OP_PAPIER", 2)
    for _ in range(3):
        lopend(school)
    assert "De eerste 2 van 3 staan hier." in als(secretariaat).get(BORD, {"druk": "1"}).content.decode()
    groep = als(secretariaat).get(BORD, {"druk": "1", "groep": Groep.WEEK.value})
    assert "De eerste 2 van 3 staan hier." in groep.content.decode()
    assert len(groep.context["lijst"]["regels"]) == 2
