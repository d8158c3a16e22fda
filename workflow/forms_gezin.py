"""Forms for the family that every track has, in plain words; for a pupil with "jij"."""

from typing import Any

from django import forms

from ui.fields import JaNeeField
from ui.forms import DekkendForm, VersieFormMixin


class CorrectieForm(VersieFormMixin, DekkendForm):
    """Which fact is wrong, and what it should be."""

    tekst = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args: Any, jij: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["tekst"]
        veld.label = "Wat klopt er niet?"
        veld.help_text = "Schrijf ook op wat het wel moet zijn."
        veld.error_messages["required"] = "Schrijf op wat er niet klopt"


class DigitalePostForm(DekkendForm):
    digitaal = JaNeeField(ja="Ja, digitaal", nee="Nee, op papier")

    def __init__(self, *args: Any, jij: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["digitaal"]
        veld.label = "Wil je onze brieven digitaal krijgen?" if jij else "Wilt u onze brieven digitaal krijgen?"
        veld.error_messages["required"] = "Kies ja of nee"
