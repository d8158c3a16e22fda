"""From a dossier to a request: what this school may ask, what runs already, and where else to go."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.fouten import GeenRecht
from cases.models import Dossier
from cases.pagina import dossierlijst
from cases.toegang import haal_dossier, leg_zoeken_vast, mag_bewerken
from organisations.http import Verzoek
from organisations.rollen import Rol
from tlv import kiezen as regels
from tlv.forms_kiezen import StartForm
from tlv.routes import Stand, keuzes, met_stand
from workflow.formulieren import begin

VERWIJZING = {
    1: {
        "titel": "Blind of slechtziend (cluster 1)",
        "wie": "De instelling voor leerlingen met een visuele beperking in uw regio",
        "hoe": "Ouders melden de leerling aan bij die instelling, vaak samen met de school.",
    },
    2: {
        "titel": "Doof, slechthorend of een taalontwikkelingsstoornis (cluster 2)",
        "wie": "De instelling voor leerlingen met een auditieve of communicatieve beperking in uw regio",
        "hoe": "De school of de ouders melden de leerling aan bij die instelling.",
    },
}


def kiezen(request: Verzoek, dossier_id: int) -> HttpResponse:
    """Show what can be asked for this pupil; POST starts it and goes on to writing."""
    dossier = haal_dossier(request.actor, dossier_id, pagina="kiezen", nu=timezone.now())
    if not mag_bewerken(request.actor, dossier):
        raise GeenRecht
    signalen = regels.signalen(dossier, request.actor)
    form = StartForm(
        request.POST if request.method == "POST" else None,
        namens=request.actor.rol == Rol.SECRETARIAAT,
        met_reden=signalen.vraagt_reden,
    )
    if request.method == "POST" and (zaak_id := begin(request, form, "tlv", dossier.pk)):
        messages.success(request, "Het concept staat klaar. U kunt de onderdelen in elke volgorde invullen.")
        return redirect("tlv:schrijven", zaak_id)
    return _toon(request, dossier, signalen, form)


def _toon(request: Verzoek, dossier: Dossier, signalen: regels.Signalen, form: StartForm) -> HttpResponse:
    school = regels.aanvragende_school(dossier, request.actor)
    situatie = regels.situatie_van(dossier, school, op=request.actor.vandaag)
    alle = keuzes(situatie)
    context = {
        "dossier": dossier,
        "leerling": dossier.leerling,
        "school": school,
        "situatie": situatie,
        "signalen": signalen,
        "tlvs": [(tlv, signalen.tlv_zaken.get(tlv.pk)) for tlv in signalen.lopende_tlv],
        "startbaar": met_stand(alle, Stand.STARTBAAR),
        "niet_digitaal": met_stand(alle, Stand.NIET_DIGITAAL),
        "doorsturen": met_stand(alle, Stand.ANDER_SWV)[:1],
        "andere": met_stand(alle, Stand.ANDERE_SCHOOL, Stand.PAST_NIET),
        "form": form,
        "namens": request.actor.rol == Rol.SECRETARIAAT,
    }
    return render(request, "tlv/kiezen.html", context, status=422 if form.is_bound else 200)


@require_safe
def verwijzing(request: Verzoek, dossier_id: int, cluster: int) -> HttpResponse:
    """Cluster 1 and 2 are outside the samenwerkingsverband: where to go instead."""
    dossier = haal_dossier(request.actor, dossier_id, pagina="kiezen", nu=timezone.now())
    if cluster not in VERWIJZING:
        raise Http404
    context = {"dossier": dossier, "leerling": dossier.leerling, "verwijzing": VERWIJZING[cluster]}
    return render(request, "tlv/verwijzing.html", context)


def kiezen_secretariaat(request: Verzoek) -> HttpResponse:
    """A request came on paper, by mail or by phone: find the dossier, or open one for the school."""
    if request.actor.rol != Rol.SECRETARIAAT:
        raise GeenRecht
    q = request.GET.get("q", "").strip()[:200]
    lijst = dossierlijst(request.actor, q=q) if q else None
    if lijst is not None:
        leg_zoeken_vast(request.actor, [regel.dossier.leerling_id for regel in lijst.regels])
    return render(request, "tlv/kiezen_secretariaat.html", {"q": q, "lijst": lijst})
