"""A decision that came back by post: what that means for this addressee, and what happens now."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from deadlines.models import Termijn
from organisations.http import METHODEN, Verzoek
from organisations.rollen import Rol
from tlv import terug
from tlv.bekendmaken import adres_nu, bezwaartermijn
from tlv.forms_besluit import TerugForm
from tlv.models import Terugzending
from workflow.edit import edit
from workflow.fouten import Conflict, GeenRecht, Geweigerd
from workflow.toegang import leg_lezen_vast

LIJST = "workflow:papier_terug"


@require_http_methods(METHODEN)
def besluit_terug(request: Verzoek, bekendmaking_id: int) -> HttpResponse:
    """Was it made known? Both answers with what follows from each, before one is chosen."""
    if request.actor.rol != Rol.SECRETARIAAT:
        raise GeenRecht
    rij = terug.te_beoordelen(request.actor).filter(bekendmaking_id=bekendmaking_id).first()
    if rij is None:
        return _al_beslist(request, bekendmaking_id)
    form = TerugForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _leg_vast(request, form, rij):
        opnieuw = form.cleaned_data["oordeel"] == terug.NIET_BEKEND
        return redirect("tlv:postbak" if opnieuw else LIJST)
    bekendmaking = rij.bekendmaking
    zaak = bekendmaking.zaak
    leg_lezen_vast(request.actor, zaak, "besluit_terug")
    context = {
        "rij": rij,
        "bekendmaking": bekendmaking,
        "zaak": zaak,
        "form": form,
        "ander_adres": adres_nu(bekendmaking) != rij.adresregels,
        "bezwaar": bezwaartermijn(bekendmaking, Termijn.objects.filter(zaak=zaak, soort="bezwaar")),
    }
    return render(request, "tlv/register/besluit_terug.html", context, status=422 if form.is_bound else 200)


def _al_beslist(request: Verzoek, bekendmaking_id: int) -> HttpResponse:
    """A second click, or a page that was open while a colleague decided: what was decided stays."""
    terug_gekomen = Terugzending.objects.filter(bekendmaking__zaak__swv_id=request.actor.swv_id)
    if not terug_gekomen.filter(bekendmaking_id=bekendmaking_id).exists():
        raise Http404
    messages.error(request, "Over deze brief is al beslist. Dat is zo gebleven.")
    return redirect(LIJST)


def _leg_vast(request: Verzoek, form: TerugForm, rij: Terugzending) -> bool:
    """A colleague who was first is told of; what the rules refuse stands at its field."""
    naam, data = rij.bekendmaking.naam, {"terugzending": rij.pk, **form.cleaned_data}
    try:
        edit(rij.bekendmaking.zaak_id, terug.BEOORDELEN, by=request.actor, data=data)
    except Geweigerd as weigering:
        form.add_error(weigering.veld or None, weigering.melding)
        return False
    except Conflict as weigering:
        messages.error(request, weigering.melding)
        return True
    if data["oordeel"] == terug.NIET_BEKEND:
        messages.success(request, f"De brief aan {naam} ligt klaar om opnieuw te versturen, met het nieuwe adres.")
    else:
        messages.success(request, f"Vastgelegd. De bezwaartermijn van {naam} blijft lopen.")
    return True
