"""The home page as work, the case page and the inbox: each case once, no holes in a text, no names missing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Betrokkene, Zaak
from organisations.actor import Actor
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU
from tlv.models import Aanvraag, Status
from workflow.berichten import Mededeling, schrijf_los_bericht
from workflow.models import Bericht
from workflow.process import Ontvanger
from workflow.werklijst import werklijst

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("over_dagen", "binnenkort"), [(-3, True), (3, True), (30, False)])
def test_a_case_of_another_stands_in_one_list(
    aanvraag: Aanvraag, coordinator: Actor, over_dagen: int, binnenkort: bool
) -> None:
    factories.zet_status(aanvraag, Status.INGEDIEND)
    Zaak.objects.filter(pk=aanvraag.zaak_id).update(volgende_termijn=coordinator.vandaag + timedelta(over_dagen))
    lijst = werklijst(coordinator)
    assert (len(lijst.binnenkort), len(lijst.wacht)) == ((1, 0) if binnenkort else (0, 1))


def test_somebody_without_an_account_takes_part_by_name(
    aanvraag: Aanvraag, coordinator: Actor, als: Callable[[Actor], Client]
) -> None:
    Betrokkene.objects.create(
        zaak=aanvraag.zaak, naam="Oma Timmer", rol=Rol.OUDER, van=coordinator.vandaag, grond="gezag"
    )
    pagina = als(coordinator).get(reverse("tlv:zaak", args=[aanvraag.zaak_id]))
    assert pagina.status_code == 200
    assert "Oma Timmer" in pagina.content.decode()


def test_the_subject_of_a_message_names_the_case(aanvraag: Aanvraag, coordinator: Actor) -> None:
    wie = Ontvanger(user=factories.UserFactory())
    wat = Mededeling(soort="proef", onderwerp="Over {nummer}", tekst="{leerling}", sleutel="proef")
    schrijf_los_bericht(aanvraag.zaak, wie, wat, nu=NU)
    assert Bericht.objects.get(sleutel="proef").onderwerp == f"Over {aanvraag.zaak.nummer or 'concept'}"
