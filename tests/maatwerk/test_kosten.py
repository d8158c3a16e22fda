"""Step 7: costs against the offer; a little more is written down, much more asks for a new plan."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk import budget, kosten, plan
from maatwerk.beleid import MaatwerkBeleid
from maatwerk.geld import NUL
from maatwerk.kosten import Kostenregel, is_klein
from maatwerk.models import Status, Traject
from maatwerk.models_plan import Budget, Kostenpost, Reservering
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG, sleutel
from tests.maatwerk.planhulp import REGEL, maak_budget, maak_traject, maak_versie
from workflow.edit import edit
from workflow.fouten import GeenRecht, Geweigerd

D = Decimal
BELEID = MaatwerkBeleid()


@pytest.fixture
def lopend(school: School, swv: Samenwerkingsverband) -> tuple[Traject, Actor]:
    """An approved plan of € 4.200 for the samenwerkingsverband and € 100 for somebody else, being carried out."""
    traject, wie = maak_traject(school, Status.UITVOERING)
    elders = REGEL | {"rij": "taxi", "omschrijving": "Taxi", "betaler": "gemeente", "aantal": "1", "tarief": "100"}
    maak_versie(traject, wie, "goedgekeurd", [REGEL, elders | {"per": "totaal", "keren": None}])
    maak_budget(swv, "5000")
    budget.reserveer(traject, {2025: D(4200)})
    return traject, wie


def boek(traject: Traject, wie: Actor, bedrag: str, **anders: Any) -> None:
    data = {"rij": "regel1", "omschrijving": "Factuur maart", "op": VANDAAG, "bedrag": D(bedrag), **anders}
    edit(traject.zaak_id, "kosten", by=wie, data=data, sleutel=anders.pop("sleutel", sleutel()), nu=NU)


@pytest.mark.django_db
def test_costs_are_counted_on_their_line_and_in_their_school_year(lopend):
    traject, wie = lopend
    boek(traject, wie, "1400.10")
    boek(traject, wie, "0.10", terug=True)
    (regel,) = kosten.kostenregels(traject)
    assert (regel.begroot, regel.uitgegeven, regel.over) == (D("4200.00"), D("1400.00"), D("2800.00"))
    assert Reservering.objects.get().uitgegeven == D("1400.00") and Budget.objects.get().vastgelegd == D("4200.00")


@pytest.mark.django_db
def test_a_double_click_counts_once(lopend):
    traject, wie = lopend
    een = sleutel()
    data = {"rij": "regel1", "omschrijving": "x", "op": VANDAAG, "bedrag": D(10)}
    for _ in range(2):
        edit(traject.zaak_id, "kosten", by=wie, data=data, sleutel=een, nu=NU)
    assert Kostenpost.objects.count() == 1


@pytest.mark.django_db
def test_a_little_more_needs_a_reason_and_is_taken_from_the_budget(lopend):
    traject, wie = lopend
    boek(traject, wie, "4200")
    with pytest.raises(Geweigerd) as nee:
        boek(traject, wie, "200")
    assert nee.value.veld == "reden"
    boek(traject, wie, "200", reden="Een extra gesprek.")
    post = Kostenpost.objects.get(bedrag=D(200))
    assert (post.boven_offerte, post.reden) == (D("200.00"), "Een extra gesprek.")
    assert Budget.objects.get().vastgelegd == D("4400.00")


@pytest.mark.django_db
def test_much_more_asks_for_a_new_plan(lopend):
    traject, wie = lopend
    with pytest.raises(Geweigerd, match="nieuwe versie"):
        boek(traject, wie, "4450.01", reden="Veel meer uren.")
    assert not Kostenpost.objects.exists()


@pytest.mark.django_db
def test_a_little_more_is_refused_when_the_budget_has_no_room(lopend):
    traject, wie = lopend
    Budget.objects.update(toegekend=D("4200.00"))
    with pytest.raises(Geweigerd, match="directeur kan het budget verhogen"):
        boek(traject, wie, "4200.01", reden="Een cent.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"rij": "taxi"}, "rij"),
        ({"rij": "bestaat niet"}, "rij"),
        ({"op": date(2026, 3, 10)}, "op"),
        ({"terug": True}, "bedrag"),
    ],
)
def test_a_cost_that_cannot_be_is_refused_at_its_field(lopend, anders: dict[str, Any], veld: str):
    traject, wie = lopend
    with pytest.raises(Geweigerd) as nee:
        boek(traject, wie, "10", **anders)
    assert nee.value.veld == veld and not Kostenpost.objects.exists()


@pytest.mark.django_db
def test_casemanager_and_secretariat_enter_costs_and_nobody_else(lopend, swv: Samenwerkingsverband):
    traject, wie = lopend
    boek(traject, factories.actor(Rol.SECRETARIAAT, swv), "10")
    with pytest.raises(GeenRecht):
        boek(traject, factories.actor(Rol.DIRECTEUR_SWV, swv), "10")
    Traject.objects.filter(pk=traject.pk).update(status=Status.AFGESLOTEN)
    with pytest.raises(GeenRecht):
        boek(traject, wie, "10")


@given(st.decimals(0, 10_000, places=2), st.decimals(0, 12_000, places=2), st.decimals(0, 400, places=2))
def test_small_is_both_a_share_of_the_line_and_an_amount_of_the_track(begroot: Decimal, uit: Decimal, elders: Decimal):
    regel = Kostenregel("a", "x", begroot, uit)
    klein = is_klein(regel, elders, BELEID)
    assert regel.boven == max(uit - begroot, NUL)
    if klein:
        assert regel.boven + elders <= BELEID.bijstelling_euro
        assert regel.boven <= begroot * BELEID.bijstelling_procent / 100 + D("0.005")
    if regel.boven == 0 and elders <= BELEID.bijstelling_euro:
        assert klein


# -- a next version of the plan --------------------------------------------------------------------


def keur_nieuwe_goed(traject: Traject, wie: Actor, regels: list[dict[str, Any]]) -> None:
    """The version that is carried out makes way for one with these lines, and the money is promised anew."""
    traject.planversies.update(stand="vervangen")
    nieuw = maak_versie(traject, wie, "goedgekeurd", regels, nummer=traject.planversies.count() + 1)
    budget.reserveer(traject, plan.gevraagd(nieuw))


@pytest.mark.django_db
def test_what_was_spent_on_a_place_that_fell_off_comes_on_top_of_the_next_offer(lopend):
    """€ 700 is gone; the new place asks € 4.200, and all of that can still be paid."""
    traject, wie = lopend
    boek(traject, wie, "700")
    keur_nieuwe_goed(traject, wie, [REGEL | {"rij": "elders"}])
    assert Reservering.objects.get().bedrag == D("4900.00")
    Budget.objects.update(toegekend=D("4900.00"))
    boek(traject, wie, "4200", rij="elders")
    assert Budget.objects.get().vrij == 0


@pytest.mark.django_db
def test_a_next_offer_that_does_not_fit_beside_what_was_spent_is_not_approved(lopend):
    traject, wie = lopend
    boek(traject, wie, "900")
    with pytest.raises(Geweigerd, match="niet genoeg budget"):
        keur_nieuwe_goed(traject, wie, [REGEL | {"rij": "elders"}])


@pytest.mark.django_db
def test_a_cheaper_place_can_follow_one_on_which_more_was_spent(lopend):
    traject, wie = lopend
    boek(traject, wie, "3000")
    keur_nieuwe_goed(traject, wie, [REGEL | {"rij": "elders", "keren": 4}])
    assert Reservering.objects.get().bedrag == D("4050.00")
    boek(traject, wie, "1050", rij="elders")
    boek(traject, wie, "50", rij="elders", reden="Een extra rit.")
    with pytest.raises(Geweigerd, match="nieuwe versie"):
        boek(traject, wie, "1", rij="regel1", reden="Nog een factuur.")


@pytest.mark.django_db
def test_a_line_that_goes_on_is_counted_once(lopend):
    traject, wie = lopend
    boek(traject, wie, "4200")
    boek(traject, wie, "100", reden="Een extra gesprek.")
    keur_nieuwe_goed(traject, wie, [REGEL])
    assert Reservering.objects.get().bedrag == D("4300.00"), "the offer, and what went beyond it"
    keur_nieuwe_goed(traject, wie, [REGEL | {"tarief": "90"}])
    assert Reservering.objects.get().bedrag == D("4320.00"), "the new offer has room for it"


@given(
    posten=st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from([2025, 2026]), st.decimals(-90, 90, places=2)), max_size=8
    ),
    begroot=st.dictionaries(st.sampled_from("abc"), st.decimals(0, 90, places=2)),
)
def test_what_goes_beyond_an_offer_is_shared_out_to_the_cent(posten, begroot):
    per_rij: dict[str, dict[int, Decimal]] = {}
    for rij, jaar, bedrag in posten:
        per_rij.setdefault(rij, {}).setdefault(jaar, NUL)
        per_rij[rij][jaar] += bedrag
    uit = kosten.verdeel_boven(per_rij, begroot)
    boven = sum((max(sum(jaren.values()) - begroot.get(rij, NUL), NUL) for rij, jaren in per_rij.items()), NUL)
    assert sum(uit.values(), NUL) == boven and all(bedrag > 0 for bedrag in uit.values())
