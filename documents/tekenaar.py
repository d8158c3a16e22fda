"""From HTML to PDF with WeasyPrint. Loaded by who draws (`documents.render`): that takes as long as half the site.

Only our own static files and `data:` addresses are fetched, and all fonts are ours, so the same input gives the same
bytes on every machine.
"""

import hashlib
import html
import io
import unicodedata
from datetime import datetime
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from fontTools.ttLib import TTFont, woff2
from weasyprint import HTML
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from documents.conf import BRIEF_BASIS, BRIEF_STATISCH

VARIANT = "pdf/a-2a"
LETTERTYPEN = "fonts/brief/"
_MIME = {".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".png": "image/png"}

# PDF/A allows a metadata schema of another standard only when it is described next to its use (ISO 19005-2, 6.6.2.3).
_PDFUA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>\
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>"""
_EINDE = b"</rdf:RDF>"


class OngeldigeBron(FatalURLFetchingError):
    """A template asked for something that is neither ours nor inside the document itself."""


class EigenBestanden(URLFetcher):
    """Serves static files and `data:` addresses; anything else stops the rendering."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith("data:"):
            return super().fetch(url, headers)
        if not url.startswith(BRIEF_BASIS + BRIEF_STATISCH):
            raise OngeldigeBron(url[:100])
        naam = unquote(urlsplit(url).path).removeprefix("/" + BRIEF_STATISCH)
        inhoud = _lettertype(naam) if naam.endswith(".woff2") else _statisch(naam)
        return URLFetcherResponse(
            url, inhoud, {"Content-Type": _MIME.get(Path(naam).suffix, "application/octet-stream")}
        )


class Metadata(DocumentMetadata):
    """Adds the PDF/UA claim inside the one RDF element that XMP allows; the option for more metadata adds a second."""

    def generate_rdf_metadata(self, variant: str, version: int, conformance: str) -> bytes:
        rdf: bytes = super().generate_rdf_metadata(variant, version, conformance)
        return rdf.replace(_EINDE, _PDFUA)


@cache
def _lettertype(naam: str) -> bytes:
    """A font, unpacked once per process. Our files are WOFF2 without transformed tables, a tenth larger: building every
    outline anew took half a second for the first letter, and this takes a fiftieth of that.
    """
    uit = io.BytesIO()
    woff2.decompress(io.BytesIO(_statisch(naam)), uit)
    return uit.getvalue()


def _statisch(naam: str) -> bytes:
    pad = finders.find(naam)
    if pad:
        return Path(pad).read_bytes()
    if staticfiles_storage.exists(naam):
        with staticfiles_storage.open(naam) as bestand:
            return bytes(bestand.read())
    raise OngeldigeBron(naam)


def teken(tekst: str, *, gemaakt_op: datetime | None = None) -> bytes:
    # Composed letters only: "e" + combining diaeresis would otherwise be looked up as two glyphs.
    tekst = unicodedata.normalize("NFC", tekst)
    if gemaakt_op:
        moment = html.escape(gemaakt_op.replace(microsecond=0).isoformat())
        meta = "".join(f'<meta name="dcterms.{soort}" content="{moment}">' for soort in ("created", "modified"))
        tekst = tekst.replace("</head>", f"{meta}</head>", 1)
    document = HTML(string=tekst, base_url=BRIEF_BASIS, url_fetcher=EigenBestanden()).render(
        font_config=FontConfiguration(), pdf_variant=VARIANT
    )
    document.metadata = Metadata(**vars(document.metadata))
    uit = document.write_pdf(pdf_variant=VARIANT, pdf_identifier=hashlib.sha256(tekst.encode()).digest()[:16])
    return bytes(uit or b"")


@cache
def bekende_tekens() -> frozenset[int]:
    bekend: set[int] = set()
    for naam in ("source-sans-3-400", "noto-sans-arabic-400", "noto-sans-hebrew-400"):
        pad = finders.find(f"{LETTERTYPEN}{naam}.woff2")
        if pad:
            bekend |= set(TTFont(pad).getBestCmap())
    return frozenset(bekend)
