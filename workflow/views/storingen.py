"""Outages: recorded by the administrator, seen by everyone."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from audit.services import record
from organisations.http import METHODEN, Verzoek
from organisations.rollen import Rol
from workflow.forms_storing import StoringForm
from workflow.fouten import GeenRecht
from workflow.models import Storing
from workflow.storing import AFGELAST, VOORBIJ, beeindig, wie_ziet_het

GEDAAN = {
    VOORBIJ: "De storing is voorbij. De melding blijft nog een dag staan.",
    AFGELAST: "De aankondiging is weggehaald.",
}


def _swv(request: Verzoek) -> int:
    if request.actor.rol != Rol.BEHEERDER:
        raise GeenRecht
    return request.actor.eigen_swv_id


@require_http_methods(METHODEN)
def storingen(request: Verzoek) -> HttpResponse:
    """What there was, and the form to record another."""
    swv_id, nu = _swv(request), timezone.now()
    form = StoringForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        schoon = form.cleaned_data
        rij = Storing.objects.create(
            swv_id=swv_id,
            van=schoon["van"],
            tot=schoon["tot"],
            wat=schoon["wat"],
            gemeld_door_id=request.actor.persoon_id,
            gemeld_op=nu,
        )
        record(request.actor, "storing_melden", swv_id=swv_id, object_id=rij.pk)
        messages.success(request, f"De storing is vastgelegd. {wie_ziet_het(rij, nu)}")
        return redirect("workflow:storingen")
    rijen = [(rij, rij.duurt_nog(nu), rij.van > nu) for rij in Storing.objects.filter(swv_id=swv_id)[:50]]
    status = 422 if form.is_bound else 200
    return render(request, "workflow/storingen.html", {"form": form, "rijen": rijen}, status=status)


@require_POST
def storing_voorbij(request: Verzoek, storing_id: int) -> HttpResponse:
    """It works again, or what was planned is called off."""
    swv_id = _swv(request)
    if not Storing.objects.filter(pk=storing_id, swv_id=swv_id).exists():
        raise Http404
    gedaan = beeindig(swv_id, storing_id, nu=timezone.now())
    if gedaan is not None:
        record(request.actor, gedaan, swv_id=swv_id, object_id=storing_id)
        messages.success(request, GEDAAN[gedaan])
    else:
        messages.error(request, "Deze storing was al voorbij. Er is niets gedaan.")
    return redirect("workflow:storingen")
