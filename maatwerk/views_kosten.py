"""What is spent of a plan, and the budget of the samenwerkingsverband per school year."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from maatwerk import budget, geld, kosten
from maatwerk.beleid import beleid_van
from maatwerk.forms_planstap import BudgetForm, KostenForm
from maatwerk.models_plan import Budgetwijziging, Kostenpost
from maatwerk.views_plan import haal_plan
from organisations.http import METHODEN, Verzoek, formulierstatus
from workflow.formulieren import bewerk, uit_formulier, versie_van
from workflow.fouten import GeenRecht, NietGevonden

EERSTE_JAAR, JAREN_VOORUIT = 2000, 10


@require_http_methods(METHODEN)
def kostenpagina(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Every line of the approved offer with what was spent on it, and a form for who gets the invoices."""
    traject = haal_plan(request, zaak_id, "kosten")
    versie = kosten.goedgekeurde(traject)
    if versie is None:
        raise NietGevonden
    mag, regels = kosten.mag_boeken(request.actor, traject), kosten.kostenregels(traject)
    if request.method == "POST" and not mag:
        raise GeenRecht
    form = KostenForm(request.POST or None, regels=regels)
    if request.method == "POST" and bewerk(request, form, zaak_id, "kosten") is not None:
        messages.success(request, "De kosten zijn geboekt.")
        return redirect("maatwerk:kosten", zaak_id)
    posten = Kostenpost.objects.filter(traject=traject).select_related("door")
    namen = {regel.rij: regel.omschrijving for regel in regels}
    context = {
        "zaak": traject.zaak,
        "actief": "kosten",
        "versie": versie,
        "regels": regels,
        "begroot": sum((regel.begroot for regel in regels), geld.NUL),
        "uitgegeven": sum((regel.uitgegeven for regel in regels), geld.NUL),
        "over": sum((regel.over for regel in regels), geld.NUL),
        "jaren": sorted(budget.reserveringen(traject).items()),
        "posten": [(post, namen.get(post.rij, "")) for post in posten],
        "beleid": beleid_van(traject),
        "form": form if mag else None,
    }
    return render(request, "maatwerk/plan/kosten.html", context, status=formulierstatus(request))


@require_safe
def budgetpagina(request: Verzoek) -> HttpResponse:
    """Granted, promised, spent and free per school year, with every change of what was granted."""
    if not budget.mag_lezen(request.actor):
        raise GeenRecht
    regels = budget.overzicht(request.actor.eigen_swv_id, vandaag=request.actor.vandaag)
    context = {
        "regels": [
            (
                regel,
                list(budget.trajecten_in(regel.budget)) if regel.budget else [],
                list(regel.budget.wijzigingen.select_related("door")) if regel.budget else [],
            )
            for regel in regels
        ],
        "mag_toekennen": budget.mag_toekennen(request.actor),
    }
    return render(request, "maatwerk/budget/budget.html", context)


@require_http_methods(METHODEN)
def budget_toekennen(request: Verzoek, jaar: int) -> HttpResponse:
    """Change what is granted for one school year, with a reason."""
    if not budget.mag_toekennen(request.actor):
        raise GeenRecht
    swv_id, vandaag = request.actor.eigen_swv_id, request.actor.vandaag
    if not EERSTE_JAAR <= jaar <= vandaag.year + JAREN_VOORUIT:
        raise NietGevonden
    regels = {regel.schooljaar: regel for regel in budget.overzicht(swv_id, vandaag=vandaag)}
    regel = regels.get(jaar) or budget.Budgetregel(jaar)
    begin = {"versie": regel.versie, "toegekend": regel.toegekend if regel.budget else None}
    form = BudgetForm(request.POST or None, initial=begin)
    if request.method == "POST" and uit_formulier(form, partial(_ken_toe, request, form, jaar)) is not None:
        messages.success(request, f"Het budget voor schooljaar {regel.in_woorden} is aangepast.")
        return redirect("maatwerk:budget")
    context = {"regel": regel, "form": form}
    return render(request, "maatwerk/budget/toekennen.html", context, status=formulierstatus(request))


def _ken_toe(request: Verzoek, form: BudgetForm, jaar: int, data: dict[str, Any]) -> Budgetwijziging:
    hoe: dict[str, Any] = {"by": request.actor, "reden": data["reden"], "versie": versie_van(form) or 0}
    return budget.ken_toe(request.actor.eigen_swv_id, jaar, data["toegekend"], **hoe, nu=timezone.now())
