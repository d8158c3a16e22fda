"""Run in the environment of the site: what a sealed decision costs, and a batch of them on two workers. Prints JSON."""

import io
import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from unittest.mock import patch

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db.models import Max  # noqa: E402
from django.utils import timezone  # noqa: E402
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: E402
from pyhanko.sign import signers  # noqa: E402
from weasyprint import HTML  # noqa: E402

from cases.models import Zaak  # noqa: E402
from documents import brieven, conf, render, tekenaar, werk, zegelaar  # noqa: E402
from documents.briefgegevens import BeschikkingGegevens  # noqa: E402
from documents.models import Document, Werkstatus, Zegel  # noqa: E402
from workflow.werk import bied_werk_aan  # noqa: E402

BRIEF = "beschikking_tlv"
MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
WACHTEN = timedelta(minutes=9)


def _duur(doe: Callable[[], object], keer: int) -> float:
    doe()
    tijden = []
    for _ in range(keer):
        begin = time.perf_counter()
        doe()
        tijden.append(time.perf_counter() - begin)
    return median(tijden)


def _html(document: Document) -> str:
    """The text that WeasyPrint gets for this letter."""
    with patch.object(render, "html_naar_pdf", wraps=render.html_naar_pdf) as vel:
        werk.maak_pdf(document)
    return str(vel.call_args.args[0])


def _kaal(tekst: str) -> Callable[[], bytes]:
    """WeasyPrint and pyHanko as their manuals have it, with the same sources and the same key, loaded once."""
    wachtwoord = str(settings.ZEGEL_WACHTWOORD).encode()
    ondertekenaar = signers.SimpleSigner.load_pkcs12(Path(settings.ZEGEL_SLEUTEL), passphrase=wachtwoord)

    def maak() -> bytes:
        bron = HTML(string=tekst, base_url=conf.BRIEF_BASIS, url_fetcher=tekenaar.EigenBestanden())
        pdf = bron.write_pdf(pdf_variant=tekenaar.VARIANT)
        gegevens = signers.PdfSignatureMetadata(field_name=zegelaar.VELD, md_algorithm="sha256")
        uit = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), gegevens, ondertekenaar)
        return bytes(uit.getvalue())

    return maak


def _document(nummer: int) -> Document:
    """A decision that was signed and waits to be made, each with a code of its own."""
    gegevens = brieven.bevries(BRIEF, BeschikkingGegevens.voorbeeld())
    gegevens["verificatie"]["code"] = f"METING{nummer:07d}"
    zaak_id = Zaak.objects.aggregate(laatste=Max("pk"))["laatste"]
    return Document(
        zaak_id=zaak_id,
        soort="beschikking",
        titel="Besluit",
        naam="besluit.pdf",
        compartiment="besluit",
        aangemaakt_op=MOMENT,
        brief=BRIEF,
        gegevens=gegevens,
        sjabloonhash=brieven.template_hash(BRIEF),
        te_verzegelen=True,
        werk=Werkstatus.WACHT,
        sleutel=f"meting:{nummer}",
    )


def enkel(keer: int) -> dict[str, float]:
    document = _document(0)
    tekst = _html(document)
    return {"dekkend": _duur(lambda: werk.maak_pdf(document), keer), "kaal": _duur(_kaal(tekst), keer)}


def stapel(aantal: int) -> dict[str, float]:
    """From the commit of the last signature until the last file is stored; one task for each, as in real life."""
    eerste = 1 + (Document.objects.aggregate(laatste=Max("pk"))["laatste"] or 0)
    Document.objects.bulk_create([_document(eerste + n) for n in range(aantal)])
    begin, grens = time.monotonic(), timezone.now() + WACHTEN
    for _ in range(aantal):
        bied_werk_aan()
    rijen = Document.objects.filter(brief=BRIEF, pk__gte=eerste)
    while (klaar := rijen.filter(werk=Werkstatus.KLAAR).count()) < aantal and timezone.now() < grens:
        time.sleep(0.25)
    duur = time.monotonic() - begin
    verzegeld = Zegel.objects.filter(document__pk__gte=eerste).count()
    return {"aantal": aantal, "klaar": klaar, "verzegeld": verzegeld, "seconden": duur}


if __name__ == "__main__":
    wat, hoeveel = sys.argv[1], int(sys.argv[2])
    print(json.dumps(enkel(hoeveel) if wat == "enkel" else stapel(hoeveel)))
