"""The mistakes that are made on purpose: each is one change, and every rule that is listed still exists."""

import ast

import pytest

from tests.mutaties.doelen import DOELEN, TESTS, ZONDER, Doel
from tests.mutaties.mutanten import mutanten, muteer
from tests.mutaties.toepassen import WORTEL

BRON = """
LEZERS = [Rol.FG, Rol.VOORZITTER]

def mag(actor, zaak):
    if actor.rol not in LEZERS:
        return False
    return zaken.filter(Q(tot=None) | Q(tot__gte=dag), van__lte=dag, soort="open").exists() and not zaak.dicht
"""


def wijzigingen(bron: str = BRON, functies: tuple[str, ...] = ()) -> set[tuple[str, str]]:
    return {(mutant.was, mutant.wordt) for mutant in mutanten("x.py", bron, functies)}


def test_each_kind_of_mistake_is_made():
    gemaakt = wijzigingen()
    for was, wordt in (
        ("[Rol.FG, Rol.VOORZITTER]", "[Rol.VOORZITTER]"),
        ("[Rol.FG, Rol.VOORZITTER]", "[Rol.FG, Rol.VOORZITTER, Rol.COORDINATOR]"),
        ("actor.rol not in LEZERS", "actor.rol in LEZERS"),
        ("actor.rol not in LEZERS", "False"),
        ("False", "True"),
        ("Q(tot=None) | Q(tot__gte=dag)", "Q(tot=None) & Q(tot__gte=dag)"),
        ("Q(tot=None) | Q(tot__gte=dag)", "(weg)"),
        ("van__lte=dag", "(weg)"),
        ("van__lte=dag", "van__lt=dag"),
        ("tot__gte=dag", "tot__gt=dag"),
        ("soort='open'", "soort='anders'"),
        ("not zaak.dicht", "zaak.dicht"),
    ):
        assert (was, wordt) in gemaakt, (was, wordt)


def test_every_mutant_differs_from_the_source_and_from_the_others():
    teksten = [ast.unparse(muteer(BRON, mutant)) for mutant in mutanten("x.py", BRON, ())]
    assert ast.unparse(ast.parse(BRON)) not in teksten and len(set(teksten)) == len(teksten)


def test_only_the_named_functions_are_touched():
    assert ("[Rol.FG, Rol.VOORZITTER]", "[Rol.VOORZITTER]") not in wijzigingen(functies=("mag",))


@pytest.mark.parametrize("doel", DOELEN, ids=lambda doel: doel.bestand)
def test_every_rule_that_is_listed_exists(doel: Doel):
    boom = ast.parse((WORTEL / doel.bestand).read_text())
    namen = {k.name for k in boom.body if isinstance(k, ast.FunctionDef)}
    for klasse in (k for k in boom.body if isinstance(k, ast.ClassDef)):
        namen |= {f"{klasse.name}.{k.name}" for k in klasse.body if isinstance(k, ast.FunctionDef)}
    assert set(doel.functies) <= namen
    assert all((WORTEL / pad).exists() for pad in (*TESTS, *ZONDER))
