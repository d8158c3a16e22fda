"""The time line of a calculation, written by one tag: as a template, twenty of them are most of the deadline board."""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from deadlines.berekening import STIL
from deadlines.tijdlijn import NORM, Streep, Stuk, Tijdlijn
from ui.notatie import datum

register = template.Library()

BEELD = (
    '<figure class="tijdbalk">\n'
    '  <svg class="tijdbalk__balk" role="img" aria-label="{}" width="100%" height="40" focusable="false">\n'
    "    {}\n"
    "    {}\n"
    "  </svg>\n"
    '  <figcaption class="tijdbalk__onderschrift" aria-hidden="true">\n'
    '    <span class="tijdbalk__schaal"><span>{}</span><span>{}</span></span>\n'
    '    <span class="tijdbalk__legenda">{}</span>\n'
    "  </figcaption>\n"
    "</figure>\n"
)
STUK = '<rect class="tijdbalk__stuk tijdbalk__stuk--{}" x="{}" width="{}" y="{}" height="{}"></rect>'
STREEP = '<line class="tijdbalk__streep tijdbalk__streep--{}" x1="{}" x2="{}" y1="{}" y2="{}"></line>'
TEKEN = (
    '<span class="tijdbalk__teken"><svg class="tijdbalk__monster" width="20" height="14" aria-hidden="true"'
    ' focusable="false">{}</svg> {}.</span>'
)


@register.simple_tag
def tijdlijn(lijn: Tijdlijn) -> SafeString:
    """All words in it are ours; the sentence for who does not see it is escaped all the same."""
    legenda = [_uitleg(soort, woord) for soort, woord in lijn.soorten]
    return mark_safe(
        BEELD.format(
            escape(lijn.tekst),
            "".join([_stuk(stuk) for stuk in lijn.stukken]),
            "".join([STREEP.format(streep.soort, streep.x, streep.x, 1, 39) for streep in lijn.strepen]),
            datum(lijn.begin),
            datum(lijn.eind),
            "".join([*legenda, *(_uitleg_streep(streep) for streep in lijn.strepen)]),
        )
    )


def _stuk(stuk: Stuk) -> str:
    y, hoogte = (16, 8) if stuk.soort == STIL else (8, 24)
    return STUK.format(stuk.soort, stuk.x, stuk.breedte, y, hoogte)


def _uitleg(soort: str, woord: str) -> str:
    y, hoogte = (4, 6) if soort == STIL else (0, 14)
    return TEKEN.format(STUK.format(soort, 0, 20, y, hoogte), escape(_hoofdletter(woord)))


def _uitleg_streep(streep: Streep) -> str:
    woord = escape(_hoofdletter(streep.woord))
    dag = f": {datum(streep.dag)}" if streep.soort == NORM else ""
    return TEKEN.format(STREEP.format(streep.soort, 10, 10, 0, 14), woord + dag)


def _hoofdletter(woord: str) -> str:
    return woord[:1].upper() + woord[1:]
