"""Pages of a meeting: the list, planning, its agenda, who was there, closing, and the minutes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents.antwoord import antwoord_met_bestand
from organisations.http import METHODEN, Verzoek, formulierstatus
from vergaderingen import afsluiten, plannen
from vergaderingen.beeld import agenda, wachtlijst
from vergaderingen.forms import AfgelastForm, BevestigForm, PlanForm, PresentieForm, begin_van
from vergaderingen.formulieren import doe
from vergaderingen.models import Vergadering, mag_regelen
from vergaderingen.toegang import (
    eis_regelaar,
    haal_vergadering,
    mag_vergaderen,
    zonder_belang,
)
from vergaderingen.woorden import waar
from workflow.formulieren import versie_van
from workflow.fouten import GeenRecht, NietGevonden

GETOOND = 50


@require_safe
def lijst(request: Verzoek) -> HttpResponse:
    """Meetings that come and meetings that were; for who organises also what waits for one."""
    if not mag_vergaderen(request.actor):
        raise GeenRecht
    rijen = Vergadering.objects.zichtbaar_voor(request.actor).select_related("commissie")
    komend = rijen.gepland()
    geweest = rijen.exclude(stand=Vergadering.Stand.GEPLAND).order_by("-begin", "-pk")
    context = {
        "komend": komend[:GETOOND],
        "geweest": geweest[:GETOOND],
        "wacht": wachtlijst(request.actor),
        "regelt": mag_regelen(request.actor),
        "nu": timezone.now(),
    }
    return render(request, "vergaderingen/lijst.html", context)


@require_http_methods(METHODEN)
def nieuw(request: Verzoek) -> HttpResponse:
    """Plan a meeting; the commission is ticked already."""
    eis_regelaar(request.actor)
    leden = plannen.uit_te_nodigen(request.actor.eigen_swv_id, request.actor.vandaag)
    form = PlanForm(request.POST or None, leden=leden, vanaf=request.actor.vandaag)
    gemaakt: list[Vergadering] = []
    if doe(request, form, lambda data: gemaakt.append(plannen.plan(request.actor, data, nu=timezone.now()))):
        messages.success(request, "De vergadering is gepland. Wie is uitgenodigd, krijgt een bericht.")
        return redirect(gemaakt[0])
    return render(request, "vergaderingen/plannen.html", {"form": form}, status=formulierstatus(request))


@require_safe
def vergadering(request: Verzoek, vergadering_id: int) -> HttpResponse:
    """The agenda in order, who is asked, and what can be done now."""
    rij = haal_vergadering(request.actor, vergadering_id, pagina="vergadering")
    return render(request, "vergaderingen/vergadering.html", _beeld(request, rij))


def _beeld(request: Verzoek, rij: Vergadering) -> dict[str, Any]:
    regelt = mag_regelen(request.actor) and rij.is_open
    regels = agenda(request.actor, rij)
    dicht = {regel.punt.pk for regel in regels if regel.gesloten}
    acties = rij.actiepunten.select_related("wie__user", "punt")
    return {
        "vergadering": rij,
        "waar": waar(rij),
        "regels": regels,
        "genodigden": rij.genodigden.select_related("lid__user"),
        "acties": [actie for actie in acties if actie.punt_id not in dicht],
        "regelt": regelt,
        "begonnen": rij.is_begonnen(timezone.now()),
        "verslag_te_lezen": not dicht,
    }


@require_http_methods(METHODEN)
def wijzigen(request: Verzoek, vergadering_id: int) -> HttpResponse:
    """Another time, place or circle."""
    rij = _te_regelen(request, vergadering_id)
    leden = plannen.uit_te_nodigen(request.actor.eigen_swv_id, request.actor.vandaag)
    vanaf = None if rij.is_begonnen(timezone.now()) else request.actor.vandaag
    form = PlanForm(request.POST or None, leden=leden, vanaf=vanaf, initial=begin_van(rij))
    if doe(
        request,
        form,
        lambda data: plannen.wijzig(request.actor, rij.pk, data, versie=versie_van(form), nu=timezone.now()),
    ):
        messages.success(request, "De vergadering is gewijzigd. Wie het aangaat, krijgt een bericht.")
        return redirect(rij)
    context = {"form": form, "vergadering": rij}
    return render(request, "vergaderingen/plannen.html", context, status=formulierstatus(request))


@require_http_methods(METHODEN)
def afgelasten(request: Verzoek, vergadering_id: int) -> HttpResponse:
    """It does not take place; what was on the agenda waits for another one."""
    rij = _te_regelen(request, vergadering_id)
    form = AfgelastForm(request.POST or None)
    if doe(request, form, lambda data: plannen.last_af(request.actor, rij.pk, reden=data["reden"], nu=timezone.now())):
        messages.success(request, "De vergadering is afgelast. De punten wachten op een volgende vergadering.")
        return redirect(rij)
    context = {"form": form, "vergadering": rij}
    return render(request, "vergaderingen/afgelasten.html", context, status=formulierstatus(request))


@require_POST
def rondsturen(request: Verzoek, vergadering_id: int) -> HttpResponse:
    """Tell the invited that the agenda is there."""
    rij = _te_regelen(request, vergadering_id)
    plannen.stuur_rond(request.actor, rij.pk, nu=timezone.now())
    messages.success(request, "Wie is uitgenodigd, krijgt bericht dat de agenda klaarstaat.")
    return redirect(rij)


@require_http_methods(METHODEN)
def aanwezig(request: Verzoek, vergadering_id: int) -> HttpResponse:
    """Who was there."""
    rij = _te_regelen(request, vergadering_id)
    genodigden = rij.genodigden.select_related("lid__user")
    form = PresentieForm(request.POST or None, genodigden=genodigden, initial={"versie": rij.presentie_versie})
    if doe(
        request,
        form,
        lambda data: afsluiten.leg_presentie_vast(
            request.actor, rij.pk, form.aanwezig, versie=versie_van(form), nu=timezone.now()
        ),
    ):
        messages.success(request, "Vastgelegd wie er waren.")
        return redirect(rij)
    context = {"form": form, "vergadering": rij}
    return render(request, "vergaderingen/aanwezig.html", context, status=formulierstatus(request))


@require_http_methods(METHODEN)
def sluiten(request: Verzoek, vergadering_id: int) -> HttpResponse:
    """What is still to be done; then close, and the minutes are made."""
    rij = _te_regelen(request, vergadering_id)
    nu = timezone.now()
    form = BevestigForm(request.POST or None)
    if doe(request, form, lambda data: afsluiten.sluit_af(request.actor, rij.pk, nu=nu)):
        messages.success(request, "De vergadering is afgesloten. Het verslag wordt gemaakt en verzegeld.")
        return redirect(rij)
    context = {
        "form": form,
        "vergadering": rij,
        "ontbreekt": afsluiten.wat_ontbreekt(rij, nu=nu),
        "regels": agenda(request.actor, rij),
    }
    return render(request, "vergaderingen/sluiten.html", context, status=formulierstatus(request))


@require_safe
def verslag(request: Verzoek, vergadering_id: int) -> HttpResponse:
    """The minutes, for who was invited or organises and had no stake in any item: they are one paper."""
    rij = haal_vergadering(request.actor, vergadering_id, pagina="vergaderverslag")
    if rij.verslag is None or rij.verslag.bestand is None:
        raise NietGevonden
    if not zonder_belang(request.actor, rij):
        raise GeenRecht
    return antwoord_met_bestand(rij.verslag.bestand, rij.verslag.naam)


def _te_regelen(request: Verzoek, vergadering_id: int) -> Vergadering:
    """The meeting, for who organises; the rule of each act says whether it is still open."""
    rij = haal_vergadering(request.actor, vergadering_id, pagina="vergadering")
    eis_regelaar(request.actor)
    return rij
