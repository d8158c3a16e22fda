"""A case is closed while appointments are still to come: they are called off, and all who were invited hear of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Gebeurtenis
from cases.models import Afspraak, Zaak
from maatwerk.models import Status as Trajectstatus
from organisations.actor import Actor
from organisations.rollen import Rol
from tests import factories
from tests.maatwerk.trajectloop import Trajectloop
from tlv.models import Aanvraag, Status
from workflow.models import Bericht

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
DAG = timedelta(days=1)


def plan(zaak: Zaak, over: timedelta, **anders: object) -> Afspraak:
    vast = {"plaats": "De Wissel", "onderwerp": "Gesprek", "aanwezigen": "Noor", **anders}
    return Afspraak.objects.create(zaak=zaak, moment=timezone.now() + over, **vast)


def nu_hier(actor: Actor) -> Actor:
    return Actor(**{**actor.__dict__, "vandaag": timezone.localdate()})


@pytest.fixture
def zaak(aanvraag: Aanvraag) -> Zaak:
    factories.zet_status(aanvraag, Status.DESKUNDIGENADVIES)
    zaak = aanvraag.zaak
    zaak.gezin_sinds = zaak.swv_sinds = timezone.localdate() - DAG
    zaak.save()
    return zaak


def trek_in(client: Client, zaak: Zaak) -> str:
    url = reverse("tlv:intrekken", args=[zaak.pk])
    return str(
        client.post(url, {"reden": "Er is een plek gevonden.", "versie": zaak.versie}, follow=True).content, "utf-8"
    )


def test_withdrawing_calls_off_what_was_to_come_and_says_so_beforehand(
    zaak: Zaak, coordinator: Actor, als: Als
) -> None:
    ouder = factories.OuderFactory(leerling=zaak.dossier.leerling, account=True)
    op_papier = factories.OuderFactory(leerling=zaak.dossier.leerling)
    komend, geweest = plan(zaak, 3 * DAG), plan(zaak, -3 * DAG)
    eerder = plan(zaak, 4 * DAG, afgezegd_op=timezone.now(), reden="De zaal is bezet.")
    client = als(nu_hier(coordinator))
    pagina = client.get(reverse("tlv:intrekken", args=[zaak.pk])).content.decode()
    assert "Er staat nog een afspraak, op " in pagina and "Die gaat dan niet door." in pagina
    klaar = trek_in(client, zaak)
    assert "De afspraak die nog kwam, is afgezegd." in klaar
    assert f"{op_papier.naam} heeft geen account en krijgt een brief." in klaar
    for rij in (komend, geweest, eerder):
        rij.refresh_from_db()
    assert komend.afgezegd_op and komend.reden == "De school heeft de aanvraag ingetrokken."
    assert geweest.afgezegd_op is None and eerder.reden == "De zaal is bezet."
    (bericht,) = Bericht.objects.filter(soort="afspraak_afgezegd", user=ouder.user)
    assert "U hoeft niet te komen." in bericht.tekst and komend.reden in bericht.tekst
    vast = Gebeurtenis.objects.get(actie="tlv.intrekken", zaak_id=zaak.pk)
    assert vast.bijzonderheden["afspraken_afgezegd"] == [komend.pk]


def test_nothing_is_said_of_appointments_when_there_are_none(zaak: Zaak, coordinator: Actor, als: Als) -> None:
    plan(zaak, -3 * DAG)
    client = als(nu_hier(coordinator))
    assert "afspra" not in client.get(reverse("tlv:intrekken", args=[zaak.pk])).content.decode().lower()
    assert "afgezegd" not in trek_in(client, zaak)


def test_a_casemanager_who_closes_a_track_leaves_no_appointment_behind(als: Als) -> None:
    loop = Trajectloop(vandaag=True)
    loop.zet(Trajectstatus.EVALUATIE)
    een, twee = plan(loop.rij.zaak, DAG), plan(loop.rij.zaak, 2 * DAG, voor_gezin=False)
    pagina = als(loop.als("casemanager")).get(reverse("maatwerk:afsluiten", args=[loop.zaak_id])).content.decode()
    assert "Er staan nog 2 afspraken. Die gaan dan niet door." in pagina
    loop.doe("afsluiten")
    for rij in (een, twee):
        rij.refresh_from_db()
        assert rij.afgezegd_op is not None and rij.reden == "Het traject is klaar."
    soorten = Bericht.objects.filter(soort="afspraak_afgezegd").values_list("user__lidmaatschappen__rol", flat=True)
    assert Rol.COORDINATOR in set(soorten)


def test_the_page_that_ends_a_track_names_the_appointment_and_others_do_not(als: Als) -> None:
    loop = Trajectloop(vandaag=True)
    loop.breng_naar(Trajectstatus.BIJ_DIRECTEUR)
    plan(loop.rij.zaak, DAG)
    client = als(loop.als("directeur"))
    for actie, zegt in (("niet_inschakelen", True), ("beeindigen", True), ("advies_terugvragen", False)):
        antwoord = client.get(reverse("maatwerk:stap", args=[loop.zaak_id, actie]))
        assert antwoord.status_code == 200, actie
        assert ("Er staat nog een afspraak" in antwoord.content.decode()) is zegt, actie
