"""Forms for moving a date: what is asked differs per act, a look at what changes comes before it is done."""

from datetime import date
from typing import Any

from django import forms

from deadlines.kalender import DAG
from tlv import uitstel
from tlv.models import Aanvraag
from ui.forms import DatumField, DekkendForm, VersieFormMixin

TEKST = {"rows": 4}
LEZEN = "De school en de ouders lezen deze tekst in de brief. Schrijf kort en in gewone woorden."


class DatumswijzigingForm(VersieFormMixin, DekkendForm):
    """What every act shares: why, and which new date was seen before confirming."""

    toon_niet_verplicht = False
    gezien = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10)
    reden = forms.CharField(
        label="Wat is de reden?", max_length=1500, widget=forms.Textarea(attrs=TEKST), help_text=LEZEN
    )

    def __init__(self, *args: Any, aanvraag: Aanvraag, vandaag: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class NieuweDatumForm(DatumswijzigingForm):
    nieuwe_datum = DatumField(label="Wat wordt de nieuwe datum?")
    field_order = ("nieuwe_datum", "reden")


class InstemmingForm(DatumswijzigingForm):
    """Consent in writing (Awb 4:15): when, by whom, where it is kept, and for which days."""

    ingestemd_op = DatumField(label="Op welke dag stemde de school schriftelijk in?")
    ingestemd_door = forms.CharField(label="Wie stemde in?", max_length=120, help_text="Naam en functie.")
    vindplaats = forms.CharField(
        label="Waar staat dat?",
        max_length=200,
        help_text="Bijvoorbeeld: brief bij de documenten, of bericht in deze zaak van 3 maart.",
    )
    eerste_dag = DatumField(label="Vanaf welke dag staat de termijn stil?")
    laatste_dag = DatumField(label="Tot en met welke dag?")
    field_order = ("ingestemd_op", "ingestemd_door", "vindplaats", "eerste_dag", "laatste_dag", "reden")


class BuitenlandForm(DatumswijzigingForm):
    """Asked of an authority abroad (Awb 4:15): the term stands still from the day after the letter that says so."""

    wat = forms.CharField(
        label="Welke informatie vraagt u?", max_length=200, help_text="Bijvoorbeeld: het onderzoek uit 2024."
    )
    instantie = forms.CharField(
        label="Aan welke instantie, in welk land?", max_length=200, help_text="Bijvoorbeeld: CLB Antwerpen, in België."
    )
    field_order = ("wat", "instantie", "reden")

    def __init__(self, *args: Any, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, vandaag=vandaag, **kwargs)
        self.fields["reden"].label = "Waarom kan er niet worden beslist zonder die informatie?"
        self.vandaag = vandaag

    def clean(self) -> dict[str, Any]:
        """The letter goes today."""
        schoon = super().clean() or self.cleaned_data
        return {**schoon, "eerste_dag": self.vandaag + DAG}


class VertragingForm(DatumswijzigingForm):
    eerste_dag = DatumField(
        label="Vanaf welke dag ligt de vertraging aan de school?", help_text="Vanaf die dag staat de termijn stil."
    )
    field_order = ("eerste_dag", "reden")


class OvermachtForm(DatumswijzigingForm):
    eerste_dag = DatumField(label="Vanaf welke dag kan er niet worden beslist?")
    laatste_dag = DatumField(
        label="Tot en met welke dag verwacht u dat het duurt?",
        help_text="De wet vraagt om dit te melden. Duurt het langer? Leg dat dan opnieuw vast, "
        "vóór die dag voorbij is, met een latere laatste dag. "
        "Duurt het korter? Laat de termijn dan eerder weer lopen.",
    )
    field_order = ("eerste_dag", "laatste_dag", "reden")


class _OpschortingForm(DatumswijzigingForm):
    opschorting = forms.ChoiceField(label="Om welke opschorting gaat het?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, aanvraag: Aanvraag, vandaag: Any, **kwargs: Any) -> None:
        super().__init__(*args, aanvraag=aanvraag, vandaag=vandaag, **kwargs)
        termijn = uitstel.termijn_van(aanvraag, uitstel.BESLISTERMIJN)
        rijen = self.keuzes(termijn, vandaag) if termijn else []
        veld = self.fields["opschorting"]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = [
            (str(rij.pk), f"{uitstel.grond_in_woorden(rij)} {uitstel.dagen_in_woorden(rij)}") for rij in rijen
        ]
        if len(rijen) == 1:
            veld.initial = str(rijen[0].pk)

    keuzes: Any


class BeeindigenForm(_OpschortingForm):
    laatste_dag = DatumField(
        label="Wat was de laatste dag dat de termijn stilstond?",
        help_text="Vanaf de dag erna loopt de termijn weer. Kwam er informatie uit het buitenland? "
        "Vul dan de dag in voor die waarop die kwam.",
    )
    field_order = ("opschorting", "laatste_dag", "reden")
    keuzes = staticmethod(uitstel.te_beeindigen)


class OngedaanForm(_OpschortingForm):
    field_order = ("opschorting", "reden")
    keuzes = staticmethod(lambda termijn, vandaag: uitstel.ongedaan_te_maken(termijn))


FORMS: dict[str, type[DatumswijzigingForm]] = {
    uitstel.VERZETTEN: NieuweDatumForm,
    uitstel.VERDAGEN: NieuweDatumForm,
    "opschorten_instemming": InstemmingForm,
    "opschorten_buitenland": BuitenlandForm,
    "opschorten_vertraging": VertragingForm,
    "opschorten_overmacht": OvermachtForm,
    uitstel.BEEINDIGEN: BeeindigenForm,
    uitstel.ONGEDAAN: OngedaanForm,
}
