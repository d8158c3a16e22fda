"""`{% url %}` by way of ui.adressen. Takes the place of the tag of Django, so that no page can forget it."""

from typing import Any

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as url_van_django
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape

from ui.adressen import adres

register = template.Library()


class Adresknoop(URLNode):
    def render(self, context: Context) -> str:
        waarden = [waarde.resolve(context) for waarde in self.args]
        try:
            url = adres(self.view_name.resolve(context), *waarden)
        except NoReverseMatch:
            if self.asvar is None:
                raise
            url = ""
        if self.asvar:
            context[self.asvar] = url
            return ""
        return conditional_escape(url) if context.autoescape else url


@register.tag
def url(parser: Parser, token: Token) -> Any:
    knoop = url_van_django(parser, token)
    return knoop if knoop.kwargs else Adresknoop(knoop.view_name, knoop.args, knoop.kwargs, knoop.asvar)
