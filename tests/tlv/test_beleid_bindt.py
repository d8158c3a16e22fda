"""Terms and cut-offs come from the policy in force at receipt; a change touches only what comes in after it."""

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from cases.models import Zaak
from deadlines.models import Termijn
from organisations.models import Beleidsversie, Samenwerkingsverband, School
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tests.tlv.schrijfhulp import vul_in
from tests.tlv.volledigheid_hulp import alles_in_orde
from tlv.beleid import TlvBeleid, beleid_van, gemiste_zekere_dag
from tlv.besluitbrief import bezwaarclausule
from tlv.models import Aanvraag
from workflow.perform import perform

pytestmark = pytest.mark.django_db

NIEUW = VANDAAG + timedelta(days=1)
OUD_BELEID = {"servicenorm_weken": 6, "aanvulling_weken": 3, "volledigheidsnorm_werkdagen": 5, "zeker_voor_maand": 6}
NIEUW_BELEID = {"servicenorm_weken": 4, "aanvulling_weken": 2, "volledigheidsnorm_werkdagen": 2, "zeker_voor_maand": 4}


def dien_in(school: School, dag: date) -> Aanvraag:
    aanvraag: Aanvraag = factories.AanvraagFactory(zaak__dossier__school=school)
    vul_in(aanvraag.zaak)
    nu = NU + (dag - VANDAAG)
    perform(aanvraag.zaak_id, "indienen", by=factories.actor(Rol.COORDINATOR, school, vandaag=dag), nu=nu)
    return Aanvraag.objects.get(pk=aanvraag.pk)


def weken(aanvraag: Aanvraag, soort: str) -> dict[str, int]:
    rij: Termijn = Termijn.objects.open().get(zaak=aanvraag.zaak, soort=soort)
    return rij.parameters


def test_a_change_of_policy_touches_only_what_is_received_after_it(swv: Samenwerkingsverband, school: School) -> None:
    Beleidsversie.objects.create(swv=swv, sectie="tlv", vanaf=date(2026, 1, 1), bron="a", waarden=OUD_BELEID)
    eerder = dien_in(school, VANDAAG)
    Beleidsversie.objects.create(swv=swv, sectie="tlv", vanaf=NIEUW, bron="b", waarden=NIEUW_BELEID)
    later = dien_in(school, NIEUW)
    assert (weken(eerder, "volledigheidsnorm"), weken(later, "volledigheidsnorm")) == (
        {"werkdagen": 5},
        {"werkdagen": 2},
    )
    volgende_week = NIEUW + timedelta(days=7)
    secretariaat = factories.actor(Rol.SECRETARIAAT, swv, vandaag=volgende_week)
    for aanvraag, verwacht in ((eerder, 6), (later, 4)):
        alles_in_orde(aanvraag)
        perform(aanvraag.zaak_id, "volledig_verklaren", by=secretariaat, nu=NU + timedelta(days=8))
        # What starts long after the change still follows the version of receipt.
        assert weken(aanvraag, "servicenorm") == {"weken": verwacht}
    assert gemiste_zekere_dag(beleid_van(eerder), date(2026, 5, 1)) is None
    assert gemiste_zekere_dag(beleid_van(later), date(2026, 5, 1)) == date(2026, 4, 1)


def test_policy_says_nothing_about_what_the_law_fixes(swv: Samenwerkingsverband, aanvraag: Aanvraag) -> None:
    """A version of before these were the law's alone stays readable, and changes neither term (Awb 6:7, 4:5)."""
    oud = {"bezwaar_weken": 2, "buiten_behandeling_weken": 9, "servicenorm_weken": 5}
    versie = Beleidsversie.objects.create(swv=swv, sectie="tlv", vanaf=date(2026, 1, 1), bron="oud", waarden=oud)
    Zaak.objects.filter(pk=aanvraag.zaak_id).update(beleid={"tlv": versie.pk})
    beleid = beleid_van(Aanvraag.objects.get(pk=aanvraag.pk))
    assert beleid.servicenorm_weken == 5
    assert not hasattr(beleid, "bezwaar_weken")
    assert bezwaarclausule(Aanvraag.objects.get(pk=aanvraag.pk), op=VANDAAG).weken == 6


@pytest.mark.parametrize(
    "waarden",
    [
        {"beslistermijn_weken": 9},
        {"beslistermijn_weken": 0},
        {"aanvulling_weken": 0},
        {"volledigheidsnorm_werkdagen": -1},
        {"informatie_dagen": 0},
        {"te_laat_dagen": [0]},
        {"herinneringen_dagen": [-1]},
        {"deskundigen_minimaal": 1},
        {"zeker_voor_maand": 6, "zeker_voor_dag": 31},
        {"bezwaarweken": 6},
    ],
)
def test_policy_stays_within_the_law_and_reason(waarden: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TlvBeleid.model_validate(waarden)


def test_deciding_sooner_than_the_law_asks_is_policy() -> None:
    assert TlvBeleid.model_validate({"beslistermijn_weken": 6}).beslistermijn_weken == 6
