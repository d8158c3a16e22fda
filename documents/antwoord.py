"""The one way a file goes to a browser: with a safe name, a policy of its own, and never sniffed for what it is."""

from collections.abc import Callable
from typing import TypeVar, cast
from urllib.parse import quote

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from documents import conf
from documents.keuring import JPG, PDF, PNG
from documents.models import Bestand
from documents.opslag import eis_aanwezig, lees_bestand

CSP_DOWNLOAD = "default-src 'none'; sandbox; frame-ancestors 'none'"
# No sandbox for a PDF: browsers do not start their PDF viewer in a sandbox.
CSP_INZAGE = {
    PDF: "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'self'",
    JPG: "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'",
    PNG: "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'",
}

View = TypeVar("View", bound=Callable[..., HttpResponse])


def met_inzage(view: View) -> View:
    """For a view whose page shows a paper in a frame; no other page may."""
    return cast(View, csp_update({"frame-src": [SELF]})(view))


def bestandsantwoord(data: bytes, mime: str, naam: str, *, bijlage: bool = False) -> HttpResponse:
    """The file to look at inside one of our own pages; to keep with `bijlage`, or when a browser cannot show it."""
    inzage = None if bijlage else CSP_INZAGE.get(mime)
    antwoord = HttpResponse(data, content_type=mime)
    antwoord["Content-Disposition"] = content_disposition_header(inzage is None, naam) or "attachment"
    antwoord["X-Content-Type-Options"] = "nosniff"
    antwoord["Content-Security-Policy"] = inzage or CSP_DOWNLOAD
    antwoord["X-Frame-Options"] = "SAMEORIGIN" if inzage else "DENY"
    antwoord["Cross-Origin-Resource-Policy"] = "same-origin"
    return antwoord


def antwoord_met_bestand(bestand: Bestand, naam: str, *, bijlage: bool = False) -> HttpResponse:
    """A stored file: handed over by the proxy where there is one (X-Accel), else read here. The headers are the same.

    `Beschadigd` when it is not there, so that our own page says so and not the proxy. Permission was given before this
    is called; the address of the proxy is internal, so that nobody can ask for it.
    """
    intern = conf.intern_adres()
    if not intern:
        return bestandsantwoord(lees_bestand(bestand), bestand.mime, naam, bijlage=bijlage)
    eis_aanwezig(bestand)
    antwoord = bestandsantwoord(b"", bestand.mime, naam, bijlage=bijlage)
    antwoord["X-Accel-Redirect"] = intern + quote(bestand.opslagnaam)
    return antwoord
