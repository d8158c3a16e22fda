"""Forms around the decision: draft, talks, signing, recalling, sending by post, hand-over."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from documents.models import Bekendmaking
from organisations.models import School
from tlv.besluitbeeld import Beeld
from tlv.models import Besluit, Categorie, Onderwijstype, Terugzending
from ui.forms import DatumField, DekkendForm, VersieFormMixin
from ui.notatie import datum

KERN = "kern_"


def _tekst(label: str, hulp: str = "", *, regels: int = 4, lang: int = 8000) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hulp,
        required=False,
        max_length=lang,
        widget=forms.Textarea(attrs={"rows": regels}),
    )


class BesluitForm(VersieFormMixin, DekkendForm):
    """The draft. Nothing is required here: the checks beside it say what is still needed before signing."""

    toon_niet_verplicht = False

    soort = forms.ChoiceField(
        label="Wat besluit u?",
        choices=[("verlenen", "De verklaring verlenen"), ("afwijzen", "De aanvraag afwijzen")],
        widget=forms.RadioSelect,
        required=False,
    )
    begin = DatumField(
        label="Geldig vanaf", required=False, help_text="Laat leeg om in te laten gaan op de dag van het besluit."
    )
    einde = forms.TypedChoiceField(
        label="Geldig tot en met", required=False, coerce=date.fromisoformat, empty_value=None
    )
    ontheffing = forms.BooleanField(label="Er is een ontheffing van de inspectie om langer te blijven", required=False)
    periode_reden = _tekst("Waarom deze periode?", "Komt zo in de beschikking.", regels=3, lang=4000)
    categorie = forms.ChoiceField(
        label="Bekostigingscategorie", choices=Categorie.choices, widget=forms.RadioSelect, required=False
    )
    categorie_reden = _tekst(
        "Waarom deze categorie?",
        "Boven laag: concrete redenen. Een pgb blijft buiten beschouwing.",
        regels=3,
        lang=4000,
    )
    motivering = _tekst(
        "Motivering",
        "Een regel die begint met # wordt een kopje in de beschikking.",
        regels=14,
        lang=30000,
    )
    reactie_op_zienswijze = _tekst(
        "Antwoord op de reactie van ouders en leerling",
        "Vat samen wat zij vinden en schrijf hoe dat meeweegt. Hun eigen woorden komen niet in de beschikking.",
    )
    afwijking = _tekst(
        "Waarom u afwijkt van een advies", "Alleen nodig als u op een punt anders besluit dan een deskundige adviseert."
    )

    def __init__(self, *args: Any, beeld: Beeld, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if beeld.verzoek.type == Onderwijstype.PRO:
            for naam in ("einde", "ontheffing", "periode_reden", "categorie", "categorie_reden"):
                del self.fields[naam]
        else:
            self._kies_einde(beeld)
        for advies in beeld.adviezen:
            naam = advies.deskundige.naam
            self.fields[f"{KERN}{advies.pk}"] = _tekst(
                f"Belangrijkste overweging van {naam}",
                "Komt in de beschikking, onder de naam van de deskundige.",
                lang=4000,
            )

    def _kies_einde(self, beeld: Beeld) -> None:
        veld = self.fields["einde"]
        assert isinstance(veld, forms.TypedChoiceField)
        gewoon = [(dag.isoformat(), datum(dag)) for dag in beeld.eindes[:-2]]
        later = [(dag.isoformat(), f"{datum(dag)} (alleen met ontheffing)") for dag in beeld.eindes[-2:]]
        veld.choices = [("", "Kies een datum"), *gewoon, *later]

    def kernvelden(self) -> list[forms.BoundField]:
        return [self[naam] for naam in self.fields if naam.startswith(KERN)]

    def als_data(self, *, alleen: Iterable[str] | None = None) -> dict[str, Any]:
        """What goes to `edit`; with `alleen` just these fields (autosave sends what was touched)."""
        namen = set(self.fields) if alleen is None else set(alleen)
        schoon = {naam: waarde for naam, waarde in self.cleaned_data.items() if naam in namen}
        kernen = {naam.removeprefix(KERN): tekst for naam, tekst in schoon.items() if naam.startswith(KERN)}
        velden = {
            naam: waarde
            for naam, waarde in schoon.items()
            if not naam.startswith(KERN) and naam not in ("versie", "sleutel")
        }
        return velden | ({"kernen": kernen} if kernen else {})


def beginwaarden(besluit: Besluit) -> dict[str, Any]:
    velden = (
        "soort",
        "begin",
        "ontheffing",
        "periode_reden",
        "categorie",
        "categorie_reden",
        "motivering",
        "reactie_op_zienswijze",
        "afwijking",
    )
    waarden = {veld: getattr(besluit, veld) for veld in velden}
    kernen = {f"{KERN}{pk}": tekst for pk, tekst in besluit.kernen.items()}
    einde = besluit.einde.isoformat() if besluit.einde else ""
    return waarden | kernen | {"einde": einde, "versie": besluit.versie}


class BesprekingForm(DekkendForm):
    """A talk with experts, school or parents."""

    soort = forms.ChoiceField(
        label="Met wie was het gesprek?",
        choices=[
            ("deskundigen", "Met de deskundigen"),
            ("school", "Met de school"),
            ("ouders", "Met ouders of leerling"),
        ],
        widget=forms.RadioSelect,
    )
    datum = DatumField(label="Datum van het gesprek", laatste=timezone.localdate)
    aanwezigen = forms.CharField(label="Wie waren erbij?", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    uitkomst = forms.CharField(label="Wat was de uitkomst?", max_length=8000, widget=forms.Textarea(attrs={"rows": 5}))


class OndertekenForm(VersieFormMixin, DekkendForm):
    """Signing asks nothing but the knowledge of what is signed: the version of the draft that was shown."""

    besluitversie = forms.IntegerField(widget=forms.HiddenInput)


class BuitenBehandelingForm(VersieFormMixin, DekkendForm):
    motivering = forms.CharField(
        label="Wat ontbreekt er nog?",
        help_text="Eén punt per regel. Dit komt als opsomming in het besluit.",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class TerugroepForm(VersieFormMixin, DekkendForm):
    reden = forms.CharField(
        label="Waarom roept u het besluit terug?",
        help_text="Alleen het samenwerkingsverband ziet deze reden.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class BevestigForm(VersieFormMixin, DekkendForm):
    """A button with nothing to fill in."""


class VerzendForm(DekkendForm):
    """Which letters went out, and when. One date for the batch: the objection terms run from it.

    `zelf_gecontroleerd` is there when a letter was not printed here, or with another date in it.
    """

    bekendmakingen = forms.MultipleChoiceField(
        label="Brieven", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Kies ten minste één brief"}
    )
    verzonden_op = DatumField(
        label="Datum van verzending",
        help_text="De dag waarop de post de deur uit gaat. Deze datum bepaalt de bezwaardatum in de brief.",
    )
    zelf_gecontroleerd = forms.BooleanField(
        label="De brief die is verstuurd, is elders geprint of noemt een andere datum. Ik heb hem zelf gecontroleerd.",
        required=False,
    )

    def __init__(self, *args: Any, rijen: Iterable[Bekendmaking], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["bekendmakingen"]
        assert isinstance(veld, forms.MultipleChoiceField)
        veld.choices = [(str(rij.pk), f"{rij.naam} ({rij.zaak.nummer})") for rij in rijen]


class VerzendingOngedaanForm(DekkendForm):
    reden = forms.CharField(
        label="Waarom is de brief toch niet verstuurd?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De reden blijft bij de zaak bewaard.",
        error_messages={"required": "Schrijf op waarom de brief toch niet is verstuurd"},
    )


class TerugForm(DekkendForm):
    """What it means that a decision came back, and how that is known."""

    oordeel = forms.ChoiceField(label="Stond het goede adres op de envelop?", widget=forms.RadioSelect)
    toelichting = forms.CharField(
        label="Hoe weet u dit, en wat deed u?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Bijvoorbeeld: gebeld met de moeder, het huisnummer was fout. Schrijf hier geen adres.",
        error_messages={"required": "Schrijf op hoe u dit weet, en wat u deed"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["oordeel"]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = [
            (Terugzending.Oordeel.NIET_BEKEND.value, "Nee, wij maakten een fout met het adres: stuur opnieuw"),
            (Terugzending.Oordeel.WEL_BEKEND.value, "Ja, of wij konden niet weten dat het adres anders was"),
        ]


class OverdrachtForm(DekkendForm):
    school = forms.ModelChoiceField(
        label="Aan welke school draagt u over?", queryset=School.objects.none(), empty_label="Kies een school"
    )
    documenten = forms.MultipleChoiceField(
        label="Welke stukken?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies ten minste één stuk"},
        help_text="De nieuwe school ziet alleen wat u hier kiest.",
    )
