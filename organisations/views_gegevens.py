"""The page on which an administrator corrects somebody's name or mail address."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from organisations import mensen, voorstellen
from organisations.accountadres import ook_elders, twee_nodig
from organisations.forms_mensen import GegevensForm
from organisations.gegevens import wijzig
from organisations.http import METHODEN, Verzoek, formulierstatus
from organisations.views_mensen import FOUTEN, alleen_beheer


@require_http_methods(METHODEN)
@alleen_beheer
def gegevens(request: Verzoek, gebruiker_id: int) -> HttpResponse:
    """A name at once; the address of an account with a second person."""
    actor = request.actor
    user = mensen.haal_medewerker(actor, gebruiker_id)
    twee = twee_nodig(user, op=actor.vandaag)
    form = GegevensForm(request.POST or None, user=user, twee=twee)
    if request.method == "POST" and form.is_valid():
        try:
            zin = wijzig(actor, user, form, nu=timezone.now())
        except FOUTEN as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, zin)
            return redirect("organisations:gebruiker", user.pk)
    context = {
        "form": form,
        "mens": user,
        "twee": twee,
        "zelf": user.pk == actor.gebruiker_id,
        "elders": ook_elders(user, actor.eigen_swv_id, op=actor.vandaag),
        "tweede": voorstellen.anderen_die_bevestigen(actor),
    }
    return render(request, "organisations/gegevens.html", context, status=formulierstatus(request))
