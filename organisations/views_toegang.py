"""The page that shows who was let in lately, and by whom."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from organisations.http import METHODEN, Verzoek
from organisations.mensen import mag_beheren
from organisations.models import Samenwerkingsverband
from organisations.toegang import nieuws


@require_http_methods(METHODEN)
def toegang(request: Verzoek) -> HttpResponse:
    """Changes of roles in the last months; POST says that one looked at what is new."""
    actor, nu = request.actor, timezone.now()
    if not nieuws.mag_lezen(actor):
        raise PermissionDenied
    if request.method == "POST":
        if nieuws.zet_gezien(actor, nu=nu):
            messages.success(request, "Vastgelegd: u hebt het nagekeken.")
        return redirect("organisations:toegang")
    rijen = nieuws.wijzigingen(actor, nu=nu)
    context = {
        "rijen": rijen,
        "nieuw": any(rij.nieuw for rij in rijen),
        "beheert": mag_beheren(actor),
        "swv": Samenwerkingsverband.objects.get(pk=actor.eigen_swv_id),
        "meeste": len(rijen) == nieuws.HOOGSTENS,
    }
    return render(request, "organisations/toegang.html", context)
