"""What is told around the last day of a term: once, to the right people, and nothing that is no longer so."""

import threading
from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from deadlines import services as termijnen
from deadlines.models import Termijn
from documents.models import Werkstatus
from organisations.actor import Actor
from organisations.models import Beleidsversie
from organisations.rollen import Rol
from tests import factories
from tlv.models import Aanvraag, Advies, Status
from workflow.controle import bevindingen
from workflow.mailen import verstuur
from workflow.meldingen import verwerk_meldingen
from workflow.models import Bericht

pytestmark = pytest.mark.django_db
BEGIN = factories.VANDAAG


def _veeg(dag: date) -> int:
    return verwerk_meldingen(vandaag=dag, nu=datetime.combine(dag, factories.NU.time(), factories.NU.tzinfo))


def _veeg_elke_dag(van: date, tot: date) -> None:
    dag = van
    while dag <= tot:
        _veeg(dag)
        dag += timedelta(days=1)


def _aan(actor: Actor) -> list[str]:
    return list(Bericht.objects.filter(user_id=actor.gebruiker_id).order_by("pk").values_list("onderwerp", flat=True))


@pytest.fixture
def termijn(aanvraag: Aanvraag, secretariaat: Actor, voorzitter: Actor) -> Termijn:
    """The statutory term of a filed request: eight weeks."""
    factories.zet_status(aanvraag, Status.INGEDIEND)
    return termijnen.start(aanvraag.zaak, "beslistermijn", vanaf=BEGIN)


def _einde(termijn: Termijn) -> date:
    termijn.refresh_from_db()
    assert termijn.einde is not None
    return termijn.einde


def test_two_weeks_a_week_and_two_days_before_and_weekly_after(
    termijn: Termijn, secretariaat: Actor, voorzitter: Actor
) -> None:
    einde, nummer = _einde(termijn), termijn.zaak.nummer
    _veeg_elke_dag(BEGIN, einde + timedelta(days=9))
    verwacht = [f"Denk aan {nummer}: nog {dagen} dagen" for dagen in (14, 7, 2)] + [f"Te laat: {nummer}"] * 2
    assert _aan(secretariaat) == verwacht
    assert _aan(voorzitter) == verwacht


def test_the_norm_and_the_term_of_the_law_are_told_apart_before_and_after(
    aanvraag: Aanvraag, secretariaat: Actor
) -> None:
    factories.zet_status(aanvraag, Status.VOLLEDIG)
    for soort in ("servicenorm", "beslistermijn"):
        termijnen.start(aanvraag.zaak, soort, vanaf=BEGIN, parameters={"weken": 6})
    _veeg_elke_dag(BEGIN, BEGIN + timedelta(weeks=6, days=2))
    berichten = Bericht.objects.filter(user_id=secretariaat.gebruiker_id).order_by("pk")
    teksten = list(berichten.values_list("tekst", flat=True))
    assert len(teksten) == len(set(teksten)) == 8
    for naam in ("wettelijke beslistermijn", "streefdatum voor het besluit"):
        eigen = [tekst for tekst in teksten if f"({naam}, " in tekst]
        assert ["en is er nog niet" in tekst for tekst in eigen] == [False, False, False, True]


def test_a_sweep_that_runs_all_day_tells_once(termijn: Termijn, secretariaat: Actor) -> None:
    dag = _einde(termijn) - timedelta(days=7)
    _veeg(BEGIN)
    _veeg(_einde(termijn) - timedelta(days=14))
    assert [_veeg(dag) for _ in range(3)] == [1, 0, 0]
    assert len(_aan(secretariaat)) == 2


def test_after_an_absence_each_person_gets_one_overview(
    aanvraag: Aanvraag, termijn: Termijn, secretariaat: Actor
) -> None:
    tweede = factories.AanvraagFactory(zaak__dossier=factories.DossierFactory(school=aanvraag.zaak.school))
    factories.zet_status(tweede, Status.INGEDIEND)
    termijnen.start(tweede.zaak, "beslistermijn", vanaf=BEGIN)
    _veeg(BEGIN)
    _veeg(_einde(termijn) + timedelta(days=10))
    assert _aan(secretariaat) == ["Termijnen die uw aandacht vragen"]
    [overzicht] = Bericht.objects.filter(user_id=secretariaat.gebruiker_id)
    assert aanvraag.zaak.nummer in overzicht.tekst
    assert tweede.zaak.nummer in overzicht.tekst
    assert "10 dagen te laat" in overzicht.tekst
    _veeg(_einde(termijn) + timedelta(days=11))
    assert len(_aan(secretariaat)) == 1


@pytest.mark.parametrize("wat", ["gestopt", "opgeschort", "gesloten"])
def test_a_term_that_ended_or_stands_still_says_nothing(termijn: Termijn, secretariaat: Actor, wat: str) -> None:
    einde = _einde(termijn)
    _veeg(BEGIN)
    if wat == "gestopt":
        termijnen.stop(termijn.zaak, "beslistermijn", op=BEGIN)
    elif wat == "opgeschort":
        termijnen.opschorten(termijn.zaak, "beslistermijn", van=BEGIN)
    else:
        factories.zet_status(Aanvraag.objects.get(zaak=termijn.zaak), Status.INGETROKKEN)
    _veeg_elke_dag(einde - timedelta(days=15), einde + timedelta(days=10))
    assert _aan(secretariaat) == []


def test_a_term_that_moved_is_told_about_by_its_new_end_only(termijn: Termijn, secretariaat: Actor) -> None:
    oud = _einde(termijn)
    _veeg(BEGIN)
    termijnen.verdagen(termijn.zaak, "beslistermijn", op=BEGIN, tot=oud + timedelta(days=28))
    _veeg_elke_dag(BEGIN, oud + timedelta(days=13))
    assert _aan(secretariaat) == []
    _veeg(oud + timedelta(days=14))
    assert _aan(secretariaat) == [f"Denk aan {termijn.zaak.nummer}: nog 14 dagen"]


def test_a_mail_that_waited_while_the_term_ended_is_not_sent(termijn: Termijn, secretariaat: Actor) -> None:
    dag = _einde(termijn) - timedelta(days=14)
    _veeg(BEGIN)
    _veeg(dag)
    bericht = Bericht.objects.get(user_id=secretariaat.gebruiker_id)
    termijnen.stop(termijn.zaak, "beslistermijn", op=dag)
    verstuur(bericht.pk, nu=factories.NU)
    bericht.refresh_from_db()
    assert (bericht.werk, mail.outbox) == (Werkstatus.VERVALLEN, [])


def test_the_days_come_from_the_policy_that_binds_the_case(termijn: Termijn, secretariaat: Actor) -> None:
    zaak = termijn.zaak
    versie = Beleidsversie.objects.create(
        swv=zaak.swv, sectie="tlv", vanaf=BEGIN, waarden={"herinneringen_dagen": [3]}, bron="test"
    )
    zaak.beleid = {"tlv": versie.pk}
    zaak.save(update_fields=["beleid"])
    _veeg_elke_dag(BEGIN, _einde(termijn))
    assert _aan(secretariaat) == [f"Denk aan {zaak.nummer}: nog 3 dagen"]


def test_only_experts_who_still_owe_an_advice_are_reminded(aanvraag: Aanvraag) -> None:
    factories.zet_status(aanvraag, Status.DESKUNDIGENADVIES)
    loopt = termijnen.start(aanvraag.zaak, "deskundigentermijn", vanaf=BEGIN)
    mensen = [factories.actor(Rol.DESKUNDIGE, aanvraag.zaak.swv) for _ in range(2)]
    for nummer, (wie, stand) in enumerate(zip(mensen, ("gevraagd", "vervallen"), strict=True), 1):
        Advies.objects.create(
            aanvraag=aanvraag,
            deskundige_id=wie.gebruiker_id,
            beroep="arts",
            volgorde=nummer,
            gevraagd_op=BEGIN,
            uiterlijk=_einde(loopt),
            stand=stand,
        )
    _veeg_elke_dag(BEGIN, _einde(loopt))
    assert [len(_aan(wie)) for wie in mensen] == [2, 0]


def test_a_term_without_an_end_is_left_alone_and_is_told_about_again_when_it_has_one(
    termijn: Termijn, secretariaat: Actor
) -> None:
    """A delay has no last day: the sweep does not lock the case for it, and the check finds nothing amiss."""
    einde = _einde(termijn)
    _veeg(BEGIN)
    opschorting = termijnen.opschorten(termijn.zaak, "beslistermijn", van=BEGIN, grond="vertraging")
    dag = einde + timedelta(days=30)
    assert list(Termijn.objects.te_melden(dag)) == []
    nu = datetime.combine(dag, factories.NU.time(), factories.NU.tzinfo)
    assert [str(b) for b in bevindingen(vandaag=dag, nu=nu)] == []
    termijnen.laat_vervallen(termijn.zaak, "beslistermijn", opschorting.pk, op=BEGIN)
    _veeg(_einde(termijn) - timedelta(days=14))
    assert _aan(secretariaat) == [f"Denk aan {termijn.zaak.nummer}: nog 14 dagen"]


@pytest.mark.parametrize("over", [10, -3], ids=["nearer", "into the past"])
def test_of_a_term_that_moves_back_the_last_missed_moment_is_told_once(
    termijn: Termijn, secretariaat: Actor, over: int
) -> None:
    oud, nummer = _einde(termijn), termijn.zaak.nummer
    _veeg(BEGIN)
    vandaag = oud - timedelta(days=20)
    Termijn.objects.filter(pk=termijn.pk).update(einde=vandaag + timedelta(days=over))
    assert [_veeg(vandaag) for _ in range(2)] == [1, 0]
    [bericht] = Bericht.objects.filter(user_id=secretariaat.gebruiker_id)
    assert nummer in bericht.tekst
    assert ("nog 10 dagen" if over > 0 else "3 dagen te laat") in bericht.tekst


def test_a_moment_that_was_told_is_not_told_again_when_the_end_moves_on(termijn: Termijn, secretariaat: Actor) -> None:
    oud = _einde(termijn)
    _veeg(BEGIN)
    _veeg(oud - timedelta(days=14))
    dag = oud - timedelta(days=10)
    Termijn.objects.filter(pk=termijn.pk).update(einde=oud + timedelta(days=2))
    assert _veeg(dag) == 0
    assert len(_aan(secretariaat)) == 1


def test_a_policy_version_that_cannot_be_read_stops_no_other_reminder(
    aanvraag: Aanvraag, termijn: Termijn, secretariaat: Actor
) -> None:
    kapot = factories.AanvraagFactory(zaak__dossier=factories.DossierFactory(school=aanvraag.zaak.school))
    factories.zet_status(kapot, Status.INGEDIEND)
    ander = termijnen.start(kapot.zaak, "beslistermijn", vanaf=BEGIN)
    versie = Beleidsversie.objects.create(
        swv=kapot.zaak.swv, sectie="tlv", vanaf=BEGIN, waarden={"herinneringen_dagen": "vaak"}, bron="test"
    )
    kapot.zaak.beleid = {"tlv": versie.pk}
    kapot.zaak.save(update_fields=["beleid"])
    _veeg(BEGIN)
    _veeg(_einde(termijn) - timedelta(days=14))
    assert _aan(secretariaat) == [f"Denk aan {termijn.zaak.nummer}: nog 14 dagen"]
    ander.refresh_from_db()
    assert ander.melding_voor is None
    later = timezone.now() + timedelta(days=2)
    Termijn.objects.update(verschoven_op=None)
    gevonden = [b for b in bevindingen(vandaag=BEGIN, nu=later) if "is niet bepaald" in b.wat]
    assert [b.waar for b in gevonden] == [kapot.zaak.nummer]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_once(termijn: Termijn, secretariaat: Actor) -> None:
    dag = _einde(termijn) - timedelta(days=7)
    _veeg(BEGIN)
    begin = threading.Barrier(4)

    def werker() -> None:
        begin.wait()
        _veeg(dag)
        connection.close()

    draden = [threading.Thread(target=werker) for _ in range(4)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert len(_aan(secretariaat)) == 1
