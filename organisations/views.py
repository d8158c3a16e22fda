"""Signing out, changing hats, and the pages that are the same for everyone."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from organisations.http import Verzoek, als_nummer
from organisations.paginamerken import elke_rol, niets_getypt, zonder_factor, zonder_hoed
from organisations.toegang.bewaard import vergeet
from organisations.wisselen import wissel_hoed


@login_not_required
@require_safe
def uitleg(request: HttpRequest, pagina: str) -> HttpResponse:
    """Help, privacy and accessibility: the same for everyone, also without log-in."""
    return render(request, f"organisations/{pagina}.html")


@elke_rol
@niets_getypt
@require_POST
def hoed_wisselen(request: Verzoek) -> HttpResponse:
    """Put on another hat of one's own; always lands on the home page of that hat."""
    if not wissel_hoed(request, als_nummer(request.POST.get("hoed", ""))):
        messages.error(request, "Deze rol is niet (meer) van u. Kies een andere rol.")
    return redirect("workflow:home")


@elke_rol
@niets_getypt
@zonder_hoed
@zonder_factor
@require_POST
def uitloggen(request: Verzoek) -> HttpResponse:
    """Out; on a computer that is shared no text stays behind either."""
    vergeet(request)
    logout(request)
    return redirect("start")
