"""Pages of step 2: the director decides and asks, the casemanager answers; and how much each has to do."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from maatwerk import rechten
from maatwerk.casemanagers import Kandidaat, kandidaten, per_casemanager
from maatwerk.forms import AanvaardForm, InschakelForm, RedenForm, WeigerForm
from maatwerk.models import Aanstelling, Status
from maatwerk.toegang import voor_medewerkers
from organisations.http import METHODEN, Verzoek
from organisations.rollen import Rol
from workflow.formulieren import bewerk, voer_uit
from workflow.fouten import GeenRecht, NietGevonden
from workflow.toegang import leg_lezen_vast


@require_http_methods(METHODEN)
def besluit(request: Verzoek, zaak_id: int) -> HttpResponse:
    """The advice, who can be asked and how much each has to do; yes here, no on a page of its own."""
    traject = voor_medewerkers(request, zaak_id, pagina="besluit over een casemanager")
    if not rechten.is_directeur(request.actor, traject):
        raise GeenRecht
    alle = kandidaten(traject, vandaag=request.actor.vandaag)
    laatste = traject.adviezen.select_related("casemanager", "door").last()
    form = InschakelForm(request.POST or None, kandidaten=alle, initial=_begin(traject.zaak.versie, laatste, alle))
    if request.method == "POST" and voer_uit(request, form, zaak_id, "inschakelen") is not None:
        messages.success(request, "De casemanager is gevraagd en zegt ja of nee. Daarna gaan de brieven uit.")
        return redirect("maatwerk:zaak", zaak_id)
    if request.method != "POST" and traject.status != Status.BIJ_DIRECTEUR:
        messages.info(request, "Er is nu geen besluit te nemen over een casemanager.")
        return redirect("maatwerk:zaak", zaak_id)
    context = {
        "zaak": traject.zaak,
        "traject": traject,
        "intake": traject.intake,
        "verkenningen": traject.verkenningen.all(),
        "actief": "overzicht",
        "advies": laatste,
        "zei_nee": traject.aanstellingen.filter(stand=Aanstelling.Stand.GEWEIGERD).select_related("casemanager"),
        "form": form,
        "bezwaren": [k for k in alle if k.bezwaar],
        "wisseling": bool(traject.terug_naar),
    }
    return render(request, "maatwerk/besluit.html", context, status=422 if form.is_bound else 200)


def _begin(versie: int, advies: object, alle: list[Kandidaat]) -> dict[str, object]:
    """Whom the commission proposed stands chosen, as long as that person can be asked."""
    voorstel = getattr(advies, "casemanager_id", None)
    kan = any(k.user.pk == voorstel and not k.bezwaar for k in alle)
    return {"versie": versie, "casemanager_id": str(voorstel) if kan else None}


@require_safe
def casemanagers(request: Verzoek) -> HttpResponse:
    """Every casemanager with the tracks that run."""
    if request.actor.rol != Rol.DIRECTEUR_SWV:
        raise GeenRecht
    return render(request, "maatwerk/casemanagers.html", {"rijen": per_casemanager(request.actor)})


def _vraag_aan(request: Verzoek, aanstelling_id: int) -> Aanstelling:
    """The question to this very person. It tells which pupil and school, so that a conflict of interest can be seen."""
    rij = (
        Aanstelling.objects.filter(pk=aanstelling_id, casemanager_id=request.actor.persoon_id)
        .select_related("traject__zaak__dossier__leerling", "traject__zaak__school", "gevraagd_door")
        .first()
    )
    if rij is None or not rechten.is_gevraagde(request.actor, rij):
        raise NietGevonden
    leg_lezen_vast(request.actor, rij.traject.zaak, "gevraagd")
    return rij


@require_safe
def gevraagd(request: Verzoek, aanstelling_id: int) -> HttpResponse:
    """What is asked; yes or no. Of the dossier nothing is shown before that."""
    return _toon(request, _vraag_aan(request, aanstelling_id), AanvaardForm(), WeigerForm())


@require_http_methods(["POST"])
def aanvaarden(request: Verzoek, aanstelling_id: int) -> HttpResponse:
    rij = _vraag_aan(request, aanstelling_id)
    form = AanvaardForm(request.POST)
    zaak_id = rij.traject.zaak_id
    if voer_uit(request, form, zaak_id, "casemanager_aanvaardt", doel_id=rij.pk) is not None:
        messages.success(request, "U bent aangesteld. U kunt het dossier nu lezen. Spreek eerst de ouders.")
        return redirect("maatwerk:zaak", zaak_id)
    return _toon(request, rij, form, WeigerForm())


@require_http_methods(["POST"])
def weigeren(request: Verzoek, aanstelling_id: int) -> HttpResponse:
    rij = _vraag_aan(request, aanstelling_id)
    form = WeigerForm(request.POST)
    if voer_uit(request, form, rij.traject.zaak_id, "casemanager_weigert", doel_id=rij.pk) is not None:
        messages.success(request, "De directeur weet nu dat u dit niet kunt doen.")
        return redirect("workflow:home")
    return _toon(request, rij, AanvaardForm(), form)


def _toon(request: Verzoek, rij: Aanstelling, ja: AanvaardForm, nee: WeigerForm) -> HttpResponse:
    context = {"rij": rij, "zaak": rij.traject.zaak, "ja": ja, "nee": nee}
    status = 422 if ja.is_bound or nee.is_bound else 200
    return render(request, "maatwerk/gevraagd.html", context, status=status)


@require_http_methods(METHODEN)
def vraag_intrekken(request: Verzoek, zaak_id: int, aanstelling_id: int) -> HttpResponse:
    """Take the question back when no answer comes."""
    traject = voor_medewerkers(request, zaak_id, pagina="vraag intrekken")
    if not rechten.is_directeur(request.actor, traject):
        raise GeenRecht
    rij = traject.aanstellingen.filter(pk=aanstelling_id, stand=Aanstelling.Stand.GEVRAAGD).first()
    if rij is None:
        raise NietGevonden
    label = f"Waarom trekt u de vraag aan {rij.casemanager.naam} in?"
    form = RedenForm(request.POST or None, label=label, initial={"versie": traject.zaak.versie})
    if request.method == "POST" and voer_uit(request, form, zaak_id, "vraag_intrekken", doel_id=rij.pk) is not None:
        messages.success(request, "De vraag is ingetrokken. Vraag nu iemand anders.")
        return redirect("maatwerk:besluit", zaak_id)
    pagina = {
        "titel": "Vraag aan de casemanager intrekken",
        "uitleg": "Daarna kunt u iemand anders vragen.",
        "knop": "Trek de vraag in",
        "soort": "danger",
    }
    context = {"zaak": traject.zaak, "actief": "overzicht", "form": form, "pagina": pagina}
    return render(request, "maatwerk/stap.html", context, status=422 if form.is_bound else 200)


@require_http_methods(METHODEN)
def andere_casemanager(request: Verzoek, zaak_id: int) -> HttpResponse:
    """The casemanager cannot do it: the director hears why, and appoints somebody else."""
    traject = voor_medewerkers(request, zaak_id, pagina="andere casemanager")
    if not rechten.is_casemanager(request.actor, traject):
        raise GeenRecht
    form = RedenForm(request.POST or None, label="Waarom kunt u dit niet zelf doen?")
    if request.method == "POST" and bewerk(request, form, zaak_id, "andere_casemanager"):
        messages.success(request, "De directeur weet het en vraagt een ander. Tot dan bent u de casemanager.")
        return redirect("maatwerk:zaak", zaak_id)
    context = {
        "zaak": traject.zaak,
        "actief": "overzicht",
        "form": form,
        "titel": "Vraag om een andere casemanager",
        "uitleg": "Bijvoorbeeld omdat u werkt bij de school die de leerling ontvangt. Wat u schreef, blijft staan. "
        "Een ander maakt het af.",
        "terug": "maatwerk:zaak",
        "knop": "Vraag het de directeur",
    }
    return render(request, "maatwerk/formulier.html", context, status=422 if form.is_bound else 200)
