"""Administration of people: the list, one person, hats, invitations, professions and absences."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations import mensen, voorstellen
from organisations.beheer import meld_afwezig
from organisations.forms_mensen import (
    AfwezigheidForm,
    BeroepForm,
    EindeForm,
    GebruikerForm,
    HoedForm,
    rollen_filter,
)
from organisations.http import METHODEN, Verzoek, als_nummer, formulierstatus
from organisations.mandaten import afwezigheden_bij
from organisations.menslijst import Keuze, menslijst
from organisations.models import Deskundigheid, Mandaat, School, User
from organisations.rollen import VIER_OGEN, Rol
from organisations.toegang import factoren
from organisations.toegang.uitnodigen import open_hoedvragen, trek_hoedvraag_in, van_elders
from ui.notatie import datum

View = Callable[..., HttpResponse]
FOUTEN = (mensen.NietToegestaan, voorstellen.VoorstelFout)


def alleen_beheer(view: View) -> View:
    """For the administrator and the director, about their own samenwerkingsverband."""

    @wraps(view)
    def bewaakt(request: Verzoek, *args: Any, **kwargs: Any) -> HttpResponse:
        if not mensen.mag_beheren(request.actor):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return bewaakt


@require_safe
@alleen_beheer
def beheer(request: Verzoek) -> HttpResponse:
    """Where administration begins: all its pages, and what waits."""
    wacht = voorstellen.te_bevestigen(request.actor, nu=timezone.now()).count()
    context = {"wacht": wacht, "tweede": voorstellen.anderen_die_bevestigen(request.actor)}
    return render(request, "organisations/beheer.html", context)


@require_safe
@alleen_beheer
def gebruikers(request: Verzoek) -> HttpResponse:
    """People of the own samenwerkingsverband and its schools."""
    vragen = {naam: request.GET[naam] for naam in ("q", "rol", "school", "ook") if request.GET.get(naam)}
    keuze = Keuze(
        q=request.GET.get("q", "").replace("\x00", "").strip()[:100],
        rol=request.GET.get("rol", "") if request.GET.get("rol", "") in Rol.values else "",
        school=als_nummer(request.GET.get("school", "")),
        ook_vertrokken=request.GET.get("ook") == "vertrokken",
    )
    lijst = menslijst(request.actor, keuze, na=request.GET.get("na", ""))
    volgende = f"{reverse('organisations:gebruikers')}?{urlencode({**vragen, 'na': lijst.na})}" if lijst.na else ""
    context = {
        "lijst": lijst,
        "keuze": keuze,
        "volgende": volgende,
        "rollen": rollen_filter(),
        "scholen": School.objects.filter(swv_id=request.actor.swv_id).only("pk", "naam"),
        "vandaag": request.actor.vandaag,
        "uitnodigingen": open_hoedvragen(request.actor.eigen_swv_id, nu=timezone.now(), op=request.actor.vandaag),
    }
    return render(request, "organisations/gebruikers.html", context)


@require_http_methods(METHODEN)
@alleen_beheer
def gebruiker_nieuw(request: Verzoek) -> HttpResponse:
    """Add and invite a person."""
    form = GebruikerForm(request.POST or None, actor=request.actor, initial={"van": request.actor.vandaag})
    if request.method == "POST" and form.is_valid():
        gegevens = form.cleaned_data
        try:
            wie = {naam: gegevens[naam] for naam in ("naam", "email", "telefoon")}
            user = mensen.voeg_toe(request.actor, hoed=form.hoed(), nu=timezone.now(), **wie)
        except FOUTEN as fout:
            form.add_error(None, str(fout))
        else:
            if van_elders(user, request.actor.eigen_swv_id):
                messages.success(request, _gevraagd(form.cleaned_data["rol"]))
                return redirect("organisations:gebruikers")
            messages.success(request, _gegeven(user, form.cleaned_data["rol"]))
            return redirect("organisations:gebruiker", user.pk)
    return render(request, "organisations/gebruiker_nieuw.html", {"form": form}, status=formulierstatus(request))


def _gevraagd(rol: str) -> str:
    """Of who has an account and never worked here: no name, and no hat before it was taken on."""
    if rol in VIER_OGEN:
        return "Uw verzoek staat klaar. Na de bevestiging krijgt deze persoon een mail om de rol aan te nemen."
    return "Dit mailadres heeft al een account. Wij mailen een uitnodiging. Die staat bij Nog niet aangenomen."


def _gegeven(user: User, rol: str) -> str:
    if rol in VIER_OGEN:
        return "Uw verzoek staat klaar. Een tweede beheerder of de directeur moet het bevestigen."
    if user.has_usable_password():
        return "De rol is toegevoegd. Deze persoon heeft al een account en vindt de rol na het inloggen."
    return "De rol is toegevoegd en de uitnodiging is onderweg."


@require_safe
@alleen_beheer
def gebruiker(request: Verzoek, gebruiker_id: int) -> HttpResponse:
    """One person: hats from–until, how far the invitation is, professions, absences, second factor."""
    actor, user = request.actor, mensen.haal_mens(request.actor, gebruiker_id)
    hoeden = list(mensen.hoeden_bij(actor).filter(user=user).order_by("tot", "van", "pk"))
    beroepen = Deskundigheid.objects.bij(actor.eigen_swv_id).filter(user=user).order_by("tot", "van")
    context = {
        "mens": user,
        "zelf": user.pk == actor.gebruiker_id,
        "hoeden": [hoed for hoed in hoeden if hoed.tot is None or hoed.tot >= actor.vandaag],
        "oude_hoeden": [hoed for hoed in hoeden if hoed.tot and hoed.tot < actor.vandaag],
        "open_voorstellen": voorstellen.open_voor(actor, nu=timezone.now()).filter(user=user),
        "heeft_account": user.has_usable_password(),
        "uitnodiging": mensen.uitnodiging_van(user),
        "heeft_factor": bool(factoren.soorten(user)),
        "toon_deskundig": any(hoed.swv_id for hoed in hoeden) or beroepen.exists(),
        "beroepen": beroepen,
        "afwezig": afwezigheden_bij(actor.eigen_swv_id).filter(user=user, tot__gte=actor.vandaag).order_by("van"),
        "mandaten": Mandaat.objects.filter(
            Q(tot__isnull=True) | Q(tot__gte=actor.vandaag), user=user, swv_id=actor.swv_id
        ),
        "vandaag": actor.vandaag,
        "nu": timezone.now(),
    }
    return render(request, "organisations/gebruiker.html", context)


@require_http_methods(METHODEN)
@alleen_beheer
def hoed_nieuw(request: Verzoek, gebruiker_id: int) -> HttpResponse:
    """Another hat for somebody who is here already."""
    user = mensen.haal_mens(request.actor, gebruiker_id)
    form = HoedForm(request.POST or None, actor=request.actor, initial={"van": request.actor.vandaag})
    if request.method == "POST" and form.is_valid():
        try:
            mensen.geef_hoed(request.actor, user, form.hoed(), nu=timezone.now())
        except FOUTEN as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, _gegeven(user, form.cleaned_data["rol"]))
            return redirect("organisations:gebruiker", user.pk)
    context = {"form": form, "mens": user, "zelf": user.pk == request.actor.gebruiker_id}
    return render(request, "organisations/hoed_nieuw.html", context, status=formulierstatus(request))


@require_POST
@alleen_beheer
def uitnodiging_opnieuw(request: Verzoek, gebruiker_id: int) -> HttpResponse:
    user = mensen.haal_mens(request.actor, gebruiker_id)
    if mensen.nodig_opnieuw_uit(request.actor, user, nu=timezone.now()):
        messages.success(request, "Er is een nieuwe uitnodiging onderweg. De vorige link werkt niet meer.")
    else:
        messages.error(request, "Deze persoon heeft al een account, of heeft hier geen rol. Er is niets verstuurd.")
    return redirect("organisations:gebruiker", user.pk)


@require_POST
@alleen_beheer
def uitnodiging_weg(request: Verzoek, gebruiker_id: int) -> HttpResponse:
    user = mensen.haal_mens(request.actor, gebruiker_id)
    if mensen.trek_uitnodiging_in(request.actor, user, nu=timezone.now()):
        messages.success(request, "De uitnodiging is ingetrokken. De link werkt niet meer.")
    else:
        messages.error(request, "Er is geen open uitnodiging meer. Er is niets gedaan.")
    return redirect("organisations:gebruiker", user.pk)


@require_POST
@alleen_beheer
def hoedvraag_weg(request: Verzoek, bewijs_id: int) -> HttpResponse:
    """Withdraw an invitation for a hat of somebody who is not in the list yet."""
    gedaan = trek_hoedvraag_in(request.actor, bewijs_id, nu=timezone.now())
    if gedaan is None:
        raise Http404
    if gedaan:
        messages.success(request, "De uitnodiging is ingetrokken. De link werkt niet meer.")
    else:
        messages.error(request, "Deze uitnodiging is al aangenomen of ingetrokken. Er is niets gedaan.")
    return redirect("organisations:gebruikers")


@require_http_methods(METHODEN)
@alleen_beheer
def beroep_nieuw(request: Verzoek, gebruiker_id: int) -> HttpResponse:
    """A profession of an expert; what an expert may advise follows from it."""
    user = mensen.haal_medewerker(request.actor, gebruiker_id)
    form = BeroepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        mensen.voeg_beroep_toe(request.actor, user, form.cleaned_data)
        messages.success(request, "Het beroep is toegevoegd.")
        return redirect("organisations:gebruiker", user.pk)
    return render(
        request, "organisations/beroep_nieuw.html", {"form": form, "mens": user}, status=formulierstatus(request)
    )


@require_http_methods(METHODEN)
@alleen_beheer
def beroep_einde(request: Verzoek, gebruiker_id: int, beroep_id: int) -> HttpResponse:
    """The last day on which somebody advises from this profession."""
    actor = request.actor
    user = mensen.haal_medewerker(actor, gebruiker_id)
    rij = Deskundigheid.objects.bij(actor.eigen_swv_id).filter(pk=beroep_id, user=user).first()
    if rij is None:
        raise Http404
    form = EindeForm(request.POST or None, van=rij.van, tot=rij.tot, vandaag=actor.vandaag)
    if request.method == "POST" and form.is_valid():
        tot = form.cleaned_data["tot"]
        if mensen.beeindig_beroep(actor, user, beroep_id, tot=tot, form=form):
            messages.success(request, f"Het beroep geldt tot en met {datum(tot)}. Het blijft hier staan.")
        else:
            messages.error(request, "Dit beroep is al voorbij. Er is niets gedaan.")
        return redirect("organisations:gebruiker", user.pk)
    context = {"form": form, "mens": user, "beroep": rij, "voorbij": rij.tot is not None and rij.tot < actor.vandaag}
    return render(request, "organisations/beroep_einde.html", context, status=formulierstatus(request))


@require_http_methods(METHODEN)
@alleen_beheer
def afwezigheid_nieuw(request: Verzoek, gebruiker_id: int) -> HttpResponse:
    """When somebody is not available."""
    user = mensen.haal_medewerker(request.actor, gebruiker_id)
    form = AfwezigheidForm(request.POST or None, user=user, vandaag=request.actor.vandaag)
    if request.method == "POST" and form.is_valid():
        meld_afwezig(request.actor, user=user, **form.cleaned_data)
        messages.success(request, "De afwezigheid is vastgelegd.")
        return redirect("organisations:gebruiker", user.pk)
    context = {"form": form, "mens": user}
    return render(request, "organisations/afwezigheid_nieuw.html", context, status=formulierstatus(request))


@require_POST
@alleen_beheer
def afwezigheid_weg(request: Verzoek, gebruiker_id: int, afwezigheid_id: int) -> HttpResponse:
    user = mensen.haal_medewerker(request.actor, gebruiker_id)
    if mensen.haal_afwezigheid_weg(request.actor, user, afwezigheid_id):
        messages.success(request, "De afwezigheid is weggehaald.")
    else:
        messages.error(request, "Deze afwezigheid is al voorbij of weg. Er is niets gedaan.")
    return redirect("organisations:gebruiker", user.pk)
