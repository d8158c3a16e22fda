"""The chair reads who looked into a case: page after page, each row once, of this case only."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Lezing
from organisations.actor import Actor
from organisations.rollen import Rol
from tests import factories
from tests.factories import VANDAAG
from tlv.models import Aanvraag, Status
from workflow.toegang import leg_lezen_vast
from workflow.views import logboek as pagina

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
LEZERS = 5


@pytest.fixture
def gelezen(aanvraag: Aanvraag, monkeypatch: pytest.MonkeyPatch) -> Aanvraag:
    monkeypatch.setattr(pagina, "PER_PAGINA", 2)
    factories.zet_status(aanvraag, Status.INGEDIEND)
    ander = factories.AanvraagFactory.create(zaak__dossier__school=aanvraag.zaak.school)
    factories.zet_status(ander, Status.INGEDIEND)
    for zaak in (aanvraag.zaak, ander.zaak):
        for _ in range(LEZERS):
            leg_lezen_vast(factories.actor(Rol.SECRETARIAAT, zaak.swv, vandaag=VANDAAG), zaak, "zaak")
    return aanvraag


def test_every_row_stands_on_one_page_and_the_last_has_no_next(gelezen: Aanvraag, voorzitter: Actor, als: Als) -> None:
    client, adres = als(voorzitter), reverse("workflow:inzage", args=[gelezen.zaak_id])
    getoond: list[int] = []
    while adres:
        context = client.get(adres).context
        assert 0 < len(context["regels"]) <= 2
        getoond += [regel.lezing_id for regel in context["regels"] if regel.lezing_id]
        adres = context.get("volgende", "")
    van_deze = Lezing.objects.filter(zaak_id=gelezen.zaak_id, actie="lezen:zaak").values_list("pk", flat=True)
    assert [pk for pk in getoond if pk in van_deze] == sorted(van_deze, reverse=True)
    assert len(getoond) == len(set(getoond))
    assert not set(getoond) & set(Lezing.objects.exclude(zaak_id=gelezen.zaak_id).values_list("pk", flat=True))
