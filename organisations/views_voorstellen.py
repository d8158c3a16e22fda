"""What two persons decide: the list of what waits, confirming, and asking to take away a second factor."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations import mensen, voorstellen
from organisations.forms_mensen import HerstelForm
from organisations.http import METHODEN, Verzoek
from organisations.models import Voorstel
from organisations.toegang import factoren
from organisations.toegang.uitnodigen import van_elders
from organisations.toegang.views_account import pas_bevestigd
from organisations.views_mensen import alleen_beheer
from ui.notatie import datum

GEDAAN = {
    Voorstel.Stand.AFGEWEZEN: "Afgewezen. Er is niets veranderd.",
    Voorstel.Stand.INGETROKKEN: "Ingetrokken. Er is niets veranderd.",
}
GETOOND = 50


@require_safe
@alleen_beheer
@pas_bevestigd
def te_bevestigen(request: Verzoek) -> HttpResponse:
    """What waits for a second person; and what was decided lately. Opened after identifying again (ASVS 7.5.1)."""
    actor, nu = request.actor, timezone.now()
    voorstellen.sluit_verlopen(actor.eigen_swv_id, nu=nu)
    klaar = Voorstel.objects.filter(swv_id=actor.eigen_swv_id).exclude(stand=Voorstel.Stand.OPEN)
    context = {
        "wacht": voorstellen.te_bevestigen(actor, nu=nu),
        "van_mij": voorstellen.open_voor(actor, nu=nu).filter(gevraagd_door_id=actor.persoon_id),
        "klaar": klaar.select_related("user", "gevraagd_door", "besloten_door").order_by("-gevraagd_op")[:GETOOND],
        "tweede": voorstellen.anderen_die_bevestigen(actor),
    }
    return render(request, "organisations/te_bevestigen.html", context)


@require_POST
@alleen_beheer
@pas_bevestigd
def voorstel_beslissen(request: Verzoek, voorstel_id: int) -> HttpResponse:
    """Confirm, refuse or withdraw; which of these is on the button."""
    if not Voorstel.objects.filter(pk=voorstel_id, swv_id=request.actor.eigen_swv_id).exists():
        raise Http404
    keuze = request.POST.get("besluit", "")
    if keuze not in voorstellen.BESLUITEN:
        messages.error(request, "Kies bevestigen, afwijzen of intrekken.")
        return redirect("organisations:te_bevestigen")
    besluit = Voorstel.Stand(keuze)
    try:
        voorstel = voorstellen.beslis(request.actor, voorstel_id, besluit, nu=timezone.now())
    except voorstellen.VoorstelFout as fout:
        messages.error(request, str(fout))
    else:
        messages.success(request, GEDAAN.get(besluit) or _uitgevoerd(voorstel, vandaag=request.actor.vandaag))
    return redirect("organisations:te_bevestigen")


def _uitgevoerd(voorstel: Voorstel, *, vandaag: date) -> str:
    """What the confirmation did, and what still has to happen."""
    user = voorstel.user
    if voorstel.soort == Voorstel.Soort.HERSTEL:
        return f"Bevestigd. De tweede stap van {user.naam} is weggehaald. Deze persoon is overal uitgelogd."
    if voorstel.soort == Voorstel.Soort.MAIL:
        return f"Bevestigd. Het mailadres van {user.naam} is nu {user.email}."
    if van_elders(user, voorstel.swv_id):
        return f"Bevestigd. Wij mailen {user.email} een uitnodiging. De rol gaat in als deze persoon die aanneemt."
    wanneer = f"vanaf {datum(voorstel.van)}" if voorstel.van and voorstel.van > vandaag else "nu"
    rol = f"Bevestigd. {user.naam} is {wanneer} {voorstel.get_rol_display()}."
    return rol if user.has_usable_password() else f"{rol} De uitnodiging om een account te maken is onderweg."


@require_http_methods(METHODEN)
@alleen_beheer
def herstel_vragen(request: Verzoek, gebruiker_id: int) -> HttpResponse:
    """Ask to take away somebody's second factor; a second person confirms within a day."""
    user = mensen.haal_medewerker(request.actor, gebruiker_id)
    form = HerstelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            voorstellen.vraag_herstel(request.actor, user, reden=form.cleaned_data["reden"], nu=timezone.now())
        except voorstellen.VoorstelFout as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, "Uw verzoek staat klaar. Een tweede persoon moet binnen 24 uur bevestigen.")
            return redirect("organisations:gebruiker", user.pk)
    context = {
        "form": form,
        "mens": user,
        "zelf": user.pk == request.actor.gebruiker_id,
        "heeft_factor": bool(factoren.soorten(user)),
        "tweede": voorstellen.anderen_die_bevestigen(request.actor),
    }
    return render(request, "organisations/herstel_vragen.html", context, status=422 if form.is_bound else 200)
