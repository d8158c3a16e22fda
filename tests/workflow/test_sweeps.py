"""The sweep: lapses are dealt with once, and one broken case never stops the others."""

import threading
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from audit.models import Gebeurtenis, Soort
from deadlines import services as termijnen
from deadlines.models import Termijn
from organisations.actor import Actor
from organisations.models import School
from organisations.rollen import Rol
from tests import factories
from tlv.models import Aanvraag, Aanvulverzoek, Status
from workflow import sweeps, tasks
from workflow.edit import edit
from workflow.fouten import Conflict
from workflow.mailen import verstuur_wachtende
from workflow.models import Bericht, Handeling
from workflow.perform import Resultaat, perform
from workflow.post import INHALEN

pytestmark = pytest.mark.django_db

LATER = factories.VANDAAG + timedelta(days=40)
LATER_NU = factories.NU + timedelta(days=40)


def _wacht_op_aanvulling(school: School) -> Aanvraag:
    aanvraag = factories.AanvraagFactory(zaak__dossier=factories.DossierFactory(school=school))
    factories.zet_status(aanvraag, Status.AANVULLING_GEVRAAGD)
    termijnen.start(aanvraag.zaak, "beslistermijn", vanaf=factories.VANDAAG)
    termijn = termijnen.start(aanvraag.zaak, "aanvultermijn", vanaf=factories.VANDAAG)
    termijnen.opschorten(aanvraag.zaak, "beslistermijn", van=factories.VANDAAG, uiterlijk=termijn.einde)
    Aanvulverzoek.objects.create(
        aanvraag=aanvraag,
        soort="aanvulling",
        vraag="Stuur het OPP.",
        gevraagd_op=factories.VANDAAG,
        gevraagd_door=factories.UserFactory(),
        uiterlijk=termijn.einde,
    )
    return aanvraag


def _status(aanvraag: Aanvraag) -> str:
    return Aanvraag.objects.get(pk=aanvraag.pk).status


def _verstreken(aanvraag: Aanvraag) -> bool:
    return Termijn.objects.verstreken(LATER).filter(zaak=aanvraag.zaak, soort="aanvultermijn").exists()


def test_a_lapse_is_dealt_with_once_however_often_the_sweep_runs(school: School) -> None:
    aanvraag = _wacht_op_aanvulling(school)
    for _ in range(2):
        sweeps.verwerk_verstreken(vandaag=LATER, nu=LATER_NU)
    assert _status(aanvraag) == Status.AANVULLING_VERLOPEN
    assert Termijn.objects.filter(zaak=aanvraag.zaak, soort="buiten_behandeling").count() == 1


def test_a_lapse_that_was_overtaken_does_not_take_the_new_request(school: School) -> None:
    """Read in a batch; meanwhile the request was withdrawn and asked anew, with a term of its own."""
    aanvraag = _wacht_op_aanvulling(school)
    (gelezen,) = Termijn.objects.verstreken(LATER).filter(zaak=aanvraag.zaak, soort="aanvultermijn")
    termijnen.stop(aanvraag.zaak, "aanvultermijn", op=LATER)
    termijnen.start(aanvraag.zaak, "aanvultermijn", vanaf=LATER)
    assert sweeps.verwerk_een(gelezen, vandaag=LATER, nu=LATER_NU)
    assert _status(aanvraag) == Status.AANVULLING_GEVRAAGD
    assert not Termijn.objects.filter(zaak=aanvraag.zaak, soort="buiten_behandeling").exists()


def test_nobody_uses_up_the_key_of_a_lapse_beforehand(school: School) -> None:
    """It can be foretold; taken by a note in whatever case, the lapse would be ticked off without its effect."""
    aanvraag = _wacht_op_aanvulling(school)
    termijn = Termijn.objects.get(zaak=aanvraag.zaak, soort="aanvultermijn")
    coordinator, sleutel = factories.actor(Rol.COORDINATOR, school), f"verstreken:{termijn.pk}:{termijn.einde}"
    with pytest.raises(Conflict):
        edit(aanvraag.zaak_id, "vraag", by=coordinator, data={"tekst": "Dag"}, sleutel=sleutel)
    with pytest.raises(Conflict):
        perform(aanvraag.zaak_id, "intrekken", by=coordinator, data={"reden": "Dag"}, sleutel=sleutel)
    sweeps.verwerk_verstreken(vandaag=LATER, nu=LATER_NU)
    assert _status(aanvraag) == Status.AANVULLING_VERLOPEN
    assert Gebeurtenis.objects.filter(soort=Soort.WEIGERING, zaak_id=aanvraag.zaak_id).count() == 2


def test_one_broken_case_does_not_stop_the_others_and_is_tried_again(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    kapot, goed = _wacht_op_aanvulling(school), _wacht_op_aanvulling(school)

    def breekt_bij_een(zaak_id: int, actie: str, **kwargs: Any) -> Resultaat:
        if zaak_id == kapot.zaak_id:
            raise RuntimeError("kapot")
        return perform(zaak_id, actie, **kwargs)

    monkeypatch.setattr(sweeps, "perform", breekt_bij_een)
    sweeps.verwerk_verstreken(vandaag=LATER, nu=LATER_NU)
    assert (_status(kapot), _status(goed)) == (Status.AANVULLING_GEVRAAGD, Status.AANVULLING_VERLOPEN)
    assert _verstreken(kapot)
    monkeypatch.undo()
    sweeps.verwerk_verstreken(vandaag=LATER, nu=LATER_NU + timedelta(seconds=15))
    assert _status(kapot) == Status.AANVULLING_VERLOPEN


def test_after_a_week_of_absence_everything_lapses_once_in_order_and_with_its_own_dates(school: School) -> None:
    """The four weeks to stop run from the last day of the repair term, not from the day the system came back."""
    eerste, tweede = _wacht_op_aanvulling(school), _wacht_op_aanvulling(school)
    Termijn.objects.filter(zaak=eerste.zaak, soort="aanvultermijn").update(einde=factories.VANDAAG + timedelta(days=33))
    Aanvulverzoek.objects.filter(aanvraag=eerste).update(uiterlijk=factories.VANDAAG + timedelta(days=33))
    sweeps.verwerk_verstreken(vandaag=LATER, nu=LATER_NU)
    handelingen = list(Handeling.objects.filter(sleutel__startswith="verstreken:").order_by("pk"))
    assert [h.zaak_id for h in handelingen] == [tweede.zaak_id, eerste.zaak_id]
    vanaf = {t.zaak_id: t.vanaf for t in Termijn.objects.filter(soort="buiten_behandeling")}
    einden = {t.zaak_id: t.einde for t in Termijn.objects.filter(soort="aanvultermijn")}
    assert vanaf == einden


def test_after_an_absence_a_person_gets_one_mail_and_every_message(school: School, voorzitter: Actor) -> None:
    for _ in range(3):
        _wacht_op_aanvulling(school)
    sweeps.verwerk_verstreken(vandaag=LATER, nu=LATER_NU)
    assert Bericht.objects.filter(user_id=voorzitter.gebruiker_id).count() == 3
    verstuur_wachtende(LATER_NU)
    assert mail.outbox == [], "they wait for each other"
    verstuur_wachtende(LATER_NU + INHALEN)
    aan = [adres for bericht in mail.outbox for adres in bericht.to]
    assert len(aan) == len(set(aan))
    assert "3 berichten" in str(mail.outbox[0].body)


def test_a_lapse_of_yesterday_is_mailed_at_once(school: School, voorzitter: Actor) -> None:
    aanvraag = _wacht_op_aanvulling(school)
    einde = Termijn.objects.get(zaak=aanvraag.zaak, soort="aanvultermijn").einde
    assert einde is not None
    sweeps.verwerk_verstreken(vandaag=einde + timedelta(days=1), nu=LATER_NU)
    verstuur_wachtende(LATER_NU)
    assert len(mail.outbox) > 0


AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("begin", "einde"),
    [
        (date(2026, 1, 7), date(2026, 1, 28)),
        (date(2026, 3, 8), date(2026, 3, 30)),
        (date(2026, 10, 4), date(2026, 10, 26)),
    ],
    ids=["winter", "the weekend the clock goes forward", "the weekend it goes back"],
)
def test_a_term_lapses_at_midnight_here_and_not_a_minute_sooner(
    school: School, monkeypatch: pytest.MonkeyPatch, begin: date, einde: date
) -> None:
    """The last day is a whole day of this country: 23:59 is in time, whatever the clock of the server or UTC says."""
    aanvraag = _wacht_op_aanvulling(school)
    Termijn.objects.filter(zaak=aanvraag.zaak, soort="aanvultermijn").update(vanaf=begin, einde=einde)
    middernacht = datetime.combine(einde + timedelta(days=1), time(), AMSTERDAM)
    for minuten, verwacht in ((-1, Status.AANVULLING_GEVRAAGD), (1, Status.AANVULLING_VERLOPEN)):
        nu = (middernacht + timedelta(minutes=minuten)).astimezone(UTC)
        monkeypatch.setattr(timezone, "now", lambda nu=nu: nu)
        tasks.veeg()
        assert _status(aanvraag) == verwacht


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_do_each_lapse_once(school: School) -> None:
    zaken = [_wacht_op_aanvulling(school) for _ in range(4)]
    begin = threading.Barrier(3)

    def werker() -> None:
        begin.wait()
        sweeps.verwerk_verstreken(vandaag=LATER, nu=LATER_NU)
        connection.close()

    draden = [threading.Thread(target=werker) for _ in range(3)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert {_status(zaak) for zaak in zaken} == {Status.AANVULLING_VERLOPEN}
    assert Termijn.objects.filter(soort="buiten_behandeling").count() == len(zaken)
    assert Gebeurtenis.objects.filter(actie="tlv.aanvulling_laten_verlopen", soort="schrijven").count() == len(zaken)
