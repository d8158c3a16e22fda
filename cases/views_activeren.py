"""Giving a parent or pupil an account: the code for the letter, and the page where it is used."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cases.activeren import GELDIG, activeer, maak_code
from cases.forms_activeren import ActiveerForm
from cases.fouten import GeenRecht, Geweigerd, NietGevonden
from cases.models import Ouder
from cases.toegang import haal_dossier, mag_bewerken
from organisations.http import METHODEN, Verzoek
from organisations.toegang.aanmelden import Wijze, heeft_eigen_factor_nodig, meld_aan
from organisations.toegang.bewijzen import vraag_aan
from organisations.toegang.factoren import heeft_eigen_factor
from organisations.toegang.forms import MailcodeForm
from organisations.toegang.models import Bewijssoort
from organisations.toegang.proberen import status
from organisations.toegang.rem import Geremd, tel
from organisations.toegang.views_inloggen import MELDING
from organisations.toegang.wekken import wek
from ui.notatie import tijd

ACTIVERING = "activering"
"""Session key of an account that waits for the code from the mail."""


@require_http_methods(METHODEN)
def code_voor_ouder(request: Verzoek, dossier_id: int, ouder_id: int) -> HttpResponse:
    """Explain, and on POST show the new code once, as a letter to print."""
    return _code(request, dossier_id, ouder_id)


@require_http_methods(METHODEN)
def code_voor_leerling(request: Verzoek, dossier_id: int) -> HttpResponse:
    """The same for a pupil of 16 or older."""
    return _code(request, dossier_id, None)


def _code(request: Verzoek, dossier_id: int, ouder_id: int | None) -> HttpResponse:
    dossier = haal_dossier(request.actor, dossier_id, pagina="activeringscode", nu=timezone.now())
    if not mag_bewerken(request.actor, dossier):
        raise GeenRecht
    ouder = None if ouder_id is None else Ouder.objects.filter(pk=ouder_id, leerling=dossier.leerling).first()
    if ouder is None and ouder_id is not None:
        raise NietGevonden
    context = {
        "dossier": dossier,
        "naam": ouder.naam if ouder else dossier.leerling.naam,
        "jij": ouder is None,
        "heeft_account": (ouder.user_id if ouder else dossier.leerling.user_id) is not None,
        "geldig_tot": request.actor.vandaag + GELDIG,
    }
    if request.method == "POST":
        context["code"] = maak_code(dossier_id, by=request.actor, nu=timezone.now(), ouder_id=ouder_id)
    return render(request, "cases/activeringscode.html", context)


@login_not_required
@sensitive_post_parameters("wachtwoord", "nog_eens", "code")
@require_http_methods(METHODEN)
def activeren(request: HttpRequest) -> HttpResponse:
    """The code from the letter, a mail address and a password. A code goes to that address; nothing is made yet."""
    form = ActiveerForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        schoon = form.cleaned_data
        request.session.flush()
        request.session[ACTIVERING] = {
            "code": form.code_hash,
            "email": schoon["email"],
            "wachtwoord": make_password(schoon["wachtwoord"]),
        }
        _mail_code(request)
        return redirect("cases:activeren_mail")
    return render(request, "cases/activeren.html", {"form": form}, status=status(form))


def _mail_code(request: HttpRequest) -> None:
    stand = request.session[ACTIVERING]
    bewijs = vraag_aan(Bewijssoort.CODE, email=stand["email"], user=None, nu=timezone.now())
    request.session[ACTIVERING] = {**stand, "bewijs": bewijs.pk}
    transaction.on_commit(wek)


@login_not_required
@sensitive_post_parameters("code")
@require_http_methods(METHODEN)
def activeren_mail(request: HttpRequest) -> HttpResponse:
    """The code from the mail proves the address; then the account is made, and the code from the letter used up."""
    stand = request.session.get(ACTIVERING)
    if stand is None:
        return redirect("cases:activeren")
    if request.POST.get("opnieuw"):
        return _nog_een_code(request, stand)
    form = MailcodeForm(request.POST or None, request=request, user=None, bewijs_id=stand["bewijs"], nu=timezone.now())
    if request.method == "POST" and form.is_valid():
        try:
            return _maak_account(request, stand)
        except Geweigerd as weigering:
            form.add_error(None, weigering.melding)
    context = {"form": form, "email": stand["email"], "melding": request.session.pop(MELDING, "")}
    return render(request, "cases/activeren_mail.html", context, status=status(form))


def _nog_een_code(request: HttpRequest, stand: dict[str, str]) -> HttpResponse:
    try:
        tel(nu=timezone.now(), mail=f"activering:{stand['code']}")
    except Geremd as geremd:
        request.session[MELDING] = f"Wij stuurden u al een paar codes. Na {tijd(geremd.tot)} uur kan het weer."
    else:
        _mail_code(request)
        request.session[MELDING] = "Wij hebben een nieuwe code gestuurd. De vorige code werkt niet meer."
    return redirect("cases:activeren_mail")


def _maak_account(request: HttpRequest, stand: dict[str, str]) -> HttpResponse:
    """Somebody whose account has a second factor of its own logs in with that one."""
    vandaag, nu = timezone.localdate(), timezone.now()
    lid = activeer(stand["code"], email=stand["email"], versleuteld=stand["wachtwoord"], vandaag=vandaag, nu=nu)
    request.session.pop(ACTIVERING)
    if heeft_eigen_factor(lid.user) or heeft_eigen_factor_nodig(lid.user, vandaag=vandaag):
        request.session[MELDING] = "Uw kind is aan uw account toegevoegd. Log in om verder te gaan."
        return redirect("organisations:inloggen")
    meld_aan(request, lid.user, Wijze.MAILCODE, hoed_id=lid.pk)
    return redirect("cases:geactiveerd")


@require_safe
def geactiveerd(request: Verzoek) -> HttpResponse:
    """The account is there; a passkey is offered, never asked."""
    return render(request, "cases/geactiveerd.html")
