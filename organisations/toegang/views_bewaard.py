"""Back to a form that could not be sent: after log-in, or when its token was of an earlier session."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from organisations.http import Verzoek
from organisations.toegang.aanmelden import veilig
from organisations.toegang.bewaard import haal
from organisations.toegang.verlopen import bewaar_en_log_in, naar_pagina
from organisations.wisselen import wissel_hoed

NIET_VAN_U = "Er staat hier geen tekst van u klaar. Tekst blijft twaalf uur bewaard, en alleen voor wie hem schreef."


@require_safe
def bewaard(request: Verzoek, nummer: int) -> HttpResponse:
    """In the hat the form was shown in, to the page it was on; that page shows the text."""
    inhoud = haal(request, nummer)
    if inhoud is None:
        messages.info(request, NIET_VAN_U)
        return redirect("workflow:home")
    if inhoud.rij.hoed_nr != request.actor.hoed_id:
        wissel_hoed(request, inhoud.rij.hoed_nr)
    return redirect(naar_pagina(veilig(request, inhoud.rij.pagina), nummer))


def geen_geldig_formulier(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token of a form is not of this session: mostly somebody who logged in again in another window.

    A form of ours comes back with its text, to be sent by the person; anything else is refused (ASVS 5.0, 3.5.1).
    """
    terug = bewaar_en_log_in(request) if request.method == "POST" else None
    return terug or render(request, "403_csrf.html", status=403)
