"""Files to attack the upload check with, made in memory."""

import io
import zipfile
import zlib

import pikepdf
from PIL import Image
from pillow_heif import from_pillow

from documents.keurder_office import ODT


def pdf(paginas: int = 1, **opslaan: object) -> bytes:
    doc = pikepdf.new()
    for _ in range(paginas):
        doc.add_blank_page(page_size=(595, 842))
    return bewaar(doc, **opslaan)


def bewaar(doc: pikepdf.Pdf, **opslaan: object) -> bytes:
    uit = io.BytesIO()
    if "encryption" not in opslaan:
        opslaan["deterministic_id"] = True
    doc.save(uit, **opslaan)  # type: ignore[arg-type]
    return uit.getvalue()


def tekst_pdf(tekst: str = "Fictief verslag") -> bytes:
    doc = pikepdf.new()
    doc.add_blank_page(page_size=(595, 842))
    pagina = doc.pages[0]
    lettertype = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    pagina.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=doc.make_indirect(lettertype)))
    pagina.Contents = doc.make_stream(f"BT /F1 24 Tf 72 720 Td ({tekst}) Tj ET".encode())
    return bewaar(doc)


def pdf_bom() -> bytes:
    """A small file with a page description of 400 MB."""
    doc = pikepdf.new()
    doc.add_blank_page(page_size=(595, 842))
    inhoud = pikepdf.Stream(doc, zlib.compress(b"q Q " * 100_000_000, 9), Filter=pikepdf.Name.FlateDecode)
    doc.pages[0].Contents = doc.make_indirect(inhoud)
    return bewaar(doc)


def pdf_met_script() -> bytes:
    doc = pikepdf.open(io.BytesIO(tekst_pdf()))
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('x')")
    start = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe", Next=script)
    doc.Root.OpenAction = doc.make_indirect(start)
    doc.Root.AA = pikepdf.Dictionary(WC=script)
    doc.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=pikepdf.Array(["x", script])))
    doc.pages[0].Annots = pikepdf.Array(
        [
            pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=script),
            pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, Rect=[0, 0, 9, 9]),
        ]
    )
    doc.attachments["kwaad.exe"] = b"MZ kwaad"
    return bewaar(doc)


def docx(**extra: bytes) -> bytes:
    delen = {
        "[Content_Types].xml": b'<?xml version="1.0"?><Types/>',
        "word/document.xml": b"<w:document><w:body/></w:document>",
    } | extra
    return zip_van(delen)


def odt(**extra: bytes) -> bytes:
    return zip_van({"mimetype": ODT.encode(), "content.xml": b"<office:document-content/>"} | extra)


def zip_van(delen: dict[str, bytes]) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, inhoud in delen.items():
            archief.writestr(naam, inhoud)
    return uit.getvalue()


def foto(formaat: str = "JPEG", maat: tuple[int, int] = (300, 200), stand: int = 0, plaats: bool = True) -> bytes:
    beeld = Image.new("RGB", maat, "white")
    beeld.paste("red", (0, 0, maat[0] // 2, maat[1] // 2))
    exif = Image.Exif()
    if stand:
        exif[0x0112] = stand
    if plaats:
        exif[0x010E] = "Kerkstraat 1, Voorbeeldstad"
        exif.get_ifd(0x8825)[1] = "N"
    uit = io.BytesIO()
    if formaat == "HEIF":
        from_pillow(beeld).save(uit, quality=60)
    else:
        beeld.save(uit, formaat, exif=exif)
    return uit.getvalue()
