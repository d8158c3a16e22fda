"""The own calendar: the page on which its address is made and ended, and the file behind that address."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from organisations.http import METHODEN, Verzoek, login_not_required
from organisations.toegang import factoren
from organisations.toegang.rem import adres_van, te_vaak
from organisations.toegang.views_account import pas_bevestigd
from workflow import agenda as regels
from workflow.forms_agenda import AgendaForm
from workflow.ical import als_bestand

TE_TONEN = "agenda_adres"
PER_ADRES, PER_LINK = 120, 12
"""Questions a minute: a whole office may sit behind one address, one calendar asks a few times an hour."""
WACHT = timedelta(minutes=1)


@require_safe
def agenda(request: Verzoek) -> HttpResponse:
    """Whether there is an address and when it was read; the address itself only right after it was made."""
    if not regels.mag_agenda(request.actor):
        raise PermissionDenied
    bewaard = request.session.pop(TE_TONEN, "")
    sleutel = factoren.ontsleutel(bewaard) if bewaard else ""
    context = {"link": regels.link_van(request.actor), "adres": regels.adres(sleutel) if sleutel else ""}
    return render(request, "workflow/agenda.html", context)


@pas_bevestigd
@require_http_methods(METHODEN)
def maken(request: Verzoek) -> HttpResponse:
    """A first address or another one, shortly after identifying; the one there was stops at that moment."""
    if not regels.mag_agenda(request.actor):
        raise PermissionDenied
    form = AgendaForm(request.POST or None, gezin=request.actor.is_gezin)
    if request.method == "POST" and form.is_valid():
        sleutel = regels.maak(request.actor, alleen_ik=form.alleen_ik, nu=timezone.now())
        request.session[TE_TONEN] = factoren.versleutel(sleutel)
        return redirect("workflow:agenda")
    context = {"form": form, "link": regels.link_van(request.actor)}
    return render(request, "workflow/agenda_maken.html", context, status=422 if form.is_bound else 200)


@require_POST
def stoppen(request: Verzoek) -> HttpResponse:
    regels.stop(request.actor, nu=timezone.now())
    messages.success(request, "De link werkt niet meer. Haal de agenda ook uit uw agendaprogramma.")
    return redirect("workflow:agenda")


@login_not_required
@require_GET
def bestand(request: HttpRequest, sleutel: str) -> HttpResponse:
    """The dates behind a secret address. Whatever is wrong with it, it does not exist."""
    nu = timezone.now()
    if te_vaak("agenda_adres", adres_van(request), per_minuut=PER_ADRES, nu=nu):
        return _later()
    gevonden = regels.vind(sleutel, vandaag=timezone.localdate())
    if gevonden is None:
        raise Http404
    link, actor = gevonden
    if te_vaak("agendalink", str(link.pk), per_minuut=PER_LINK, nu=nu):
        return _later()
    regels.leg_lezen_vast(link, actor, nu=nu)
    inhoud = als_bestand(regels.datums(link, actor), uid=regels.uid(link))
    antwoord = HttpResponse(inhoud, content_type="text/calendar; charset=utf-8")
    antwoord["Content-Disposition"] = 'inline; filename="dekkend.ics"'
    antwoord["Cache-Control"] = "private, no-store"
    antwoord["X-Robots-Tag"] = "noindex"
    return antwoord


def _later() -> HttpResponse:
    antwoord = HttpResponse(
        "Te vaak gevraagd. Probeer het over een minuut opnieuw.", status=429, content_type="text/plain; charset=utf-8"
    )
    antwoord["Retry-After"] = str(round(WACHT.total_seconds()))
    antwoord["Cache-Control"] = "private, no-store"
    return antwoord
