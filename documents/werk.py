"""The worker side of a Document row: claim, render, seal or scan, mark ready. Safe to run twice and to die in between.

A row is claimed by raising its attempt counter under a lock; only the attempt that holds the counter may finish it.
A worker that died leaves a row that is *bezig* with a lease in the past, which the next sweep claims again.
"""

import errno
import logging
import random
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Q
from django.utils import timezone

from documents import brieven, opslag, quarantaine, slot, tekenstukken, zegel, zegelregister
from documents.clamd import GeenAntwoord
from documents.keuring import PDF
from documents.models import Document, Werkstatus, Zegel

logger = logging.getLogger(__name__)

HUUR = timedelta(minutes=10)
"""How long a claim holds. Longer than the hard time limit of a task, so that no two workers hold one row."""
WACHTTIJDEN = (
    timedelta(seconds=20),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
)
SCANNER_WEG = "De virusscanner antwoordt niet. Het bestand wacht en is voor niemand te openen."
SCANNER_WACHT = timedelta(minutes=1)
SCANNER_BUDGET = 150
"""Seconds in which a round begins with a file: with the longest answer still within the limit of a task."""
MAX_POGINGEN = len(WACHTTIJDEN) + 1
PER_RONDE = 20
OMGEVING = "Er is geen plaats op de schijf, of de database antwoordt niet."
OMGEVING_WACHT = timedelta(seconds=15)
"""What says something of the machine and nothing of this document."""
SCHIJF = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.ENOMEM}


class SjabloonVeranderd(Exception):
    """The template is no longer the one that was in force when the letter was decided."""


class Onafdrukbaar(Exception):
    """The letter holds characters that would come out as empty boxes."""


BLIJVEND = (SjabloonVeranderd, Onafdrukbaar, tekenstukken.Ongetekend)
"""What does not heal by waiting."""
Weigermelder = Callable[[Document, datetime], None]


@dataclass(frozen=True)
class Claim:
    document_id: int
    poging: int


def verwerk_wachtende(nu: datetime, *, hoogstens: int = PER_RONDE) -> int:
    """Make the waiting letters, oldest first. Returns how many rows were tried."""
    geprobeerd = 0
    while geprobeerd < hoogstens and (claim := claim_volgende(nu)):
        verwerk(claim, nu=nu)
        geprobeerd += 1
    return geprobeerd


def onderzoek_wachtende(nu: datetime, *, hoogstens: int = 50, na_weigering: Weigermelder | None = None) -> int:
    """Offer waiting uploads to the virus scanner, one worker at a time, so that a slow scanner holds up nobody else.

    `na_weigering` tells whoever uploaded it that the scanner refused a paper, in the same transaction. A scanner that
    does not answer uses up no attempt, and is not asked again in this round.
    """
    if not slot.pak(slot.SCANNER, 0):
        return 0
    geprobeerd = 0
    try:
        tot = time.monotonic() + SCANNER_BUDGET
        while geprobeerd < hoogstens and time.monotonic() < tot and (claim := claim_volgende(nu, uploads=True)):
            geprobeerd += 1
            verwerk(claim, nu=nu, na_weigering=na_weigering)
    except GeenAntwoord:
        logger.warning("de virusscanner antwoordt niet")
    finally:
        slot.laat_los(slot.SCANNER, 0)
    return geprobeerd


def claim_volgende(nu: datetime, *, uploads: bool = False) -> Claim | None:
    with transaction.atomic():
        document = (
            Document.objects.select_for_update(skip_locked=True)
            .filter(
                Q(volgende_poging_op__isnull=True) | Q(volgende_poging_op__lte=nu),
                werk__in=[Werkstatus.WACHT, Werkstatus.BEZIG],
                quarantaine__isnull=not uploads,
            )
            .order_by("pk")
            .first()
        )
        if document is None:
            return None
        document.werk = Werkstatus.BEZIG
        document.pogingen += 1
        document.volgende_poging_op = nu + HUUR
        document.save(update_fields=["werk", "pogingen", "volgende_poging_op"])
        slot.pak(slot.DOCUMENT, document.pk)
        return Claim(document.pk, document.pogingen)


def geef_verweesd_vrij(nu: datetime) -> int:
    """Rows of workers that died need not wait until their lease is over. How many that were."""
    bezig = Document.objects.filter(werk=Werkstatus.BEZIG, volgende_poging_op__gt=nu)
    vrij = 0
    for document_id, poging in bezig.order_by("pk").values_list("pk", "pogingen")[:500]:
        with transaction.atomic():
            if slot.is_vrij(slot.DOCUMENT, document_id):
                vrij += bezig.filter(pk=document_id, pogingen=poging).update(volgende_poging_op=nu)
    return vrij


def verwerk(claim: Claim, *, nu: datetime, na_weigering: Weigermelder | None = None) -> bool:
    """Make one document. Whatever goes wrong ends up in the row, where people can see it."""
    try:
        return _verwerk(claim, nu=nu, na_weigering=na_weigering)
    finally:
        slot.laat_los(slot.DOCUMENT, claim.document_id)


def _verwerk(claim: Claim, *, nu: datetime, na_weigering: Weigermelder | None) -> bool:
    document = Document.objects.get(pk=claim.document_id)
    try:
        if claim.poging > MAX_POGINGEN:
            raise TimeoutError("te vaak afgebroken")
        if document.quarantaine is not None:
            return _na_onderzoek(claim, quarantaine.onderzoek(document), nu, na_weigering)
        pdf = maak_pdf(document)
        return _leg_vast(claim, pdf)
    except SoftTimeLimitExceeded:  # the worker has to stop: the row is free as soon as its lock is
        raise
    except GeenAntwoord:
        _stel_uploads_uit(claim, nu)
        raise
    except Exception as fout:
        # Where and what kind, never the message: it can quote what the letter says about a pupil.
        plek = traceback.extract_tb(fout.__traceback__)[-1]
        logger.error(
            "document %s niet gemaakt: %s in %s:%s", claim.document_id, type(fout).__name__, plek.name, plek.lineno
        )
        _meld_fout(claim, fout, nu)
        return False


def maak_pdf(document: Document) -> bytes:
    """Render from the frozen values; the moment of the row makes that the same bytes each time."""
    if document.sjabloonhash and document.sjabloonhash != brieven.template_hash(document.brief):
        raise SjabloonVeranderd(document.brief)
    if tekens := brieven.onafdrukbaar(document.gegevens):
        raise Onafdrukbaar(tekens)
    pdf = brieven.maak(document.brief, document.gegevens, gemaakt_op=document.aangemaakt_op)
    if document.brief == "bewijsblad":
        pdf = tekenstukken.met_getekend_stuk(document, pdf)
    if not document.te_verzegelen:
        return pdf
    plaats = (document.gegevens.get("ondertekening") or {}).get("plaats", "")
    return zegel.verzegel(pdf, reden=document.titel, plaats=plaats, naam=document.gegevens["hoofd"]["swv_naam"])


def opnieuw(document_id: int, *, met_nieuw_sjabloon: bool = False) -> bool:
    """Offer a failed row again. Taking the new template is a choice that somebody makes, never a default."""
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=document_id)
        if document.werk != Werkstatus.MISLUKT:
            return False
        document.werk, document.pogingen, document.volgende_poging_op = Werkstatus.WACHT, 0, None
        if met_nieuw_sjabloon and document.brief:
            document.sjabloonhash = brieven.template_hash(document.brief)
        document.save(update_fields=["werk", "pogingen", "volgende_poging_op", "sjabloonhash"])
    return True


def _leg_vast(claim: Claim, pdf: bytes) -> bool:
    """Store the file and finish the row in one transaction; False when another attempt holds the row by now."""
    nu = timezone.now()
    with transaction.atomic():
        document = _mijn(claim)
        if document is None:
            return False
        document.bestand = opslag.bewaar(pdf, mime=PDF, naam=document.naam, paginas=brieven.aantal_paginas(pdf))
        if document.te_verzegelen:
            _registreer_zegel(document, document.bestand.sha256, nu)
        document.werk, document.volgende_poging_op, document.laatste_fout = Werkstatus.KLAAR, None, ""
        document.save(update_fields=["bestand", "werk", "volgende_poging_op", "laatste_fout"])
        # it works again: what failed for want of disk or database need not wait its turn
        wacht = Document.objects.filter(werk=Werkstatus.WACHT, laatste_fout=OMGEVING, volgende_poging_op__gt=nu)
        wacht.update(volgende_poging_op=nu)
    return True


def _mijn(claim: Claim) -> Document | None:
    """The row under a lock, as long as this attempt still holds it."""
    rijen = Document.objects.select_for_update()
    return rijen.filter(pk=claim.document_id, werk=Werkstatus.BEZIG, pogingen=claim.poging).first()


def _na_onderzoek(claim: Claim, virus: str, nu: datetime, na_weigering: Weigermelder | None) -> bool:
    """Let an upload go, or refuse it and tell; False when another attempt holds the row by now."""
    with transaction.atomic():
        document = _mijn(claim)
        if document is None:
            return False
        if not virus:
            quarantaine.geef_vrij(document)
            return True
        quarantaine.weiger(document, virus, nu=nu)
        if na_weigering is not None:
            na_weigering(document, nu)
    return True


def _registreer_zegel(document: Document, sha256: str, nu: datetime) -> None:
    gegevens: dict[str, Any] = document.gegevens
    zegel_ = Zegel.objects.create(
        document=document,
        sha256=sha256,
        code=gegevens["verificatie"]["code"],
        zegelsleutel=zegelregister.registreer_sleutel(nu),
        verzegeld_op=nu,
    )
    tekenstukken.vervang_ouder_zegel(zegel_)


def _meld_fout(claim: Claim, fout: Exception, nu: datetime) -> None:
    """Wait longer after each failure, give up visibly at the end, or at once when waiting heals nothing.

    A full disk or a database that is away uses up no attempt: no document is to blame for it.
    """
    mijn = Document.objects.filter(pk=claim.document_id, werk=Werkstatus.BEZIG, pogingen=claim.poging)
    if _omgeving(fout):
        mijn.update(
            werk=Werkstatus.WACHT,
            pogingen=F("pogingen") - 1,
            volgende_poging_op=nu + OMGEVING_WACHT,
            laatste_fout=OMGEVING,
        )
        return
    op = claim.poging >= MAX_POGINGEN or isinstance(fout, BLIJVEND)
    mijn.update(
        werk=Werkstatus.MISLUKT if op else Werkstatus.WACHT,
        volgende_poging_op=None if op else nu + wachttijd(claim.poging),
        laatste_fout=_fouttekst(fout),
    )


def _omgeving(fout: Exception) -> bool:
    if isinstance(fout, OSError):
        return fout.errno in SCHIJF
    return isinstance(fout, (OperationalError, InterfaceError))


def _stel_uploads_uit(claim: Claim, nu: datetime) -> None:
    """The scanner is away: all uploads wait a minute, this one two, so that one it chokes on is overtaken."""
    mijn = Document.objects.filter(pk=claim.document_id, werk=Werkstatus.BEZIG, pogingen=claim.poging)
    mijn.update(
        werk=Werkstatus.WACHT,
        pogingen=F("pogingen") - 1,
        volgende_poging_op=nu + 2 * SCANNER_WACHT,
        laatste_fout=SCANNER_WEG,
    )
    wacht = Q(volgende_poging_op__isnull=True) | Q(volgende_poging_op__lte=nu)
    andere = Document.objects.filter(wacht, werk=Werkstatus.WACHT, quarantaine__isnull=False)
    andere.update(volgende_poging_op=nu + SCANNER_WACHT, laatste_fout=SCANNER_WEG)


def wachttijd(poging: int) -> timedelta:
    """Longer each time, spread by a quarter, so that what failed together does not come back together."""
    return WACHTTIJDEN[poging - 1] * random.uniform(0.75, 1.25)


def _fouttekst(fout: Exception) -> str:
    if isinstance(fout, SjabloonVeranderd):
        return "Het sjabloon van deze brief is veranderd nadat de brief is vastgesteld."
    if isinstance(fout, tekenstukken.Ongetekend):
        return "Niet alle handtekeningen onder dit stuk gelden. Het wordt niet verzegeld."
    if isinstance(fout, Onafdrukbaar):
        return f"In de brief staan tekens die wij niet kunnen afdrukken: {' '.join(str(fout))[:80]}"
    return type(fout).__name__
