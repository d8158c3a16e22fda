"""A round of mail: along one line to the server, with few questions to the database, shared with other workers."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents import slot
from documents.models import Werkstatus
from tests import factories
from tests.smtpserver import Postkantoor
from tlv.models import Aanvraag
from workflow import mailen
from workflow.mailen import verstuur_wachtende
from workflow.models import Bericht, Papierpost

pytestmark = pytest.mark.django_db
NU = factories.NU


def _berichten(aanvraag: Aanvraag, aantal: int) -> list[Bericht]:
    return [
        Bericht.objects.create(
            zaak=aanvraag.zaak,
            soort="vraag",
            email=f"persoon{nummer}@thuis.example",
            onderwerp="Bericht",
            tekst="Tekst",
            sleutel=factories.sleutel(),
            aangemaakt_op=NU,
            wettelijk=True,
        )
        for nummer in range(aantal)
    ]


def _klaar() -> int:
    return Bericht.objects.filter(werk=Werkstatus.KLAAR, verzonden_op=NU).count()


def test_a_round_sends_all_its_mail_along_one_line(
    aanvraag: Aanvraag, postkantoor: Postkantoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    _berichten(aanvraag, 5)
    monkeypatch.setattr(mailen.timezone, "now", lambda: NU)
    assert verstuur_wachtende(NU) == 5
    assert (len(set(postkantoor.kenmerken)), len(postkantoor.post), postkantoor.lijnen) == (5, 5, 1)
    assert _klaar() == 5


def test_a_server_that_takes_a_few_mails_per_line_gets_the_rest_along_new_ones(
    aanvraag: Aanvraag, postkantoor: Postkantoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    postkantoor.hoogstens_per_lijn = 2
    _berichten(aanvraag, 5)
    monkeypatch.setattr(mailen.timezone, "now", lambda: NU)
    verstuur_wachtende(NU)
    assert (len(set(postkantoor.kenmerken)), len(postkantoor.post), postkantoor.lijnen) == (5, 5, 3)
    assert _klaar() == 5
    assert not Bericht.objects.exclude(laatste_fout="").exists()


def test_a_mail_that_is_refused_does_not_keep_the_others(aanvraag: Aanvraag, postkantoor: Postkantoor) -> None:
    eerste, *anderen = _berichten(aanvraag, 4)
    Bericht.objects.filter(pk=eerste.pk).update(email="kapot@thuis.example")
    postkantoor.breekt_bij = "kapot@thuis.example"
    for seconden in range(0, 90, 15):
        verstuur_wachtende(NU + mailen.timedelta(seconds=seconden))
    assert len(postkantoor.post) == len(anderen)
    eerste.refresh_from_db()
    assert eerste.verzonden_op is None


def test_a_mail_asks_the_database_few_questions(aanvraag: Aanvraag, postkantoor: Postkantoor) -> None:
    _berichten(aanvraag, 10)
    with CaptureQueriesContext(
        connection,
    ) as vragen:
        verstuur_wachtende(NU)
    zonder_randen = [vraag for vraag in vragen.captured_queries if "SAVEPOINT" not in vraag["sql"]]
    assert len(zonder_randen) <= 10 * 6 + 4
    assert len(postkantoor.post) == 10


def test_workers_that_begin_together_do_not_chase_the_same_mail(
    aanvraag: Aanvraag, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailen, "PER_RONDE", 5)
    _berichten(aanvraag, 20)
    random.seed(1)
    rondes = [tuple(mailen._voor_deze_ronde(NU)) for _ in range(4)]
    assert all(len(set(ronde)) == 5 for ronde in rondes)
    assert len({bericht_id for ronde in rondes for bericht_id in ronde}) > 10


def test_what_was_tried_before_is_not_forgotten_when_there_is_little_new(aanvraag: Aanvraag) -> None:
    oud, nieuw = _berichten(aanvraag, 2)
    Bericht.objects.filter(pk=oud.pk).update(volgende_poging_op=NU, pogingen=1)
    assert mailen._voor_deze_ronde(NU) == [nieuw.pk, oud.pk]


def test_a_letter_that_lay_ready_is_taken_away_when_the_mail_goes_out_after_all(
    aanvraag: Aanvraag, postkantoor: Postkantoor
) -> None:
    [bericht] = _berichten(aanvraag, 1)
    Papierpost.objects.create(bericht=bericht, zaak=aanvraag.zaak, gemaakt_op=NU)
    verstuur_wachtende(NU)
    assert len(postkantoor.post) == 1
    assert not Papierpost.objects.exists()


def test_a_row_that_somebody_else_sends_costs_one_question(aanvraag: Aanvraag, monkeypatch: pytest.MonkeyPatch) -> None:
    [bericht] = _berichten(aanvraag, 1)
    monkeypatch.setattr(slot, "pak", lambda soort, rij_id: False)
    with CaptureQueriesContext(connection) as vragen:
        assert not mailen.verstuur(bericht.pk, nu=NU)
    assert len(vragen) == 0, "beside the lock itself"
