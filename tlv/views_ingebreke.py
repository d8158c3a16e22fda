"""Pages about a notice of default: record it, record that it was withdrawn, record the amount that was fixed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from deadlines.models import kalender_uit_tabel
from documents.keuring import keur_upload
from organisations.http import METHODEN, Verzoek
from tlv import ingebreke
from tlv.forms_ingebreke import IngebrekeForm, IntrekkenForm, VaststellenForm
from tlv.models import Aanvraag
from tlv.process import PROCESS
from tlv.toegang import haal_aanvraag
from workflow import ingebreke as algemeen
from workflow.formulieren import voer_uit
from workflow.fouten import GeenRecht, NietGevonden
from workflow.models_ingebreke import Ingebrekestelling

PAGINA = "tlv:termijnen"


@require_http_methods(METHODEN)
def stellen(request: Verzoek, zaak_id: int) -> HttpResponse:
    """A notice came in; what it leads to is said above the form and again when it is recorded."""
    aanvraag = _aanvraag(request, zaak_id)
    if request.method != "POST" and not ingebreke.kan_stellen(request.actor, aanvraag):
        messages.error(request, "Een ingebrekestelling vastleggen kan nu niet bij deze zaak.")
        return redirect(PAGINA, zaak_id)
    afzenders = algemeen.afzenders(aanvraag.zaak, request.actor.vandaag)
    begin = {"versie": aanvraag.zaak.versie}
    form = IngebrekeForm(_gepost(request), request.FILES or None, afzenders=afzenders, initial=begin)
    if request.method == "POST" and _leg_vast(request, form, zaak_id):
        messages.success(request, "De ingebrekestelling is vastgelegd. De afzender krijgt een brief.")
        return redirect(PAGINA, zaak_id)
    nu = {"termijn": algemeen.beslistermijn(aanvraag.zaak), "ingetrokken_op": ingebreke.ingetrokken_op(aanvraag)}
    return _toon(request, aanvraag, form, "stellen", **nu, bestanden=True)


def _leg_vast(request: Verzoek, form: IngebrekeForm, zaak_id: int) -> bool:
    """The scan is judged outside the transaction, as that takes seconds."""
    if not form.is_valid():
        return False
    extra: dict[str, Any] = {}
    scan = form.cleaned_data.pop("scan", None)
    if scan is not None:
        keuring = keur_upload(scan)
        if not keuring.goedgekeurd:
            form.add_error("scan", keuring.melding)
            return False
        extra = {"keuring": keuring}
    return voer_uit(request, form, zaak_id, ingebreke.STELLEN, **extra) is not None


@require_http_methods(METHODEN)
def intrekken(request: Verzoek, zaak_id: int, ingebreke_id: int) -> HttpResponse:
    aanvraag = _aanvraag(request, zaak_id)
    rij = _rij(aanvraag, ingebreke_id)
    form = IntrekkenForm(_gepost(request), initial={"versie": aanvraag.zaak.versie})
    if request.method == "POST" and voer_uit(request, form, zaak_id, ingebreke.INTREKKEN, rij=rij.pk):
        messages.success(request, "Vastgelegd. De ingebrekestelling telt niet meer mee.")
        return redirect(PAGINA, zaak_id)
    return _toon(request, aanvraag, form, "intrekken", rij=rij)


@require_http_methods(METHODEN)
def vaststellen(request: Verzoek, zaak_id: int, ingebreke_id: int) -> HttpResponse:
    """The amount as reckoned is filled in; a person decides what is fixed (Awb 4:18)."""
    aanvraag = _aanvraag(request, zaak_id)
    rij = _rij(aanvraag, ingebreke_id)
    stand = algemeen.stand(rij, vandaag=request.actor.vandaag, kalender=kalender_uit_tabel())
    begin = {"versie": aanvraag.zaak.versie, "bedrag": stand.dwangsom.bedrag if stand.dwangsom else None}
    form = VaststellenForm(_gepost(request), initial=begin)
    if request.method == "POST" and voer_uit(request, form, zaak_id, ingebreke.VASTSTELLEN, rij=rij.pk):
        messages.success(request, "Het bedrag is vastgelegd. De school krijgt bericht.")
        return redirect(PAGINA, zaak_id)
    return _toon(request, aanvraag, form, "vaststellen", rij=rij, stand=stand)


def _gepost(request: Verzoek) -> QueryDict | None:
    """An empty form that was sent is one with errors."""
    return request.POST if request.method == "POST" else None


def _aanvraag(request: Verzoek, zaak_id: int) -> Aanvraag:
    aanvraag = haal_aanvraag(request, zaak_id, pagina="termijnen")
    if not ingebreke.mag_vastleggen(request.actor, aanvraag):
        raise GeenRecht
    return aanvraag


def _rij(aanvraag: Aanvraag, ingebreke_id: int) -> Ingebrekestelling:
    rij = Ingebrekestelling.objects.filter(zaak_id=aanvraag.zaak_id, pk=ingebreke_id).select_related("zaak").first()
    if rij is None:
        raise NietGevonden
    return rij


def _toon(request: Verzoek, aanvraag: Aanvraag, form: Any, soort: str, **extra: Any) -> HttpResponse:
    acties = {"stellen": ingebreke.STELLEN, "intrekken": ingebreke.INTREKKEN, "vaststellen": ingebreke.VASTSTELLEN}
    context = {
        "zaak": aanvraag.zaak,
        "actief": "overzicht",
        "form": form,
        "soort": soort,
        "titel": PROCESS.action(acties[soort]).label,
        "vandaag": request.actor.vandaag,
        **extra,
    }
    return render(request, "tlv/uitstel/ingebreke.html", context, status=422 if form.is_bound else 200)
