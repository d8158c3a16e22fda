"""Rows of a list of cases, written by one tag: as a template they cost more than the rest of the page."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from html import escape

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from ui import notatie
from ui.templatetags.ui import naam, status
from workflow.zaakregels import Regel

register = template.Library()

RIJ = (
    '<tr class="utrecht-table__row"><th scope="row" class="utrecht-table__cell">'
    '<a class="utrecht-link utrecht-link--html-a" href="{}">{}</a></th>'
    '<td class="utrecht-table__cell nowrap" data-label="Nummer">{}</td>'
    "{}"
    '<td class="utrecht-table__cell" data-label="Stand">{}</td>'
    '<td class="utrecht-table__cell" data-label="Uiterlijk">{}</td></tr>\n'
)
SCHOOL = '<td class="utrecht-table__cell" data-label="School">{}</td>'
GEEN_TERMIJN = mark_safe('<span class="zacht">geen termijn</span>')


@register.simple_tag
def zaakrijen(regels: Iterable[Regel], een_school: bool = False) -> SafeString:
    """The body of the table of cases, under the head in workflow/_zaaktabel.html; of one school it is not named."""
    return mark_safe("".join([_rij(regel, een_school) for regel in regels]))


def _rij(regel: Regel, een_school: bool) -> str:
    """What somebody typed is escaped here: what Django does besides, for lazy text, costs as much as all the rest."""
    stand = status(regel.toestand.label, regel.toestand.soort)
    termijn = _termijn(regel.termijn, regel.vandaag, regel.loopt, regel.wet)
    nummer = escape(regel.nummer) if regel.nummer else "concept"
    school = "" if een_school else SCHOOL.format(escape(regel.school))
    return RIJ.format(regel.url, _naam(regel.leerling), nummer, school, stand, termijn)


def _naam(leerling: str) -> str:
    return escape(leerling) if leerling.isascii() else conditional_escape(naam(leerling))


@lru_cache(maxsize=1024)  # many rows of a list end on the same few days
def _termijn(termijn: date | None, vandaag: date, loopt: str, wet: date | None) -> SafeString:
    """What the law says comes first once that day has passed; our own date stands under it."""
    if wet is not None:
        kop = format_html("{}<br>{}", status("Wettelijke termijn voorbij", "error"), _dag(wet, vandaag, "te-laat"))
        if termijn is None or termijn == wet:
            return kop
        return format_html('{}<br><span class="zacht">{}: {}</span>', kop, loopt, notatie.datum(termijn))
    if termijn is None:
        return GEEN_TERMIJN
    dag = _dag(termijn, vandaag, "letop" if termijn < vandaag else "zacht")
    return format_html('{}<br><span class="zacht">{}</span>', dag, loopt) if loopt else dag


def _dag(dag: date, vandaag: date, klasse: str) -> SafeString:
    tekst = '<span class="nowrap">{}</span> <span class="nowrap {}">{}</span>'
    return format_html(tekst, notatie.datum(dag), klasse, notatie.nog_dagen(dag, vandaag))
