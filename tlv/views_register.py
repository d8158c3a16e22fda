"""The register of declarations, and the hand-over to the school that receives the pupil."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.toegang import leg_zoeken_vast
from documents.antwoord import antwoord_met_bestand
from documents.models import Documentsoort
from organisations.http import Verzoek, als_nummer
from tlv import overdracht as overdragen
from tlv import register
from tlv.forms_besluit import OverdrachtForm
from tlv.models import Aanvraag
from workflow.formulieren import bewerk
from workflow.fouten import GeenRecht, NietGevonden
from workflow.toegang import haal_zaak


@require_GET
def register_pagina(request: Verzoek) -> HttpResponse:
    """All declarations this hat may see, with search and filter in the address."""
    q, stand = request.GET.get("q", ""), request.GET.get("stand", "lopend")
    vanaf = request.GET.get("vanaf", "")
    vandaag = request.actor.vandaag
    blad = register.zoek(request.actor, q=q, stand=stand, vandaag=vandaag, vanaf=als_nummer(vanaf))
    if q.strip():
        leg_zoeken_vast(request.actor, [rij.leerling_id for rij in blad.rijen])
    volgende = f"?{urlencode({'q': q, 'stand': stand, 'vanaf': blad.volgende})}" if blad.volgende else ""
    context = {
        "rijen": [(rij, *register.stand_van(rij, vandaag)) for rij in blad.rijen],
        "volgende": volgende,
        "q": q,
        "stand": stand,
        "standen": register.STANDEN,
        "aan_ons": overdragen.aan_ons(request.actor)[:50],
    }
    return render(request, "tlv/register/register.html", context)


@require_http_methods(["GET", "POST"])
def overdracht_maken(request: Verzoek, zaak_id: int) -> HttpResponse:
    """The applicant chooses the school and the papers."""
    zaak = haal_zaak(request.actor, zaak_id, pagina="overdracht", soort="tlv")
    aanvraag = Aanvraag.objects.get(zaak=zaak)
    if not overdragen.mag_overdragen(request.actor, aanvraag):
        raise GeenRecht
    if not overdragen.kan(aanvraag):
        raise NietGevonden
    form = _overdrachtform(request, aanvraag)
    if request.method == "POST" and form.is_valid():
        school = form.cleaned_data["school"]
        klaar = bewerk(request, form, zaak_id, "overdracht", school_id=school.pk)
        if klaar is not None:
            messages.success(request, f"De verklaring is overgedragen aan {school}.")
            return redirect("tlv:overdracht_maken", zaak_id)
    context = {
        "zaak": zaak,
        "actief": "overdracht",
        "form": form,
        "toestemmingen": overdragen.toestemmingen(zaak, request.actor),
        "mag_stukken": overdragen.mag_stukken(zaak, request.actor),
        "eerder": aanvraag.overdrachten.select_related("school", "ontvangen_door").prefetch_related("documenten"),
    }
    return render(request, "tlv/register/overdracht_maken.html", context, status=422 if form.is_bound else 200)


def _overdrachtform(request: Verzoek, aanvraag: Aanvraag) -> OverdrachtForm:
    """Only papers that consent allows can be chosen; the decision is chosen beforehand."""
    documenten = overdragen.over_te_dragen(aanvraag.zaak)
    if not overdragen.mag_stukken(aanvraag.zaak, request.actor):
        documenten = documenten.filter(soort=Documentsoort.BESCHIKKING)
    beschikking = [str(d.pk) for d in documenten if d.soort == Documentsoort.BESCHIKKING]
    form = OverdrachtForm(request.POST or None, initial={"documenten": beschikking})
    school, stukken = form.fields["school"], form.fields["documenten"]
    assert isinstance(school, forms.ModelChoiceField)
    assert isinstance(stukken, forms.MultipleChoiceField)
    school.queryset = overdragen.ontvangende_scholen(aanvraag.zaak)
    stukken.choices = [(str(d.pk), d.titel) for d in documenten]
    return form


@require_GET
def overdracht(request: Verzoek, pk: int) -> HttpResponse:
    """What the receiving school sees: the declaration and the papers handed over, nothing else of the case."""
    rij = overdragen.haal(request.actor, pk, wat="overdracht")
    documenten = overdragen.leesbaar(rij, request.actor)
    context = {
        "overdracht": rij,
        "leerling": rij.aanvraag.zaak.dossier.leerling,
        "besluit": overdragen.verklaring_van(rij),
        "documenten": documenten,
        "ingetrokken": rij.documenten.filter(verwijderd_op__isnull=True).count() > len(documenten),
    }
    return render(request, "tlv/register/overdracht.html", context)


@require_POST
def overdracht_ontvangen(request: Verzoek, pk: int) -> HttpResponse:
    rij = overdragen.haal(request.actor, pk, wat="overdracht")
    if rij.ontvangen_op is None:
        overdragen.bevestig_ontvangst(request.actor, rij)
        messages.success(request, "U hebt de ontvangst bevestigd.")
    return redirect("tlv:overdracht", pk)


@require_GET
def overdracht_document(request: Verzoek, pk: int, document_id: int) -> HttpResponse:
    """One of the papers handed over, as a file."""
    rij = overdragen.haal(request.actor, pk, wat=f"overdracht:document:{document_id}")
    document = overdragen.leesbaar(rij, request.actor).filter(pk=document_id).first()
    if document is None or document.bestand is None:
        raise NietGevonden
    return antwoord_met_bestand(document.bestand, document.naam, bijlage=True)
