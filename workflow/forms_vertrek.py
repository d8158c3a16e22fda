"""The form that ends a hat."""

from datetime import date
from typing import Any

from django import forms

from organisations.models import Lidmaatschap
from organisations.versies import zet_versie
from ui.forms import DatumField, DekkendForm, VersieFormMixin
from workflow.vertrek import opvolgers


class HoedEindeForm(VersieFormMixin, DekkendForm):
    """The last day, and who takes over what is left."""

    tot = DatumField(label="Laatste dag", help_text="Op deze dag kan de persoon nog werken. Daarna niet meer.")
    opvolger = forms.TypedChoiceField(
        label="Wie neemt de zaken over?",
        coerce=int,
        empty_value=None,
        error_messages={"required": "Kies wie de zaken overneemt"},
        help_text="Deze collega krijgt nu al de zaken en een melding.",
    )

    def __init__(self, *args: Any, lid: Lidmaatschap, vandaag: date, met_zaken: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lid, self.vandaag = lid, vandaag
        zet_versie(self, {"tot": lid.tot})
        if not met_zaken:
            del self.fields["opvolger"]
            return
        veld = self.fields["opvolger"]
        assert isinstance(veld, forms.TypedChoiceField)
        mensen = opvolgers(lid, vandaag=vandaag, op=vandaag)
        veld.choices = [("", "Kies een collega"), *((user.pk, user.naam) for user in mensen)]

    def clean_tot(self) -> date:
        tot: date = self.cleaned_data["tot"]
        if tot < self.lid.van:
            raise forms.ValidationError("De laatste dag ligt voor de eerste dag van deze rol. Kies een latere datum.")
        if self.lid.van <= self.vandaag and (self.vandaag - tot).days > 1:
            raise forms.ValidationError("Kies gisteren, vandaag of een latere dag: wat er al was, blijft zo staan.")
        return tot
