"""Calls for work: one round serves all that called before it, and no call is lost by that."""

import time
from datetime import timedelta

import pytest

from documents.models import Werkstatus
from tests import factories
from tlv.models import Aanvraag
from workflow import mailen, tasks
from workflow.models import Bericht
from workflow.werk import Ronde

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nieuwe_werker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "werkronde", Ronde())


def _bericht(aanvraag: Aanvraag) -> Bericht:
    return Bericht.objects.create(
        zaak=aanvraag.zaak,
        soort="vraag",
        email="persoon@thuis.example",
        onderwerp="Bericht",
        tekst="Tekst",
        sleutel=factories.sleutel(),
        aangemaakt_op=factories.NU,
    )


def _is_verstuurd(bericht: Bericht) -> bool:
    bericht.refresh_from_db()
    return bericht.werk == Werkstatus.KLAAR


def test_a_call_from_before_a_finished_round_starts_no_other_round(aanvraag: Aanvraag) -> None:
    eerder = time.time() - 1
    tasks.verwerk_werk(sinds=eerder)
    bericht = _bericht(aanvraag)
    tasks.verwerk_werk(sinds=eerder)
    assert not _is_verstuurd(bericht)
    tasks.verwerk_werk(sinds=time.time())
    assert _is_verstuurd(bericht)


def test_the_sweep_always_runs(aanvraag: Aanvraag) -> None:
    tasks.verwerk_werk(sinds=time.time())
    bericht = _bericht(aanvraag)
    tasks.veeg()
    assert _is_verstuurd(bericht)


def test_a_round_that_broke_served_nobody(aanvraag: Aanvraag, monkeypatch: pytest.MonkeyPatch) -> None:
    bericht, eerder = _bericht(aanvraag), time.time() - 1

    def breek(nu: object) -> int:
        raise RuntimeError("kapot")

    with monkeypatch.context() as m:
        m.setattr(mailen, "verstuur_wachtende", breek)
        with pytest.raises(RuntimeError):
            tasks.verwerk_werk(sinds=eerder)
    tasks.verwerk_werk(sinds=eerder)
    assert _is_verstuurd(bericht)


def test_a_round_that_was_full_calls_for_another(aanvraag: Aanvraag, monkeypatch: pytest.MonkeyPatch) -> None:
    gevraagd: list[bool] = []
    monkeypatch.setattr(tasks, "bied_werk_aan", lambda: gevraagd.append(True))
    monkeypatch.setattr(mailen, "PER_RONDE", 2)
    berichten = [_bericht(aanvraag) for _ in range(3)]
    tasks.verwerk_werk(sinds=time.time())
    assert (sum(map(_is_verstuurd, berichten)), gevraagd) == (2, [True])
    tasks.verwerk_werk(sinds=time.time())
    assert (sum(map(_is_verstuurd, berichten)), gevraagd) == (3, [True])


def test_the_first_mail_that_gets_through_brings_forward_what_waited_for_the_server(aanvraag: Aanvraag) -> None:
    nu = factories.NU
    gewacht = _bericht(aanvraag)
    Bericht.objects.update(laatste_fout=mailen.SERVER_WEG, volgende_poging_op=nu + timedelta(hours=1))
    dagmail = _bericht(aanvraag)
    Bericht.objects.filter(pk=dagmail.pk).update(volgende_poging_op=nu + timedelta(hours=1), bundel=True)
    _bericht(aanvraag)
    assert mailen.verstuur_wachtende(nu) == 1
    mailen.verstuur_wachtende(nu + timedelta(seconds=15))
    assert _is_verstuurd(gewacht)
    assert not _is_verstuurd(dagmail), "the mail of the day waits for its hour"


def test_a_step_that_breaks_stops_none_of_the_steps_behind_it(
    aanvraag: Aanvraag, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reminders, letters and mail do not wait for each other; that something broke is still to be seen."""
    bericht = _bericht(aanvraag)

    def breek(**kwargs: object) -> int:
        raise RuntimeError("kapot")

    monkeypatch.setattr(tasks, "verwerk_meldingen", breek)
    monkeypatch.setattr(tasks, "voer_automatisch_uit", breek)
    with pytest.raises(RuntimeError):
        tasks.veeg()
    assert _is_verstuurd(bericht)
