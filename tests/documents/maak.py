"""Files to attack the upload check with, made in memory."""

import io
import struct
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


def pdf_bom(megabytes: int = 400) -> bytes:
    """A small file with a page description of so many MB."""
    doc = pikepdf.new()
    doc.add_blank_page(page_size=(595, 842))
    inhoud = pikepdf.Stream(doc, _spaties(megabytes), Filter=pikepdf.Name.FlateDecode)
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


def _spaties(megabytes: int) -> bytes:
    """So many MB of spaces, packed: one packed megabyte repeats, so that nobody has to pack them all."""
    pakker = zlib.compressobj(9)
    eerste = pakker.compress(b" " * 2**20) + pakker.flush(zlib.Z_FULL_FLUSH)
    verder = pakker.compress(b" " * 2**20) + pakker.flush(zlib.Z_FULL_FLUSH)
    return eerste + verder * (megabytes - 1)


def docx_bom(megabytes: int = 300) -> bytes:
    """A Word file of a third of a megabyte with a picture of 300 MB in it."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as archief:
        archief.writestr("[Content_Types].xml", "<Types/>")
        archief.writestr("word/document.xml", "<w:document/>")
        archief.writestr("word/media/bom.bmp", b"\0" * megabytes * 2**20)
    return uit.getvalue()


def png_bom(breed: int, hoog: int) -> bytes:
    """A picture that claims a size, in a few hundred bytes."""

    def blok(naam: bytes, inhoud: bytes) -> bytes:
        return struct.pack(">I", len(inhoud)) + naam + inhoud + struct.pack(">I", zlib.crc32(naam + inhoud))

    kop = struct.pack(">IIBBBBB", breed, hoog, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + blok(b"IHDR", kop) + blok(b"IDAT", zlib.compress(b"\0" * 9999)) + blok(b"IEND", b"")


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
