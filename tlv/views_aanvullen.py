"""The school's page for what was asked after filing, and the page where an expert or the chair asks."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from documents.keuring import keur_upload, schone_naam
from documents.models import Document
from organisations.http import Verzoek, als_nummer
from organisations.rollen import Rol
from tlv import aanvullen, rechten
from tlv.forms_volledigheid import AntwoordForm, InformatievraagForm, veldnaam
from tlv.models import VOOR_INSTUREN, Aanvraag, Aanvulverzoek, Status
from tlv.toegang import haal_aanvraag
from ui.notatie import tijd
from workflow.edit import edit
from workflow.formulieren import voer_uit
from workflow.fouten import Conflict, GeenRecht, Geweigerd, NietGevonden


@require_http_methods(["GET", "HEAD", "POST"])
def aanvulling(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Exactly what was asked, by when, and a place to answer each item; sent in as a whole."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="aanvulling")
    if not rechten.mag_aanvullen(request.actor, aanvraag):
        raise GeenRecht
    verzoek = aanvullen.lopend_verzoek(aanvraag)
    if verzoek is None:
        return _niets_gevraagd(request, aanvraag)
    form = AntwoordForm(
        request.POST or None,
        request.FILES or None,
        verzoek=verzoek,
        kantoor=request.actor.rol == Rol.SECRETARIAAT,
        initial={"versie": verzoek.versie},
    )
    if request.method == "POST" and form.is_valid():
        naar = _verwerk(request, form, aanvraag, verzoek)
        if naar:
            return redirect(naar, zaak_id)
        verzoek.refresh_from_db()
    context = _aanvulcontext(request, aanvraag, verzoek, form)
    return render(request, "tlv/aanvullen/antwoord.html", context, status=422 if form.is_bound else 200)


def _niets_gevraagd(request: Verzoek, aanvraag: Aanvraag) -> HttpResponse:
    eerder = aanvraag.aanvulverzoeken.exclude(stand=Aanvulverzoek.Stand.INGETROKKEN)
    context = {"zaak": aanvraag.zaak, "actief": "aanvulling", "eerder": eerder}
    return render(request, "tlv/aanvullen/niets.html", context)


def _verwerk(request: Verzoek, form: AntwoordForm, aanvraag: Aanvraag, verzoek: Aanvulverzoek) -> str:
    """Keep texts and files first, so that a refusal to send in loses nothing; then the button that was pressed."""
    zaak_id = aanvraag.zaak_id
    data = {"teksten": form.teksten()}
    versie = form.cleaned_data.get("versie")
    bewerkt = edit(zaak_id, "aanvulling", by=request.actor, data=data, verwachte_versie=versie)
    form.data = request.POST.copy()
    form.data["versie"] = str(bewerkt.versie)
    gedaan = _neem_alles_op(request, form, zaak_id)
    if weg := request.POST.get("weghalen"):
        gedaan.append(_haal_weg(request, zaak_id, weg))
    if "insturen" not in request.POST and form.is_valid():
        gedaan = gedaan or ["Uw antwoord is bewaard. Het is nog niet ingestuurd."]
    for zin in gedaan:
        messages.success(request, zin)
    if not form.is_valid():
        return ""
    if "insturen" not in request.POST:
        return "tlv:aanvulling"
    actie = "aanvullen" if verzoek.soort == Aanvulverzoek.Soort.AANVULLING else "informatie_geven"
    gegeven: dict[str, Any] = {
        naam: form.cleaned_data.get(naam) for naam in ("sleutel", "ontvangen_op") if naam in form.fields
    }
    form.cleaned_data = {**gegeven, "versie": None}
    if voer_uit(request, form, zaak_id, actie) is None:
        return ""
    messages.success(request, "Uw antwoord is ingestuurd. Het samenwerkingsverband gaat ermee verder.")
    return "tlv:zaak"


def _neem_alles_op(request: Verzoek, form: AntwoordForm, zaak_id: int) -> list[str]:
    """Every file that came along: a sentence for each that is in; what is refused becomes an error at its item."""
    gedaan = []
    for punt, soort, bestand in list(form.bestanden()):
        goed, melding = _neem_op(request, zaak_id, punt, soort, bestand)
        zin = f"{schone_naam(bestand.name or '')}: {melding}"
        if goed:
            gedaan.append(zin)
        else:
            form.add_error(veldnaam(punt, "bestand"), zin)
    return gedaan


def _neem_op(request: Verzoek, zaak_id: int, punt: str, soort: str, bestand: UploadedFile) -> tuple[bool, str]:
    """Judge a file outside the transaction, then record it."""
    keuring = keur_upload(bestand)
    if not keuring.goedgekeurd:
        return False, keuring.melding
    data = {"punt": punt, "soort": soort, "keuring": keuring}
    try:
        edit(zaak_id, "aanvulling_bestand", by=request.actor, data=data)
    except Geweigerd as weigering:
        return False, weigering.melding
    return True, keuring.melding or "Toegevoegd."


def _haal_weg(request: Verzoek, zaak_id: int, weg: str) -> str:
    """`weg` is item:document."""
    punt, _, nummer = weg.rpartition(":")
    document = als_nummer(nummer)
    if document is None:
        raise NietGevonden
    edit(zaak_id, "aanvulling_bestand_weg", by=request.actor, data={"punt": punt, "document": document})
    return "Het bestand is weggehaald."


def _aanvulcontext(request: Verzoek, aanvraag: Aanvraag, verzoek: Aanvulverzoek, form: AntwoordForm) -> dict[str, Any]:
    documenten = {doc.pk: doc for doc in Document.objects.filter(zaak=aanvraag.zaak, verwijderd_op__isnull=True)}
    punten = []
    for sleutel, eis in aanvullen.gevraagde_punten(verzoek):
        beoordeling = aanvraag.eisen.filter(eis=sleutel).first()
        ids = verzoek.antwoorden.get(sleutel, {}).get("documenten", [])
        punten.append(
            {
                "sleutel": sleutel,
                "titel": aanvullen.titel_van(eis, verzoek),
                "gevraagd": (beoordeling.toelichting if beoordeling else "") or (eis.waarom if eis else verzoek.vraag),
                "veld": form[veldnaam(sleutel)],
                "klaar": aanvullen.is_beantwoord(verzoek, sleutel),
                "documenten": [documenten[pk] for pk in ids if pk in documenten],
                "weg_te_halen": [pk for pk in ids if pk in documenten and _nog_niet_ingestuurd(documenten[pk])],
                "bestanden": form[veldnaam(sleutel, "bestand")],
                "soort": form[veldnaam(sleutel, "soort")],
            }
        )
    return {
        "zaak": aanvraag.zaak,
        "actief": "aanvulling",
        "verzoek": verzoek,
        "form": form,
        "punten": punten,
        "te_laat": verzoek.stand == Aanvulverzoek.Stand.VERLOPEN,
        "vandaag": request.actor.vandaag,
        "klaar": sum(1 for punt in punten if punt["klaar"]),
    }


def _nog_niet_ingestuurd(document: Document) -> bool:
    return document.compartiment in VOOR_INSTUREN


@require_POST
def aanvulling_bewaren(request: Verzoek, zaak_id: int) -> JsonResponse:
    """Autosave of the texts."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="aanvulling")
    if not rechten.mag_aanvullen(request.actor, aanvraag):
        raise GeenRecht
    verzoek = aanvullen.lopend_verzoek(aanvraag)
    pagina = reverse("tlv:aanvulling", args=[zaak_id])
    if verzoek is None:
        return JsonResponse({"melding": "Er wordt nu niets meer gevraagd.", "url": pagina}, status=409)
    form = AntwoordForm(request.POST, verzoek=verzoek)
    form.is_valid()
    gewijzigd = set(request.POST.getlist("gewijzigd"))
    try:
        bewerkt = edit(
            zaak_id,
            "aanvulling",
            by=request.actor,
            data={"teksten": form.teksten(gewijzigd)},
            verwachte_versie=form.cleaned_data.get("versie"),
        )
    except Conflict as conflict:
        return JsonResponse({"melding": conflict.melding, "url": pagina, **conflict.huidig}, status=409)
    if fout := next((f for veld in gewijzigd for f in form.errors.get(veld, [])), ""):
        return JsonResponse({"versie": bewerkt.versie, "melding": fout}, status=422)
    return JsonResponse({"versie": bewerkt.versie, "opgeslagen_om": tijd(timezone.localtime())})


@require_http_methods(["GET", "HEAD", "POST"])
def informatie_vragen(request: Verzoek, zaak_id: int) -> HttpResponse:
    """ "Ik mis …": an expert or the chair sends the case back to the school with a question."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina="informatie_vragen")
    if not rechten.is_deskundige_of_voorzitter(request.actor, aanvraag):
        raise GeenRecht
    form = InformatievraagForm(request.POST or None, initial={"versie": aanvraag.zaak.versie})
    terug = "tlv:advies" if request.actor.rol == Rol.DESKUNDIGE else "tlv:besluiten"
    if request.method == "POST" and voer_uit(request, form, zaak_id, "informatie_vragen"):
        messages.success(request, "Uw vraag is naar de school. U krijgt bericht als het antwoord er is.")
        return redirect(terug, zaak_id)
    context = {
        "zaak": aanvraag.zaak,
        "actief": "advies" if request.actor.rol == Rol.DESKUNDIGE else "besluiten",
        "form": form,
        "terug": reverse(terug, args=[zaak_id]),
        "uiterlijk": aanvullen.informatie_uiterlijk(aanvraag, vandaag=request.actor.vandaag),
        "kan": aanvraag.status in (Status.DESKUNDIGENADVIES, Status.TER_BESLUITVORMING),
    }
    return render(request, "tlv/aanvullen/informatie_vragen.html", context, status=422 if form.is_bound else 200)
