"""Pages for assigning experts, and the expert's own pages: reading, drafting, filing, declining."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.compartimenten import mag_dossier_lezen
from documents.antwoord import bestandsantwoord, met_inzage
from documents.keuring import PDF
from organisations.http import Verzoek
from organisations.rollen import Rol
from tlv import adviesinhoud, rechten
from tlv.beleid import beleid_van
from tlv.deskundigen import (
    MEETELLEND,
    VERKLARING,
    adviestermijn,
    eigen_open_advies,
    mag_advies_lezen,
    open_plekken,
    uiterste_datum,
)
from tlv.dossierbundel import maak_bundel
from tlv.forms_deskundigen import AdviesForm, IndienForm, IntrekForm, Plek, TeruggeefForm, ToewijzingForm, plek_van
from tlv.kandidaten import kandidaten
from tlv.models import Aanvraag, Advies, Status
from tlv.rules import voorstellen
from tlv.toegang import haal_aanvraag
from tlv.versies import blokken, inhoud_van
from tlv.views_volledigheid import stukken_van
from ui.notatie import tijd
from workflow.edit import edit
from workflow.formulieren import bewerk, seconden_over, voer_uit
from workflow.fouten import Conflict, GeenRecht, NietGevonden
from workflow.onderdelen import antwoorden_van
from workflow.perform import laatste_wijziging

TOE_TE_WIJZEN = (Status.VOLLEDIG, Status.DESKUNDIGENADVIES)


@require_http_methods(["GET", "HEAD", "POST"])
def deskundigen(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Who advises; and, for each free place, who can take it. The chair asks a further expert here."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="deskundigen")
    actie = _toewijsactie(request, aanvraag)
    plekken = _plekken(request, aanvraag) if actie else []
    form = ToewijzingForm(request.POST or None, plekken=plekken, initial={"versie": aanvraag.zaak.versie})
    if request.method == "POST" and not actie:
        raise Conflict(laatste_wijziging(aanvraag.zaak))
    if request.method == "POST" and _wijs_toe(request, form, zaak_id, actie):
        messages.success(request, "De deskundigen hebben bericht gekregen.")
        return redirect("tlv:deskundigen", zaak_id)
    context = {
        "zaak": aanvraag.zaak,
        "actief": "deskundigen",
        "form": form if plekken else None,
        "plekken": [(plek, form[plek.keuze], form[plek.uitleg]) for plek in plekken],
        "adviezen": _adviezen(request, aanvraag),
        "beleid": beleid_van(aanvraag),
        "vandaag": request.actor.vandaag,
        "uiterlijk": uiterste_datum(aanvraag, vandaag=request.actor.vandaag),
        "mag_intrekken": rechten.is_secretariaat(request.actor, aanvraag),
    }
    return render(request, "tlv/deskundigen/toewijzen.html", context, status=422 if form.is_bound else 200)


def _wijs_toe(request: Verzoek, form: ToewijzingForm, zaak_id: int, actie: str) -> bool:
    if not form.is_valid():
        return False
    return voer_uit(request, form, zaak_id, actie, toewijzingen=form.toewijzingen()) is not None


def _toewijsactie(request: Verzoek, aanvraag: Aanvraag) -> str:
    """The action this hat can perform now; GeenRecht for who has no business here."""
    if rechten.is_secretariaat(request.actor, aanvraag):
        return "deskundigen_toewijzen" if aanvraag.status in TOE_TE_WIJZEN else ""
    if rechten.is_voorzitter(request.actor, aanvraag):
        return "extra_advies_vragen" if aanvraag.status == Status.TER_BESLUITVORMING else ""
    raise GeenRecht


def _plekken(request: Verzoek, aanvraag: Aanvraag) -> list[Plek]:
    beleid, vandaag = beleid_van(aanvraag), request.actor.vandaag
    nummers = open_plekken(aanvraag)
    mensen = kandidaten(aanvraag, vandaag=vandaag) if nummers else []
    extra = aanvraag.status == Status.TER_BESLUITVORMING
    return [
        plek_van(
            nummer,
            mensen,
            beleid=beleid,
            verplicht=extra or nummer <= beleid.deskundigen_minimaal,
            vandaag=vandaag,
            uiterlijk=uiterste_datum(aanvraag, vandaag=vandaag),
        )
        for nummer in nummers
    ]


BADGES = {
    Advies.Stand.GEVRAAGD: "neutral",
    Advies.Stand.INGEDIEND: "success",
    Advies.Stand.TERUGGEGEVEN: "warning",
    Advies.Stand.VERVALLEN: "inactive",
}


def _adviezen(request: Verzoek, aanvraag: Aanvraag) -> list[dict[str, Any]]:
    rijen = aanvraag.adviezen.select_related("deskundige").order_by("volgorde", "pk")
    return [
        {
            "advies": advies,
            "badge": BADGES[Advies.Stand(advies.stand)],
            "leesbaar": mag_advies_lezen(request.actor, advies),
        }
        for advies in rijen
    ]


# -- the expert ----------------------------------------------------------------------------------


def eigen_advies(request: Verzoek, aanvraag: Aanvraag) -> Advies:
    """The expert's own advice in this case; GeenRecht for every other hat."""
    if request.actor.rol != Rol.DESKUNDIGE:
        raise GeenRecht
    eigen = aanvraag.adviezen.filter(deskundige_id=request.actor.gebruiker_id, stand__in=MEETELLEND)
    advies = eigen.select_related("deskundige").first()
    if advies is None:
        raise NietGevonden
    advies.aanvraag = aanvraag
    return advies


@met_inzage
@require_http_methods(["GET", "HEAD", "POST"])
def advies(request: Verzoek, zaak_id: int) -> HttpResponse:
    """The dossier to read and the draft to write; once filed, the advice as it was filed."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="advies")
    eigen = eigen_advies(request, aanvraag)
    if eigen.stand == Advies.Stand.INGEDIEND:
        return _ingediend(request, aanvraag, eigen)
    form = _adviesform(request, eigen)
    if request.method == "POST" and bewerk(request, form, zaak_id, "advies"):
        if "controle" in request.POST:
            return redirect("tlv:advies_indienen", zaak_id)
        messages.success(request, "Uw concept is bewaard. Het is nog niet ingediend.")
        return redirect("tlv:advies", zaak_id)
    context = {
        **_adviescontext(request, aanvraag, eigen),
        "form": form,
        "stukken": stukken_van(request, aanvraag.zaak),
        "delen": blokken(inhoud_van(aanvraag, vandaag=request.actor.vandaag)),
        "kan_vragen": aanvraag.status == Status.DESKUNDIGENADVIES,
        "berekening": adviestermijn(eigen),
    }
    return render(request, "tlv/deskundigen/advies.html", context, status=422 if form.is_bound else 200)


def _adviescontext(request: Verzoek, aanvraag: Aanvraag, eigen: Advies) -> dict[str, Any]:
    return {
        "zaak": aanvraag.zaak,
        "actief": "advies",
        "advies": eigen,
        "aanvraag": aanvraag,
        "verklaring": VERKLARING,
        "vandaag": request.actor.vandaag,
        "lichtere_vorm": adviesinhoud.LICHTERE_VORM.get(eigen.lichtere_vorm, ""),
        "onderdelen": adviesinhoud.onderdelen(eigen),
    }


def _adviesform(request: Verzoek, eigen: Advies) -> AdviesForm:
    aanvraag, vandaag = eigen.aanvraag, request.actor.vandaag
    geboren = aanvraag.zaak.dossier.leerling.geboortedatum
    beginstand = {veld: getattr(eigen, veld) for veld in adviesinhoud.VELDEN}
    beginstand |= {"einde": eigen.einde.isoformat() if eigen.einde else "", "versie": eigen.versie}
    profiel = antwoorden_van(aanvraag.zaak).get("situatie_en_verzoek", {}).get("uitstroomprofiel") or ""
    richtlijn = voorstellen(route=aanvraag.route, profiel=profiel, geboren=geboren, besloten_op=vandaag)
    uitleg = richtlijn[0].reden if richtlijn else ""
    ingevuld = request.POST if request.method == "POST" else None
    return AdviesForm(ingevuld, initial=beginstand, geboren=geboren, vandaag=vandaag, uitleg=uitleg)


def _ingediend(request: Verzoek, aanvraag: Aanvraag, eigen: Advies) -> HttpResponse:
    anderen = [
        ander
        for ander in aanvraag.adviezen.exclude(pk=eigen.pk).select_related("deskundige")
        if mag_advies_lezen(request.actor, ander)
    ]
    context = {**_adviescontext(request, aanvraag, eigen), "anderen": anderen}
    return render(request, "tlv/deskundigen/ingediend.html", context)


@require_POST
def advies_bewaren(request: Verzoek, zaak_id: int) -> JsonResponse:
    """Autosave of the draft: only what changed."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="advies")
    eigen = eigen_advies(request, aanvraag)
    form = _adviesform(request, eigen)
    form.is_valid()
    gewijzigd = set(request.POST.getlist("gewijzigd")) & set(adviesinhoud.VELDEN)
    data = {veld: waarde for veld, waarde in form.cleaned_data.items() if veld in gewijzigd}
    pagina = reverse("tlv:advies", args=[zaak_id])
    try:
        bewerkt = edit(zaak_id, "advies", by=request.actor, data=data, verwachte_versie=form.cleaned_data.get("versie"))
    except Conflict as conflict:
        return JsonResponse({"melding": conflict.melding, "url": pagina, **conflict.huidig}, status=409)
    except GeenRecht:
        return JsonResponse({"melding": "Dit advies is al ingediend.", "url": pagina}, status=409)
    if fout := next((f for veld in gewijzigd for f in form.errors.get(veld, [])), ""):
        return JsonResponse({"versie": bewerkt.versie, "melding": fout}, status=422)
    return JsonResponse({"versie": bewerkt.versie, "opgeslagen_om": tijd(timezone.localtime())})


@require_http_methods(["GET", "HEAD", "POST"])
def advies_indienen(request: Verzoek, zaak_id: int) -> HttpResponse:
    """The advice as it will be, what is still missing, and the declaration of independence."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="advies_indienen")
    eigen = eigen_advies(request, aanvraag)
    if eigen.stand == Advies.Stand.INGEDIEND:
        return redirect("tlv:advies", zaak_id)
    beginstand = {"versie": aanvraag.zaak.versie, "adviesversie": eigen.versie}
    form = IndienForm(request.POST or None, initial=beginstand)
    if request.method == "POST" and voer_uit(request, form, zaak_id, "advies_indienen", doel_id=eigen.pk):
        messages.success(request, "Uw advies is ingediend.")
        return redirect("tlv:advies", zaak_id)
    context = {
        **_adviescontext(request, aanvraag, eigen),
        "form": form,
        "ontbrekend": adviesinhoud.ontbrekend(eigen),
        "kan": aanvraag.status == Status.DESKUNDIGENADVIES,
        "seconden": seconden_over(request),
    }
    return render(request, "tlv/deskundigen/indienen.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def advies_teruggeven(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Decline; the dossier is no longer visible afterwards."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="advies_teruggeven")
    eigen_advies(request, aanvraag)
    eigen = eigen_open_advies(aanvraag, request.actor.gebruiker_id)
    if eigen is None:
        return redirect("tlv:advies", zaak_id)
    form = TeruggeefForm(request.POST or None, initial={"versie": aanvraag.zaak.versie})
    if request.method == "POST" and voer_uit(request, form, zaak_id, "advies_teruggeven", doel_id=eigen.pk):
        messages.success(request, "U hebt de opdracht teruggegeven. Het secretariaat zoekt een ander.")
        return redirect("workflow:home")
    context = {**_adviescontext(request, aanvraag, eigen), "form": form}
    return render(request, "tlv/deskundigen/teruggeven.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def opdracht_intrekken(request: Verzoek, zaak_id: int, advies_id: int) -> HttpResponse:
    """The secretariat ends the assignment of an expert who stays silent."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="opdracht_intrekken")
    if not rechten.is_secretariaat(request.actor, aanvraag):
        raise GeenRecht
    gevraagd = aanvraag.adviezen.filter(pk=advies_id, stand=Advies.Stand.GEVRAAGD).select_related("deskundige").first()
    if gevraagd is None:
        raise NietGevonden
    form = IntrekForm(request.POST or None, initial={"versie": aanvraag.zaak.versie})
    if request.method == "POST" and voer_uit(request, form, zaak_id, "opdracht_intrekken", doel_id=gevraagd.pk):
        messages.success(request, "De opdracht is ingetrokken. Wijs nu een andere deskundige toe.")
        return redirect("tlv:deskundigen", zaak_id)
    context = {"zaak": aanvraag.zaak, "actief": "deskundigen", "advies": gevraagd, "form": form}
    return render(request, "tlv/deskundigen/intrekken.html", context, status=422 if form.is_bound else 200)


@require_safe
def advies_lezen(request: Verzoek, zaak_id: int, advies_id: int) -> HttpResponse:
    """A filed advice, for the office and, once all are in, for the other expert."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="advies_lezen")
    gevraagd = aanvraag.adviezen.filter(pk=advies_id).select_related("deskundige").first()
    if gevraagd is None or not mag_advies_lezen(request.actor, gevraagd):
        raise NietGevonden
    gevraagd.aanvraag = aanvraag
    context = _adviescontext(request, aanvraag, gevraagd)
    actief = "deskundigen" if request.actor.rol != Rol.DESKUNDIGE else "advies"
    return render(request, "tlv/deskundigen/lezen.html", {**context, "actief": actief})


@require_safe
def bundel(request: Verzoek, zaak_id: int) -> HttpResponse:
    """The whole dossier this hat may read, in one PDF with bookmarks; made now, the read is on record."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="bundel")
    if request.actor.is_gezin or not mag_dossier_lezen(request.actor):
        raise GeenRecht
    pdf = maak_bundel(request.actor, aanvraag, moment=timezone.localtime())
    return bestandsantwoord(pdf, PDF, f"dossier-{aanvraag.zaak.nummer or aanvraag.zaak_id}.pdf")
