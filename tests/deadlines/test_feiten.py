"""What happened to a term gives one end, in whatever order it was recorded; a norm that starts anew is another norm."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cases.models import Zaak
from deadlines import services
from deadlines.berekening import GRONDEN, OVERMACHT, Stilstand, Termijnfeiten
from deadlines.kalender import DAG, Kalender
from deadlines.models import Opschorting, Termijn
from tests import factories

pytestmark = pytest.mark.django_db
REGEL = Kalender.volgens_regel()
ONTVANGEN, GEVRAAGD, UITERLIJK = date(2026, 3, 9), date(2026, 3, 16), date(2026, 4, 7)


def einde(*stilstanden: Stilstand) -> date | None:
    termijn = Termijn(soort="beslistermijn", vanaf=ONTVANGEN, parameters={"weken": 8})
    return termijn.berekening(REGEL, Termijnfeiten(stilstanden=stilstanden)).einde


def test_a_request_withdrawn_lets_the_clock_run_again_from_that_day() -> None:
    """Still on 17 March only: 4 May + 1 = Liberation Day, so Wednesday 6 May."""
    assert einde(Stilstand(GEVRAAGD, tot=date(2026, 3, 18), uiterlijk=UITERLIJK)) == date(2026, 5, 6)


def test_a_term_that_lapsed_lets_it_run_again_by_itself() -> None:
    """Still from 17 March through 7 April, 22 days: 26 May, the day after Whit Monday."""
    assert einde(Stilstand(GEVRAAGD, uiterlijk=UITERLIJK)) == date(2026, 5, 26)


@pytest.mark.parametrize("grond", GRONDEN)
def test_every_ground_of_the_law_stands_still_alike(grond: str) -> None:
    """17–26 March stand still, on whatever ground: 10 days, so Monday 18 May as in the worked example."""
    assert einde(Stilstand(GEVRAAGD, tot=date(2026, 3, 27), grond=grond)) == date(2026, 5, 18)


def test_grounds_that_overlap_count_once() -> None:
    """17–26 March for a supplement and 24–31 March by force majeure: 15 days together, so Tuesday 19 May."""
    overmacht = Stilstand(date(2026, 3, 23), uiterlijk=date(2026, 3, 31), grond=OVERMACHT)
    assert einde(Stilstand(GEVRAAGD, tot=date(2026, 3, 27), uiterlijk=UITERLIJK), overmacht) == date(2026, 5, 19)


def test_a_norm_that_starts_anew_has_forgotten_to_where_the_one_before_was_moved(zaak: Zaak) -> None:
    services.start(zaak, "servicenorm", vanaf=date(2026, 3, 12))
    services.verzet(zaak, "servicenorm", op=date(2026, 3, 20), tot=date(2026, 5, 1), reden="ziek")
    assert Termijn.objects.open().get(zaak=zaak).einde == date(2026, 5, 1)
    services.stop(zaak, "servicenorm", op=date(2026, 3, 23))
    assert not Termijn.objects.open().filter(zaak=zaak).exists()
    services.start(zaak, "servicenorm", vanaf=date(2026, 3, 30))
    assert Termijn.objects.open().get(zaak=zaak).einde == date(2026, 5, 11)  # 42 days from the 30th
    assert Termijn.objects.exclude(gestopt_op=None).get().einde == date(2026, 5, 1)


dagen = st.integers(0, 30)
feiten = st.lists(
    st.tuples(st.integers(0, 70), st.none() | dagen, st.none() | dagen, st.sampled_from(sorted(GRONDEN))), max_size=4
)


def opgeschort(zaak: Zaak, rijen: list[tuple[int, int | None, int | None, str]]) -> Termijn:
    """A statutory term with these suspensions, recorded in this order."""
    termijn = Termijn.objects.create(zaak=zaak, soort="beslistermijn", vanaf=ONTVANGEN, parameters={"weken": 8})
    for nummer, (begin, tot, uiterlijk, grond) in enumerate(rijen):
        van = ONTVANGEN + timedelta(begin)
        Opschorting.objects.create(
            termijn=termijn,
            van=van,
            tot=None if tot is None else van + timedelta(tot),
            uiterlijk=None if uiterlijk is None else van + timedelta(uiterlijk),
            grond=f"{grond}" if tot is not None else f"{grond} {nummer}",  # one open row for each ground
        )
    return Termijn.objects.get(pk=termijn.pk)


class Volgorde(TestCase):
    @settings(max_examples=40)
    @given(feiten, st.randoms())
    def test_the_order_in_which_facts_were_recorded_does_not_matter(self, rijen: list, toeval: Random) -> None:
        een, ander = factories.ZaakFactory.create(), factories.ZaakFactory.create()
        eerst = opgeschort(een, rijen).berekening(REGEL)
        later = opgeschort(ander, toeval.sample(rijen, len(rijen))).berekening(REGEL)
        assert (eerst.einde, eerst.voorlopig) == (later.einde, later.voorlopig)

    @settings(max_examples=25)
    @given(st.integers(0, 70), st.integers(0, 40), st.booleans())
    def test_what_ends_a_day_later_never_gives_less_time(self, begin: int, duur: int, met_grens: bool) -> None:
        """A supplement that comes or is withdrawn a day later, recorded as it is for a case."""
        einden = []
        for dag in (duur, duur + 1):
            zaak, van = factories.ZaakFactory.create(), ONTVANGEN + timedelta(begin)
            services.start(zaak, "beslistermijn", vanaf=ONTVANGEN)
            uiterlijk = van + timedelta(21) if met_grens else None
            services.opschorten(zaak, "beslistermijn", van=van, uiterlijk=uiterlijk)
            services.hervatten(zaak, "beslistermijn", op=van + dag * DAG)
            einden.append(Termijn.objects.open().get(zaak=zaak).einde)
        kort, lang = einden
        assert kort is not None and lang is not None and kort <= lang
