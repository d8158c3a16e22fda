"""The style guide: every component on one page, filled and with errors. Demo and tests only."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ui.stijlgids import DeelnemerFormSet, GesprekForm, voorbeelden


@login_not_required
def stijlgids(request: HttpRequest) -> HttpResponse:
    """Answers a POST like a real page does: 422 with the form and its errors."""
    if getattr(settings, "PRODUCTIE", False):
        raise Http404
    ingevuld = request.POST if request.method == "POST" else None
    formset: Any = DeelnemerFormSet(ingevuld, prefix="deelnemers")
    form = GesprekForm(ingevuld, request.FILES if ingevuld else None, stil=formset.toevoegen_gevraagd)
    fout = ingevuld is not None and not (form.is_valid() and formset.is_valid())
    context = {**voorbeelden(), "form": form, "formset": formset, "omgeving_demo": True}
    status = 422 if fout and not formset.toevoegen_gevraagd else 200
    return render(request, "ui/stijlgids.html", context, status=status)
