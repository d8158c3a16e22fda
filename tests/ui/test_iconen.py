"""An icon that the sprite lacks shows nothing, and nobody notices; one that no page uses is fetched by everybody."""

import re
from pathlib import Path

from swv.embedded import BASE_DIR

KAMERS = sorted(pad.parent for pad in BASE_DIR.glob("*/apps.py"))
SJABLONEN = [pad.read_text() for pad in (BASE_DIR / "templates").rglob("*.html")]
CODE = [pad.read_text() for kamer in KAMERS for pad in kamer.rglob("*.py") if "migrations" not in pad.parts]


def in_de_sprite() -> set[str]:
    return set(re.findall(r'<symbol id="([^"]+)"', Path(BASE_DIR / "static" / "icons.svg").read_text()))


def test_every_icon_that_is_named_is_in_the_sprite() -> None:
    genoemd = {naam for tekst in [*SJABLONEN, *CODE] for naam in re.findall(r'\bicoon(?:_naam)?[= ]"([\w-]+)"', tekst)}
    assert len(genoemd) > 20
    assert genoemd - in_de_sprite() == set()


def test_every_icon_in_the_sprite_is_named_somewhere() -> None:
    woorden = {woord for tekst in [*SJABLONEN, *CODE] for woord in re.findall(r"[\"']([\w-]+)[\"']", tekst)}
    assert in_de_sprite() - woorden == set()


def test_the_sprite_is_what_the_list_says() -> None:
    lijst = (BASE_DIR / "static" / "icons.txt").read_text().splitlines()
    assert in_de_sprite() == {naam for naam in lijst if naam and not naam.startswith("#")}
