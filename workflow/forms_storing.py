"""The form in which an administrator records an outage."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings

from ui.forms import DatumField, DekkendForm, TijdField


class StoringForm(DekkendForm):
    """From–until as a person says it; the end stays open while it lasts."""

    van_dag = DatumField(label="Vanaf welke dag?")
    van_tijd = TijdField(label="Vanaf hoe laat?", help_text="Bijvoorbeeld 9:30")
    tot_dag = DatumField(label="Tot welke dag?", required=False, help_text="Leeg laten zolang het duurt.")
    tot_tijd = TijdField(label="Tot hoe laat?", required=False)
    wat = forms.CharField(
        label="Wat werkt niet?",
        max_length=200,
        help_text="Ook ouders lezen dit. Bijvoorbeeld: Dekkend is niet bereikbaar door onderhoud.",
    )

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        if bool(schoon.get("tot_dag")) != bool(schoon.get("tot_tijd")) and not self.errors:
            self.add_error("tot_tijd", "Vul bij het einde een dag en een tijd in, of laat beide leeg.")
        if self.errors:
            return schoon
        schoon["van"] = _moment(schoon["van_dag"], schoon["van_tijd"])
        schoon["tot"] = _moment(schoon["tot_dag"], schoon["tot_tijd"]) if schoon.get("tot_dag") else None
        if schoon["tot"] is not None and schoon["tot"] <= schoon["van"]:
            self.add_error("tot_dag", "Het einde ligt voor het begin. Controleer de dagen en tijden.")
        return schoon


def _moment(dag: date, op: time) -> datetime:
    return datetime.combine(dag, op, ZoneInfo(settings.TIME_ZONE))
