"""Makes the letters of the demo on the other cores while the stories go on; stores them here, in our transaction."""

import multiprocessing
import os
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from django.conf import settings

from documents import brieven, opslag, zegel, zegelregister
from documents.demosleutel import schrijf_demosleutel
from documents.keuring import PDF
from documents.models import Document, Werkstatus, Zegel
from documents.werk import maak_pdf
from swv.demodata.drukker import begin

NA = timedelta(seconds=20)
"""How long after the decision a letter lies ready."""
BEWIJSBLAD = "bewijsblad"
"""Judged once more from what is on record before it is sealed: only we can see that before the year is stored."""


class Pers:
    """The worker of the demo's past: same rendering and sealing, but the seal is on record at the moment it had."""

    def __init__(self, *, sinds: datetime) -> None:
        if not zegel.demosleutel_pad().exists():
            schrijf_demosleutel(zegel.demosleutel_pad(), vanaf=sinds, dagen=3650)
        self.sleutel = zegelregister.registreer_sleutel(sinds)
        self.bezig: dict[Future[bytes], Document] = {}
        self.zaken: dict[int | None, int] = {}
        self.laatste = 0
        self.pool = ProcessPoolExecutor(
            max_workers=min(4, os.cpu_count() or 1),
            mp_context=multiprocessing.get_context("spawn"),
            initializer=begin,
            initargs=(Path(settings.STATE_DIR),),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        self.pool.shutdown(cancel_futures=True)

    def druk(self) -> None:
        """Take in new work and put away what is done."""
        nieuw = Document.objects.filter(werk=Werkstatus.WACHT, pk__gt=self.laatste).order_by("pk")
        for document in nieuw:
            self.laatste = document.pk
            self.zaken[document.zaak_id] = self.zaken.get(document.zaak_id, 0) + 1
            if document.brief == BEWIJSBLAD:
                self._leg_weg(document, maak_pdf(document))
                continue
            self.bezig[self.pool.submit(maak_pdf, document)] = document
        for klaar in [werk for werk in self.bezig if werk.done()]:
            self._leg_weg(self.bezig.pop(klaar), klaar.result())

    def is_klaar(self, zaak_id: int) -> bool:
        return not self.zaken.get(zaak_id)

    def wacht_even(self) -> None:
        wait(self.bezig, return_when=FIRST_COMPLETED)

    def maak_alles_af(self) -> None:
        self.druk()  # what the last story asked for; nothing need be under way by now
        while self.bezig:
            self.wacht_even()
            self.druk()

    def _leg_weg(self, document: Document, pdf: bytes) -> None:
        self.zaken[document.zaak_id] -= 1
        bestand = opslag.bewaar(pdf, mime=PDF, naam=document.naam, paginas=brieven.aantal_paginas(pdf))
        Document.objects.filter(pk=document.pk, werk=Werkstatus.WACHT).update(
            bestand=bestand, werk=Werkstatus.KLAAR, pogingen=1
        )
        if document.te_verzegelen:
            Zegel.objects.create(
                document=document,
                sha256=bestand.sha256,
                code=document.gegevens["verificatie"]["code"],
                zegelsleutel=self.sleutel,
                verzegeld_op=document.aangemaakt_op + NA,
            )
