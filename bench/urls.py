"""The site, and beside it the plainest pages Django can make: what they cost is what the same server costs anybody."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from cases.models import Zaak

_TABEL = engines["django"].from_string(
    """<!doctype html><html lang="nl"><title>Kaal</title>
<table>{% for r in rijen %}<tr><td>{{ r.nummer }}</td>
<td>{{ r.status_label }}</td><td>{{ r.volgende_termijn }}</td></tr>{% endfor %}</table></html>"""
)


@login_not_required
def leeg(request: HttpRequest) -> HttpResponse:
    """Nothing but the middleware of the site."""
    return HttpResponse("<!doctype html><title>Leeg</title>")


@login_not_required
def tabel(request: HttpRequest) -> HttpResponse:
    """Fifty rows of one query in a plain table: no session, no rules, no looks."""
    rijen: list[Any] = list(Zaak.objects.filter(school_id=1, gesloten_op=None).order_by("volgende_termijn", "pk")[:50])
    return HttpResponse(_TABEL.render({"rijen": rijen}, request))


urlpatterns = [
    path("kaal/leeg/", leeg),
    path("kaal/tabel/", tabel),
    path("", include("swv.urls")),
]
