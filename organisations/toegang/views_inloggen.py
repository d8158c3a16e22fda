"""Signing in, in two steps, and a forgotten password."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from audit.services import record
from organisations.http import METHODEN, Verzoek, u_of_jij
from organisations.models import User
from organisations.paginamerken import zonder_factor
from organisations.toegang import bewijzen, factoren
from organisations.toegang.aanmelden import (
    HALVERWEGE,
    Persoon,
    Wijze,
    bevestig,
    halverwege,
    heeft_eigen_factor_nodig,
    meld_aan,
    veilig,
    zet_halverwege,
)
from organisations.toegang.forms import (
    AppcodeForm,
    HerbevestigForm,
    HerstelcodeForm,
    InlogForm,
    MailcodeForm,
    NieuwWachtwoordForm,
    VergetenForm,
)
from organisations.toegang.models import Bewijssoort
from organisations.toegang.proberen import status
from organisations.toegang.rem import Geremd, adres_van, tel
from organisations.toegang.wachtwoord import zet_wachtwoord
from organisations.toegang.wekken import wek
from ui import notatie

MELDING = "melding_inloggen"
"""Session key of one sentence that the log-in page shows once: why somebody has to log in again."""
BEVESTIGCODE = "bevestigcode"
"""Session key of the code by mail that was asked for to identify again."""
TEKST_BEWAARD = "U was uitgelogd. Wat u invulde is bewaard en nog niet verstuurd. Log in, dan staat het er weer."


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(METHODEN)
def inloggen(request: HttpRequest) -> HttpResponse:
    """The first step: mail address and password, or a passkey."""
    volgende = veilig(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.user.is_authenticated:
        return redirect(volgende)
    form = InlogForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        assert form.user is not None
        return na_eerste_stap(request, form.user, volgende)
    bewaard = TEKST_BEWAARD if volgende.startswith("/bewaard/") else ""
    context = {"form": form, "next": volgende, "melding": request.session.pop(MELDING, "") or bewaard}
    context["scholen"] = bool(settings.SCHOOLLOGINS)
    return render(request, "organisations/inloggen.html", context, status=status(form))


def na_eerste_stap(
    request: HttpRequest,
    user: User,
    volgende: str,
    *,
    wijze: Wijze = Wijze.WACHTWOORD,
    scholen: list[int] | None = None,
) -> HttpResponse:
    """On to the second factor; only who still has to set one up gets in without, and then sees nothing else."""
    eigen = factoren.heeft_eigen_factor(user)
    if not eigen and heeft_eigen_factor_nodig(user, vandaag=timezone.localdate()):
        meld_aan(request, user, wijze, scholen=scholen)
        return redirect("organisations:factor_kiezen")
    zet_halverwege(request, user, volgende, scholen)
    if not eigen:
        _mail_code(request, user)
    return redirect("organisations:tweede_stap")


def _mail_code(request: HttpRequest, user: User) -> None:
    bewijs = bewijzen.vraag_aan(Bewijssoort.CODE, email=user.email, user=user, nu=timezone.now())
    request.session[HALVERWEGE] |= {"bewijs": bewijs.pk}
    request.session.modified = True
    transaction.on_commit(wek)


def _manieren(user: User) -> list[str]:
    """The second steps that are open to this person, the usual one first."""
    soorten = factoren.soorten(user)
    mail = not heeft_eigen_factor_nodig(user, vandaag=timezone.localdate())
    kan = (
        ("app", factoren.Type.TOTP in soorten),
        ("passkey", factoren.Type.WEBAUTHN in soorten),
        ("mail", mail),
        ("herstelcode", factoren.Type.RECOVERY_CODES in soorten),
    )
    return [naam for naam, ja in kan if ja]


@login_not_required
@sensitive_post_parameters("code")
@require_http_methods(METHODEN)
def tweede_stap(request: HttpRequest) -> HttpResponse:
    """The second step: a code from the app, from the mail, a recovery code, or a passkey."""
    stand = halverwege(request)
    manieren = _manieren(stand[0]) if stand else []
    if stand is None or not manieren:  # without any: taken away by administrators since the first step
        request.session.pop(HALVERWEGE, None)
        request.session[MELDING] = "Het inloggen duurde te lang. Begin opnieuw."
        return redirect("organisations:inloggen")
    user, volgende = stand
    met = request.GET.get("met", "")
    met = met if met in manieren else manieren[0]
    if met == "mail" and "bewijs" not in request.session[HALVERWEGE]:
        _mail_code(request, user)
    form = _codeform(request, user, met)
    if form is not None and request.method == "POST" and form.is_valid():
        wijze = {"app": Wijze.APP, "mail": Wijze.MAILCODE, "herstelcode": Wijze.HERSTELCODE}[met]
        meld_aan(request, user, wijze)
        return redirect(volgende)
    context = {"form": form, "met": met, "andere": [naam for naam in manieren if naam != met], "email": user.email}
    context["melding"] = request.session.pop(MELDING, "")
    return render(request, "organisations/tweede_stap.html", context, status=status(form) if form else 200)


def _codeform(request: HttpRequest, user: User, met: str) -> AppcodeForm | HerstelcodeForm | MailcodeForm | None:
    data = request.POST or None
    if met == "app":
        return AppcodeForm(data, request=request, user=user)
    if met == "herstelcode":
        return HerstelcodeForm(data, request=request, user=user)
    if met == "mail":
        bewijs_id = request.session[HALVERWEGE]["bewijs"]
        return MailcodeForm(data, request=request, user=user, bewijs_id=bewijs_id, nu=timezone.now())
    return None


@login_not_required
@require_POST
def nieuwe_code(request: HttpRequest) -> HttpResponse:
    """Another code by mail, for who did not get the first one."""
    stand = halverwege(request)
    if stand is None:
        return redirect("organisations:inloggen")
    user, _ = stand
    try:
        tel(nu=timezone.now(), mail=f"code:{user.pk}")
    except Geremd as geremd:
        tekst = f"Wij stuurden u al een paar codes. Na {notatie.tijd(geremd.tot)} uur kunt u een nieuwe code vragen."
        return _tweede_stap_met(request, tekst)
    if "mail" in _manieren(user):
        _mail_code(request, user)
    return _tweede_stap_met(request, "Wij hebben een nieuwe code gestuurd. De vorige code werkt niet meer.")


def _tweede_stap_met(request: HttpRequest, tekst: str) -> HttpResponse:
    request.session[MELDING] = tekst
    return redirect(f"{reverse('organisations:tweede_stap')}?met=mail")


@login_not_required
@require_http_methods(METHODEN)
def wachtwoord_vergeten(request: HttpRequest) -> HttpResponse:
    """Ask for a link by mail. The answer is the same whether or not we know the address, and takes equally long."""
    form = VergetenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        try:
            tel(nu=timezone.now(), mail=f"wachtwoord:{email}", adres=adres_van(request))
        except Geremd as geremd:
            form.add_error(
                None, f"Dit mailadres vroeg al een paar keer. Probeer het na {notatie.tijd(geremd.tot)} uur."
            )
        else:
            _vraag_wachtwoord(email)
            return render(request, "organisations/wachtwoord_gevraagd.html", {"email": email})
    return render(request, "organisations/wachtwoord_vergeten.html", {"form": form}, status=status(form))


def _vraag_wachtwoord(email: str) -> None:
    """For an address that we do not know a row is written all the same, without the address.

    Who never chose a password has none to forget: an invitation that was withdrawn stays withdrawn.
    """
    user = User.objects.met_mail(email).filter(is_active=True).first()
    if user is not None and not user.has_usable_password():
        user = None
    nu = timezone.now()
    bewijs = bewijzen.vraag_aan(Bewijssoort.WACHTWOORD, email=user.email if user else "", user=user, nu=nu)
    if user is None:
        bewijs.vervallen_op = nu
        bewijs.save(update_fields=["vervallen_op"])
    record(Persoon(user.pk if user else None), "wachtwoord_vergeten")
    transaction.on_commit(wek)


@login_not_required
@sensitive_post_parameters("wachtwoord", "nog_eens")
@require_http_methods(METHODEN)
def wachtwoord_kiezen(request: HttpRequest, token: str) -> HttpResponse:
    """A new password by a link from the mail. Opening the page uses nothing up; every session ends."""
    bewijs = bewijzen.zoek(Bewijssoort.WACHTWOORD, token, nu=timezone.now())
    if bewijs is None or bewijs.user is None:
        return render(request, "organisations/link_werkt_niet.html", {"wat": "wachtwoord"}, status=410)
    if not heeft_eigen_factor_nodig(bewijs.user, vandaag=timezone.localdate()):
        return redirect("cases:wachtwoord_gezin", token)  # their second factor is a mail too: this one is not enough
    form = NieuwWachtwoordForm(request.POST or None, user=bewijs.user)
    if request.method == "POST" and form.is_valid():
        if not _kies(bewijs.user, token, form.cleaned_data["wachtwoord"]):
            return render(request, "organisations/link_werkt_niet.html", {"wat": "wachtwoord"}, status=410)
        request.session.flush()
        request.session[MELDING] = "Uw nieuwe wachtwoord is bewaard. Log ermee in."
        return redirect("organisations:inloggen")
    context = {"form": form, "token": token}
    return render(request, "organisations/wachtwoord_kiezen.html", context, status=status(form))


@transaction.atomic
def _kies(user: User, token: str, wachtwoord: str) -> bool:
    if bewijzen.gebruik_link(Bewijssoort.WACHTWOORD, token, nu=timezone.now()) is None:
        return False
    zet_wachtwoord(user, wachtwoord)
    return True


@zonder_factor
@sensitive_post_parameters("wachtwoord", "code")
@require_http_methods(METHODEN)
def herbevestigen(request: Verzoek) -> HttpResponse:
    """Identify again: opens a signing session of five minutes (ASVS 5.0, 7.5.3).

    Who has no second factor of the own asks for a code by mail first; opening the page sends nothing.
    """
    volgende = veilig(
        request, request.POST.get("volgende") or request.GET.get("volgende", ""), reverse("workflow:home")
    )
    per_mail = _bevestigt_per_mail(request.user)
    if per_mail and "stuur" in request.POST:
        return _mail_bevestigcode(request, volgende)
    bewijs_id = request.session.get(BEVESTIGCODE, 0) if per_mail else None
    form = HerbevestigForm(request.POST or None, request=request, bewijs_id=bewijs_id)
    if request.method == "POST" and form.is_valid():
        bevestig(request, form.wijze)
        request.session.pop(BEVESTIGCODE, None)
        record(request.actor, "herbevestigd", swv_id=request.actor.swv_id, wijze=str(form.wijze))
        return redirect(volgende)
    context = {"form": form, "volgende": volgende, "passkey": bool(factoren.passkeys(request.user))}
    context["zonder_wachtwoord"] = not request.user.has_usable_password()
    context |= {"per_mail": per_mail, "gestuurd": bool(bewijs_id), "email": request.user.email}
    context["melding"] = request.session.pop(MELDING, "")
    return render(request, "organisations/herbevestigen.html", context, status=status(form))


def _bevestigt_per_mail(user: User) -> bool:
    """Parents and pupils, as when they sign in."""
    return not factoren.heeft_eigen_factor(user) and not heeft_eigen_factor_nodig(user, vandaag=timezone.localdate())


def _mail_bevestigcode(request: Verzoek, volgende: str) -> HttpResponse:
    try:
        tel(nu=timezone.now(), mail=f"code:{request.user.pk}")
    except Geremd as geremd:
        al = u_of_jij(request.actor, "Wij stuurden u al een paar codes.", "Wij stuurden je al een paar codes.")
        request.session[MELDING] = f"{al} Na {notatie.tijd(geremd.tot)} uur kan het weer."
    else:
        user = request.user
        bewijs = bewijzen.vraag_aan(Bewijssoort.CODE, email=user.email, user=user, nu=timezone.now())
        request.session[BEVESTIGCODE] = bewijs.pk
        transaction.on_commit(wek)
    return redirect(f"{reverse('organisations:herbevestigen')}?{urlencode({'volgende': volgende})}")
