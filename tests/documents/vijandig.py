"""Files that could do harm, and what must come of each, for every page that takes a file."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf
from django.test import Client

from documents import conf, keuring
from documents.models import Bestand, Document
from tests.documents import maak

MB = 2**20

GEWEIGERD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a program called pdf": ("verslag.pdf", lambda: b"MZ\x90\x00" + b"x" * 900, "Dit is een programma"),
    "nothing": ("leeg.pdf", lambda: b"", "Dit bestand is leeg"),
    "encrypted": ("slot.pdf", lambda: maak.pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "wachtwoord"),
    "truncated pdf": ("half.pdf", lambda: maak.tekst_pdf()[:-200], "beschadigd of niet compleet"),
    "truncated photo": ("half.jpg", lambda: maak.foto()[:700], "beschadigd of niet compleet"),
    "30 MB": ("scan.pdf", lambda: b"%PDF-1.7\n" + b"x" * 30 * MB, "hoogstens 20 MB"),
    "10,000 pages": ("boek.pdf", lambda: maak.pdf(10_000), "10000 pagina's; het mogen er hoogstens 500 zijn"),
    "zip bomb in docx": ("plan.docx", maak.docx_bom, "veel te groot"),
    "bomb in pdf": ("plan.pdf", maak.pdf_bom, "veel te groot"),
    "bomb in pdf beyond the memory": ("plan.pdf", lambda: maak.pdf_bom(3_000), "veel te groot"),
    "macros": ("plan.docx", lambda: maak.docx(**{"word/vbaProject.bin": b"x"}), "macro"),
    "pixel bomb": ("foto.png", lambda: maak.png_bom(60_000, 60_000), "te groot om te verwerken"),
    "a web page": ("verslag.pdf", lambda: b"<script>alert(1)</script>", "Dit soort bestand kunnen wij niet aannemen"),
}
ONSCHADELIJK: dict[str, tuple[str, Callable[[], bytes], str, str]] = {
    "pdf with script and file": ("opp.pdf", maak.pdf_met_script, "opp.pdf", "Voor de veiligheid is dit eruit gehaald"),
    "40 megapixels": ("IMG_7.jpg", lambda: maak.foto(maat=(7_400, 5_500)), "IMG_7.jpg", "is verkleind"),
    "HEIC photo": ("IMG_8.HEIC", lambda: maak.foto("HEIF"), "IMG_8.jpg", "Toegevoegd."),
    "a path": ("../../../etc/cron.d/opp.pdf", maak.tekst_pdf, "opp.pdf", "Toegevoegd."),
    "a Windows path": ("C:\\Users\\ib\\opp.pdf", maak.tekst_pdf, "opp.pdf", "Toegevoegd."),
    "400 characters": ("é" * 400 + ".pdf", maak.tekst_pdf, "é" * 116 + ".pdf", "Toegevoegd."),
    "reversed extension": ("opp\u202efdp.exe", maak.tekst_pdf, "oppfdp.pdf", "Toegevoegd."),
}
gemaakt = cache(lambda maker: maker())
keur_eenmaal = cache(keuring.keur)
"""The real verdict, asked once for the same bytes and name: judging a bomb takes seconds, and pages only show it."""


def verstuur(browser: Client, doel: str, naam: str, data: bytes, *, veld: str = "bestand", **velden: str) -> Any:
    """As a browser does it: the name goes over the line as it is, nothing of ours tidies it first."""
    grens = "----grens"
    regels = [f'--{grens}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in velden.items()]
    achter_streep = naam.replace("\\", "\\\\")
    regels.append(
        f'--{grens}\r\nContent-Disposition: form-data; name="{veld}"; filename="{achter_streep}"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    inhoud = "".join(regels).encode() + data + f"\r\n--{grens}--\r\n".encode()
    return browser.generic("POST", doel, inhoud, content_type=f"multipart/form-data; boundary={grens}")


def niets_bewaard() -> bool:
    bestanden = (
        [pad for pad in conf.bestanden_map().rglob("*") if pad.is_file()] if conf.bestanden_map().exists() else []
    )
    return not bestanden and not Document.objects.filter(brief="").exists() and not Bestand.objects.exists()
