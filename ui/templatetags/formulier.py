"""`{% csrf_token %}` for our forms: the token, and whose form this is (`request.formuliermerk`).

Takes the place of the tag of Django, so that no form can be forgotten. `{% csrf_token "kaal" %}` leaves the mark out,
for a button that nobody types anything with.
"""

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag(takes_context=True)
def csrf_token(context: Context, soort: str = "") -> SafeString:
    token = context.get("csrf_token")
    if not token or token == "NOTPROVIDED":
        return mark_safe("")
    veld = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
    merk = "" if soort == "kaal" else str(getattr(context.get("request"), "formuliermerk", ""))
    if not merk:
        return veld
    return format_html('{}<input type="hidden" name="formuliermerk" value="{}">', veld, merk)
