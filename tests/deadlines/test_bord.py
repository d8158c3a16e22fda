"""Every open term that is work is in exactly one group, on any day; pages of a group lose and double nothing."""

from datetime import date, timedelta

import pytest
from django.db.models import F
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cases.models import Zaak
from deadlines import bord, services
from deadlines.bord import Groep, blad, in_groep, op_dag, te_tellen, vooraan
from deadlines.models import Opschorting, Soort, Termijn
from deadlines.templatetags.termijnen import DICHTBIJ
from organisations.models import School
from tests import factories
from tests.factories import VANDAAG

pytestmark = pytest.mark.django_db
AFSTAND = st.integers(-40, 40)
STILSTAND = st.tuples(
    st.integers(-30, 30), st.none() | st.integers(-30, 40), st.sampled_from(["loopt", "om", "vervallen"])
)
Stil = tuple[int, int | None, str]
Rij = tuple[str, int, bool, list[Stil]]
GRONDEN = ("aanvulling", "instemming")


@st.composite
def _rij(draw: st.DrawFn) -> Rij:
    stil = draw(st.lists(STILSTAND, max_size=len(GRONDEN)))
    return draw(st.sampled_from(Soort.values)), draw(AFSTAND), draw(st.booleans()), stil


def _maak(zaak: Zaak, nr: int, rij: Rij) -> Termijn:
    """A row as it may be in the table: any kind, any end, stopped or not, standing still once or twice or later."""
    soort, afstand, gestopt, stilstanden = rij
    open_einde = any(uiterlijk is None and hoe == "loopt" for _, uiterlijk, hoe in stilstanden)
    termijn = Termijn.objects.create(
        zaak=zaak,
        soort=soort,
        kenmerk=f"nr{nr}",
        vanaf=VANDAAG - timedelta(60),
        einde=None if open_einde else VANDAAG + timedelta(afstand),
        gestopt_op=VANDAAG if gestopt else None,
    )
    for grond, (van, uiterlijk, hoe) in zip(GRONDEN, stilstanden, strict=False):
        begin = VANDAAG + timedelta(van)
        Opschorting.objects.create(
            termijn=termijn,
            van=begin,
            uiterlijk=None if uiterlijk is None else max(begin, VANDAAG + timedelta(uiterlijk)),
            tot=begin if hoe == "om" else None,
            vervallen_op=VANDAAG if hoe == "vervallen" else None,
            grond=grond,
        )
    return Termijn.objects.get(pk=termijn.pk)


def _staat_stil(termijn: Termijn, dag: date) -> bool:
    """Word for word as ADR 20 and 25 say it: begun on or before the last day, valid, and not over."""
    einde = termijn.einde
    if einde is None:
        return True
    rijen = Opschorting.objects.filter(termijn=termijn, tot=None, vervallen_op=None, van__lte=dag)
    return any(rij.van < einde and dag <= (rij.uiterlijk or dag) for rij in rijen)


def _groep(termijn: Termijn, dag: date) -> Groep:
    if _staat_stil(termijn, dag):
        return Groep.STIL
    assert termijn.einde is not None
    if termijn.einde < dag:
        return Groep.TE_LAAT
    return Groep.WEEK if termijn.einde <= dag + timedelta(days=7) else Groep.LATER


class Verdeling(TestCase):
    @settings(max_examples=60)
    @given(st.lists(_rij(), max_size=12), st.integers(0, 45), st.integers(1, 4))
    def test_each_open_term_is_in_exactly_one_group(self, rijen: list[Rij], later: int, hoeveel: int) -> None:
        zaak = factories.ZaakFactory.create()
        termijnen = [_maak(zaak, nr, rij) for nr, rij in enumerate(rijen)]
        dag = VANDAAG + timedelta(later)
        alle = Termijn.objects.op_werklijst()
        verdeeld = {groep: list(in_groep(alle, groep, dag)) for groep in Groep}
        te_doen = [t.pk for t in termijnen if t.is_open and t.soort != Soort.BEZWAAR]
        assert sorted(t.pk for groep in verdeeld.values() for t in groep) == sorted(te_doen)
        for groep, leden in verdeeld.items():
            assert {_groep(t, dag) for t in leden} <= {groep}
            for t in leden:
                assert (groep == Groep.STIL) == (t.einde is None or t.stilgelegd(dag) is not None)
            gezien: list[int] = []
            na = ""
            while pagina := blad(in_groep(alle, groep, dag), na=na, hoeveel=hoeveel):
                gezien += pagina.ids
                if not (na := pagina.na):
                    break
            assert gezien == [t.pk for t in leden]
        groepen = [(groep, in_groep(alle, groep, dag)) for groep in Groep]
        geteld = [len(rijen) for rijen in te_tellen((rijen for _, rijen in groepen), 3)]
        assert geteld == [min(len(leden), 4) for leden in verdeeld.values()]
        assert sorted(vooraan(groepen, 50)) == sorted((g.value, t.pk) for g, leden in verdeeld.items() for t in leden)


@pytest.mark.parametrize("merk", ["x", "2026-03-09", "2026-99-99_4", "_", "gisteren_4", "2026-03-09_-4", "_x", "²_²"])
def test_a_mark_that_is_none_shows_the_first_page(zaak: Zaak, merk: str) -> None:
    services.start(zaak, "beslistermijn", vanaf=VANDAAG)
    rijen = in_groep(Termijn.objects.op_werklijst(), Groep.LATER, VANDAAG)
    assert len(blad(rijen, na=merk, hoeveel=5).ids) == 1


def test_the_database_keeps_where_a_term_belongs_and_until_when_it_stands_still(zaak: Zaak) -> None:
    services.start(zaak, "beslistermijn", vanaf=VANDAAG)
    assert Termijn.objects.filter(swv=zaak.swv, school=zaak.school).count() == 1
    services.opschorten(zaak, "beslistermijn", van=VANDAAG, uiterlijk=VANDAAG + timedelta(14))
    assert Termijn.objects.get().stil_tot == VANDAAG + timedelta(14)
    services.opschorten(zaak, "beslistermijn", van=VANDAAG, grond="instemming")
    assert Termijn.objects.get().stil_tot == date.max
    services.hervatten(zaak, "beslistermijn", op=VANDAAG + timedelta(1), grond="instemming")
    assert Termijn.objects.get().stil_tot == VANDAAG + timedelta(14)
    services.hervatten(zaak, "beslistermijn", op=VANDAAG + timedelta(3))
    assert Termijn.objects.get().stil_tot is None


def test_a_case_that_moves_to_another_school_takes_its_terms_along(zaak: Zaak) -> None:
    services.start(zaak, "beslistermijn", vanaf=VANDAAG)
    ander: School = factories.SchoolFactory.create()
    zaak.school, zaak.swv = ander, ander.swv
    zaak.save()
    assert Termijn.objects.filter(swv=F("zaak__swv"), school=ander).count() == 1
    termijn = Termijn.objects.get()
    termijn.school_id, termijn.swv_id = None, None
    termijn.save()
    assert Termijn.objects.filter(swv=ander.swv, school=ander).count() == 1


def test_what_stands_still_is_not_on_the_day_on_which_it_would_end(zaak: Zaak) -> None:
    termijn = services.start(zaak, "beslistermijn", vanaf=VANDAAG)
    assert termijn.einde is not None
    alle = Termijn.objects.op_werklijst()
    assert len(op_dag(alle, termijn.einde, VANDAAG)) == 1
    services.opschorten(zaak, "beslistermijn", van=VANDAAG, uiterlijk=VANDAAG + timedelta(5))
    nu_hoogstens = Termijn.objects.get().einde
    assert nu_hoogstens is not None
    assert len(op_dag(alle, nu_hoogstens, VANDAAG)) == 0
    assert len(op_dag(alle, nu_hoogstens, VANDAAG + timedelta(6))) == 1


def test_this_week_is_what_the_term_itself_calls_near() -> None:
    assert bord.WEEK == DICHTBIJ


def test_what_will_stand_still_runs_until_then(zaak: Zaak) -> None:
    services.start(zaak, "beslistermijn", vanaf=VANDAAG)
    straks = VANDAAG + timedelta(4)
    services.opschorten(zaak, "beslistermijn", van=straks, uiterlijk=straks + timedelta(9), grond="instemming")
    alle = Termijn.objects.op_werklijst()
    for dag, groep in ((VANDAAG, Groep.LATER), (straks, Groep.STIL), (straks + timedelta(10), Groep.LATER)):
        assert [len(in_groep(alle, g, dag)) for g in Groep] == [int(g == groep) for g in Groep]


def test_what_began_when_the_term_was_over_does_not_make_it_stand_still(zaak: Zaak) -> None:
    """Still without an end from 10 May; that the term ends on 4 May comes out when the first was without ground."""
    services.start(zaak, "beslistermijn", vanaf=VANDAAG)
    eerst = services.opschorten(
        zaak, "beslistermijn", van=date(2026, 4, 1), uiterlijk=date(2026, 4, 20), grond="overmacht"
    )
    services.opschorten(zaak, "beslistermijn", van=date(2026, 5, 9), grond="vertraging")
    assert Termijn.objects.get().stil_tot == date.max
    services.laat_vervallen(zaak, "beslistermijn", eerst.pk, op=date(2026, 5, 11))
    termijn = Termijn.objects.get()
    assert (termijn.einde, termijn.stil_tot, termijn.stilgelegd(date(2026, 5, 11))) == (date(2026, 5, 4), None, None)
    assert list(in_groep(Termijn.objects.all(), Groep.TE_LAAT, date(2026, 5, 11))) == [termijn]
    assert list(Opschorting.objects.lopend().die_tellen()) == []


def test_a_suspension_without_ground_never_stood_still(zaak: Zaak) -> None:
    services.start(zaak, "beslistermijn", vanaf=VANDAAG)
    rij = services.opschorten(zaak, "beslistermijn", van=VANDAAG, grond="vertraging")
    assert Termijn.objects.get().stil_tot == date.max
    services.laat_vervallen(zaak, "beslistermijn", rij.pk, op=VANDAAG)
    assert Termijn.objects.get().stil_tot is None
