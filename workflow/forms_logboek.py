"""What the functionaris gegevensbescherming can look for."""

from datetime import date
from typing import Any

from django import forms

from ui.forms import DatumField, DekkendForm
from workflow.logboek import SOORTEN

GRENZEN: dict[str, Any] = {"vroegste": date(2000, 1, 1), "laatste": date(2099, 12, 31)}


class LogboekForm(DekkendForm):
    """Every box may stay empty; what is filled in narrows the list."""

    toon_niet_verplicht = False
    persoon = forms.CharField(
        label="Wie keek of schreef", required=False, max_length=100, help_text="Een naam of een deel daarvan"
    )
    leerling = forms.CharField(
        label="Leerling of zaaknummer", required=False, max_length=100, help_text="Bijvoorbeeld 2026-0142"
    )
    soort = forms.ChoiceField(label="Wat er gebeurde", required=False, choices=[("", "Alles"), *SOORTEN])
    van = DatumField(label="Vanaf", required=False, **GRENZEN)
    tot = DatumField(label="Tot en met", required=False, **GRENZEN)

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        van, tot = schoon.get("van"), schoon.get("tot")
        if van and tot and tot < van:
            self.add_error("tot", "De laatste dag kan niet voor de eerste dag liggen")
        return schoon
