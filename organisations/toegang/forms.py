"""Forms of signing in."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils import timezone

from organisations.http import Verzoek, u_of_jij
from organisations.models import User
from organisations.toegang import bewijzen, factoren
from organisations.toegang.aanmelden import Wijze
from organisations.toegang.proberen import probeer
from ui.forms import DekkendForm, MailField

LANGST = 128
"""A password may be this long (ASVS 5.0, 6.2.9 asks at least 64); longer ones only cost time."""


def wachtwoordveld(label: str, *, nieuw: bool = False, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LANGST,
        strip=False,
        help_text=help_text,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password" if nieuw else "current-password"}),
    )


def codeveld(label: str, help_text: str, *, lengte: int = 12) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=lengte,
        help_text=help_text,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "class": "invoer-kort",
                "spellcheck": "false",
            }
        ),
    )


class InlogForm(DekkendForm):
    """Mail address and password; the error never tells which of the two was wrong."""

    username = MailField(
        label="Mailadres",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={"invalid": "Vul een mailadres in, zoals naam@voorbeeld.nl"},
    )
    password = wachtwoordveld("Wachtwoord")
    user: User | None = None

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        email, wachtwoord = schoon.get("username"), schoon.get("password")
        if email and wachtwoord:
            probeer(
                self.request,
                lambda: self._klopt(email, wachtwoord),
                "Deze combinatie van mailadres en wachtwoord kennen wij niet. Probeer het opnieuw.",
                actie="inloggen",
                user=User.objects.met_mail(email).first(),
                account=email,
            )
        return schoon

    def _klopt(self, email: str, wachtwoord: str) -> bool:
        gevonden = authenticate(self.request, username=email, password=wachtwoord)
        self.user = gevonden if isinstance(gevonden, User) else None
        return self.user is not None


class _FactorForm(DekkendForm):
    """A code of one kind, judged under the brake of the second factor."""

    fout = "Deze code klopt niet. Probeer het opnieuw."
    code: forms.CharField

    def __init__(self, *args: Any, request: HttpRequest, user: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.user = request, user

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        probeer(
            self.request,
            lambda: self.klopt(code),
            self.fout,
            actie="tweede_factor",
            user=self.user,
            factor=str(self.user.pk) if self.user else "",
        )
        return code

    def klopt(self, code: str) -> bool:
        raise NotImplementedError


class AppcodeForm(_FactorForm):
    code = codeveld("Code uit de app", "Zes cijfers. Elke code werkt een keer.")
    fout = "Deze code klopt niet of is al gebruikt. Wacht op de volgende code in de app en vul die in."

    def klopt(self, code: str) -> bool:
        return self.user is not None and factoren.gebruik_app(self.user, code)


class HerstelcodeForm(_FactorForm):
    code = codeveld("Herstelcode", "Een van de tien codes die u hebt bewaard. Elke code werkt een keer.", lengte=20)
    fout = "Deze herstelcode klopt niet of is al gebruikt. Probeer een andere code."

    def klopt(self, code: str) -> bool:
        return self.user is not None and factoren.gebruik_herstelcode(self.user, code)


class MailcodeForm(_FactorForm):
    code = codeveld("Code uit de mail", "Zes cijfers. De code werkt 10 minuten.")
    fout = "Deze code klopt niet of is verlopen. Kijk in de laatste mail, of vraag een nieuwe code."

    def __init__(self, *args: Any, bewijs_id: int, nu: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bewijs_id, self.nu = bewijs_id, nu

    def klopt(self, code: str) -> bool:
        return bewijzen.gebruik_code(self.bewijs_id, code, nu=self.nu)


class VergetenForm(DekkendForm):
    """The mail address of somebody who does not know the password any more."""

    email = MailField(
        label="Mailadres",
        help_text="Het adres waarmee u inlogt.",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={"invalid": "Vul een mailadres in, zoals naam@voorbeeld.nl"},
    )


class NieuwWachtwoordForm(DekkendForm):
    """A new password, twice."""

    wachtwoord = wachtwoordveld(
        "Nieuw wachtwoord",
        nieuw=True,
        help_text="Minstens 12 tekens. Een zin van vier woorden is goed te onthouden.",
    )
    nog_eens = wachtwoordveld("Hetzelfde wachtwoord nog een keer", nieuw=True)

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        wachtwoord, nog_eens = schoon.get("wachtwoord"), schoon.get("nog_eens")
        if wachtwoord and nog_eens and wachtwoord != nog_eens:
            self.add_error("nog_eens", "De twee wachtwoorden zijn niet hetzelfde.")
        elif wachtwoord:
            try:
                validate_password(wachtwoord, self.user)
            except forms.ValidationError as fout:
                self.add_error("wachtwoord", fout)
        return schoon


class WijzigWachtwoordForm(NieuwWachtwoordForm):
    """The same by somebody who is logged in: with the password that is in use now (ASVS 5.0, 6.2.3)."""

    huidig = wachtwoordveld("Wachtwoord van nu")
    field_order = ("huidig", "wachtwoord", "nog_eens")

    def __init__(self, *args: Any, request: Verzoek, **kwargs: Any) -> None:
        super().__init__(*args, user=request.user, **kwargs)
        self.request = request
        self.fields["huidig"].label = u_of_jij(request.actor, "Uw wachtwoord van nu", "Je wachtwoord van nu")

    def clean_huidig(self) -> str:
        huidig: str = self.cleaned_data["huidig"]
        user = self.request.user
        probeer(
            self.request,
            lambda: user.check_password(huidig),
            "Dit wachtwoord klopt niet. Probeer het opnieuw.",
            actie="wachtwoord_wijzigen",
            user=user,
            account=user.email,
        )
        return huidig


class HerbevestigForm(DekkendForm):
    """Identify again: the password, and the second factor of who has one. One error, whichever was wrong.

    For a parent or pupil without a factor of their own that is a code by mail, `bewijs_id`; 0 when none was sent yet.
    """

    wachtwoord = wachtwoordveld("Uw wachtwoord")
    code = codeveld("Code uit de app", "Zes cijfers. Geen telefoon bij de hand? Vul een herstelcode in.", lengte=20)
    wijze = Wijze.WACHTWOORD

    def __init__(self, *args: Any, request: Verzoek, bewijs_id: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.user, self.bewijs_id = request, request.user, bewijs_id
        soorten = factoren.soorten(request.user)
        if bewijs_id is not None:
            self.fields["code"].label = "Code uit de mail"
            self.fields["code"].help_text = "Zes cijfers. De code werkt 10 minuten."
        elif not soorten & set(factoren.EIGEN):
            del self.fields["code"]
        elif factoren.Type.TOTP not in soorten:
            self.fields["code"].label = "Herstelcode"
            self.fields["code"].help_text = "Alleen als de passkey het niet doet."

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        if self.errors:
            return schoon
        probeer(
            self.request,
            lambda: self._klopt(schoon["wachtwoord"], schoon.get("code")),
            "Dit klopt niet. Kijk het wachtwoord na"
            + (", en gebruik een nieuwe code." if "code" in self.fields else " en probeer het opnieuw."),
            actie="herbevestigen",
            user=self.user,
            account=self.user.email,
        )
        return schoon

    def _klopt(self, wachtwoord: str, code: str | None) -> bool:
        if not self.user.check_password(wachtwoord):
            return False
        if "code" not in self.fields:
            return True
        if self.bewijs_id is not None:
            self.wijze = Wijze.MAILCODE
            return bewijzen.gebruik_code(self.bewijs_id, code or "", nu=timezone.now())
        self.wijze = Wijze.APP
        if factoren.gebruik_app(self.user, code or ""):
            return True
        self.wijze = Wijze.HERSTELCODE
        return factoren.gebruik_herstelcode(self.user, code or "")
