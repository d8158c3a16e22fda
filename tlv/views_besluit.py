"""The chair's pages: the case on one page, the draft, the signature, recalling and making known."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from documents.antwoord import bestandsantwoord
from documents.keuring import PDF
from documents.models import Document
from organisations.http import Verzoek, als_nummer
from tlv import besluiten, toetsen
from tlv.bekendmaken import waarom_nog_niet
from tlv.besluitbeeld import Beeld, beeld_van, besluit_nu, concept_of_voorstel
from tlv.besluitpagina import Pagina, haal_aanvraag, leveringen, omgeving_van
from tlv.besluittekst import voeg_toe
from tlv.besluitvoorbeeld import voorbeeld_pdf
from tlv.forms_besluit import (
    BesluitForm,
    BesprekingForm,
    BevestigForm,
    BuitenBehandelingForm,
    OndertekenForm,
    TerugroepForm,
    beginwaarden,
)
from tlv.models import Aanvraag, Besluit, Status
from tlv.onafhankelijkheid import opsomming
from ui.notatie import tijd
from workflow.edit import anderen_aanwezig, blijf_aanwezig, edit
from workflow.formulieren import bewerk, seconden_over, voer_uit
from workflow.fouten import Conflict, GeenRecht, Geweigerd, NietGevonden

TE_LEZEN = (Status.TER_BESLUITVORMING, Status.INFORMATIE_GEVRAAGD, Status.DESKUNDIGENADVIES)
BESLOTEN = (Status.VERLEEND, Status.AFGEWEZEN, Status.BUITEN_BEHANDELING)


@require_http_methods(["GET", "POST"])
def besluiten_pagina(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Everything to decide on one page; a POST saves the draft and does what its button says."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="besluit")
    if aanvraag.status == Status.AANVULLING_VERLOPEN:
        return redirect("tlv:buiten_behandeling", zaak_id)
    if aanvraag.status not in TE_LEZEN:
        return _genomen(request, aanvraag)
    beeld = beeld_van(aanvraag, vandaag=request.actor.vandaag)
    besluit = concept_of_voorstel(beeld)
    if request.method == "GET":
        form = BesluitForm(initial=beginwaarden(besluit), beeld=beeld)
        return _toon(request, beeld, besluit, form)
    form = BesluitForm(request.POST, beeld=beeld)
    if not form.is_valid():
        return _toon(request, beeld, besluit, form, status=422)
    return _bewaar_en_doe(request, beeld, form)


def _bewaar_en_doe(request: Verzoek, beeld: Beeld, form: BesluitForm) -> HttpResponse:
    """Save first, then go where the button leads: append a text, preview, sign, or stay."""
    zaak_id = beeld.aanvraag.zaak_id
    doe = request.POST.get("doe", "")
    data = voeg_toe(form.als_data(), doe, beeld)
    try:
        edit(
            zaak_id,
            "besluit",
            by=request.actor,
            data=data,
            verwachte_versie=form.cleaned_data.get("versie"),
        )
    except Geweigerd as weigering:
        form.add_error(None, weigering.melding)
        return _toon(request, beeld, concept_of_voorstel(beeld), form, status=422)
    if doe == "ondertekenen":
        return redirect("tlv:besluit_ondertekenen", zaak_id)
    if doe == "voorbeeld":
        return redirect("tlv:besluit_voorbeeld", zaak_id)
    messages.success(request, "Het concept is bewaard.")
    anker = "#id_motivering" if doe.startswith(("advies:", "blok:")) else "#besluit"
    return redirect(f"{reverse('tlv:besluiten', args=[zaak_id])}{anker}")


def _toon(request: Verzoek, beeld: Beeld, besluit: Besluit, form: BesluitForm, *, status: int = 200) -> HttpResponse:
    zaak = beeld.aanvraag.zaak
    stuk = besluiten.stuk_voor(beeld.aanvraag, besluit, request.actor, beeld=beeld)
    pagina = Pagina(beeld, besluit, request.actor, toetsen.toets(stuk))
    nu = timezone.now()
    if pagina.mag_schrijven:
        blijf_aanwezig(zaak.pk, "besluit", request.actor, nu=nu)
    omgeving = omgeving_van(request.actor, zaak, nu=nu)
    context = {
        "zaak": zaak,
        "actief": "besluiten",
        "pagina": pagina,
        "beeld": beeld,
        "besluit": besluit,
        "form": form,
        "stukken": omgeving.stukken,
        "toetsen": pagina.toetsen,
        "anderen": omgeving.anderen,
        "buren": omgeving.buren,
        "bespreking_form": BesprekingForm(),
    }
    return render(request, "tlv/besluit/besluiten.html", context, status=status)


@require_POST
def bewaar(request: Verzoek, zaak_id: int) -> JsonResponse:
    """Autosave of the draft: only the fields that were touched and that make sense by themselves."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="besluit")
    beeld = beeld_van(aanvraag, vandaag=request.actor.vandaag)
    form = BesluitForm(request.POST, beeld=beeld)
    form.is_valid()
    geraakt = [naam for naam in form.fields if naam in request.POST or f"{naam}_dag" in request.POST]
    versie = request.POST.get("versie") or ""
    try:
        bewerkt = edit(
            zaak_id,
            "besluit",
            by=request.actor,
            data=form.als_data(alleen=geraakt),
            verwachte_versie=als_nummer(versie),
        )
    except Conflict as conflict:
        url = reverse("tlv:besluiten", args=[zaak_id])
        return JsonResponse({"melding": conflict.melding, "url": url}, status=409)
    except Geweigerd as weigering:
        return JsonResponse({"melding": weigering.melding}, status=422)
    if fout := next((f for veld in geraakt for f in form.errors.get(veld, [])), ""):
        return JsonResponse({"versie": bewerkt.versie, "melding": fout}, status=422)
    return JsonResponse({"versie": bewerkt.versie, "opgeslagen_om": tijd(timezone.now())})


@require_POST
def aanwezig(request: Verzoek, zaak_id: int) -> JsonResponse:
    """I am here; who else is?"""
    haal_aanvraag(request, zaak_id, pagina="besluit")
    nu = timezone.now()
    blijf_aanwezig(zaak_id, "besluit", request.actor, nu=nu)
    namen = anderen_aanwezig(zaak_id, "besluit", request.actor, nu=nu)
    werkt = "werken nu ook aan dit besluit" if len(namen) > 1 else "werkt nu ook aan dit besluit"
    return JsonResponse({"melding": f"{opsomming(namen)} {werkt}." if namen else ""})


@require_http_methods(["GET", "POST"])
def bespreking(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Record a talk with the experts, the school or the parents."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="besluit")
    soort = request.GET.get("soort", "deskundigen")
    form = BesprekingForm(request.POST or None, initial={"soort": soort, "datum": request.actor.vandaag})
    if request.method == "POST" and bewerk(request, form, zaak_id, "bespreking") is not None:
        messages.success(request, "Het gesprek is vastgelegd.")
        return redirect(f"{reverse('tlv:besluiten', args=[zaak_id])}#gesprekken")
    context = {"zaak": aanvraag.zaak, "actief": "besluiten", "form": form}
    return render(request, "tlv/besluit/bespreking.html", context, status=422 if form.is_bound else 200)


@require_GET
def voorbeeld(request: Verzoek, zaak_id: int) -> HttpResponse:
    """The beschikking as it would read now, marked as a draft on every page."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="besluit:voorbeeld")
    besluit = besluiten.concept(aanvraag)
    if besluit is None or besluit.soort not in (Besluit.Soort.VERLENEN, Besluit.Soort.AFWIJZEN):
        messages.warning(request, "Kies eerst of u verleent of afwijst. Daarna kunt u het voorbeeld bekijken.")
        return redirect("tlv:besluiten", zaak_id)
    try:
        pdf = voorbeeld_pdf(besluit, aanvraag, request.actor)
    except ValueError:
        messages.warning(request, "Vul eerst de periode en de categorie in. Daarna kunt u het voorbeeld bekijken.")
        return redirect("tlv:besluiten", zaak_id)
    return bestandsantwoord(pdf, PDF, "concept-beschikking.pdf")


@require_http_methods(["GET", "POST"])
def ondertekenen(request: Verzoek, zaak_id: int) -> HttpResponse:
    """The last look: what will be sent, what the checks say, under which mandate; then the signature."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="besluit:ondertekenen")
    besluit = besluiten.concept(aanvraag)
    if aanvraag.status != Status.TER_BESLUITVORMING or besluit is None:
        return redirect("tlv:besluiten", zaak_id)
    if not besluiten.mag_concept(request.actor, aanvraag):
        raise GeenRecht
    begin = {"versie": aanvraag.zaak.versie, "besluitversie": besluit.versie}
    form = OndertekenForm(request.POST or None, initial=begin)
    actie = "verlenen" if besluit.soort == Besluit.Soort.VERLENEN else "afwijzen"
    if request.method == "POST" and voer_uit(request, form, zaak_id, actie) is not None:
        messages.success(request, "Het besluit is ondertekend. Het is nog niet bekend.")
        return redirect("tlv:besluiten", zaak_id)
    beeld = beeld_van(aanvraag, vandaag=request.actor.vandaag)
    uitkomst = toetsen.toets(besluiten.stuk_voor(aanvraag, besluit, request.actor, beeld=beeld))
    context = {
        "zaak": aanvraag.zaak,
        "actief": "besluiten",
        "beeld": beeld,
        "besluit": besluit,
        "form": form,
        "fouten_in_toetsen": toetsen.fouten(uitkomst),
        "let_op": [t for t in uitkomst if t.stand == toetsen.LET_OP],
        "mandaat": toetsen.mandaat_voor(request.actor, besluit, beeld)[0],
        "minuten": beeld.beleid.terugroep_minuten,
        "seconden": seconden_over(request),
        "begin": besluit.begin or beeld.begin,
    }
    return render(request, "tlv/besluit/ondertekenen.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def buiten_behandeling(request: Verzoek, zaak_id: int) -> HttpResponse:
    """The draft decision not to treat lies ready; a mandated person signs it."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="besluit")
    if aanvraag.status != Status.AANVULLING_VERLOPEN:
        return redirect("tlv:besluiten", zaak_id)
    tekst = besluiten.voorstel_buiten_behandeling(aanvraag)
    form = BuitenBehandelingForm(request.POST or None, initial={"versie": aanvraag.zaak.versie, "motivering": tekst})
    if request.method == "POST" and voer_uit(request, form, zaak_id, "buiten_behandeling_stellen") is not None:
        messages.success(request, "Het besluit om niet te behandelen is ondertekend.")
        return redirect("tlv:besluiten", zaak_id)
    besluit = Besluit(aanvraag=aanvraag, soort=Besluit.Soort.BUITEN_BEHANDELING, motivering=tekst or "volgt")
    stuk = besluiten.stuk_voor(aanvraag, besluit, request.actor)
    context = {
        "zaak": aanvraag.zaak,
        "actief": "besluiten",
        "form": form,
        "verzoek": besluiten.besluitbrief.verlopen_verzoek(aanvraag),
        "ontbreekt": besluiten.punten(tekst),
        "fouten_in_toetsen": toetsen.fouten(toetsen.toets_buiten_behandeling(stuk)),
        "mag": besluiten.mag_concept(request.actor, aanvraag),
        "mandaat": toetsen.mandaat_voor(request.actor, besluit, stuk.beeld)[0],
        "seconden": seconden_over(request),
    }
    return render(request, "tlv/besluit/buiten_behandeling.html", context, status=422 if form.is_bound else 200)


# -- after the signature -------------------------------------------------------------------------


def _genomen(request: Verzoek, aanvraag: Aanvraag) -> HttpResponse:
    """A decision that was taken: what it says, how its letter stands, who got it when."""
    besluit = besluit_nu(aanvraag)
    if besluit is None or besluit.stand == Besluit.Stand.CONCEPT:
        raise NietGevonden
    nu = timezone.now()
    open_ = aanvraag.status in BESLOTEN
    document = Document.objects.zichtbaar_voor(request.actor).filter(pk=besluit.document_id or 0).first()
    context = {
        "zaak": aanvraag.zaak,
        "actief": "besluiten",
        "besluit": besluit,
        "document": document,
        "wacht": waarom_nog_niet(besluit) if open_ else "",
        "terug_te_roepen": open_ and besluit.terugroepbaar_tot is not None and besluit.terugroepbaar_tot > nu,
        "nog_niet_bekend": open_,
        "mag": besluiten.mag_concept(request.actor, aanvraag),
        "bevestig_form": BevestigForm(initial={"versie": aanvraag.zaak.versie}),
        "leveringen": leveringen(aanvraag.zaak),
        "teruggeroepen": aanvraag.besluiten.filter(stand=Besluit.Stand.TERUGGEROEPEN).order_by("pk"),
        "toetsen": [toetsen.Toets(**rij) for rij in besluit.toetsen],
    }
    return render(request, "tlv/besluit/genomen.html", context)


@require_http_methods(["GET", "POST"])
def terugroepen(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Recall the signed decision, with a reason."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="besluit")
    if aanvraag.status not in BESLOTEN:
        return redirect("tlv:besluiten", zaak_id)
    form = TerugroepForm(request.POST or None, initial={"versie": aanvraag.zaak.versie})
    if request.method == "POST" and voer_uit(request, form, zaak_id, "terugroepen") is not None:
        messages.success(request, "Het besluit is teruggeroepen. Niemand buiten het samenwerkingsverband zag het.")
        return redirect(f"{reverse('tlv:besluiten', args=[zaak_id])}#besluit")
    context = {"zaak": aanvraag.zaak, "actief": "besluiten", "form": form, "besluit": besluit_nu(aanvraag)}
    return render(request, "tlv/besluit/terugroepen.html", context, status=422 if form.is_bound else 200)


@require_POST
def nu_bekendmaken(request: Verzoek, zaak_id: int) -> HttpResponse:
    """End the recall window: known at once when the letter is ready, otherwise as soon as it is."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="besluit")
    besluit = besluit_nu(aanvraag)
    form = BevestigForm(request.POST)
    if besluit is not None and aanvraag.status in BESLOTEN and waarom_nog_niet(besluit):
        klaar: Any = bewerk(request, form, zaak_id, "venster")
        tekst = "Terugroepen kan niet meer. Het besluit wordt bekend zodra de beschikking is verzegeld."
    else:
        klaar = voer_uit(request, form, zaak_id, "bekendmaken")
        tekst = "Het besluit is bekendgemaakt aan school, ouders en leerling."
    if klaar is not None:
        messages.success(request, tekst)
    for fout in form.non_field_errors():
        messages.error(request, str(fout))
    return redirect("tlv:besluiten", zaak_id)


@require_POST
def archiveren(request: Verzoek, zaak_id: int) -> HttpResponse:
    """To the archive before the sweep does it, when no objection is possible any more."""
    haal_aanvraag(request, zaak_id, pagina="besluit")
    form = BevestigForm(request.POST)
    if voer_uit(request, form, zaak_id, "archiveren") is not None:
        messages.success(request, "De zaak staat in het archief.")
    for fout in form.non_field_errors():
        messages.error(request, str(fout))
    return redirect("workflow:zaak", zaak_id)
