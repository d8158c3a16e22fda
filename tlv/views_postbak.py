"""Decisions that go by post: print the batch, then note the day on which it was sent."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from documents.antwoord import bestandsantwoord
from documents.keuring import PDF
from documents.models import Bekendmaking
from organisations.http import Verzoek, als_nummer
from organisations.rollen import Rol
from tlv import versturen
from tlv.forms_besluit import VerzendForm, VerzendingOngedaanForm
from ui.forms import DatumField
from ui.notatie import datum
from workflow.edit import edit
from workflow.fouten import GeenRecht, Geweigerd
from workflow.toegang import leg_lezen_vast


def _wachtend(request: Verzoek) -> list[Bekendmaking]:
    if request.actor.rol != Rol.SECRETARIAAT:
        raise GeenRecht
    return list(versturen.te_versturen(request.actor))


@require_http_methods(["GET", "POST"])
def postbak(request: Verzoek) -> HttpResponse:
    """What waits to be printed and sent; a POST says which letters went out and when."""
    rijen = _wachtend(request)
    form = VerzendForm(request.POST or None, initial={"verzonden_op": request.actor.vandaag}, rijen=rijen)
    if request.method == "POST" and form.is_valid() and _leg_vast(request, form, rijen):
        return redirect("tlv:postbak")
    gekozen = set(form["bekendmakingen"].value() or [])
    alles = request.GET.get("kies") == "alles" and not form.is_bound
    wachtend = versturen.lijst(rijen, lambda pk: alles or str(pk) in gekozen, vandaag=request.actor.vandaag)
    context = {
        "rijen": wachtend,
        "alles_gekozen": all(regel.gekozen for regel in wachtend),
        "te_laat": sum(regel.te_laat for regel in wachtend),
        "form": form,
        "alles_geprint": all(rij.geprint_op for rij in rijen),
        "vandaag_genoteerd": versturen.vandaag_genoteerd(request.actor),
    }
    return render(request, "tlv/register/postbak.html", context, status=422 if form.is_bound else 200)


def _leg_vast(request: Verzoek, form: VerzendForm, rijen: list[Bekendmaking]) -> bool:
    """Case by case, each in its own transaction: one that is refused does not hold up the others."""
    gekozen = {int(pk) for pk in form.cleaned_data["bekendmakingen"]}
    aantal = 0
    for zaak_id in dict.fromkeys(rij.zaak_id for rij in rijen if rij.pk in gekozen):
        data = {
            "bekendmakingen": [rij.pk for rij in rijen if rij.pk in gekozen and rij.zaak_id == zaak_id],
            "verzonden_op": form.cleaned_data["verzonden_op"],
            "zelf_gecontroleerd": form.cleaned_data["zelf_gecontroleerd"],
        }
        try:
            aantal += int(edit(zaak_id, "verzending", by=request.actor, data=data).waarden["aantal"])
        except Geweigerd as weigering:
            form.add_error(weigering.veld or "verzonden_op", weigering.melding)
    if aantal:
        wat = "1 brief is" if aantal == 1 else f"{aantal} brieven zijn"
        op = datum(form.cleaned_data["verzonden_op"])
        messages.success(request, f"{wat} genoteerd als verstuurd op {op}. De bezwaartermijn loopt vanaf de dag erna.")
    return not form.errors


@require_POST
def postbak_pdf(request: Verzoek) -> HttpResponse:
    """Everything chosen as one PDF; the date of sending decides the last day to object in each letter."""
    gekozen = {als_nummer(pk) for pk in request.POST.getlist("bekendmakingen")}
    rijen = [rij for rij in _wachtend(request) if rij.pk in gekozen]
    veld = DatumField(required=False)
    delen = [request.POST.get(f"verzonden_op_{deel}", "") for deel in ("dag", "maand", "jaar")]
    try:
        op = veld.clean(delen) or request.actor.vandaag
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
        return redirect("tlv:postbak")
    if not rijen:
        messages.warning(request, "Kies eerst welke brieven u wilt printen.")
        return redirect("tlv:postbak")
    for rij in rijen:
        leg_lezen_vast(request.actor, rij.zaak, "post printen")
    try:
        versturen.neem_adres_over(rijen)
        partij = versturen.printpartij(rijen, op=op)
    except Geweigerd as weigering:
        messages.error(request, weigering.melding)
        return redirect("tlv:postbak")
    for zaak_id in dict.fromkeys(rij.zaak_id for rij in rijen):
        adressen = {rij.pk: rij.adresregels for rij in rijen if rij.zaak_id == zaak_id}
        data = {"bekendmakingen": list(adressen), "adressen": adressen, "geprint_voor": op}
        edit(zaak_id, "printen", by=request.actor, data=data)
    return bestandsantwoord(partij, PDF, f"post-{op:%Y-%m-%d}.pdf")


@require_http_methods(["GET", "POST"])
def postbak_ongedaan(request: Verzoek, bekendmaking_id: int) -> HttpResponse:
    """A letter that was noted as sent by mistake: what follows is said first, and a reason is asked."""
    if request.actor.rol != Rol.SECRETARIAAT:
        raise GeenRecht
    rij = versturen.vandaag_genoteerd(request.actor).filter(pk=bekendmaking_id).first()
    if rij is None:
        raise Http404
    form = VerzendingOngedaanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = {"bekendmaking": rij.pk, **form.cleaned_data}
        edit(rij.zaak_id, "verzending_ongedaan", by=request.actor, data=data)
        messages.success(request, f"De brief aan {rij.naam} ligt weer klaar. De bezwaartermijn loopt niet.")
        return redirect("tlv:postbak")
    context = {"rij": rij, "form": form}
    return render(request, "tlv/register/verzending_ongedaan.html", context, status=422 if form.is_bound else 200)
