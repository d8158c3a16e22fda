"""The table of states and acts: what is not in it is refused, and changes nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.vergaderingen.conftest import TIJDENS, Tafel, gegevens_voor
from vergaderingen import acties, afsluiten, plannen, punten, uitkomsten
from vergaderingen.models import Agendapunt, Vergadering
from workflow.fouten import Conflict, Geweigerd

pytestmark = pytest.mark.django_db
S, V = Agendapunt.Stand, Vergadering.Stand
KLAAR = {"uitkomst": "advies", "advies": "x", "verlieten": []}

PUNT: dict[str, tuple[set[Any], Callable[[Tafel, int], Any]]] = {
    "wijzigen": (
        {S.WACHT, S.GEPLAND},
        lambda t, pk: punten.wijzig_punt(t.secretariaat, pk, {"vraag": "x"}, versie=None, nu=TIJDENS),
    ),
    "schuiven": ({S.GEPLAND}, lambda t, pk: punten.schuif(t.secretariaat, pk, punten.OP)),
    "verplaatsen": (
        {S.WACHT, S.GEPLAND},
        lambda t, pk: punten.verplaats(t.secretariaat, pk, t.plan(TIJDENS).pk, nu=TIJDENS),
    ),
    "vervallen": ({S.WACHT, S.GEPLAND}, lambda t, pk: punten.laat_vervallen(t.secretariaat, pk, nu=TIJDENS)),
    "bewaren": ({S.GEPLAND}, lambda t, pk: uitkomsten.bewaar(t.secretariaat, pk, KLAAR, versie=None, nu=TIJDENS)),
    "vastleggen": (
        {S.GEPLAND},
        lambda t, pk: uitkomsten.leg_uitkomst_vast(t.secretariaat, pk, KLAAR, versie=None, sleutel="", nu=TIJDENS),
    ),
    "heropenen": ({S.BEHANDELD}, lambda t, pk: uitkomsten.heropen(t.secretariaat, pk)),
    "belang": ({S.WACHT, S.GEPLAND}, lambda t, pk: uitkomsten.meld_belang(t.collega, pk, nu=TIJDENS)),
}
VERGADERING: dict[str, Callable[[Tafel, int], Any]] = {
    "wijzigen": lambda t, pk: plannen.wijzig(t.secretariaat, pk, gegevens_voor(t, TIJDENS), versie=None, nu=TIJDENS),
    "afgelasten": lambda t, pk: plannen.last_af(t.secretariaat, pk, reden="x", nu=TIJDENS),
    "rondsturen": lambda t, pk: plannen.stuur_rond(t.secretariaat, pk, nu=TIJDENS),
    "aanwezig": lambda t, pk: afsluiten.leg_presentie_vast(t.secretariaat, pk, {}, versie=None, nu=TIJDENS),
    "sluiten": lambda t, pk: afsluiten.sluit_af(t.secretariaat, pk, nu=TIJDENS),
    "punt": lambda t, pk: t.vraag_erop("nog een"),
    "actie": lambda t, pk: acties.voeg_toe(
        t.secretariaat, pk, wat="x", lid_id=t.lid.hoed_id or 0, uiterlijk=None, punt_id=None, nu=TIJDENS
    ),
}


def in_stand(tafel: Tafel, stand: Any) -> Agendapunt:
    punt = tafel.vraag_erop()
    velden: dict[str, Any] = {"stand": stand}
    if stand == S.WACHT:
        velden["vergadering"] = None
    if stand == S.BEHANDELD:
        velden |= {"uitkomst": "advies", "behandeld_op": TIJDENS}
    Agendapunt.objects.filter(pk=punt.pk).update(**velden)
    return punt


@pytest.mark.parametrize("stand", S)
@pytest.mark.parametrize("daad", PUNT)
def test_an_item_in_every_state(tafel: Tafel, daad: str, stand: Any) -> None:
    mag, doe = PUNT[daad]
    punt = in_stand(tafel, stand)
    if stand in mag:
        doe(tafel, punt.pk)
        return
    with pytest.raises((Conflict, Geweigerd)):
        doe(tafel, punt.pk)
    assert Agendapunt.objects.get(pk=punt.pk).stand == stand


@pytest.mark.parametrize("daad", PUNT)
def test_nothing_happens_to_an_item_of_a_meeting_that_is_off(tafel: Tafel, daad: str) -> None:
    stand = S.BEHANDELD if daad == "heropenen" else S.GEPLAND
    punt = in_stand(tafel, stand)
    Vergadering.objects.filter(pk=tafel.vergadering.pk).update(stand=V.AFGELAST, reden_afgelast="x")
    with pytest.raises(Conflict):
        PUNT[daad][1](tafel, punt.pk)
    assert Agendapunt.objects.get(pk=punt.pk).stand == stand


@pytest.mark.parametrize("daad", VERGADERING)
def test_a_meeting_takes_acts_while_it_is_planned(tafel: Tafel, daad: str) -> None:
    if daad == "sluiten":
        afsluiten.leg_presentie_vast(
            tafel.secretariaat, tafel.vergadering.pk, tafel.allen_aanwezig(), versie=None, nu=TIJDENS
        )
    elif daad == "rondsturen":
        tafel.vraag_erop()
    VERGADERING[daad](tafel, tafel.vergadering.pk)


@pytest.mark.parametrize("daad", VERGADERING)
def test_and_none_once_it_is_off(tafel: Tafel, daad: str) -> None:
    Vergadering.objects.filter(pk=tafel.vergadering.pk).update(stand=V.AFGELAST, reden_afgelast="x")
    with pytest.raises(Conflict):
        VERGADERING[daad](tafel, tafel.vergadering.pk)
