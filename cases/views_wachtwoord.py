"""A forgotten password of a parent or pupil: the link from the mail, and a code on paper."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cases.forms_activeren import WachtwoordGezinForm
from cases.herstel import kies_wachtwoord
from organisations.http import METHODEN
from organisations.toegang.aanmelden import heeft_eigen_factor_nodig
from organisations.toegang.bewijzen import zoek
from organisations.toegang.models import Bewijssoort
from organisations.toegang.proberen import status
from organisations.toegang.views_inloggen import MELDING


@login_not_required
@sensitive_post_parameters("wachtwoord", "nog_eens", "code")
@require_http_methods(METHODEN)
def wachtwoord_gezin(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the page uses nothing up; a wrong code neither. A new password ends every session."""
    bewijs = zoek(Bewijssoort.WACHTWOORD, token, nu=timezone.now())
    vandaag = timezone.localdate()
    if bewijs is None or bewijs.user is None or heeft_eigen_factor_nodig(bewijs.user, vandaag=vandaag):
        return _werkt_niet(request)
    form = WachtwoordGezinForm(request.POST or None, request=request, user=bewijs.user)
    if request.method == "POST" and form.is_valid():
        if not kies_wachtwoord(token, form.cleaned_data["code"], form.cleaned_data["wachtwoord"], nu=timezone.now()):
            return _werkt_niet(request)
        request.session.flush()
        request.session[MELDING] = "Uw nieuwe wachtwoord is bewaard. Log ermee in."
        return redirect("organisations:inloggen")
    return render(request, "cases/wachtwoord_gezin.html", {"form": form}, status=status(form))


def _werkt_niet(request: HttpRequest) -> HttpResponse:
    return render(request, "organisations/link_werkt_niet.html", {"wat": "wachtwoord"}, status=410)
