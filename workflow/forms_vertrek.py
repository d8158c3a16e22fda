"""The forms for who leaves, and for what was left with who is gone."""

from datetime import date
from typing import Any

from django import forms

from organisations.models import Lidmaatschap
from organisations.versies import zet_versie
from ui.forms import DatumField, DekkendForm, VersieFormMixin
from workflow.forms import collegakeuzes
from workflow.vertrek import NIEMAND, Nalatenschap, gisteren, nalatenschap, opvolgers


class OpvolgerForm(DekkendForm):
    """Who takes over what is left with this hat after a day."""

    opvolger = forms.TypedChoiceField(
        label="Wie neemt de zaken over?",
        coerce=int,
        empty_value=None,
        error_messages={"required": "Kies wie de zaken overneemt", "invalid_choice": NIEMAND},
        help_text="Deze collega krijgt nu al de zaken en een melding.",
    )

    def __init__(self, *args: Any, lid: Lidmaatschap, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lid, self.vandaag = lid, vandaag
        op = self.laatste_dag()
        self.blijft: Nalatenschap = nalatenschap(lid, op=op)
        if not self.blijft.zaken:
            del self.fields["opvolger"]
            return
        veld = self.fields["opvolger"]
        assert isinstance(veld, forms.TypedChoiceField)
        veld.choices = collegakeuzes(opvolgers(lid, self.blijft.zaken, vandaag=vandaag, op=op))

    def laatste_dag(self) -> date:
        return gisteren(self.vandaag)


class HoedEindeForm(VersieFormMixin, OpvolgerForm):
    """The last day, and who takes over what is left then: the day that was filled in counts, not today."""

    tot = DatumField(label="Laatste dag", help_text="Op deze dag kan de persoon nog werken. Daarna niet meer.")
    field_order = ("tot", "opvolger")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zet_versie(self, {"tot": self.lid.tot})

    def laatste_dag(self) -> date:
        eerder: date = self.lid.tot or self.vandaag
        veld = self.fields["tot"]
        try:
            ingevuld = veld.clean(veld.widget.value_from_datadict(self.data, self.files, self.add_prefix("tot")))
        except forms.ValidationError:
            return eerder
        return ingevuld if isinstance(ingevuld, date) else eerder

    def clean_tot(self) -> date:
        tot: date = self.cleaned_data["tot"]
        if tot < self.lid.van:
            raise forms.ValidationError("De laatste dag ligt voor de eerste dag van deze rol. Kies een latere datum.")
        if self.lid.van <= self.vandaag and (self.vandaag - tot).days > 1:
            raise forms.ValidationError("Kies gisteren, vandaag of een latere dag: wat er al was, blijft zo staan.")
        return tot
