"""Files a school would add: made in memory, all fictional."""

import io

from PIL import Image, ImageDraw
from playwright.sync_api import FilePayload
from weasyprint import HTML

ALINEA = "De school beschrijft hier wat Mila nodig heeft, wat helpt en wat er is geprobeerd. " * 6


def _pdf(titel: str, koppen: tuple[str, ...]) -> bytes:
    delen = "".join(f"<h2>{kop}</h2><p>{ALINEA}</p><p>{ALINEA}</p>" for kop in koppen)
    stijl = "body{font-family:sans-serif;line-height:1.5} h2{break-before:page}"
    tekst = f'<html lang="nl"><title>{titel}</title><style>{stijl}</style><h1>{titel}</h1>{delen}</html>'
    gemaakt = HTML(string=tekst).write_pdf()
    assert gemaakt
    return bytes(gemaakt)


def opp() -> FilePayload:
    koppen = ("Uitstroombestemming", "Factoren", "Handelingsdeel", "Ontwikkeling", "Functioneren", "Behoeften")
    inhoud = _pdf("Ontwikkelingsperspectief van Mila", koppen)
    return {"name": "OPP Mila 2026.pdf", "mimeType": "application/pdf", "buffer": inhoud}


def onderzoek() -> FilePayload:
    inhoud = _pdf("Verslag van onderzoek naar capaciteiten", ("Vraag", "Uitkomst"))
    return {"name": "Onderzoek capaciteiten.pdf", "mimeType": "application/pdf", "buffer": inhoud}


def knooppunt() -> FilePayload:
    inhoud = _pdf("Verslag van het knooppunt", ("Aanwezig", "Conclusie"))
    return {"name": "Verslag knooppunt.pdf", "mimeType": "application/pdf", "buffer": inhoud}


def foto() -> FilePayload:
    """A note photographed with a phone, larger than needed and with the place where it was taken."""
    beeld = Image.new("RGB", (1600, 1200), "#f7f4ec")
    ImageDraw.Draw(beeld).text((120, 200), "Gespreksnotitie mentor", fill="#222222", font_size=72)
    exif = Image.Exif()
    exif[0x0112] = 6  # the phone was held upright
    exif.get_ifd(0x8825)[1] = "N"
    uit = io.BytesIO()
    beeld.save(uit, "JPEG", exif=exif)
    return {"name": "IMG_2041.jpg", "mimeType": "image/jpeg", "buffer": uit.getvalue()}


def vermomd_programma() -> FilePayload:
    inhoud = b"MZ\x90\x00" + b"\x00" * 200 + b"This program cannot be run in DOS mode."
    return {"name": "verslag.pdf", "mimeType": "application/pdf", "buffer": inhoud}


def verslag() -> FilePayload:
    inhoud = _pdf("Verslag van het overleg", ("Aanwezig", "Uitkomst"))
    return {"name": "Verslag PTO.pdf", "mimeType": "application/pdf", "buffer": inhoud}


def formulier(*, leeg: bool = False) -> FilePayload:
    """A form that was signed by hand, photographed; or what a scanner leaves that ran out of paper."""
    return foto() | {"name": "formulier.jpg"} | ({"buffer": b""} if leeg else {})
