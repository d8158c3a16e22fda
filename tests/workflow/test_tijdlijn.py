"""The story of a case reads as what happened, not as each time it was saved."""

import pytest

from organisations.actor import Actor
from tests.factories import NU
from tlv.models import Aanvraag
from workflow.edit import edit
from workflow.tijdlijn import tijdlijn

pytestmark = pytest.mark.django_db


def test_writing_in_a_row_is_one_line(aanvraag: Aanvraag, coordinator: Actor) -> None:
    for sleutel in ("waarom_niet", "knooppunt", "waarom_niet"):
        edit(aanvraag.zaak_id, f"onderdeel:{sleutel}", by=coordinator, data={"a": sleutel}, nu=NU)
    (regel,) = [regel for regel in tijdlijn(coordinator, aanvraag.zaak) if regel.schrijven]
    assert regel.titel == "2 onderdelen bijgewerkt"
    assert regel.tekst == "Waarom de school het niet kan, Knooppunt"


def test_one_part_is_named(aanvraag: Aanvraag, coordinator: Actor) -> None:
    edit(aanvraag.zaak_id, "onderdeel:knooppunt", by=coordinator, data={"a": "b"}, nu=NU)
    assert tijdlijn(coordinator, aanvraag.zaak)[-1].titel == "Knooppunt: bijgewerkt"


def test_an_act_stands_by_itself(aanvraag: Aanvraag, coordinator: Actor) -> None:
    edit(aanvraag.zaak_id, "onderdeel:knooppunt", by=coordinator, data={"a": "b"}, nu=NU)
    edit(aanvraag.zaak_id, "vraag", by=coordinator, data={"tekst": "Klopt dit?"}, nu=NU)
    assert [regel.titel for regel in tijdlijn(coordinator, aanvraag.zaak)][-2:] == [
        "Knooppunt: bijgewerkt",
        "Vraag of antwoord",
    ]
