"""The holidays: kept by the administrator, who sees what a change moves before it is made."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from deadlines import feestdagen
from deadlines.forms import FeestdagForm
from deadlines.models import Feestdag, Kalendercontrole
from organisations.http import METHODEN, Verzoek, als_nummer
from ui.notatie import datum

HERREKEND = "De lopende termijnen worden nu opnieuw berekend. U krijgt bericht wat er verschoof."


def _wijzigen(request: Verzoek) -> None:
    if not feestdagen.mag_wijzigen(request.actor):
        raise PermissionDenied


@require_safe
def lijst(request: Verzoek) -> HttpResponse:
    """The days off of one year, with the years that still have to be looked at."""
    if not feestdagen.mag_lezen(request.actor):
        raise PermissionDenied
    alle = list(Feestdag.objects.all())
    jaar = als_nummer(request.GET.get("jaar", "")) or request.actor.vandaag.year
    context = {
        "jaar": jaar,
        "jaren": feestdagen.jaren_in(alle),
        "dagen": [dag for dag in alle if dag.datum.year == jaar],
        "controle": Kalendercontrole.objects.filter(jaar=jaar).select_related("door").first(),
        "te_controleren": feestdagen.te_controleren(request.actor.vandaag),
        "mag_wijzigen": feestdagen.mag_wijzigen(request.actor),
    }
    return render(request, "deadlines/feestdagen.html", context)


@require_http_methods(METHODEN)
def nieuw(request: Verzoek) -> HttpResponse:
    """A day more: first what it moves, then it is done."""
    _wijzigen(request)
    form = FeestdagForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _formulier(request, form, status=422 if form.is_bound else 200)
    dag, naam = form.cleaned_data["datum"], form.cleaned_data["naam"]
    if "bevestig" not in request.POST:
        eigen = feestdagen.voorbeeld(dag, naam, swv_id=request.actor.eigen_swv_id)
        return _formulier(request, form, verschuivingen=eigen, dag=dag)
    bron, nu = form.cleaned_data["bron"], timezone.now()
    try:
        feestdagen.voeg_toe(request.actor, dag=dag, naam=naam, bron=bron, nu=nu)
    except IntegrityError:
        form.add_error("datum", "Deze dag staat er al in.")
        return _formulier(request, form, status=422)
    messages.success(request, f"{datum(dag)} staat nu in de tabel. {HERREKEND}")
    return _terug(dag.year)


def _formulier(request: Verzoek, form: FeestdagForm, *, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, "deadlines/feestdag_nieuw.html", {"form": form, **context}, status=status)


@require_http_methods(METHODEN)
def weghalen(request: Verzoek, feestdag_id: int) -> HttpResponse:
    """A day less: what it moves, and then it is done."""
    _wijzigen(request)
    dag = Feestdag.objects.filter(pk=feestdag_id).first()
    if dag is None:
        raise Http404
    if request.method != "POST":
        eigen = feestdagen.voorbeeld(dag.datum, None, swv_id=request.actor.eigen_swv_id)
        blijven = feestdagen.die_blijven(dag.datum, swv_id=request.actor.eigen_swv_id)
        context = {"dag": dag, "verschuivingen": eigen, "blijven": blijven}
        return render(request, "deadlines/feestdag_weg.html", context)
    if feestdagen.haal_weg(request.actor, feestdag_id, nu=timezone.now()) is not None:
        messages.success(request, f"{datum(dag.datum)} is weggehaald. {HERREKEND}")
    return _terug(dag.datum.year)


@require_POST
def controleren(request: Verzoek, jaar: int) -> HttpResponse:
    """The yearly task: somebody looked at this year."""
    _wijzigen(request)
    if not MINYEAR <= jaar <= MAXYEAR or not Feestdag.objects.filter(datum__year=jaar).exists():
        raise Http404
    feestdagen.vink_af(request.actor, jaar)
    messages.success(request, f"De feestdagen van {jaar} zijn nagekeken.")
    return _terug(jaar)


def _terug(jaar: int) -> HttpResponse:
    antwoord = redirect("deadlines:feestdagen")
    antwoord["Location"] += f"?jaar={jaar}"
    return antwoord
