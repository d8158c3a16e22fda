"""Two dossiers, one pupil? Scoring is symmetric, forgiving about spelling, and strict about dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.matching import Persoon, gelijkenis, klank, omgedraaid, overeenkomst

DAG = date(2011, 5, 7)
woorden = st.text(alphabet="abcdefghijklmnopqrstuvwxyzéëïöçşğ'- ", max_size=14)
personen = st.builds(
    Persoon,
    voornamen=woorden,
    roepnaam=woorden,
    tussenvoegsel=st.sampled_from(["", "van", "van der", "de"]),
    achternaam=woorden,
    geboortedatum=st.dates(date(2005, 1, 1), date(2015, 12, 31)),
)


def persoon(roep: str, achter: str, tussen: str = "", dag: date = DAG, voor: str = "") -> Persoon:
    return Persoon(voor or roep, roep, tussen, achter, dag)


@pytest.mark.parametrize(
    ("een", "ander"),
    [
        (persoon("Thijs", "Dyk", "van"), persoon("Tijs", "van Dijk")),
        (persoon("Yusuf", "Öztürk"), persoon("Joesoef", "Ozturk")),
        (persoon("Renée", "Smit"), persoon("Renee", "Smid")),
        (persoon("Linh", "Nguyen"), persoon("Nguyen", "Linh")),
        (persoon("Bo", "Jansen-de Vries"), persoon("Bo", "Vries", "de")),
        (persoon("Mo", "El Amrani"), persoon("Mohamed", "Amrani", "el")),
        (persoon("Anna", "Smit"), persoon("Anna", "Smit", dag=date(2011, 7, 5))),
        (persoon("Anouk", "Bos", voor="Anna Maria"), persoon("Anna", "Bos")),
    ],
)
def test_it_finds_the_same_pupil_written_otherwise(een: Persoon, ander: Persoon) -> None:
    assert overeenkomst(een, ander)


@pytest.mark.parametrize(
    ("een", "ander"),
    [
        (persoon("Lisa", "Bakker"), persoon("Noor", "Bakker")),
        (persoon("Anna", "Smit"), persoon("Anna", "Visser")),
        (persoon("Sem", "Groene", "de", voor="Samuel Joris"), persoon("Lotte", "Groene", "de", voor="Lotte Joris")),
        (persoon("Noor", "Bruine", "de"), persoon("Noor", "Groene", "de")),
        (persoon("Anna", "Smit"), persoon("Anna", "Smit", dag=date(2011, 5, 8))),
        (persoon("Anna", "Smit"), persoon("Anne", "Smid", dag=date(2011, 7, 5))),
    ],
)
def test_it_leaves_other_pupils_alone(een: Persoon, ander: Persoon) -> None:
    assert overeenkomst(een, ander) == ""


def test_it_says_why() -> None:
    assert overeenkomst(persoon("Linh", "Nguyen"), persoon("Nguyen", "Linh")) == (
        "zelfde geboortedatum, zelfde naam, voornaam en achternaam omgedraaid"
    )


def test_a_shared_second_name_is_alike_and_not_the_same() -> None:
    een, ander = persoon("Sem", "Visser", voor="Sem"), persoon("Sam", "Visser", voor="Sam Sem")
    assert overeenkomst(een, ander) == "zelfde geboortedatum, naam lijkt erop"


@given(personen, personen)
def test_it_makes_no_difference_who_came_first(een: Persoon, ander: Persoon) -> None:
    assert overeenkomst(een, ander) == overeenkomst(ander, een)


@given(personen)
def test_a_pupil_with_a_name_is_like_itself(een: Persoon) -> None:
    heeft_naam = een.voor and een.achter
    assert bool(overeenkomst(een, een)) == bool(heeft_naam)


@given(woorden, woorden)
def test_likeness_is_between_none_and_the_same(a: str, b: str) -> None:
    assert 0 <= gelijkenis(a, b) <= 1
    assert gelijkenis(a, b) == gelijkenis(b, a)


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)))
def test_turning_a_date_round_twice_gives_the_date(dag: date) -> None:
    anders = omgedraaid(dag)
    assert anders is None or omgedraaid(anders) == dag


def test_names_that_sound_alike_come_close() -> None:
    assert klank("thijs") == klank("tys")
