"""Forms of steps 7 and 8."""

from typing import Any

from django import forms
from django.utils import timezone

from maatwerk.models import Uitvoeringstaak
from ui.fields import DatumField
from ui.forms import DekkendForm, VersieFormMixin

VRAGEN = {
    "goed": ("Wat ging goed?", "Wat ging goed?"),
    "beter": ("Wat kon beter?", "Wat kon beter?"),
    "geholpen": ("Heeft het u en uw kind geholpen? Hoe?", "Heeft het je geholpen? Hoe?"),
}
GEHOLPEN_MEDEWERKER = "Heeft het de leerling geholpen? Hoe?"


def _tekst(label: str, uitleg: str = "", *, regels: int = 4, lang: int = 4000, verplicht: bool = False) -> Any:
    return forms.CharField(
        label=label,
        help_text=uitleg,
        required=verplicht,
        max_length=lang,
        widget=forms.Textarea(attrs={"rows": regels}),
    )


class TaakForm(VersieFormMixin, DekkendForm):
    taakversie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    wat = forms.CharField(label="Wat gebeurt er?", max_length=400)
    wie = forms.CharField(label="Wie doet dit?", max_length=160)
    partij = forms.ChoiceField(
        label="Voor wie is deze taak?",
        choices=[("", "Kies"), *((p.value, p.label.capitalize()) for p in Uitvoeringstaak.Partij)],
        required=False,
        help_text="Ouders, leerling en scholen lezen hun eigen taken, en vertellen hoe het gaat.",
    )
    uiterlijk = DatumField(label="Wanneer is het klaar?", required=False)
    stand = forms.ChoiceField(
        label="Hoe staat het ervoor?",
        choices=[(s.value, s.label.capitalize()) for s in Uitvoeringstaak.Stand],
        widget=forms.RadioSelect,
        initial=Uitvoeringstaak.Stand.OPEN,
    )
    voortgang = _tekst("Hoe gaat het?", regels=3, lang=2000)


class VertelForm(VersieFormMixin, DekkendForm):
    """How far it is, by who does it: a parent, the pupil, a school."""

    toon_niet_verplicht = False
    taakversie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    stand = forms.ChoiceField(
        label="Hoe ver is het?",
        choices=[("open", "Nog niet begonnen"), ("bezig", "Mee bezig"), ("klaar", "Klaar")],
        widget=forms.RadioSelect,
    )
    tekst = _tekst("Hoe gaat het?", "Een paar woorden is genoeg. Het hoeft niet.", regels=3, lang=2000)


class AanpassingForm(VersieFormMixin, DekkendForm):
    wat = _tekst("Wat verandert er?", regels=3, lang=2000, verplicht=True)
    waarom = _tekst("Waarom?", regels=3, lang=2000, verplicht=True)
    met_ouders_op = DatumField(label="Wanneer besprak u dit met de ouders?", laatste=timezone.localdate)


class EvaluatieForm(VersieFormMixin, DekkendForm):
    """Three short questions; one answer is enough."""

    toon_niet_verplicht = False
    goed = _tekst("Wat ging goed?")
    beter = _tekst("Wat kon beter?")
    geholpen = _tekst(GEHOLPEN_MEDEWERKER)

    def __init__(self, *args: Any, gezin: bool = False, jij: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if gezin:
            for naam, (voor_ouder, voor_leerling) in VRAGEN.items():
                self.fields[naam].label = voor_leerling if jij else voor_ouder


class EvaluatieNoterenForm(EvaluatieForm):
    naam = forms.CharField(label="Wie vertelde dit?", max_length=160, help_text="Naam en functie.")
    field_order = ("naam", "goed", "beter", "geholpen")


class AfsluitForm(VersieFormMixin, DekkendForm):
    samenvatting = _tekst(
        "Samenvatting van de evaluatie",
        "Iedereen in het traject leest dit, ook de ouders en de leerling. Schrijf korte zinnen in gewone woorden.",
        regels=6,
        lang=7000,
        verplicht=True,
    )
    lessen = _tekst(
        "Wat leren wij hiervan?",
        "Zonder namen. De directeur leest dit naast de lessen van andere trajecten.",
        verplicht=True,
    )
    zonder_gezin = _tekst(
        "Reageerde er van thuis niemand? Waarom niet?",
        "Alleen de directeur en het secretariaat lezen dit.",
        regels=2,
        lang=1000,
    )
