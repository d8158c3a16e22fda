"""The list of actions, and the page of a case that says on which agenda it stands."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.models import Zaak
from organisations.http import METHODEN, Verzoek, formulierstatus
from vergaderingen import acties
from vergaderingen.beeld import regels, te_kiezen_stukken
from vergaderingen.delen import OP_AGENDA
from vergaderingen.forms import ActieForm, OpAgendaForm
from vergaderingen.formulieren import doe
from vergaderingen.models import mag_regelen
from vergaderingen.punten import open_vergaderingen, punten_van
from vergaderingen.toegang import eis_regelaar, haal_vergadering, mag_vergaderen
from workflow.formulieren import bewerk
from workflow.fouten import GeenRecht
from workflow.process import Agendasoort, process_van
from workflow.toegang import haal_zaak

GETOOND = 200


@require_safe
def actielijst(request: Verzoek) -> HttpResponse:
    """What is to be done after meetings; what was done lately below it."""
    if not mag_vergaderen(request.actor):
        raise GeenRecht
    rijen = acties.acties_voor(request.actor)
    context = {
        "open": acties.leesbaar(request.actor, rijen.filter(gereed_op__isnull=True)[:GETOOND]),
        "gereed": acties.leesbaar(
            request.actor, rijen.filter(gereed_op__isnull=False).order_by("-gereed_op", "-pk")[:20]
        ),
        "regelt": mag_regelen(request.actor),
    }
    return render(request, "vergaderingen/acties.html", context)


@require_http_methods(METHODEN)
def actie_nieuw(request: Verzoek, vergadering_id: int) -> HttpResponse:
    rij = haal_vergadering(request.actor, vergadering_id, pagina="vergadering")
    eis_regelaar(request.actor)
    genodigden = rij.genodigden.select_related("lid__user")
    form = ActieForm(request.POST or None, genodigden=genodigden, punten=acties.punten_voor_actie(rij.pk))
    if doe(
        request,
        form,
        lambda data: acties.voeg_toe(
            request.actor,
            rij.pk,
            wat=data["wat"],
            lid_id=data["wie"],
            uiterlijk=data["uiterlijk"],
            punt_id=data["punt"],
            nu=timezone.now(),
        ),
    ):
        messages.success(request, "Het staat op de actielijst.")
        return redirect(rij)
    context = {"form": form, "vergadering": rij}
    return render(request, "vergaderingen/actie.html", context, status=formulierstatus(request))


@require_POST
def actie_gereed(request: Verzoek, actie_id: int) -> HttpResponse:
    acties.zet_gereed(request.actor, actie_id, nu=timezone.now())
    messages.success(request, "Gereed gemeld.")
    return redirect("vergaderingen:acties")


@require_http_methods(METHODEN)
def zaak_agenda(request: Verzoek, zaak_id: int) -> HttpResponse:
    """Where the case stands on an agenda or was discussed, and a form to put it on one."""
    zaak = haal_zaak(request.actor, zaak_id, pagina="zaak_agenda")
    if not request.actor.is_swv_bureau:
        raise GeenRecht
    soorten, eerder = _soorten(request, zaak), punten_van(zaak)
    if request.method != "POST":  # who sends a form that another was before is told so
        open_ = {punt.soort for punt in eerder if punt.is_open}
        soorten = {sleutel: soort for sleutel, soort in soorten.items() if sleutel not in open_}
    form = _form(request, zaak, soorten) if soorten else None
    if form is not None and request.method == "POST" and bewerk(request, form, zaak_id, OP_AGENDA):
        messages.success(request, "De zaak staat op de agenda, of wacht op een vergadering.")
        return redirect("vergaderingen:zaak_agenda", zaak_id)
    if form is None and request.method == "POST":
        raise GeenRecht
    context = {"zaak": zaak, "actief": "overzicht", "form": form, "regels": regels(request.actor, eerder)}
    return render(request, "vergaderingen/zaak_agenda.html", context, status=formulierstatus(request))


def _soorten(request: Verzoek, zaak: Zaak) -> dict[str, Agendasoort]:
    """What this hat may put on an agenda of this case now."""
    process = process_van(zaak)
    obj = process.object_van(zaak)
    obj.zaak = zaak
    return {sleutel: soort for sleutel, soort in process.agendapunten.items() if soort.mag(request.actor, obj)}


def _form(request: Verzoek, zaak: Zaak, soorten: dict[str, Agendasoort]) -> OpAgendaForm:
    return OpAgendaForm(
        request.POST or None,
        soorten=soorten,
        vergaderingen=open_vergaderingen(zaak.swv),
        documenten=te_kiezen_stukken(request.actor, zaak),
    )
