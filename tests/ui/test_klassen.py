"""A class in a page does something: a stylesheet knows it, or the script looks for it. Else it is a typing error."""

import re

from swv.embedded import BASE_DIR

STATIC = BASE_DIR / "static"
STIJL = "".join((STATIC / "css" / naam).read_text() for naam in ("app.css", "brief.css", "dekkend.css"))
SCRIPT = "".join(pad.read_text() for pad in (STATIC / "js").glob("*.js"))
PAGINAS = {pad.relative_to(BASE_DIR / "templates"): pad.read_text() for pad in BASE_DIR.glob("templates/**/*.html")}
OPBOUW = re.compile(r"{[{%].*?[%}]}")


def klassen(sjabloon: str) -> set[str]:
    """The classes written out in a template; of `nl-button--{{ soort }}` only a page knows what becomes of it."""
    woorden = [w for waarde in re.findall(r'class="([^"]*)"', OPBOUW.sub("\0", sjabloon)) for w in waarde.split()]
    delen = [woord.split("\0") for woord in woorden]
    return {deel for stukken in delen if not any(s.endswith("-") for s in stukken) for deel in stukken if deel}


def test_it_reads_classes_as_a_page_has_them() -> None:
    sjabloon = '<p class="a {% if x %}b c{% endif %}"><p class="d--{{ e }} f{% if g %} f--h{% endif %}">'
    assert klassen(sjabloon) == {"a", "b", "c", "f", "f--h"}


def test_every_class_in_a_template_is_known_to_a_stylesheet_or_the_script() -> None:
    bekend = set(re.findall(r"\.(-?[a-zA-Z_][\w-]*)", STIJL)) | set(re.findall(r"[\w-]+", SCRIPT))
    bekend |= {re.split("--|__", naam)[0] for naam in bekend}  # what only has a look in one of its states
    onbekend = {str(pad): vreemd for pad, tekst in PAGINAS.items() if (vreemd := klassen(tekst) - bekend)}
    assert onbekend == {}
