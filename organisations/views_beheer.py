"""The register of mandates, absences, and the policy in force."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from organisations import beheer
from organisations.beleid import BeleidFout, Sectie, secties, waarden
from organisations.forms_beheer import AfwezigForm, MandaatForm
from organisations.forms_mensen import EindeForm
from organisations.http import METHODEN, Verzoek, formulierstatus
from organisations.mandaten import afwezigheden_bij, geldige_mandaten
from organisations.models import Beleidsversie, Beroep, Mandaat
from organisations.rollen import Rol
from ui.notatie import datum


@require_safe
def mandaten(request: Verzoek) -> HttpResponse:
    """Who may sign what, from–until; and who is away now."""
    actor = request.actor
    if not beheer.mag_lezen(actor):
        raise PermissionDenied
    rijen = Mandaat.objects.filter(swv_id=actor.swv_id).select_related("user")
    gemandateerd = rijen.values("user_id")
    context = {
        "mandaten": rijen.order_by("tot", "product", "plaatsvervangend", "van"),
        "afwezig": afwezigheden_bij(actor.swv_id)
        .filter(user_id__in=gemandateerd, tot__gte=actor.vandaag)
        .select_related("user"),
        "mag_mandateren": beheer.mag_mandateren(actor),
        "mag_melden": beheer.mag_afwezigheid_melden(actor),
        "vandaag": actor.vandaag,
    }
    return render(request, "organisations/mandaten.html", context)


@require_http_methods(METHODEN)
def mandaat_nieuw(request: Verzoek) -> HttpResponse:
    """Enter a mandate."""
    if not beheer.mag_mandateren(request.actor):
        raise PermissionDenied
    form = MandaatForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        beheer.geef_mandaat(request.actor, form.cleaned_data)
        messages.success(request, "Het mandaat staat in het register.")
        return redirect("organisations:mandaten")
    return render(request, "organisations/mandaat_nieuw.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(METHODEN)
def mandaat_beeindigen(request: Verzoek, mandaat_id: int) -> HttpResponse:
    """The last day of a mandate, with who signs after it."""
    actor = request.actor
    if not beheer.mag_mandateren(actor):
        raise PermissionDenied
    mandaat = Mandaat.objects.filter(pk=mandaat_id, swv_id=actor.swv_id).select_related("user").first()
    if mandaat is None:
        raise Http404
    form = EindeForm(request.POST or None, van=mandaat.van, tot=mandaat.tot, vandaag=actor.vandaag)
    if request.method == "POST" and form.is_valid():
        tot = form.cleaned_data["tot"]
        if beheer.beeindig_mandaat(actor, mandaat_id, tot=tot, form=form):
            messages.success(request, f"Het mandaat geldt tot en met {datum(tot)}. Het blijft in het register staan.")
        else:
            messages.error(request, "Dit mandaat is al voorbij. Er is niets gedaan.")
        return redirect("organisations:mandaten")
    morgen = actor.vandaag + timedelta(days=1)
    anderen = [m for m in geldige_mandaten(mandaat.swv_id, mandaat.product, op=morgen) if m.pk != mandaat.pk]
    context = {"form": form, "mandaat": mandaat, "anderen": anderen, "voorbij": _voorbij(mandaat, actor.vandaag)}
    return render(request, "organisations/mandaat_einde.html", context, status=formulierstatus(request))


def _voorbij(mandaat: Mandaat, vandaag: date) -> bool:
    return mandaat.tot is not None and mandaat.tot < vandaag


@require_http_methods(METHODEN)
def afwezig_nieuw(request: Verzoek) -> HttpResponse:
    """Record an absence, so that the deputy may sign."""
    if not beheer.mag_afwezigheid_melden(request.actor):
        raise PermissionDenied
    form = AfwezigForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        beheer.meld_afwezig(request.actor, **form.cleaned_data)
        messages.success(request, "De afwezigheid is vastgelegd. De plaatsvervanger kan in die tijd tekenen.")
        return redirect("organisations:mandaten")
    return render(request, "organisations/afwezig_nieuw.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
def beleid(request: Verzoek) -> HttpResponse:
    """The policy of the own samenwerkingsverband: every version, with the values that follow from it."""
    if not beheer.mag_lezen(request.actor):
        raise PermissionDenied
    versies = Beleidsversie.objects.filter(Q(swv_id=request.actor.swv_id), sectie__in=secties()).order_by("-vanaf")
    return render(request, "organisations/beleid.html", {"versies": [(versie, *_inhoud(versie)) for versie in versies]})


def _inhoud(versie: Beleidsversie) -> tuple[list[tuple[str, Any]], list[str]]:
    """What a version says, and what of it cannot be read: then it says nothing."""
    try:
        return _leesbaar(waarden(versie, versie.sectie)), []
    except BeleidFout as fout:
        velden = secties()[versie.sectie].model_fields
        return [], [(velden[naam].title if naam in velden else None) or naam for naam in fout.velden]


def _leesbaar(beleid: Sectie) -> list[tuple[str, Any]]:
    """The values that have a title, each under it; codes as words, and what the section says of itself."""
    velden, woorden = type(beleid).model_fields, beleid.in_woorden()
    return [
        (titel, woorden.get(naam) or ([_woord(w) for w in waarde] if isinstance(waarde, list) else waarde))
        for naam, waarde in beleid
        if (titel := velden[naam].title)
    ]


def _woord(waarde: Any) -> str:
    """The name of a role or a profession; anything else as it is."""
    if waarde in Rol.values:
        return str(Rol(waarde).label)
    return str(Beroep(waarde).label) if waarde in Beroep.values else str(waarde)
