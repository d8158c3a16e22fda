"""What README and docs/running.md tell somebody to type is there to be typed."""

import re
import shlex
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from swv.embedded import BASE_DIR
from tests.swv.draaien.bestanden import DIENSTEN

STUKKEN = ("README.md", "docs/running.md")
VAN_ONS = {
    "audit",
    "cases",
    "deadlines",
    "documents",
    "maatwerk",
    "organisations",
    "swv",
    "tlv",
    "vergaderingen",
    "workflow",
}
VAN_DE_BOUW = {"demo", "demo_data", "zegel_demosleutel"}
"""Not for who runs a site."""


def tekst(stuk: str) -> str:
    return (BASE_DIR / stuk).read_text().replace("\\\n", " ")


def opdrachten(stuk: str) -> list[list[str]]:
    """Every `manage.py X` in a block or in a line, with its words."""
    regels = re.findall(r"manage\.py ([^`\n|]+)", tekst(stuk))
    if stuk.endswith("running.md"):
        (tabel,) = re.findall(r"## Commands\n(.*?)\n## ", tekst(stuk), re.S)
        for cel in re.findall(r"^\| (`.*?) \|", tabel, re.M):
            regels += re.findall(r"`([^`]+)`", cel)
    return [shlex.split(regel, comments=True) for regel in regels if not regel.startswith("...")]


@pytest.mark.parametrize("stuk", STUKKEN)
def test_every_command_exists_and_knows_its_options(stuk: str) -> None:
    bekend = get_commands()
    assert opdrachten(stuk)
    for naam, *woorden in opdrachten(stuk):
        assert naam in bekend, naam
        parser = load_command_class(str(bekend[naam]), naam).create_parser("manage.py", naam)
        opties = {optie for actie in parser._actions for optie in actie.option_strings}
        assert {woord for woord in woorden if woord.startswith("--")} <= opties, naam


def test_every_command_for_who_runs_it_is_named() -> None:
    genoemd = {naam for naam, *_ in opdrachten("docs/running.md")}
    van_ons = {naam for naam, ruimte in get_commands().items() if ruimte in VAN_ONS}
    assert van_ons - VAN_DE_BOUW == genoemd & van_ons


@pytest.mark.parametrize("stuk", STUKKEN)
def test_every_make_target_service_and_path_exists(stuk: str) -> None:
    makefile = (BASE_DIR / "Makefile").read_text()
    for doel in re.findall(r"(?:`|^)make ([\w-]+)", tekst(stuk), re.M):
        assert re.search(rf"^{doel}:", makefile, re.M), doel
    for dienst in re.findall(r"docker compose run --rm (?:-v \S+\s+)*([\w-]+)", tekst(stuk)):
        assert dienst in DIENSTEN, dienst
    map_ = (BASE_DIR / stuk).parent
    paden = [map_ / pad for pad in re.findall(r"\]\((?!https?:)([^)#]+)\)", tekst(stuk))]
    paden += [BASE_DIR / pad for pad in re.findall(r"`?\b((?:scripts|deploy|docs)/[\w./-]*\w)", tekst(stuk))]
    assert [pad for pad in paden if not Path(pad).exists()] == []


@pytest.mark.parametrize("stuk", STUKKEN)
def test_it_goes_on_until_somebody_can_log_in(stuk: str) -> None:
    assert "manage.py eerste_beheerder" in tekst(stuk)
    assert "not there yet" not in tekst(stuk)
