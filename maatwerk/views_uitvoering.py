"""Pages of steps 7 and 8: tasks, small adjustments, how everybody found it, closing, and what we learn."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from maatwerk import evalueren, rechten
from maatwerk import uitvoering as regels
from maatwerk.forms_uitvoering import AanpassingForm, AfsluitForm, EvaluatieForm, EvaluatieNoterenForm, TaakForm
from maatwerk.models import Status, Traject
from maatwerk.terugkijken import haal_als_ontvanger
from maatwerk.toegang import haal_traject, voor_medewerkers
from organisations.http import METHODEN, Verzoek
from organisations.rollen import Rol
from workflow.afspraken import wat_vervalt
from workflow.formulieren import bewerk, voer_uit
from workflow.fouten import GeenRecht, NietGevonden
from workflow.views.afspraken import maak_afspraak


@require_safe
def uitvoering(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Who does what, and what was adjusted."""
    traject = voor_medewerkers(request, zaak_id, pagina="uitvoering")
    if not rechten.mag_logboek_lezen(request.actor, traject):
        raise GeenRecht
    context = {
        "zaak": traject.zaak,
        "actief": "uitvoering",
        "mag": regels.mag_uitvoeren(request.actor, traject),
        "taken": traject.taken.prefetch_related("berichten"),
        "aanpassingen": traject.aanpassingen.select_related("door"),
        "vandaag": request.actor.vandaag,
    }
    return render(request, "maatwerk/uitvoering.html", context)


def _uitvoerder(request: Verzoek, zaak_id: int) -> Traject:
    traject = voor_medewerkers(request, zaak_id, pagina="uitvoering")
    if not regels.mag_uitvoeren(request.actor, traject):
        raise GeenRecht
    return traject


@require_http_methods(METHODEN)
def taak(request: Verzoek, zaak_id: int, taak_id: int = 0) -> HttpResponse:
    """A new task, or how far one is."""
    traject = _uitvoerder(request, zaak_id)
    rij = traject.taken.filter(pk=taak_id).first() if taak_id else None
    if taak_id and rij is None:
        raise NietGevonden
    velden = ("wat", "wie", "partij", "uiterlijk", "stand", "voortgang")
    begin: dict[str, Any] = {veld: getattr(rij, veld) for veld in velden} if rij else {}
    begin |= {"taakversie": rij.versie} if rij else {}
    form = TaakForm(request.POST or None, initial=begin)
    extra = {"taak_id": rij.pk} if rij else {}
    if request.method == "POST" and bewerk(request, form, zaak_id, "taak", **extra):
        messages.success(request, "De taak is bijgewerkt.")
        return redirect("maatwerk:uitvoering", zaak_id)
    titel = "Taak bijwerken" if rij else "Taak toevoegen"
    return _formulier(request, traject, form, titel)


@require_http_methods(METHODEN)
def aanpassing(request: Verzoek, zaak_id: int) -> HttpResponse:
    """A small change, discussed with the parents."""
    traject = _uitvoerder(request, zaak_id)
    form = AanpassingForm(request.POST or None)
    if request.method == "POST" and bewerk(request, form, zaak_id, "aanpassing"):
        messages.success(request, "De aanpassing is genoteerd.")
        return redirect("maatwerk:uitvoering", zaak_id)
    uitleg = "Voor iets kleins. Verandert de plek, het doel of het geld? Maak dan een nieuwe versie van het plan."
    return _formulier(request, traject, form, "Kleine aanpassing noteren", uitleg)


def _formulier(
    request: Verzoek,
    traject: Traject,
    form: Any,
    titel: str,
    uitleg: str = "",
    *,
    terug: str = "uitvoering",
    knop: str = "Bewaar",
) -> HttpResponse:
    context = {
        "zaak": traject.zaak,
        "actief": terug,
        "form": form,
        "titel": titel,
        "uitleg": uitleg,
        "terug": f"maatwerk:{terug}",
        "knop": knop,
    }
    return render(request, "maatwerk/formulier.html", context, status=422 if form.is_bound else 200)


@require_http_methods(METHODEN)
def afspraak(request: Verzoek, zaak_id: int) -> HttpResponse:
    """An appointment: the family sees who attends and why."""
    traject = voor_medewerkers(request, zaak_id, pagina="afspraak")
    return maak_afspraak(request, traject.zaak)


# -- looking back -------------------------------------------------------------------------------------


@require_http_methods(METHODEN)
def evaluatie(request: Verzoek, zaak_id: int) -> HttpResponse:
    """One's own words; casemanager and director also read what others told.

    The head of the receiving school, who does not see the case, tells on a page of this question alone.
    """
    actor = request.actor
    ontvangend = haal_als_ontvanger(actor, zaak_id)
    traject = ontvangend or haal_traject(request, zaak_id, pagina="evaluatie")
    mag, leest = evalueren.mag_evalueren(actor, traject), evalueren.mag_lezen(actor, traject)
    rij = evalueren.eigen(actor, traject)
    if not (mag or leest or rij):
        raise GeenRecht
    begin = {veld: getattr(rij, veld) for veld in evalueren.VELDEN} if rij else {}
    gezin = {"gezin": actor.is_gezin, "jij": actor.rol == Rol.LEERLING}
    versie = {"versie": rij.versie if rij else 0}
    form = EvaluatieForm(request.POST or None, initial={**begin, **versie}, **gezin) if mag else None
    if request.method == "POST" and not mag:
        raise GeenRecht
    if form is not None and request.method == "POST" and bewerk(request, form, zaak_id, "evaluatie"):
        messages.success(request, "Dank u wel. Het is bewaard." if not gezin["jij"] else "Dank je wel. Het is bewaard.")
        return redirect("maatwerk:evaluatie", zaak_id)
    context = {
        "zaak": traject.zaak,
        "traject": traject,
        "actief": "evaluatie",
        "form": form,
        "eigen": rij,
        "jij": gezin["jij"],
        "anderen": traject.evaluaties.exclude(user_id=actor.persoon_id) if leest else [],
        "mag_noteren": evalueren.mag_noteren(actor, traject),
    }
    sjabloon = "maatwerk/evaluatie_gezin.html" if actor.is_gezin else "maatwerk/evaluatie.html"
    sjabloon = "maatwerk/evaluatie_ontvangend.html" if ontvangend else sjabloon
    return render(request, sjabloon, context, status=422 if form is not None and form.is_bound else 200)


@require_http_methods(METHODEN)
def evaluatie_noteren(request: Verzoek, zaak_id: int) -> HttpResponse:
    """What somebody without an account told."""
    traject = voor_medewerkers(request, zaak_id, pagina="evaluatie")
    if not evalueren.mag_noteren(request.actor, traject):
        raise GeenRecht
    form = EvaluatieNoterenForm(request.POST or None)
    if request.method == "POST" and bewerk(request, form, zaak_id, "evaluatie_noteren"):
        messages.success(request, "De evaluatie is genoteerd.")
        return redirect("maatwerk:evaluatie", zaak_id)
    uitleg = "Voor wie geen account heeft. Schrijf het op in de woorden van deze persoon."
    return _formulier(request, traject, form, "Evaluatie noteren", uitleg, terug="evaluatie", knop="Noteer")


@require_http_methods(METHODEN)
def afsluiten(request: Verzoek, zaak_id: int) -> HttpResponse:
    """The summary, what we learn without names, and the end."""
    traject = voor_medewerkers(request, zaak_id, pagina="afsluiten")
    if not rechten.is_casemanager(request.actor, traject):
        raise GeenRecht
    form = AfsluitForm(request.POST or None, initial={"versie": traject.zaak.versie})
    if request.method == "POST" and voer_uit(request, form, zaak_id, "afsluiten") is not None:
        messages.success(request, "Het traject is afgesloten. U ziet het dossier niet meer. Dank voor uw werk.")
        return redirect("workflow:home")
    if request.method != "POST" and traject.status != Status.EVALUATIE:
        messages.info(request, "Afsluiten kan na de evaluatie.")
        return redirect("maatwerk:zaak", zaak_id)
    uitleg = "Na het afsluiten ziet u het dossier niet meer. Gedeelde documenten zijn niet meer te openen."
    uitleg = f"{uitleg} {wat_vervalt(traject.zaak, timezone.now())}"
    return _formulier(request, traject, form, "Traject afsluiten", uitleg, terug="evaluatie", knop="Sluit af")


@require_safe
def lessen(request: Verzoek) -> HttpResponse:
    """What was learned, without names and without a way back to whom it was about."""
    if request.actor.rol != Rol.DIRECTEUR_SWV:
        raise GeenRecht
    rijen = Traject.objects.filter(zaak__swv_id=request.actor.eigen_swv_id, status=Status.AFGESLOTEN).exclude(lessen="")
    context = {"rijen": rijen.order_by("-zaak__gesloten_op").values_list("lessen", "zaak__gesloten_op__year")}
    return render(request, "maatwerk/lessen.html", context)
