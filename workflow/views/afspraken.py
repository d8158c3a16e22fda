"""Pages of an appointment in a case, for every workflow: make, move, call off, and the answer of the family."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.models import Afspraak, Afspraakantwoord, Zaak
from organisations.http import METHODEN, Verzoek
from workflow.afspraken import AFGEZEGD, GESLOTEN, VOORBIJ, afspraak_van, bel_ook, mag_afspreken
from workflow.edit import Bewerkt
from workflow.forms_afspraak import AfspraakantwoordForm, AfspraakForm, AfzegForm, VerzetForm
from workflow.formulieren import bewerk
from workflow.fouten import GeenRecht
from workflow.gezinslid import gezinslid
from workflow.toegang import haal_zaak


def maak_afspraak(request: Verzoek, zaak: Zaak) -> HttpResponse:
    """Make an appointment in a case that the page of its workflow opened; parents see who attends and why."""
    if not mag_afspreken(request.actor, zaak):
        raise GeenRecht
    if request.method != "POST" and not zaak.is_open:
        messages.info(request, GESLOTEN)
        return redirect("workflow:zaak", zaak.pk)
    form = AfspraakForm(request.POST or None)
    if request.method == "POST" and (gedaan := bewerk(request, form, zaak.pk, "afspraak")):
        return _gedaan(request, zaak.pk, "De afspraak staat in de zaak.", gedaan)
    context = {"zaak": zaak, "form": form, "actief": "overzicht"}
    return render(request, "workflow/afspraak.html", context, status=422 if form.is_bound else 200)


@require_http_methods(METHODEN)
def verzetten(request: Verzoek, zaak_id: int, afspraak_id: int) -> HttpResponse:
    """Another day, place or company."""
    afspraak = _te_wijzigen(request, zaak_id, afspraak_id)
    gesloten = "" if afspraak.zaak.is_open else GESLOTEN
    return _wijzig(request, afspraak, VerzetForm, "afspraak_verzetten", "De afspraak is gewijzigd.", gesloten)


@require_http_methods(METHODEN)
def afzeggen(request: Verzoek, zaak_id: int, afspraak_id: int) -> HttpResponse:
    """It does not take place."""
    afspraak = _te_wijzigen(request, zaak_id, afspraak_id)
    return _wijzig(request, afspraak, AfzegForm, "afspraak_afzeggen", "De afspraak is afgezegd.")


def _te_wijzigen(request: Verzoek, zaak_id: int, afspraak_id: int) -> Afspraak:
    zaak = haal_zaak(request.actor, zaak_id, pagina="afspraak")
    if not mag_afspreken(request.actor, zaak):
        raise GeenRecht
    return afspraak_van(zaak, afspraak_id)


def _wijzig(request: Verzoek, afspraak: Afspraak, soort: Any, deel: str, klaar: str, dicht: str = "") -> HttpResponse:
    """A page that cannot be used any more says why, on the case itself; what was typed there is refused beside it."""
    zaak, form = afspraak.zaak, soort(request.POST or None, afspraak=afspraak)
    if request.method == "POST" and (gedaan := bewerk(request, form, zaak.pk, deel, afspraak_id=afspraak.pk)):
        return _gedaan(request, zaak.pk, klaar, gedaan)
    if request.method != "POST" and (waarom := dicht or _niet_meer(afspraak)):
        messages.info(request, waarom)
        return redirect("workflow:zaak", zaak.pk)
    context = {"zaak": zaak, "form": form, "actief": "overzicht", "afspraak": afspraak}
    return render(request, f"workflow/{deel}.html", context, status=422 if form.is_bound else 200)


def _niet_meer(afspraak: Afspraak) -> str:
    if afspraak.afgezegd_op is not None:
        return AFGEZEGD
    return VOORBIJ if afspraak.is_geweest(timezone.now()) else ""


def _gedaan(request: Verzoek, zaak_id: int, wat: str, gedaan: Bewerkt) -> HttpResponse:
    messages.success(request, f"{wat} Wie erbij hoort, krijgt bericht.")
    if wie := bel_ook(gedaan.waarden.get("te_bellen", [])):
        messages.warning(request, wie)
    return redirect("workflow:zaak", zaak_id)


@require_http_methods(METHODEN)
def antwoorden(request: Verzoek, zaak_id: int, afspraak_id: int) -> HttpResponse:
    """One of the family comes, or cannot come."""
    zaak = haal_zaak(request.actor, zaak_id, pagina="afspraak")
    lid = gezinslid(request.actor, zaak)
    afspraak = afspraak_van(zaak, afspraak_id, gezin=True)
    eigen = Afspraakantwoord.objects.filter(user_id=request.actor.persoon_id)
    prefetch_related_objects([afspraak], Prefetch("antwoorden", eigen))
    form = AfspraakantwoordForm(request.POST or None, afspraak=afspraak, jij=lid.jij)
    if request.method == "POST" and bewerk(request, form, zaak_id, "afspraak_antwoord", afspraak_id=afspraak.pk):
        dank = "Bedankt. Wij weten nu of je komt." if lid.jij else "Bedankt. Wij weten nu of u komt."
        messages.success(request, dank)
        return redirect("workflow:zaak", zaak_id)
    if request.method != "POST" and _niet_meer(afspraak):
        messages.info(request, "Deze afspraak is al geweest of gaat niet door. Een antwoord is niet meer nodig.")
        return redirect("workflow:zaak", zaak_id)
    context = {"zaak": zaak, "jij": lid.jij, "afspraak": afspraak, "form": form}
    return render(request, "workflow/gezin/afspraak.html", context, status=422 if form.is_bound else 200)
