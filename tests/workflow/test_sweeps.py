"""The sweep: lapses are dealt with once, and one broken case never stops the others."""

from datetime import timedelta
from typing import Any

import pytest

from deadlines import services as termijnen
from deadlines.models import Termijn
from organisations.models import School
from tests import factories
from tlv.models import Aanvraag, Aanvulverzoek, Status
from workflow import sweeps
from workflow.perform import Resultaat, perform

pytestmark = pytest.mark.django_db

LATER = factories.VANDAAG + timedelta(days=40)
LATER_NU = factories.NU + timedelta(days=40)


def _wacht_op_aanvulling(school: School) -> Aanvraag:
    aanvraag = factories.AanvraagFactory(zaak__dossier=factories.DossierFactory(school=school))
    factories.zet_status(aanvraag, Status.AANVULLING_GEVRAAGD)
    termijnen.start(aanvraag.zaak, "beslistermijn", vanaf=factories.VANDAAG)
    termijn = termijnen.start(aanvraag.zaak, "aanvultermijn", vanaf=factories.VANDAAG)
    termijnen.opschorten(aanvraag.zaak, "beslistermijn", van=factories.VANDAAG, uiterlijk=termijn.einde)
    Aanvulverzoek.objects.create(
        aanvraag=aanvraag,
        soort="aanvulling",
        vraag="Stuur het OPP.",
        gevraagd_op=factories.VANDAAG,
        gevraagd_door=factories.UserFactory(),
        uiterlijk=termijn.einde,
    )
    return aanvraag


def _status(aanvraag: Aanvraag) -> str:
    return Aanvraag.objects.get(pk=aanvraag.pk).status


def _verstreken(aanvraag: Aanvraag) -> bool:
    return Termijn.objects.verstreken(LATER).filter(zaak=aanvraag.zaak, soort="aanvultermijn").exists()


def test_a_lapse_is_dealt_with_once_however_often_the_sweep_runs(school: School) -> None:
    aanvraag = _wacht_op_aanvulling(school)
    for _ in range(2):
        sweeps.verwerk_verstreken(vandaag=LATER, nu=LATER_NU)
    assert _status(aanvraag) == Status.AANVULLING_VERLOPEN
    assert Termijn.objects.filter(zaak=aanvraag.zaak, soort="buiten_behandeling").count() == 1


def test_one_broken_case_does_not_stop_the_others_and_is_tried_again(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    kapot, goed = _wacht_op_aanvulling(school), _wacht_op_aanvulling(school)

    def breekt_bij_een(zaak_id: int, actie: str, **kwargs: Any) -> Resultaat:
        if zaak_id == kapot.zaak_id:
            raise RuntimeError("kapot")
        return perform(zaak_id, actie, **kwargs)

    monkeypatch.setattr(sweeps, "perform", breekt_bij_een)
    sweeps.verwerk_verstreken(vandaag=LATER, nu=LATER_NU)
    assert (_status(kapot), _status(goed)) == (Status.AANVULLING_GEVRAAGD, Status.AANVULLING_VERLOPEN)
    assert _verstreken(kapot)
    monkeypatch.undo()
    sweeps.verwerk_verstreken(vandaag=LATER, nu=LATER_NU)
    assert _status(kapot) == Status.AANVULLING_VERLOPEN
