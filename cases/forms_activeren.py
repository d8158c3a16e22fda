"""Making an account with a code from a letter."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from cases.activeren import toets
from cases.fouten import Geweigerd
from cases.herstel import past
from organisations.models import User
from organisations.toegang.forms import NieuwWachtwoordForm, wachtwoordveld
from organisations.toegang.proberen import probeer
from ui.forms import MailField


def _briefcode() -> forms.CharField:
    return forms.CharField(
        label="De code uit uw brief",
        max_length=40,
        help_text="Bijvoorbeeld: ABCD-EFGH-JKLM. Kleine letters mogen ook.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )


class WachtwoordGezinForm(NieuwWachtwoordForm):
    """Code, and a new password twice."""

    code = _briefcode()
    field_order = ("code", "wachtwoord", "nog_eens")

    def __init__(self, *args: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.request, self.eigenaar = request, user

    def clean(self) -> dict[str, Any]:
        schoon = super().clean()
        if not self.errors:
            try:
                probeer(
                    self.request,
                    lambda: past(self.eigenaar, schoon["code"], vandaag=timezone.localdate()),
                    "Deze code klopt niet of is verlopen. Vraag de school om een nieuwe code.",
                    actie="wachtwoord_gezin",
                    user=self.eigenaar,
                    factor=f"brief:{self.eigenaar.pk}",
                )
            except forms.ValidationError as fout:
                self.add_error("code", fout)
        return schoon


class ActiveerForm(NieuwWachtwoordForm):
    """Code, mail address, and a password twice."""

    code = _briefcode()
    email = MailField(
        label="Uw mailadres",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "Vul een mailadres in, zoals naam@voorbeeld.nl"},
    )
    wachtwoord = wachtwoordveld(
        "Kies een wachtwoord",
        nieuw=True,
        help_text="Minstens 12 tekens. Hebt u al een account? Vul dan het wachtwoord daarvan in.",
    )
    field_order = ("code", "email", "wachtwoord", "nog_eens")
    code_hash = ""

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean(self) -> dict[str, Any]:
        schoon = super().clean()
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
