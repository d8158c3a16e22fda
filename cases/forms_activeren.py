"""Making an account with a code from a letter."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils import timezone

from cases.activeren import toets
from cases.fouten import Geweigerd
from organisations.toegang.proberen import probeer
from ui.forms import DekkendForm


class ActiveerForm(DekkendForm):
    """Code, mail address, and a password twice."""

    code = forms.CharField(
        label="De code uit uw brief",
        max_length=40,
        help_text="Bijvoorbeeld: ABCD-EFGH-JKLM. Kleine letters mogen ook.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )
    email = forms.EmailField(
        label="Uw mailadres",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "Vul een mailadres in, zoals naam@voorbeeld.nl"},
    )
    wachtwoord = forms.CharField(
        label="Kies een wachtwoord",
        max_length=128,
        strip=False,
        help_text="Minstens 12 tekens. Hebt u al een account? Vul dan het wachtwoord daarvan in.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    nog_eens = forms.CharField(
        label="Hetzelfde wachtwoord nog een keer",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    code_hash = ""

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        wachtwoord, nog_eens = schoon.get("wachtwoord"), schoon.get("nog_eens")
        if wachtwoord and nog_eens and wachtwoord != nog_eens:
            self.add_error("nog_eens", "De twee wachtwoorden zijn niet hetzelfde.")
        elif wachtwoord:
            try:
                validate_password(wachtwoord)
            except forms.ValidationError as fout:
                self.add_error("wachtwoord", fout)
        if not self.errors:
            self._toets(schoon)
        return schoon

    def _toets(self, schoon: dict[str, Any]) -> None:
        """Under the brake of the address, and of the account whose password is tried."""
        fouten: list[Geweigerd] = []

        def goed() -> bool:
            try:
                self.code_hash = toets(
                    schoon["code"],
                    email=schoon["email"],
                    wachtwoord=schoon["wachtwoord"],
                    vandaag=timezone.localdate(),
                )
            except Geweigerd as fout:
                fouten.append(fout)
            return not fouten

        try:
            probeer(self.request, goed, "", actie="account_activeren", account=schoon["email"])
        except forms.ValidationError as fout:
            if fouten:
                self.add_error(fouten[0].veld, fouten[0].melding)
            if fout.messages[0]:
                self.add_error(None, fout)
