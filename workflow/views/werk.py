"""Home, the list of cases, finding, and the way to the page of a case."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.models import Zaak
from cases.toegang import leg_zoeken_vast
from organisations.http import Verzoek
from organisations.rollen import Rol
from workflow.bellen import te_bellen
from workflow.gezinsthuis import gezinsthuis
from workflow.lijst import Keuze, pagina_van, standen
from workflow.menu import beginknoppen
from workflow.outbox import mislukt
from workflow.process import process_van
from workflow.toegang import leg_overzicht_vast
from workflow.vermist import ongelezen
from workflow.werklijst import HOOGSTENS, van_beheer, werklijst
from workflow.zaakregels import regels
from workflow.zoeken import mag_zoeken, zoek_alles


@require_safe
def home(request: Verzoek) -> HttpResponse:
    """Work for staff; the family's own place for parents and pupils."""
    actor = request.actor
    if actor.is_gezin:
        return _thuis(request)
    if actor.rol in (Rol.FG, Rol.BEHEERDER):
        context = {"mislukt": mislukt(actor.eigen_swv_id), "vermist": ongelezen(actor), "taken": van_beheer(actor)}
        return render(request, "workflow/home_beheer.html", context)
    return render(
        request,
        "workflow/home.html",
        {"lijst": werklijst(actor), "hoogstens": HOOGSTENS, "beginnen": beginknoppen(actor)},
    )


def _thuis(request: Verzoek) -> HttpResponse:
    """Everything that runs for the children of this parent, or for this pupil; with nothing an explanation."""
    actor = request.actor
    thuis = gezinsthuis(actor)
    leg_overzicht_vast(actor, thuis.zaken, "thuis")
    context = {
        "thuis": thuis,
        "jij": actor.rol == Rol.LEERLING,
        "kalender": thuis.kalender,
        "vandaag": actor.vandaag,
        "bellen": [] if thuis.zaken else te_bellen(actor),
    }
    return render(request, "workflow/thuis.html", context)


@require_safe
def zaak(request: Verzoek, zaak_id: int) -> HttpResponse:
    """To the page of this case that fits the hat."""
    gevonden = Zaak.objects.visible_to(request.actor).filter(pk=zaak_id).first()
    if gevonden is None:
        return render(request, "404.html", status=404)
    process = process_van(gevonden)
    return redirect(process.gezin_url if request.actor.is_gezin else process.detail_url, zaak_id)


@require_safe
def zaken(request: Verzoek) -> HttpResponse:
    """Every case this actor may see, with filters that stay in the address."""
    keuze, stand = Keuze.uit(request.GET.dict()), request.GET.get("stand", "")
    pagina = pagina_van(request.actor, keuze, na=request.GET.get("na", ""))
    context = {
        "regels": regels(pagina.rijen, request.actor.vandaag, request.actor.rol),
        "volgende": _adres(request, na=pagina.na) if pagina.na else "",
        "aantal": pagina.aantal,
        "standen": [(label, label == stand) for label in standen()],
        "ook_afgesloten": keuze.ook_afgesloten,
    }
    return render(request, "workflow/zaken.html", context)


def _adres(request: Verzoek, **extra: str) -> str:
    vragen = {naam: request.GET[naam] for naam in ("stand", "ook") if request.GET.get(naam)}
    return f"{reverse('workflow:zaken')}?{urlencode({**vragen, **extra})}"


@require_safe
def zoeken(request: Verzoek) -> HttpResponse:
    """Find by name, date of birth or number, within what this actor may see."""
    vraag = request.GET.get("q", "").strip()[:200]
    gevonden = zoek_alles(request.actor, vraag) if vraag else None
    if gevonden is not None and mag_zoeken(request.actor):
        leg_zoeken_vast(request.actor, [rij.leerling_id for rij in gevonden.resultaten])
    return render(request, "workflow/zoeken.html", {"zoekterm": vraag, "gevonden": gevonden})
