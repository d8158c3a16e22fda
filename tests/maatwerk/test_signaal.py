"""Speaking to the parents again is a gentle word to who can act on it, and no lateness to school and secretariat."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Zaak
from deadlines import services as termijnen
from deadlines.models import Soort, Termijn
from maatwerk.models import Status
from organisations.actor import Actor
from tests.b1 import zichtbare_tekst
from tests.maatwerk.trajectloop import Trajectloop
from workflow.bord import Keuze, termijnen_van
from workflow.werklijst import werklijst

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
NAAM = "de ouders weer spreken"
ANDEREN = ["coordinator", "secretariaat", "voorzitter"]
HANDELEN = ["casemanager", "directeur"]


@pytest.fixture
def stil() -> Trajectloop:
    """The parents were spoken to six weeks ago, three weeks longer than policy has it. The pages use today."""
    loop = Trajectloop(vandaag=True).breng_naar(Status.VERKENNEN)
    vandaag = loop.nu.date()
    rijen = Termijn.objects.open().filter(zaak_id=loop.zaak_id, soort=Soort.OUDERS_SPREKEN)
    aantal = rijen.update(vanaf=vandaag - timedelta(weeks=6), einde=vandaag - timedelta(weeks=3))
    assert aantal == 1
    termijnen.volgende(Zaak.objects.get(pk=loop.zaak_id))
    return loop


def lees(als: Als, wie: Actor, naam: str, *args: int) -> str:
    antwoord = als(wie).get(reverse(naam, args=args))
    assert antwoord.status_code == 200, (naam, antwoord.status_code)
    return str(antwoord.content.decode())


def woorden(pagina: str) -> str:
    return " ".join(zichtbare_tekst(pagina).split()).lower()


@pytest.mark.parametrize("wie", ANDEREN)
def test_who_cannot_act_on_it_reads_nothing_of_it(stil: Trajectloop, als: Als, wie: str) -> None:
    actor = stil.als(wie)
    assert not termijnen_van(actor, Keuze()).exists(), "the board, the month and the calendar are made of these"
    for naam, *args in (("maatwerk:zaak", stil.zaak_id), ("workflow:home",), ("workflow:zaken",)):
        tekst = woorden(lees(als, actor, naam, *args))
        assert NAAM not in tekst and "te laat" not in tekst, naam
    assert [regel.termijn for regel in werklijst(actor).wacht if regel.pk == stil.zaak_id] == [None]


@pytest.mark.parametrize("wie", HANDELEN)
def test_who_can_act_on_it_reads_it_without_a_reproach(stil: Trajectloop, als: Als, wie: str) -> None:
    actor = stil.als(wie)
    assert [rij.soort for rij in termijnen_van(actor, Keuze())] == [Soort.OUDERS_SPREKEN]
    pagina = lees(als, actor, "maatwerk:zaak", stil.zaak_id)
    assert NAAM in woorden(pagina) and "21 dagen geleden" in woorden(pagina)
    assert "te laat" not in woorden(pagina)
    assert NAAM in woorden(lees(als, actor, "workflow:home"))


@pytest.mark.parametrize("wie", ANDEREN)
def test_it_is_no_choice_on_the_board_of_who_does_not_read_it(stil: Trajectloop, als: Als, wie: str) -> None:
    optie = f'value="{Soort.OUDERS_SPREKEN}"'
    assert optie not in lees(als, stil.als(wie), "workflow:termijnen")
    assert optie in lees(als, stil.als("casemanager"), "workflow:termijnen")


def test_a_term_of_the_procedure_stays_late_for_everybody(als: Als) -> None:
    loop = Trajectloop(vandaag=True).breng_naar(Status.BIJ_COMMISSIE)
    vandaag = loop.nu.date()
    rijen = Termijn.objects.open().filter(zaak_id=loop.zaak_id, soort=Soort.COMMISSIEADVIES)
    termijn = rijen.get()
    duur = (termijn.einde or vandaag) - termijn.vanaf
    rijen.update(vanaf=vandaag - duur - timedelta(days=3), einde=vandaag - timedelta(days=3))
    pagina = woorden(lees(als, loop.als("secretariaat"), "maatwerk:zaak", loop.zaak_id))
    assert "3 dagen te laat" in pagina
