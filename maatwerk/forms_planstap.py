"""The forms of the steps of a plan: to the signers, the decision, a next version, costs, and the budget."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from maatwerk.budget import HOOGSTE_BUDGET
from maatwerk.forms import RedenForm
from maatwerk.forms_plan import BedragField
from maatwerk.geld import HOOGSTE_TOTAAL
from maatwerk.kosten import Kostenregel
from ui.forms import DatumField, DekkendForm, VersieFormMixin
from ui.notatie import euro


class VoorleggenForm(RedenForm):
    """Which text was read; from the second version on also why it is there."""

    planstand = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, eerste: bool, **kwargs: Any) -> None:
        super().__init__(
            *args,
            label="Waarom is er een nieuwe versie?",
            uitleg="De ondertekenaars lezen dit, met wat er anders is.",
            **kwargs,
        )
        if eerste:
            del self.fields["reden"]


class KostenForm(VersieFormMixin, DekkendForm):
    """One cost on one line of the offer."""

    rij = forms.ChoiceField(label="Op welke regel van de offerte?")
    omschrijving = forms.CharField(label="Waarvoor?", max_length=200)
    op = DatumField(label="Datum van de factuur", laatste=timezone.localdate)
    bedrag = BedragField(
        label="Bedrag met btw", max_digits=9, decimal_places=2, min_value=Decimal("0.01"), max_value=HOOGSTE_TOTAAL
    )
    terug = forms.BooleanField(label="Dit bedrag kwam terug (creditfactuur of correctie)", required=False)
    factuur = forms.CharField(label="Factuurnummer", max_length=60, required=False)
    reden = forms.CharField(
        label="Waarom meer dan de offerte?",
        help_text="Alleen nodig als de regel hiermee boven de offerte komt.",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, regels: Iterable[Kostenregel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [(regel.rij, f"{regel.omschrijving} (over: {euro(regel.over)})") for regel in regels]
        self.fields["rij"] = forms.ChoiceField(
            label=self.fields["rij"].label, choices=[("", "Kies een regel"), *keuzes]
        )
        self.fields["rij"].error_messages["required"] = "Kies een regel van de offerte"


class BudgetForm(VersieFormMixin, DekkendForm):
    """What is granted for a school year, and why it changes."""

    toegekend = BedragField(
        label="Toegekend budget",
        help_text="Het hele bedrag voor dit schooljaar, in euro.",
        max_digits=10,
        decimal_places=2,
        min_value=Decimal("0"),
        max_value=HOOGSTE_BUDGET,
    )
    reden = forms.CharField(
        label="Waarom verandert het?",
        help_text="Bijvoorbeeld het besluit van het bestuur. Iedereen die het budget ziet, leest dit.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
