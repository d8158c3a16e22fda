"""Reading a paper of a case, and the public page that tells whether a paper is genuine."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from audit.services import record_lezing
from cases.grond import grond_van_zaak
from cases.toegang import leg_zaakweigering_vast
from documents import conf, verificatie
from documents.antwoord import antwoord_met_bestand
from documents.codes import normaliseer
from documents.forms import ControleForm
from documents.models import Document
from organisations.actor import Actor
from organisations.http import Verzoek
from organisations.toegang.rem import adres_van, te_vaak


@require_GET
def download(request: Verzoek, pk: int) -> HttpResponse:
    """The paper as a file to keep."""
    document = _haal(request, pk, wat="document")
    return _als_antwoord(document, bijlage=True)


@require_GET
def inzage(request: Verzoek, pk: int) -> HttpResponse:
    """The paper to look at inside one of our own pages; what a browser cannot show is offered as a file."""
    document = _haal(request, pk, wat="document")
    return _als_antwoord(document, bijlage=False)


@login_not_required
@require_http_methods(["GET", "POST"])
def echt(request: HttpRequest) -> HttpResponse:
    """Public: is this paper genuine? Asked with the code or with the file."""
    if request.method == "GET":
        return render(request, "documents/echt.html", {"form": ControleForm()})
    if _te_vaak(request):
        return render(request, "documents/echt.html", {"form": ControleForm(), "te_vaak": True}, status=429)
    form = ControleForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "documents/echt.html", {"form": form}, status=422)
    pdf = form.cleaned_data["pdf"]
    if pdf is None:
        return redirect("documents:echt_code", code=form.cleaned_data["code"])
    return render(request, "documents/echt.html", {"form": ControleForm(), "uitslag": verificatie.op_pdf(pdf.read())})


@login_not_required
@require_GET
def echt_code(request: HttpRequest, code: str) -> HttpResponse:
    """Public: what the QR code on a paper leads to."""
    if _te_vaak(request):
        return render(request, "documents/echt.html", {"form": ControleForm(), "te_vaak": True}, status=429)
    uitslag = verificatie.op_code(code)
    context = {"form": ControleForm(), "uitslag": uitslag, "code": normaliseer(code)}
    return render(request, "documents/echt.html", context, status=404 if uitslag.uitkomst == "onbekend" else 200)


def _haal(request: Verzoek, pk: int, *, wat: str) -> Document:
    """The one door to the bytes: visible to this actor, made and not removed; the read or the refusal is recorded."""
    gemaakt = Document.objects.zichtbaar_voor(request.actor).filter(pk=pk, bestand__isnull=False)
    document = gemaakt.select_related("bestand", "zaak__dossier").first()
    if document is None:
        _weiger(request.actor, wat, pk)
        raise Http404
    zaak = document.zaak
    assert zaak is not None, "only papers of a case are visible here"
    record_lezing(
        request.actor,
        wat,
        grond=grond_van_zaak(request.actor, zaak, compartiment=document.compartiment),
        swv_id=zaak.swv_id,
        zaak_id=zaak.pk,
        leerling_id=zaak.dossier.leerling_id,
        object_soort="documents.document",
        object_id=document.pk,
    )
    return document


def _weiger(actor: Actor, wat: str, pk: int) -> None:
    """Record who asked for a paper that is not there for them, with the case it belongs to when there is one."""
    zaak_id = Document.objects.filter(pk=pk).values_list("zaak_id", flat=True).first()
    leg_zaakweigering_vast(
        actor, f"lezen:{wat}", zaak_id, grond="niet zichtbaar", object_soort="documents.document", object_id=pk
    )


def _als_antwoord(document: Document, *, bijlage: bool) -> HttpResponse:
    bestand = document.bestand
    if bestand is None:
        raise Http404
    return antwoord_met_bestand(bestand, document.naam, bijlage=bijlage)


def _te_vaak(request: HttpRequest) -> bool:
    """A modest brake on guessing codes: per address and minute, in the database, for all processes together."""
    grens = conf.CONTROLES_PER_MINUUT
    return te_vaak("echt", adres_van(request), per_minuut=grens, nu=timezone.now())
