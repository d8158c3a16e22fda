"""Versions of a plan: reading one, what differs, and the decision of the director."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from maatwerk import budget, geld, plan, plantekenen, schoolbelang
from maatwerk.forms import RedenForm
from maatwerk.kosten import boven_per_jaar
from maatwerk.models import Status, Traject
from maatwerk.models_plan import Planversie
from maatwerk.planbrief import REKENWIJZE, hoeveel, periode, wie_betaalt
from maatwerk.planinhoud import Rij, blokken, regels_van, rijen_van
from maatwerk.plansecties import OFFERTE, PLANSECTIES
from maatwerk.verschil import planverschil
from maatwerk.views_plan import haal_plan
from organisations.http import Verzoek, formulierstatus
from workflow.formulieren import seconden_over, voer_uit
from workflow.fouten import Conflict, GeenRecht, NietGevonden
from workflow.versies import Regel


def _versie(traject: Traject, nummer: int) -> Planversie:
    versies = traject.planversies.select_related("document", "vastgelegd_door", "beoordeeld_door", "school")
    versie = versies.filter(nummer=nummer).first()
    if versie is None:
        raise NietGevonden
    return versie


@dataclass(frozen=True)
class Hoofdstuk:
    """One section of a version on a page; the lines of the offer are a table of their own."""

    titel: str
    regels: tuple[Regel, ...]
    rijen_naam: str
    rijen: list[Rij]


def hoofdstukken(versie: Planversie) -> list[Hoofdstuk]:
    blok = {b.sleutel: b.regels for b in blokken(versie.inhoud)}
    return [
        Hoofdstuk(
            s.label,
            blok[s.sleutel],
            s.rijen[0].titel if s.rijen else "",
            [rij for lijst in s.rijen for rij in rijen_van(versie.inhoud, s.sleutel, lijst)],
        )
        for s in PLANSECTIES
        if s.sleutel != OFFERTE
    ]


def offerte(versie: Planversie) -> dict[str, Any]:
    """The offer of a version as tables."""
    regels = regels_van(versie.inhoud)
    return {
        "regels": [(regel, hoeveel(regel), periode(regel), wie_betaalt(regel)) for regel in regels],
        "betalers": [(geld.Betaler(wie).label, som) for wie, som in geld.per_betaler(regels).items()],
        "tarieven": [(geld.Btw(btw).label, som) for btw, som in geld.per_btw(regels).items()],
        "totaal": geld.totaal(regels),
        "jaren": plan.bedragen_per_jaar(regels),
        "rekenwijze": REKENWIJZE,
        "toelichting": versie.inhoud["secties"].get(OFFERTE, {}).get("toelichting", ""),
    }


@require_safe
def versie(request: Verzoek, zaak_id: int, nummer: int) -> HttpResponse:
    """One version to read and to print."""
    traject = haal_plan(request, zaak_id, "plan_versie")
    rij = _versie(traject, nummer)
    context = {
        "zaak": traject.zaak,
        "actief": "plan",
        "versie": rij,
        "hoofdstukken": hoofdstukken(rij),
        "offerte": offerte(rij),
    }
    return render(request, "maatwerk/plan/versie.html", context)


@require_safe
def verschil(request: Verzoek, zaak_id: int, nummer: int) -> HttpResponse:
    """What a version changed, against the one before it."""
    traject = haal_plan(request, zaak_id, "plan_verschil")
    rij = _versie(traject, nummer)
    vorige = _versie(traject, nummer - 1)
    context = {
        "zaak": traject.zaak,
        "actief": "plan",
        "versie": rij,
        "vorige": vorige,
        "verschil": planverschil(vorige.inhoud, rij.inhoud),
    }
    return render(request, "maatwerk/plan/verschil.html", context)


# -- the director ----------------------------------------------------------------------------------

GOED: dict[str, Any] = {
    "label": "Toelichting",
    "uitleg": "Mag leeg blijven. De casemanager leest dit.",
    "verplicht": False,
}
TERUG: dict[str, Any] = {"label": "Wat moet er anders?", "uitleg": "De casemanager en de ontvangende school lezen dit."}


NIET_BIJ_U = "Dit plan wacht nu niet op uw besluit. Er is niets gewijzigd."


def _haal_besluit(request: Verzoek, zaak_id: int) -> Traject:
    traject = haal_plan(request, zaak_id, "plan_besluit")
    if not plan.rechten.is_directeur(request.actor, traject):
        raise GeenRecht
    return traject


@require_safe
def besluit(request: Verzoek, zaak_id: int) -> HttpResponse:
    """The plan, what it asks of the budget, and the two ways out."""
    traject = _haal_besluit(request, zaak_id)
    if traject.status != Status.PLAN_BIJ_DIRECTEUR:
        return redirect("maatwerk:plan", zaak_id)
    return _toon_besluit(request, traject)


def _toon_besluit(
    request: Verzoek, traject: Traject, *, goed: RedenForm | None = None, terug: RedenForm | None = None
) -> HttpResponse:
    rij = plan.voorgelegde(traject)
    if rij is None or traject.status != Status.PLAN_BIJ_DIRECTEUR:
        raise Conflict(NIET_BIJ_U)
    begin, vandaag = {"versie": traject.zaak.versie}, request.actor.vandaag
    eerder = traject.planversies.filter(nummer__lt=rij.nummer).order_by("-nummer").first()
    jaren = budget.past(traject, plan.gevraagd(rij))
    context = {
        "zaak": traject.zaak,
        "actief": "plan",
        "versie": rij,
        "hoofdstukken": hoofdstukken(rij),
        "offerte": offerte(rij),
        "vorige": eerder,
        "verschil": planverschil(eerder.inhoud, rij.inhoud) if eerder else None,
        "jaren": jaren,
        "boven": sum(boven_per_jaar(traject, regels_van(rij.inhoud)).values(), geld.NUL),
        "tekort": any(jaar.tekort for jaar in jaren),
        "getekend": plantekenen.getekend(traject),
        "belang": schoolbelang.eigen_belang(traject, rij, request.actor.persoon_id, op=vandaag),
        "goed": goed or RedenForm(initial=begin, prefix="goed", **GOED),
        "terug": terug or RedenForm(initial=begin, prefix="terug", **TERUG),
        "forms": [form for form in (goed, terug) if form],
        "seconden": seconden_over(request),
    }
    return render(request, "maatwerk/plan/besluit.html", context, status=formulierstatus(request))


@require_POST
def goedkeuren(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Approve and sign: the money is promised at the same moment."""
    traject = _haal_besluit(request, zaak_id)
    form = RedenForm(request.POST, prefix="goed", **GOED)
    if voer_uit(request, form, zaak_id, "plan_goedkeuren") is None:
        return _toon_besluit(request, traject, goed=form)
    messages.success(request, "Het plan is goedgekeurd en ondertekend. Het geld is gereserveerd.")
    return redirect("maatwerk:plan", zaak_id)


@require_POST
def teruggeven(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Back to the casemanager, with remarks."""
    traject = _haal_besluit(request, zaak_id)
    form = RedenForm(request.POST, prefix="terug", **TERUG)
    if voer_uit(request, form, zaak_id, "plan_teruggeven") is None:
        return _toon_besluit(request, traject, terug=form)
    messages.success(request, "Het plan is teruggegeven. De casemanager krijgt uw opmerkingen.")
    return redirect("maatwerk:plan", zaak_id)
