"""Accepting an invitation."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from organisations.hoeden import hoeden_van
from organisations.http import METHODEN
from organisations.toegang.bewijzen import zoek
from organisations.toegang.forms import NieuwWachtwoordForm
from organisations.toegang.models import Bewijssoort, Toegangsbewijs
from organisations.toegang.proberen import status
from organisations.toegang.uitnodigen import hoed_van, neem_aan, neem_hoed_aan
from organisations.toegang.views_inloggen import MELDING, na_eerste_stap


@login_not_required
@sensitive_post_parameters("wachtwoord", "nog_eens")
@require_http_methods(METHODEN)
def uitnodiging(request: HttpRequest, token: str) -> HttpResponse:
    """The link from the mail. Opening it shows the page; only sending the form uses it up."""
    bewijs = zoek(Bewijssoort.UITNODIGING, token, nu=timezone.now())
    if bewijs is not None and bewijs.hoed is not None:
        return _hoed(request, bewijs, token)
    if bewijs is None or bewijs.user is None or bewijs.user.has_usable_password():
        return render(request, "organisations/link_werkt_niet.html", {"wat": "uitnodiging"}, status=410)
    form = NieuwWachtwoordForm(request.POST or None, user=bewijs.user)
    if request.method == "POST" and form.is_valid():
        user = neem_aan(token, form.cleaned_data["wachtwoord"], nu=timezone.now())
        if user is None:
            return render(request, "organisations/link_werkt_niet.html", {"wat": "uitnodiging"}, status=410)
        return na_eerste_stap(request, user, "/")
    hoeden = hoeden_van(bewijs.user, vandaag=timezone.localdate())
    context = {"form": form, "naam": bewijs.user.naam, "email": bewijs.user.email, "hoeden": hoeden}
    return render(request, "organisations/uitnodiging.html", context, status=status(form))


def _hoed(request: HttpRequest, bewijs: Toegangsbewijs, token: str) -> HttpResponse:
    """Take on a hat at a place where one never worked, with the account one has."""
    vandaag = timezone.localdate()
    if request.method == "POST":
        if neem_hoed_aan(token, nu=timezone.now(), op=vandaag):
            logout(request)
            request.session[MELDING] = "U hebt de rol aangenomen. Log in, dan vindt u hem bij uw naam."
            return redirect("organisations:inloggen")
        return render(request, "organisations/link_werkt_niet.html", {"wat": "uitnodiging"}, status=410)
    hoed = hoed_van(bewijs, op=vandaag)
    if hoed is None:
        return render(request, "organisations/link_werkt_niet.html", {"wat": "uitnodiging"}, status=410)
    return render(request, "organisations/rol_aannemen.html", {"hoed": hoed, "email": bewijs.email})
