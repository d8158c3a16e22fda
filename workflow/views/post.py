"""Mail that does not arrive, and what goes on paper instead."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.services import record
from organisations.http import Verzoek
from organisations.rollen import Rol
from workflow import post
from workflow.forms_mail import OnbestelbaarForm
from workflow.fouten import GeenRecht
from workflow.models_post import Onbestelbaar, Papierpost
from workflow.toegang import leg_lezen_vast


def _alleen(request: Verzoek, *rollen: str) -> int:
    if request.actor.rol not in rollen:
        raise GeenRecht
    return request.actor.eigen_swv_id


@require_http_methods(["GET", "HEAD", "POST"])
def onbestelbaar(request: Verzoek) -> HttpResponse:
    """Addresses to which mail fails, and a form to note one that came back."""
    swv_id = _alleen(request, Rol.SECRETARIAAT, Rol.BEHEERDER)
    form = OnbestelbaarForm(request.POST or None, swv_id=swv_id)
    if request.method == "POST" and form.is_valid():
        aantal = post.meld_onbestelbaar(form.cleaned_data["email"], reden=form.cleaned_data["reden"], nu=timezone.now())
        record(request.actor, "mail_onbestelbaar", swv_id=swv_id, aantal=aantal)
        brieven = f" {aantal} {'brief moet' if aantal == 1 else 'brieven moeten'} nu op papier." if aantal else ""
        messages.success(request, f"Genoteerd. Naar dit adres gaat geen mail meer.{brieven}")
        return redirect("workflow:onbestelbaar")
    context = {"form": form, "rijen": post.onbestelbare_adressen(swv_id), "brieven": post.te_schrijven(swv_id).count()}
    return render(request, "workflow/onbestelbaar.html", context, status=422 if form.is_bound else 200)


@require_POST
def werkt_weer(request: Verzoek, rij_id: int) -> HttpResponse:
    """Mail to this address arrives again."""
    swv_id = _alleen(request, Rol.SECRETARIAAT, Rol.BEHEERDER)
    rij = next((rij for rij in post.onbestelbare_adressen(swv_id) if rij.pk == rij_id), None)
    if rij is None and not Onbestelbaar.objects.filter(pk=rij_id, hersteld_op__isnull=False).exists():
        raise Http404
    if rij is not None and post.herstel(rij.email, nu=timezone.now()):
        record(request.actor, "mail_werkt_weer", swv_id=swv_id, object_id=rij_id)
        messages.success(request, "Naar dit adres gaat weer mail.")
    else:
        messages.error(request, "Dit adres stond hier niet (meer). Er is niets gedaan.")
    return redirect("workflow:onbestelbaar")


@require_safe
def papier(request: Verzoek) -> HttpResponse:
    """What has to be told on paper, with what to write to whom."""
    swv_id = _alleen(request, Rol.SECRETARIAAT)
    rijen = list(post.te_schrijven(swv_id)[:100])
    for zaak in {rij.zaak_id: rij.zaak for rij in rijen}.values():
        leg_lezen_vast(request.actor, zaak, "papier")
    brieven = post.brieven_bij(rijen, request.actor)
    return render(request, "workflow/papier.html", {"paren": [(rij, brieven.get(rij.pk)) for rij in rijen]})


@require_POST
def papier_verstuurd(request: Verzoek, rij_id: int) -> HttpResponse:
    """This letter went out on paper today."""
    swv_id = _alleen(request, Rol.SECRETARIAAT)
    if not Papierpost.objects.filter(pk=rij_id, zaak__swv_id=swv_id).exists():
        raise Http404
    rij = post.noteer_verstuurd(rij_id, swv_id=swv_id, door_id=request.actor.persoon_id, nu=timezone.now())
    if rij is None:
        messages.error(request, "Deze brief was al als verstuurd genoteerd. Er is niets gedaan.")
    else:
        record(request.actor, "papier_verstuurd", swv_id=swv_id, zaak_id=rij.zaak_id, object_id=rij.pk)
        messages.success(request, "Genoteerd als verstuurd.")
    return redirect("workflow:papier")
