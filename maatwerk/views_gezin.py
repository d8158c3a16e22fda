"""Pages outside the offices: the family's place in a track, and a document that was shared with a code."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from documents.antwoord import antwoord_met_bestand
from maatwerk import zaakbeeld as beeld
from maatwerk.delen import WERKT_NIET, open_met_code
from maatwerk.forms_netwerk import CodeForm
from maatwerk.models import Status
from maatwerk.toegang import haal_traject
from maatwerk.toestanden import KOP_GEZIN, KOPPEN_GEZIN
from organisations.http import Verzoek
from organisations.rollen import Rol
from organisations.toegang.rem import Geremd, adres_van, geef_terug, tel
from ui.notatie import tijd
from ui.templatetags.ui import naam
from workflow.gezinsthuis import gezinsthuis

PER_POGING = "gedeeld:"


@require_safe
def gezin(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Where it stands, what is asked, who is the casemanager, what comes next, and the papers: as the home tells it."""
    traject = haal_traject(request, zaak_id, pagina="maatwerk_thuis")
    if not request.actor.is_gezin:
        return redirect("maatwerk:zaak", zaak_id)
    thuis = gezinsthuis(request.actor, traject.zaak)
    blok, jij = thuis.kinderen[0].sporen[0], request.actor.rol == Rol.LEERLING
    kop = KOPPEN_GEZIN.get(Status(traject.status), KOP_GEZIN)
    roepnaam = traject.zaak.dossier.leerling.roepnaam
    context = {
        "zaak": traject.zaak,
        "blok": blok,
        "jij": jij,
        "roepnaam": roepnaam,
        "titel": kop.format("jou" if jij else roepnaam),
        "kop": format_html(kop, "jou" if jij else naam(roepnaam)),
        "stappen": beeld.stappen_voor_gezin(traject),
        "te_bellen": (),  # the casemanager has a place of its own on this page
        "samenvatting": traject.samenvatting,
        "afspraken": thuis.afspraken,
        "kalender": thuis.kalender,
        "vandaag": request.actor.vandaag,
    }
    return render(request, "maatwerk/gezin.html", context)


@login_not_required
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def gedeeld(request: HttpRequest) -> HttpResponse:
    """GET asks for the code, POST gives the document. A wrong code and one that no longer works read the same."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            poging = tel(nu=timezone.now(), adres=f"{PER_POGING}{adres_van(request)}")
        except Geremd as geremd:
            form.add_error(None, f"U probeerde het te vaak. Probeer het na {tijd(geremd.tot)} opnieuw.")
            return render(request, "maatwerk/gedeeld.html", {"form": form}, status=429)
        gevonden = open_met_code(form.cleaned_data["code"], nu=timezone.now())
        if gevonden is not None and gevonden.document.bestand is not None:
            geef_terug(poging)
            return antwoord_met_bestand(gevonden.document.bestand, gevonden.document.naam, bijlage=True)
        form.add_error("code", WERKT_NIET)
    return render(request, "maatwerk/gedeeld.html", {"form": form}, status=422 if form.is_bound else 200)
