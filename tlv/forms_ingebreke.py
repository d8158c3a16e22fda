"""Forms about a notice of default: that it came, that it was withdrawn, and the amount that was fixed."""

from typing import Any

from django import forms

from ui.forms import DatumField, DekkendForm, GetalField, VersieFormMixin

TEKST = {"rows": 3}


class IngebrekeForm(VersieFormMixin, DekkendForm):
    van = forms.ChoiceField(label="Wie stuurde de ingebrekestelling?", widget=forms.RadioSelect)
    ontvangen_op = DatumField(
        label="Op welke dag kwam die binnen?",
        help_text="Kijk naar het poststempel van ontvangst of de datum van de mail. Vanaf de dag erna tellen de weken.",
    )
    scan = forms.FileField(
        label="Scan of kopie van de brief", required=False, allow_empty_file=True, help_text="PDF, Word, JPG of PNG."
    )

    def __init__(self, *args: Any, afzenders: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["van"].choices = afzenders  # type: ignore[attr-defined]


class IntrekkenForm(VersieFormMixin, DekkendForm):
    ingetrokken_op = DatumField(label="Op welke dag is de ingebrekestelling ingetrokken?")
    reden = forms.CharField(
        label="Wie trok die in, en hoe?",
        max_length=1500,
        widget=forms.Textarea(attrs=TEKST),
        help_text="Bijvoorbeeld: mail van de directeur van 3 maart.",
    )


class VaststellenForm(VersieFormMixin, DekkendForm):
    bedrag = GetalField(label="Welk bedrag is vastgesteld?", min_value=0, decimal_places=0, help_text="In hele euro’s.")
    vastgesteld_op = DatumField(label="Op welke dag?")
    reden = forms.CharField(
        label="Waarom is het minder dan de berekening?",
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs=TEKST),
        help_text="Alleen nodig als het bedrag lager is. Bijvoorbeeld omdat de aanvraag kennelijk ongegrond was "
        "(artikel 4:17, zesde lid, Awb).",
    )
