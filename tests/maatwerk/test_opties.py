"""Step 3: options from an idea to a place that fits, as often as needed."""

from datetime import timedelta

import pytest

from cases.fouten import Geweigerd, NietGevonden
from maatwerk.models import Optie, Status
from maatwerk.opties import VERDER
from tests.maatwerk.trajectloop import Trajectloop
from workflow.fouten import Conflict

pytestmark = pytest.mark.django_db
S, Stand = Status, Optie.Stand


@pytest.fixture
def loop(loop: Trajectloop) -> Trajectloop:
    return loop.breng_naar(S.VERKENNEN)


def _idee(loop: Trajectloop) -> int:
    return int(loop.schrijf("optie", naam="De Kas", vorm="anders").waarden["id"])


@pytest.mark.parametrize("van", Stand)
@pytest.mark.parametrize("naar", Stand)
def test_an_option_goes_only_where_the_list_says(loop: Trajectloop, van: str, naar: str) -> None:
    pk = _idee(loop)
    Optie.objects.filter(pk=pk).update(stand=van, reden="x")
    data = {"optie_id": pk, "stand": naar, "reden": "Daarom.", "afgestemd_op": loop.nu.date()}
    if naar in VERDER[Stand(van)]:
        loop.schrijf("optie_stand", **data)
        assert Optie.objects.get(pk=pk).stand == naar
    else:
        with pytest.raises(Geweigerd):
            loop.schrijf("optie_stand", **data)
        assert Optie.objects.get(pk=pk).stand == van


def test_what_falls_off_says_why(loop: Trajectloop) -> None:
    with pytest.raises(Geweigerd, match="afvalt"):
        loop.schrijf("optie_stand", optie_id=_idee(loop), stand="valt_af", reden=" ")


@pytest.mark.parametrize("dagen", [None, 1])
def test_what_fits_was_discussed_with_the_parents(loop: Trajectloop, dagen: int | None) -> None:
    pk = _idee(loop)
    loop.schrijf("optie_stand", optie_id=pk, stand="verkend")
    op = None if dagen is None else loop.nu.date() + timedelta(days=dagen)
    with pytest.raises(Geweigerd, match="met de ouders"):
        loop.schrijf("optie_stand", optie_id=pk, stand="past", afgestemd_op=op)


def test_no_plan_without_a_place_that_fits(loop: Trajectloop) -> None:
    _idee(loop)
    with pytest.raises(Geweigerd, match="past"):
        loop.doe("plek_gevonden")
    loop.vind_plek()
    assert loop.doe("plek_gevonden").status == S.PLAN


def test_the_search_can_begin_anew_and_the_place_keeps_its_reason(loop: Trajectloop) -> None:
    for keer in range(3):
        loop.vind_plek()
        loop.doe("plek_gevonden")
        loop.doe("verder_zoeken", reden=f"Toch te ver, {keer}.")
        assert loop.status == S.VERKENNEN
    assert set(Optie.objects.values_list("stand", flat=True)) == {"valt_af"}
    assert sorted(Optie.objects.values_list("reden", flat=True)) == [f"Toch te ver, {keer}." for keer in range(3)]


def test_two_windows_on_one_option_lose_nothing(loop: Trajectloop) -> None:
    pk = _idee(loop)
    versie = Optie.objects.get(pk=pk).versie
    loop.schrijf("optie_stand", optie_id=pk, optieversie=versie, stand="verkend")
    with pytest.raises(Conflict):
        loop.schrijf("optie_stand", optie_id=pk, optieversie=versie, stand="valt_af", reden="x")
    assert Optie.objects.get(pk=pk).stand == "verkend"


def test_an_option_of_another_track_is_not_found(loop: Trajectloop) -> None:
    pk = _idee(Trajectloop().breng_naar(S.VERKENNEN))
    with pytest.raises(NietGevonden):
        loop.schrijf("optie_stand", optie_id=pk, stand="verkend")
