"""Work that failed for good: shown to the administrator with the reason, and offered again."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from audit.services import record
from deadlines.models import Termijn
from documents.models import Document
from documents.werk import opnieuw as document_opnieuw
from organisations.http import Verzoek
from organisations.mensen import mislukte_uitnodigingen
from organisations.rollen import Rol
from workflow.fouten import GeenRecht
from workflow.haperingen import haperingen
from workflow.models import TWIJFEL, Bericht
from workflow.outbox import (
    laat_bericht,
    mislukte_berichten,
    mislukte_documenten,
    onverwerkte_termijnen,
    zet_bericht_terug,
)
from workflow.process import process_van
from workflow.sweeps import bij_verstrijken, lapse_acties, probeer_weer, verwerk_een
from workflow.werk import bied_werk_aan

HOOGSTENS = 100
"""Rows of a kind on the page, and rows that are offered again at once."""


def _alleen_beheer(request: Verzoek) -> None:
    if request.actor.rol != Rol.BEHEERDER:
        raise GeenRecht


@require_safe
def uitval(request: Verzoek) -> HttpResponse:
    """Failed letters and mails of the own samenwerkingsverband; no names, only numbers and reasons."""
    _alleen_beheer(request)
    swv_id = request.actor.eigen_swv_id
    groepen = [
        ("Brieven, besluiten en stukken", "document", mislukte_documenten(swv_id)[:HOOGSTENS]),
        ("Mail", "bericht", mislukte_berichten(swv_id)[:HOOGSTENS]),
    ]
    gehaperd, lapses = list(haperingen(swv_id)), lapse_acties()
    redenen = {(rij.zaak_id, rij.actie): rij for rij in gehaperd}
    zelf = [rij for rij in gehaperd if rij.actie not in lapses][:HOOGSTENS]
    termijnen = onverwerkte_termijnen(swv_id, request.actor.vandaag)[:HOOGSTENS]
    context = {
        "groepen": [(*groep, _samen(swv_id, groep[1]).count()) for groep in groepen],
        "termijnen": [(rij, redenen.get((rij.zaak_id, bij_verstrijken(rij)))) for rij in termijnen],
        "uitnodigingen": mislukte_uitnodigingen(swv_id)[:HOOGSTENS],
        "haperingen": [(rij, process_van(rij.zaak).action(rij.actie).label) for rij in zelf],
    }
    return render(request, "workflow/uitval.html", context)


@require_POST
def opnieuw(request: Verzoek, soort: str, pk: int) -> HttpResponse:
    """Offer one failed row to the workers again."""
    _alleen_beheer(request)
    swv_id = request.actor.eigen_swv_id
    if not _is_van(swv_id, soort, pk):
        raise Http404
    if "alle" in request.POST and soort in ("document", "bericht"):
        return _alle(request, soort)
    if "laat" in request.POST and soort == "bericht":
        return _laat(request, pk)
    if _probeer(request, soort, pk):
        record(request.actor, "opnieuw_proberen", swv_id=swv_id, object_soort=soort, object_id=pk)
        bied_werk_aan()
        messages.success(request, "Het werk is opnieuw aangeboden.")
    else:
        messages.error(request, "Het lukt nog niet, of dit werk is niet (meer) mislukt. Er is niets veranderd.")
    return redirect("workflow:uitval")


def _probeer(request: Verzoek, soort: str, pk: int) -> bool:
    swv_id, vandaag, nu = request.actor.eigen_swv_id, request.actor.vandaag, timezone.now()
    if soort == "termijn":
        termijn = onverwerkte_termijnen(swv_id, vandaag).filter(pk=pk).first()
        return termijn is not None and verwerk_een(termijn, vandaag=vandaag, nu=nu)
    if soort == "hapering":
        hapering = haperingen(swv_id).filter(pk=pk).first()
        return hapering is not None and probeer_weer(hapering, vandaag=vandaag, nu=nu)
    mislukt = mislukte_documenten(swv_id) if soort == "document" else mislukte_berichten(swv_id)
    return mislukt.filter(pk=pk).exists() and _bied_aan(request, soort, pk)


def _bied_aan(request: Verzoek, soort: str, pk: int) -> bool:
    if soort == "document":
        return document_opnieuw(pk, met_nieuw_sjabloon=request.POST.get("sjabloon") == "nieuw")
    return zet_bericht_terug(pk)


def _samen(swv_id: int, soort: str) -> QuerySet[Any]:
    """What can be offered again together: a mail in doubt is judged one by one."""
    return (
        mislukte_documenten(swv_id) if soort == "document" else mislukte_berichten(swv_id).exclude(laatste_fout=TWIJFEL)
    )


def _alle(request: Verzoek, soort: str) -> HttpResponse:
    """After the cause is gone: all that failed of this kind at once, each on record as when it is done alone."""
    swv_id, aantal = request.actor.eigen_swv_id, 0
    for pk in list(_samen(swv_id, soort).values_list("pk", flat=True)[:HOOGSTENS]):
        if _bied_aan(request, soort, pk):
            record(request.actor, "opnieuw_proberen", swv_id=swv_id, object_soort=soort, object_id=pk)
            aantal += 1
    if aantal:
        bied_werk_aan()
        messages.success(request, f"Opnieuw aangeboden: {aantal}.")
    else:
        messages.error(request, "Er is niets (meer) mislukt dat samen opnieuw kan. Er is niets veranderd.")
    return redirect("workflow:uitval")


def _is_van(swv_id: int, soort: str, pk: int) -> bool:
    """Whether there is such a row at this samenwerkingsverband, failed or not any more."""
    van_zaak = Q(zaak__swv_id=swv_id)
    rijen: dict[str, QuerySet[Any]] = {
        "document": Document.objects.filter(van_zaak | Q(swv_id=swv_id)),
        "bericht": Bericht.objects.filter(van_zaak | Q(swv_id=swv_id)),
        "termijn": Termijn.objects.filter(van_zaak),
        "hapering": haperingen(swv_id),
    }
    return soort in rijen and rijen[soort].filter(pk=pk).exists()


def _laat(request: Verzoek, pk: int) -> HttpResponse:
    """A mail that may have arrived is not offered again: somebody looked, and decides so."""
    swv_id = request.actor.eigen_swv_id
    if mislukte_berichten(swv_id).filter(pk=pk).exists() and laat_bericht(pk):
        record(request.actor, "niet_opnieuw_versturen", swv_id=swv_id, object_soort="bericht", object_id=pk)
        messages.success(request, "De mail wordt niet opnieuw verstuurd.")
    else:
        messages.error(request, "Deze mail is niet (meer) in twijfel. Er is niets veranderd.")
    return redirect("workflow:uitval")
