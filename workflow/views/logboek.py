"""The record of who did, read and was refused what: for the functionaris gegevensbescherming."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.models import Gebeurtenis, Soort
from audit.services import record_lezing
from cases.models import Zaak
from organisations.http import Verzoek, als_nummer
from organisations.models import User
from organisations.rollen import Rol
from workflow.fouten import GeenRecht
from workflow.process import processen

PER_PAGINA = 100


@require_safe
def logboek(request: Verzoek) -> HttpResponse:
    """Events of the own samenwerkingsverband, newest first; filter by kind and by case number."""
    if request.actor.rol != Rol.FG:
        raise GeenRecht
    rijen = Gebeurtenis.objects.filter(swv_id=request.actor.swv_id).order_by("-id")
    soort = request.GET.get("soort", "")
    if soort in Soort.values:
        rijen = rijen.filter(soort=soort)
    nummer = request.GET.get("nummer", "").replace("\x00", "").strip()
    if nummer:
        zaak_ids = Zaak.objects.filter(swv_id=request.actor.swv_id, nummer=nummer).values("pk")
        rijen = rijen.filter(zaak_id__in=zaak_ids)
    if voor := als_nummer(request.GET.get("voor", "")):
        rijen = rijen.filter(pk__lt=voor)
    pagina = list(rijen[: PER_PAGINA + 1])
    record_lezing(request.actor, "logboek", grond={}, swv_id=request.actor.swv_id)
    context = {
        "rijen": _met_namen(pagina[:PER_PAGINA]),
        "volgende": pagina[PER_PAGINA - 1].pk if len(pagina) > PER_PAGINA else None,
        "soorten": Soort.choices,
        "soort": soort,
        "nummer": nummer,
    }
    return render(request, "workflow/logboek.html", context)


def wat(actie: str) -> str:
    """The name of an action in words: what the process calls it, else the name itself without its code."""
    kind, _, naam = actie.rpartition(".")
    process = processen().get(kind)
    if process is None:
        return actie.removeprefix("lezen:").replace("_", " ").replace(":", ": ")
    deel = next((d.label for d in process.delen if f"bewerken:{d.naam}" == naam), "")
    action = next((a.gebeurd or a.label for a in process.actions if a.naam == naam), "")
    return deel or action or naam.replace("_", " ")


def _met_namen(rijen: list[Gebeurtenis]) -> list[tuple[Gebeurtenis, str, str, str, str]]:
    """Each event with the name of the person, the number of the case, and role and action in words."""
    namen = User.objects.in_bulk({rij.gebruiker_id for rij in rijen if rij.gebruiker_id})
    nummers = Zaak.objects.in_bulk({rij.zaak_id for rij in rijen if rij.zaak_id})
    return [
        (
            rij,
            namen[rij.gebruiker_id].naam if rij.gebruiker_id in namen else "het systeem",
            str(nummers[rij.zaak_id]) if rij.zaak_id in nummers else "",
            Rol(rij.rol).label if rij.rol in Rol.values else rij.rol,
            wat(rij.actie),
        )
        for rij in rijen
    ]
