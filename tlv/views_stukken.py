"""One paper: its title and kind, or taking it away; and one requirement: asking to be excused."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from organisations.http import Verzoek
from organisations.toegang.aanmelden import veilig
from tlv import rechten
from tlv.eisen import eis_van
from tlv.forms_indienen import OntheffingForm, StukForm
from tlv.models import Eisbeoordeling, Eisstatus
from tlv.schrijven import mag_ontheffing, ontheffingversie
from tlv.secties import SECTIES
from tlv.stukken import TOEVOEGBAAR, stand_van_stuk
from tlv.toegang import haal_aanvraag
from tlv.views_schrijven import stukken_van
from workflow.edit import edit
from workflow.formulieren import bewerk
from workflow.fouten import GeenRecht, NietGevonden


def _sectie_bij(soort: str) -> str:
    return next((sectie.sleutel for sectie in SECTIES if soort in sectie.stukken), "bijlagen")


@require_http_methods(["GET", "POST"])
def stuk(request: Verzoek, zaak_id: int, document_id: int) -> HttpResponse:
    """Change the title or kind of a paper, or remove it, while the request is being written."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="stuk")
    if not rechten.mag_schrijven(request.actor, aanvraag):
        raise GeenRecht
    document = next((d for d in stukken_van(request, aanvraag.zaak, TOEVOEGBAAR) if d.pk == document_id), None)
    if document is None:
        raise NietGevonden
    terug = ("tlv:onderdeel", zaak_id, _sectie_bij(document.soort))
    if "verwijderen" in request.POST:
        data = {"wat": "verwijderen", "document_id": document_id}
        edit(zaak_id, "document", by=request.actor, data=data)
        messages.success(request, f"{document.titel} is verwijderd uit de aanvraag.")
        return redirect(*terug)
    beeld = {"titel": document.titel, "soort": document.soort, "versie": stand_van_stuk(document)}
    form = StukForm(request.POST or None, initial=beeld)
    if request.method == "POST" and bewerk(request, form, zaak_id, "document", wat="wijzigen", document_id=document_id):
        return redirect("tlv:onderdeel", zaak_id, _sectie_bij(form.cleaned_data["soort"]))
    context = {
        "aanvraag": aanvraag,
        "zaak": aanvraag.zaak,
        "actief": "schrijven",
        "form": form,
        "document": document,
        "sectie": terug[2],
    }
    return render(request, "tlv/schrijven/stuk.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def ontheffing_vragen(request: Verzoek, zaak_id: int, sleutel: str) -> HttpResponse:
    """Why a requirement cannot be met, or is not needed."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="ontheffing vragen")
    eis = eis_van(aanvraag.route, sleutel)
    if not mag_ontheffing(request.actor, aanvraag):
        raise GeenRecht
    if eis is None or not eis.ontheffing:
        raise NietGevonden
    volgende = _volgende(request, zaak_id)
    if "intrekken" in request.POST:
        edit(zaak_id, "ontheffing", by=request.actor, data={"eis": sleutel, "intrekken": True})
        messages.success(request, f"De vraag om ontheffing voor ‘{eis.label}’ is ingetrokken.")
        return redirect(volgende)
    rij = Eisbeoordeling.objects.filter(aanvraag=aanvraag, eis=sleutel).first()
    beeld = {"reden": rij.reden_school if rij else "", "versie": ontheffingversie(aanvraag, sleutel)}
    form = OntheffingForm(request.POST or None, initial=beeld)
    if request.method == "POST" and bewerk(request, form, zaak_id, "ontheffing", eis=sleutel):
        messages.success(request, f"U vraagt ontheffing voor ‘{eis.label}’. De voorzitter beslist na het indienen.")
        return redirect(volgende)
    context = {
        "aanvraag": aanvraag,
        "zaak": aanvraag.zaak,
        "actief": "schrijven",
        "form": form,
        "eis": eis,
        "gevraagd": rij is not None and rij.status == Eisstatus.ONTHEFFING_GEVRAAGD,
        "volgende": volgende,
    }
    return render(request, "tlv/schrijven/ontheffing.html", context, status=422 if form.errors else 200)


def _volgende(request: Verzoek, zaak_id: int) -> str:
    """Back to where the question was asked, when that is a page of ours."""
    gevraagd = request.POST.get("volgende") or request.GET.get("volgende") or ""
    return veilig(request, gevraagd, reverse("tlv:schrijven", args=[zaak_id]))
