"""How a message reaches a person: by choice, by law, in one mail a day, and on paper when mail comes back."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Gebeurtenis
from cases.models import Ouder
from documents.brieven import aantal_paginas
from documents.models import Werkstatus
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband
from organisations.rollen import Rol
from tests import factories
from tests.b1 import bezwaren
from tests.smtpserver import Postkantoor
from tests.workflow.posthulp import NU, account_van, kies, maak_bericht, ouder, verstuur
from tlv.models import Aanvraag, Status
from workflow import post
from workflow.berichten import Mededeling, schrijf_los_bericht
from workflow.mailen import kenmerk, verstuur_wachtende
from workflow.models import Bericht, Bijnaam, Mailkeuze, Papierpost
from workflow.papierbrief import gegevens
from workflow.process import Ontvanger

__all__ = ["ouder"]
pytestmark = pytest.mark.django_db


def test_who_wants_no_mail_gets_only_what_the_law_asks(aanvraag: Aanvraag, ouder: Ouder) -> None:
    kies(ouder, "uit")
    gewoon, moet = maak_bericht(aanvraag, ouder), maak_bericht(aanvraag, ouder, wettelijk=True)
    verstuur(NU)
    assert len(mail.outbox) == 1
    gewoon.refresh_from_db()
    moet.refresh_from_db()
    assert (gewoon.werk, moet.werk) == (Werkstatus.VERVALLEN, Werkstatus.KLAAR)
    assert Bericht.objects.filter(user=ouder.user).count() == 2, "the inbox has both"


def test_the_mail_of_the_day_is_one_mail_at_seven_and_the_law_does_not_wait_for_it(
    aanvraag: Aanvraag, ouder: Ouder
) -> None:
    kies(ouder, "dag")
    for _ in range(3):
        maak_bericht(aanvraag, ouder)
    maak_bericht(aanvraag, ouder, wettelijk=True)
    verstuur(NU)
    assert len(mail.outbox) == 1
    verstuur(post.volgende_dagmail(NU))
    verstuur(post.volgende_dagmail(NU) + timedelta(minutes=1))
    assert len(mail.outbox) == 2
    assert "3 berichten" in mail.outbox[1].body
    assert not Bericht.objects.exclude(werk=Werkstatus.KLAAR).exists()


@pytest.mark.parametrize(
    ("nu", "verwacht"),
    [
        (datetime(2026, 3, 28, 20, 0, tzinfo=UTC), datetime(2026, 3, 29, 5, 0, tzinfo=UTC)),
        (datetime(2026, 10, 24, 20, 0, tzinfo=UTC), datetime(2026, 10, 25, 6, 0, tzinfo=UTC)),
        (datetime(2026, 3, 9, 22, 59, tzinfo=UTC), datetime(2026, 3, 10, 6, 0, tzinfo=UTC)),
        (datetime(2026, 3, 9, 23, 1, tzinfo=UTC), datetime(2026, 3, 10, 6, 0, tzinfo=UTC)),
    ],
    ids=["the clock goes forward", "the clock goes back", "before midnight here", "after midnight here"],
)
def test_seven_is_seven_here(nu: datetime, verwacht: datetime) -> None:
    assert post.volgende_dagmail(nu) == verwacht


def test_a_parent_of_two_knows_which_child_by_the_word_she_chose(
    als: Callable[[Actor], Client], aanvraag: Aanvraag, ouder: Ouder
) -> None:
    client = als(factories.actor(Rol.OUDER, user=ouder.user))
    kind = aanvraag.zaak.dossier.leerling
    veld = f"bijnaam_{kind.pk}"
    adres = reverse("workflow:mailkeuze")
    assert kind.roepnaam in client.get(adres).content.decode()
    geweigerd = client.post(adres, {"wijze": "direct", veld: f"mijn {kind.roepnaam}"})
    assert geweigerd.status_code == 422
    assert "niet de echte naam" in geweigerd.content.decode()
    assert client.post(adres, {"wijze": "direct", veld: "de oudste"}).status_code == 302
    maak_bericht(aanvraag, ouder)
    verstuur(NU)
    assert "Het gaat over: de oudste." in mail.outbox[0].body
    assert kind.roepnaam not in mail.outbox[0].body
    client.post(adres, {"wijze": "uit", veld: ""})
    assert not Bijnaam.objects.exists()


def test_the_mail_of_the_day_says_of_which_children_and_when_there_is_more(aanvraag: Aanvraag, ouder: Ouder) -> None:
    kies(ouder, "dag")
    ander = factories.AanvraagFactory(zaak__swv=aanvraag.zaak.swv)
    for geval, woord in ((aanvraag, "de oudste"), (ander, "de jongste")):
        Bijnaam.objects.create(user=account_van(ouder), leerling=geval.zaak.dossier.leerling, naam=woord)
        maak_bericht(geval, ouder)
    verstuur(post.volgende_dagmail(NU))
    assert "Het gaat over: de oudste en de jongste." in mail.outbox[0].body
    Bijnaam.objects.filter(naam="de jongste").delete()
    for geval in (aanvraag, aanvraag, ander):
        maak_bericht(geval, ouder)
    verstuur(post.volgende_dagmail(NU))
    assert "3 berichten" in mail.outbox[1].body
    assert "Het gaat onder andere over: de oudste." in mail.outbox[1].body


def test_who_has_no_gezag_any_more_is_not_told_how_the_child_is_called_now(
    als: Callable[[Actor], Client], aanvraag: Aanvraag, ouder: Ouder
) -> None:
    """Nor may the form be asked whether a word is the name."""
    kind = aanvraag.zaak.dossier.leerling
    weg: Ouder = factories.OuderFactory(leerling=kind, account=True, gezag__tot=date(2020, 1, 1))
    client = als(factories.actor(Rol.OUDER, user=weg.user))
    adres = reverse("workflow:mailkeuze")
    assert kind.roepnaam not in client.get(adres).content.decode()
    assert client.post(adres, {"wijze": "direct", f"bijnaam_{kind.pk}": kind.achternaam}).status_code == 302
    assert not Bijnaam.objects.exists()


def test_a_letter_noted_by_mistake_waits_again_until_the_end_of_that_day(
    als: Callable[[Actor], Client], aanvraag: Aanvraag, ouder: Ouder, secretariaat: Actor
) -> None:
    maak_bericht(aanvraag, ouder, wettelijk=True)
    verstuur(NU)
    post.meld_onbestelbaar(ouder.email, reden="", nu=NU)
    Papierpost.objects.update(geprint_op=NU)
    rij, wie = Papierpost.objects.get(), {"swv_id": aanvraag.zaak.swv_id, "door_id": secretariaat.persoon_id}
    client, adres = als(secretariaat), reverse("workflow:papier")
    post.noteer_verstuurd(rij.pk, **wie, nu=timezone.now() - timedelta(days=1))
    assert "Maak ongedaan" not in client.get(adres).content.decode()
    assert "Er is niets gedaan" in client.post(adres, {"ongedaan": rij.pk}, follow=True).content.decode()
    Papierpost.objects.update(verstuurd_op=timezone.now())
    assert "Maak ongedaan" in client.get(adres).content.decode()
    assert "ligt weer klaar" in client.post(adres, {"ongedaan": rij.pk}, follow=True).content.decode()
    rij.refresh_from_db()
    assert (rij.verstuurd_op, rij.verstuurd_door, rij.gepost_op, rij.geprint_op) == (None, None, None, NU)
    assert [r.pk for r in post.te_schrijven(aanvraag.zaak.swv_id)] == [rij.pk]
    assert Gebeurtenis.objects.get(actie="papier_toch_niet_verstuurd").zaak_id == aanvraag.zaak_id
    assert client.post(adres, {"ongedaan": "x"}).status_code == 302


def test_the_letter_has_the_address_and_the_words_of_the_message(aanvraag: Aanvraag, ouder: Ouder) -> None:
    Ouder.objects.filter(pk=ouder.pk).update(straat="Wilgenhof", adres_geheim=True)
    maak_bericht(aanvraag, ouder, wettelijk=True)
    verstuur(NU)
    post.meld_onbestelbaar(ouder.email, reden="", nu=NU)
    [rij] = post.te_schrijven(aanvraag.zaak.swv_id)
    brief = gegevens(rij, op=factories.VANDAAG)
    assert brief["geadresseerde"]["naam"] == ouder.naam
    assert any("Wilgenhof" in regel for regel in brief["geadresseerde"]["adresregels"])
    uitleg = "Onze mail aan u komt niet aan. Daarom krijgt u deze brief. Hebt u een ander mailadres? Bel ons."
    assert brief["alineas"] == [rij.bericht.tekst, uitleg]


def test_who_has_no_account_reads_in_the_letter_how_to_look_along_or_answer(aanvraag: Aanvraag) -> None:
    factories.zet_status(aanvraag, Status.INGEDIEND)
    ouder: Ouder = factories.OuderFactory(leerling=aanvraag.zaak.dossier.leerling, email="")
    bericht = maak_bericht(aanvraag, ouder, wettelijk=True)
    brief = gegevens(Papierpost.objects.get(bericht=bericht), op=factories.VANDAAG)
    assert "Bel ons: wij vertellen u meer en schrijven uw reactie op." in brief["alineas"][-1]
    assert "komt niet aan" not in " ".join(brief["alineas"])
    assert brief["kenmerk"]["behandeld_door"] == "Het secretariaat"
    assert bezwaren(f"<main><p>{'</p><p>'.join(brief['alineas'])}</p></main>") == []


def test_a_letter_that_is_named_twice_is_printed_once(
    als: Callable[[Actor], Client], aanvraag: Aanvraag, ouder: Ouder, secretariaat: Actor
) -> None:
    maak_bericht(aanvraag, ouder, wettelijk=True)
    post.meld_onbestelbaar(ouder.email, reden="", nu=NU)
    op = factories.VANDAAG
    dag = {"gepost_op_dag": op.day, "gepost_op_maand": op.month, "gepost_op_jaar": op.year}
    keuze = {"brieven": [Papierpost.objects.get().pk] * 9, **dag}
    pdf = b"".join(als(secretariaat).post(reverse("workflow:papier_pdf"), keuze))
    assert aantal_paginas(pdf) == 2


def test_the_mail_server_is_down_for_an_hour_and_then_all_mail_arrives_once_within_a_minute(
    aanvraag: Aanvraag, ouder: Ouder, swv: Samenwerkingsverband, postkantoor: Postkantoor
) -> None:
    """The workers look four times a minute; nobody is there for an hour, and afterwards nobody gets anything twice."""
    postkantoor.sluit()
    berichten = [maak_bericht(aanvraag, ouder) for _ in range(12)]
    nu = NU
    while nu < NU + timedelta(hours=1):
        verstuur(nu)
        nu += timedelta(seconds=15)
    assert postkantoor.post == []
    assert Bericht.objects.filter(werk=Werkstatus.MISLUKT).count() == 0
    postkantoor.open()
    while nu < NU + timedelta(hours=1, minutes=1):
        verstuur(nu)
        nu += timedelta(seconds=15)
    assert sorted(postkantoor.kenmerken) == sorted({kenmerk(b) for b in berichten})
    assert Bericht.objects.filter(werk=Werkstatus.KLAAR).count() == len(berichten)


def test_one_mail_that_breaks_the_line_does_not_hold_up_the_others(
    aanvraag: Aanvraag, ouder: Ouder, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuk, *goed = [maak_bericht(aanvraag, ouder) for _ in range(3)]
    echt = EmailMessage.send

    def stuur(self: EmailMessage, **kwargs: Any) -> int:
        if self.extra_headers["Message-ID"] == kenmerk(stuk):
            raise SMTPServerDisconnected
        return echt(self, **kwargs)

    monkeypatch.setattr(EmailMessage, "send", stuur)
    for minuut in range(3):
        verstuur(NU + timedelta(minutes=minuut))
    assert len(mail.outbox) == len(goed)
    stuk.refresh_from_db()
    assert stuk.werk == Werkstatus.WACHT


@pytest.mark.parametrize("wettelijk", [True, False])
def test_a_parent_without_address_and_account_is_told_on_paper_what_the_law_asks(
    als: Callable[[Actor], Client], aanvraag: Aanvraag, secretariaat: Actor, wettelijk: bool
) -> None:
    factories.zet_status(aanvraag, Status.INGEDIEND)
    ouder: Ouder = factories.OuderFactory(leerling=aanvraag.zaak.dossier.leerling, email="")
    wat = Mededeling(
        soort="proef",
        onderwerp="Over {leerling}",
        tekst="Over {leerling}.",
        wettelijk=wettelijk,
        sleutel="proef",
    )
    schrijf_los_bericht(aanvraag.zaak, Ontvanger(ouder=ouder, rol=Rol.OUDER), wat, nu=NU)
    verstuur(NU)
    assert mail.outbox == []
    assert [rij.bericht.ouder for rij in Papierpost.objects.all()] == ([ouder] if wettelijk else [])
    pagina = als(secretariaat).get(reverse("workflow:papier")).content.decode()
    assert (ouder.naam in pagina) == wettelijk


# -- to a pupil ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rol", "jij"), [(Rol.LEERLING, True), (Rol.OUDER, False), (Rol.COORDINATOR, False), ("", False)]
)
def test_a_mail_to_a_pupil_says_je_and_any_other_says_u(aanvraag: Aanvraag, rol: str, jij: bool) -> None:
    """The role in which somebody reads it decides, as in the inbox."""
    user = factories.UserFactory.create(email="yara@leerling.example")
    for nr in range(2):
        wat = Mededeling(soort="proef", onderwerp="Proef", tekst="Proef", sleutel=f"proef:{nr}")
        schrijf_los_bericht(aanvraag.zaak, Ontvanger(user=user, rol=rol), wat, nu=NU)
    assert {rij.aan_leerling for rij in Bericht.objects.all()} == {jij}
    verstuur_wachtende(NU)
    for brief in mail.outbox:
        tekst = f"{brief.subject}\n{brief.body}"
        u, je = ("u klaar", "Vertrouwt u"), ("je klaar", "Vertrouw je")
        for woord in je if jij else u:
            assert woord in tekst
        for woord in u if jij else je:
            assert woord not in tekst
    assert len(mail.outbox) == 2


def test_the_mail_of_the_day_says_je_to_a_pupil_too(aanvraag: Aanvraag) -> None:
    user = factories.UserFactory.create(email="yara@leerling.example")
    Mailkeuze.objects.create(user=user, wijze=Mailkeuze.Wijze.DAG)
    for nr in range(2):
        wat = Mededeling(soort="proef", onderwerp="Proef", tekst="Proef", sleutel=f"proef:{nr}")
        schrijf_los_bericht(aanvraag.zaak, Ontvanger(user=user, rol=Rol.LEERLING), wat, nu=NU)
    verstuur_wachtende(NU + timedelta(days=2))
    assert "Er staan 2 berichten voor je klaar." in str(mail.outbox[0].body)
