"""Signing with the code from a letter, without an account. Looking uses nothing up; only an answer does.

The session knows for half an hour which letter it is. It opens one paper, and nothing else of the case.
"""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from documents import tekencodes
from documents.antwoord import antwoord_met_bestand, met_inzage
from documents.models import Tekencode
from documents.tekenen import bestand_van
from organisations.actor import systeem
from organisations.http import METHODEN
from organisations.toegang.proberen import status
from workflow.edit import edit
from workflow.forms_tekenen import AntwoordForm, CodeForm
from workflow.fouten import Conflict, Geweigerd
from workflow.sweeps import voer_tekenacties_uit
from workflow.tekentoegang import leg_codelezing_vast
from workflow.views.tekenen import context_van

SESSIE = "tekencode"
"""Session key: which letter, since when."""
GELDIG = timedelta(minutes=30)


@login_not_required
@sensitive_post_parameters("code")
@require_http_methods(METHODEN)
def code(request: HttpRequest) -> HttpResponse:
    """The code and the birth date. A code that was used or is too old says so, and what to do."""
    form = CodeForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        assert form.gevonden is not None
        if waarom := tekencodes.waarom_niet(form.gevonden, vandaag=timezone.localdate()):
            return _werkt_niet(request, form.gevonden, waarom)
        request.session.cycle_key()
        request.session[SESSIE] = {"code": form.gevonden.pk, "op": timezone.now().isoformat()}
        return redirect("workflow:tekencode_tekenen")
    return render(request, "workflow/tekenen/code.html", {"form": form}, status=status(form))


def _werkt_niet(request: HttpRequest, gevonden: Tekencode | None, waarom: str) -> HttpResponse:
    zaak = gevonden.handtekening.stuk.zaak if gevonden else None
    context = {"waarom": waarom, "swv": zaak.swv if zaak else None}
    return render(request, "workflow/tekenen/code_werkt_niet.html", context, status=410)


def _code(request: HttpRequest) -> Tekencode | None:
    """The letter of this session, as long as it is fresh."""
    stand = request.session.get(SESSIE)
    op = parse_datetime(stand["op"]) if stand else None
    if not stand or op is None or timezone.now() - op > GELDIG:
        request.session.pop(SESSIE, None)
        return None
    return tekencodes.haal(stand["code"])


@met_inzage
@login_not_required
@require_http_methods(METHODEN)
def tekenen(request: HttpRequest) -> HttpResponse:
    """The paper, and the answer."""
    gevonden = _code(request)
    if gevonden is None:
        return redirect("workflow:tekencode")
    vandaag, nu = timezone.localdate(), timezone.now()
    if waarom := tekencodes.waarom_niet(gevonden, vandaag=vandaag):
        request.session.pop(SESSIE, None)
        return _werkt_niet(request, gevonden, waarom)
    rij = gevonden.handtekening
    if request.method != "POST":
        leg_codelezing_vast(gevonden, vandaag=vandaag, nu=nu)
    jij = rij.leerling_id is not None
    form = AntwoordForm(request.POST or None, rij=rij, jij=jij, initial={"sha256": rij.stuk.sha256})
    if request.method == "POST" and form.is_valid() and _antwoord(gevonden, form):
        voer_tekenacties_uit(rij.stuk.zaak, vandaag=vandaag, nu=nu)
        request.session.pop(SESSIE, None)
        klaar = {"uitkomst": form.cleaned_data["uitkomst"], "zaak": rij.stuk.zaak, "jij": jij}
        return render(request, "workflow/tekenen/code_klaar.html", klaar)
    context = {**context_van(rij), "form": form, "leesbaar": True}
    return render(request, "workflow/tekenen/code_tekenen.html", context, status=422 if form.errors else 200)


def _antwoord(gevonden: Tekencode, form: AntwoordForm) -> bool:
    """By the system, for nobody is logged in; the record keeps which letter it was."""
    rij, schoon = gevonden.handtekening, form.cleaned_data
    data = {"handtekening_id": rij.pk, "code_id": gevonden.pk, **schoon}
    try:
        edit(rij.stuk.zaak_id, "tekenen_met_code", by=systeem(timezone.localdate()), data=data)
    except (Geweigerd, Conflict) as fout:
        form.add_error(None, fout.melding)
        return False
    return True


@login_not_required
@require_safe
def stuk(request: HttpRequest) -> HttpResponse:
    """The very file, for who has the letter."""
    gevonden = _code(request)
    if gevonden is None or tekencodes.waarom_niet(gevonden, vandaag=timezone.localdate()):
        return redirect("workflow:tekencode")
    rij = gevonden.handtekening
    leg_codelezing_vast(gevonden, vandaag=timezone.localdate(), nu=timezone.now())
    return antwoord_met_bestand(bestand_van(rij.stuk), f"{rij.stuk.soort}-versie-{rij.stuk.nummer}.pdf")
