"""Ending a hat: what is left lying is shown and handed over first; what was left with an ended hat, afterwards."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from organisations.http import METHODEN, Verzoek
from organisations.mensen import NietToegestaan, hoeden_bij
from organisations.models import Lidmaatschap
from organisations.views_mensen import alleen_beheer
from workflow.forms_vertrek import HoedEindeForm, OpvolgerForm
from workflow.vertrek import beeindig, draag_achtergebleven_over, is_voorbij


@require_http_methods(METHODEN)
@alleen_beheer
def hoed_einde(request: Verzoek, lid_id: int) -> HttpResponse:
    """The last day of a hat; with open cases also who takes over. Of a hat that is past only the latter."""
    lid = hoeden_bij(request.actor).filter(pk=lid_id).first()
    if lid is None:
        raise Http404
    voorbij = is_voorbij(lid, request.actor.vandaag)
    form = _formulier(request, lid, voorbij=voorbij)
    if request.method == "POST" and form.is_valid():
        try:
            zin = _voer_uit(request, lid, form)
        except NietToegestaan as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, zin)
            return redirect("organisations:gebruiker", lid.user_id)
    zelf = lid.user_id == request.actor.gebruiker_id
    context = {"form": form, "lid": lid, "blijft": form.blijft, "voorbij": voorbij, "zelf": zelf}
    return render(request, "workflow/hoed_einde.html", context, status=422 if request.method == "POST" else 200)


def _formulier(request: Verzoek, lid: Lidmaatschap, *, voorbij: bool) -> OpvolgerForm:
    vandaag = request.actor.vandaag
    if voorbij:
        return OpvolgerForm(request.POST or None, lid=lid, vandaag=vandaag)
    return HoedEindeForm(request.POST or None, lid=lid, vandaag=vandaag, initial={"tot": lid.tot or vandaag})


def _voer_uit(request: Verzoek, lid: Lidmaatschap, form: OpvolgerForm) -> str:
    """Gives the sentence that says what was done."""
    actor, opvolger, nu = request.actor, form.cleaned_data.get("opvolger"), timezone.now()
    if isinstance(form, HoedEindeForm):
        tot = form.cleaned_data["tot"]
        aantal = beeindig(actor, lid.pk, tot=tot, opvolger_id=opvolger, nu=nu, form=form)
        gedaan = "De rol heeft een laatste dag."
    else:
        aantal = draag_achtergebleven_over(actor, lid.pk, opvolger_id=opvolger, nu=nu)
        gedaan = "" if aantal else "Er lag niets meer bij deze persoon."
    over = f"Overgedragen: {aantal} {'zaak' if aantal == 1 else 'zaken'}." if aantal else ""
    return f"{gedaan} {over}".strip()
