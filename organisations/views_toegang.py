"""The page that shows who was let in lately, and by whom."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from organisations.http import METHODEN, Verzoek, als_nummer
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
        nummers = (als_nummer(nummer) for nummer in request.POST.get("getoond", "").split(","))
        if nieuws.zet_gezien(actor, ids=(nummer for nummer in nummers if nummer), nu=nu):
            messages.success(request, "Vastgelegd: u hebt het nagekeken.")
        if nieuws.ongezien(actor).exists():
            messages.warning(request, "Er kwam iets nieuws bij. Kijk dat ook na.")
        return redirect("organisations:toegang")
    # Before the rows are read: what comes in between is shown, and asked about again.
    getoond = list(nieuws.ongezien(actor).values_list("pk", flat=True))
    rijen = nieuws.wijzigingen(actor, nu=nu)
    context = {
        "rijen": rijen,
        "getoond": ",".join(str(pk) for pk in getoond),
        "nieuw": any(rij.nieuw for rij in rijen),
        "beheert": mag_beheren(actor),
        "swv": Samenwerkingsverband.objects.get(pk=actor.eigen_swv_id),
        "meeste": len(rijen) == nieuws.HOOGSTENS,
    }
    return render(request, "organisations/toegang.html", context)
