"""The own account: second factor, recovery codes, passkeys, password, sessions."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.services import record
from organisations.hoeden import SESSIE_SCHOLEN
from organisations.http import METHODEN, Verzoek, u_of_jij
from organisations.models import User
from organisations.paginamerken import zonder_factor
from organisations.toegang import factoren
from organisations.toegang.aanmelden import STERK, Wijze, herbevestigd_op
from organisations.toegang.forms import WijzigWachtwoordForm, codeveld
from organisations.toegang.models import Sessie
from organisations.toegang.proberen import probeer, status
from organisations.toegang.sessieopslag import BEGONNEN, WIJZE, kenmerk
from organisations.toegang.wachtwoord import zet_wachtwoord
from ui.forms import DekkendForm

GEHEIM = "nieuw_appgeheim"
TE_TONEN = "herstelcodes"
VERS = timedelta(minutes=10)
View = Callable[..., HttpResponse]


def pas_bevestigd(view: View) -> View:
    """What opens the door is changed only shortly after log-in or after identifying again (ASVS 5.0, 7.5.1)."""

    @wraps(view)
    def bewaakt(request: Verzoek, *args: Any, **kwargs: Any) -> HttpResponse:
        if _is_vers(request):
            return view(request, *args, **kwargs)
        volgende = request.path if request.method == "GET" else reverse("organisations:account")
        return redirect(f"{reverse('organisations:herbevestigen')}?{urlencode({'volgende': volgende})}")

    return bewaakt


def _is_vers(request: HttpRequest) -> bool:
    """Log-in counts, but not with the account of a school: a school could otherwise make a key to all hats."""
    van_school = SESSIE_SCHOLEN in request.session
    begonnen = None if van_school else parse_datetime(request.session.get(BEGONNEN, ""))
    momenten = [moment for moment in (begonnen, herbevestigd_op(request)) if moment]
    return any(timezone.now() - moment < VERS for moment in momenten)


@require_safe
def account(request: Verzoek) -> HttpResponse:
    """What there is to set: how somebody logs in, and where."""
    soorten = factoren.soorten(request.user)
    context = {
        "app": factoren.Type.TOTP in soorten,
        "passkeys": factoren.passkeys(request.user),
        "codes_over": factoren.herstelcodes_over(request.user),
        "heeft_factor": bool(soorten),
        "sessies": Sessie.objects.filter(user=request.user, expire_date__gt=timezone.now()).count(),
        "gezin": request.actor.is_gezin,
    }
    return render(request, "organisations/account.html", context)


@zonder_factor
@require_safe
def factor_kiezen(request: Verzoek) -> HttpResponse:
    """The only page for somebody who has to set up a second factor: which kind?"""
    context = {"verplicht": request.session.get(WIJZE) not in STERK and not request.actor.is_gezin}
    return render(request, "organisations/factor_kiezen.html", context)


class AppForm(DekkendForm):
    """The first code of a new app shows that it works."""

    code = codeveld("Code uit de app", "De zes cijfers die de app nu laat zien.")

    def __init__(self, *args: Any, request: Verzoek, geheim: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.geheim = request, geheim

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        user = self.request.user
        probeer(
            self.request,
            lambda: factoren.zet_app_aan(user, self.geheim, code),
            "Deze code klopt niet. Staat de klok van de telefoon goed? Vul de code in die de app nu laat zien.",
            actie="tweede_factor_instellen",
            user=user,
            factor=str(user.pk),
        )
        return code


@zonder_factor
@pas_bevestigd
@sensitive_post_parameters("code")
@require_http_methods(METHODEN)
def app_instellen(request: Verzoek) -> HttpResponse:
    """Set up the app: scan the code or type it over, then show that it works."""
    geheim = factoren.ontsleutel(request.session.get(GEHEIM, "")) if GEHEIM in request.session else ""
    if not geheim:
        geheim = factoren.nieuw_geheim()
        request.session[GEHEIM] = factoren.versleutel(geheim)
    form = AppForm(request.POST or None, request=request, geheim=geheim)
    if request.method == "POST" and form.is_valid():
        request.session.pop(GEHEIM, None)
        return na_instellen(request, "tweede_factor_app", Wijze.APP)
    context = {"form": form, "qr": factoren.qr(request.user, geheim), "geheim": factoren.in_groepen(geheim)}
    return render(request, "organisations/app_instellen.html", context, status=status(form))


def na_instellen(request: Verzoek, actie: str, wijze: Wijze) -> HttpResponse:
    """A factor was set up: other sessions end, this one is as strong as it now is, and recovery codes follow.

    Parents get none: without their passkey they log in with password and a code by mail.
    """
    user = request.user
    if request.session.get(WIJZE) not in STERK:
        request.session[WIJZE] = str(wijze)
    request.session.cycle_key()
    Sessie.objects.filter(user=user).exclude(session_key=request.session.session_key).delete()
    record(request.actor, actie)
    if not request.actor.is_gezin and factoren.Type.RECOVERY_CODES not in factoren.soorten(user):
        _toon_nieuwe_codes(request)
        return redirect("organisations:herstelcodes")
    klaar = u_of_jij(
        request.actor,
        "Uw tweede stap staat klaar. U gebruikt hem de volgende keer dat u inlogt.",
        "Je tweede stap staat klaar. Je gebruikt hem de volgende keer dat je inlogt.",
    )
    messages.success(request, klaar)
    return redirect("organisations:account")


def _toon_nieuwe_codes(request: Verzoek) -> None:
    request.session[TE_TONEN] = factoren.versleutel("\n".join(factoren.maak_herstelcodes(request.user)))
    record(request.actor, "herstelcodes_maken")


@pas_bevestigd
@require_http_methods(METHODEN)
def herstelcodes(request: Verzoek) -> HttpResponse:
    """Ten codes for when the phone is gone. Shown until somebody says that they are kept, then never again."""
    if request.POST.get("bewaard"):
        request.session.pop(TE_TONEN, None)
        messages.success(request, "Uw herstelcodes staan klaar. U kunt nu verder.")
        return redirect("workflow:home")
    if request.method == "POST" and factoren.heeft_eigen_factor(request.user):
        _toon_nieuwe_codes(request)
        return redirect("organisations:herstelcodes")
    tekst = factoren.ontsleutel(request.session[TE_TONEN]) if TE_TONEN in request.session else ""
    context = {
        "codes": tekst.splitlines(),
        "over": factoren.herstelcodes_over(request.user),
        "kan": factoren.heeft_eigen_factor(request.user),
    }
    return render(request, "organisations/herstelcodes.html", context)


@pas_bevestigd
@require_http_methods(METHODEN)
def app_verwijderen(request: Verzoek) -> HttpResponse:
    """Take the app away, when another factor remains or none is asked."""
    rij = factoren.Authenticator.objects.filter(user=request.user, type=factoren.Type.TOTP).first()
    if rij is None:
        return redirect("organisations:account")
    if request.method == "POST":
        return verwijder_factor(request, rij.pk, "tweede_factor_app_weg")
    return render(request, "organisations/factor_weg.html", {"naam": "de code uit de app"})


def verwijder_factor(request: Verzoek, rij_id: int, actie: str) -> HttpResponse:
    """The last factor of somebody who needs one stays."""
    rest = factoren.Authenticator.objects.filter(user=request.user, type__in=factoren.EIGEN).exclude(pk=rij_id)
    if not rest.exists() and not request.actor.is_gezin:
        messages.error(request, "Dit is uw enige tweede stap. Stel eerst een andere in. Dan kunt u deze verwijderen.")
        return redirect("organisations:account")
    if factoren.verwijder(request.user, rij_id):
        _beeindig_andere(request)
        record(request.actor, actie)
        weg = u_of_jij(
            request.actor,
            "Verwijderd. Op uw andere apparaten bent u uitgelogd.",
            "Verwijderd. Op je andere apparaten ben je uitgelogd.",
        )
        messages.success(request, weg)
    return redirect("organisations:account")


@sensitive_post_parameters("huidig", "wachtwoord", "nog_eens")
@require_http_methods(METHODEN)
def wachtwoord_wijzigen(request: Verzoek) -> HttpResponse:
    """Another password, with the one that is in use now; other sessions end."""
    form = WijzigWachtwoordForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        user = User.objects.get(pk=request.user.pk)
        zet_wachtwoord(user, form.cleaned_data["wachtwoord"], behalve=request.session.session_key)
        update_session_auth_hash(request, user)
        bewaard = u_of_jij(
            request.actor,
            "Uw nieuwe wachtwoord is bewaard. Op uw andere apparaten bent u uitgelogd.",
            "Je nieuwe wachtwoord is bewaard. Op je andere apparaten ben je uitgelogd.",
        )
        messages.success(request, bewaard)
        return redirect("organisations:account")
    return render(request, "organisations/wachtwoord_wijzigen.html", {"form": form}, status=status(form))


# -- sessions ------------------------------------------------------------------------------------


@require_safe
def aangemeld(request: Verzoek) -> HttpResponse:
    """Where this person is logged in."""
    rijen = Sessie.objects.filter(user=request.user, expire_date__gt=timezone.now()).order_by("-laatst_op")
    sessies = [
        {
            "nummer": nummer,
            "apparaat": rij.apparaat or "Onbekend apparaat",
            "wijze": Wijze(rij.wijze).label if rij.wijze in Wijze else "",
            "begonnen": rij.begonnen_op,
            "laatst": rij.laatst_op,
            "deze": rij.session_key == request.session.session_key,
            "kenmerk": kenmerk(rij),
        }
        for nummer, rij in enumerate(rijen, 1)
    ]
    return render(request, "organisations/aangemeld.html", {"sessies": sessies})


@require_POST
def sessie_beeindigen(request: Verzoek) -> HttpResponse:
    """End one own session, or all but this one."""
    gevraagd = request.POST.get("sessie", "")
    if gevraagd == "andere":
        aantal = _beeindig_andere(request)
    else:
        eigen = Sessie.objects.filter(user=request.user).exclude(session_key=request.session.session_key)
        sleutels = [rij.session_key for rij in eigen if kenmerk(rij) == gevraagd]
        aantal, _ = Sessie.objects.filter(user=request.user, session_key__in=sleutels).delete()
    record(request.actor, "sessies_beeindigen", aantal=aantal)
    gedaan = u_of_jij(request.actor, "U bent daar nu uitgelogd.", "Je bent daar nu uitgelogd.")
    niets = u_of_jij(request.actor, "Daar was u al uitgelogd.", "Daar was je al uitgelogd.")
    messages.success(request, gedaan if aantal else niets)
    return redirect("organisations:aangemeld")


def _beeindig_andere(request: Verzoek) -> int:
    rijen = Sessie.objects.filter(user=request.user).exclude(session_key=request.session.session_key)
    return rijen.delete()[0]
