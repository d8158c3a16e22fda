"""What each role sees and reads of cases, written out; and the rules that need no more than who somebody is."""

from datetime import date, timedelta

import pytest

from cases.adres import is_verborgen, mag_geheim_adres_lezen
from cases.benen import BEEN_VAN_ROL
from cases.compartimenten import Compartiment, leesbaar_voor, mag_dossier_lezen
from cases.gezag import BLIJVEN_NA_18, Periode, waarom_niet_beeindigen, waarom_niet_toevoegen
from cases.models import Dossier, Leerling
from cases.querysets import ziet_zaken
from cases.toegang import mag_bewerken, mag_openen, weigergrond
from organisations.actor import SYSTEEM
from organisations.rollen import Rol
from tests.factories import VANDAAG
from tests.rollen import ALLE, ELDERS, HIER, iemand, wie

SCHOOL = {"dossier", "school", "zienswijze", "besluit"}
AANVRAGER = SCHOOL | {"traject"}
BUREAU = {"dossier", "intern", "advies", "zienswijze", "besluit", "traject"}
LEEST = {
    Rol.COORDINATOR: AANVRAGER,
    Rol.SCHOOLDIRECTEUR: AANVRAGER,
    Rol.GEDRAGSWETENSCHAPPER: SCHOOL,
    Rol.SECRETARIAAT: BUREAU | {"regie"},
    Rol.COMMISSIELID: BUREAU,
    Rol.VOORZITTER: BUREAU,
    Rol.PLV_VOORZITTER: BUREAU,
    Rol.DESKUNDIGE: {"dossier", "zienswijze"},
    Rol.CASEMANAGER: {"traject", "regie", "besluit"},
    Rol.DIRECTEUR_SWV: {"besluit", "traject", "regie"},
    Rol.OUDER: {"dossier", "besluit", "traject"},
    Rol.LEERLING: {"dossier", "besluit", "traject"},
    Rol.FG: set(),
    Rol.BEHEERDER: set(),
    SYSTEEM: set(Compartiment.values),
}
"""domain.md §2: who works on the decision reads the advices, the school its own notes, the family what concerns it."""
ZIET = {
    SYSTEEM: "systeem",
    Rol.COORDINATOR: "school",
    Rol.SCHOOLDIRECTEUR: "school",
    Rol.SECRETARIAAT: "swv",
    Rol.COMMISSIELID: "swv",
    Rol.VOORZITTER: "swv",
    Rol.PLV_VOORZITTER: "swv",
    Rol.DIRECTEUR_SWV: "swv",
    Rol.GEDRAGSWETENSCHAPPER: "betrokkene",
    Rol.DESKUNDIGE: "betrokkene",
    Rol.CASEMANAGER: "betrokkene",
    Rol.OUDER: "gezag",
    Rol.LEERLING: "leerling",
}


@pytest.mark.parametrize("rol", ALLE)
def test_a_role_reads_these_compartments_and_no_other(rol: str) -> None:
    assert {str(deel) for deel in leesbaar_voor(iemand(rol))} == LEEST[rol]
    assert mag_dossier_lezen(iemand(rol)) == ("dossier" in LEEST[rol])


def test_a_role_sees_cases_by_this_leg_and_two_roles_see_none() -> None:
    assert BEEN_VAN_ROL == ZIET
    assert set(ALLE) - wie(ziet_zaken) == {Rol.FG, Rol.BEHEERDER}


def test_a_secret_address_is_read_by_who_sends_the_letters() -> None:
    assert wie(mag_geheim_adres_lezen) == {Rol.SECRETARIAAT, SYSTEEM}
    assert wie(is_verborgen, Leerling(adres_geheim=True)) == set(ALLE) - {Rol.SECRETARIAAT, SYSTEEM}
    assert wie(is_verborgen, Leerling(adres_geheim=False)) == set()


def test_a_dossier_is_opened_by_coordinator_or_secretariat() -> None:
    assert wie(mag_openen) == {Rol.COORDINATOR, Rol.SECRETARIAAT}


def test_a_dossier_is_edited_by_the_coordinator_and_by_the_secretariat_that_takes_part() -> None:
    assert wie(mag_bewerken, Dossier(swv_sinds=VANDAAG)) == {Rol.COORDINATOR, Rol.SECRETARIAAT}


def test_a_refusal_says_whence_who_came_from_another_samenwerkingsverband() -> None:
    assert weigergrond(iemand(Rol.FG), "waarom", HIER) == {"grond": "waarom"}
    assert weigergrond(iemand(Rol.FG), "waarom", ELDERS) == {"grond": "waarom", "van_swv": HIER}
    assert weigergrond(iemand(SYSTEEM, swv=None), "waarom", ELDERS) == {"grond": "waarom"}


# -- gezag over time --------------------------------------------------------------------------------------------------

DAG = date(2026, 3, 9)
ERVOOR, ERNA = DAG - timedelta(days=1), DAG + timedelta(days=1)


@pytest.mark.parametrize(
    ("periode", "geldt"),
    [
        (Periode(DAG), True),
        (Periode(ERNA), False),
        (Periode(ERVOOR, DAG), True),
        (Periode(ERVOOR, ERVOOR), False),
        (Periode(DAG, DAG), True),
    ],
)
def test_a_period_holds_from_its_first_through_its_last_day(periode: Periode, geldt: bool) -> None:
    assert periode.geldt_op(DAG) is geldt


@pytest.mark.parametrize(
    ("een", "ander", "samen"),
    [
        (Periode(ERVOOR, DAG), Periode(DAG), True),
        (Periode(ERVOOR, DAG), Periode(ERNA), False),
        (Periode(ERVOOR, DAG), Periode(ERNA, ERNA), False),
        (Periode(ERVOOR, DAG), Periode(DAG, ERNA), True),
        (Periode(ERVOOR), Periode(ERNA), True),
        (Periode(ERNA), Periode(ERVOOR, DAG), False),
        (Periode(DAG), Periode(ERVOOR, DAG), True),
    ],
)
def test_two_periods_overlap_when_they_share_a_day(een: Periode, ander: Periode, samen: bool) -> None:
    assert een.overlapt(ander) is samen
    assert ander.overlapt(een) is samen


def test_a_period_is_added_when_it_ends_after_it_begins_and_overlaps_none() -> None:
    assert waarom_niet_toevoegen([], Periode(DAG, DAG)) == ""
    assert waarom_niet_toevoegen([Periode(ERVOOR, ERVOOR)], Periode(DAG)) == ""
    assert "laatste dag" in waarom_niet_toevoegen([], Periode(DAG, ERVOOR))
    assert "al gezag" in waarom_niet_toevoegen([Periode(ERVOOR, ERVOOR), Periode(DAG)], Periode(ERNA))


def test_a_period_ends_once_and_not_before_it_began() -> None:
    assert waarom_niet_beeindigen(Periode(DAG), DAG) == ""
    assert "begon" in waarom_niet_beeindigen(Periode(DAG), ERVOOR)
    assert "al beëindigd" in waarom_niet_beeindigen(Periode(DAG, ERNA), ERNA)


def test_only_a_mentor_or_proxy_goes_on_speaking_for_who_is_of_age() -> None:
    assert set(BLIJVEN_NA_18) == {"mentor", "gemachtigde"}
