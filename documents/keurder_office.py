"""Judge a DOCX or ODT without interpreting it. Runs in the capped child only."""

import io
import re
import zipfile
from typing import Any

FOUT_KAPOT = "kapot"
FOUT_BOM = "bom"
FOUT_MACRO = "macro"
FOUT_INHOUD = "inhoud"
FOUT_BEVEILIGD = "beveiligd"
FOUT_SOORT = "soort"

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
MAX_DELEN = 5000
MAX_VERHOUDING = 100
_DREMPEL = 1024 * 1024
_STUK = 64 * 1024

_MACRO = re.compile(r"(vbaproject\.bin|vbadata\.xml|^basic/|^scripts/|/activex/)", re.I)
_INGESLOTEN = re.compile(r"(oleobject\d*\.bin|\.(exe|dll|js|vbs|bat|cmd|ps1|scr|jar|hta|lnk)$)", re.I)
_SJABLOON = re.compile(rb"<Relationship\b[^>]*/attachedTemplate\"[^>]*/>")
_SJABLOON_VERWIJZING = re.compile(rb"<w:attachedTemplate\b[^>]*/>")
_EXTERN = re.compile(rb"<Relationship\b[^>]*TargetMode=\"External\"[^>]*/?>", re.I)
_EXTERN_MAG = re.compile(rb"/relationships/(hyperlink|attachedTemplate|image)\"", re.I)


class Afgekeurd(Exception):
    pass


def keur_office(data: bytes, opties: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    try:
        delen = _pak_uit(data, opties["max_uitgepakt"])
        mime = _soort(delen)
        _weiger_actief(delen)
        schoon = _zonder_sjabloon(delen)
    except Afgekeurd as fout:
        return {"fout": str(fout)}, b""
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError):
        return {"fout": FOUT_KAPOT}, b""
    verwijderd = ["sjabloon"] if schoon is not None else []
    return {"fout": "", "mime": mime, "paginas": None, "verwijderd": verwijderd}, schoon or data


def _pak_uit(data: bytes, max_uitgepakt: int) -> dict[str, bytes]:
    """Unpack in memory while counting: the sizes that the archive claims are not believed."""
    delen: dict[str, bytes] = {}
    totaal = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archief:
        lijst = archief.infolist()
        if len(lijst) > MAX_DELEN:
            raise Afgekeurd(FOUT_BOM)
        for deel in lijst:
            if deel.flag_bits & 0x1:
                raise Afgekeurd(FOUT_BEVEILIGD)
            if deel.filename.startswith("/") or ".." in deel.filename.split("/") or deel.filename in delen:
                raise Afgekeurd(FOUT_KAPOT)
            delen[deel.filename] = _lees(archief, deel, max_uitgepakt - totaal)
            totaal += len(delen[deel.filename])
    return delen


def _lees(archief: zipfile.ZipFile, deel: zipfile.ZipInfo, ruimte: int) -> bytes:
    uit = bytearray()
    with archief.open(deel) as stroom:
        while stuk := stroom.read(_STUK):
            uit += stuk
            te_dicht = len(uit) > _DREMPEL and len(uit) > MAX_VERHOUDING * max(deel.compress_size, 1)
            if len(uit) > ruimte or te_dicht:
                raise Afgekeurd(FOUT_BOM)
    return bytes(uit)


def _soort(delen: dict[str, bytes]) -> str:
    if delen.get("mimetype", b"").strip() == ODT.encode() and "content.xml" in delen:
        if b"encryption-data" in delen.get("META-INF/manifest.xml", b""):
            raise Afgekeurd(FOUT_BEVEILIGD)
        return ODT
    if "[Content_Types].xml" in delen and "word/document.xml" in delen:
        if b"macroEnabled" in delen["[Content_Types].xml"]:
            raise Afgekeurd(FOUT_MACRO)
        return DOCX
    raise Afgekeurd(FOUT_SOORT)


def _weiger_actief(delen: dict[str, bytes]) -> None:
    for naam, inhoud in delen.items():
        if _MACRO.search(naam):
            raise Afgekeurd(FOUT_MACRO)
        if _INGESLOTEN.search(naam):
            raise Afgekeurd(FOUT_INHOUD)
        if naam.endswith((".xml", ".rels")) and (b"<!DOCTYPE" in inhoud or b"<!ENTITY" in inhoud):
            raise Afgekeurd(FOUT_INHOUD)
        if naam.endswith(".rels"):
            for relatie in _EXTERN.findall(inhoud):
                if not _EXTERN_MAG.search(relatie):
                    raise Afgekeurd(FOUT_INHOUD)


def _zonder_sjabloon(delen: dict[str, bytes]) -> bytes | None:
    """Word fetches an attached template when the file is opened, which can bring in macros: take the link out."""
    rels, instellingen = "word/_rels/settings.xml.rels", "word/settings.xml"
    if not _SJABLOON.search(delen.get(rels, b"")):
        return None
    delen[rels] = _SJABLOON.sub(b"", delen[rels])
    delen[instellingen] = _SJABLOON_VERWIJZING.sub(b"", delen.get(instellingen, b""))
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, inhoud in delen.items():
            archief.writestr(zipfile.ZipInfo(naam), inhoud, zipfile.ZIP_DEFLATED)
    return uit.getvalue()
