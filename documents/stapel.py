"""Several letters as one PDF to print on both sides: each addressee begins on a new sheet."""

import io
from collections.abc import Iterable

import pikepdf

A4 = (595.276, 841.89)


def stapel(sets: Iterable[tuple[str, Iterable[bytes]]]) -> bytes:
    """Per addressee a name, for the outline, and the papers in order."""
    uit = pikepdf.new()
    with uit.open_outline() as bladwijzers:
        for naam, stukken in sets:
            bladwijzers.root.append(pikepdf.OutlineItem(naam, len(uit.pages)))
            for stuk in stukken:
                _voeg_toe(uit, stuk)
            if len(uit.pages) % 2:
                uit.add_blank_page(page_size=A4)
    stroom = io.BytesIO()
    uit.save(stroom)
    return stroom.getvalue()


def _voeg_toe(uit: pikepdf.Pdf, stuk: bytes) -> None:
    """On paper the seal is its printed code: the field that holds the digital seal stays behind."""
    with pikepdf.open(io.BytesIO(stuk)) as deel:
        if "/AcroForm" in deel.Root:
            del deel.Root["/AcroForm"]
        for pagina in deel.pages:
            if "/Annots" in pagina:
                del pagina["/Annots"]
        uit.pages.extend(deel.pages)
