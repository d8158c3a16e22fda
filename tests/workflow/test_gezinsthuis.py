"""The home of a family: every track of every child, what is asked on top, and nothing of the other parent."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Lezing
from cases.compartimenten import Compartiment
from cases.models import Gezag, Ouder, Zaak
from documents.models import Documentsoort
from organisations.actor import Actor
from organisations.models import User
from organisations.rollen import Rol
from tests import factories
from tests.b1 import bezwaren, zichtbare_tekst
from tests.tlv.gezin_voorbeeld import besluit_bekend, broer_van, geboren, maak_gezin, papier
from tests.tlv.test_gezin_b1 import STANDEN
from tlv.bevriezen import bevries
from tlv.models import Aanvraag, Status
from workflow.gezinsdeel import Gezinsdeel
from workflow.gezinssporen import gezinstermijnen
from workflow.gezinsthuis import gezinsthuis
from workflow.process import processen

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
THUIS = "workflow:home"


def thuis(als: Als, wie: Actor) -> str:
    antwoord = als(wie).get(reverse(THUIS))
    assert antwoord.status_code == 200
    return str(antwoord.content.decode())


def afspraak(zaak: Zaak, onderwerp: str, **anders: Any) -> None:
    waarden = {
        "moment": timezone.now() + timedelta(days=3),
        "plaats": "De Wissel, kamer 2.04",
        "aanwezigen": "Noor van Dijk, omdat zij Mila kent",
        **anders,
    }
    zaak.afspraken.create(onderwerp=onderwerp, **waarden)


# -- one place -------------------------------------------------------------------------------------


def test_all_tracks_of_all_children_stand_in_one_place(als: Als) -> None:
    gezin = maak_gezin()
    bas = broer_van(gezin)
    pagina = thuis(als, gezin.moeder)
    for zaak in (gezin.zaak, bas):
        assert reverse("workflow:zaak", args=[zaak.pk]) in pagina
        assert reverse("workflow:gezin_inzage", args=[zaak.pk]) in pagina
    assert pagina.index(">Bas</h2>") < pagina.index(">Mila</h2>")
    assert "Wie kunt u bellen over Bas?" in pagina and "Els Kuiper" in pagina
    assert "Wie kunt u bellen over Mila?" in pagina and "Noor van Dijk" in pagina


def test_of_each_track_it_says_where_it_stands_what_comes_next_and_until_when(als: Als) -> None:
    gezin = maak_gezin(status=Status.DESKUNDIGENADVIES)
    pagina = thuis(als, gezin.moeder)
    assert "Deskundigen lezen de papieren en geven advies" in pagina
    assert "Wie is er nu aan de beurt? <strong>De deskundigen</strong>" in pagina
    assert "Wat komt er daarna? Wij nemen een besluit." in pagina
    assert "Wij willen uiterlijk op" in pagina


def test_what_is_asked_stands_on_top_what_must_be_done_before_what_may(als: Als) -> None:
    gezin = maak_gezin()
    bas = broer_van(gezin)
    bevries(Aanvraag.objects.get(zaak=bas), by=gezin.coordinator, nu=timezone.now())
    besluit_bekend(gezin)
    gevraagd = gezinsthuis(gezin.moeder).gevraagd
    assert [(rij.leerling.roepnaam, rij.vraag.mag) for rij in gevraagd] == [("Mila", False), ("Bas", True)]
    pagina = thuis(als, gezin.moeder)
    assert pagina.index("Lees het besluit") < pagina.index('id="kind-')


def test_a_reaction_is_asked_until_it_was_given(als: Als) -> None:
    gezin = maak_gezin()
    assert "Geef uw reactie" in thuis(als, gezin.moeder)
    stuk = gezin.zaak.ondertekenstukken.get(vervallen_op__isnull=True)
    gegevens = {"standpunt": "deels", "tekst": "Het gaat te snel.", "sha256": stuk.sha256}
    assert als(gezin.moeder).post(reverse("tlv:gezin_reactie", args=[gezin.zaak.pk]), gegevens).status_code == 302
    pagina = thuis(als, gezin.moeder)
    assert "Geef uw reactie" not in pagina
    assert "U hoeft nu niets te doen" in pagina
    assert "Wat u ervan vindt: deels eens" in pagina
    assert "deels eens" not in thuis(als, gezin.vader)


def test_appointments_say_who_attends_and_why(als: Als) -> None:
    gezin = maak_gezin()
    afspraak(gezin.zaak, "Gesprek over de aanvraag")
    afspraak(gezin.zaak, "Overleg zonder ouders", voor_gezin=False)
    afspraak(gezin.zaak, "Gesprek van vorige week", moment=timezone.now() - timedelta(days=7))
    pagina = thuis(als, gezin.moeder)
    assert "Gesprek over de aanvraag" in pagina and "omdat zij Mila kent" in pagina
    for niet in ("Overleg zonder ouders", "Gesprek van vorige week"):
        assert niet not in pagina


def test_the_support_point_stands_there_once_however_many_tracks(als: Als) -> None:
    gezin = maak_gezin()
    swv = gezin.zaak.swv
    swv.steunpunt_naam, swv.steunpunt_telefoon = "Steunpunt Linde", "085 555 09 09"
    swv.save()
    factories.AanvraagFactory.create(zaak__dossier=gezin.zaak.dossier)
    Zaak.objects.update(gezin_sinds=timezone.localdate())
    assert len(gezinsthuis(gezin.moeder).zaken) == 2
    assert thuis(als, gezin.moeder).count("085 555 09 09") == 1


def test_what_is_closed_stands_folded_below_what_runs(als: Als) -> None:
    gezin = maak_gezin()
    oud = factories.AanvraagFactory.create(zaak__dossier=gezin.zaak.dossier, status=Status.INGETROKKEN).zaak
    pagina = thuis(als, gezin.moeder)
    vouw = pagina.index("Wat al klaar is")
    assert pagina.index(f"/zaken/{gezin.zaak.pk}/thuis/") < vouw < pagina.index(f"/zaken/{oud.pk}/thuis/")


# -- nothing that is not theirs --------------------------------------------------------------------


def test_a_parent_reads_nothing_of_the_other_parent(als: Als) -> None:
    gezin = maak_gezin()
    gezin.zaak.zienswijzen.create(
        ouder=gezin.ouder_vader, standpunt="oneens", tekst="Vader zegt nee.", wijze="digitaal", moment=timezone.now()
    )
    papier(
        gezin.zaak,
        "Brief aan vader",
        soort=Documentsoort.BRIEF,
        compartiment=Compartiment.DOSSIER,
        gezinslid_id=gezin.vader.gebruiker_id,
    )
    moeder = thuis(als, gezin.moeder)
    for geheim in ("Vader zegt nee", "niet eens", "Brief aan vader", "Daan Janssen", "085 555 22 22", "Wilgenhof"):
        assert geheim not in moeder, geheim
    assert "Brief aan vader" in thuis(als, gezin.vader)


def test_nothing_of_a_decision_shows_before_it_is_known(als: Als) -> None:
    gezin = maak_gezin(status=Status.AFGEWEZEN)
    papier(gezin.zaak, "Geheim besluit", soort=Documentsoort.BESCHIKKING, compartiment=Compartiment.BESLUIT)
    for wie in (gezin.moeder, gezin.leerling):
        pagina = thuis(als, wie).lower()
        assert "geheim besluit" not in pagina and "afgewezen" not in pagina and "het besluit is er" not in pagina


def test_gezag_that_ended_closes_the_home_for_that_child_alone(als: Als) -> None:
    gezin = maak_gezin()
    broer_van(gezin)
    Gezag.objects.filter(ouder=gezin.ouder_moeder).update(tot=timezone.localdate() - timedelta(days=1))
    pagina = thuis(als, gezin.moeder)
    assert "Bas" in pagina and "Mila" not in pagina


def test_at_eighteen_the_home_is_of_the_pupil_alone(als: Als) -> None:
    gezin = maak_gezin(jaren=17)
    gezin.kind.geboortedatum = geboren(18, dagen=0)
    gezin.kind.save()
    assert gezinsthuis(gezin.moeder).zaken == []
    assert len(gezinsthuis(gezin.leerling).zaken) == 1
    assert "Er is nu geen dossier dat u mag zien" in thuis(als, gezin.moeder)


def test_a_pupil_has_an_own_home_that_says_je(als: Als) -> None:
    gezin = maak_gezin()
    broer_van(gezin)
    pagina = thuis(als, gezin.leerling)
    assert "Wat loopt er voor jou?" in pagina and "Jouw aanvraag" in pagina
    assert "Bas" not in zichtbare_tekst(pagina)
    woorden = zichtbare_tekst(pagina).replace("?", " ").replace(".", " ").replace(",", " ").split()
    assert {"u", "U", "uw", "Uw"}.isdisjoint(woorden), woorden


# -- what carries it -------------------------------------------------------------------------------


def test_each_track_that_was_shown_is_on_record_once_a_quarter_of_an_hour(als: Als) -> None:
    gezin = maak_gezin()
    bas = broer_van(gezin)
    for _ in range(2):
        thuis(als, gezin.moeder)
    gelezen = Lezing.objects.filter(actie="lezen:thuis", gebruiker_id=gezin.moeder.gebruiker_id)
    assert (gelezen.count(), set(gelezen.values_list("zaak_id", flat=True))) == (2, {gezin.zaak.pk, bas.pk})
    assert {rij.grond["been"] for rij in gelezen} == {"gezag"}


def test_a_workflow_that_declares_nothing_is_shown_by_its_states(als: Als, monkeypatch: pytest.MonkeyPatch) -> None:
    gezin = maak_gezin()
    kaal = replace(processen()["tlv"], gezinsdeel=Gezinsdeel, gezin_naam=("Het traject", "Jouw traject"))
    monkeypatch.setitem(processen(), "tlv", kaal)  # type: ignore[arg-type]
    pagina = thuis(als, gezin.moeder)
    assert "Bekijk het traject" in pagina and "Wij kijken of alle papieren er zijn" in pagina
    assert "U hoeft nu niets te doen" in pagina
    assert thuis(als, gezin.leerling).count("Jouw traject") == 1


def test_the_calendar_has_the_dates_of_the_home(als: Als) -> None:
    gezin = maak_gezin()
    broer_van(gezin)
    zaken = Zaak.objects.visible_to(gezin.moeder)
    soorten = sorted(termijn.soort for termijn in gezinstermijnen(gezin.moeder, zaken))
    assert soorten == ["beslistermijn", "beslistermijn", "servicenorm"]


def test_more_children_ask_no_more_of_the_database(
    gezin_met_vier: Actor, django_assert_max_num_queries: Callable[..., object]
) -> None:
    with django_assert_max_num_queries(3):  # type: ignore[attr-defined]
        assert len(gezinsthuis(gezin_met_vier).zaken) == 4


@pytest.fixture
def gezin_met_vier() -> Actor:
    gezin = maak_gezin()
    for _ in range(3):
        broer_van(gezin)
    return gezin.moeder


# -- plain words -----------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [*STANDEN, Status.ARCHIEF])
def test_the_home_is_plain_in_every_state(als: Als, status: str) -> None:
    gezin = maak_gezin(status=status)
    broer_van(gezin)
    afspraak(gezin.zaak, "Gesprek op school")
    for wie in (gezin.moeder, gezin.leerling):
        assert bezwaren(thuis(als, wie)) == [], wie.rol


def test_pages_that_every_track_has_are_for_the_family_only(als: Als) -> None:
    gezin = maak_gezin()
    ander = maak_gezin()
    for naam in ("gezin_inzage", "gezin_correctie", "gezin_post"):
        adres = reverse(f"workflow:{naam}", args=[gezin.zaak.pk])
        for wie, code in (
            (gezin.moeder, 200),
            (gezin.leerling, 200),
            (gezin.zonder_gezag, 404),
            (ander.moeder, 404),
            (gezin.secretariaat, 403),
        ):
            assert als(wie).get(adres).status_code == code, (naam, wie.rol)


def test_an_account_that_is_parent_and_colleague_sees_the_home_in_the_hat_of_parent(als: Als) -> None:
    gezin = maak_gezin()
    user = User.objects.get(pk=gezin.moeder.persoon_id)
    kantoor = factories.actor(Rol.SECRETARIAAT, gezin.zaak.swv, user=user, vandaag=timezone.localdate())
    assert "Dit vragen wij nu van u" not in thuis(als, kantoor)
    assert "Dit vragen wij nu van u" in thuis(als, gezin.moeder)
    assert Ouder.objects.filter(user=user).count() == 1
