"""Back to a form that could not be sent: after log-in, or when its token was of an earlier session."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from organisations.http import Verzoek
from organisations.toegang.aanmelden import veilig
from organisations.toegang.andere_rol import KIES
from organisations.toegang.bewaard import haal
from organisations.toegang.verlopen import bewaar_en_log_in, naar_pagina
from organisations.wisselen import wissel_hoed

NIET_VAN_U = "Er staat hier geen tekst van u klaar. Tekst blijft twaalf uur bewaard, en alleen voor wie hem schreef."


@require_safe
def bewaard(request: Verzoek, nummer: int) -> HttpResponse:
    """In the hat the form was shown in, to the page it was on; that page shows the text.

    Who changed hats meanwhile is asked first, and may also go on in the hat that is on now.
    """
    inhoud = haal(request, nummer)
    if inhoud is None:
        messages.info(request, NIET_VAN_U)
        return redirect("workflow:home")
    pagina = naar_pagina(veilig(request, inhoud.rij.pagina), nummer)
    if inhoud.rij.hoed_nr != request.actor.hoed_id:
        if KIES in request.GET:
            toen = next((hoed for hoed in request.actor.hoeden if hoed.id == inhoud.rij.hoed_nr), None)
            return render(request, "organisations/andere_rol.html", {"toen": toen, "nummer": nummer, "pagina": pagina})
        wissel_hoed(request, inhoud.rij.hoed_nr)
    return redirect(pagina)


def geen_geldig_formulier(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token of a form is not of this session: mostly somebody who logged in again in another window.

    A form of ours comes back with its text, to be sent by the person; anything else is refused (ASVS 5.0, 3.5.1).
    """
    terug = bewaar_en_log_in(request) if request.method == "POST" else None
    return terug or render(request, "403_csrf.html", status=403)
