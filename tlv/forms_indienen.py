"""Forms around the sections: papers, waivers, freezing, signing, paper forms, filing and withdrawing."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from cases.models import Doel, Zienswijze
from documents.models import Handtekening
from organisations.models import User
from tlv.stukken import TOEVOEGBAAR
from ui.forms import DatumField, DekkendForm, JaNeeField, VersieFormMixin
from workflow.forms_secties import met_hoofdletter

DOELVRAGEN = {
    Doel.UITWISSELING: "School en samenwerkingsverband mogen gegevens uitwisselen",
    Doel.BESPREKING: "De commissie mag het dossier bespreken",
    Doel.DERDEN: "Het samenwerkingsverband mag informatie vragen aan anderen",
    Doel.DIGITAAL: "De gegevens mogen in dit digitale dossier bewaard worden",
}
SOORTEN = [(soort.value, str(soort.label)[:1].upper() + str(soort.label)[1:]) for soort in TOEVOEGBAAR]


def _tekst(label: str, hulp: str = "", *, verplicht: bool = True, regels: int = 4) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": regels})
    return forms.CharField(label=label, help_text=hulp, required=verplicht, max_length=2000, widget=widget)


class StukForm(VersieFormMixin, DekkendForm):
    """What a paper is called and what kind it is."""

    titel = forms.CharField(label="Titel", max_length=200)
    soort = forms.ChoiceField(label="Wat voor stuk is dit?", choices=SOORTEN)


class OntheffingForm(VersieFormMixin, DekkendForm):
    reden = _tekst("Waarom kan dit niet, of waarom is het niet nodig?", "De voorzitter beslist hierover.")


class BevriezenForm(VersieFormMixin, DekkendForm):
    gedragswetenschapper_id = forms.TypedChoiceField(
        label="Welke gedragswetenschapper kijkt mee?",
        coerce=int,
        help_text="De vaste contactpersoon van uw school staat bovenaan. Een collega kan ook.",
    )

    def __init__(self, *args: Any, pool: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["gedragswetenschapper_id"]
        assert isinstance(veld, forms.TypedChoiceField)
        keuzes = [(str(user.pk), user.naam) for user in pool]
        veld.choices = keuzes or [("", "Er staat nog niemand in de lijst")]
        veld.required = bool(keuzes)
        veld.empty_value = None


class TekenForm(DekkendForm):
    """Sign or decline one frozen version; `sha256` is the version that was shown."""

    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    uitkomst = forms.ChoiceField(
        label="Wat wilt u doen?",
        choices=[
            (Handtekening.Uitkomst.GETEKEND, "Ik heb de aanvraag gelezen en teken die"),
            (Handtekening.Uitkomst.GEWEIGERD, "Ik teken niet"),
        ],
        widget=forms.RadioSelect,
    )
    reden = _tekst("Opmerking", "Nodig als u niet tekent.", verplicht=False)


class PapierForm(DekkendForm):
    """What stands on a form that was signed by hand."""

    op = DatumField(label="Datum op het formulier", laatste=timezone.localdate)
    uitkomst = forms.ChoiceField(
        label="Wat staat er op het formulier?",
        choices=[
            (Handtekening.Uitkomst.GETEKEND, "Getekend"),
            (Handtekening.Uitkomst.GEWEIGERD, "Wil niet tekenen"),
        ],
        widget=forms.RadioSelect,
    )
    reden = _tekst("Opmerking op het formulier", verplicht=False)
    scan = forms.FileField(label="Scan of foto van het formulier", allow_empty_file=True)


class PapierGezinForm(DekkendForm):
    """The same for a parent or pupil: view and consent per purpose."""

    op = DatumField(label="Datum op het formulier", laatste=timezone.localdate)
    standpunt = forms.ChoiceField(
        label="Wat vindt deze persoon van de aanvraag?",
        choices=met_hoofdletter(Zienswijze.Standpunt.choices),
        widget=forms.RadioSelect,
    )
    tekst = _tekst("Reactie in eigen woorden", "Neem over wat er staat.", verplicht=False)
    scan = forms.FileField(label="Scan of foto van het formulier", allow_empty_file=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for doel, vraag in DOELVRAGEN.items():
            self.fields[f"doel_{doel.value}"] = JaNeeField(
                label=vraag, required=False, help_text="Laat open als het niet is ingevuld."
            )
        self.order_fields(["op", "standpunt", "tekst", *(f"doel_{doel.value}" for doel in DOELVRAGEN), "scan"])

    @property
    def toestemmingen(self) -> dict[str, bool]:
        """Purpose → answer, for what was answered."""
        keuzes = {doel.value: self.cleaned_data.get(f"doel_{doel.value}") for doel in DOELVRAGEN}
        return {doel: keuze for doel, keuze in keuzes.items() if keuze is not None}


class IndienenForm(VersieFormMixin, DekkendForm):
    """Filing: the date of receipt for what came on paper, and knowing that items are open."""

    ontvangen_op = DatumField(
        label="Wanneer is de aanvraag ontvangen?",
        laatste=timezone.localdate,
        help_text="De wettelijke termijn begint op deze dag.",
    )
    weet_van_open_punten = forms.BooleanField(
        label="Ik weet dat er nog punten open staan en dien toch in",
        error_messages={"required": "Zet een vinkje als u met open punten wilt indienen"},
    )

    def __init__(self, *args: Any, namens: bool, open_punten: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not namens:
            del self.fields["ontvangen_op"]
        if not open_punten:
            del self.fields["weet_van_open_punten"]


class IntrekkenForm(VersieFormMixin, DekkendForm):
    reden = _tekst("Waarom trekt u de aanvraag in?", "Ouders en samenwerkingsverband kunnen dit lezen.")
