"""The papers of a case on a page of its own, in any workflow: a list, and one of them shown beside it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from cases.models import Zaak
from documents.models import Document
from organisations.actor import Actor
from organisations.http import Verzoek

Groep = tuple[str, Sequence[Document]]


def documenten_van(actor: Actor, zaak: Zaak) -> list[Document]:
    """Every paper this hat may read, in the order in which they came."""
    return list(Document.objects.zichtbaar_voor(actor).filter(zaak=zaak).select_related("bestand", "auteur"))


def toon_documenten(request: Verzoek, zaak: Zaak, groepen: Sequence[Groep], **erbij: Any) -> HttpResponse:
    """`groepen` as the workflow heads them. With `toevoegen` and `toevoegen_uitleg` the page tells where to add one."""
    bekijk = request.GET.get("bekijk", "")
    alle = [document for _, rijen in groepen for document in rijen if document.bestand is not None]
    context = {
        "zaak": zaak,
        "actief": "documenten",
        "groepen": groepen,
        "gekozen": next((document for document in alle if str(document.pk) == bekijk), None),
        **erbij,
    }
    return render(request, "workflow/documenten.html", context)
