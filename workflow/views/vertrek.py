"""Ending a hat: what is left lying is shown and handed over first."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from organisations.http import Verzoek
from organisations.mensen import NietToegestaan, hoeden_bij
from organisations.views_mensen import alleen_beheer
from workflow.forms_vertrek import HoedEindeForm
from workflow.vertrek import beeindig, nalatenschap


@require_http_methods(["GET", "HEAD", "POST"])
@alleen_beheer
def hoed_einde(request: Verzoek, lid_id: int) -> HttpResponse:
    """The last day of a hat; with open cases also who takes over."""
    actor = request.actor
    lid = hoeden_bij(actor).filter(pk=lid_id).first()
    if lid is None:
        raise Http404
    blijft = nalatenschap(lid, op=actor.vandaag)
    form = HoedEindeForm(
        request.POST or None,
        lid=lid,
        vandaag=actor.vandaag,
        met_zaken=bool(blijft.zaken),
        initial={"tot": lid.tot or actor.vandaag},
    )
    if request.method == "POST" and form.is_valid():
        tot, opvolger = form.cleaned_data["tot"], form.cleaned_data.get("opvolger")
        try:
            aantal = beeindig(actor, lid.pk, tot=tot, opvolger_id=opvolger, nu=timezone.now(), form=form)
        except NietToegestaan as fout:
            form.add_error(None, str(fout))
        else:
            over = f" Overgedragen: {aantal} {'zaak' if aantal == 1 else 'zaken'}." if aantal else ""
            messages.success(request, f"De rol heeft een laatste dag.{over}")
            return redirect("organisations:gebruiker", lid.user_id)
    context = {"form": form, "lid": lid, "blijft": blijft, "zelf": lid.user_id == actor.gebruiker_id}
    return render(request, "workflow/hoed_einde.html", context, status=422 if request.method == "POST" else 200)
