"""Pages about the person: messages, and identifying again before signing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.models import Soort
from audit.services import record
from organisations.http import Verzoek
from workflow.forms import HerbevestigForm
from workflow.formulieren import SESSIE_BEVESTIGD
from workflow.models import Bericht


@require_safe
def postvak(request: Verzoek) -> HttpResponse:
    """Messages to this person, newest first; opening the page does not mark them read."""
    berichten = Bericht.objects.filter(user=request.user).select_related("zaak")[:100]
    return render(request, "workflow/postvak.html", {"berichten": berichten})


@require_POST
def bericht_lezen(request: Verzoek, bericht_id: int) -> HttpResponse:
    """Mark a message read and go to its case."""
    Bericht.objects.filter(pk=bericht_id, user=request.user, gelezen_op__isnull=True).update(gelezen_op=timezone.now())
    bericht = Bericht.objects.filter(pk=bericht_id, user=request.user).first()
    if bericht is None or bericht.zaak_id is None:
        return redirect("workflow:postvak")
    return redirect("workflow:zaak", bericht.zaak_id)


@require_POST
def alles_gelezen(request: Verzoek) -> HttpResponse:
    Bericht.objects.filter(user=request.user, gelezen_op__isnull=True).update(gelezen_op=timezone.now())
    messages.success(request, "Alle berichten staan op gelezen.")
    return redirect("workflow:postvak")


@sensitive_post_parameters("wachtwoord")
@require_http_methods(["GET", "HEAD", "POST"])
def herbevestigen(request: Verzoek) -> HttpResponse:
    """Identify again: opens a signing session of five minutes (ASVS 7.5.3)."""
    volgende = request.POST.get("volgende") or request.GET.get("volgende", "")
    if not url_has_allowed_host_and_scheme(volgende, allowed_hosts={request.get_host()}):
        volgende = "/werk/"
    form = HerbevestigForm(request.POST or None, user=request.user)
    if request.method == "POST":
        if form.is_valid():
            request.session[SESSIE_BEVESTIGD] = timezone.now().isoformat()
            record(request.actor, "herbevestigd", swv_id=request.actor.swv_id)
            return redirect(volgende)
        record(request.actor, "herbevestigen", soort=Soort.WEIGERING, swv_id=request.actor.swv_id)
    context = {"form": form, "volgende": volgende}
    return render(request, "workflow/herbevestigen.html", context, status=422 if form.is_bound else 200)
