"""Giving a parent or pupil an account: the code for the letter, and the page where it is used."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cases.activeren import GELDIG, activeer, maak_code
from cases.forms_activeren import ActiveerForm
from cases.fouten import GeenRecht, Geweigerd
from cases.models import Ouder
from cases.toegang import haal_dossier, mag_bewerken
from organisations.hoeden import SESSIE_HOED
from organisations.http import Verzoek


@require_http_methods(["GET", "HEAD", "POST"])
def code_voor_ouder(request: Verzoek, dossier_id: int, ouder_id: int) -> HttpResponse:
    """Explain, and on POST show the new code once, as a letter to print."""
    return _code(request, dossier_id, ouder_id)


@require_http_methods(["GET", "HEAD", "POST"])
def code_voor_leerling(request: Verzoek, dossier_id: int) -> HttpResponse:
    """The same for a pupil of 16 or older."""
    return _code(request, dossier_id, None)


def _code(request: Verzoek, dossier_id: int, ouder_id: int | None) -> HttpResponse:
    dossier = haal_dossier(request.actor, dossier_id, pagina="activeringscode", nu=timezone.now())
    if not mag_bewerken(request.actor, dossier):
        raise GeenRecht
    ouder = Ouder.objects.filter(pk=ouder_id, leerling=dossier.leerling).first() if ouder_id else None
    context = {
        "dossier": dossier,
        "naam": ouder.naam if ouder else dossier.leerling.naam,
        "geldig_tot": request.actor.vandaag + GELDIG,
    }
    if request.method == "POST":
        context["code"] = maak_code(dossier_id, by=request.actor, nu=timezone.now(), ouder_id=ouder_id)
    return render(request, "cases/activeringscode.html", context)


@login_not_required
@sensitive_post_parameters("wachtwoord", "nog_eens", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def activeren(request: HttpRequest) -> HttpResponse:
    """Use a code. GET only shows the form, so that a mail scanner that follows links uses nothing up."""
    form = ActiveerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        schoon = form.cleaned_data
        try:
            lid = activeer(
                schoon["code"],
                email=schoon["email"],
                wachtwoord=schoon["wachtwoord"],
                vandaag=timezone.localdate(),
                nu=timezone.now(),
            )
        except Geweigerd as weigering:
            form.add_error(weigering.veld, weigering.melding)
        else:
            login(request, lid.user, backend="django.contrib.auth.backends.ModelBackend")
            request.session[SESSIE_HOED] = lid.pk
            return redirect("/werk/")
    return render(request, "cases/activeren.html", {"form": form}, status=422 if form.is_bound else 200)
