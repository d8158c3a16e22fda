"""Rows of a list of cases, written by one tag: as a template they cost more than the rest of the page."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ui import notatie
from ui.templatetags.ui import naam, status
from workflow.zaakregels import Regel

register = template.Library()

RIJ = (
    '<tr class="utrecht-table__row"><th scope="row" class="utrecht-table__cell">'
    '<a class="utrecht-link utrecht-link--html-a" href="{}">{}</a></th>'
    '<td class="utrecht-table__cell nowrap" data-label="Nummer">{}</td>'
    '<td class="utrecht-table__cell" data-label="School">{}</td>'
    '<td class="utrecht-table__cell" data-label="Stand">{}</td>'
    '<td class="utrecht-table__cell" data-label="Uiterlijk">{}</td></tr>\n'
)
GEEN_TERMIJN = mark_safe('<span class="zacht">geen termijn</span>')


@register.simple_tag
def zaakrijen(regels: Iterable[Regel]) -> SafeString:
    """The body of the table of cases, under the head in workflow/_zaaktabel.html."""
    return format_html_join("", RIJ, (_cellen(regel) for regel in regels))


def _cellen(regel: Regel) -> tuple[str, ...]:
    stand = status(regel.toestand.label, regel.toestand.soort)
    termijn = _termijn(regel.termijn, regel.vandaag, regel.loopt)
    return regel.url, naam(regel.leerling), regel.nummer or "concept", regel.school, stand, termijn


@lru_cache(maxsize=1024)  # many rows of a list end on the same few days
def _termijn(termijn: date | None, vandaag: date, loopt: str) -> SafeString:
    if termijn is None:
        return GEEN_TERMIJN
    tekst = '<span class="nowrap">{}</span> <span class="nowrap {}">{}</span>'
    klasse = "letop" if termijn < vandaag else "zacht"
    dag = format_html(tekst, notatie.datum(termijn), klasse, notatie.nog_dagen(termijn, vandaag))
    return format_html('{}<br><span class="zacht">{}</span>', dag, loopt) if loopt else dag
