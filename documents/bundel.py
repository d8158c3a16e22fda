"""All papers of a dossier in one PDF with bookmarks, to read in one go."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pikepdf
from PIL import Image

from documents.keuring import JPG, PDF, PNG
from documents.render import html_naar_pdf

A4 = (595.276, 841.89)
MARGE = 28.35
"""10 mm, in points."""


@dataclass(frozen=True)
class Onderdeel:
    """One paper: its title in the bookmarks, its bytes and what they are."""

    titel: str
    data: bytes
    mime: str


def bundel(onderdelen: Sequence[Onderdeel], voorblad: bytes) -> bytes:
    """One PDF: cover first, then every part with a bookmark and page labels such as `2-1` (part 2, page 1)."""
    uit = pikepdf.open(io.BytesIO(voorblad))
    bladwijzers = [pikepdf.OutlineItem("Voorblad", 0)]
    etiketten = [0, _etiket("0-")]
    for nummer, onderdeel in enumerate(onderdelen, start=1):
        begin = len(uit.pages)
        with pikepdf.open(io.BytesIO(_als_pdf(onderdeel))) as deel:
            uit.pages.extend(deel.pages)
            bladwijzers.append(pikepdf.OutlineItem(f"{nummer}. {onderdeel.titel}", begin))
        etiketten += [begin, _etiket(f"{nummer}-")]
    with uit.open_outline() as outline:
        outline.root[:] = bladwijzers
    uit.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(etiketten))
    uit.Root.PageMode = pikepdf.Name.UseOutlines
    _zonder_claims(uit)
    return _bewaar(uit)


def _als_pdf(onderdeel: Onderdeel) -> bytes:
    if onderdeel.mime == PDF:
        return onderdeel.data
    if onderdeel.mime in (JPG, PNG):
        return _beeld_op_a4(onderdeel.data)
    return _los_bestand(onderdeel.titel)


def _beeld_op_a4(data: bytes) -> bytes:
    """A photo, as large as the page allows, lying when it is wider than high. It was written anew at upload."""
    with Image.open(io.BytesIO(data)) as bron:
        beeld = bron.convert("RGB")
    stroom = io.BytesIO()
    beeld.save(stroom, "JPEG", quality=85)
    breed, hoog = (A4[1], A4[0]) if beeld.width > beeld.height else A4
    schaal = min((breed - 2 * MARGE) / beeld.width, (hoog - 2 * MARGE) / beeld.height)
    b, h = beeld.width * schaal, beeld.height * schaal
    doc = pikepdf.new()
    pagina = doc.add_blank_page(page_size=(breed, hoog))
    xobject = pikepdf.Stream(
        doc,
        stroom.getvalue(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=beeld.width,
        Height=beeld.height,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    pagina.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=xobject))
    matrix = f"{b:.3f} 0 0 {h:.3f} {(breed - b) / 2:.3f} {(hoog - h) / 2:.3f}"
    pagina.Contents = doc.make_stream(f"q {matrix} cm /Im0 Do Q".encode())
    return _bewaar(doc)


def _los_bestand(titel: str) -> bytes:
    return html_naar_pdf(
        f'<!doctype html><html lang="nl"><head><title>{escape(titel)}</title>'
        '<link rel="stylesheet" href="https://brief.invalid/static/css/brief.css"></head>'
        f"<body><h1>{escape(titel)}</h1><p>Dit stuk is een tekstbestand (Word of ODT). Het staat los naast deze bundel "
        "in het dossier. Open daar het originele bestand.</p></body></html>"
    )


def _etiket(voorvoegsel: str) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name.D, P=pikepdf.String(voorvoegsel))


def _zonder_claims(doc: pikepdf.Pdf) -> None:
    """A bundle with foreign pages is neither PDF/A nor PDF/UA: what the cover claimed must go."""
    for sleutel in ("/Metadata", "/StructTreeRoot", "/MarkInfo", "/AcroForm"):
        if sleutel in doc.Root:
            del doc.Root[sleutel]


def _bewaar(doc: pikepdf.Pdf) -> bytes:
    uit = io.BytesIO()
    doc.save(uit, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return uit.getvalue()
