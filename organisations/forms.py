"""Forms for signing in."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm


class InlogForm(AuthenticationForm):
    """Mail address and password; the error never tells which of the two was wrong."""

    error_messages = {
        "invalid_login": "Deze combinatie van mailadres en wachtwoord kennen wij niet. Probeer het opnieuw.",
        "inactive": "Dit account is niet actief. Bel het samenwerkingsverband.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Mailadres"
        self.fields["username"].widget = forms.EmailInput(attrs={"autocomplete": "username"})
        self.fields["password"].label = "Wachtwoord"
        self.fields["password"].widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
