"""Worked cases, derived by hand from the law: `gevallen.csv` holds the source and the derivation of each."""

import csv
from datetime import date
from pathlib import Path

import pytest

from deadlines.invoer import lees_datum, lees_opschorting
from deadlines.kalender import Kalender
from deadlines.rekenaar import REGELS, Vraag, reken

GEVALLEN = list(csv.DictReader((Path(__file__).parent / "gevallen.csv").open(encoding="utf-8"), delimiter=";"))
KALENDER = Kalender.volgens_regel()


def vraag(rij: dict[str, str]) -> Vraag:
    return Vraag(
        rij["regel"],
        lees_datum(rij["start"]),
        tuple(lees_opschorting(deel) for deel in rij["opschorting"].split()),
        verdaagd_tot=lees_datum(rij["verdaagd_tot"]) if rij["verdaagd_tot"] else None,
        verdaagd_op=lees_datum(rij["verdaagd_op"]) if rij["verdaagd_op"] else None,
    )


@pytest.mark.parametrize("rij", GEVALLEN, ids=[f"{rij['regel']}: {rij['klasse']}" for rij in GEVALLEN])
def test_the_rule_finds_what_was_derived_by_hand(rij: dict[str, str]) -> None:
    verwacht = date.fromisoformat(rij["einde"]) if rij["einde"] else None
    assert reken(vraag(rij), KALENDER).einde == verwacht, rij["afleiding"]


def test_every_rule_has_a_case_and_every_case_its_source_and_derivation() -> None:
    assert {rij["regel"] for rij in GEVALLEN} == set(REGELS)
    assert all(rij["bron"] and rij["afleiding"] for rij in GEVALLEN)
    assert len({(rij["regel"], rij["klasse"]) for rij in GEVALLEN}) == len(GEVALLEN)
