"""Two people press at the same moment, on two connections: nothing is done twice, nothing is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from documents.models import Document
from tests.factories import NU
from tests.vergaderingen.conftest import BEGIN, TIJDENS, Tafel
from tlv.models import Aanvraag
from vergaderingen import afsluiten, plannen, punten, uitkomsten
from vergaderingen.models import Agendapunt, Vergadering
from workflow.edit import edit
from workflow.fouten import Conflict, GeenRecht, Geweigerd, NietGevonden

pytestmark = pytest.mark.django_db(transaction=True)
NA = TIJDENS + timedelta(hours=1)
KLAAR = {"uitkomst": "advies", "advies": "x", "verlieten": []}


def tegelijk(*daden: Callable[[], Any]) -> list[Any]:
    startschot = Barrier(len(daden))

    def druk(daad: Callable[[], Any]) -> Any:
        startschot.wait(timeout=20)
        try:
            return daad()
        except (Conflict, GeenRecht, Geweigerd, NietGevonden) as nee:
            return nee
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(daden)) as pool:
        return list(pool.map(druk, daden))


def geweigerd(uitkomsten_: list[Any]) -> int:
    return sum(isinstance(uit, Exception) for uit in uitkomsten_)


def test_a_case_is_put_on_one_agenda_once(tafel: Tafel, lopend: Aanvraag) -> None:
    later = tafel.plan(BEGIN + timedelta(days=7))
    uit = tegelijk(
        *(
            lambda by=by, v=v: edit(
                lopend.zaak_id, "op_agenda", by=by, data={"soort": "bespreking", "vergadering": v.pk}, nu=NU
            )
            for by, v in ((tafel.secretariaat, tafel.vergadering), (tafel.voorzitter, later))
        )
    )
    assert geweigerd(uit) == 1 and Agendapunt.objects.count() == 1


def test_two_items_at_two_hands_both_keep_their_outcome(tafel: Tafel) -> None:
    een, twee = tafel.vraag_erop("een"), tafel.vraag_erop("twee")
    uit = tegelijk(
        lambda: uitkomsten.bewaar(tafel.secretariaat, een.pk, {"advies": "A"}, versie=1, nu=TIJDENS),
        lambda: uitkomsten.bewaar(tafel.voorzitter, twee.pk, {"advies": "B"}, versie=1, nu=TIJDENS),
    )
    assert geweigerd(uit) == 0
    assert set(Agendapunt.objects.values_list("advies", flat=True)) == {"A", "B"}


def test_one_item_at_two_hands_keeps_the_first(tafel: Tafel) -> None:
    punt = tafel.vraag_erop()
    uit = tegelijk(
        *(
            lambda by=by: uitkomsten.leg_uitkomst_vast(by, punt.pk, KLAAR, versie=1, sleutel="", nu=TIJDENS)
            for by in (tafel.secretariaat, tafel.voorzitter)
        )
    )
    punt.refresh_from_db()
    assert geweigerd(uit) == 1 and (punt.stand, punt.versie) == ("behandeld", 2)


def test_a_meeting_is_closed_once(tafel: Tafel) -> None:
    afsluiten.leg_presentie_vast(
        tafel.secretariaat, tafel.vergadering.pk, tafel.allen_aanwezig(), versie=None, nu=TIJDENS
    )
    uit = tegelijk(
        *(
            lambda by=by: afsluiten.sluit_af(by, tafel.vergadering.pk, nu=NA)
            for by in (tafel.secretariaat, tafel.collega, tafel.voorzitter)
        )
    )
    assert geweigerd(uit) == 2 and Document.objects.filter(soort="notulen").count() == 1


def test_nothing_comes_on_an_agenda_that_is_being_closed(tafel: Tafel, lopend: Aanvraag) -> None:
    afsluiten.leg_presentie_vast(
        tafel.secretariaat, tafel.vergadering.pk, tafel.allen_aanwezig(), versie=None, nu=TIJDENS
    )
    data = {"soort": "bespreking", "vergadering": tafel.vergadering.pk}
    uit = tegelijk(
        lambda: afsluiten.sluit_af(tafel.secretariaat, tafel.vergadering.pk, nu=NA),
        lambda: edit(lopend.zaak_id, "op_agenda", by=tafel.voorzitter, data=data, nu=NA),
    )
    assert geweigerd(uit) == 1
    open_ = Agendapunt.objects.filter(stand="gepland", vergadering__stand=Vergadering.Stand.AFGESLOTEN)
    assert not open_.exists()


def test_calling_off_and_recording_do_not_both_happen(tafel: Tafel) -> None:
    punt = tafel.vraag_erop()
    uit = tegelijk(
        lambda: plannen.last_af(tafel.secretariaat, tafel.vergadering.pk, reden="ziek", nu=TIJDENS),
        lambda: uitkomsten.leg_uitkomst_vast(tafel.voorzitter, punt.pk, KLAAR, versie=1, sleutel="", nu=TIJDENS),
    )
    assert geweigerd(uit) == 1


def test_two_items_that_change_places_between_two_meetings_do_not_wait_for_each_other(tafel: Tafel) -> None:
    later = tafel.plan(BEGIN + timedelta(days=7))
    hier, daar = tafel.vraag_erop("hier"), tafel.vraag_erop("daar")
    punten.verplaats(tafel.secretariaat, daar.pk, later.pk, nu=NU)
    uit = tegelijk(
        lambda: punten.verplaats(tafel.secretariaat, hier.pk, later.pk, nu=NU),
        lambda: punten.verplaats(tafel.voorzitter, daar.pk, tafel.vergadering.pk, nu=NU),
    )
    assert geweigerd(uit) == 0
    plekken = dict(Agendapunt.objects.values_list("titel", "vergadering_id"))
    assert plekken == {"hier": later.pk, "daar": tafel.vergadering.pk}


def test_moving_up_and_down_at_once_leaves_every_item_with_a_place(tafel: Tafel) -> None:
    alle = [tafel.vraag_erop(str(nr)) for nr in range(4)]
    tegelijk(
        lambda: punten.schuif(tafel.secretariaat, alle[3].pk, punten.OP),
        lambda: punten.schuif(tafel.voorzitter, alle[0].pk, punten.NEER),
        lambda: punten.schuif(tafel.collega, alle[2].pk, punten.OP),
    )
    volgorde = sorted(Agendapunt.objects.values_list("volgorde", flat=True))
    assert volgorde == [1, 2, 3, 4]


def test_a_stake_is_reported_before_the_minutes_or_not_at_all(tafel: Tafel) -> None:
    punt = tafel.vraag_erop()
    afsluiten.leg_presentie_vast(
        tafel.secretariaat, tafel.vergadering.pk, tafel.allen_aanwezig(), versie=None, nu=TIJDENS
    )

    def leg_vast_en_sluit() -> Document:
        uitkomsten.leg_uitkomst_vast(tafel.secretariaat, punt.pk, KLAAR, versie=None, sleutel="", nu=TIJDENS)
        return afsluiten.sluit_af(tafel.secretariaat, tafel.vergadering.pk, nu=NA)

    uit = tegelijk(leg_vast_en_sluit, lambda: uitkomsten.meld_belang(tafel.lid, punt.pk, nu=TIJDENS))
    (regel,) = Document.objects.get(soort="notulen").gegevens["punten"]
    assert regel["verlieten"] == ([] if geweigerd(uit) else [tafel.lid.naam])
