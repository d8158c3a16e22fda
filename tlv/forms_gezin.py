"""Forms for the family, in plain words; for a pupil with "jij"."""

from collections.abc import Sequence
from typing import Any

from django import forms

from cases.models import Doel, Zienswijze
from ui.fields import JaNeeField
from ui.forms import DekkendForm, VersieFormMixin

Standpunt = Zienswijze.Standpunt
STANDPUNTEN = [
    (Standpunt.EENS, "Ik ben het eens met de aanvraag"),
    (Standpunt.DEELS, "Ik ben het met een deel eens"),
    (Standpunt.ONEENS, "Ik ben het niet eens met de aanvraag"),
    (Standpunt.GEEN, "Ik heb geen mening"),
]
VOORVOEGSEL = "doel_"


def doelvragen(roepnaam: str, *, jij: bool) -> dict[str, tuple[str, str]]:
    """Per purpose the question and what a yes means."""
    over = "over jou" if jij else f"over {roepnaam}"
    eerst = "We vragen het eerst aan jou." if jij else "Wij vragen het eerst aan u."
    return {
        Doel.UITWISSELING: (
            f"Mogen de school en het samenwerkingsverband gegevens {over} met elkaar delen?",
            "Zij hebben die nodig om de aanvraag goed te bekijken.",
        ),
        Doel.BESPREKING: (
            f"Mag de commissie de papieren {over} bespreken?",
            "De commissie is de groep mensen die het besluit neemt.",
        ),
        Doel.DERDEN: (
            f"Mogen wij informatie {over} vragen aan anderen?",
            f"Denk aan een dokter of een hulpverlener. {eerst}",
        ),
        Doel.DIGITAAL: (
            f"Mogen wij de papieren {over} bewaren in dit digitale dossier?",
            "Alleen mensen die eraan werken, kunnen erbij.",
        ),
    }


class ReactieForm(VersieFormMixin, DekkendForm):
    """The view of a parent or pupil, and consent per purpose. `sha256` is the version that was on the screen."""

    toon_niet_verplicht = False
    sha256 = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    standpunt = forms.ChoiceField(widget=forms.RadioSelect, choices=STANDPUNTEN)
    tekst = forms.CharField(required=False, max_length=10000, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args: Any, roepnaam: str, jij: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standpunt, tekst = self.fields["standpunt"], self.fields["tekst"]
        standpunt.label = "Wat vind jij van de aanvraag?" if jij else "Wat vindt u van de aanvraag?"
        standpunt.error_messages["required"] = f"Kies wat {'jij' if jij else 'u'} van de aanvraag vindt"
        tekst.label = "Wil je er iets bij zeggen?" if jij else "Wilt u er iets bij zeggen?"
        tekst.help_text = "Schrijf het in je eigen woorden." if jij else "Schrijf het in uw eigen woorden."
        for doel, (vraag, uitleg) in doelvragen(roepnaam, jij=jij).items():
            veld = JaNeeField(label=vraag, help_text=uitleg, required=False, ja="Ja, dat mag", nee="Nee, dat mag niet")
            self.fields[f"{VOORVOEGSEL}{doel}"] = veld

    def doelvelden(self) -> list[forms.BoundField]:
        return [self[naam] for naam in self.fields if naam.startswith(VOORVOEGSEL)]

    def clean(self) -> dict[str, Any]:
        """One dict purpose → yes or no; what was left open is left out."""
        schoon = super().clean() or self.cleaned_data
        keuzes = {}
        for naam in [naam for naam in schoon if naam.startswith(VOORVOEGSEL)]:
            antwoord = schoon.pop(naam)
            if antwoord in (True, False):
                keuzes[naam.removeprefix(VOORVOEGSEL)] = antwoord
        schoon["toestemmingen"] = keuzes
        return schoon


class ToestemmingIntrekkenForm(DekkendForm):
    doel = forms.ChoiceField(choices=Doel.choices, widget=forms.HiddenInput)


class ReactieNoterenForm(VersieFormMixin, DekkendForm):
    """For the secretariat: what a parent or pupil told."""

    wie = forms.ChoiceField(
        label="Wie vertelde dit?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wie dit heeft verteld"},
    )
    standpunt = forms.ChoiceField(
        label="Wat vindt deze persoon van de aanvraag?",
        widget=forms.RadioSelect,
        choices=Standpunt.choices,
        error_messages={"required": "Kies wat deze persoon van de aanvraag vindt"},
    )
    tekst = forms.CharField(
        label="In de woorden van deze persoon",
        help_text="Lees het voor, of stuur het toe, zodat deze persoon kan zeggen of het klopt.",
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Schrijf op wat deze persoon vertelde"},
    )
    vervangt = forms.BooleanField(
        label="Dit komt in de plaats van een eerdere reactie van deze persoon",
        required=False,
    )

    def __init__(self, *args: Any, personen: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["wie"]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = list(personen)
