"""Pages about the person: messages, and how they come."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.actor import hoedlabel
from organisations.hoeden import hoeden_in
from organisations.http import METHODEN, Verzoek, als_nummer, u_of_jij
from organisations.paginamerken import elke_rol
from organisations.rollen import Rol
from organisations.wisselen import wissel_hoed
from workflow.forms_mail import MailkeuzeForm, kinderen_van
from workflow.inbox import passende_hoeden, te_lezen
from workflow.models import Bericht

HOOGSTENS = 100


@require_http_methods(METHODEN)
def mailkeuze(request: Verzoek) -> HttpResponse:
    """When this person is mailed, and by which word a parent knows each child in mail."""
    kinderen = kinderen_van(request.actor) if request.actor.is_gezin else []
    jij = request.actor.rol == Rol.LEERLING
    form = MailkeuzeForm(request.POST or None, user=request.user, kinderen=kinderen, jij=jij)
    if request.method == "POST" and form.is_valid():
        form.bewaar(request.user)
        messages.success(request, u_of_jij(request.actor, "Uw keuze is bewaard.", "Je keuze is bewaard."))
        return redirect("workflow:mailkeuze")
    return render(request, "workflow/mailkeuze.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
def postvak(request: Verzoek) -> HttpResponse:
    """Messages to this person, newest first; opening the page does not mark them read."""
    rijen = list(Bericht.objects.filter(user=request.user).select_related("zaak")[:HOOGSTENS])
    vandaag = request.actor.vandaag
    hoeden = list(hoeden_in(request.session, request.user, vandaag=vandaag))
    post = te_lezen(rijen, hoeden, request.actor.hoed_id, vandaag)
    return render(request, "workflow/postvak.html", {"post": post})


@elke_rol
@require_POST
def bericht_lezen(request: Verzoek, bericht_id: int) -> HttpResponse:
    """Mark a message read and go to its case; when that belongs to another hat of this person, offer that hat first.

    The hat chosen there comes back here. Nothing of the case is shown before it is on.
    """
    Bericht.objects.filter(pk=bericht_id, user=request.user, gelezen_op__isnull=True).update(gelezen_op=timezone.now())
    bericht = Bericht.objects.filter(pk=bericht_id, user=request.user).first()
    if bericht is None:
        raise Http404
    if bericht.zaak_id is None:
        return redirect("workflow:postvak")
    if "hoed" in request.POST and not wissel_hoed(request, als_nummer(request.POST["hoed"])):
        messages.error(request, "Deze rol is niet (meer) van u. Kies een andere rol.")
        return redirect("workflow:postvak")
    andere = [] if "hoed" in request.POST else _andere_hoeden(request, bericht.zaak_id)
    if andere:
        return render(request, "workflow/andere_hoed.html", {"bericht": bericht, "hoeden": andere})
    return redirect("workflow:zaak", bericht.zaak_id)


def _andere_hoeden(request: Verzoek, zaak_id: int) -> list[tuple[int, str]]:
    """The hats that open this case; none when the one that is on does, or when no hat does."""
    vandaag = request.actor.vandaag
    passend = passende_hoeden(zaak_id, hoeden_in(request.session, request.user, vandaag=vandaag), vandaag)
    if any(lid.pk == request.actor.hoed_id for lid in passend):
        return []
    return [(lid.pk, hoedlabel(lid)) for lid in passend]


@elke_rol
@require_POST
def alles_gelezen(request: Verzoek) -> HttpResponse:
    Bericht.objects.filter(user=request.user, gelezen_op__isnull=True).update(gelezen_op=timezone.now())
    messages.success(request, "Alle berichten staan op gelezen.")
    return redirect("workflow:postvak")
