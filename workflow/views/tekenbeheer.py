"""Following a paper that is signed: who did, who did not; remind, ask again, letters with codes, paper, withdraw."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents.antwoord import antwoord_met_bestand, bestandsantwoord
from documents.keuring import PDF, keur_upload
from documents.models import Handtekening, Ondertekenstuk
from documents.tekenen import EIGEN_PAPIER, bestand_van, is_eigen_papier, stand
from documents.tekenstukken import blad_om_te_tekenen
from organisations.http import METHODEN, Verzoek
from workflow.edit import edit
from workflow.forms_tekenen import IntrekkenForm, NakijkForm, PapierForm
from workflow.formulieren import bewerk
from workflow.fouten import GeenRecht
from workflow.process import process_van
from workflow.sweeps import voer_tekenacties_uit
from workflow.tekenbrief import brief_met_code
from workflow.tekenkamer import weigergevolg_van
from workflow.tekentoegang import haal_in_ronde, haal_ronde

Uitkomst = Handtekening.Uitkomst


@require_safe
def ronde(request: Verzoek, stuk_id: int) -> HttpResponse:
    """Everybody who was asked, in turns, with what came of it and what can be done."""
    stuk, regel = haal_ronde(request.actor, stuk_id)
    obj = process_van(stuk.zaak).object_van(stuk.zaak)
    nu = stand(stuk)
    huidig = nu.huidig
    beheert = regel.beheert(request.actor, obj)
    context = {
        "stuk": stuk,
        "zaak": stuk.zaak,
        "actief": "tekenen",
        "groepen": nu.groepen,
        "huidig": huidig.nummer if huidig else None,
        "opent_later": huidig is not None and not regel.groep_open(obj, huidig.nummer),
        "beheert": beheert,
        "trekt_in": beheert and regel.in_te_trekken,
        "kijkt_na": regel.kijkt_na(request.actor, obj),
        "loopt": stuk.vervallen_op is None and stuk.uitslag != Ondertekenstuk.Uitslag.VOLTOOID,
        "versies": stuk.zaak.ondertekenstukken.filter(kamer=True, soort=stuk.soort).order_by("-nummer"),
    }
    return render(request, "workflow/tekenen/ronde.html", context)


@require_safe
def ronde_stuk(request: Verzoek, stuk_id: int) -> HttpResponse:
    """The file that is signed; with what came of it once it is sealed."""
    stuk, _ = haal_ronde(request.actor, stuk_id)
    eind = stuk.eindstuk.bestand if stuk.eindstuk else None
    return antwoord_met_bestand(eind or bestand_van(stuk), f"{stuk.soort}-versie-{stuk.nummer}.pdf")


@require_http_methods(METHODEN)
def intrekken(request: Verzoek, stuk_id: int) -> HttpResponse:
    stuk, regel = haal_ronde(request.actor, stuk_id)
    if not (regel.in_te_trekken and regel.beheert(request.actor, process_van(stuk.zaak).object_van(stuk.zaak))):
        raise GeenRecht
    form = IntrekkenForm(request.POST or None)
    if request.method == "POST" and bewerk(request, form, stuk.zaak_id, "tekenen_intrekken", stuk_id=stuk.pk):
        _ga_verder(request, stuk)
        messages.success(request, "Het verzoek is ingetrokken. Wie al was gevraagd, krijgt bericht.")
        return redirect("workflow:tekenronde", stuk.pk)
    context = {"stuk": stuk, "zaak": stuk.zaak, "actief": "tekenen", "form": form}
    return render(request, "workflow/tekenen/intrekken.html", context, status=422 if form.errors else 200)


@require_POST
def herinneren(request: Verzoek, rij_id: int) -> HttpResponse:
    return _doe(request, rij_id, "tekenen_herinneren", "De herinnering is verstuurd.")


@require_POST
def opnieuw(request: Verzoek, rij_id: int) -> HttpResponse:
    return _doe(request, rij_id, "tekenen_opnieuw", "Deze persoon is opnieuw gevraagd.")


def _doe(request: Verzoek, rij_id: int, deel: str, gedaan: str) -> HttpResponse:
    rij, _ = haal_in_ronde(request.actor, rij_id)
    edit(rij.stuk.zaak_id, deel, by=request.actor, data={"handtekening_id": rij.pk})
    messages.success(request, gedaan)
    return redirect("workflow:tekenronde", rij.stuk_id)


@require_http_methods(METHODEN)
def brief(request: Verzoek, rij_id: int) -> HttpResponse:
    """Explain, and on POST give the letter with a new code; it is nowhere else."""
    rij, _ = haal_in_ronde(request.actor, rij_id)
    if request.method == "POST":
        bewerkt = edit(rij.stuk.zaak_id, "tekenen_code", by=request.actor, data={"handtekening_id": rij.pk})
        pdf = brief_met_code(rij, bewerkt.waarden["code"], actor=request.actor)
        return bestandsantwoord(pdf, PDF, f"brief-{rij.pk}.pdf", bijlage=True)
    return render(request, "workflow/tekenen/brief.html", _context(rij))


@require_safe
def blad_voor(request: Verzoek, rij_id: int) -> HttpResponse:
    """The paper with a sheet for this person, to print and hand over."""
    rij, _ = haal_in_ronde(request.actor, rij_id)
    pdf = blad_om_te_tekenen(rij, weigergevolg=weigergevolg_van(rij))
    return bestandsantwoord(pdf, PDF, f"tekenen-{rij.pk}.pdf", bijlage=True)


@require_http_methods(METHODEN)
def papier(request: Verzoek, rij_id: int) -> HttpResponse:
    """Enter what stands on a form that was signed by hand, with its scan."""
    rij, _ = haal_in_ronde(request.actor, rij_id)
    form = PapierForm(request.POST or None, request.FILES or None, rij=rij)
    if request.method == "POST" and form.is_valid() and _leg_papier_vast(request, rij, form):
        messages.success(request, f"Het formulier van {rij.naam} is ingevoerd. Een collega vergelijkt het.")
        return redirect("workflow:tekenronde", rij.stuk_id)
    context = {**_context(rij), "form": form}
    return render(request, "workflow/tekenen/papier.html", context, status=422 if form.errors else 200)


def _leg_papier_vast(request: Verzoek, rij: Handtekening, form: PapierForm) -> bool:
    keuring = keur_upload(form.cleaned_data["scan"])
    if not keuring.goedgekeurd:
        form.add_error("scan", keuring.melding)
        return False
    extra = {"handtekening_id": rij.pk, "keuring": keuring}
    return bewerk(request, form, rij.stuk.zaak_id, "tekenen_papier", **extra) is not None


@require_http_methods(METHODEN)
def nakijken(request: Verzoek, rij_id: int) -> HttpResponse:
    """Somebody else than who entered it lays the original beside the scan."""
    rij, regel = haal_in_ronde(request.actor, rij_id)
    if not regel.kijkt_na(request.actor, process_van(rij.stuk.zaak).object_van(rij.stuk.zaak)):
        raise GeenRecht
    form = NakijkForm(request.POST or None)
    if request.method == "POST" and bewerk(request, form, rij.stuk.zaak_id, "tekenen_nakijken", handtekening_id=rij.pk):
        _ga_verder(request, rij.stuk)
        messages.success(request, f"Het formulier van {rij.naam} is nagekeken.")
        return redirect("workflow:tekenronde", rij.stuk_id)
    waarom_niet = EIGEN_PAPIER if is_eigen_papier(rij, request.actor.gebruiker_id) else ""
    context = {**_context(rij), "form": form, "waarom_niet": waarom_niet}
    return render(request, "workflow/tekenen/nakijken.html", context, status=422 if form.errors else 200)


def _context(rij: Handtekening) -> dict[str, Any]:
    return {"rij": rij, "stuk": rij.stuk, "zaak": rij.stuk.zaak, "actief": "tekenen"}


def _ga_verder(request: Verzoek, stuk: Ondertekenstuk) -> None:
    voer_tekenacties_uit(stuk.zaak, vandaag=request.actor.vandaag, nu=timezone.now())
