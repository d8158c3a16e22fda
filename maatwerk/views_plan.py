"""Writing a plan with its offer: what there is to do, one section at a time, and the check before it is signed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maatwerk import budget, geld, plan, stappen
from maatwerk.forms_planstap import VoorleggenForm
from maatwerk.kosten import boven_per_jaar
from maatwerk.models import Status, Traject
from maatwerk.planinhoud import inhoud_van, voorlopige_regels
from maatwerk.plansecties import OFFERTE, PER_SLEUTEL, PLANSECTIES, PLEK
from maatwerk.toegang import voor_medewerkers
from maatwerk.verschil import planverschil
from organisations.http import METHODEN, Verzoek, als_nummer, formulierstatus
from workflow.concept import Data, Invulling, invulling_van
from workflow.edit import anderen_aanwezig, meld_aanwezig
from workflow.formulieren import voer_uit
from workflow.fouten import Conflict, GeenRecht, NietGevonden
from workflow.models import Onderdeel
from workflow.onderdelen import VOORVOEGSEL, bewaar_onderdeel, onderdeel_van
from workflow.secties import Sectie, buren, vragen_en_antwoorden
from workflow.views.secties import Schrijfplek, bewaar_tussendoor, botsing, meld_bij

PAGINA = "maatwerk:plan_onderdeel"


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
    return Schrijfplek(traject.zaak, _sectie(sleutel), context, PAGINA)


@require_http_methods(METHODEN)
def onderdeel(request: Verzoek, zaak_id: int, sleutel: str) -> HttpResponse:
    """One section. The buttons say what a POST means: next row, draft, or "Opslaan en verder"."""
    traject = haal_concept(request, zaak_id, f"{VOORVOEGSEL}{sleutel}")
    plek = _plek(request, traject, sleutel)
    rij = onderdeel_van(traject.zaak, sleutel)
    meld_aanwezig(zaak_id, plek.deel, request.actor, nu=timezone.now())
    if request.method != "POST":
        invulling = invulling_van(plek.sectie, plek.context, rij.antwoorden, stil=True, versie=rij.versie)
        return _toon(request, traject, invulling, rij)
    getypt = request.POST.copy()
    if any(f"{lijst.naam}-toevoegen" in getypt for lijst in plek.sectie.rijen):
        return _toon(request, traject, Invulling(plek.sectie, plek.context, getypt, stil=True), rij)
    return _sla_op(request, traject, plek, getypt)


def _sla_op(request: Verzoek, traject: Traject, plek: Schrijfplek, getypt: Data) -> HttpResponse:
    """Store what was typed first; judge it only for "Opslaan en verder"."""
    sectie = plek.sectie
    invulling = Invulling(sectie, plek.context, getypt)
    concept, klaar = "concept" in getypt, invulling.is_klaar()
    afgerond = klaar and (not concept or onderdeel_van(traject.zaak, sectie.sleutel).afgerond)
    data = {**invulling.antwoorden(opschonen=klaar or concept), "_afgerond": afgerond}
    versie = als_nummer(getypt.get("versie") or "")
    try:
        bewerkt = bewaar_onderdeel(traject.zaak, sectie.sleutel, by=request.actor, data=data, versie=versie)
    except Conflict:
        return _toon_conflict(request, traject, plek, getypt)
    if klaar or concept:
        return _ga_verder(request, traject, sectie, concept=concept)
    getypt["versie"] = str(bewerkt.versie)
    invulling = Invulling(sectie, plek.context, getypt)
    invulling.is_klaar()
    return _toon(request, traject, invulling, onderdeel_van(traject.zaak, sectie.sleutel), status=422)


def _ga_verder(request: Verzoek, traject: Traject, sectie: Sectie, *, concept: bool) -> HttpResponse:
    _, volgende = buren(sectie.sleutel, PLANSECTIES)
    if concept:
        messages.success(request, f"‘{sectie.label}’ is bewaard. U kunt later verdergaan.")
    if concept or volgende is None:
        return redirect("maatwerk:plan", traject.zaak_id)
    return redirect(PAGINA, traject.zaak_id, volgende.sleutel)


def _toon_conflict(request: Verzoek, traject: Traject, plek: Schrijfplek, getypt: Data) -> HttpResponse:
    """What was typed stays in the form; saving it again is a choice made knowingly."""
    rij = onderdeel_van(traject.zaak, plek.sectie.sleutel)
    getypt["versie"] = str(rij.versie)
    invulling = Invulling(plek.sectie, plek.context, getypt, stil=True)
    return _toon(request, traject, invulling, rij, status=409, conflict=botsing(request, invulling, rij))


def _toon(
    request: Verzoek, traject: Traject, invulling: Invulling, rij: Onderdeel, *, status: int = 200, **extra: Any
) -> HttpResponse:
    sectie = invulling.sectie
    vorige, volgende = buren(sectie.sleutel, PLANSECTIES)
    deel = f"{VOORVOEGSEL}{sectie.sleutel}"
    context = {
        "zaak": traject.zaak,
        "actief": "plan",
        "sectie": sectie,
        "rij": rij,
        "form": invulling.form,
        "formsets": invulling.formsets,
        "formset": invulling.formsets[0][1] if invulling.formsets else None,
        "vorige": vorige,
        "volgende": volgende,
        "anderen": anderen_aanwezig(traject.zaak_id, deel, request.actor, nu=timezone.now()),
        "fouten": status == 422,
        **(_bedragen(traject) if sectie.sleutel == OFFERTE else {}),
        **extra,
    }
    return render(request, "maatwerk/plan/onderdeel.html", context, status=status)


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
