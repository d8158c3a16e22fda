"""A case gets a handler without anybody having to think of it."""

import pytest

from cases.models import Zaak
from organisations.actor import Actor
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU
from tests.tlv.volledigheid_hulp import ingediend
from tlv.models import Aanvraag
from workflow.edit import edit

pytestmark = pytest.mark.django_db
IN_ORDE = {"status": "voldaan", "toelichting": ""}


def test_who_judges_the_first_item_handles_the_case(aanvraag: Aanvraag, secretariaat: Actor) -> None:
    ingediend(aanvraag)
    edit(aanvraag.zaak_id, "eis", by=secretariaat, data={"eis": "knooppunt", **IN_ORDE}, nu=NU)
    collega = factories.actor(Rol.SECRETARIAAT, aanvraag.zaak.swv)
    edit(aanvraag.zaak_id, "eis", by=collega, data={"eis": "dialoog", **IN_ORDE}, nu=NU)
    assert Zaak.objects.get(pk=aanvraag.zaak_id).behandelaar_id == secretariaat.gebruiker_id
