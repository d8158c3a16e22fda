"""Mail through the outbox: sent once, without personal data, tried again later each time."""

import smtplib
from datetime import timedelta
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core import mail
from django.core.mail import EmailMessage

from documents.models import Werkstatus
from tests import factories
from tests.smtpserver import Postkantoor
from tlv.models import Aanvraag
from workflow.mailen import HOOGSTENS, kenmerk, te_versturen, verstuur, verstuur_wachtende
from workflow.models import Bericht, Onbestelbaar, Papierpost
from workflow.outbox import ouderdom, oudste_wachtende

pytestmark = pytest.mark.django_db


@pytest.fixture
def bericht(aanvraag: Aanvraag) -> Bericht:
    return Bericht.objects.create(
        zaak=aanvraag.zaak,
        soort="vraag",
        user=factories.UserFactory(email="sanne@thuis.example"),
        email="sanne@thuis.example",
        onderwerp="Nieuw bericht over Mila",
        tekst="Mila heeft een besluit gekregen.",
        sleutel=factories.sleutel(),
        aangemaakt_op=factories.NU,
    )


def test_a_mail_is_sent_once_however_often_the_worker_runs(bericht: Bericht) -> None:
    assert verstuur(bericht.pk, nu=factories.NU)
    assert not verstuur(bericht.pk, nu=factories.NU)
    assert [m.to for m in mail.outbox] == [["sanne@thuis.example"]]
    assert te_versturen(factories.NU) == []


def test_a_mail_says_nothing_about_the_pupil(bericht: Bericht) -> None:
    verstuur(bericht.pk, nu=factories.NU)
    [verstuurd] = mail.outbox
    assert "Mila" not in f"{verstuurd.subject}{verstuurd.body}"


def test_a_failed_mail_waits_longer_each_time_and_ends_visibly_failed(
    bericht: Bericht, monkeypatch: pytest.MonkeyPatch
) -> None:
    def weiger(self: EmailMessage, **kwargs: object) -> int:
        raise smtplib.SMTPDataError(451, b"even niet")

    monkeypatch.setattr(EmailMessage, "send", weiger)
    nu = factories.NU
    for poging in range(1, HOOGSTENS + 1):
        assert te_versturen(nu) == [bericht.pk]
        assert not verstuur(bericht.pk, nu=nu)
        bericht.refresh_from_db()
        assert bericht.pogingen == poging
        nu = bericht.volgende_poging_op or nu
    assert (bericht.werk, bericht.laatste_fout) == (
        Werkstatus.MISLUKT,
        "De mailserver neemt deze mail nog niet aan (451).",
    )


def test_a_row_left_by_a_dead_worker_is_taken_up_again(bericht: Bericht) -> None:
    Bericht.objects.filter(pk=bericht.pk).update(
        werk=Werkstatus.BEZIG, volgende_poging_op=factories.NU + timedelta(minutes=5)
    )
    assert te_versturen(factories.NU) == []
    assert te_versturen(factories.NU + timedelta(minutes=5)) == [bericht.pk]
    assert verstuur(bericht.pk, nu=factories.NU + timedelta(minutes=5))


def _weiger_met(monkeypatch: pytest.MonkeyPatch, fout: BaseException) -> None:
    def weiger(self: EmailMessage, **kwargs: object) -> int:
        raise fout

    monkeypatch.setattr(EmailMessage, "send", weiger)


@pytest.mark.parametrize(
    "fout",
    [
        ConnectionRefusedError(),
        TimeoutError(),
        smtplib.SMTPServerDisconnected(),
        smtplib.SMTPConnectError(554, b"geen dienst"),
        smtplib.SMTPDataError(421, b"te druk"),
        smtplib.SMTPRecipientsRefused({"sanne@thuis.example": (421, b"te druk")}),
        smtplib.SMTPAuthenticationError(535, b"wachtwoord"),
    ],
    ids=lambda fout: f"{type(fout).__name__}",
)
def test_a_server_that_is_away_uses_up_no_attempt(
    bericht: Bericht, monkeypatch: pytest.MonkeyPatch, fout: BaseException
) -> None:
    _weiger_met(monkeypatch, fout)
    nu = factories.NU
    for _ in range(3 * HOOGSTENS):
        assert te_versturen(nu) == [bericht.pk]
        assert not verstuur(bericht.pk, nu=nu)
        assert te_versturen(nu) == []
        nu += timedelta(minutes=5)
    bericht.refresh_from_db()
    assert (bericht.werk, bericht.pogingen) == (Werkstatus.WACHT, 0)
    assert ouderdom(nu).opgehouden == nu - factories.NU, "and somebody can see it"


@pytest.mark.parametrize("wettelijk", [True, False])
@pytest.mark.parametrize(
    "fout",
    [
        smtplib.SMTPRecipientsRefused({"sanne@thuis.example": (550, b"onbekend")}),
        smtplib.SMTPDataError(552, b"vol"),
    ],
    ids=lambda fout: f"{type(fout).__name__}",
)
def test_what_the_server_refuses_ends_at_once_and_goes_on_paper_when_the_law_asks_it(
    bericht: Bericht, monkeypatch: pytest.MonkeyPatch, fout: BaseException, wettelijk: bool
) -> None:
    Bericht.objects.update(wettelijk=wettelijk)
    _weiger_met(monkeypatch, fout)
    verstuur(bericht.pk, nu=factories.NU)
    bericht.refresh_from_db()
    assert bericht.werk == Werkstatus.MISLUKT
    assert Papierpost.objects.filter(bericht=bericht).exists() == wettelijk


@pytest.mark.parametrize(
    ("antwoord", "dood"),
    [
        ((550, b"5.1.1 <sanne@thuis.example>: Recipient address rejected: User unknown"), True),
        ((550, b"No such user here"), True),
        ((550, b"5.7.1 Message rejected as spam: user unknown to our filter"), False),
        ((550, b"5.1.8 <noreply@swv.example>: Sender address rejected: Domain not found"), False),
        ((550, b"5.1.0 <noreply@swv.example>: Sender address rejected: User unknown"), False),
        ((550, b"Sender address rejected: user unknown"), False),
        ((550, b"5.1.10 Recipient not found"), True),
        ((550, b"Denied by policy"), False),
        ((552, b"5.2.2 Mailbox full"), False),
        ((450, b"4.1.1 User unknown"), False),
    ],
    ids=lambda wat: str(wat)[:24],
)
def test_an_address_where_nobody_is_gets_no_more_mail(
    bericht: Bericht, monkeypatch: pytest.MonkeyPatch, antwoord: tuple[int, bytes], dood: bool
) -> None:
    """Also what waits for the same address goes on paper, when the law asks to tell it."""
    Bericht.objects.update(wettelijk=True)
    ander = Bericht.objects.create(
        zaak=bericht.zaak,
        soort="vraag",
        user=bericht.user,
        email=bericht.email,
        wettelijk=True,
        onderwerp="Nog een bericht",
        tekst="Nog een bericht.",
        sleutel=factories.sleutel(),
        aangemaakt_op=factories.NU,
    )
    _weiger_met(monkeypatch, smtplib.SMTPRecipientsRefused({"sanne@thuis.example": antwoord}))
    verstuur(bericht.pk, nu=factories.NU)
    assert Onbestelbaar.objects.filter(email="sanne@thuis.example", hersteld_op=None).exists() == dood
    ander.refresh_from_db()
    assert (ander.werk == Werkstatus.VERVALLEN) == dood
    assert Papierpost.objects.filter(bericht=ander).exists() == dood
    assert "sanne" not in "".join(Onbestelbaar.objects.values_list("reden", flat=True)), "no words of the server"


def test_when_the_attempts_are_used_up_the_law_is_kept_on_paper(
    bericht: Bericht, monkeypatch: pytest.MonkeyPatch
) -> None:
    Bericht.objects.update(wettelijk=True, pogingen=HOOGSTENS - 2)
    _weiger_met(monkeypatch, smtplib.SMTPDataError(451, b"even niet"))
    verstuur(bericht.pk, nu=factories.NU)
    assert not Papierpost.objects.exists()
    verstuur(bericht.pk, nu=factories.NU + timedelta(hours=1))
    assert Papierpost.objects.get().bericht == bericht


def test_a_worker_that_has_to_stop_stops_and_the_mail_stays_to_be_sent(
    bericht: Bericht, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as m:
        _weiger_met(m, SoftTimeLimitExceeded())
        with pytest.raises(SoftTimeLimitExceeded):
            verstuur(bericht.pk, nu=factories.NU)
    bericht.refresh_from_db()
    assert bericht.werk == Werkstatus.BEZIG
    assert verstuur(bericht.pk, nu=factories.NU + timedelta(minutes=10))


def test_a_mail_has_a_mark_that_no_other_mail_has(bericht: Bericht, settings: Any) -> None:
    settings.BASIS_URL = "https://dekkend.ergens.example:8443"
    eerste = kenmerk(bericht)
    assert eerste.endswith("@dekkend.ergens.example>") and eerste == kenmerk(bericht)
    bericht.aangemaakt_op += timedelta(microseconds=1)  # the same number, given out again after a restore
    assert kenmerk(bericht) != eerste


def test_what_waits_for_its_moment_is_not_late(bericht: Bericht) -> None:
    nu = factories.NU + timedelta(hours=5)
    assert oudste_wachtende(nu) == timedelta(hours=5)
    Bericht.objects.update(bundel=True, volgende_poging_op=nu + timedelta(hours=10))
    assert oudste_wachtende(nu) is None
    assert oudste_wachtende(nu + timedelta(hours=10, minutes=20)) == timedelta(minutes=20)
    assert ouderdom(nu).opgehouden is None


def test_a_mail_that_itself_breaks_the_line_ends_on_paper_and_holds_up_no_other(
    aanvraag: Aanvraag, postkantoor: Postkantoor
) -> None:
    """Other mail gets through meanwhile, so the server is not away."""
    postkantoor.breekt_bij = "stuk@thuis.example"
    stuk = _nieuw(aanvraag, "stuk@thuis.example", wettelijk=True)
    nu, anderen = factories.NU, []
    for _ in range(2 * HOOGSTENS):
        anderen.append(_nieuw(aanvraag, "heel@thuis.example"))
        verstuur_wachtende(nu)
        nu += timedelta(minutes=20)
    stuk.refresh_from_db()
    assert (stuk.werk, stuk.pogingen) == (Werkstatus.MISLUKT, HOOGSTENS)
    assert Papierpost.objects.filter(bericht=stuk).exists()
    assert len(postkantoor.post) == len(anderen)


def test_a_server_that_goes_away_again_and_again_blames_no_mail(aanvraag: Aanvraag, postkantoor: Postkantoor) -> None:
    rijen = [_nieuw(aanvraag, "heel@thuis.example") for _ in range(3)]
    nu = factories.NU
    for _ in range(3 * HOOGSTENS):
        postkantoor.sluit()
        verstuur_wachtende(nu)
        nu += timedelta(minutes=1)
    assert {Bericht.objects.get(pk=rij.pk).pogingen for rij in rijen} == {0}
    postkantoor.open()
    verstuur_wachtende(nu)
    assert len(postkantoor.post) == len(rijen)


def _nieuw(aanvraag: Aanvraag, email: str, *, wettelijk: bool = False) -> Bericht:
    return Bericht.objects.create(
        zaak=aanvraag.zaak,
        soort="vraag",
        email=email,
        onderwerp="Bericht",
        tekst="Tekst",
        sleutel=factories.sleutel(),
        aangemaakt_op=factories.NU,
        wettelijk=wettelijk,
    )
