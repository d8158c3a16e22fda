"""The staff pages of a track: beginning one, its overview, its papers, and every act that asks at most a reason."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.fouten import GeenRecht, NietGevonden
from cases.herkomst import aanvragende_school
from cases.toegang import haal_dossier, mag_bewerken
from documents.antwoord import met_inzage
from maatwerk import rechten
from maatwerk import zaakbeeld as beeld
from maatwerk.begin import lopend_traject
from maatwerk.forms import BeginForm
from maatwerk.forms_netwerk import SnelContactForm
from maatwerk.models import MET_CASEMANAGER, Contact
from maatwerk.stappen import STAPPEN
from maatwerk.toegang import haal_traject, voor_medewerkers
from organisations.http import METHODEN, Verzoek
from workflow.afspraken import wat_vervalt
from workflow.formulieren import begin, voer_uit
from workflow.views.documenten import documenten_van, toon_documenten


@require_http_methods(METHODEN)
def beginnen(request: Verzoek, dossier_id: int) -> HttpResponse:
    """What a maatwerk track is, and starting one for this pupil."""
    dossier = haal_dossier(request.actor, dossier_id, pagina="maatwerk", nu=timezone.now())
    if not mag_bewerken(request.actor, dossier):
        raise GeenRecht
    form = BeginForm(request.POST or None)
    if request.method == "POST" and (zaak_id := begin(request, form, "maatwerk", dossier.pk)):
        messages.success(request, "De intake staat klaar. Vul die in elke volgorde in.")
        return redirect("maatwerk:intake", zaak_id)
    context = {
        "dossier": dossier,
        "leerling": dossier.leerling,
        "school": aanvragende_school(dossier, request.actor),
        "lopend": lopend_traject(dossier, request.actor),
        "form": form,
    }
    return render(request, "maatwerk/beginnen.html", context, status=422 if form.is_bound else 200)


@require_safe
def zaak(request: Verzoek, zaak_id: int) -> HttpResponse:
    """What happens now, the one next action of this hat, and the rest in short."""
    traject = haal_traject(request, zaak_id, pagina="traject")
    if request.actor.is_gezin:
        return redirect("maatwerk:gezin", zaak_id)
    actor = request.actor
    stap = beeld.volgende_stap(actor, traject)
    context = {
        "zaak": traject.zaak,
        "traject": traject,
        "actief": "overzicht",
        "stap": stap,
        "acties": beeld.overige_acties(actor, traject, stap),
        "stappen": beeld.stappen_van(traject),
        "vraag": beeld.lopende_vraag(traject),
        "snel": SnelContactForm() if rechten.is_casemanager(actor, traject) else None,
        "wijzen": Contact.Wijze.choices,
        "met_casemanager": traject.status in MET_CASEMANAGER,
        **beeld.overzicht(actor, traject),
    }
    return render(request, "maatwerk/zaak.html", context)


@met_inzage
@require_safe
def documenten(request: Verzoek, zaak_id: int) -> HttpResponse:
    """All papers this hat may read, the last one first."""
    traject = voor_medewerkers(request, zaak_id, pagina="documenten")
    alle = documenten_van(request.actor, traject.zaak)[::-1]
    return toon_documenten(request, traject.zaak, [("Documenten", alle)] if alle else [])


@require_http_methods(METHODEN)
def stap(request: Verzoek, zaak_id: int, actie: str) -> HttpResponse:
    """One act: what it does, and the reason where one is asked."""
    pagina = STAPPEN.get(actie)
    traject = voor_medewerkers(request, zaak_id, pagina=f"stap:{actie}" if pagina else "stap")
    if pagina is None:
        raise NietGevonden
    if not pagina.mag(request.actor, traject):
        raise GeenRecht
    form = pagina.form(
        request.POST or None,
        label=pagina.vraag,
        uitleg=pagina.hulp,
        verplicht=pagina.verplicht,
        initial={"versie": traject.zaak.versie},
    )
    if request.method == "POST" and voer_uit(request, form, zaak_id, actie) is not None:
        messages.success(request, pagina.klaar)
        return redirect("maatwerk:zaak", zaak_id)
    if request.method != "POST" and traject.status not in pagina.in_standen:
        messages.info(request, "Deze stap is nu niet aan de orde.")
        return redirect("maatwerk:zaak", zaak_id)
    if request.method != "POST" and (waarom := pagina.nu_niet(traject, request.actor)):
        messages.warning(request, f"{pagina.titel} kan nu niet. {waarom}")
        return redirect("maatwerk:zaak", zaak_id)
    context = {"zaak": traject.zaak, "actief": "overzicht", "form": form, "pagina": pagina}
    context["vervalt"] = wat_vervalt(traject.zaak, timezone.now()) if pagina.sluit else ""
    return render(request, "maatwerk/stap.html", context, status=422 if form.is_bound else 200)
