"""The doors to a meeting and to an item: what is kept of a read and of a refusal, and on which ground."""

from collections.abc import Callable

import pytest

from audit.models import Gebeurtenis, Lezing, Soort
from audit.services import GROOTSTE_ID
from cases.grond import SWV, VERGADERING
from organisations.actor import Actor
from organisations.rollen import Rol
from tests import factories
from tests.vergaderingen.conftest import Tafel
from tlv.models import Aanvraag
from vergaderingen.models import Vergadering
from vergaderingen.toegang import haal_punt, haal_vergadering, op_slot, punt_op_slot, zichtbaar_punt
from workflow.fouten import GeenRecht, NietGevonden

pytestmark = pytest.mark.django_db


def haal(actor: Actor, pk: int) -> object:
    return haal_vergadering(actor, pk, pagina="vergadering")


def haal_een_punt(actor: Actor, pk: int) -> object:
    return haal_punt(actor, pk, pagina="punt")


def weigeringen() -> list[tuple[str, int | None, int]]:
    rijen = Gebeurtenis.objects.filter(soort=Soort.WEIGERING).order_by("pk")
    return list(rijen.values_list("actie", "swv_id", "object_id"))


@pytest.mark.parametrize("deur", [haal, haal_een_punt, op_slot, punt_op_slot])
@pytest.mark.parametrize("pk", [0, GROOTSTE_ID, GROOTSTE_ID + 1])
def test_what_is_not_there_is_refused_at_the_own_office(
    tafel: Tafel, deur: Callable[[Actor, int], object], pk: int
) -> None:
    with pytest.raises(NietGevonden):
        deur(tafel.secretariaat, pk)
    assert [swv_id for _, swv_id, _ in weigeringen()] == [tafel.swv.pk]


def test_a_refusal_is_on_record_at_the_office_of_the_meeting(tafel: Tafel) -> None:
    elders = factories.actor(Rol.SECRETARIAAT, factories.SwvFactory())
    ander = tafel.plan(begin=tafel.vergadering.begin)
    with pytest.raises(NietGevonden):
        haal(elders, tafel.vergadering.pk)
    with pytest.raises(NietGevonden):
        op_slot(elders, ander.pk)
    assert weigeringen() == [
        ("lezen:vergadering", tafel.swv.pk, tafel.vergadering.pk),
        ("lezen:bewerken", tafel.swv.pk, ander.pk),
    ]


def test_the_meeting_that_was_asked_for_is_the_one_that_comes(tafel: Tafel) -> None:
    later = tafel.plan()
    for vergadering in (tafel.vergadering, later):
        assert haal(tafel.secretariaat, vergadering.pk) == vergadering == op_slot(tafel.secretariaat, vergadering.pk)


def test_each_meeting_is_on_record_as_read_once_with_the_ground(tafel: Tafel) -> None:
    for wie in (tafel.secretariaat, tafel.lid):
        for vergadering in (tafel.vergadering, tafel.vergadering):
            haal(wie, vergadering.pk)
    later = tafel.plan()
    haal(tafel.secretariaat, later.pk)
    rijen = Lezing.objects.order_by("pk").values_list("hoed_id", "object_id", "grond__been", "swv_id")
    assert list(rijen) == [
        (tafel.secretariaat.hoed_id, tafel.vergadering.pk, SWV, tafel.swv.pk),
        (tafel.lid.hoed_id, tafel.vergadering.pk, VERGADERING, tafel.swv.pk),
        (tafel.secretariaat.hoed_id, later.pk, SWV, tafel.swv.pk),
    ]


def test_only_who_organises_changes_a_meeting(tafel: Tafel) -> None:
    assert op_slot(tafel.secretariaat, tafel.vergadering.pk) == tafel.vergadering
    with pytest.raises(GeenRecht):
        op_slot(tafel.lid, tafel.vergadering.pk)


def test_an_item_is_seen_by_the_invited_and_who_organises_of_that_office(tafel: Tafel, lopend: Aanvraag) -> None:
    een, ander = tafel.zaak_erop(lopend), tafel.vraag_erop()
    for wie in (tafel.secretariaat, tafel.lid, tafel.deskundige):
        assert [zichtbaar_punt(wie, punt.pk) for punt in (een, ander)] == [een, ander]
    for vreemd in (
        factories.actor(Rol.COMMISSIELID, tafel.swv),
        factories.actor(Rol.COORDINATOR, tafel.school),
        factories.actor(Rol.FG, tafel.swv),
        factories.actor(Rol.SECRETARIAAT, factories.SwvFactory()),
    ):
        assert zichtbaar_punt(vreemd, een.pk) is None, vreemd.rol
    Vergadering.objects.filter(pk=tafel.vergadering.pk).update(swv=factories.SwvFactory())
    assert zichtbaar_punt(tafel.lid, een.pk) is None
