"""Signing out, changing hats, and the pages that are the same for everyone."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from audit.services import record
from organisations.hoeden import zet_hoed_op
from organisations.http import Verzoek, als_nummer
from organisations.toegang.aanmelden import vergeet_bevestiging


@login_not_required
@require_safe
def uitleg(request: HttpRequest, pagina: str) -> HttpResponse:
    """Help, privacy and accessibility: the same for everyone, also without log-in."""
    return render(request, f"organisations/{pagina}.html")


@require_POST
def hoed_wisselen(request: Verzoek) -> HttpResponse:
    """Put on another hat of one's own; always lands on the home page of that hat."""
    gekozen = als_nummer(request.POST.get("hoed", ""))
    if gekozen and zet_hoed_op(request.user, request.session, gekozen, vandaag=timezone.localdate()):
        vergeet_bevestiging(request)
        record(request.actor, "hoed_wisselen", object_soort="organisations.lidmaatschap", object_id=gekozen)
    else:
        messages.error(request, "Deze rol is niet (meer) van u. Kies een andere rol.")
    return redirect("workflow:home")


@require_POST
def uitloggen(request: Verzoek) -> HttpResponse:
    logout(request)
    return redirect("start")


uitloggen.zonder_hoed = True  # type: ignore[attr-defined]
uitloggen.zonder_factor = True  # type: ignore[attr-defined]
