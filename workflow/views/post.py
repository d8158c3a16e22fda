"""Mail that does not arrive, and what goes on paper instead."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from audit.services import record
from deadlines.models import kalender_uit_tabel
from documents.antwoord import bestandsantwoord
from documents.keuring import PDF
from organisations.actor import Actor
from organisations.http import METHODEN, Verzoek, als_nummer
from organisations.rollen import Rol
from ui.notatie import datum
from workflow import post, retour
from workflow.forms_mail import OnbestelbaarForm, PapierForm, RetourForm, VerstuurdForm
from workflow.fouten import Conflict, GeenRecht, Geweigerd
from workflow.models_post import Onbestelbaar, Papierpost
from workflow.papierbrief import partij
from workflow.process import processen
from workflow.terugpost import Gepost
from workflow.toegang import leg_lezen_vast

VAN_WIE = 3
"""Cases that are named beside an address that fails."""


def _alleen(request: Verzoek, *rollen: str) -> int:
    if request.actor.rol not in rollen:
        raise GeenRecht
    return request.actor.eigen_swv_id


@require_http_methods(METHODEN)
def onbestelbaar(request: Verzoek) -> HttpResponse:
    """Addresses to which mail fails, and a form to note one that came back."""
    swv_id = _alleen(request, Rol.SECRETARIAAT, Rol.BEHEERDER)
    form = OnbestelbaarForm(request.POST or None, swv_id=swv_id)
    if request.method == "POST" and form.is_valid():
        email, reden = form.cleaned_data["email"], form.cleaned_data["reden"]
        aantal = post.meld_onbestelbaar(email, reden=reden, nu=timezone.now(), swv_id=swv_id)
        record(request.actor, "mail_onbestelbaar", swv_id=swv_id, aantal=aantal)
        brieven = f" {aantal} {'brief moet' if aantal == 1 else 'brieven moeten'} nu op papier." if aantal else ""
        messages.success(request, f"Genoteerd. Naar dit adres gaat geen mail meer.{brieven}")
        return redirect("workflow:onbestelbaar")
    rijen = post.onbestelbare_adressen(swv_id)
    van_wie = post.geadresseerden(swv_id, rijen) if request.actor.rol == Rol.SECRETARIAAT else {}
    context = {
        "form": form,
        "rijen": [(rij, van_wie.get(rij.email, [])[:VAN_WIE]) for rij in rijen],
        "brieven": post.te_schrijven(swv_id).count(),
        "terug": retour.teruggekomen(swv_id).count(),
    }
    return render(request, "workflow/onbestelbaar.html", context, status=422 if form.is_bound else 200)


@require_POST
def werkt_weer(request: Verzoek, rij_id: int) -> HttpResponse:
    """Mail to this address arrives again."""
    swv_id = _alleen(request, Rol.SECRETARIAAT, Rol.BEHEERDER)
    rij = next((rij for rij in post.onbestelbare_adressen(swv_id) if rij.pk == rij_id), None)
    if rij is None and not Onbestelbaar.objects.filter(pk=rij_id, hersteld_op__isnull=False).exists():
        raise Http404
    if rij is not None and post.herstel(rij.email, nu=timezone.now()):
        record(request.actor, "mail_werkt_weer", swv_id=swv_id, object_id=rij_id)
        messages.success(request, "Naar dit adres gaat weer mail.")
    else:
        messages.error(request, "Dit adres stond hier niet (meer). Er is niets gedaan.")
    return redirect("workflow:onbestelbaar")


def _te_schrijven(request: Verzoek) -> list[Papierpost]:
    return list(post.te_schrijven(_alleen(request, Rol.SECRETARIAAT))[:100])


@require_http_methods(METHODEN)
def papier(request: Verzoek) -> HttpResponse:
    """What has to be told on paper, to whom; a POST says which letters went out and on which day, or which did not."""
    rijen = _te_schrijven(request)
    if "ongedaan" in request.POST:
        return _ongedaan(request)
    form = VerstuurdForm(request.POST or None, initial={"gepost_op": request.actor.vandaag}, rijen=rijen)
    if request.method == "POST" and form.is_valid():
        _noteer(request, form)
        return redirect("workflow:papier")
    for zaak in {rij.zaak_id: rij.zaak for rij in rijen}.values():
        leg_lezen_vast(request.actor, zaak, "papier")
    vandaag = request.actor.vandaag
    context = {
        "rijen": _gelijst(request, form, rijen),
        "form": form,
        "alles_geprint": all(rij.geprint_op for rij in rijen),
        "terug": retour.teruggekomen(request.actor.eigen_swv_id).count(),
        "verstuurd": post.vandaag_verstuurd(request.actor.eigen_swv_id, vandaag)[:100],
    }
    return render(request, "workflow/papier.html", context, status=422 if request.method == "POST" else 200)


def _gelijst(request: Verzoek, form: VerstuurdForm, rijen: list[Papierpost]) -> list[tuple[Papierpost, bool, bool]]:
    """Each letter with whether it is chosen, and whether it should have been on the post by now."""
    gekozen, alles = form["brieven"].value() or [], request.GET.get("kies") == "alles" and not form.is_bound
    kalender, vandaag = kalender_uit_tabel(), request.actor.vandaag

    def te_laat(rij: Papierpost) -> bool:
        return post.uiterlijk_op_de_post(rij.gemaakt_op, kalender) < vandaag

    return [(rij, alles or str(rij.pk) in gekozen, te_laat(rij)) for rij in rijen]


def _noteer(request: Verzoek, form: VerstuurdForm) -> None:
    """Letter by letter: a colleague may have noted some of them at this moment."""
    actor, op, aantal = request.actor, form.cleaned_data["gepost_op"], 0
    for gekozen in form.gekozen:
        wie = {"swv_id": actor.eigen_swv_id, "door_id": actor.persoon_id}
        rij = post.noteer_verstuurd(gekozen.pk, **wie, nu=timezone.now(), op=op)
        if rij is not None:
            record(actor, "papier_verstuurd", swv_id=actor.eigen_swv_id, zaak_id=rij.zaak_id, object_id=rij.pk)
            aantal += 1
    if aantal:
        wat = "1 brief is" if aantal == 1 else f"{aantal} brieven zijn"
        messages.success(request, f"{wat} genoteerd als verstuurd op {datum(op)}.")
    if aantal < len(form.gekozen):
        messages.error(request, "Een collega noteerde een deel hiervan al als verstuurd. Dat is zo gebleven.")


def _ongedaan(request: Verzoek) -> HttpResponse:
    actor, rij_id = request.actor, als_nummer(request.POST["ongedaan"])
    rij = post.toch_niet_verstuurd(rij_id or 0, swv_id=actor.eigen_swv_id, vandaag=actor.vandaag)
    if rij is None:
        messages.error(request, "Deze brief is vandaag niet genoteerd als verstuurd. Er is niets gedaan.")
    else:
        record(actor, "papier_toch_niet_verstuurd", swv_id=actor.eigen_swv_id, zaak_id=rij.zaak_id, object_id=rij.pk)
        messages.success(request, "De brief ligt weer klaar.")
    return redirect("workflow:papier")


@require_http_methods(METHODEN)
def teruggekomen(request: Verzoek) -> HttpResponse:
    """Letters that came back with what to do about each, and a form to note one more."""
    swv_id, actor = _alleen(request, Rol.SECRETARIAAT), request.actor
    keuze = list(retour.verstuurd(swv_id, actor.vandaag)[: retour.GETOOND])
    form = RetourForm(
        request.POST if request.method == "POST" else None,
        rijen=keuze,
        ander=_van_processen(actor),
        initial={"retour_op": actor.vandaag},
    )
    if request.method == "POST" and form.is_valid() and _noteer_retour(request, form):
        return redirect("workflow:papier_terug")
    rijen = list(retour.teruggekomen(swv_id)[: retour.GETOOND])
    ander = [regel for process in processen().values() if process.terugpost for regel in process.terugpost.open(actor)]
    zaken = {rij.zaak_id: rij.zaak for rij in rijen} | {regel.zaak.pk: regel.zaak for regel in ander}
    for zaak in zaken.values():
        leg_lezen_vast(actor, zaak, "papier")
    context = {"rijen": rijen, "ander": ander, "form": form, "te_kiezen": bool(keuze or form.ander)}
    return render(request, "workflow/teruggekomen.html", context, status=422 if form.is_bound else 200)


def _van_processen(actor: Actor) -> dict[str, Gepost]:
    """What the workflows sent by post themselves, by kind of case and number."""
    return {
        f"{kind}:{rij.pk}": rij
        for kind, process in processen().items()
        if process.terugpost
        for rij in process.terugpost.te_kiezen(actor)
    }


def _noteer_ander(request: Verzoek, form: RetourForm) -> bool:
    """False when the workflow refuses, with its reason at the field."""
    data = form.cleaned_data
    kind, rij = data["brief"].split(":")[0], form.ander[data["brief"]]
    terugpost = processen()[kind].terugpost
    assert terugpost is not None, "it was offered by it"
    try:
        terugpost.noteer(request.actor, rij.pk, data["retour_op"], data["reden"])
    except Geweigerd as weigering:
        form.add_error(weigering.veld or None, weigering.melding)
        return False
    except Conflict as weigering:
        messages.error(request, weigering.melding)
        return True
    messages.success(request, "Genoteerd. Zoek uit of het adres klopte, en kies dan wat er gebeurt.")
    return True


def _noteer_retour(request: Verzoek, form: RetourForm) -> bool:
    actor, data = request.actor, form.cleaned_data
    if data["brief"] in form.ander:
        return _noteer_ander(request, form)
    rij = retour.noteer(
        int(data["brief"]),
        swv_id=actor.eigen_swv_id,
        door_id=actor.persoon_id,
        op=data["retour_op"],
        reden=data["reden"],
        vandaag=actor.vandaag,
    )
    if rij is None:
        messages.error(request, "Een collega noteerde dit al. Dat is zo gebleven.")
        return True
    record(actor, "papier_terug", swv_id=actor.eigen_swv_id, zaak_id=rij.zaak_id, object_id=rij.pk)
    messages.success(request, "Genoteerd. Bel, vraag het adres na, en kies dan wat er gebeurt.")
    return True


@require_POST
def terug_afgedaan(request: Verzoek, rij_id: int) -> HttpResponse:
    """Sent again, or told in another way."""
    actor, opnieuw = request.actor, "opnieuw" in request.POST
    swv_id = _alleen(request, Rol.SECRETARIAAT)
    doe = retour.stuur_opnieuw if opnieuw else retour.anders_verteld
    rij = doe(rij_id, swv_id=swv_id, nu=timezone.now())
    if rij is None:
        if not Papierpost.objects.filter(pk=rij_id, zaak__swv_id=swv_id).exists():
            raise Http404
        messages.error(request, "Over deze brief hoeft niets meer te gebeuren.")
        return redirect("workflow:papier_terug")
    wat = "papier_opnieuw" if opnieuw else "papier_anders_verteld"
    record(actor, wat, swv_id=swv_id, zaak_id=rij.zaak_id, object_id=rij.pk)
    if opnieuw:
        messages.success(request, "De brief ligt weer klaar om te printen.")
        return redirect("workflow:papier")
    messages.success(request, "Genoteerd dat u het anders vertelde. Schrijf in een notitie bij de zaak hoe.")
    return redirect("workflow:papier_terug")


@require_POST
def papier_pdf(request: Verzoek) -> HttpResponse:
    """The chosen letters as one PDF, with address and day of posting; they count as printed from now on."""
    form = PapierForm(request.POST, rijen=_te_schrijven(request))
    if not form.is_valid():
        for fouten in form.errors.values():
            messages.error(request, f"{fouten[0]}.")
        return redirect("workflow:papier")
    rijen, op = form.gekozen, form.cleaned_data["gepost_op"]
    for rij in rijen:
        leg_lezen_vast(request.actor, rij.zaak, "papier")
    try:
        pdf = partij(rijen, post.brieven_bij(rijen, request.actor), op=op)
    except Geweigerd as weigering:
        messages.error(request, weigering.melding)
        return redirect("workflow:papier")
    Papierpost.objects.filter(pk__in=[rij.pk for rij in rijen]).update(geprint_op=timezone.now())
    return bestandsantwoord(pdf, PDF, f"brieven-{op:%Y-%m-%d}.pdf")
