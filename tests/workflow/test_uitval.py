"""Failed work is visible to the administrator, and can be offered again."""

from collections.abc import Callable
from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused
from unittest.mock import patch

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from deadlines import services as termijnen
from documents.models import Werkstatus
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband
from organisations.rollen import Rol
from organisations.toegang import bewijzen
from organisations.toegang.models import POGINGEN, Bewijssoort
from tests import factories
from tlv.models import Aanvraag, Status
from workflow.mailen import HOOGSTENS, verstuur
from workflow.models import TWIJFEL, Bericht
from workflow.post import leg_op_papier, noteer_verstuurd, te_schrijven

pytestmark = pytest.mark.django_db


@pytest.fixture
def mislukt(aanvraag: Aanvraag) -> Bericht:
    return Bericht.objects.create(
        zaak=aanvraag.zaak,
        soort="vraag",
        email="persoon@thuis.example",
        onderwerp="Bericht",
        tekst="Tekst",
        sleutel=factories.sleutel(),
        aangemaakt_op=factories.NU,
        werk=Werkstatus.MISLUKT,
        pogingen=8,
        laatste_fout="ConnectionRefusedError",
    )


def test_the_administrator_sees_the_reason_and_tries_again(
    als: Callable[[Actor], Client], swv: Samenwerkingsverband, mislukt: Bericht
) -> None:
    client = als(factories.actor(Rol.BEHEERDER, swv))
    Bericht.objects.filter(pk=mislukt.pk).update(rol=Rol.OUDER)
    pagina = client.get(reverse("workflow:uitval")).content.decode()
    assert "ConnectionRefusedError" in pagina and ": aan ouder</h3>" in pagina
    client.post(reverse("workflow:opnieuw", args=["bericht", mislukt.pk]))
    mislukt.refresh_from_db()
    assert (mislukt.werk, mislukt.pogingen) == (Werkstatus.WACHT, 0)


def test_all_that_failed_is_offered_again_at_once_but_for_what_is_in_doubt(
    als: Callable[[Actor], Client], swv: Samenwerkingsverband, mislukt: Bericht
) -> None:
    velden = {"zaak": mislukt.zaak, "soort": "vraag", "onderwerp": "x", "tekst": "x", "aangemaakt_op": factories.NU}
    fout = {**velden, "email": "een@thuis.example", "werk": Werkstatus.MISLUKT}
    tweede = Bericht.objects.create(**fout, sleutel=factories.sleutel(), laatste_fout="550")
    twijfel = Bericht.objects.create(**fout, sleutel=factories.sleutel(), laatste_fout=TWIJFEL)
    elders = Bericht.objects.create(**{**fout, "zaak": factories.ZaakFactory()}, sleutel=factories.sleutel())
    client = als(factories.actor(Rol.BEHEERDER, swv))
    assert "(2)" in client.get(reverse("workflow:uitval")).content.decode()
    adres = reverse("workflow:opnieuw", args=["bericht", mislukt.pk])
    assert "Opnieuw aangeboden: 2." in client.post(adres, {"alle": "1"}, follow=True).content.decode()
    stand = {rij.pk: rij.werk for rij in Bericht.objects.filter(pk__in=[mislukt.pk, tweede.pk, twijfel.pk, elders.pk])}
    assert stand == {
        mislukt.pk: Werkstatus.WACHT,
        tweede.pk: Werkstatus.WACHT,
        twijfel.pk: Werkstatus.MISLUKT,
        elders.pk: Werkstatus.MISLUKT,
    }
    assert "Er is niets veranderd" in client.post(adres, {"alle": "1"}, follow=True).content.decode()


def test_trying_a_legal_mail_again_takes_its_letter_off_the_list_until_it_fails_again(
    als: Callable[[Actor], Client], swv: Samenwerkingsverband, mislukt: Bericht
) -> None:
    Bericht.objects.filter(pk=mislukt.pk).update(wettelijk=True)
    leg_op_papier(mislukt, nu=factories.NU)
    als(factories.actor(Rol.BEHEERDER, swv)).post(reverse("workflow:opnieuw", args=["bericht", mislukt.pk]))
    mislukt.refresh_from_db()
    assert mislukt.werk == Werkstatus.WACHT and not te_schrijven(swv.pk).exists()
    Bericht.objects.filter(pk=mislukt.pk).update(werk=Werkstatus.WACHT, pogingen=HOOGSTENS - 1)
    with patch("workflow.mailen.EmailMessage.send", side_effect=ValueError("kapot")):
        verstuur(mislukt.pk, nu=timezone.now())
    mislukt.refresh_from_db()
    assert mislukt.werk == Werkstatus.MISLUKT and te_schrijven(swv.pk).count() == 1


def test_a_letter_that_went_out_ends_its_failed_mail(
    als: Callable[[Actor], Client], swv: Samenwerkingsverband, mislukt: Bericht, secretariaat: Actor
) -> None:
    leg_op_papier(mislukt, nu=factories.NU)
    rij = te_schrijven(swv.pk).get()
    assert noteer_verstuurd(rij.pk, swv_id=swv.pk, door_id=secretariaat.persoon_id, nu=factories.NU)
    mislukt.refresh_from_db()
    assert mislukt.werk == Werkstatus.VERVALLEN
    Bericht.objects.filter(pk=mislukt.pk).update(werk=Werkstatus.MISLUKT)
    als(factories.actor(Rol.BEHEERDER, swv)).post(reverse("workflow:opnieuw", args=["bericht", mislukt.pk]))
    mislukt.refresh_from_db()
    assert mislukt.werk == Werkstatus.MISLUKT, "it was told on paper"


def test_another_samenwerkingsverband_cannot_touch_it(als: Callable[[Actor], Client], mislukt: Bericht) -> None:
    client = als(factories.actor(Rol.BEHEERDER, factories.SwvFactory()))
    assert client.post(reverse("workflow:opnieuw", args=["bericht", mislukt.pk])).status_code == 404
    mislukt.refresh_from_db()
    assert mislukt.werk == Werkstatus.MISLUKT


def test_a_secretary_has_no_such_page(als: Callable[[Actor], Client], secretariaat: Actor) -> None:
    assert als(secretariaat).get(reverse("workflow:uitval")).status_code == 403


def test_a_lapse_that_keeps_failing_is_shown_and_tried_again(
    als: Callable[[Actor], Client], swv: Samenwerkingsverband, aanvraag: Aanvraag
) -> None:
    factories.zet_status(aanvraag, Status.INGEDIEND)
    termijn = termijnen.start(aanvraag.zaak, "servicenorm", vanaf=date(2025, 1, 6))
    client = als(factories.actor(Rol.BEHEERDER, swv))
    assert "en nog niet verwerkt" in client.get(reverse("workflow:uitval")).content.decode()
    elders = als(factories.actor(Rol.BEHEERDER, factories.SwvFactory()))
    assert elders.post(reverse("workflow:opnieuw", args=["termijn", termijn.pk])).status_code == 404
    termijn.refresh_from_db()
    assert termijn.afgehandeld_op is None
    als(factories.actor(Rol.BEHEERDER, swv)).post(reverse("workflow:opnieuw", args=["termijn", termijn.pk]))
    termijn.refresh_from_db()
    assert termijn.afgehandeld_op is not None


def test_an_invitation_that_cannot_be_mailed_is_shown_with_the_person_it_was_for(
    als: Callable[[Actor], Client], swv: Samenwerkingsverband, monkeypatch: pytest.MonkeyPatch
) -> None:
    nieuw = factories.lidmaatschap(Rol.VOORZITTER, swv).user
    bewijzen.vraag_aan(Bewijssoort.UITNODIGING, email="bestaat@niet.example", user=nieuw, nu=factories.NU)

    def weiger(self: EmailMessage, **kwargs: object) -> int:
        raise SMTPRecipientsRefused({"bestaat@niet.example": (550, b"onbekend")})

    monkeypatch.setattr(EmailMessage, "send", weiger)
    beheer = als(factories.actor(Rol.BEHEERDER, swv))
    for uur in range(POGINGEN):
        assert nieuw.naam not in beheer.get(reverse("workflow:uitval")).content.decode()
        bewijzen.verstuur_wachtende(factories.NU + timedelta(hours=uur))
    assert nieuw.naam in beheer.get(reverse("workflow:uitval")).content.decode()
    elders = als(factories.actor(Rol.BEHEERDER, factories.SwvFactory()))
    assert nieuw.naam not in elders.get(reverse("workflow:uitval")).content.decode()
