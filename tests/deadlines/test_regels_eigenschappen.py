"""What holds for every statutory term, whatever the dates."""

from datetime import date, timedelta
from itertools import takewhile
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from deadlines import regels
from deadlines.berekening import GRONDEN, UITSTEL, Stilstand, Verdaging, Verzetting
from deadlines.feestdagen import met
from deadlines.kalender import Kalender
from ui.notatie import datum

REGEL = Kalender.volgens_regel()
DAG = timedelta(days=1)
datums = st.dates(date(2019, 1, 1), date(2040, 12, 31))


@st.composite
def stilstanden(draw: st.DrawFn, vanaf: date, *, altijd_dicht: bool = True) -> Stilstand:
    van = vanaf + timedelta(days=draw(st.integers(-5, 110)))
    tot = van + timedelta(days=draw(st.integers(0, 40)))
    uiterlijk = draw(st.none() | st.integers(0, 30).map(lambda n: van + timedelta(days=n)))
    open_einde = not altijd_dicht and draw(st.booleans())
    grond = draw(st.sampled_from(sorted(GRONDEN)))
    return Stilstand(van=van, tot=None if open_einde else tot, uiterlijk=uiterlijk, grond=grond)


@st.composite
def zaken(draw: st.DrawFn, *, altijd_dicht: bool = True) -> tuple[date, list[Stilstand], Verdaging | None]:
    vanaf = draw(datums)
    lijst = draw(st.lists(stilstanden(vanaf, altijd_dicht=altijd_dicht), max_size=5))
    verdaging = None
    if draw(st.booleans()):
        op = vanaf + timedelta(days=draw(st.integers(0, 70)))
        verdaging = Verdaging(op=op, tot=op + timedelta(days=draw(st.integers(1, 60))))
    return vanaf, lijst, verdaging


def einde(vanaf: date, lijst: list[Stilstand], verdaging: Verdaging | None = None) -> date | None:
    return regels.beslistermijn(vanaf, stilstanden=lijst, verdaging=verdaging, kalender=REGEL).einde


@given(zaken())
@settings(max_examples=300)
def test_a_suspension_day_more_never_moves_the_end_earlier(
    zaak: tuple[date, list[Stilstand], Verdaging | None],
) -> None:
    vanaf, lijst, verdaging = zaak
    for n, stil in enumerate(lijst):
        assert stil.tot is not None
        rest = lijst[:n] + lijst[n + 1 :]
        langer = Stilstand(van=stil.van, tot=stil.tot + DAG, uiterlijk=stil.uiterlijk, grond=stil.grond)
        voor, na = einde(vanaf, lijst, verdaging), einde(vanaf, [*rest, langer], verdaging)
        zonder = einde(vanaf, rest, verdaging)
        assert voor is not None
        assert na is not None
        assert zonder is not None
        assert zonder <= voor <= na


@given(zaken(altijd_dicht=False), st.randoms())
def test_the_order_of_suspensions_is_irrelevant(
    zaak: tuple[date, list[Stilstand], Verdaging | None], random: object
) -> None:
    vanaf, lijst, verdaging = zaak
    geschud = list(lijst)
    random.shuffle(geschud)  # type: ignore[attr-defined]
    een = regels.beslistermijn(vanaf, stilstanden=lijst, verdaging=verdaging, kalender=REGEL)
    ander = regels.beslistermijn(vanaf, stilstanden=geschud, verdaging=verdaging, kalender=REGEL)
    assert een == ander


@given(zaken(altijd_dicht=False))
def test_overlap_counts_once(zaak: tuple[date, list[Stilstand], Verdaging | None]) -> None:
    vanaf, lijst, verdaging = zaak
    assert einde(vanaf, lijst, verdaging) == einde(vanaf, lijst + lijst, verdaging)


@given(datums, st.data())
def test_splitting_a_suspension_in_two_changes_nothing(vanaf: date, data: st.DataObject) -> None:
    stil = data.draw(stilstanden(vanaf))
    assert stil.tot is not None
    heel = Stilstand(van=stil.van, tot=stil.tot)
    knip = stil.van + timedelta(days=data.draw(st.integers(0, (stil.tot - stil.van).days)))
    delen = [Stilstand(van=stil.van, tot=knip + DAG), Stilstand(van=knip, tot=stil.tot)]
    if knip < stil.tot:
        assert einde(vanaf, [heel]) == einde(vanaf, delen)


@given(zaken(altijd_dicht=False))
@settings(max_examples=300)
def test_a_statutory_term_never_ends_on_a_day_off(
    zaak: tuple[date, list[Stilstand], Verdaging | None],
) -> None:
    dag = einde(*zaak)
    assert dag is None or REGEL.is_werkdag(dag)


@given(zaken(altijd_dicht=False))
def test_the_steps_add_up_to_the_end(zaak: tuple[date, list[Stilstand], Verdaging | None]) -> None:
    vanaf, lijst, verdaging = zaak
    uitkomst = regels.beslistermijn(vanaf, stilstanden=lijst, verdaging=verdaging, kalender=REGEL)
    if uitkomst.einde is not None:
        assert vanaf + timedelta(days=sum(s.dagen for s in uitkomst.stappen)) == uitkomst.einde


@given(datums, st.data())
def test_there_are_always_eight_full_weeks_in_which_the_clock_ran(vanaf: date, data: st.DataObject) -> None:
    lijst = data.draw(st.lists(stilstanden(vanaf), max_size=5))
    dag = einde(vanaf, lijst)
    assert dag is not None
    stil = {s.eerste + n * DAG for s in lijst if s.laatste for n in range((s.laatste - s.eerste).days + 1)}
    gelopen = [vanaf + n * DAG for n in range(1, (dag - vanaf).days + 1) if vanaf + n * DAG not in stil]
    assert len(gelopen) >= 56


@given(zaken(altijd_dicht=False))
@settings(max_examples=300)
def test_a_suspension_counts_exactly_when_it_begins_on_or_before_the_last_day(
    zaak: tuple[date, list[Stilstand], Verdaging | None],
) -> None:
    vanaf, lijst, verdaging = zaak
    dag = einde(vanaf, lijst, verdaging)
    op_tijd = [stil for stil in lijst if dag is None or stil.eerste <= dag]
    assert einde(vanaf, op_tijd, verdaging) == dag


@given(datums)
def test_objection_and_not_treating_end_on_working_days_too(dag: date) -> None:
    for regel in (regels.bezwaar, regels.buiten_behandeling, regels.aanvultermijn):
        uitkomst = regel(dag, kalender=REGEL)
        assert uitkomst.einde is not None
        assert REGEL.is_werkdag(uitkomst.einde)


@given(datums, st.integers(1, 12))
def test_policy_terms_are_whole_weeks_as_they_fall(dag: date, weken: int) -> None:
    assert regels.servicenorm(dag, weken=weken, kalender=REGEL).einde == dag + timedelta(weeks=weken)


@given(datums, st.lists(st.tuples(st.integers(1, 60), st.integers(0, 90)), max_size=6), st.randoms())
def test_of_a_moved_norm_the_last_date_counts_and_every_one_stays_a_step(
    dag: date, keren: list[tuple[int, int]], random: Random
) -> None:
    verzet = [Verzetting(dag + op * DAG, nr, dag + (op + later) * DAG) for nr, (op, later) in enumerate(keren)]
    geschud = random.sample(verzet, len(verzet))
    een = regels.servicenorm(dag, verzettingen=verzet, kalender=REGEL)
    assert een == regels.servicenorm(dag, verzettingen=geschud, kalender=REGEL)
    laatste = max(verzet, key=lambda keer: (keer.op, keer.nummer), default=None)
    assert een.einde == (laatste.tot if laatste else dag + timedelta(weeks=6))
    assert len(een.stappen) == 1 + len(verzet)
    assert dag + timedelta(days=sum(stap.dagen for stap in een.stappen)) == een.einde


@given(zaken(altijd_dicht=False))
def test_nothing_moves_a_term_of_the_law_but_what_the_law_knows(
    zaak: tuple[date, list[Stilstand], Verdaging | None],
) -> None:
    """A date that policy would move is not even asked for: the rule of the law takes no such fact."""
    vanaf, lijst, verdaging = zaak
    gegeven = {"parameters": {"weken": 8}, "stilstanden": lijst, "verdaging": verdaging, "kalender": REGEL}
    verzet = [Verzetting(vanaf, 1, vanaf + timedelta(days=400))]
    zonder = regels.bereken("beslistermijn", vanaf, **gegeven)  # type: ignore[arg-type]
    assert regels.bereken("beslistermijn", vanaf, verzettingen=verzet, **gegeven) == zonder  # type: ignore[arg-type]


@given(datums, st.lists(st.tuples(st.integers(-4, 20), st.booleans()), max_size=8))
def test_no_change_of_the_calendar_takes_a_day_from_who_was_told_when_objecting_ends(
    verzonden: date, wijzigingen: list[tuple[int, bool]]
) -> None:
    """Days off come and go around the last day; what stands is never before the day that was named in the decision."""
    kalender, verteld = REGEL, regels.bezwaar(verzonden, kalender=REGEL).einde
    assert verteld is not None
    staat = verteld
    for afstand, erbij in wijzigingen:
        kalender = met(kalender, verteld + afstand * DAG, "vrij" if erbij else None)
        uitkomst = regels.bereken("bezwaar", verzonden, parameters={"weken": 6}, gesteld=staat, kalender=kalender)
        zonder = regels.bezwaar(verzonden, kalender=kalender).einde
        assert uitkomst.einde is not None and zonder is not None
        assert uitkomst.einde == max(staat, zonder)
        assert verzonden + sum((stap.dagen for stap in uitkomst.stappen), 0) * DAG == uitkomst.einde
        staat = uitkomst.einde
    assert staat >= verteld


@given(zaken(altijd_dicht=False))
@settings(max_examples=300)
def test_the_last_step_that_adds_days_names_the_end(zaak: tuple[date, list[Stilstand], Verdaging | None]) -> None:
    """What a letter prints as the derivation leads to the date that it names."""
    vanaf, lijst, verdaging = zaak
    uitkomst = regels.beslistermijn(vanaf, stilstanden=lijst, verdaging=verdaging, kalender=REGEL)
    if uitkomst.einde is not None:
        laatste = [stap for stap in uitkomst.stappen if stap.dagen][-1]
        assert datum(uitkomst.einde) in laatste.wat


@given(datums, st.integers(0, 56), st.integers(1, 60))
@settings(max_examples=300)
def test_the_steps_of_an_announced_date_lead_past_the_date_that_it_replaces(vanaf: date, na: int, erbij: int) -> None:
    oud = einde(vanaf, [])
    assert oud is not None
    verdaging = Verdaging(op=vanaf + na * DAG, tot=oud + erbij * DAG)
    uitkomst = regels.beslistermijn(vanaf, verdaging=verdaging, kalender=REGEL)
    voor = list(takewhile(lambda stap: stap.soort != UITSTEL, uitkomst.stappen))
    assert datum(oud) in voor[-1].wat
    assert vanaf + timedelta(days=sum(stap.dagen for stap in voor)) == oud
