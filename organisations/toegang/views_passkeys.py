"""Passkeys: make, name and remove them; log in, finish a log-in and identify again with one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from audit.services import record
from organisations.http import METHODEN, Verzoek
from organisations.models import User
from organisations.paginamerken import zonder_factor
from organisations.toegang import factoren, passkeys
from organisations.toegang.aanmelden import Wijze, bevestig, halverwege, meld_aan, veilig
from organisations.toegang.apparaat import apparaat_van
from organisations.toegang.proberen import probeer, status
from organisations.toegang.views_account import na_instellen, pas_bevestigd, verwijder_factor
from organisations.toegang.views_inloggen import MELDING
from ui.forms import DekkendForm

FOUT = "De passkey werd niet herkend. Probeer het opnieuw, of log op een andere manier in."


class PasskeyForm(DekkendForm):
    """The name under which somebody knows this passkey again."""

    naam = forms.CharField(
        label="Naam van deze passkey",
        max_length=60,
        help_text="Om hem later te herkennen, bijvoorbeeld: laptop van school.",
    )
    antwoord = forms.CharField(required=False, widget=forms.HiddenInput, max_length=passkeys.GROOTST)


@login_not_required
@require_POST
def opties(request: HttpRequest) -> HttpResponse:
    """What the browser needs for one ceremony; the challenge is kept in the session."""
    doel = request.POST.get("doel", "")
    if doel == "inloggen":
        return JsonResponse(passkeys.opties_gebruiken(None))
    if doel == "tweede_stap" and (stand := halverwege(request)):
        return JsonResponse(passkeys.opties_gebruiken(stand[0]))
    if doel == "bevestigen" and request.user.is_authenticated:
        return JsonResponse(passkeys.opties_gebruiken(request.user))
    if doel == "nieuw" and request.user.is_authenticated:
        return JsonResponse(passkeys.opties_nieuw(request.user))
    return JsonResponse({"melding": "U bent uitgelogd. Begin opnieuw."}, status=403)


@login_not_required
@require_POST
def gebruiken(request: HttpRequest, doel: str) -> HttpResponse:
    """The answer of the browser: log in, finish a log-in, or identify again."""
    if doel == "inloggen":
        return _inloggen(request)
    if doel == "tweede_stap":
        return _tweede_stap(request)
    if doel == "bevestigen":
        return _bevestigen(request)
    raise Http404


def _klopt(request: HttpRequest, user: User | None, **remmen: str) -> User | None:
    gevonden: list[User] = []

    def goed() -> bool:
        eigenaar = passkeys.gebruik(user, request.POST.get("antwoord", ""))
        gevonden.extend([eigenaar] if eigenaar else [])
        return eigenaar is not None

    try:
        probeer(request, goed, FOUT, actie="passkey", user=user, **remmen)
    except ValidationError as fout:
        request.session[MELDING] = fout.messages[0]
        return None
    return gevonden[0]


def _inloggen(request: HttpRequest) -> HttpResponse:
    user = _klopt(request, None)
    if user is None:
        return redirect("organisations:inloggen")
    meld_aan(request, user, Wijze.PASSKEY)
    return redirect(veilig(request, request.POST.get("volgende", "")))


def _tweede_stap(request: HttpRequest) -> HttpResponse:
    stand = halverwege(request)
    if stand is None:
        return redirect("organisations:tweede_stap")
    user, volgende = stand
    if _klopt(request, user, factor=str(user.pk)) is None:
        return redirect("organisations:tweede_stap")
    meld_aan(request, user, Wijze.SLEUTEL)
    return redirect(volgende)


def _bevestigen(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect("organisations:inloggen")
    volgende = veilig(request, request.POST.get("volgende", ""), reverse("workflow:home"))
    if _klopt(request, request.user, factor=str(request.user.pk)) is None:
        messages.error(request, request.session.pop(MELDING))
        return redirect("organisations:herbevestigen")
    bevestig(request, Wijze.PASSKEY)
    actor = getattr(request, "actor", None)
    if actor is not None:
        record(actor, "herbevestigd", swv_id=actor.swv_id, wijze="passkey")
    return redirect(volgende)


@zonder_factor
@pas_bevestigd
@require_http_methods(METHODEN)
def nieuw(request: Verzoek) -> HttpResponse:
    """Make a passkey on this device or on a key."""
    eerste = apparaat_van(request.headers.get("User-Agent", ""))
    form = PasskeyForm(request.POST or None, initial={"naam": eerste})
    if request.method == "POST" and form.is_valid():
        rij = passkeys.bewaar(request.user, form.cleaned_data["naam"], form.cleaned_data["antwoord"])
        if rij is not None:
            return na_instellen(request, "tweede_factor_passkey", Wijze.PASSKEY)
        form.add_error(
            None, "Het lukte niet om een passkey te maken. Probeer het opnieuw, of stel een app met codes in."
        )
    return render(request, "organisations/passkey_nieuw.html", {"form": form}, status=status(form))


class NaamForm(DekkendForm):
    naam = PasskeyForm.base_fields["naam"]


@require_http_methods(METHODEN)
def naam(request: Verzoek, rij_id: int) -> HttpResponse:
    """Another name for an own passkey."""
    sleutel = _eigen(request, rij_id)
    form = NaamForm(request.POST or None, initial={"naam": sleutel["naam"]})
    if request.method == "POST" and form.is_valid():
        passkeys.hernoem(request.user, rij_id, form.cleaned_data["naam"])
        messages.success(request, "De naam is bewaard.")
        return redirect("organisations:account")
    context = {"form": form, "sleutel": sleutel}
    return render(request, "organisations/passkey_naam.html", context, status=status(form))


@pas_bevestigd
@require_http_methods(METHODEN)
def weg(request: Verzoek, rij_id: int) -> HttpResponse:
    """Take an own passkey away."""
    sleutel = _eigen(request, rij_id)
    if request.method == "POST":
        return verwijder_factor(request, rij_id, "tweede_factor_passkey_weg")
    return render(request, "organisations/factor_weg.html", {"naam": f"de passkey “{sleutel['naam']}”"})


def _eigen(request: Verzoek, rij_id: int) -> dict[str, Any]:
    gevonden = next((rij for rij in factoren.passkeys(request.user) if rij["pk"] == rij_id), None)
    if gevonden is None:
        raise Http404
    return gevonden
