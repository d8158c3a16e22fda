"""The list of dossiers, opening one, and the page of a dossier."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases import pagina as gegevens
from cases.adres import adres_voor
from cases.deelpaginas import scholen_te_kiezen
from cases.forms import NieuwDossierForm
from cases.fouten import GeenRecht, Geweigerd, NietGevonden
from cases.models import Dossier
from cases.services import eigen_dubbelen, neem_dossier_in_gebruik, open_dossier
from cases.toegang import haal_dossier, leg_zoeken_vast, mag_bewerken, mag_openen
from organisations.actor import Actor
from organisations.http import Verzoek, als_nummer
from organisations.models import School
from organisations.rollen import Rol

NIET_VOOR_DATA = {"versie", "sleutel", "school", "toch_nieuw"}


@require_safe
def dossiers(request: Verzoek) -> HttpResponse:
    """The dossiers of the own school, or those that reached the samenwerkingsverband."""
    if not (request.actor.is_school or request.actor.rol == Rol.SECRETARIAAT):
        raise GeenRecht
    filter_ = request.GET.get("filter", "")
    keuze = filter_ if filter_ in gegevens.FILTERS else ""
    q = request.GET.get("q", "")[:200]
    lijst = gegevens.dossierlijst(request.actor, q=q, filter_=keuze, na=request.GET.get("na", ""))
    if q.strip():
        leg_zoeken_vast(request.actor, [regel.dossier.leerling_id for regel in lijst.regels])
    filters = [{"waarde": w, "label": label, "actief": w == keuze} for w, label in gegevens.FILTERS.items()]
    context = {
        "lijst": lijst,
        "q": q,
        "keuze": keuze,
        "filters": filters,
        "mag_openen": mag_openen(request.actor),
        "toon_school": not request.actor.is_school,
    }
    return render(request, "cases/dossiers.html", context)


def dossier_nieuw(request: Verzoek) -> HttpResponse:
    """Open a dossier. A likely double at another school changes nothing on this page (domain.md §8)."""
    if not mag_openen(request.actor):
        raise GeenRecht
    form = _nieuw_form(request)
    if request.method != "POST" or not form.is_valid():
        return _toon_nieuw(request, form, [])
    school, data = form.cleaned_data["school"], _data(form)
    try:
        if gekozen := request.POST.get("gebruik", ""):
            dossier = _gebruik(request.actor, gekozen, school, data)
        else:
            dossier = open_dossier(
                by=request.actor,
                school_id=school.pk,
                data=data,
                sleutel=form.cleaned_data.get("sleutel") or "",
                toch_nieuw=form.cleaned_data["toch_nieuw"],
            )
    except Geweigerd as weigering:
        form.add_error("toch_nieuw" if weigering.veld == "toch_nieuw" else None, weigering.melding)
        return _toon_nieuw(request, form, eigen_dubbelen(request.actor, school, data))
    messages.success(request, f"Het dossier van {dossier.leerling.naam} is geopend.")
    return redirect("cases:dossier", dossier.pk)


def _nieuw_form(request: Verzoek) -> NieuwDossierForm:
    scholen = School.objects.filter(swv_id=request.actor.swv_id, gesloten_op__isnull=True)
    school = scholen.filter(pk=request.actor.school_id or 0).first() if request.actor.is_school else None
    return NieuwDossierForm(
        request.POST if request.method == "POST" else None,
        scholen=scholen.filter(pk=school.pk) if school else scholen,
        alle_scholen=scholen_te_kiezen(request.actor).exclude(pk=request.actor.school_id or 0),
        school=school,
    )


def _data(form: NieuwDossierForm) -> dict[str, Any]:
    return {naam: waarde for naam, waarde in form.cleaned_data.items() if naam not in NIET_VOOR_DATA}


def _gebruik(actor: Actor, gekozen: str, school: School, data: dict[str, Any]) -> Dossier:
    dossier_id = als_nummer(gekozen)
    if dossier_id is None:
        raise NietGevonden
    return neem_dossier_in_gebruik(dossier_id, by=actor, school_id=school.pk, data=data)


def _toon_nieuw(request: Verzoek, form: NieuwDossierForm, dubbelen: list[Any]) -> HttpResponse:
    context = {"form": form, "dubbelen": dubbelen, "namens": not request.actor.is_school}
    return render(request, "cases/nieuw.html", context, status=422 if form.is_bound else 200)


@require_safe
def dossier(request: Verzoek, dossier_id: int) -> HttpResponse:
    """One page with all that the dossier holds."""
    actor = request.actor
    rij = haal_dossier(actor, dossier_id, pagina="dossier", nu=timezone.now())
    if rij.pk != dossier_id:
        return redirect("cases:dossier", rij.pk)
    kaarten = gegevens.ouderkaarten(actor, rij.leerling)
    betrokkenen = gegevens.schoolbetrokkenen_van(rij)
    context = {
        "dossier": rij,
        "leerling": rij.leerling,
        "leeftijd": rij.leerling.leeftijd(actor.vandaag),
        "adres": adres_voor(actor, rij.leerling),
        "kaarten": kaarten,
        "aandachtspunten": gegevens.aandachtspunten(rij.leerling, kaarten, actor.vandaag),
        "inschrijvingen": _inschrijvingen(rij, actor),
        "betrokkenen": [wie for wie in betrokkenen if wie.tot is None],
        "oud_betrokkenen": [wie for wie in betrokkenen if wie.tot is not None],
        "zaken": gegevens.zaken_in(rij, actor),
        "mag_bewerken": mag_bewerken(actor, rij),
        "vandaag": actor.vandaag,
    }
    return render(request, "cases/dossier.html", context)


def _inschrijvingen(rij: Dossier, actor: Actor) -> list[dict[str, Any]]:
    return [
        {
            "rij": i,
            "nu": i.van <= actor.vandaag and (i.tot is None or i.tot >= actor.vandaag),
            "klas": gegevens.klas_van(i),
        }
        for i in gegevens.inschrijvingen_van(rij)
    ]
