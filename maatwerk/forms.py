"""Forms of steps 1 and 2: the intake, the advice, the choice of a casemanager, and every act that asks a reason."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from documents.models import Documentsoort
from maatwerk.advies import GEEN_VOORSTEL, WELKE
from maatwerk.casemanagers import Kandidaat, te_kiezen
from maatwerk.models import Commissieadvies, Traject
from maatwerk.models_begin import Onderwijsvorm
from ui.fields import DatumField
from ui.forms import DekkendForm, VersieFormMixin

STUKSOORTEN = (Documentsoort.VERSLAG, Documentsoort.ONDERZOEK, Documentsoort.OPP, Documentsoort.BIJLAGE)


def _tekst(label: str, uitleg: str = "", *, regels: int = 4, lang: int = 4000, verplicht: bool = False) -> Any:
    return forms.CharField(
        label=label,
        help_text=uitleg,
        required=verplicht,
        max_length=lang,
        widget=forms.Textarea(attrs={"rows": regels}),
    )


class BeginForm(VersieFormMixin, DekkendForm):
    """A button with nothing to fill in."""


class IntakeForm(VersieFormMixin, DekkendForm):
    """What the PTO found. Nothing is required to save; bringing it in says what is still missing."""

    toon_niet_verplicht = False
    pto_datum = DatumField(label="Wanneer was het PTO?", required=False, laatste=timezone.localdate)
    pto_deelnemers = _tekst("Wie deden mee?", "Naam, functie en organisatie. Een persoon per regel.", lang=2000)
    pto_uitkomst = _tekst("Wat was de uitkomst van het PTO?", regels=5)
    ondersteuning = _tekst(
        "Wat heeft de leerling nodig om onderwijs te volgen?",
        "Schrijf over wat nodig is, niet over diagnoses.",
        regels=6,
        lang=6000,
    )
    vraag = _tekst("Wat verwacht u van een casemanager?")
    mening_ouders = _tekst("Wat vinden de ouders en de leerling?", "In hun eigen woorden. Zij lezen dit ook.")


class VerkenningForm(VersieFormMixin, DekkendForm):
    """An option that was explored, and why it falls short."""

    vorm = forms.ChoiceField(label="Welke vorm van onderwijs?", choices=Onderwijsvorm.choices)
    waar = forms.CharField(label="Welke school of plek?", required=False, max_length=160)
    waarom_niet = _tekst("Waarom is dit niet genoeg?", lang=2000, verplicht=True)


class StukForm(VersieFormMixin, DekkendForm):
    """Information that is at hand."""

    bestand = forms.FileField(label="Bestand", help_text="PDF, Word, ODT, JPG of PNG.", allow_empty_file=True)
    soort = forms.ChoiceField(label="Wat is het?", choices=[(s.value, s.label.capitalize()) for s in STUKSOORTEN])
    titel = forms.CharField(label="Titel", required=False, max_length=200, help_text="Leeg: de naam van het bestand.")


class RedenForm(VersieFormMixin, DekkendForm):
    """An act that asks why, or only a confirmation when no label is given."""

    reden = _tekst("Waarom?", regels=4)

    def __init__(self, *args: Any, label: str, uitleg: str = "", verplicht: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not label:
            del self.fields["reden"]
            return
        veld = self.fields["reden"]
        veld.label, veld.help_text, veld.required = label, uitleg, verplicht
        veld.error_messages["required"] = f"Beantwoord de vraag ‘{label}’"


class GesprekForm(RedenForm):
    """The talk about the plan: when, and what was said. It comes in the log under its own day."""

    op = DatumField(label="Wanneer besprak u het plan?", laatste=timezone.localdate)
    field_order = ("op", "reden")


class AdviesForm(VersieFormMixin, DekkendForm):
    """What the commission advises. Who has a conflict of interest is not among the choices."""

    besproken_op = DatumField(label="Op welke dag besprak de commissie dit?", laatste=timezone.localdate)
    uitkomst = forms.ChoiceField(
        label="Wat adviseert de commissie?",
        choices=[(u.value, u.label.capitalize()) for u in Commissieadvies.Uitkomst],
        widget=forms.RadioSelect,
    )
    casemanager_id = forms.TypedChoiceField(label=WELKE, required=False, coerce=int, empty_value=None)
    overwegingen = _tekst(
        "Waarom adviseert de commissie dit?",
        "De directeur en de casemanager lezen dit. De school en de ouders ook.",
        regels=6,
        lang=6000,
        verplicht=True,
    )

    def __init__(self, *args: Any, kandidaten: Iterable[Kandidaat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["casemanager_id"]
        assert isinstance(veld, forms.TypedChoiceField)
        veld.choices = [("", GEEN_VOORSTEL), *te_kiezen(kandidaten)]


class InschakelForm(VersieFormMixin, DekkendForm):
    """Yes, and who. The number of running tracks stands beside each name."""

    casemanager_id = forms.TypedChoiceField(
        label="Wie vraagt u als casemanager?",
        widget=forms.RadioSelect,
        coerce=int,
        error_messages={"required": "Kies wie u als casemanager vraagt"},
    )
    reden = _tekst(
        "Waarom schakelt u een casemanager in?", "Komt in de brief aan de school.", lang=4000, verplicht=True
    )
    vraag = _tekst(
        "Wat vraagt u van de casemanager?",
        "De casemanager leest dit voor het antwoord. Schrijf geen gegevens over gezondheid op.",
    )
    reden_vol = _tekst(
        "Heeft deze persoon al veel trajecten? Waarom kan dit er toch bij?",
        "Alleen nodig boven het richtgetal. Komt in geen brief.",
        regels=2,
        lang=2000,
    )

    def __init__(self, *args: Any, kandidaten: Iterable[Kandidaat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["casemanager_id"]
        assert isinstance(veld, forms.TypedChoiceField)
        veld.choices = te_kiezen(kandidaten)


class AanvaardForm(VersieFormMixin, DekkendForm):
    geen_belang = forms.BooleanField(
        label="Ik heb geen eigen belang bij deze leerling, deze familie of deze school",
        error_messages={"required": "Verklaar dat u geen eigen belang hebt, of zeg nee"},
    )


class WeigerForm(VersieFormMixin, DekkendForm):
    reden = _tekst("Waarom zegt u nee?", "De directeur leest dit.", regels=3, lang=2000, verplicht=True)


def beginwaarden(traject: Traject) -> dict[str, Any]:
    """What the form of the intake shows first."""
    intake = traject.intake
    velden = ("pto_datum", "pto_deelnemers", "pto_uitkomst", "ondersteuning", "vraag", "mening_ouders", "versie")
    return {veld: getattr(intake, veld) for veld in velden}
