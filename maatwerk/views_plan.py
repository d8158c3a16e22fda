"""Writing a plan with its offer: what there is to do, one section at a time, and the check before it is signed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maatwerk import budget, geld, plan, stappen
from maatwerk.forms_planstap import VoorleggenForm
from maatwerk.kosten import boven_per_jaar
from maatwerk.models import Status, Traject
from maatwerk.planinhoud import inhoud_van, voorlopige_regels
from maatwerk.plansecties import OFFERTE, PER_SLEUTEL, PLANSECTIES, PLEK
from maatwerk.schoolbelang import eigen_school, gekozen_school
from maatwerk.toegang import voor_medewerkers
from maatwerk.verschil import planverschil
from organisations.http import METHODEN, Verzoek, formulierstatus
from workflow.formulieren import voer_uit
from workflow.fouten import GeenRecht, NietGevonden
from workflow.onderdelen import VOORVOEGSEL
from workflow.secties import Sectie, vragen_en_antwoorden
from workflow.views.secties import Schrijfpagina, Schrijfplek, bewaar_tussendoor, meld_bij, schrijf_sectie


def haal_plan(request: Verzoek, zaak_id: int, pagina: str) -> Traject:
    """The track, for whoever may read its plan; 404 when invisible, 403 when this hat does not work on it."""
    traject = voor_medewerkers(request, zaak_id, pagina=pagina)
    if not plan.mag_lezen(request.actor, traject):
        raise GeenRecht
    return traject


def haal_concept(request: Verzoek, zaak_id: int, pagina: str) -> Traject:
    """The same for who writes it, while it is written."""
    traject = haal_plan(request, zaak_id, pagina)
    if not plan.mag_schrijven(request.actor, traject):
        raise GeenRecht
    return traject


@require_safe
def overzicht(request: Verzoek, zaak_id: int) -> HttpResponse:
    """The plan now: its sections and what they come to while it is written, its versions, and what is to be done."""
    traject = haal_plan(request, zaak_id, "plan")
    versies = list(traject.planversies.select_related("vastgelegd_door", "document").order_by("-nummer"))
    schrijft = plan.mag_schrijven(request.actor, traject)
    context = {
        "zaak": traject.zaak,
        "traject": traject,
        "actief": "plan",
        "versies": versies,
        "schrijft": schrijft,
        "in_voorbereiding": traject.status == Status.PLAN,
        "opmerkingen": plan.laatste_opmerkingen(traject) if traject.status == Status.PLAN else None,
        "voorgelegd": plan.voorgelegde(traject),
        "goedgekeurd": plan.goedgekeurde(traject),
        "stappen": stappen.mogelijk(request.actor, traject),
        "besluiten": traject.status == Status.PLAN_BIJ_DIRECTEUR and plan.rechten.is_directeur(request.actor, traject),
        **(_concept(request, traject) if traject.status == Status.PLAN else {}),
    }
    return render(request, "maatwerk/plan/overzicht.html", context)


def _concept(request: Verzoek, traject: Traject) -> dict[str, Any]:
    """The sections with their state, and what the lines so far come to."""
    standen = plan.sectiestanden(traject, vandaag=request.actor.vandaag)
    return {
        "standen": standen,
        "af": sum(stand.af for stand in standen),
        **_bedragen(traject),
    }


def _bedragen(traject: Traject) -> dict[str, Any]:
    regels, onvolledig = voorlopige_regels(plan.planantwoorden(traject))
    betalers = geld.per_betaler(regels)
    return {
        "onvolledig": onvolledig,
        "totaal": geld.totaal(regels),
        "betalers": [(geld.Betaler(wie).label, som) for wie, som in betalers.items()],
        "jaren": budget.past(traject, plan.gevraagd_met(traject, regels)) if regels else [],
        "boven": sum(boven_per_jaar(traject, regels).values(), geld.NUL),
    }


# -- one section -----------------------------------------------------------------------------------


def _sectie(sleutel: str) -> Sectie:
    sectie = PER_SLEUTEL.get(sleutel)
    if sectie is None:
        raise NietGevonden
    return sectie


def _plek(request: Verzoek, traject: Traject, sleutel: str) -> Schrijfplek:
    context = plan.context_van(traject, request.actor.vandaag)
    return Schrijfplek(traject.zaak, _sectie(sleutel), context, "maatwerk:plan_onderdeel")


@require_http_methods(METHODEN)
def onderdeel(request: Verzoek, zaak_id: int, sleutel: str) -> HttpResponse:
    """One section of the plan; at the offer stands what it comes to so far. Who works at the chosen school does not
    write its offer, and is led to that choice.
    """
    traject = haal_concept(request, zaak_id, f"{VOORVOEGSEL}{sleutel}")
    actor = request.actor
    if sleutel == OFFERTE and (waarom := eigen_school(gekozen_school(traject), actor.persoon_id, op=actor.vandaag)):
        messages.warning(request, waarom)
        return redirect("maatwerk:plan_onderdeel", zaak_id, PLEK)
    pagina = Schrijfpagina(
        sjabloon="maatwerk/plan/onderdeel.html",
        actief="plan",
        secties=PLANSECTIES,
        lijst="maatwerk:plan",
        erbij=lambda: _bedragen(traject) if sleutel == OFFERTE else {},
    )
    return schrijf_sectie(request, _plek(request, traject, sleutel), pagina)


@require_POST
def bewaar(request: Verzoek, zaak_id: int, sleutel: str) -> JsonResponse:
    traject = haal_concept(request, zaak_id, f"{VOORVOEGSEL}{sleutel}")
    return bewaar_tussendoor(request, _plek(request, traject, sleutel))


@require_POST
def aanwezig(request: Verzoek, zaak_id: int, sleutel: str) -> JsonResponse:
    traject = haal_concept(request, zaak_id, f"{VOORVOEGSEL}{sleutel}")
    return meld_bij(request, _plek(request, traject, sleutel))


# -- the check -------------------------------------------------------------------------------------


@require_http_methods(METHODEN)
def controle(request: Verzoek, zaak_id: int) -> HttpResponse:
    """All answers together, what is missing, what differs from the version before, and the button to the signers."""
    traject = haal_concept(request, zaak_id, "plan_controle")
    vorige = traject.planversies.order_by("-nummer").first()
    begin = {"versie": traject.zaak.versie, "planstand": plan.planstand(traject), "reden": _voorgestelde_reden(traject)}
    form = VoorleggenForm(request.POST or None, eerste=vorige is None, initial=begin)
    if request.method == "POST" and (klaar := voer_uit(request, form, zaak_id, "plan_voorleggen")) is not None:
        messages.success(request, f"Versie {klaar.waarden['planversie']} ligt klaar om te tekenen.")
        return redirect("maatwerk:plan", zaak_id)
    antwoorden, vandaag = plan.planantwoorden(traject), request.actor.vandaag
    scholen = dict(plan.scholen_voor(traject))
    mist = plan.tekorten(traject, antwoorden, vandaag=vandaag)
    verschil = None
    if vorige is not None and not mist:
        kop = {sleutel: waarde for sleutel, waarde in vorige.inhoud.items() if sleutel != "secties"}
        verschil = planverschil(vorige.inhoud, inhoud_van(antwoorden, kop=kop, scholen=scholen))
    context = {
        "zaak": traject.zaak,
        "actief": "plan",
        "form": form,
        "mist": mist,
        "vorige": vorige,
        "verschil": verschil,
        "overzicht": [(s, _leesbaar(s, antwoorden.get(s.sleutel, {}), scholen)) for s in PLANSECTIES],
        **_bedragen(traject),
    }
    return render(request, "maatwerk/plan/controle.html", context, status=formulierstatus(request))


def _voorgestelde_reden(traject: Traject) -> str:
    vorige = plan.laatste_opmerkingen(traject)
    return vorige.opmerkingen if vorige else ""


def _leesbaar(sectie: Sectie, antwoorden: Any, scholen: dict[str, str]) -> list[tuple[str, str]]:
    if sectie.sleutel == PLEK:
        gekozen = antwoorden.get("school", "")
        antwoorden = {**antwoorden, "school": scholen.get(gekozen, "Een andere plek" if gekozen else "")}
    return [(vraag, waarde) for _, vraag, waarde in vragen_en_antwoorden(sectie, antwoorden) if waarde]
