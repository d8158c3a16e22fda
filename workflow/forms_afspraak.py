"""The form of an appointment in a case, for every workflow."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from ui.fields import DatumField, JaNeeField, TijdField
from ui.forms import DekkendForm, VersieFormMixin


class AfspraakForm(VersieFormMixin, DekkendForm):
    """An appointment in the case: who attends and why."""

    datum = DatumField(label="Datum")
    tijd = TijdField(label="Tijd")
    plaats = forms.CharField(label="Waar", max_length=160, help_text="Een adres, of hoe u belt of beeldbelt.")
    onderwerp = forms.CharField(label="Waarover", max_length=160)
    aanwezigen = forms.CharField(
        label="Wie komen er, en waarom",
        help_text="Een persoon per regel. Ouders lezen dit ook.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    voor_gezin = JaNeeField(label="Zien ouders en leerling deze afspraak?", initial=True)

    def clean(self) -> dict[str, Any]:
        """One moment out of date and time."""
        schoon = super().clean() or self.cleaned_data
        dag, uur = schoon.pop("datum", None), schoon.pop("tijd", None)
        if dag and uur:
            schoon["moment"] = timezone.make_aware(datetime.combine(dag, uur))
        return schoon
