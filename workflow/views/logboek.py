"""The record of who did, read and was refused what: for the FG, and for the chair about cases of the own commission.

Names of who acted are shown, contents of dossiers never. Looking in the record is recorded too.
"""

import csv
import io
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_safe

from audit.models import Lezing, Soort
from audit.services import record, record_lezing
from cases.grond import TAAK, grond
from cases.models import Zaak
from documents.antwoord import bestandsantwoord
from organisations.actor import Actor
from organisations.http import Verzoek
from organisations.rollen import Rol
from ui.notatie import datumtijd
from workflow import logboekwoorden
from workflow.forms_logboek import LogboekForm
from workflow.fouten import GeenRecht, NietGevonden
from workflow.logboek import Plek, Vraag, alles, maak_vraag, zoek
from workflow.toegang import haal_zaak

PER_PAGINA = 50
MEESTE_REGELS = 50_000
"""Of one file; whoever needs more, takes a shorter period."""
INZAGEROLLEN = (Rol.VOORZITTER, Rol.PLV_VOORZITTER)
KOPPEN = ("Wanneer", "Wie", "Rol", "Soort", "Wat", "Zaak", "Reden van weigering")


@require_safe
def logboek(request: Verzoek) -> HttpResponse:
    """Events of the own samenwerkingsverband, newest first; by person, pupil or case, period and kind."""
    _alleen_fg(request.actor)
    form = LogboekForm(request.GET)
    context = {"form": form, "gezocht": _adres(request), "meeste": MEESTE_REGELS}
    if not form.is_valid():
        return render(request, "workflow/logboek.html", context, status=422)
    vraag = maak_vraag(request.actor.eigen_swv_id, **form.cleaned_data)
    rijen = zoek(vraag, na=Plek.lees(request.GET.get("na", "")), hoeveel=PER_PAGINA + 1)
    _leg_zoeken_vast(request.actor, "logboek", vraag)
    context["regels"] = logboekwoorden.regels(rijen[:PER_PAGINA])
    if len(rijen) > PER_PAGINA:
        context["volgende"] = f"?{_adres(request, na=str(Plek.na(rijen[PER_PAGINA - 1])))}"
    return render(request, "workflow/logboek.html", context)


@require_GET
def logboek_bestand(request: Verzoek) -> HttpResponse:
    """The same list as a file for a spreadsheet, without anything a spreadsheet would carry out."""
    _alleen_fg(request.actor)
    form = LogboekForm(request.GET)
    if not form.is_valid():
        return render(request, "workflow/logboek.html", {"form": form, "meeste": MEESTE_REGELS}, status=422)
    vraag = maak_vraag(request.actor.eigen_swv_id, **form.cleaned_data)
    _leg_zoeken_vast(request.actor, "logboek_bestand", vraag)
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";")
    schrijver.writerow(KOPPEN)
    for regel in logboekwoorden.regels(alles(vraag, hoogstens=MEESTE_REGELS)):
        wat = f"{regel.wat}: {regel.over}" if regel.over else regel.wat
        velden = (regel.wie, regel.rol, regel.soort, wat, regel.zaak, regel.reden)
        schrijver.writerow([datumtijd(regel.moment), *map(veilige_cel, velden)])
    naam = f"logboek {timezone.localdate():%Y-%m-%d}.csv"
    return bestandsantwoord(uit.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", naam, bijlage=True)


def veilige_cel(tekst: str) -> str:
    """A cell that starts like a formula is text for a spreadsheet too (OWASP, CSV injection)."""
    return f"'{tekst}" if tekst.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else tekst


@require_safe
def waarom(request: Verzoek, lezing_id: int) -> HttpResponse:
    """Why somebody saw something: the hat and the ground at that moment, as recorded with the read."""
    actor = request.actor
    _alleen_fg(actor)
    lezing = Lezing.objects.filter(pk=lezing_id, swv_id=actor.eigen_swv_id).first()
    if lezing is None:
        record(actor, "lezen:logboek_waarom", soort=Soort.WEIGERING, swv_id=actor.swv_id, grond="niet zichtbaar")
        raise NietGevonden
    record_lezing(
        actor,
        "logboek_waarom",
        grond=grond(TAAK, actor.hoed_sinds, actor=actor),
        swv_id=actor.swv_id,
        zaak_id=lezing.zaak_id,
        leerling_id=lezing.leerling_id,
        object_soort="audit.lezing",
        object_id=lezing.pk,
    )
    context = {
        "regel": logboekwoorden.regels([lezing])[0],
        "waarom": logboekwoorden.waarom(lezing),
        "hoed_sinds": logboekwoorden.hoed_sinds(lezing),
        "compartiment": logboekwoorden.compartiment(lezing),
        "lezing": lezing,
        "zaakzoeken": urlencode({"leerling": logboekwoorden.regels([lezing])[0].zaak}),
    }
    return render(request, "workflow/logboek_waarom.html", context)


@require_safe
def inzage(request: Verzoek, zaak_id: int) -> HttpResponse:
    """For the chair: who read and changed this case since it reached the samenwerkingsverband."""
    zaak = haal_zaak(request.actor, zaak_id, pagina="inzage")
    if request.actor.rol not in INZAGEROLLEN:
        raise GeenRecht
    vraag = Vraag(zaak.swv_id).voor_zaak(zaak.pk, van=zaak.swv_sinds)
    rijen = zoek(vraag, na=Plek.lees(request.GET.get("na", "")), hoeveel=PER_PAGINA + 1)
    context = {"zaak": zaak, "actief": "inzage"}
    context["regels"] = logboekwoorden.regels(rijen[:PER_PAGINA], gezin_met_naam=False)
    if len(rijen) > PER_PAGINA:
        context["volgende"] = f"{_inzage_url(zaak)}?na={Plek.na(rijen[PER_PAGINA - 1])}"
    return render(request, "workflow/inzage.html", context)


def _inzage_url(zaak: Zaak) -> str:
    return reverse("workflow:inzage", args=[zaak.pk])


def _alleen_fg(actor: Actor) -> None:
    """Anybody else is refused, and that is recorded."""
    if actor.rol != Rol.FG:
        record(actor, "lezen:logboek", soort=Soort.WEIGERING, swv_id=actor.swv_id, grond="GeenRecht")
        raise GeenRecht


def _leg_zoeken_vast(actor: Actor, wat: str, vraag: Vraag) -> None:
    """The search as numbers; with one case or pupil, the family of that child can see that the FG looked."""
    leerlingen, zaken = vraag.leerlingen or (), vraag.zaken or ()
    record_lezing(
        actor,
        wat,
        grond=grond(TAAK, actor.hoed_sinds, actor=actor, gezocht=vraag.als_grond() or None),
        swv_id=actor.swv_id,
        zaak_id=zaken[0] if len(zaken) == 1 else None,
        leerling_id=leerlingen[0] if len(leerlingen) == 1 and not zaken else None,
    )


def _adres(request: Verzoek, **extra: str) -> str:
    """The search again as an address, without the place of the page."""
    vragen = {naam: waarde for naam, waarde in request.GET.items() if waarde and naam in _velden()}
    return urlencode({**vragen, **extra})


def _velden() -> set[str]:
    datums = {f"{naam}_{deel}" for naam in ("van", "tot") for deel in ("dag", "maand", "jaar")}
    return {"persoon", "leerling", "soort", "van", "tot", *datums}
