"""The verdict on an uploaded file, at once and in words that say what to do.

Only what is on the allow-list comes in, judged by its content and never by its name or by what the browser claims.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from documents import conf
from organisations.afgeschermd import Uitgevallen, voer_uit

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
JPG = "image/jpeg"
PNG = "image/png"
EXTENSIE = {PDF: ".pdf", DOCX: ".docx", ODT: ".odt", JPG: ".jpg", PNG: ".png"}
MAX_NAAM = 120
TAKEN = {
    "pdf": "documents.keurder_pdf:keur_pdf",
    "office": "documents.keurder_office:keur_office",
    "beeld": "documents.keurder_beeld:keur_beeld",
}

_MAG = "U kunt PDF, Word (.docx), ODT, JPG en PNG gebruiken, en foto's van uw telefoon."
_MELDING = {
    "beveiligd": "Dit bestand is beveiligd met een wachtwoord. "
    "Sla het op zonder beveiliging en voeg het dan opnieuw toe.",
    "kapot": "Dit bestand is beschadigd of niet compleet. Open het zelf, sla het opnieuw op (liefst als PDF) "
    "en voeg het dan toe.",
    "leeg": "Dit PDF-bestand heeft geen pagina's. Kijk of u het goede bestand hebt gekozen.",
    "bom": "Dit bestand pakt uit tot iets dat veel te groot is. Sla het op als PDF en voeg het dan opnieuw toe.",
    "macro": "Dit bestand bevat macro's. Sla het op als gewoon document zonder macro's of als PDF en voeg het dan toe.",
    "inhoud": "Dit bestand bevat een ingesloten bestand of verwijzing die wij niet toelaten. "
    "Sla het op als PDF en voeg het dan toe.",
    "pixels": "Deze foto is te groot om te verwerken. Maak de foto kleiner en voeg hem dan opnieuw toe.",
    "soort": "Dit soort bestand kunnen wij niet aannemen. " + _MAG,
    "uitgevallen": "Wij kunnen dit bestand niet veilig openen. Sla het op als PDF en voeg het dan opnieuw toe.",
}
_AANGEPAST = {
    "script": "knoppen of scripts",
    "bijlage": "ingesloten bestanden",
    "formulierscript": "een invulformulier met scripts",
    "sjabloon": "een verwijzing naar een sjabloon",
}
_HERKENBAAR: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "Dit is een programma en geen document. " + _MAG),
    (b"\x7fELF", "Dit is een programma en geen document. " + _MAG),
    (b"\xd0\xcf\x11\xe0", "Dit is een oud Word-bestand (.doc) of een bestand met een wachtwoord. "
     "Sla het op als .docx of PDF, zonder wachtwoord, en voeg het dan toe."),
    (b"{\\rtf", "Dit is een RTF-bestand. Sla het op als .docx of PDF en voeg het dan toe."),
    (b"GIF8", "Dit is een GIF-afbeelding. Sla de afbeelding op als JPG of PNG en voeg hem dan toe."),
    (b"II*\x00", "Dit is een TIFF-afbeelding. Sla de scan op als PDF of JPG en voeg hem dan toe."),
    (b"MM\x00*", "Dit is een TIFF-afbeelding. Sla de scan op als PDF of JPG en voeg hem dan toe."),
    (b"Rar!", "Dit is een ingepakt bestand. Pak het uit en voeg de bestanden los toe."),
    (b"7z\xbc\xaf", "Dit is een ingepakt bestand. Pak het uit en voeg de bestanden los toe."),
)  # fmt: skip
_HEIC = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"hevm", b"mif1", b"msf1"}


@dataclass(frozen=True)
class Keuring:
    """What came out: on approval `data` is what may be stored, which need not be what was sent."""

    goedgekeurd: bool
    melding: str
    mime: str
    naam: str
    data: bytes
    paginas: int | None
    sha256: str
    grootte: int
    aangepast: bool = False


def keur(data: bytes, naam: str) -> Keuring:
    """Judge one uploaded file. Never raises on account of the file."""
    grens = conf.GRENZEN
    if not data:
        return _afgekeurd(naam, "Dit bestand is leeg. Kijk of u het goede bestand hebt gekozen.")
    if len(data) > grens.max_bytes:
        return _afgekeurd(naam, _te_groot(grens.max_bytes))
    taak, opties, mime = _herken(data)
    if not taak:
        return _afgekeurd(naam, mime)
    opties |= {
        "max_paginas": grens.max_paginas,
        "max_pixels": grens.max_pixels,
        "max_pixels_verkleinbaar": grens.max_pixels_verkleinbaar,
        "max_uitgepakt": grens.max_uitgepakt,
    }
    try:
        antwoord, uit = voer_uit(TAKEN[taak], opties, data, seconden=grens.seconden, geheugen=grens.geheugen)
    except Uitgevallen:
        return _afgekeurd(naam, _MELDING["uitgevallen"])
    return _oordeel(antwoord, uit, naam=naam, mime=mime, origineel=data)


def keur_upload(bestand: UploadedFile) -> Keuring:
    """Judge what somebody sent; what is too large is refused before it is read into memory."""
    naam, grens = bestand.name or "bestand", conf.GRENZEN
    if (bestand.size or 0) > grens.max_bytes:
        return _afgekeurd(naam, _te_groot(grens.max_bytes))
    return keur(bestand.read(), naam)


def schone_naam(naam: str, extensie: str | None = None) -> str:
    """File name without path, control and direction characters, at most 120 long, its extension kept or corrected."""
    naam = unicodedata.normalize("NFC", naam).replace("\\", "/").rsplit("/", 1)[-1]
    naam = "".join(c for c in naam if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    naam = re.sub(r'[<>:"|?*%;]', "_", naam)
    naam = re.sub(r"\s+", " ", naam).strip(" .")
    stam, punt, staart = naam.rpartition(".")
    if not punt or len(staart) > 5 or not stam:
        stam, staart = naam, ""
    eigen = f".{staart.lower()}" if staart else ""
    einde = eigen if extensie is None or (extensie == ".jpg" and eigen == ".jpeg") else extensie
    stam = stam[: MAX_NAAM - len(einde)].strip(" .") or "document"
    return stam + einde


def _te_groot(max_bytes: int) -> str:
    return (
        f"Dit bestand is te groot: het mag hoogstens {max_bytes // conf.MIB} MB zijn. "
        "Maak het kleiner of verdeel het over meer bestanden."
    )


def _herken(data: bytes) -> tuple[str, dict[str, Any], str]:
    """Task for the child, its options and the MIME type; without a task the third is the refusal sentence."""
    for begin, zin in _HERKENBAAR:
        if data.startswith(begin):
            return "", {}, zin
    if data.startswith(b"PK"):
        return "office", {}, ""
    if data.startswith(b"\xff\xd8\xff"):
        return "beeld", {"soort": "jpg"}, JPG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "beeld", {"soort": "png"}, PNG
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        return "beeld", {"soort": "heic"}, JPG
    if b"%PDF-" in data[:1024]:
        return "pdf", {}, PDF
    return "", {}, _MELDING["soort"]


def _oordeel(antwoord: dict[str, Any], uit: bytes, *, naam: str, mime: str, origineel: bytes) -> Keuring:
    fout = antwoord.get("fout")
    if fout == "paginas":
        grens = conf.GRENZEN.max_paginas
        return _afgekeurd(
            naam,
            f"Dit document heeft {antwoord['paginas']} pagina's; het mogen er hoogstens {grens} zijn. "
            "Verdeel het over meer bestanden.",
        )
    if fout or not uit:
        return _afgekeurd(naam, _MELDING.get(str(fout), _MELDING["uitgevallen"]))
    mime = antwoord.get("mime") or mime
    return Keuring(
        goedgekeurd=True,
        melding=_toelichting(antwoord.get("verwijderd", [])),
        mime=mime,
        naam=schone_naam(naam, EXTENSIE[mime]),
        data=uit,
        paginas=antwoord.get("paginas"),
        sha256=hashlib.sha256(uit).hexdigest(),
        grootte=len(uit),
        aangepast=uit != origineel,
    )


def _toelichting(verwijderd: list[str]) -> str:
    if "verkleind" in verwijderd:
        return "Toegevoegd. De foto was erg groot en is verkleind."
    weg = [_AANGEPAST[soort] for soort in verwijderd]
    if not weg:
        return "Toegevoegd."
    return f"Toegevoegd. Voor de veiligheid is dit eruit gehaald: {' en '.join(weg)}. Kijk of de tekst nog klopt."


def _afgekeurd(naam: str, melding: str) -> Keuring:
    return Keuring(
        goedgekeurd=False,
        melding=melding,
        mime="",
        naam=schone_naam(naam),
        data=b"",
        paginas=None,
        sha256="",
        grootte=0,
    )
