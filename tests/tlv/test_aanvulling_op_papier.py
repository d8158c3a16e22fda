"""A supplement on paper counts from the day on which it was received, whenever it is typed in (Awb 4:15).

Received Wednesday 11-3-2026: 56 days later is 6-5. Asked on 16-3, supplement received on Friday 27-3: the days 17-26
March, 10 of them, make it Saturday 16-5, so Monday 18-5. Counted from Monday 30-3 it would have been 19-5.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Zaak
from deadlines import services as termijnen
from deadlines.models import Opschorting, Termijn
from organisations.actor import Actor
from tests import factories
from tests.tlv.uitstel_hulp import doe, nu, op
from tests.tlv.volledigheid_hulp import Mensen, alles_in_orde, mensen, status
from tlv.models import Aanvraag, Aanvulverzoek, Besluit, Status
from workflow.edit import edit
from workflow.fouten import Geweigerd
from workflow.sweeps import verwerk_verstreken

pytestmark = pytest.mark.django_db
ONTVANGEN, GEVRAAGD = date(2026, 3, 11), date(2026, 3, 16)
VRIJDAG, MAANDAG = date(2026, 3, 27), date(2026, 3, 30)
LAATSTE, ERNA = date(2026, 4, 7), date(2026, 4, 8)
"""Three weeks after 16 March is Easter Monday, so the letter set Tuesday 7 April."""


@pytest.fixture
def zaak(aanvraag: Aanvraag) -> Aanvraag:
    factories.zet_status(aanvraag, Status.INGEDIEND)
    Zaak.objects.filter(pk=aanvraag.zaak_id).update(ontvangen_op=ONTVANGEN)
    termijnen.start(aanvraag.zaak, "beslistermijn", vanaf=ONTVANGEN)
    termijnen.start(aanvraag.zaak, "volledigheidsnorm", vanaf=ONTVANGEN)
    alles_in_orde(aanvraag, behalve="knooppunt")
    return Aanvraag.objects.get(pk=aanvraag.pk)


@pytest.fixture
def m(zaak: Aanvraag) -> Mensen:
    wie = mensen(zaak)
    doe(zaak, "aanvulling_vragen", wie.secretariaat, GEVRAAGD, eisen=["knooppunt"], vraag="")
    return wie


def voer_in(zaak: Aanvraag, wie: Actor, dag: date, *, tekst: str = "Het verslag zit erbij.", **data: Any) -> None:
    teksten = {"teksten": {"knooppunt": tekst}}
    edit(zaak.zaak_id, "aanvulling", by=op(wie, dag), data=teksten, nu=nu(dag))
    doe(zaak, "aanvullen", wie, dag, **data)


def einde(soort: str = "beslistermijn") -> date | None:
    return Termijn.objects.open().get(soort=soort).einde


def test_it_counts_from_the_day_it_was_received(zaak: Aanvraag, m: Mensen) -> None:
    voer_in(zaak, m.secretariaat, MAANDAG, ontvangen_op=VRIJDAG)
    assert einde() == date(2026, 5, 18)
    assert Aanvulverzoek.objects.get().beantwoord_op == VRIJDAG
    assert einde("volledigheidsnorm") == date(2026, 4, 7), "five working days: Good Friday and Easter Monday are none"


def test_what_the_school_sends_itself_is_received_at_that_moment(zaak: Aanvraag, m: Mensen) -> None:
    voer_in(zaak, m.coordinator, MAANDAG, ontvangen_op=VRIJDAG)
    assert einde() == date(2026, 5, 19)
    assert Aanvulverzoek.objects.get().beantwoord_op == MAANDAG


@pytest.mark.parametrize("dag", [None, date(2026, 3, 15), date(2026, 3, 31)])
def test_the_day_is_asked_and_lies_between_the_request_and_today(zaak: Aanvraag, m: Mensen, dag: date | None) -> None:
    with pytest.raises(Geweigerd) as weigering:
        voer_in(zaak, m.secretariaat, MAANDAG, ontvangen_op=dag)
    assert weigering.value.veld == "ontvangen_op"


def test_in_time_and_typed_in_after_the_lapse_it_was_in_time(zaak: Aanvraag, m: Mensen) -> None:
    """Received on the last day: still on 17 March-6 April, 21 days, so 6-5 + 21 = Wednesday 27 May, not the 28th."""
    verwerk_verstreken(vandaag=ERNA, nu=nu(ERNA))
    assert status(zaak) == Status.AANVULLING_VERLOPEN
    assert (einde(), Opschorting.objects.get().tot) == (date(2026, 5, 28), ERNA)
    voer_in(zaak, m.secretariaat, ERNA, ontvangen_op=LAATSTE)
    assert status(zaak) == Status.AANGEVULD
    assert (einde(), Opschorting.objects.get().tot) == (date(2026, 5, 27), LAATSTE)
    assert not Besluit.objects.exists()


def test_too_late_it_does_not_bring_back_days(zaak: Aanvraag, m: Mensen) -> None:
    verwerk_verstreken(vandaag=ERNA, nu=nu(ERNA))
    voer_in(zaak, m.secretariaat, date(2026, 4, 10), ontvangen_op=date(2026, 4, 9))
    assert (einde(), Opschorting.objects.get().tot) == (date(2026, 5, 28), ERNA)


def test_the_page_asks_the_office_and_not_the_school(
    zaak: Aanvraag, m: Mensen, als: Callable[[Actor], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: MAANDAG)
    adres = reverse("tlv:aanvulling", args=[zaak.zaak_id])
    vraag = "Op welke dag kwam de aanvulling binnen?"
    assert vraag not in als(m.coordinator).get(adres).content.decode()
    client = als(m.secretariaat)
    assert vraag in client.get(adres).content.decode()
    data = {"tekst_knooppunt": "Het verslag zit erbij.", "insturen": "1"}
    zonder = client.post(adres, data)
    assert zonder.status_code == 422
    assert "Vul in op welke dag de aanvulling binnenkwam" in zonder.content.decode()
    dag = {"ontvangen_op_dag": "27", "ontvangen_op_maand": "3", "ontvangen_op_jaar": "2026"}
    assert client.post(adres, data | dag).status_code == 302
    assert einde() == date(2026, 5, 18)


def test_an_answer_on_the_next_day_adds_no_days_and_the_page_says_so(
    zaak: Aanvraag, m: Mensen, als: Callable[[Actor], Client]
) -> None:
    voer_in(zaak, m.coordinator, date(2026, 3, 17))
    assert einde() == date(2026, 5, 6)
    html = als(m.secretariaat).get(reverse("tlv:termijnen", args=[zaak.zaak_id])).content.decode()
    assert "Opgeschort op 16 maart 2026: er kwamen geen dagen bij" in html
    assert "tot en met 16 maart 2026" not in html
