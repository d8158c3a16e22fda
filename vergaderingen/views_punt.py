"""Pages of an item: what is asked, its papers, its place on the agenda, and what came of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents.antwoord import antwoord_met_bestand
from organisations.http import METHODEN, Verzoek, als_nummer, formulierstatus
from organisations.models import Samenwerkingsverband, School
from vergaderingen import plannen, punten, uitkomsten
from vergaderingen.beeld import mag_met, stukken_voor, te_kiezen_stukken
from vergaderingen.forms import PuntForm, UitkomstForm, VerplaatsForm, ZaakpuntForm
from vergaderingen.formulieren import doe
from vergaderingen.models import Agendapunt
from vergaderingen.toegang import (
    belanghebbenden,
    eis_regelaar,
    haal_punt,
    haal_vergadering,
    leg_punt_lezen_vast,
    ziet_zaak,
)
from vergaderingen.woorden import kenmerk, uitkomst
from workflow.formulieren import formuliersleutel, versie_van
from workflow.fouten import NietGevonden


def _leden(request: Verzoek) -> Any:
    return plannen.uit_te_nodigen(request.actor.eigen_swv_id, request.actor.vandaag)


def _scholen(request: Verzoek) -> Any:
    return School.objects.filter(swv_id=request.actor.eigen_swv_id, gesloten_op__isnull=True)


def _terug(punt: Agendapunt) -> HttpResponse:
    """To the agenda it is on, or the list of what waits."""
    return redirect(punt.vergadering) if punt.vergadering else redirect("vergaderingen:lijst")


@require_http_methods(METHODEN)
def punt_nieuw(request: Verzoek, vergadering_id: int) -> HttpResponse:
    """A consultation or another item on this agenda."""
    rij = haal_vergadering(request.actor, vergadering_id, pagina="vergadering")
    eis_regelaar(request.actor)
    form = PuntForm(request.POST or None, leden=_leden(request), scholen=_scholen(request))
    if doe(request, form, lambda data: punten.voeg_punt_toe(request.actor, rij.pk, data, nu=timezone.now())):
        messages.success(request, "Het punt staat op de agenda.")
        return redirect(rij)
    context = {"form": form, "vergadering": rij}
    return render(request, "vergaderingen/punt_form.html", context, status=formulierstatus(request))


@require_safe
def punt(request: Verzoek, punt_id: int) -> HttpResponse:
    """What is asked, the papers, and what came of it."""
    rij = haal_punt(request.actor, punt_id, pagina="agendapunt")
    context = {
        "punt": rij,
        "kenmerk": kenmerk(rij),
        "uitkomst": uitkomst(rij) if rij.stand == Agendapunt.Stand.BEHANDELD else "",
        "stukken": stukken_voor(request.actor, rij),
        "stukken_dicht": rij.vergadering is not None and not rij.vergadering.is_open,
        "belangen": rij.belangen.select_related("user"),
        "acties": rij.actiepunten.select_related("wie__user"),
        "mag": mag_met(request.actor, rij, nu=timezone.now()),
        "ziet_zaak": ziet_zaak(request.actor, rij.zaak_id),
    }
    return render(request, "vergaderingen/punt.html", context)


@require_http_methods(METHODEN)
def punt_wijzigen(request: Verzoek, punt_id: int) -> HttpResponse:
    """Its question, who prepares it, which papers go with it."""
    rij = _te_regelen(request, punt_id)
    form = _puntform(request, rij)
    if doe(
        request,
        form,
        lambda data: punten.wijzig_punt(request.actor, rij.pk, data, versie=versie_van(form), nu=timezone.now()),
    ):
        messages.success(request, "Het punt is gewijzigd.")
        return redirect("vergaderingen:punt", rij.pk)
    context = {"form": form, "punt": rij, "vergadering": rij.vergadering}
    return render(request, "vergaderingen/punt_form.html", context, status=formulierstatus(request))


def _puntform(request: Verzoek, rij: Agendapunt) -> PuntForm | ZaakpuntForm:
    begin: dict[str, Any] = {
        veld: getattr(rij, veld) for veld in ("vorm", "titel", "school_id", "vraag", "voorbereider_id", "versie")
    }
    leden = _leden(request)
    if rij.zaak is None:
        return PuntForm(request.POST or None, initial=begin, leden=leden, scholen=_scholen(request))
    gekozen = list(rij.stukken.values_list("pk", flat=True))
    documenten = te_kiezen_stukken(request.actor, rij.zaak)
    return ZaakpuntForm(request.POST or None, initial={**begin, "stukken": gekozen}, leden=leden, documenten=documenten)


@require_POST
def punt_schuiven(request: Verzoek, punt_id: int) -> HttpResponse:
    """One place up or down: two buttons, no dragging. Also of an item that is closed to who organises: it stays so."""
    richting = punten.OP if request.POST.get("richting") == punten.OP else punten.NEER
    return _terug(punten.schuif(request.actor, punt_id, richting))


@require_http_methods(METHODEN)
def punt_verplaatsen(request: Verzoek, punt_id: int) -> HttpResponse:
    """To the next meeting, another one, or the list of what waits."""
    rij = _te_regelen(request, punt_id)
    swv = Samenwerkingsverband.objects.get(pk=rij.swv_id)
    andere = [v for v in punten.open_vergaderingen(swv) if v.pk != rij.vergadering_id]
    form = VerplaatsForm(request.POST or None, vergaderingen=andere, initial={"versie": rij.versie})
    if doe(
        request,
        form,
        lambda data: punten.verplaats(request.actor, rij.pk, data["naar"], versie=versie_van(form), nu=timezone.now()),
    ):
        messages.success(request, "Het punt is verplaatst.")
        return _terug(rij)
    context = {"form": form, "punt": rij, "kenmerk": kenmerk(rij)}
    return render(request, "vergaderingen/verplaatsen.html", context, status=formulierstatus(request))


@require_POST
def punt_vervallen(request: Verzoek, punt_id: int) -> HttpResponse:
    _te_regelen(request, punt_id)
    rij = punten.laat_vervallen(request.actor, punt_id, nu=timezone.now())
    messages.success(request, "Het punt is van de agenda gehaald.")
    return _terug(rij)


@require_http_methods(METHODEN)
def uitkomst_form(request: Verzoek, punt_id: int) -> HttpResponse:
    """Write down what came of it; keep it as a draft, or record it for good."""
    rij = _te_regelen(request, punt_id)
    nu = timezone.now()
    form = _uitkomstform(request, rij)
    definitief = "vastleggen" in request.POST
    if doe(request, form, lambda data: _bewaar(request, form, rij, data, definitief)):
        messages.success(request, "De uitkomst is vastgelegd." if definitief else "De tekst is bewaard.")
        return _terug(rij) if definitief else redirect("vergaderingen:uitkomst", rij.pk)
    context = {
        "form": form,
        "punt": rij,
        "kenmerk": kenmerk(rij),
        "te_vroeg": rij.vergadering is None or not rij.vergadering.is_begonnen(nu),
    }
    return render(request, "vergaderingen/uitkomst.html", context, status=formulierstatus(request))


def _uitkomstform(request: Verzoek, rij: Agendapunt) -> UitkomstForm:
    genodigden = rij.vergadering.genodigden.select_related("lid__user") if rij.vergadering else ()
    begin = {
        "uitkomst": rij.uitkomst,
        "advies": rij.advies,
        "keuze": rij.keuze,
        "verlieten": sorted(belanghebbenden(rij, op=timezone.now())),
        "versie": rij.versie,
    }
    op = request.actor.vandaag
    return UitkomstForm(request.POST or None, punt=rij, genodigden=genodigden, op=op, initial=begin)


def _bewaar(request: Verzoek, form: UitkomstForm, rij: Agendapunt, data: dict[str, Any], definitief: bool) -> None:
    hoe: dict[str, Any] = {"versie": versie_van(form), "nu": timezone.now()}
    if definitief:
        uitkomsten.leg_uitkomst_vast(request.actor, rij.pk, data, sleutel=formuliersleutel(form), **hoe)
    else:
        uitkomsten.bewaar(request.actor, rij.pk, data, **hoe)


@require_POST
def punt_heropenen(request: Verzoek, punt_id: int) -> HttpResponse:
    _te_regelen(request, punt_id)
    rij = uitkomsten.heropen(request.actor, punt_id)
    messages.success(request, "De uitkomst is weer te wijzigen.")
    return redirect("vergaderingen:uitkomst", rij.pk)


@require_POST
def belang(request: Verzoek, punt_id: int) -> HttpResponse:
    """Whoever is invited says to have a stake in it."""
    rij = uitkomsten.meld_belang(request.actor, punt_id, nu=timezone.now())
    messages.success(
        request, "Gemeld. U leest de stukken van dit punt niet meer, en verlaat bij dit punt de vergadering."
    )
    return _terug(rij)


@require_POST
def belang_terug(request: Verzoek, punt_id: int) -> HttpResponse:
    """Reported by mistake; a colleague who organises takes it back."""
    _te_regelen(request, punt_id)
    wie = als_nummer(request.POST.get("wie", "")) or 0
    rij = uitkomsten.neem_belang_terug(request.actor, punt_id, wie)
    messages.success(request, "Het belang is teruggenomen.")
    return redirect("vergaderingen:punt", rij.pk)


@require_safe
def stuk(request: Verzoek, punt_id: int, document_id: int) -> HttpResponse:
    """One paper of an item, for who reads the item and this part of a case."""
    rij = haal_punt(request.actor, punt_id, pagina="agendapunt")
    document = stukken_voor(request.actor, rij).filter(pk=document_id).first()
    if document is None or document.bestand is None:
        raise NietGevonden
    leg_punt_lezen_vast(request.actor, rij, "agendastuk", document_id=document.pk)
    return antwoord_met_bestand(document.bestand, document.naam)


def _te_regelen(request: Verzoek, punt_id: int) -> Agendapunt:
    rij = haal_punt(request.actor, punt_id, pagina="agendapunt")
    eis_regelaar(request.actor)
    return rij
