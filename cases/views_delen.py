"""Editing one part of a dossier: the same page for all of them. Nothing that was typed is lost on a conflict."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from cases.deelpaginas import Deelpagina, haal_deelpagina, maak_form, onderwerp_van
from cases.fouten import Conflict, GeenRecht, Geweigerd
from cases.models import Dossier
from cases.services import Bewerkt, bewerk_dossier
from cases.toegang import haal_dossier, mag_bewerken
from organisations.http import Verzoek
from ui import notatie
from ui.forms import DekkendForm

NIET_VOOR_DATA = {"versie", "sleutel"}


def deel(request: Verzoek, dossier_id: int, deel: str, rij_id: int | None = None) -> HttpResponse:
    """Show and write one part of a dossier."""
    dossier = haal_dossier(request.actor, dossier_id, pagina=f"dossier:{deel}"[:60], nu=timezone.now())
    pagina = haal_deelpagina(deel, rij_id)
    if not mag_bewerken(request.actor, dossier):
        raise GeenRecht
    onderwerp = onderwerp_van(pagina, deel, dossier, rij_id)
    data = request.POST if request.method == "POST" else None
    form = maak_form(pagina, request.actor, onderwerp, dossier.versie, data, nieuw=onderwerp is None)
    if data is None:
        return _toon(request, dossier, pagina, form, onderwerp, status=200)
    try:
        bewerkt = _schrijf(request, form, dossier.pk, deel, rij_id)
    except Conflict as conflict:
        opnieuw = _met_versie_van_nu(request, dossier, pagina, onderwerp)
        if onderwerp is None or set(opnieuw.changed_data) - NIET_VOOR_DATA:
            return _toon_conflict(request, dossier, pagina, opnieuw, onderwerp, conflict)
        bewerkt = _schrijf(request, opnieuw, dossier.pk, deel, rij_id)
    if bewerkt is None:
        return _toon(request, dossier, pagina, form, onderwerp, status=422)
    messages.success(request, pagina.bericht)
    return redirect("cases:dossier", dossier.pk)


def _schrijf(request: Verzoek, form: DekkendForm, dossier_id: int, deel: str, rij_id: int | None) -> Bewerkt | None:
    """Through the door; None when the form has to be shown again."""
    if not form.is_valid():
        return None
    schoon = form.cleaned_data
    try:
        return bewerk_dossier(
            dossier_id,
            deel,
            by=request.actor,
            data={naam: waarde for naam, waarde in schoon.items() if naam not in NIET_VOOR_DATA},
            nu=timezone.now(),
            rij_id=rij_id,
            verwachte_versie=schoon.get("versie"),
            sleutel=schoon.get("sleutel") or "",
        )
    except Geweigerd as weigering:
        weigering.zet_bij(form)
        return None


def _met_versie_van_nu(request: Verzoek, dossier: Dossier, pagina: Deelpagina, onderwerp: Any) -> DekkendForm:
    """What was typed, held against what is stored now. The version is of the whole dossier: often nothing differs."""
    dossier.refresh_from_db()
    if onderwerp is not None:
        onderwerp.refresh_from_db()
    data = request.POST.copy()
    data["versie"] = str(dossier.versie)
    return maak_form(pagina, request.actor, onderwerp, dossier.versie, data, nieuw=onderwerp is None)


def _toon_conflict(
    request: Verzoek, dossier: Dossier, pagina: Deelpagina, opnieuw: DekkendForm, onderwerp: Any, conflict: Conflict
) -> HttpResponse:
    """The same form with what was typed, what is stored now beside it, and the version of now: send again to save."""
    verschillen = _verschillen(opnieuw) if onderwerp is not None else []
    extra = {"conflict": conflict.melding, "verschillen": verschillen}
    return _toon(request, dossier, pagina, opnieuw, onderwerp, status=409, **extra)


def _verschillen(form: DekkendForm) -> list[tuple[str, str]]:
    """Fields in which what is stored now differs from what was typed, with what is stored."""
    anders = [naam for naam in form.changed_data if naam in form.initial and naam not in NIET_VOOR_DATA]
    return [(str(form.fields[naam].label), _leesbaar(form, naam)) for naam in anders]


def _leesbaar(form: DekkendForm, naam: str) -> str:
    waarde = form.initial[naam]
    if waarde is None or waarde == "":
        return "(leeg)"
    if hasattr(waarde, "year"):
        return notatie.datum(waarde)
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    keuzes = {str(k): str(label) for k, label in getattr(form.fields[naam], "choices", ())}
    return keuzes.get(str(waarde), str(waarde))


def _toon(
    request: Verzoek,
    dossier: Dossier,
    pagina: Deelpagina,
    form: DekkendForm,
    onderwerp: Any,
    *,
    status: int,
    **extra: Any,
) -> HttpResponse:
    context = {
        "dossier": dossier,
        "leerling": dossier.leerling,
        "form": form,
        "titel": pagina.titel if onderwerp is not None else pagina.titel_nieuw,
        "onderwerp": onderwerp,
        "deelsoort": type(onderwerp).__name__.lower() if onderwerp is not None else "",
        **extra,
    }
    return render(request, "cases/deel.html", context, status=status)
