"""Forms for assigning experts and for the advice."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from tlv.adviesinhoud import LICHTERE_VORM
from tlv.beleid import TlvBeleid
from tlv.kandidaten import Kandidaat
from tlv.models import Advies, Categorie, Onderwijstype
from tlv.onafhankelijkheid import Bezwaar, beroepsnaam, bezwaren, toegestane_beroepen
from tlv.perioden import mogelijke_eindes
from ui.forms import DekkendForm, VersieFormMixin
from ui.notatie import datum


@dataclass(frozen=True)
class Optie:
    """One person in one profession for one place, with what speaks against it."""

    waarde: str
    label: str
    kandidaat: Kandidaat
    bezwaren: list[Bezwaar]

    @property
    def kan(self) -> bool:
        return not any(bezwaar.ernst == "weigeren" for bezwaar in self.bezwaren)


@dataclass(frozen=True)
class Plek:
    """One place: who can take it, who cannot and why."""

    nummer: int
    titel: str
    verplicht: bool
    opties: list[Optie]
    niet: list[tuple[str, str]]

    @property
    def keuze(self) -> str:
        return f"deskundige_{self.nummer}"

    @property
    def met_waarschuwing(self) -> bool:
        return any(optie.bezwaren for optie in self.opties)

    @property
    def uitleg(self) -> str:
        return f"toelichting_{self.nummer}"


TITELS = {1: "Eerste deskundige", 2: "Tweede deskundige", 3: "Derde deskundige"}


def plek_van(
    nummer: int,
    mensen: list[Kandidaat],
    *,
    beleid: TlvBeleid,
    verplicht: bool,
    vandaag: date,
    uiterlijk: date,
) -> Plek:
    """Sort the experts for one place: those who can, in order of load, and the others with the reason."""
    opties, niet = [], []
    for mens in mensen:
        passend = [b for b in mens.beroepen if b in toegestane_beroepen(nummer, beleid)]
        beoordeeld = [
            _optie(mens, beroep, nummer, beleid=beleid, vandaag=vandaag, uiterlijk=uiterlijk)
            for beroep in passend or mens.beroepen[:1] or ("",)
        ]
        goed = [optie for optie in beoordeeld if optie.kan]
        opties += goed
        if not goed:
            hard = [b.reden for b in beoordeeld[0].bezwaren if b.ernst == "weigeren"]
            niet.append((mens.user.naam, " ".join(hard)))
    opties.sort(key=lambda optie: (bool(optie.bezwaren), optie.kandidaat.open_adviezen))
    return Plek(nummer, TITELS.get(nummer, f"Deskundige {nummer}"), verplicht, opties, niet)


def _optie(mens: Kandidaat, beroep: str, nummer: int, *, beleid: TlvBeleid, vandaag: date, uiterlijk: date) -> Optie:
    gevonden = bezwaren(
        mens.feiten, beroep=beroep, volgorde=nummer, beleid=beleid, vandaag=vandaag, uiterlijk=uiterlijk
    )
    return Optie(f"{mens.user.pk}:{beroep}", f"{mens.user.naam}, {beroepsnaam(beroep)}", mens, gevonden)


class ToewijzingForm(VersieFormMixin, DekkendForm):
    """One choice per place, and an explanation where a warning stands."""

    toon_niet_verplicht = False

    def __init__(self, *args: Any, plekken: list[Plek], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plekken = plekken
        for plek in plekken:
            keuzes = [(optie.waarde, optie.label) for optie in plek.opties]
            if not plek.verplicht:
                keuzes = [("", "Geen"), *keuzes]
            self.fields[plek.keuze] = forms.ChoiceField(
                label=plek.titel,
                choices=keuzes,
                required=plek.verplicht,
                widget=forms.RadioSelect,
                error_messages={
                    "required": f"Kies de {plek.titel.lower()}",
                    "invalid_choice": "Deze persoon kan dit advies niet geven. Kies iemand uit de lijst.",
                },
            )
            self.fields[plek.uitleg] = forms.CharField(
                label="Waarom kan deze persoon toch onafhankelijk adviseren?",
                required=False,
                max_length=800,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text="Alleen nodig als er ‘let op’ bij de gekozen persoon staat.",
            )

    def toewijzingen(self) -> list[dict[str, Any]]:
        gekozen = []
        for plek in self.plekken:
            pk, _, beroep = (self.cleaned_data.get(plek.keuze) or "").partition(":")
            if pk:
                gekozen.append(
                    {
                        "volgorde": plek.nummer,
                        "deskundige_id": int(pk),
                        "beroep": beroep,
                        "toelichting": self.cleaned_data.get(plek.uitleg) or "",
                    }
                )
        return gekozen


def _tekst(label: str, hulp: str, *, rijen: int, lengte: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hulp,
        required=False,
        max_length=lengte,
        widget=forms.Textarea(attrs={"rows": rijen}),
    )


class AdviesForm(VersieFormMixin, DekkendForm):
    """The draft of an advice: nothing is required until it is filed."""

    toon_niet_verplicht = False

    strekking = forms.ChoiceField(
        label="Wat is uw advies?",
        required=False,
        widget=forms.RadioSelect,
        choices=[
            (Advies.Strekking.TOEWIJZEN, "De TLV verlenen"),
            (Advies.Strekking.AFWIJZEN, "De TLV niet verlenen"),
        ],
    )
    type = forms.ChoiceField(
        label="Over welk soort onderwijs gaat het?",
        required=False,
        choices=[("", "Kies een soort"), *Onderwijstype.choices],
    )
    overwegingen = _tekst(
        "Overwegingen",
        "Wat heeft deze leerling nodig? Leg uit vanuit de ondersteuningsbehoeften, niet vanuit een diagnose.",
        rijen=10,
        lengte=20000,
    )
    waarom_geen_arrangement = _tekst(
        "Waarom is een arrangement wel of niet genoeg?",
        "Ga in op lichtere hulp op de eigen school: wat is gedaan, en waarom is dat niet genoeg?",
        rijen=6,
        lengte=8000,
    )
    einde = forms.ChoiceField(label="Tot wanneer?", required=False)
    periode_reden = _tekst("Waarom deze periode?", "", rijen=3, lengte=4000)
    categorie = forms.ChoiceField(
        label="Welke categorie?",
        required=False,
        choices=[("", "Kies een categorie"), *Categorie.choices],
        help_text="Laag is het uitgangspunt. Hoger vraagt concrete redenen. Een pgb telt niet mee.",
    )
    categorie_reden = _tekst("Waarom deze categorie?", "Nodig bij midden en hoog.", rijen=3, lengte=4000)
    lichtere_vorm = forms.ChoiceField(
        label="Verwacht u dat later een lichtere vorm genoeg is?",
        required=False,
        widget=forms.RadioSelect,
        choices=[(waarde, label[:1].upper() + label[1:]) for waarde, label in LICHTERE_VORM.items()],
    )
    lichtere_vorm_toelichting = _tekst("Toelichting bij een lichtere vorm", "", rijen=3, lengte=4000)

    def __init__(self, *args: Any, geboren: date, vandaag: date, uitleg: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dagen = mogelijke_eindes(geboren=geboren, besloten=vandaag)
        eigen = getattr(self, "initial", {}).get("einde")
        if eigen:
            dagen = sorted({*dagen, date.fromisoformat(str(eigen))})
        veld = self.fields["einde"]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = [("", "Kies een datum"), *((dag.isoformat(), datum(dag)) for dag in dagen)]
        veld.help_text = uitleg

    def clean_einde(self) -> date | None:
        waarde = self.cleaned_data.get("einde")
        return date.fromisoformat(waarde) if waarde else None


class IndienForm(VersieFormMixin, DekkendForm):
    """Filing: the declaration of independence, bound to the draft that was shown."""

    adviesversie = forms.IntegerField(widget=forms.HiddenInput)
    onafhankelijk = forms.BooleanField(
        label="Ja, dit verklaar ik",
        error_messages={"required": "Verklaar eerst dat u onafhankelijk adviseert"},
    )


class IntrekForm(VersieFormMixin, DekkendForm):
    """Ending an assignment, with a reason."""

    reden = forms.CharField(
        label="Waarom trekt u de opdracht in?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="De reden blijft bij de zaak. Wijs daarna een andere deskundige toe.",
        error_messages={"required": "Vertel kort waarom u de opdracht intrekt"},
    )


class TeruggeefForm(VersieFormMixin, DekkendForm):
    """Declining, with a reason."""

    reden = forms.CharField(
        label="Waarom geeft u de opdracht terug?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Het secretariaat leest dit en zoekt een andere deskundige.",
        error_messages={"required": "Vertel kort waarom u de opdracht teruggeeft"},
    )
