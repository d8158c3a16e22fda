"""What people do together in a case: questions, notes, hand-over, and the story of what happened."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Draad, Zaak
from organisations.http import METHODEN, Verzoek, u_of_jij
from organisations.rollen import Rol
from workflow.forms import AntwoordForm, NotitieForm, OverdragenForm, VraagForm
from workflow.formulieren import bewerk
from workflow.fouten import GeenRecht
from workflow.gemeenschappelijk import antwoordt, mag_noteren, mag_overdragen, mag_vragen, notities_voor
from workflow.overnemen import overnemers_voor
from workflow.tijdlijn import tijdlijn
from workflow.toegang import haal_zaak


@require_http_methods(METHODEN)
def vragen(request: Verzoek, zaak_id: int) -> HttpResponse:
    """The question-and-answer thread of this case, and the box to write in it."""
    zaak = haal_zaak(request.actor, zaak_id, pagina="vragen")
    if not mag_vragen(request.actor, zaak):
        raise GeenRecht
    form = (
        AntwoordForm(request.POST or None, zaak=zaak, vandaag=request.actor.vandaag)
        if antwoordt(request.actor)
        else VraagForm(request.POST or None, jij=request.actor.rol == Rol.LEERLING)
    )
    if request.method == "POST" and bewerk(request, form, zaak_id, "vraag"):
        gedaan = u_of_jij(request.actor, "Uw bericht is geplaatst.", "Je bericht is geplaatst.")
        messages.success(request, f"{gedaan} De ander krijgt er een melding van.")
        return redirect("workflow:vragen", zaak_id)
    sjabloon = "workflow/vragen_gezin.html" if request.actor.is_gezin else "workflow/vragen.html"
    context = {"zaak": zaak, "form": form, "actief": "vragen", "berichten": _berichten(request, zaak)}
    return render(request, sjabloon, context, status=422 if form.is_bound else 200)


def _berichten(request: Verzoek, zaak: Zaak):  # type: ignore[no-untyped-def]
    """School sees its thread, each family member the own conversation, who answers them all."""
    rijen = zaak.vraagberichten.select_related("auteur", "gezinslid")
    if request.actor.is_gezin:
        return rijen.filter(draad=Draad.GEZIN, gezinslid_id=request.actor.gebruiker_id)
    if antwoordt(request.actor):
        return rijen
    return rijen.filter(draad=Draad.SCHOOL)


@require_http_methods(METHODEN)
def notities(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Notes on this case, each for those who may read its compartment."""
    zaak = haal_zaak(request.actor, zaak_id, pagina="notities")
    if not mag_noteren(request.actor, zaak):
        raise GeenRecht
    form = NotitieForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and bewerk(request, form, zaak_id, "notitie"):
        messages.success(request, "Uw notitie is bewaard.")
        return redirect("workflow:notities", zaak_id)
    rijen = zaak.notities.filter(notities_voor(request.actor) | Q(auteur_id=request.actor.gebruiker_id))
    context = {"zaak": zaak, "form": form, "actief": "notities", "notities": rijen.select_related("auteur")}
    return render(request, "workflow/notities.html", context, status=422 if form.is_bound else 200)


@require_http_methods(METHODEN)
def overdragen(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Hand the case to a colleague."""
    zaak = haal_zaak(request.actor, zaak_id, pagina="overdragen")
    if not mag_overdragen(request.actor, zaak):
        raise GeenRecht
    form = OverdragenForm(request.POST or None, collegas=overnemers_voor(request.actor, zaak))
    if request.method == "POST" and bewerk(request, form, zaak_id, "overdragen"):
        messages.success(request, "De zaak is overgedragen. Uw collega krijgt een melding.")
        return redirect("workflow:zaak", zaak_id)
    context = {"zaak": zaak, "form": form, "actief": "overzicht"}
    return render(request, "workflow/overdragen.html", context, status=422 if form.is_bound else 200)


@require_safe
def verloop(request: Verzoek, zaak_id: int) -> HttpResponse:
    """The whole story of the case, as far as this hat may read it."""
    zaak = haal_zaak(request.actor, zaak_id, pagina="verloop")
    sjabloon = "workflow/verloop_gezin.html" if request.actor.is_gezin else "workflow/verloop.html"
    context = {"zaak": zaak, "actief": "verloop", "regels": tijdlijn(request.actor, zaak)}
    return render(request, sjabloon, context)
