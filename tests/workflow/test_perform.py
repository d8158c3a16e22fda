"""`perform` is the one door: what it lets through, what it refuses, and what it leaves behind."""

import pytest

from audit.models import Gebeurtenis, Soort
from organisations.actor import Actor
from tests import factories
from tests.ketens import ketenfouten
from tlv.models import Aanvraag, Status
from workflow.fouten import Conflict, GeenRecht, HerbevestigingNodig, NietGevonden
from workflow.perform import perform

pytestmark = pytest.mark.django_db


@pytest.fixture
def ingediend(aanvraag: Aanvraag) -> Aanvraag:
    factories.zet_status(aanvraag, Status.TER_BESLUITVORMING)
    return aanvraag


def test_another_school_gets_not_found_and_the_refusal_is_recorded(
    ingediend: Aanvraag, andere_coordinator: Actor
) -> None:
    factories.AanvraagFactory(zaak__dossier__school_id=andere_coordinator.school_id)  # a case of its own
    with pytest.raises(NietGevonden):
        perform(ingediend.zaak_id, "intrekken", by=andere_coordinator, data={"reden": "x"})
    assert Gebeurtenis.objects.get(soort=Soort.WEIGERING).bijzonderheden == {"grond": "NietGevonden"}


def test_a_wrong_role_is_forbidden(ingediend: Aanvraag, coordinator: Actor) -> None:
    with pytest.raises(GeenRecht):
        perform(ingediend.zaak_id, "verlenen", by=coordinator)


def test_signing_asks_to_identify_again(ingediend: Aanvraag, voorzitter: Actor) -> None:
    with pytest.raises(HerbevestigingNodig):
        perform(ingediend.zaak_id, "verlenen", by=voorzitter)


def test_a_stale_version_is_a_conflict_and_changes_nothing(ingediend: Aanvraag, secretariaat: Actor) -> None:
    with pytest.raises(Conflict):
        perform(ingediend.zaak_id, "volledig_verklaren", by=secretariaat, versie=99)
    assert Aanvraag.objects.get(pk=ingediend.pk).status == Status.TER_BESLUITVORMING


def test_the_same_key_again_gives_the_first_result_once(ingediend: Aanvraag, coordinator: Actor) -> None:
    sleutel = factories.sleutel()
    data = {"reden": "De leerling verhuist."}
    eerst = perform(ingediend.zaak_id, "intrekken", by=coordinator, data=data, sleutel=sleutel)
    nog_eens = perform(ingediend.zaak_id, "intrekken", by=coordinator, data=data, sleutel=sleutel)
    assert (eerst.status, nog_eens.status, nog_eens.herhaald) == ("ingetrokken", "ingetrokken", True)
    rijen = Gebeurtenis.objects.filter(zaak_id=ingediend.zaak_id, soort=Soort.SCHRIJVEN).order_by("id")
    assert rijen.count() == 1
    assert ketenfouten(ingediend.zaak_id) == []
