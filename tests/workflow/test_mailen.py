"""Mail through the outbox: sent once, without personal data, tried again later each time."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from documents.models import Werkstatus
from tests import factories
from tlv.models import Aanvraag
from workflow.mailen import HOOGSTENS, te_versturen, verstuur
from workflow.models import Bericht

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
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailMessage, "send", weiger)
    nu = factories.NU
    for poging in range(1, HOOGSTENS + 1):
        assert te_versturen(nu) == [bericht.pk]
        assert not verstuur(bericht.pk, nu=nu)
        bericht.refresh_from_db()
        assert bericht.pogingen == poging
        nu = bericht.volgende_poging_op or nu
    assert (bericht.werk, bericht.laatste_fout) == (Werkstatus.MISLUKT, "ConnectionRefusedError")


def test_a_row_left_by_a_dead_worker_is_taken_up_again(bericht: Bericht) -> None:
    Bericht.objects.filter(pk=bericht.pk).update(
        werk=Werkstatus.BEZIG, volgende_poging_op=factories.NU + timedelta(minutes=5)
    )
    assert te_versturen(factories.NU) == []
    assert te_versturen(factories.NU + timedelta(minutes=5)) == [bericht.pk]
    assert verstuur(bericht.pk, nu=factories.NU + timedelta(minutes=5))
