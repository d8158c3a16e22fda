"""The doors to a meeting and to an item: what is kept of a read and of a refusal, and on which ground."""

from collections.abc import Callable

import pytest

from audit.models import Gebeurtenis, Lezing, Soort
from audit.services import GROOTSTE_ID
from cases.grond import SWV, VERGADERING
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, User
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU
from tests.vergaderingen.conftest import Tafel
from tlv.models import Aanvraag
from vergaderingen.models import Agendapunt, Belang, Vergadering
from vergaderingen.toegang import (
    FAMILIE,
    GEMELD,
    WERKT_ER,
    belang_in,
    belanghebbenden,
    gesloten_voor,
    haal_punt,
    haal_vergadering,
    leg_punt_lezen_vast,
    op_slot,
    punt_op_slot,
    zichtbaar_punt,
    ziet_zaak,
)
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


# -- what was read of a case through a meeting ----------------------------------------------------------


def test_an_item_and_each_of_its_papers_are_on_record_once(tafel: Tafel, lopend: Aanvraag) -> None:
    punt = tafel.zaak_erop(lopend)
    for _ in range(2):
        haal_een_punt(tafel.lid, punt.pk)
        leg_punt_lezen_vast(tafel.lid, punt, "punt", document_id=77)
    rijen = list(Lezing.objects.order_by("pk"))
    assert [(rij.object_soort, rij.object_id) for rij in rijen] == [
        ("vergaderingen.agendapunt", punt.pk),
        ("documents.document", 77),
    ]
    for rij in rijen:
        assert (rij.zaak_id, rij.leerling_id) == (lopend.zaak_id, lopend.zaak.dossier.leerling_id)


# -- a stake in it ---------------------------------------------------------------------------------------


def test_a_stake_is_in_the_item_it_is_about_and_of_the_person_who_has_it(tafel: Tafel, lopend: Aanvraag) -> None:
    van_zaak, van_school = tafel.zaak_erop(lopend), tafel.vraag_erop()
    punten = [van_zaak, van_school]
    assert gesloten_voor(tafel.lid, punten) == {} == gesloten_voor(tafel.lid, [])
    Belang.objects.create(
        punt=van_school, user_id=tafel.lid.persoon_id, gemeld_op=NU, gemeld_door_id=tafel.lid.persoon_id
    )
    assert gesloten_voor(tafel.lid, punten) == {van_school.pk: GEMELD}
    assert gesloten_voor(tafel.lid, [van_zaak]) == {}, "that one is about another item"
    assert gesloten_voor(tafel.deskundige, punten) == {}
    with pytest.raises(GeenRecht):
        haal_een_punt(tafel.lid, van_school.pk)
    assert haal_een_punt(tafel.lid, van_zaak.pk) == van_zaak


def test_family_and_who_works_at_the_school_have_a_stake(tafel: Tafel, lopend: Aanvraag) -> None:
    punt, zonder_school = tafel.zaak_erop(lopend), tafel.vraag_erop(school_id=None)
    leerling = lopend.zaak.dossier.leerling
    lid, deskundige, chair = (
        User.objects.get(pk=wie.persoon_id) for wie in (tafel.lid, tafel.deskundige, tafel.voorzitter)
    )
    factories.OuderFactory(leerling=leerling, user=lid)
    leerling.user = deskundige
    leerling.save()
    factories.lidmaatschap(Rol.COORDINATOR, lopend.zaak.school, user=chair)
    factories.lidmaatschap(
        Rol.COORDINATOR, factories.SchoolFactory(swv=tafel.swv), user=User.objects.get(pk=tafel.collega.persoon_id)
    )
    vers = [Agendapunt.objects.get(pk=rij.pk) for rij in (punt, zonder_school)]
    assert gesloten_voor(tafel.lid, vers) == gesloten_voor(tafel.deskundige, vers) == {punt.pk: FAMILIE}
    assert gesloten_voor(tafel.voorzitter, vers) == {punt.pk: WERKT_ER}
    assert gesloten_voor(tafel.collega, vers) == gesloten_voor(tafel.secretariaat, vers) == {}
    assert belanghebbenden(vers[0], op=NU) == {lid.pk, deskundige.pk, chair.pk}
    assert belanghebbenden(vers[1], op=NU) == set()


def test_who_is_not_asked_to_this_meeting_is_no_party_at_it(
    tafel: Tafel, lopend: Aanvraag, swv: Samenwerkingsverband
) -> None:
    punt = tafel.zaak_erop(lopend)
    elders = factories.lidmaatschap(Rol.COMMISSIELID, swv)
    factories.lidmaatschap(Rol.COORDINATOR, lopend.zaak.school, user=elders.user)
    tafel.plan(leden=[elders.pk, tafel.voorzitter.hoed_id])
    factories.lidmaatschap(Rol.COORDINATOR, lopend.zaak.school)
    assert belanghebbenden(punt, op=NU) == set()


def test_a_stake_in_one_case_says_nothing_about_another(tafel: Tafel, lopend: Aanvraag) -> None:
    punt = tafel.zaak_erop(lopend)
    Belang.objects.create(punt=punt, user_id=tafel.lid.persoon_id, gemeld_op=NU, gemeld_door_id=tafel.lid.persoon_id)
    ander = factories.AanvraagFactory.create(zaak__dossier__school=lopend.zaak.school).zaak
    assert belang_in(tafel.lid, lopend.zaak) == GEMELD and belang_in(tafel.lid, ander) == ""
    assert belang_in(tafel.deskundige, lopend.zaak) == ""
    assert belanghebbenden(punt, op=NU) == {tafel.lid.persoon_id}
    factories.lidmaatschap(Rol.COORDINATOR, ander.school, user=User.objects.get(pk=tafel.deskundige.persoon_id))
    assert belang_in(tafel.deskundige, ander) == WERKT_ER


def test_whether_the_case_itself_is_open_is_asked_of_that_case(tafel: Tafel, lopend: Aanvraag) -> None:
    elders = factories.AanvraagFactory.create(zaak__dossier__school=factories.SchoolFactory(swv=factories.SwvFactory()))
    assert ziet_zaak(tafel.secretariaat, lopend.zaak_id)
    assert not ziet_zaak(tafel.secretariaat, elders.zaak_id) and not ziet_zaak(tafel.secretariaat, None)
    assert not ziet_zaak(tafel.deskundige, lopend.zaak_id)
