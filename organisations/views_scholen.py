"""Pages about schools, their import, and the samenwerkingsverband itself."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from audit.services import record
from organisations import scholen
from organisations.forms_scholen import CommissieForm, ImportForm, SchoolPaginaForm, SluitForm, SwvForm
from organisations.http import METHODEN, Verzoek, formulierstatus
from organisations.models import Samenwerkingsverband, School, Schoolimport
from organisations.namen import op_alfabet
from organisations.scholenbestand import KOLOMMEN, BestandFout, lees, voorbeeld
from organisations.versies import controleer, gewijzigd
from organisations.views_mensen import alleen_beheer

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEESTE = 500


@require_safe
@alleen_beheer
def scholenlijst(request: Verzoek) -> HttpResponse:
    """Schools of the own samenwerkingsverband, closed ones on request."""
    q = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    ook = request.GET.get("ook") == "gesloten"
    rijen = School.objects.filter(swv_id=request.actor.swv_id).select_related("bestuur")
    if not ook:
        rijen = rijen.filter(Q(gesloten_op__isnull=True) | Q(gesloten_op__gt=request.actor.vandaag))
    for woord in q.split()[:6]:
        rijen = rijen.filter(Q(naam__icontains=woord) | Q(brin__icontains=woord) | Q(plaats__icontains=woord))
    context = {"scholen": rijen.order_by(op_alfabet("naam"), "pk")[:MEESTE], "q": q, "ook_gesloten": ook}
    return render(request, "organisations/scholenlijst.html", context)


@require_http_methods(METHODEN)
@alleen_beheer
def school_nieuw(request: Verzoek) -> HttpResponse:
    form = SchoolPaginaForm(request.POST or None, school=None, swv_id=request.actor.eigen_swv_id)
    if request.method == "POST" and form.is_valid() and (school := _bewaar(request, form)):
        messages.success(request, f"{school} is toegevoegd. Nodig nu de mensen van deze school uit.")
        return redirect("organisations:scholenlijst")
    return render(request, "organisations/school_bewerken.html", {"form": form}, status=formulierstatus(request))


def _bewaar(request: Verzoek, form: SchoolPaginaForm) -> School | None:
    """None when a colleague added a school with the same BRIN and location a moment ago."""
    try:
        return scholen.bewaar(request.actor, form)
    except IntegrityError:
        form.add_error("vestiging", "Er is al een school met deze BRIN en vestiging. Controleer beide.")
        return None


@require_http_methods(METHODEN)
@alleen_beheer
def school_bewerken(request: Verzoek, school_nr: int) -> HttpResponse:
    """Change a school, or close it as of a day; which of the two is told by the button."""
    school = School.objects.filter(pk=school_nr, swv_id=request.actor.swv_id).select_related("bestuur").first()
    if school is None:
        raise Http404
    sluiten = "sluiten" in request.POST
    form = SchoolPaginaForm(None if sluiten else request.POST or None, school=school, swv_id=request.actor.eigen_swv_id)
    sluitform = SluitForm(request.POST if sluiten else None, school=school)
    if sluiten and sluitform.is_valid():
        scholen.sluit(request.actor, school, sluitform)
        messages.success(request, "De sluitingsdatum is opgeslagen.")
        return redirect("organisations:scholenlijst")
    if request.method == "POST" and not sluiten and form.is_valid() and _bewaar(request, form):
        messages.success(request, "De gegevens van de school zijn opgeslagen.")
        return redirect("organisations:scholenlijst")
    context = {
        "form": form,
        "sluitform": sluitform,
        "forms": [form, sluitform],
        "school": school,
        "mensen": scholen.werkt_er(school, op=request.actor.vandaag),
    }
    return render(request, "organisations/school_bewerken.html", context, status=formulierstatus(request))


@require_http_methods(METHODEN)
@alleen_beheer
def import_nieuw(request: Verzoek) -> HttpResponse:
    """Choose a file; nothing is written yet."""
    form = ImportForm(request.POST or None, request.FILES or None) if request.method == "POST" else ImportForm()
    if request.method == "POST" and form.is_valid():
        try:
            bestand = lees(form.cleaned_data["bestand"])
        except BestandFout as fout:
            form.add_error("bestand", str(fout))
        else:
            rij = scholen.zet_klaar(request.actor, bestand.rijen, bestand.overgeslagen)
            return redirect("organisations:import_controle", rij.pk)
    context = {"form": form, "kolommen": KOLOMMEN}
    return render(request, "organisations/import_nieuw.html", context, status=formulierstatus(request))


@require_safe
@alleen_beheer
def import_voorbeeld(request: Verzoek) -> HttpResponse:
    """The template with the columns."""
    antwoord = HttpResponse(voorbeeld(), content_type=XLSX)
    antwoord["Content-Disposition"] = 'attachment; filename="scholen-voorbeeld.xlsx"'
    return antwoord


@require_http_methods(METHODEN)
@alleen_beheer
def import_controle(request: Verzoek, import_id: int) -> HttpResponse:
    """What the file would do, row by row; then all of it, or only the good rows."""
    alle, ingehaald = Schoolimport.objects.filter(pk=import_id, swv_id=request.actor.swv_id), False
    if request.method == "POST" and alle.exists():
        try:
            if _voer_import_uit(request, import_id) or not alle.filter(verwerkt_op=None).exists():
                return redirect("organisations:scholenlijst")
        except scholen.Ingehaald:
            ingehaald = True
    rij = alle.filter(verwerkt_op=None).first()
    if rij is None:
        raise Http404
    oordelen = scholen.beoordeel(request.actor.eigen_swv_id, rij.rijen)
    context = _telling(oordelen) | {"rij": rij, "gezien": scholen.afdruk(oordelen), "ingehaald": ingehaald}
    context["geweigerd"] = request.method == "POST" and not ingehaald
    status = 409 if ingehaald else formulierstatus(request)
    return render(request, "organisations/import_controle.html", context, status=status)


def _voer_import_uit(request: Verzoek, import_id: int) -> bool:
    """Whether it was written now; a colleague may have done so a moment ago."""
    gezien = request.POST.get("gezien", "")
    gedaan = scholen.voer_uit(request.actor, import_id, alleen_goede=request.POST.get("wat") == "goede", gezien=gezien)
    if gedaan is not None:
        woord = "school" if gedaan[0] == 1 else "scholen"
        messages.success(request, f"Klaar: {gedaan[0]} {woord} opgeslagen, {gedaan[1]} overgeslagen.")
    elif Schoolimport.objects.filter(pk=import_id, verwerkt_op__isnull=False).exists():
        messages.info(request, "Dit bestand was al opgeslagen. Er is niets meer gewijzigd.")
    return gedaan is not None


def _telling(oordelen: list[scholen.Rijoordeel]) -> dict[str, Any]:
    """Rows with errors first: they are what somebody has to do something about."""
    per = {stand: [rij for rij in oordelen if rij.stand == stand] for stand in ("fout", "nieuw", "wijzigen", "gelijk")}
    return {"per": per, "goed": len(per["nieuw"]) + len(per["wijzigen"]), "aantal": len(oordelen)}


@require_http_methods(METHODEN)
@alleen_beheer
def swv_gegevens(request: Verzoek) -> HttpResponse:
    """Name, address and contact of the samenwerkingsverband, and its commission."""
    swv = Samenwerkingsverband.objects.select_related("commissie").get(pk=request.actor.eigen_swv_id)
    vorm, commissie = (
        SwvForm(request.POST or None, instance=swv),
        CommissieForm(request.POST or None, instance=swv.commissie),
    )
    if request.method == "POST" and vorm.is_valid() and commissie.is_valid():
        _bewaar_swv(request, vorm, commissie)
        messages.success(request, "De gegevens zijn opgeslagen. Nieuwe brieven gebruiken ze.")
        return redirect("organisations:beheer")
    delers = Samenwerkingsverband.objects.filter(commissie=swv.commissie).exclude(pk=swv.pk)
    context = {"forms": [vorm, commissie], "vorm": vorm, "commissie": commissie, "swv": swv, "delers": delers}
    return render(request, "organisations/swv_gegevens.html", context, status=formulierstatus(request))


@transaction.atomic
def _bewaar_swv(request: Verzoek, vorm: SwvForm, commissie: CommissieForm) -> None:
    soort = "organisations.samenwerkingsverband"
    pk = vorm.instance.pk
    for form in (vorm, commissie):
        rij = type(form.instance)._default_manager.select_for_update().get(pk=form.instance.pk)
        controleer(form, form.waarden(rij), soort=form.instance._meta.label_lower, pk=form.instance.pk)
        form.save()
    velden = sorted([*gewijzigd(vorm), *(f"commissie_{naam}" for naam in gewijzigd(commissie))])
    record(request.actor, "swv_wijzigen", swv_id=pk, object_soort=soort, object_id=pk, velden=velden)
