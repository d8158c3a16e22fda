"""The seed of the demo: made once for this module, then looked at from all sides."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.models import Q
from django.test import Client
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from audit.models import Gebeurtenis, Soort
from cases.models import Gezag, Leerling, MogelijkeDubbel, Ouder, Zaak
from deadlines.models import Termijn, kalender_uit_tabel
from documents.models import Bekendmaking, Document, Handtekening, Ondertekenstuk, Werkstatus, Zegel
from maatwerk.models import Traject
from organisations.actor import actor_voor
from organisations.models import Lidmaatschap, School, User
from organisations.rollen import Rol
from swv.demodata import pers, verhalen
from swv.demodata.personen import PERSONEN, Persoon
from tests import databank
from tests.ketens import ketenfouten
from tests.swv import zuinig
from tlv.models import Aanvraag, Besluit, Eisbeoordeling, Overdracht, Status, Terugzending, Toelaatbaarheid
from vergaderingen.models import Agendapunt
from workflow.ingebreke import stand
from workflow.models import Bericht, Ingebrekestelling
from workflow.models_post import Papierpost
from workflow.post import te_schrijven

HEEL = sum(aantal for aantal, *_ in verhalen.PLAN) + verhalen.ARCHIEF + 12
"""Requests in the whole seed, with the twelve of special people."""


@pytest.fixture(scope="module")
def gezaaid(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A quarter of the seed, made once; gives what was said meanwhile. Afterwards the tables are emptied again."""
    map_: Path = tmp_path_factory.mktemp("demo")
    oud = settings.STATE_DIR, settings.BESTANDEN_DIR
    settings.STATE_DIR, settings.BESTANDEN_DIR = map_, map_ / "bestanden"
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as kleiner:
        kleiner.setattr(verhalen, "PLAN", tuple((-(-aantal // 4), *rest) for aantal, *rest in verhalen.PLAN))
        kleiner.setattr(verhalen, "ARCHIEF", 12)
        kleiner.setattr(pers, "maak_pdf", zuinig.maak_pdf)
        begin = databank.begin()
        call_command("demo_data", stdout=(gezegd := StringIO()))
        yield gezegd.getvalue()
        databank.maak_leeg(begin)
    settings.STATE_DIR, settings.BESTANDEN_DIR = oud


@pytest.fixture(autouse=True)
def _met_zaad(gezaaid: str, db: None) -> None:
    """Every test here looks at the seed, in a transaction of its own."""


def test_every_state_is_there() -> None:
    assert set(Aanvraag.objects.values_list("status", flat=True)) == set(Status.values)


def test_the_whole_seed_has_some_hundred_and_fifty_dossiers() -> None:
    assert HEEL >= 145


def test_the_envelope_says_what_the_request_says() -> None:
    anders = [z.pk for z in Zaak.objects.all() if z.status != getattr(z, z.soort).status]
    assert anders == []


def test_every_chain_is_whole() -> None:
    for zaak in Zaak.objects.all():
        assert Gebeurtenis.objects.filter(zaak_id=zaak.pk, soort=Soort.SCHRIJVEN).exists(), zaak
        assert ketenfouten(zaak.pk) == [], zaak


def test_what_happened_to_a_case_happened_in_order_and_not_in_the_future() -> None:
    nu = timezone.now()
    for zaak in Zaak.objects.all():
        momenten = list(
            Gebeurtenis.objects.filter(zaak_id=zaak.pk, soort=Soort.SCHRIJVEN)
            .order_by("id")
            .values_list("moment", flat=True)
        )
        assert momenten == sorted(momenten), zaak
        assert momenten[-1] <= nu, zaak


def test_no_term_differs_from_a_fresh_computation() -> None:
    kalender = kalender_uit_tabel()
    termijnen = Termijn.objects.prefetch_related("opschortingen")
    assert [t.pk for t in termijnen if t.berekening(kalender).einde != t.einde] == []
    assert termijnen.open().filter(einde__lt=timezone.localdate()).exists(), "something must be overdue"


def test_it_is_spread_over_a_year() -> None:
    maanden = {(dag.year, dag.month) for dag in Zaak.objects.values_list("ontvangen_op", flat=True) if dag}
    assert len(maanden) >= 6


def test_every_decision_that_is_known_is_sealed_and_delivered() -> None:
    for besluit in Besluit.objects.filter(stand="bekendgemaakt").select_related("document__zegel"):
        assert besluit.document is not None and besluit.document.zegel.sha256
        assert besluit.document.bekendmakingen.exists()
    verleend = Besluit.objects.filter(stand="bekendgemaakt", soort="verlenen")
    assert Toelaatbaarheid.objects.count() == verleend.count() > 8
    assert Besluit.objects.filter(stand="bekendgemaakt", soort="afwijzen").exists()
    assert Zegel.objects.count() >= verleend.count()
    assert Bekendmaking.objects.filter(verzonden_op__isnull=True).exists(), "there must be post to send"


def test_a_visitor_sees_a_notice_of_default_run_and_one_that_costs_money() -> None:
    vandaag, kalender = timezone.localdate(), kalender_uit_tabel()
    open_ = Termijn.objects.open().filter(soort__in=("ingebreke", "dwangsom"), einde__gte=vandaag)
    assert sorted(open_.values_list("soort", flat=True)) == ["dwangsom", "ingebreke"]
    bedragen = [stand(rij, vandaag=vandaag, kalender=kalender).dwangsom for rij in Ingebrekestelling.objects.all()]
    assert sorted(som.bedrag > 0 for som in bedragen if som) == [False, True]
    bureau = Lidmaatschap.objects.filter(rol=Rol.SECRETARIAAT).select_related("user")[0]
    bord = Termijn.objects.visible_to(actor_voor(bureau, vandaag=vandaag))
    assert {rij.pk for rij in open_} <= set(bord.values_list("pk", flat=True))


def test_a_decision_that_came_back_waits_to_be_looked_into() -> None:
    rij = Terugzending.objects.filter(oordeel="").select_related("bekendmaking").first()
    assert rij is not None and rij.bekendmaking.verzonden_op == rij.verzonden_op < rij.terug_op


def test_no_work_is_left_for_the_workers() -> None:
    assert set(Document.objects.values_list("werk", flat=True)) == {Werkstatus.KLAAR}
    assert not Bericht.objects.filter(werk__in=[Werkstatus.WACHT, Werkstatus.BEZIG]).exists()


def test_letters_instead_of_mail_went_out_in_their_time() -> None:
    wacht = list(te_schrijven(School.objects.get(naam="De Wissel").swv_id))
    assert len(wacht) < 15 < Papierpost.objects.filter(verstuurd_op__isnull=False).count()
    assert all(rij.gemaakt_op > timezone.now() - timedelta(days=4) for rij in wacht)


def test_tracks_stand_in_several_states_with_one_round_open_and_one_plan_sealed() -> None:
    assert sorted(Traject.objects.values_list("status", flat=True)) == [
        "bij_commissie",
        "bij_ouders",
        "plan_bij_directeur",
        "uitvoering",
        "verkennen",
    ]
    assert Agendapunt.objects.filter(zaak__soort="maatwerk", vergadering__stand="gepland").count() == 1
    plan = Ondertekenstuk.objects.get(kamer=True, uitslag="voltooid")
    assert plan.eindstuk is not None and plan.eindstuk.zegel.sha256
    wijzen = sorted(plan.handtekeningen.filter(uitkomst="getekend").values_list("wijze", flat=True))
    assert wijzen == [*["digitaal"] * 4, "papier"]
    thuis = Handtekening.objects.filter(stuk__zaak__status="bij_ouders", groep=3, opgevolgd_door__isnull=True)
    assert sorted(thuis.values_list("uitkomst", flat=True)) == ["getekend", "open", "open"]


def test_nobody_can_be_reached_outside_the_demo() -> None:
    adressen: list[str] = []
    for model in (User, Ouder, Leerling, School, Bericht):
        adressen += model._default_manager.exclude(email="").values_list("email", flat=True)
    assert [adres for adres in adressen if not adres.endswith(".example")] == []


def test_the_special_cases_are_there() -> None:
    assert MogelijkeDubbel.objects.filter(uitkomst="open").count() == 1
    assert Eisbeoordeling.objects.filter(status="ontheffing_gevraagd").exists()
    assert Ouder.objects.filter(adres_geheim=True).exists()
    assert Gezag.objects.filter(tot__isnull=False).exists()
    standpunten = [set(z.zienswijzen.values_list("standpunt", flat=True)) for z in Zaak.objects.all()]
    assert any({"eens", "oneens"} <= s for s in standpunten)
    dag = timezone.localdate()
    leerlingen = [zaak.dossier.leerling for zaak in Zaak.objects.open().select_related("dossier__leerling")]
    assert any(leerling.is_meerderjarig(dag) for leerling in leerlingen)


def test_who_waits_sees_month_by_month_how_far_it_is(gezaaid: str) -> None:
    aantallen = [int(aantal) for aantal in re.findall(r"Nagespeeld tot .*: (\d+) zaken", gezaaid)]
    assert len(aantallen) >= 12
    assert aantallen == sorted(aantallen) and aantallen[-1] == Zaak.objects.count()


def test_it_does_nothing_the_second_time(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("demo_data")
    assert "niets gedaan" in capsys.readouterr().out


def _lid(email: str, rol: str) -> Lidmaatschap:
    return Lidmaatschap.objects.filter(user__email=email, rol=rol).order_by("pk")[0]


@pytest.mark.parametrize("persoon", PERSONEN, ids=lambda p: f"{p.naam}-{p.rol}")
def test_everybody_on_the_front_page_has_a_home(persoon: Persoon, client: Client) -> None:
    lid = _lid(persoon.email, persoon.rol)
    client.force_login(lid.user)
    sessie = client.session
    sessie["hoed"] = lid.pk
    sessie["aangemeld_met"] = "demo"
    sessie.save()
    antwoord = client.get("/werk/", follow=True)
    assert antwoord.status_code == 200
    if lid.rol == Rol.VOORZITTER or lid.rol in (Rol.COORDINATOR, Rol.SECRETARIAAT, Rol.SCHOOLDIRECTEUR):
        assert not antwoord.context["lijst"].is_leeg


WERK: dict[str, Callable[[User], bool]] = {
    "els.vermeer@dewissel.example": lambda u: _te_tekenen(u),
    "iris.kuipers@lindestreek.example": lambda u: _te_tekenen(u),
    "marit.bos@lindestreek.example": lambda u: u.adviezen.filter(stand="gevraagd").count() >= 2,
    "joris.smit@lindestreek.example": lambda u: u.adviezen.filter(stand="gevraagd").exists(),
    "sanne.mulder@thuis.example": lambda u: _te_tekenen(u),
    "daan.janssen@thuis.example": lambda u: _te_tekenen(u),
    "ilse.hoekema@thuis.example": lambda u: _te_tekenen(u),
    "yara.elamrani@thuis.example": lambda u: Zaak.objects.filter(dossier__leerling__user=u).exists(),
    "jolanda.bakx@despringplank.example": lambda u: Overdracht.objects.filter(
        school__lidmaatschappen__user=u, ontvangen_op__isnull=True
    ).exists(),
    "rob.visser@thuis.example": lambda u: not Gezag.objects.filter(ouder__user=u).exists(),
}


def _te_tekenen(user: User) -> bool:
    return Handtekening.objects.filter(Q(user=user) | Q(ouder__user=user), uitkomst="open").exists()


@pytest.mark.parametrize("email", WERK)
def test_named_people_find_what_they_came_for(email: str) -> None:
    assert WERK[email](User.objects.get(email=email))
