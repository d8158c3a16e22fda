"""Writing a request: the task list, one section at a time, autosave and presence."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.models import Zaak
from documents.keuring import keur_upload, schone_naam
from documents.models import Document
from organisations.http import METHODEN, Verzoek
from tlv import rechten
from tlv.bevriezen import geldig_stuk, gewijzigd_sinds, handtekeningen_van
from tlv.eisen import Meter
from tlv.feiten import stand_van
from tlv.models import Aanvraag
from tlv.schrijven import sectiestanden
from tlv.secties import PER_SLEUTEL, secties_van
from tlv.stukken import TOEVOEGBAAR
from tlv.toegang import haal_aanvraag
from workflow.edit import edit
from workflow.forms_secties import Sectiecontext
from workflow.fouten import GeenRecht, Geweigerd, NietGevonden
from workflow.secties import Sectie
from workflow.views.secties import Schrijfpagina, Schrijfplek, bewaar_tussendoor, meld_bij, schrijf_sectie


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


def _plek(request: Verzoek, aanvraag: Aanvraag, sleutel: str) -> Schrijfplek:
    return Schrijfplek(aanvraag.zaak, _sectie(aanvraag, sleutel), _context(request, aanvraag), "tlv:onderdeel")


@require_http_methods(METHODEN)
def onderdeel(request: Verzoek, zaak_id: int, sleutel: str) -> HttpResponse:
    """One section of the request, with its papers and what is needed of it."""
    aanvraag = haal_concept(request, zaak_id, f"onderdeel:{sleutel}")
    plek = _plek(request, aanvraag, sleutel)
    pagina = Schrijfpagina(
        sjabloon="tlv/schrijven/onderdeel.html",
        actief="schrijven",
        secties=secties_van(aanvraag.route),
        lijst="tlv:schrijven",
        erbij=lambda: _erbij(request, aanvraag, plek.sectie),
        bestanden=lambda: _verwerk_bestanden(request, aanvraag, plek.sectie),
    )
    return schrijf_sectie(request, plek, pagina)


def _erbij(request: Verzoek, aanvraag: Aanvraag, sectie: Sectie) -> dict[str, Any]:
    return {
        "aanvraag": aanvraag,
        "stukken": stukken_van(request, aanvraag.zaak, sectie.stukken) if sectie.stukken else [],
        "eisen": [e for e in stand_van(aanvraag, vandaag=request.actor.vandaag) if e.eis.sectie == sectie.sleutel],
        "leerling": aanvraag.zaak.dossier.leerling,
    }


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
