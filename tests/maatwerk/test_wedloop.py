"""Two people press at the same moment, on two connections: for every action exactly one of them wins."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from audit.models import Gebeurtenis, Soort
from maatwerk import acties_ouders, acties_plan
from maatwerk.models import Aanstelling, Status
from maatwerk.process import PROCESS
from tests import factories
from tests.maatwerk.trajectloop import WIE, Trajectloop
from workflow.fouten import Conflict, GeenRecht, Geweigerd, NietGevonden
from workflow.perform import perform

pytestmark = pytest.mark.django_db(transaction=True)
S = Status
VANUIT = {
    "inbrengen": S.INTAKE,
    "intake_teruggeven": S.BIJ_COMMISSIE,
    "adviseren": S.BIJ_COMMISSIE,
    "advies_terugvragen": S.BIJ_DIRECTEUR,
    "niet_inschakelen": S.BIJ_DIRECTEUR,
    "inschakelen": S.BIJ_DIRECTEUR,
    "casemanager_aanvaardt": S.CASEMANAGER_GEVRAAGD,
    "casemanager_weigert": S.CASEMANAGER_GEVRAAGD,
    "vraag_intrekken": S.CASEMANAGER_GEVRAAGD,
    "casemanager_ontheffen": S.VERKENNEN,
    "verkenning_starten": S.GESPREKKEN,
    "plek_gevonden": S.VERKENNEN,
    "verder_zoeken": S.PLAN,
    "beeindigen": S.VERKENNEN,
    "evalueren": S.UITVOERING,
    "uitvoering_hervatten": S.EVALUATIE,
    "afsluiten": S.EVALUATIE,
}


def _klaar_voor(actie: str) -> tuple[Trajectloop, dict[str, Any]]:
    loop = Trajectloop()
    if VANUIT[actie] in (S.UITVOERING, S.EVALUATIE):
        loop.zet(VANUIT[actie])
    else:
        loop.breng_naar(VANUIT[actie])
    loop.bereid_voor(actie)
    data, doel_id = loop.gegevens(actie)
    by = loop.als(WIE[actie])
    return loop, {"by": by, "data": data, "doel_id": doel_id, "herbevestigd_op": loop.nu, "nu": loop.nu}


def _tegelijk(loop: Trajectloop, een: tuple[str, dict[str, Any]], twee: tuple[str, dict[str, Any]]) -> list[Any]:
    startschot = Barrier(2)

    def druk(wat: tuple[str, dict[str, Any]]) -> Any:
        startschot.wait(timeout=20)
        try:
            return perform(loop.zaak_id, wat[0], **wat[1])
        except (Conflict, GeenRecht, Geweigerd, NietGevonden) as nee:
            return nee
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(druk, (een, twee)))


def test_every_action_has_its_race() -> None:
    """Those of plan and parents have theirs in `test_plan_wedloop`."""
    elders = {action.naam for action in (*acties_plan.ACTIES, *acties_ouders.ACTIES)}
    assert {action.naam for action in PROCESS.actions} == set(VANUIT) | elders


@pytest.mark.parametrize("actie", VANUIT)
def test_of_two_who_act_on_the_same_page_exactly_one_wins(actie: str) -> None:
    loop, kwargs = _klaar_voor(actie)
    versie = loop.rij.zaak.versie
    rijen = Gebeurtenis.objects.filter(zaak_id=loop.zaak_id, actie=f"maatwerk.{actie}", soort=Soort.SCHRIJVEN)
    eerder = rijen.count()
    met_versie = {**kwargs, "versie": versie}
    uitkomsten = _tegelijk(loop, (actie, met_versie), (actie, met_versie))
    geweigerd = [uitkomst for uitkomst in uitkomsten if isinstance(uitkomst, Exception)]
    assert (len(geweigerd), loop.rij.zaak.versie - versie, rijen.count() - eerder) == (1, 1, 1)


@pytest.mark.parametrize("actie", VANUIT)
def test_a_double_click_on_two_connections_is_one_act(actie: str) -> None:
    loop, kwargs = _klaar_voor(actie)
    versie = loop.rij.zaak.versie
    met_sleutel = {**kwargs, "sleutel": factories.sleutel()}
    uitkomsten = _tegelijk(loop, (actie, met_sleutel), (actie, met_sleutel))
    assert {uitkomst.herhaald for uitkomst in uitkomsten} == {False, True}
    assert loop.rij.zaak.versie - versie == 1


def test_yes_of_the_casemanager_and_taking_the_question_back_do_not_both_happen() -> None:
    loop, ja = _klaar_voor("casemanager_aanvaardt")
    data, doel_id = loop.gegevens("vraag_intrekken")
    terug = {"by": loop.als("directeur"), "data": data, "doel_id": doel_id, "nu": loop.nu}
    uitkomsten = _tegelijk(loop, ("casemanager_aanvaardt", ja), ("vraag_intrekken", terug))
    assert sum(isinstance(uitkomst, Exception) for uitkomst in uitkomsten) == 1
    stand = Aanstelling.objects.get(pk=doel_id).stand
    assert (stand, loop.status) in {("aanvaard", S.GESPREKKEN), ("ingetrokken", S.BIJ_DIRECTEUR)}
    assert loop.rij.zaak.betrokkenen.filter(rol="casemanager").exists() == (stand == "aanvaard")
