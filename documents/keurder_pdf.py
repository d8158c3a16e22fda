"""Judge a foreign PDF and take out what could act by itself. Runs in the capped child only."""

import io
from typing import Any

import pikepdf

FOUT_BEVEILIGD = "beveiligd"
FOUT_KAPOT = "kapot"
FOUT_LEEG = "leeg"
FOUT_PAGINAS = "paginas"
FOUT_BOM = "bom"

_ACTIES = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/GoToE",
    "/GoToR",
    "/Rendition",
    "/Movie",
    "/Sound",
    "/RichMediaExecute",
    "/GoTo3DView",
}
_ACTIESLEUTELS = ("/A", "/OpenAction", "/Next", "/PA")
_ACTIEVE_ANNOTATIES = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}
_DIEPTE = 40


def keur_pdf(data: bytes, opties: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    try:
        return _keur(data, opties)
    except pikepdf.PasswordError:
        return {"fout": FOUT_BEVEILIGD}, b""
    except MemoryError:
        return {"fout": FOUT_BOM}, b""
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as fout:
        # qpdf reports a full memory as an error in the file.
        return {"fout": FOUT_BOM if "bad_alloc" in str(fout) else FOUT_KAPOT}, b""


def _keur(data: bytes, opties: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    pdf, hersteld = _open(data)
    with pdf:
        if pdf.is_encrypted:
            return {"fout": FOUT_BEVEILIGD}, b""
        aantal = len(pdf.pages)
        if aantal == 0:
            return {"fout": FOUT_LEEG}, b""
        if aantal > opties["max_paginas"]:
            return {"fout": FOUT_PAGINAS, "paginas": aantal}, b""
        if _uitgepakt(pdf, opties["max_uitgepakt"]) > opties["max_uitgepakt"]:
            return {"fout": FOUT_BOM}, b""
        verwijderd = _maak_onschadelijk(pdf)
        if not verwijderd and not hersteld:
            # Untouched bytes keep a digital signature that the sender may have put on the file.
            return {"fout": "", "paginas": aantal, "verwijderd": []}, data
        uit = io.BytesIO()
        pdf.save(uit, deterministic_id=True)
        return {"fout": "", "paginas": aantal, "verwijderd": sorted(verwijderd)}, uit.getvalue()


def _open(data: bytes) -> tuple[pikepdf.Pdf, bool]:
    """A sloppy cross-reference table is repaired; a file without its end is not whole and stays refused."""
    try:
        return pikepdf.open(io.BytesIO(data), attempt_recovery=False), False
    except pikepdf.PasswordError:
        raise
    except pikepdf.PdfError:
        if b"%%EOF" not in data[-2048:]:
            raise
        return pikepdf.open(io.BytesIO(data)), True


def _uitgepakt(pdf: pikepdf.Pdf, grens: int) -> int:
    """Bytes that all pages draw. Unpacking shows broken or exploding content now and not when a person reads it;
    what pages share is read once, and counting stops beyond the limit."""
    gezien: set[tuple[int, int]] = set()
    totaal = 0
    for pagina in pdf.pages:
        inhoud = pagina.obj.get("/Contents")
        for deel in inhoud if isinstance(inhoud, pikepdf.Array) else (inhoud,):
            if isinstance(deel, pikepdf.Stream) and deel.objgen not in gezien and totaal <= grens:
                gezien.add(deel.objgen)
                totaal += len(deel.read_bytes())
    return totaal


def _maak_onschadelijk(pdf: pikepdf.Pdf) -> set[str]:
    verwijderd: set[str] = set()
    _schoon_catalogus(pdf, verwijderd)
    for obj in pdf.objects:
        _schoon(obj, verwijderd, 0)
    for pagina in pdf.pages:
        _schoon_annotaties(pagina.obj, verwijderd)
    return verwijderd


def _schoon_catalogus(pdf: pikepdf.Pdf, verwijderd: set[str]) -> None:
    namen = pdf.Root.get("/Names")
    if isinstance(namen, pikepdf.Dictionary):
        for sleutel, soort in (("/JavaScript", "script"), ("/EmbeddedFiles", "bijlage")):
            if sleutel in namen:
                del namen[sleutel]
                verwijderd.add(soort)
    for sleutel, soort in (("/AF", "bijlage"), ("/Collection", "bijlage")):
        if sleutel in pdf.Root:
            del pdf.Root[sleutel]
            verwijderd.add(soort)
    formulier = pdf.Root.get("/AcroForm")
    if isinstance(formulier, pikepdf.Dictionary) and "/XFA" in formulier:
        del formulier["/XFA"]
        verwijderd.add("formulierscript")


def _schoon(obj: Any, verwijderd: set[str], diepte: int) -> None:
    """Clean one object and the direct objects inside it; indirect ones come by on their own."""
    if diepte > _DIEPTE:
        raise ValueError("te diep genest")
    if isinstance(obj, pikepdf.Array):
        for kind in obj:
            if isinstance(kind, (pikepdf.Array, pikepdf.Dictionary)) and not kind.is_indirect:
                _schoon(kind, verwijderd, diepte + 1)
        return
    if not isinstance(obj, (pikepdf.Dictionary, pikepdf.Stream)):
        return
    _schoon_sleutels(obj, verwijderd)
    for _, kind in obj.items():
        if isinstance(kind, (pikepdf.Array, pikepdf.Dictionary)) and not kind.is_indirect:
            _schoon(kind, verwijderd, diepte + 1)


def _schoon_sleutels(obj: Any, verwijderd: set[str]) -> None:
    if "/AA" in obj:
        del obj["/AA"]
        verwijderd.add("script")
    if "/EF" in obj:
        del obj["/EF"]
        verwijderd.add("bijlage")
    for sleutel in _ACTIESLEUTELS:
        if sleutel in obj and _is_actie(obj[sleutel]):
            del obj[sleutel]
            verwijderd.add("script")
    if obj.get("/S") in _ACTIES and ("/JS" in obj or obj.get("/Type") == "/Action" or "/F" in obj):
        for sleutel in ("/JS", "/F", "/Win", "/Mac", "/Unix", "/Next"):
            if sleutel in obj:
                del obj[sleutel]
        obj["/S"] = pikepdf.Name("/GoTo")
        verwijderd.add("script")


def _is_actie(waarde: Any) -> bool:
    if isinstance(waarde, pikepdf.Array):
        return any(_is_actie(kind) for kind in waarde)
    return isinstance(waarde, pikepdf.Dictionary) and waarde.get("/S") in _ACTIES


def _schoon_annotaties(pagina: Any, verwijderd: set[str]) -> None:
    annotaties = pagina.get("/Annots")
    if not isinstance(annotaties, pikepdf.Array):
        return
    blijft = [a for a in annotaties if a.get("/Subtype") not in _ACTIEVE_ANNOTATIES]
    if len(blijft) != len(annotaties):
        pagina["/Annots"] = pikepdf.Array(blijft)
        verwijderd.add("bijlage")
