"""One task of a plan, for who it is for: parents, pupil, school of origin, receiving school."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from maatwerk.eigen_taken import eigen_berichten, haal_eigen, mag_vertellen
from maatwerk.forms_uitvoering import VertelForm
from organisations.http import METHODEN, Verzoek, formulierstatus, u_of_jij
from organisations.rollen import Rol
from workflow.formulieren import bewerk
from workflow.fouten import Conflict


@require_http_methods(METHODEN)
def eigen_taak(request: Verzoek, taak_id: int) -> HttpResponse:
    """What was agreed, by when, how far it is; and a box to tell how it goes while the plan runs."""
    taak = haal_eigen(request.actor, taak_id)
    zaak, mag = taak.traject.zaak, mag_vertellen(request.actor, taak)
    if request.method == "POST" and not mag:
        raise Conflict("Deze afspraak is al klaar, of niet meer nodig. Er is niets veranderd.")
    form = VertelForm(request.POST or None, initial={"taakversie": taak.versie, "stand": taak.stand}) if mag else None
    if (
        form is not None
        and request.method == "POST"
        and bewerk(request, form, zaak.pk, "taak_vertellen", taak_id=taak.pk)
    ):
        messages.success(
            request, u_of_jij(request.actor, "Dank u wel. Het is bewaard.", "Dank je wel. Het is bewaard.")
        )
        return redirect("maatwerk:eigen_taak", taak.pk)
    context = {
        "zaak": zaak,
        "taak": taak,
        "form": form,
        "eigen": eigen_berichten(request.actor, taak),
        "jij": request.actor.rol == Rol.LEERLING,
        "vandaag": request.actor.vandaag,
    }
    sjabloon = "maatwerk/eigen_taak_gezin.html" if request.actor.is_gezin else "maatwerk/eigen_taak.html"
    return render(request, sjabloon, context, status=formulierstatus(request))
