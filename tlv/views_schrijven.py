"""Writing a request: the task list, one section at a time, autosave and presence."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.models import Zaak
from documents.keuring import keur_upload, schone_naam
from documents.models import Document
from organisations.http import Verzoek, als_nummer
from tlv import rechten
from tlv.bevriezen import geldig_stuk, gewijzigd_sinds, handtekeningen_van
from tlv.eisen import Meter
from tlv.feiten import stand_van
from tlv.models import Aanvraag
from tlv.schrijven import sectiestanden
from tlv.secties import PER_SLEUTEL, secties_van
from tlv.stukken import TOEVOEGBAAR
from tlv.toegang import haal_aanvraag
from workflow.concept import Data, Invulling, invulling_van
from workflow.edit import anderen_aanwezig, edit, meld_aanwezig
from workflow.forms_secties import Sectiecontext
from workflow.fouten import Conflict, GeenRecht, Geweigerd, NietGevonden
from workflow.models import Onderdeel
from workflow.onderdelen import bewaar_onderdeel, onderdeel_van
from workflow.secties import Sectie, buren
from workflow.views.secties import Schrijfplek, bewaar_tussendoor, botsing, meld_bij


def haal_concept(request: Verzoek, zaak_id: int, pagina: str) -> Aanvraag:
    """The request, for whoever may write it; 404 when invisible, 403 when this hat does not write."""
    aanvraag = haal_aanvraag(request, zaak_id, pagina=pagina)
    if not rechten.mag_schrijven(request.actor, aanvraag):
        raise GeenRecht
    return aanvraag


def stukken_van(request: Verzoek, zaak: Zaak, soorten: tuple[str, ...] = TOEVOEGBAAR) -> list[Document]:
    """Papers people added to this case, of these kinds."""
    documenten = Document.objects.zichtbaar_voor(request.actor).filter(zaak=zaak, brief="", soort__in=soorten)
    return list(documenten.select_related("bestand", "quarantaine", "auteur"))


def _sectie(aanvraag: Aanvraag, sleutel: str) -> Sectie:
    sectie = PER_SLEUTEL.get(sleutel)
    if sectie is None or sectie not in secties_van(aanvraag.route):
        raise NietGevonden
    return sectie


def _context(request: Verzoek, aanvraag: Aanvraag) -> Sectiecontext:
    return Sectiecontext(aanvraag.zaak.dossier.leerling, request.actor.vandaag)


@require_GET
def takenlijst(request: Verzoek, zaak_id: int) -> HttpResponse:
    """All sections with their state, the meter, and who has signed."""
    aanvraag = haal_concept(request, zaak_id, "aanvraag schrijven")
    vandaag = request.actor.vandaag
    standen = sectiestanden(aanvraag, vandaag=vandaag)
    stuk = geldig_stuk(aanvraag.zaak)
    context = {
        "aanvraag": aanvraag,
        "zaak": aanvraag.zaak,
        "actief": "schrijven",
        "standen": standen,
        "af": sum(stand.af for stand in standen if stand.sectie.verplicht),
        "nodig": sum(stand.sectie.verplicht for stand in standen),
        "meter": Meter(stand_van(aanvraag, vandaag=vandaag)),
        "eigen_stem": aanvraag.zaak.dossier.leerling.heeft_eigen_stem(vandaag),
        "stuk": stuk,
        "handtekeningen": handtekeningen_van(aanvraag.zaak),
        "gewijzigd": gewijzigd_sinds(aanvraag, stuk, vandaag=vandaag) if stuk else [],
        "leerling": aanvraag.zaak.dossier.leerling,
    }
    return render(request, "tlv/schrijven/takenlijst.html", context)


@require_http_methods(["GET", "POST"])
def onderdeel(request: Verzoek, zaak_id: int, sleutel: str) -> HttpResponse:
    """One section. The buttons say what a POST means: next row, draft, files, or "Opslaan en verder"."""
    aanvraag = haal_concept(request, zaak_id, f"onderdeel:{sleutel}")
    sectie = _sectie(aanvraag, sleutel)
    rij = onderdeel_van(aanvraag.zaak, sleutel)
    meld_aanwezig(zaak_id, f"onderdeel:{sleutel}", request.actor, nu=timezone.now())
    if request.method == "GET":
        invulling = invulling_van(sectie, _context(request, aanvraag), rij.antwoorden, stil=True, versie=rij.versie)
        return _toon(request, aanvraag, invulling, rij)
    getypt = request.POST.copy()
    if f"{_lijstnaam(sectie)}-toevoegen" in getypt:
        invulling = Invulling(sectie, _context(request, aanvraag), getypt, stil=True)
        return _toon(request, aanvraag, invulling, rij)
    return _sla_op(request, aanvraag, sectie, rij, getypt)


def _lijstnaam(sectie: Sectie) -> str:
    return sectie.rijen[0].naam if sectie.rijen else ""


def _sla_op(request: Verzoek, aanvraag: Aanvraag, sectie: Sectie, rij: Onderdeel, getypt: Data) -> HttpResponse:
    """Store what was typed first; judge it only for "Opslaan en verder"."""
    invulling = Invulling(sectie, _context(request, aanvraag), getypt)
    concept = "concept" in getypt or "upload" in getypt
    klaar = invulling.is_klaar()
    data = {**invulling.antwoorden(opschonen=klaar or concept), "_afgerond": klaar and not concept}
    if concept:
        data["_afgerond"] = klaar and rij.afgerond
    versie = getypt.get("versie") or ""
    try:
        bewerkt = bewaar_onderdeel(
            aanvraag.zaak,
            sectie.sleutel,
            by=request.actor,
            data=data,
            versie=als_nummer(versie),
        )
    except Conflict:
        return _toon_conflict(request, aanvraag, sectie, getypt)
    geweigerd = _verwerk_bestanden(request, aanvraag, sectie)
    if not geweigerd and (klaar or concept):
        return _ga_verder(request, aanvraag, sectie, getypt)
    getypt["versie"] = str(bewerkt.versie)
    invulling = Invulling(sectie, _context(request, aanvraag), getypt, stil=concept)
    if not concept:
        invulling.is_klaar()
    for zin in geweigerd:
        invulling.form.add_error(None, zin)
    rij = onderdeel_van(aanvraag.zaak, sectie.sleutel)
    return _toon(request, aanvraag, invulling, rij, status=422, geweigerd=geweigerd)


def _ga_verder(request: Verzoek, aanvraag: Aanvraag, sectie: Sectie, getypt: Data) -> HttpResponse:
    """Where the button that was pressed leads to, once all of it was accepted."""
    if "upload" in getypt:
        return redirect("tlv:onderdeel", aanvraag.zaak_id, sectie.sleutel)
    if "concept" in getypt:
        messages.success(request, f"{sectie.label} is bewaard. U kunt later verdergaan.")
        return redirect("tlv:schrijven", aanvraag.zaak_id)
    _, volgende = buren(sectie.sleutel, secties_van(aanvraag.route))
    if volgende is None:
        return redirect("tlv:schrijven", aanvraag.zaak_id)
    return redirect("tlv:onderdeel", aanvraag.zaak_id, volgende.sleutel)


def _toon(
    request: Verzoek, aanvraag: Aanvraag, invulling: Invulling, rij: Onderdeel, *, status: int = 200, **extra: Any
) -> HttpResponse:
    sectie = invulling.sectie
    vorige, volgende = buren(sectie.sleutel, secties_van(aanvraag.route))
    deel = f"onderdeel:{sectie.sleutel}"
    context = {
        "aanvraag": aanvraag,
        "zaak": aanvraag.zaak,
        "actief": "schrijven",
        "sectie": sectie,
        "rij": rij,
        "form": invulling.form,
        "formsets": invulling.formsets,
        "formset": invulling.formsets[0][1] if invulling.formsets else None,
        "vorige": vorige,
        "volgende": volgende,
        "anderen": anderen_aanwezig(aanvraag.zaak_id, deel, request.actor, nu=timezone.now()),
        "stukken": stukken_van(request, aanvraag.zaak, sectie.stukken) if sectie.stukken else [],
        "eisen": [e for e in stand_van(aanvraag, vandaag=request.actor.vandaag) if e.eis.sectie == sectie.sleutel],
        "leerling": aanvraag.zaak.dossier.leerling,
        "fouten": status == 422,
        **extra,
    }
    return render(request, "tlv/schrijven/onderdeel.html", context, status=status)


def _toon_conflict(request: Verzoek, aanvraag: Aanvraag, sectie: Sectie, getypt: Data) -> HttpResponse:
    """What was typed stays in the form; saving it again is a choice made knowingly."""
    rij = onderdeel_van(aanvraag.zaak, sectie.sleutel)
    getypt["versie"] = str(rij.versie)
    invulling = Invulling(sectie, _context(request, aanvraag), getypt, stil=True)
    return _toon(request, aanvraag, invulling, rij, status=409, conflict=botsing(request, invulling, rij))


def _plek(request: Verzoek, aanvraag: Aanvraag, sleutel: str) -> Schrijfplek:
    return Schrijfplek(aanvraag.zaak, _sectie(aanvraag, sleutel), _context(request, aanvraag), "tlv:onderdeel")


@require_POST
def bewaar(request: Verzoek, zaak_id: int, sleutel: str) -> JsonResponse:
    aanvraag = haal_concept(request, zaak_id, f"onderdeel:{sleutel}")
    return bewaar_tussendoor(request, _plek(request, aanvraag, sleutel))


@require_POST
def aanwezig(request: Verzoek, zaak_id: int, sleutel: str) -> JsonResponse:
    aanvraag = haal_concept(request, zaak_id, f"onderdeel:{sleutel}")
    return meld_bij(request, _plek(request, aanvraag, sleutel))


@require_POST
def upload(request: Verzoek, zaak_id: int, sleutel: str) -> JsonResponse:
    """One file at a time, with its verdict at once."""
    aanvraag = haal_concept(request, zaak_id, f"onderdeel:{sleutel}")
    sectie = _sectie(aanvraag, sleutel)
    bestand = request.FILES.get("bestand")
    if bestand is None or not sectie.stukken:
        return JsonResponse({"ok": False, "melding": "Kies een bestand."}, status=422)
    goed, melding = voeg_bestand_toe(request, aanvraag, bestand, sectie.stukken[0])
    return JsonResponse({"ok": goed, "melding": melding}, status=200 if goed else 422)


def voeg_bestand_toe(request: Verzoek, aanvraag: Aanvraag, bestand: Any, soort: str) -> tuple[bool, str]:
    """Judge, then record. A refused file leaves no trace but its verdict."""
    keuring = keur_upload(bestand)
    if not keuring.goedgekeurd:
        return False, keuring.melding
    data = {"wat": "toevoegen", "soort": soort, "keuring": keuring}
    try:
        edit(aanvraag.zaak_id, "document", by=request.actor, data=data)
    except Geweigerd as weigering:
        return False, weigering.melding
    return True, keuring.melding


def _verwerk_bestanden(request: Verzoek, aanvraag: Aanvraag, sectie: Sectie) -> list[str]:
    """Files that came along with the form (without JavaScript). Returns a sentence for each that was refused."""
    geweigerd: list[str] = []
    for bestand in request.FILES.getlist("bestand") if sectie.stukken else ():
        goed, melding = voeg_bestand_toe(request, aanvraag, bestand, sectie.stukken[0])
        zin = f"{schone_naam(bestand.name or '')}: {melding}"
        if goed:
            messages.success(request, zin)
        else:
            geweigerd.append(zin)
    return geweigerd
