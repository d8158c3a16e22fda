"""Pages that a family has in every track: who looked, what is wrong in it, and how letters come."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from organisations.http import METHODEN, Verzoek
from workflow.forms_gezin import CorrectieForm, DigitalePostForm
from workflow.formulieren import bewerk
from workflow.gezinsinzage import wie_keek
from workflow.gezinslid import Gezinslid, gezinslid
from workflow.toegang import haal_zaak


def _haal(request: Verzoek, zaak_id: int, pagina: str) -> tuple[Gezinslid, dict[str, Any]]:
    """The family member who looks, and what every page needs; GeenRecht for staff."""
    zaak = haal_zaak(request.actor, zaak_id, pagina=pagina)
    lid = gezinslid(request.actor, zaak)
    return lid, {"zaak": zaak, "jij": lid.jij, "roepnaam": zaak.dossier.leerling.roepnaam}


@require_safe
def inzage(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Who of the staff read this dossier, and when."""
    lid, context = _haal(request, zaak_id, "gezin_inzage")
    context["regels"] = wie_keek(lid.zaak)
    return render(request, "workflow/gezin/inzage.html", context)


@require_http_methods(METHODEN)
def correctie(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Say which fact is wrong."""
    lid, context = _haal(request, zaak_id, "correctie")
    form = CorrectieForm(request.POST or None, jij=lid.jij)
    if request.method == "POST" and bewerk(request, form, zaak_id, "correctie"):
        antwoord = "Je krijgt antwoord." if lid.jij else "U krijgt antwoord."
        messages.success(request, f"Bedankt. De school kijkt ernaar. {antwoord}")
        return redirect("workflow:vragen", zaak_id)
    context["form"] = form
    return render(request, "workflow/gezin/correctie.html", context, status=422 if form.is_bound else 200)


@require_http_methods(METHODEN)
def digitale_post(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Letters in this portal or on paper."""
    lid, context = _haal(request, zaak_id, "digitale_post")
    sinds = lid.rij.digitaal_sinds
    form = DigitalePostForm(request.POST or None, jij=lid.jij, initial={"digitaal": sinds is not None})
    if request.method == "POST" and bewerk(request, form, zaak_id, "digitale_post"):
        messages.success(request, "De keuze is bewaard.")
        return redirect("workflow:zaak", zaak_id)
    context |= {"form": form, "sinds": sinds}
    return render(request, "workflow/gezin/digitale_post.html", context, status=422 if form.is_bound else 200)
