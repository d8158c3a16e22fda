"""A supplement asked when the term of the law is over: it may be asked, the term does not stand still (ADR 25).

Received Monday 9-3-2026: 56 days later is Monday 4-5-2026, the last day.
"""

from collections.abc import Callable
from datetime import date

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from deadlines.bord import Groep, in_groep
from deadlines.models import Opschorting, Termijn
from documents.brieven import BRIEVEN
from documents.models import Document
from organisations.actor import Actor
from tests.tlv.uitstel_hulp import doe, nu, op
from tests.tlv.volledigheid_hulp import Mensen, alles_in_orde, ingediend, mensen, status
from tlv.models import Aanvraag, Status
from workflow.edit import edit

pytestmark = pytest.mark.django_db
ZIN = "staat onze beslistermijn stil"


@pytest.fixture
def zaak(aanvraag: Aanvraag) -> Aanvraag:
    alles_in_orde(ingediend(aanvraag), behalve="knooppunt")
    return aanvraag


@pytest.fixture
def m(zaak: Aanvraag) -> Mensen:
    return mensen(zaak)


def vraag(zaak: Aanvraag, m: Mensen, dag: date) -> Termijn:
    doe(zaak, "aanvulling_vragen", m.secretariaat, dag, eisen=["knooppunt"], vraag="")
    return Termijn.objects.open().get(soort="beslistermijn")


def brief() -> str:
    document, soort = Document.objects.get(brief="aanvulverzoek"), BRIEVEN["aanvulverzoek"]
    html = render_to_string(soort.template, {"brief": soort.schema.model_validate(document.gegevens)})
    return " ".join(html.split())


def test_on_the_day_before_the_last_it_stands_still(zaak: Aanvraag, m: Mensen) -> None:
    dag = date(2026, 5, 3)
    termijn = vraag(zaak, m, dag)
    assert termijn.stilgelegd(dag) is not None
    assert ZIN in brief()


@pytest.mark.parametrize("dag", [date(2026, 5, 4), date(2026, 5, 6)])
def test_on_the_last_day_or_later_it_does_not_and_the_letter_does_not_say_so(
    zaak: Aanvraag, m: Mensen, dag: date
) -> None:
    termijn = vraag(zaak, m, dag)
    assert status(zaak) == Status.AANVULLING_GEVRAAGD
    assert termijn.einde == date(2026, 5, 4)
    assert not Opschorting.objects.exists()
    erna = date(2026, 5, 8)
    assert list(in_groep(Termijn.objects.filter(pk=termijn.pk), Groep.TE_LAAT, erna)) == [termijn]
    tekst = brief()
    assert ZIN not in tekst and "Komt de aanvulling niet op tijd" in tekst


def test_the_answer_to_it_moves_nothing(zaak: Aanvraag, m: Mensen) -> None:
    vraag(zaak, m, date(2026, 5, 6))
    dag = date(2026, 5, 8)
    school = op(m.coordinator, dag)
    edit(zaak.zaak_id, "aanvulling", by=school, data={"teksten": {"knooppunt": "Hier."}}, nu=nu(dag))
    doe(zaak, "aanvullen", m.coordinator, dag)
    assert Termijn.objects.open().get(soort="beslistermijn").einde == date(2026, 5, 4)


def test_the_page_says_it_beforehand(
    zaak: Aanvraag, m: Mensen, als: Callable[[Actor], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    adres = reverse("tlv:aanvulling_vragen", args=[zaak.zaak_id])
    for dag, verwacht in ((date(2026, 5, 3), True), (date(2026, 5, 4), False)):
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, dag=dag: dag)
        html = als(m.secretariaat).get(adres).content.decode()
        assert ("staat de wettelijke beslistermijn stil" in html) == verwacht
        assert ("De wettelijke beslistermijn is voorbij" in html) != verwacht
