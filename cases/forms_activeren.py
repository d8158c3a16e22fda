"""Making an account with a code from a letter."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

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
        help_text="Minstens 12 tekens. Hebt u al een account? Vul dan het wachtwoord daarvan in.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    nog_eens = forms.CharField(
        label="Hetzelfde wachtwoord nog een keer",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

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
        return schoon
