"""The demo's front door: fictional people by role, one click each. All of it answers 404 outside the demo."""

from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from audit.services import record
from organisations.actor import actor_voor
from organisations.models import Lidmaatschap
from organisations.rollen import Rol
from organisations.toegang.aanmelden import Wijze, meld_aan
from swv.demodata.personen import PERSONEN
from workflow.models import Demopost


@dataclass(frozen=True)
class Demopersoon:
    """One person as offered on the front page, in one hat."""

    lidmaatschap_id: int
    naam: str
    waar: str
    uitleg: str


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The front page: home for who is logged in, people to play in the demo, else the log-in page."""
    if not settings.DEMO:
        return redirect("workflow:home" if request.user.is_authenticated else "organisations:inloggen")
    return render(request, "swv/start.html", {"groepen": _groepen()})


def _groepen() -> list[tuple[str, list[Demopersoon]]]:
    """The fictional people by group, in the order of `PERSONEN`."""
    leden = {
        (lid.user.email, lid.rol): lid
        for lid in Lidmaatschap.objects.geldig_op(timezone.localdate())
        .filter(user__email__in=[persoon.email for persoon in PERSONEN])
        .select_related("user", "school", "swv")
        .order_by("-pk")
    }
    bekend = [(p, leden[(p.email, p.rol)]) for p in PERSONEN if (p.email, p.rol) in leden]
    return [
        (groep, [Demopersoon(lid.pk, lid.user.naam, _waar(lid), p.uitleg) for p, lid in rijen])
        for groep, rijen in groupby(bekend, key=lambda paar: paar[0].groep)
    ]


def _waar(lid: Lidmaatschap) -> str:
    if lid.rol in (Rol.OUDER, Rol.LEERLING):
        return ""
    return f"{lid.get_rol_display()}, {lid.organisatie}"


@login_not_required
@require_POST
def inloggen_als(request: HttpRequest, lidmaatschap_id: int) -> HttpResponse:
    """Log in as one fictional person in one hat. Refused outside the demo."""
    if not settings.DEMO:
        raise Http404
    leden = Lidmaatschap.objects.geldig_op(timezone.localdate()).filter(
        user__email__in=[persoon.email for persoon in PERSONEN]
    )
    lid = get_object_or_404(leden, pk=lidmaatschap_id)
    # One click counts as both factors: nobody has to set up an app to look around. Never outside the demo.
    meld_aan(request, lid.user, Wijze.DEMO, hoed_id=lid.pk)
    record(actor_voor(lid, vandaag=timezone.localdate()), "demo_inloggen")
    return redirect("workflow:home")


@login_not_required
@require_safe
def postvak(request: HttpRequest) -> HttpResponse:
    """All mail the demo would have sent."""
    if not settings.DEMO:
        raise Http404
    return render(request, "swv/postvak.html", {"post": Demopost.objects.all()[:200]})
