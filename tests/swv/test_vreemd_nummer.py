"""In an address with two numbers both are looked at: a row of somebody else under the own case is not there."""

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from tests.inloggen import log_in
from tests.swv import matrix, wereld_kantoor
from tests.swv.wereld import EIGEN, TEKENREGEL, Wereld, maak_wereld
from tests.workflow.tekenhulp import met_regel

pytestmark = pytest.mark.django_db
NIETS = (403, 404, 405)
ZEGT_HET = {"organisations:afwezigheid_weg"}
"""Goes back to the page of the person, which says that there is no such row any more."""
ADRESSEN = {naam: pad for naam, pad in matrix.adressen() if len(re.findall("<int:", pad)) > 1}


@pytest.fixture(scope="module")
def werelden(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Wereld, Wereld]]:
    """Two that have nothing to do with each other."""
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        met_regel(TEKENREGEL),
        pytest.MonkeyPatch.context() as anders,
    ):
        eigen = maak_wereld()
        anders.setattr(wereld_kantoor, "ADRES", "anders@ouder.example")
        yield eigen, maak_wereld()
        transaction.set_rollback(True)


def _wie(naam: str) -> list[str]:
    """Who gets something from this address with the own numbers."""
    blok = matrix.lees()["eigen-lopend"]
    codes = [blok.get((naam, methode), {}) for methode in ("GET", "POST")]
    return [rol for rol in codes[0] if any(code.get(rol, ".").lstrip("b") not in (".", "-", "403") for code in codes)]


def _vreemd(naam: str, pad: str, eigen: Wereld, ander: Wereld) -> Iterator[tuple[str, str]]:
    """The address with one number of the other world; not where that is no row but a year or a count."""
    mijn, hun = eigen.waarden[eigen.lopend.zaak_id], ander.waarden[ander.lopend.zaak_id]
    anders = matrix.ANDERE_NAAM.get(naam, {}) | (matrix.TRAJECT if naam.startswith("maatwerk:") else {})
    for argument in re.findall(r"<int:(\w+)>", pad):
        heet = anders.get(argument, argument)
        if mijn[heet] != hun[heet]:
            yield argument, matrix.vul(naam, pad, {**mijn, heet: hun[heet]})


@pytest.mark.parametrize("naam", sorted(ADRESSEN))
def test_a_number_of_somebody_else_beside_an_own_one_gives_nothing(
    naam: str, werelden: tuple[Wereld, Wereld], client: Client
) -> None:
    wie, gevonden = _wie(naam), []
    for rol in wie[:2]:
        log_in(client, werelden[0].actoren[EIGEN][rol], herbevestigd_op=timezone.now().isoformat())
        for argument, adres in _vreemd(naam, ADRESSEN[naam], *werelden):
            for vraag in (client.get, client.post):
                with transaction.atomic():
                    antwoord = vraag(adres)
                    transaction.set_rollback(True)
                gevonden.append((rol, argument, vraag.__name__, antwoord.status_code))
    verkeerd = [wat for wat in gevonden if wat[3] not in NIETS]
    assert [wat for wat in verkeerd if naam not in ZEGT_HET or wat[3] != 302] == []
