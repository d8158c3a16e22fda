"""Two people press at the same moment in steps 4 to 6: of every action about plan and parents exactly one wins."""

from typing import Any

import pytest

from audit.models import Gebeurtenis, Soort
from documents import tekenen
from maatwerk import acties_ouders, acties_plan
from maatwerk.models import Traject
from maatwerk.models_plan import Planversie
from organisations.actor import Actor, systeem
from organisations.models import Samenwerkingsverband, School
from tests.factories import NU, VANDAAG
from tests.maatwerk.planhulp import (
    keur_goed,
    leg_voor,
    maak_budget,
    maak_traject,
    mensen_die_tekenen,
    stuk_van,
    teken_opstellers,
    vul_plan,
)
from tests.maatwerk.test_budget import tegelijk
from workflow.perform import perform
from workflow.tekenkamer import na_antwoord

pytestmark = pytest.mark.django_db(transaction=True)
ALLE = [action.naam for action in (*acties_plan.ACTIES, *acties_ouders.ACTIES)]
VOOR_BESLUIT = ("plan_voorleggen", "plan_terugnemen", "plan_getekend", "plan_niet_getekend")
NA_ANTWOORD = ("ouders_akkoord", "opnieuw_vertellen", "toch_uitvoeren")
VAN_DIRECTEUR = ("plan_teruggeven", "plan_goedkeuren", "toch_uitvoeren")
VAN_SYSTEEM = ("plan_getekend", "plan_niet_getekend", "ouders_akkoord")


def _klaar_voor(actie: str, school: School, ontvangend: School) -> tuple[Traject, Actor, Actor]:
    """A track in which this action can be done, its casemanager and its director."""
    _, directeur = mensen_die_tekenen(school.swv, ontvangend)
    maak_budget(school.swv, "5000")
    traject, wie = maak_traject(school)
    vul_plan(traject.zaak, ontvangend)
    if actie != "plan_voorleggen":
        leg_voor(traject, wie)
    if actie in VOOR_BESLUIT:
        return traject, wie, directeur
    teken_opstellers(traject)
    if actie in ("plan_teruggeven", "plan_goedkeuren"):
        return traject, wie, directeur
    keur_goed(traject, directeur)
    if actie in NA_ANTWOORD:
        perform(traject.zaak_id, "plan_vertellen", by=wie, data={"reden": "Thuis besproken."}, nu=NU)
        _antwoord(traject, "getekend" if actie == "ouders_akkoord" else "gezien")
    return traject, wie, directeur


def _antwoord(traject: Traject, uitkomst: str) -> None:
    stuk = stuk_van(traject)
    (rij,) = tekenen.stand(stuk).aan_de_beurt
    tekenen.zet(rij, uitkomst, op=NU, hoe="test", reden="" if uitkomst == "getekend" else "De reis is lang.")
    na_antwoord(stuk, by=systeem(VANDAAG), nu=NU)
    if uitkomst == "gezien":
        perform(traject.zaak_id, "plan_niet_getekend", by=systeem(VANDAAG), nu=NU)


@pytest.mark.parametrize("actie", ALLE)
def test_exactly_one_of_two_wins(actie: str, school: School, andere_school: School, swv: Samenwerkingsverband) -> None:
    traject, wie, directeur = _klaar_voor(actie, school, andere_school)
    by = directeur if actie in VAN_DIRECTEUR else wie
    hoe: dict[str, Any] = {
        "by": systeem(VANDAAG) if actie in VAN_SYSTEEM else by,
        "data": {"reden": "Daarom."},
        "versie": Traject.objects.get(pk=traject.pk).zaak.versie,
        "herbevestigd_op": NU,
        "nu": NU,
    }
    uitkomst = tegelijk(*[lambda: perform(traject.zaak_id, actie, **hoe)] * 2)
    assert sum(not isinstance(een, Exception) for een in uitkomst) == 1, uitkomst
    geschreven = Gebeurtenis.objects.filter(zaak_id=traject.zaak_id, actie=f"maatwerk.{actie}", soort=Soort.SCHRIJVEN)
    assert geschreven.count() == 1
    assert Planversie.objects.filter(traject=traject).count() == 1
