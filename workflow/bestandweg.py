"""A stored file that cannot be opened: a page that says what happened and whom to call, and word to the administrator.

Who asked for it had the right to: the paper is named. In the frame of one of our own pages only the words are shown.
"""

import logging

from csp.constants import SELF
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from documents.models import Document
from documents.opslag import ONBEREIKBAAR, Beschadigd
from organisations.toegang.bewaard import getypt
from workflow.vermist import meld_vermist

logger = logging.getLogger(__name__)
STATUS = 503
"""It is ours to mend, and it can be mended: from the backup."""


def antwoord_op(request: HttpRequest, fout: Beschadigd) -> HttpResponse:
    """Nothing was changed: whatever was being done with the file was taken back, and what was typed is shown."""
    nu = timezone.now()
    logger.error("bestand niet te openen", extra={"bestand": fout.bestand_id, "reden": fout.wat})
    weg = fout.wat != ONBEREIKBAAR
    if weg:
        meld_vermist([fout.bestand_id], vandaag=timezone.localdate(nu), nu=nu)
    van_bestand = Q(bestand=fout.bestand_id) | Q(quarantaine=fout.bestand_id)
    document = Document.objects.filter(van_bestand).select_related("zaak__behandelaar", "zaak__swv", "swv").first()
    zaak = document.zaak if document else None
    context = {
        "weg": weg,
        "titel": document.titel or document.naam if document else "",
        "zaak": zaak,
        "swv": document.van_wie if document else None,
        "behandelaar": zaak.behandelaar if zaak else None,
        "getypt": getypt(request),
    }
    if request.headers.get("Sec-Fetch-Dest") != "iframe":
        return render(request, "bestand_weg.html", context, status=STATUS)
    antwoord = render(request, "bestand_weg_kader.html", context, status=STATUS)
    antwoord["X-Frame-Options"] = "SAMEORIGIN"
    antwoord._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]
    return antwoord
