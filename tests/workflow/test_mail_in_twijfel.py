"""A mail of which nobody can know whether it arrived is never offered again by itself; a person decides."""

import itertools
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Gebeurtenis
from documents.models import Werkstatus
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband
from organisations.rollen import Rol
from organisations.smtp import Lijn
from tests import factories
from tests.smtpserver import Postkantoor
from tlv.models import Aanvraag
from workflow import mailen
from workflow.mailen import geef_verweesd_vrij, kenmerk, verstuur, verstuur_wachtende
from workflow.models import TWIJFEL, Bericht, Papierpost

pytestmark = pytest.mark.django_db
NU = factories.NU
KNIP = """
    SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
"""Whoever holds a slot here loses its connection; other workers of the tests have databases of their own."""


@pytest.fixture
def bericht(aanvraag: Aanvraag) -> Bericht:
    return _bericht(aanvraag)


def _bericht(aanvraag: Aanvraag) -> Bericht:
    return Bericht.objects.create(
        zaak=aanvraag.zaak,
        soort="vraag",
        email="persoon@thuis.example",
        onderwerp="Bericht",
        tekst="Tekst",
        sleutel=factories.sleutel(),
        aangemaakt_op=NU,
    )


def _een_dag_later(bericht: Bericht) -> Bericht:
    """The workers look on, for a day."""
    for kwartier in range(1, 97):
        nu = NU + timedelta(minutes=15 * kwartier)
        geef_verweesd_vrij(nu)
        verstuur_wachtende(nu)
    bericht.refresh_from_db()
    return bericht


@pytest.mark.parametrize("wettelijk", [True, False])
def test_a_line_that_breaks_after_the_text_leaves_a_doubt_and_no_second_mail(
    bericht: Bericht, postkantoor: Postkantoor, wettelijk: bool
) -> None:
    Bericht.objects.update(wettelijk=wettelijk)
    postkantoor.zwijgt_na_inhoud = lambda: True
    assert not verstuur(bericht.pk, nu=NU)
    postkantoor.zwijgt_na_inhoud = lambda: False
    assert (_een_dag_later(bericht).werk, bericht.laatste_fout) == (Werkstatus.MISLUKT, TWIJFEL)
    assert len(postkantoor.post) == 1
    assert Papierpost.objects.filter(bericht=bericht).exists() == wettelijk, "what the law asks is told in another way"


class Gedood(BaseException):
    """kill -9: the connection is gone and the lock with it; nothing is cleared away by the worker."""


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_between_the_answer_and_the_mark_mails_nobody_twice(
    bericht: Bericht, postkantoor: Postkantoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sterf(*args: object, **kwargs: object) -> None:
        connection.close()
        raise Gedood

    with monkeypatch.context() as m:
        m.setattr(mailen, "_merk_verzonden", sterf)
        with pytest.raises(Gedood):
            verstuur(bericht.pk, nu=NU)
    assert geef_verweesd_vrij(NU) == 0, "the worker may still be hearing the answer"
    assert _een_dag_later(bericht).in_twijfel
    assert len(postkantoor.post) == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_before_the_text_leaves_no_doubt_and_the_mail_goes_out(
    bericht: Bericht, postkantoor: Postkantoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sterf(*args: object, **kwargs: object) -> None:
        connection.close()
        raise Gedood

    with monkeypatch.context() as m:
        m.setattr(mailen, "_merk_aangeboden", sterf)
        with pytest.raises(Gedood):
            verstuur(bericht.pk, nu=NU)
    deadline = time.monotonic() + 5
    while postkantoor.post and time.monotonic() < deadline:
        time.sleep(0.05)
    assert postkantoor.post == []
    assert _een_dag_later(bericht).werk == Werkstatus.KLAAR
    assert len(postkantoor.post) == 1


def test_a_server_that_answers_after_the_text_that_it_will_not_have_it_now_leaves_no_doubt(
    bericht: Bericht, postkantoor: Postkantoor
) -> None:
    postkantoor.na_inhoud = "451 later"
    assert not verstuur(bericht.pk, nu=NU)
    postkantoor.na_inhoud = "250 goed"
    assert _een_dag_later(bericht).werk == Werkstatus.KLAAR
    assert len(postkantoor.post) == 1


def test_whoever_lost_the_row_while_it_was_connecting_sends_nothing(
    bericht: Bericht, postkantoor: Postkantoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    echt = mailen._mail

    def een_ander_was_eerder(
        rij: Bericht, aantal: int, *, bij_aanbieden: Callable[[], None], lijn: Lijn | None
    ) -> None:
        Bericht.objects.filter(pk=rij.pk).update(werk=Werkstatus.KLAAR, verzonden_op=NU)
        echt(rij, aantal, bij_aanbieden=bij_aanbieden, lijn=lijn)

    monkeypatch.setattr(mailen, "_mail", een_ander_was_eerder)
    assert not verstuur(bericht.pk, nu=NU)
    assert postkantoor.post == []
    bericht.refresh_from_db()
    assert bericht.werk == Werkstatus.KLAAR


@pytest.fixture
def twijfel(bericht: Bericht) -> Bericht:
    bericht.werk, bericht.laatste_fout, bericht.aangeboden_op = Werkstatus.MISLUKT, TWIJFEL, NU
    bericht.save()
    return bericht


def test_the_administrator_reads_of_the_doubt_and_decides_to_leave_it(
    als: Callable[[Actor], Client], swv: Samenwerkingsverband, twijfel: Bericht
) -> None:
    client = als(factories.actor(Rol.BEHEERDER, swv))
    pagina = client.get(reverse("workflow:uitval")).content.decode()
    assert TWIJFEL in pagina and "Niet opnieuw versturen" in pagina
    client.post(reverse("workflow:opnieuw", args=["bericht", twijfel.pk]), {"laat": "1"})
    twijfel.refresh_from_db()
    assert twijfel.werk == Werkstatus.VERVALLEN
    assert Gebeurtenis.objects.filter(actie="niet_opnieuw_versturen", object_id=twijfel.pk).count() == 1


def test_or_to_offer_it_again(
    als: Callable[[Actor], Client], swv: Samenwerkingsverband, twijfel: Bericht, postkantoor: Postkantoor
) -> None:
    als(factories.actor(Rol.BEHEERDER, swv)).post(reverse("workflow:opnieuw", args=["bericht", twijfel.pk]))
    assert _een_dag_later(twijfel).werk == Werkstatus.KLAAR
    assert len(postkantoor.post) == 1


@pytest.mark.parametrize("waarom", ["geen twijfel", "een ander"])
def test_what_is_not_in_doubt_or_of_another_is_not_left(
    als: Callable[[Actor], Client], swv: Samenwerkingsverband, twijfel: Bericht, waarom: str
) -> None:
    wie = factories.actor(Rol.BEHEERDER, swv)
    if waarom == "een ander":
        wie = factories.actor(Rol.BEHEERDER, factories.SwvFactory())
    else:
        Bericht.objects.update(laatste_fout="De mailserver weigert deze mail (550).")
    als(wie).post(reverse("workflow:opnieuw", args=["bericht", twijfel.pk]), {"laat": "1"})
    twijfel.refresh_from_db()
    assert twijfel.werk == Werkstatus.MISLUKT


@pytest.mark.django_db(transaction=True)
def test_three_workers_at_once_mail_each_message_once(aanvraag: Aanvraag, postkantoor: Postkantoor) -> None:
    berichten = [_bericht(aanvraag) for _ in range(8)]
    begin = threading.Barrier(3)

    def werker() -> None:
        begin.wait()
        verstuur_wachtende(NU)
        connection.close()

    draden = [threading.Thread(target=werker) for _ in range(3)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert sorted(postkantoor.kenmerken) == sorted(kenmerk(bericht) for bericht in berichten)


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_is_cut_while_a_mail_is_handed_over_mails_nobody_twice(
    bericht: Bericht, postkantoor: Postkantoor
) -> None:
    """The lock of the worker is gone, another looks, and the first still writes down what it knows."""

    def knip() -> bool:
        ander = connection.copy()
        with closing(ander), ander.cursor() as cursor:
            cursor.execute(KNIP)
        postkantoor.zwijgt_na_inhoud = lambda: False
        return False

    postkantoor.zwijgt_na_inhoud = knip
    assert verstuur(bericht.pk, nu=NU)
    assert _een_dag_later(bericht).werk == Werkstatus.KLAAR
    assert len(postkantoor.post) == 1


@pytest.mark.django_db(transaction=True)
def test_a_living_worker_that_was_taken_for_dead_undoes_the_doubt_and_takes_the_letter_back(
    bericht: Bericht, postkantoor: Postkantoor
) -> None:
    Bericht.objects.update(wettelijk=True)
    gezien: list[bool] = []

    def knip_en_twijfel() -> bool:
        postkantoor.zwijgt_na_inhoud = lambda: False
        straks, deadline = NU + mailen.TWIJFEL_NA + timedelta(seconds=30), time.monotonic() + 10
        with connection.cursor() as cursor:
            cursor.execute(KNIP)
        while not geef_verweesd_vrij(straks) and time.monotonic() < deadline:
            time.sleep(0.05)
        verstuur_wachtende(straks)
        gezien.append(Bericht.objects.get().in_twijfel and Papierpost.objects.exists())
        connection.close()
        return False

    postkantoor.zwijgt_na_inhoud = knip_en_twijfel
    assert verstuur(bericht.pk, nu=NU)
    assert gezien == [True]
    bericht.refresh_from_db()
    assert (bericht.werk, bericht.laatste_fout) == (Werkstatus.KLAAR, "")
    assert not Papierpost.objects.exists()
    assert len(postkantoor.post) == 1


def test_from_the_moment_the_text_goes_out_a_worker_has_its_time_to_answer(
    bericht: Bericht, postkantoor: Postkantoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not from when it took the row: connecting may have lasted."""
    klok = itertools.count()
    echt = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: echt + timedelta(seconds=30 * next(klok)))
    assert verstuur(bericht.pk, nu=NU)
    bericht.refresh_from_db()
    assert bericht.aangeboden_op is not None
    assert bericht.aangeboden_op >= NU + timedelta(seconds=30)
