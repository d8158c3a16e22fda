"""The form that starts a request."""

from typing import Any

from django import forms
from django.utils import timezone

from tlv.models import Kanaal, Route
from ui.forms import DatumField, DekkendForm, VersieFormMixin

NIET_DIGITAAL = [keuze for keuze in Kanaal.choices if keuze[0] != Kanaal.DIGITAAL]


class StartForm(VersieFormMixin, DekkendForm):
    """`namens`: the secretariat enters for a school. `met_reden`: something runs already."""

    route = forms.ChoiceField(choices=Route.choices, widget=forms.HiddenInput, initial=Route.VO_VSO)
    kanaal = forms.ChoiceField(
        label="Hoe is de aanvraag binnengekomen?", choices=NIET_DIGITAAL, widget=forms.RadioSelect
    )
    ontvangen_op = DatumField(
        label="Op welke dag kwam de aanvraag binnen?",
        laatste=timezone.localdate,
        help_text="Vanaf deze dag loopt de termijn voor het besluit.",
    )
    reden = forms.CharField(
        label="Waarom is er toch een nieuwe aanvraag nodig?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Bijvoorbeeld: er zijn nieuwe feiten, of een andere soort onderwijs is nodig.",
    )

    def __init__(self, *args: Any, namens: bool, met_reden: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not namens:
            del self.fields["kanaal"], self.fields["ontvangen_op"]
        if not met_reden:
            del self.fields["reden"]
