"""The secretariat ends the assignment of an expert who stays silent, and the case goes on."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Zaak
from organisations.actor import Actor
from tests.tlv import volledigheid_hulp as hulp
from tlv.models import Aanvraag, Advies, Status
from workflow.fouten import GeenRecht, Geweigerd
from workflow.models import Bericht

pytestmark = pytest.mark.django_db


@pytest.fixture
def bij_deskundigen(aanvraag: Aanvraag) -> tuple[Aanvraag, hulp.Mensen, Advies, Advies]:
    hulp.ingediend(aanvraag)
    mensen = hulp.mensen(aanvraag)
    return (aanvraag, mensen, *hulp.wijs_toe(aanvraag, mensen))


def test_the_silent_expert_loses_the_dossier_and_is_told(
    bij_deskundigen: tuple[Aanvraag, hulp.Mensen, Advies, Advies],
) -> None:
    aanvraag, mensen, eerste, _ = bij_deskundigen
    hulp.doe(aanvraag, "opdracht_intrekken", mensen.secretariaat, doel_id=eerste.pk, reden="Geen antwoord gekregen.")
    eerste.refresh_from_db()
    assert (eerste.stand, hulp.status(aanvraag)) == ("vervallen", Status.DESKUNDIGENADVIES)
    assert Bericht.objects.filter(soort="opdracht_ingetrokken", user_id=eerste.deskundige_id).exists()
    deskundige = next(a for a in (mensen.eerste, mensen.tweede) if a.gebruiker_id == eerste.deskundige_id)
    assert not Zaak.objects.visible_to(deskundige).filter(pk=aanvraag.zaak_id).exists()


def test_it_asks_a_reason_and_only_the_secretariat_may(
    bij_deskundigen: tuple[Aanvraag, hulp.Mensen, Advies, Advies],
) -> None:
    aanvraag, mensen, eerste, tweede = bij_deskundigen
    with pytest.raises(Geweigerd):
        hulp.doe(aanvraag, "opdracht_intrekken", mensen.secretariaat, doel_id=eerste.pk, reden=" ")
    ander = next(a for a in (mensen.eerste, mensen.tweede) if a.gebruiker_id == tweede.deskundige_id)
    with pytest.raises(GeenRecht):
        hulp.doe(aanvraag, "opdracht_intrekken", ander, doel_id=eerste.pk, reden="Te laat")


def test_the_page_leads_back_to_the_assignment(
    als: Callable[[Actor], Client], bij_deskundigen: tuple[Aanvraag, hulp.Mensen, Advies, Advies]
) -> None:
    aanvraag, mensen, eerste, _ = bij_deskundigen
    client = als(mensen.secretariaat)
    url = reverse("tlv:opdracht_intrekken", args=[aanvraag.zaak_id, eerste.pk])
    assert client.post(url, {"reden": ""}).status_code == 422
    assert client.post(url, {"reden": "Geen antwoord"}).headers["Location"] == reverse(
        "tlv:deskundigen", args=[aanvraag.zaak_id]
    )
    assert client.get(url).status_code == 404
