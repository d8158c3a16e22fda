"""Whoever asks for a page of a case and does not get it, leaves a trace with the samenwerkingsverband of that case."""

from collections import defaultdict
from collections.abc import Callable

import pytest
from django.test import Client

from audit.models import Gebeurtenis, Soort
from organisations.actor import Actor
from organisations.models import School
from organisations.rollen import Rol
from tests import factories
from tests.swv import matrix
from tlv.models import Aanvraag, Status

VAN_ZAAK = {naam: pad for naam, pad in matrix.adressen() if "<int:zaak_id>" in pad}
pytestmark = pytest.mark.django_db


@pytest.fixture
def zaak_id(aanvraag: Aanvraag) -> int:
    factories.zet_status(aanvraag, Status.INGEDIEND)
    return aanvraag.zaak_id


@pytest.mark.parametrize("naam", sorted(VAN_ZAAK))
def test_every_address_of_a_case_records_exactly_one_refusal(
    als: Callable[[Actor], Client], zaak_id: int, aanvraag: Aanvraag, naam: str
) -> None:
    vreemde = factories.actor(Rol.SECRETARIAAT, factories.SwvFactory())
    gevraagd = {"zaak_id": zaak_id, "traject_id": zaak_id}
    rij_van_geen_belang = defaultdict(lambda: 1, gevraagd)  # the case refuses before a row is looked for
    adres = matrix.vul(naam, VAN_ZAAK[naam], rij_van_geen_belang)
    antwoord = als(vreemde).get(adres)
    if antwoord.status_code == 405:
        antwoord = als(vreemde).post(adres)
    assert antwoord.status_code == 404
    rij = Gebeurtenis.objects.get(soort=Soort.WEIGERING)
    assert (rij.gebruiker_id, rij.hoed_id) == (vreemde.gebruiker_id, vreemde.hoed_id)
    assert (rij.swv_id, rij.zaak_id) == (aanvraag.zaak.swv_id, zaak_id)
    assert rij.bijzonderheden["van_swv"] == vreemde.swv_id
    assert rij.verzoek_id


def test_a_role_that_may_not_is_recorded_too(als: Callable[[Actor], Client], zaak_id: int, school: School) -> None:
    directeur = factories.actor(Rol.SCHOOLDIRECTEUR, school)
    assert als(directeur).get(f"/zaken/{zaak_id}/overdragen/").status_code == 403
    rij = Gebeurtenis.objects.get(soort=Soort.WEIGERING)
    assert (rij.zaak_id, rij.rol, rij.bijzonderheden) == (zaak_id, Rol.SCHOOLDIRECTEUR, {"grond": "403"})


def test_an_ordinary_wrong_address_leaves_nothing(als: Callable[[Actor], Client], coordinator: Actor) -> None:
    assert als(coordinator).get("/bestaat-niet/").status_code == 404
    assert not Gebeurtenis.objects.exists()
