"""Pages of step 1: the intake, what was explored, papers, and the advice of the commission."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from documents.keuring import keur_upload
from documents.models import Document
from maatwerk import rechten
from maatwerk.begin import VERKENNINGVELDEN, ontbreekt, verkenningstand
from maatwerk.casemanagers import kandidaten
from maatwerk.forms import AdviesForm, IntakeForm, StukForm, VerkenningForm, beginwaarden
from maatwerk.models import Status, Traject, Verkenning
from maatwerk.toegang import voor_medewerkers
from organisations.http import METHODEN, Verzoek
from workflow.edit import edit
from workflow.formulieren import bewerk, voer_uit
from workflow.fouten import GeenRecht, NietGevonden


@require_http_methods(METHODEN)
def intake(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Everything of the intake on one page: to write by who brings in, to read by who works on the track."""
    traject = voor_medewerkers(request, zaak_id, pagina="intake")
    if not rechten.mag_intake_lezen(request.actor, traject):
        raise GeenRecht
    mag = rechten.mag_intake(request.actor, traject)
    if request.method == "POST" and not mag:
        raise GeenRecht
    form = IntakeForm(request.POST or None, initial=beginwaarden(traject)) if mag else None
    if form is not None and request.method == "POST" and bewerk(request, form, zaak_id, "intake"):
        messages.success(request, "De intake is bewaard.")
        return redirect("maatwerk:intake", zaak_id)
    context = {
        "zaak": traject.zaak,
        "traject": traject,
        "intake": traject.intake,
        "actief": "intake",
        "form": form,
        "mag": mag,
        "ontbreekt": ontbreekt(traject) if mag else [],
        "verkenningen": traject.verkenningen.all(),
        "stukken": _stukken(request, traject),
    }
    return render(request, "maatwerk/intake.html", context, status=422 if form and form.is_bound else 200)


def _stukken(request: Verzoek, traject: Traject) -> list[Document]:
    """Papers that people added; letters stand with the documents."""
    rijen = Document.objects.zichtbaar_voor(request.actor).filter(zaak=traject.zaak, brief="")
    return list(rijen.select_related("bestand").order_by("aangemaakt_op", "pk"))


def _intake_van(request: Verzoek, zaak_id: int) -> Traject:
    traject = voor_medewerkers(request, zaak_id, pagina="intake")
    if not rechten.mag_intake(request.actor, traject):
        raise GeenRecht
    return traject


@require_http_methods(METHODEN)
def verkenning(request: Verzoek, zaak_id: int, verkenning_id: int = 0) -> HttpResponse:
    """One option that was explored: add, change, or take away."""
    traject = _intake_van(request, zaak_id)
    rij = Verkenning.objects.filter(traject=traject, pk=verkenning_id).first() if verkenning_id else None
    if verkenning_id and rij is None:
        raise NietGevonden
    if rij is not None and "weg" in request.POST:
        edit(zaak_id, "verkenning", by=request.actor, data={"verkenning_id": rij.pk, "weg": True})
        messages.success(request, "De mogelijkheid is weggehaald.")
        return redirect("maatwerk:intake", zaak_id)
    begin: dict[str, Any] = {veld: getattr(rij, veld) for veld in VERKENNINGVELDEN} if rij else {}
    form = VerkenningForm(request.POST or None, initial={**begin, "versie": verkenningstand(rij)})
    extra: dict[str, Any] = {"verkenning_id": rij.pk} if rij else {}
    if request.method == "POST" and bewerk(request, form, zaak_id, "verkenning", **extra):
        messages.success(request, "De mogelijkheid staat in de intake.")
        return redirect("maatwerk:intake", zaak_id)
    context = {"zaak": traject.zaak, "actief": "intake", "form": form, "rij": rij}
    return render(request, "maatwerk/verkenning.html", context, status=422 if form.is_bound else 200)


@require_http_methods(METHODEN)
def stuk(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Add a paper: judged at once, and refused with what to do."""
    traject = _intake_van(request, zaak_id)
    form = StukForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        keuring = keur_upload(form.cleaned_data["bestand"])
        if not keuring.goedgekeurd:
            form.add_error("bestand", keuring.melding)
        else:
            velden = {naam: form.cleaned_data[naam] for naam in ("soort", "titel")}
            edit(zaak_id, "stuk", by=request.actor, data={**velden, "keuring": keuring})
            messages.success(request, keuring.melding)
            return redirect("maatwerk:intake", zaak_id)
    context = {"zaak": traject.zaak, "actief": "intake", "form": form}
    return render(request, "maatwerk/stuk.html", context, status=422 if form.is_bound else 200)


@require_POST
def stuk_weg(request: Verzoek, zaak_id: int, document_id: int) -> HttpResponse:
    _intake_van(request, zaak_id)
    edit(zaak_id, "stuk", by=request.actor, data={"weg": True, "document_id": document_id})
    messages.success(request, "Het document is weggehaald.")
    return redirect("maatwerk:intake", zaak_id)


@require_http_methods(METHODEN)
def advies(request: Verzoek, zaak_id: int) -> HttpResponse:
    """The advice of the commission to the director, with the intake beside it."""
    traject = voor_medewerkers(request, zaak_id, pagina="advies")
    if not rechten.adviseert(request.actor, traject):
        raise GeenRecht
    alle = kandidaten(traject, vandaag=request.actor.vandaag)
    form = AdviesForm(request.POST or None, kandidaten=alle, initial={"versie": traject.zaak.versie})
    if request.method == "POST" and voer_uit(request, form, zaak_id, "adviseren") is not None:
        messages.success(request, "Het advies ligt bij de directeur.")
        return redirect("maatwerk:zaak", zaak_id)
    if request.method != "POST" and traject.status != Status.BIJ_COMMISSIE:
        messages.info(request, "Er wordt nu geen advies gevraagd.")
        return redirect("maatwerk:zaak", zaak_id)
    context = {
        "zaak": traject.zaak,
        "traject": traject,
        "intake": traject.intake,
        "verkenningen": traject.verkenningen.all(),
        "actief": "overzicht",
        "form": form,
        "bezwaren": [k for k in alle if k.bezwaar],
    }
    return render(request, "maatwerk/advies.html", context, status=422 if form.is_bound else 200)
