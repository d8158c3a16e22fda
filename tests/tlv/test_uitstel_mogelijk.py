"""Which acts on a date are offered: by the state of the two terms, and to whom."""

from datetime import date

import pytest

from deadlines.models import Termijn
from organisations.actor import Actor
from organisations.rollen import Rol
from tests import factories
from tests.tlv.test_beleid_onleesbaar import bind_kapot
from tests.tlv.uitstel_hulp import doe, in_advies, op
from tests.tlv.volledigheid_hulp import Mensen, mensen
from tlv import uitstel
from tlv.models import Aanvraag

pytestmark = pytest.mark.django_db
VANDAAG, DAARNA = date(2026, 4, 1), date(2026, 5, 5)
VOORLAATSTE, LAATSTE = date(2026, 5, 3), date(2026, 5, 4)
OPSCHORTEN = set(uitstel.OPSCHORTEN)


@pytest.fixture
def zaak(aanvraag: Aanvraag) -> Aanvraag:
    return in_advies(aanvraag)


@pytest.fixture
def m(zaak: Aanvraag) -> Mensen:
    return mensen(zaak)


def kan(zaak: Aanvraag, wie: Actor, dag: date = VANDAAG) -> set[str]:
    return set(uitstel.mogelijk(op(wie, dag), zaak))


def stop(soort: str) -> None:
    Termijn.objects.filter(soort=soort).update(gestopt_op=VANDAAG)


def test_while_both_terms_run_everything_but_ending_is_offered(zaak: Aanvraag, m: Mensen) -> None:
    alles = {uitstel.VERZETTEN, uitstel.VERDAGEN, *OPSCHORTEN}
    assert kan(zaak, m.secretariaat) == kan(zaak, m.secretariaat, VOORLAATSTE) == alles
    assert kan(zaak, m.voorzitter) == alles


def test_our_own_date_is_offered_as_long_as_the_law_leaves_a_later_day(zaak: Aanvraag, m: Mensen) -> None:
    assert kan(zaak, m.secretariaat, LAATSTE) == {uitstel.VERDAGEN, *OPSCHORTEN}


def test_after_its_last_day_nothing_moves_any_more(zaak: Aanvraag, m: Mensen) -> None:
    assert kan(zaak, m.secretariaat, DAARNA) == set()


def test_each_act_is_about_a_term_that_is_there(zaak: Aanvraag, m: Mensen) -> None:
    stop("servicenorm")
    assert kan(zaak, m.secretariaat) == {uitstel.VERDAGEN, *OPSCHORTEN}
    stop("beslistermijn")
    assert kan(zaak, m.secretariaat) == set()
    Termijn.objects.filter(soort="servicenorm").update(gestopt_op=None)
    assert kan(zaak, m.secretariaat) == {uitstel.VERZETTEN}


def test_a_new_date_is_told_once(zaak: Aanvraag, m: Mensen) -> None:
    doe(zaak, uitstel.VERDAGEN, m.secretariaat, VANDAAG, nieuwe_datum=date(2026, 5, 18))
    assert uitstel.VERDAGEN not in kan(zaak, m.secretariaat) and kan(zaak, m.secretariaat) >= OPSCHORTEN


def test_while_it_stands_still_without_an_end_there_is_no_date_to_put_off(zaak: Aanvraag, m: Mensen) -> None:
    doe(zaak, "opschorten_vertraging", m.secretariaat, VANDAAG, eerste_dag=VANDAAG)
    nu = kan(zaak, m.secretariaat, DAARNA)
    assert nu == {uitstel.VERZETTEN, *OPSCHORTEN, uitstel.BEEINDIGEN, uitstel.ONGEDAAN}


def test_others_of_the_office_and_of_the_school_are_offered_nothing(zaak: Aanvraag, m: Mensen) -> None:
    assert kan(zaak, factories.actor(Rol.DIRECTEUR_SWV, zaak.zaak.swv)) == set()
    assert kan(zaak, factories.actor(Rol.COORDINATOR, zaak.zaak.school)) == set()
    assert kan(zaak, factories.actor(Rol.SECRETARIAAT, factories.SwvFactory())) == set()


def test_when_the_policy_cannot_be_read_nobody_moves_our_own_date(zaak: Aanvraag, m: Mensen) -> None:
    bind_kapot(zaak.zaak)
    assert kan(Aanvraag.objects.get(pk=zaak.pk), m.secretariaat) == {uitstel.VERDAGEN, *OPSCHORTEN}
