"""Forms of the checklist, the repair request, waivers, and the answers of the school."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from documents.models import Documentsoort
from tlv.aanvullen import gevraagde_punten, titel_van
from tlv.checklist import Punt
from tlv.eisen import Eis
from tlv.models import Aanvulverzoek, Eisstatus
from ui.forms import DatumField, DekkendForm, MeerdereBestandenField, VersieFormMixin

ZWEVEND = {"rows": 3}


class EisForm(VersieFormMixin, DekkendForm):
    """One requirement judged: met, missing with a remark, or a waiver noted for the chair."""

    eis = forms.CharField(widget=forms.HiddenInput)
    status = forms.ChoiceField(label="Hoe staat het met dit punt?", widget=forms.RadioSelect)
    toelichting = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=ZWEVEND),
        help_text="Verplicht als het ontbreekt: de school leest deze tekst in de brief.",
    )
    waarom_toch = forms.CharField(
        label="Waarom is het toch in orde?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=ZWEVEND),
        help_text="Alleen als u ‘In orde’ kiest: hier staat vast dat er iets mist. Uw reden blijft bij het punt staan.",
    )
    toon_niet_verplicht = False

    def __init__(self, *args: Any, punt: Punt, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"id_{punt.sleutel}_%s", **kwargs)
        keuzes = [
            (Eisstatus.VOLDAAN, "In orde"),
            (Eisstatus.ONTBREEKT, "Ontbreekt of voldoet niet"),
        ]
        if punt.eis.ontheffing:
            keuzes.append((Eisstatus.ONTHEFFING_GEVRAAGD, "De school vraagt ontheffing, de voorzitter beslist"))
        _kies(self, "status", keuzes)
        if not punt.vraagt_waarom:
            del self.fields["waarom_toch"]


class OntheffingForm(VersieFormMixin, DekkendForm):
    """The chair grants or refuses a waiver."""

    eis = forms.CharField(widget=forms.HiddenInput)
    status = forms.ChoiceField(
        label="Verleent u de ontheffing?",
        widget=forms.RadioSelect,
        choices=[
            (Eisstatus.ONTHEFFING_VERLEEND, "Ja, dit punt hoeft niet"),
            (Eisstatus.ONTHEFFING_GEWEIGERD, "Nee, de school moet dit nog leveren"),
        ],
    )
    toelichting = forms.CharField(
        label="De reden van uw keuze",
        max_length=2000,
        widget=forms.Textarea(attrs=ZWEVEND),
        error_messages={"required": "Geef de reden van uw keuze. Die komt in het dossier."},
    )

    def __init__(self, *args: Any, sleutel: str, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"id_{sleutel}_%s", **kwargs)


class AanvulvraagForm(VersieFormMixin, DekkendForm):
    """What the school is asked to supplement, and a text of one's own."""

    eisen = forms.MultipleChoiceField(
        label="Welke punten moet de school aanvullen?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies ten minste één punt dat de school moet aanvullen"},
    )
    vraag = forms.CharField(
        label="Wat wilt u verder nog vragen?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Deze tekst komt onder de punten in de brief.",
    )

    def __init__(self, *args: Any, punten: list[Punt], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_ = [punt for punt in punten if not punt.is_afgedaan]
        _kies(self, "eisen", [(punt.sleutel, punt.label) for punt in open_])
        mist = (Eisstatus.ONTBREEKT, Eisstatus.ONTHEFFING_GEWEIGERD)
        self.fields["eisen"].initial = [punt.sleutel for punt in open_ if punt.status in mist]


class BevestigForm(VersieFormMixin, DekkendForm):
    """An action that asks nothing but the version that was seen."""


class RedenForm(VersieFormMixin, DekkendForm):
    """An action that needs a reason."""

    reden = forms.CharField(label="Wat is de reden?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class InformatievraagForm(VersieFormMixin, DekkendForm):
    """ "Ik mis …": what an expert or the chair still needs from the school."""

    vraag = forms.CharField(
        label="Welke informatie mist u?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="De school leest deze tekst. Stel een vraag die zij kan beantwoorden.",
        error_messages={"required": "Schrijf op welke informatie u mist"},
    )


def veldnaam(sleutel: str, soort: str = "tekst") -> str:
    return f"{soort}_{sleutel}"


class AntwoordForm(VersieFormMixin, DekkendForm):
    """The answer of the school: a text and files for each item that was asked, and for no other.

    One form for all, so that adding a file never loses a text that was not saved yet.
    """

    toon_niet_verplicht = False

    ontvangen_op = DatumField(
        label="Op welke dag kwam de aanvulling binnen?",
        required=False,
        laatste=timezone.localdate,
        help_text="Nodig als u instuurt. Vanaf die dag loopt de wettelijke termijn weer.",
    )

    def __init__(self, *args: Any, verzoek: Aanvulverzoek, kantoor: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not kantoor or verzoek.soort != Aanvulverzoek.Soort.AANVULLING:
            del self.fields["ontvangen_op"]
        self.sleutels = [sleutel for sleutel, _ in gevraagde_punten(verzoek)]
        for sleutel, eis in gevraagde_punten(verzoek):
            tekst = verzoek.antwoorden.get(sleutel, {}).get("tekst", "")
            self._voeg_velden_toe(sleutel, eis, titel_van(eis, verzoek), tekst)

    def _voeg_velden_toe(self, sleutel: str, eis: Eis | None, titel: str, tekst: str) -> None:
        soorten = [*(eis.stukken if eis else ()), Documentsoort.VERSLAG, Documentsoort.BIJLAGE]
        namen = {soort.value: str(soort.label)[:1].upper() + str(soort.label)[1:] for soort in soorten}
        self.fields[veldnaam(sleutel)] = forms.CharField(
            label=f"Uw antwoord bij: {titel}",
            required=False,
            max_length=6000,
            widget=forms.Textarea(attrs={"rows": 4}),
            initial=tekst,
        )
        self.fields[veldnaam(sleutel, "bestand")] = MeerdereBestandenField(
            label=f"Bestanden bij: {titel}", required=False, allow_empty_file=True
        )
        self.fields[veldnaam(sleutel, "soort")] = forms.ChoiceField(
            label="Wat voor document is dit?",
            required=False,
            choices=list(namen.items()),
            initial=next(iter(namen)),
        )

    def teksten(self, alleen: set[str] | None = None) -> dict[str, str]:
        """Texts by item; `alleen` limits it to the boxes that changed. One that is not right replaces none."""
        return {
            sleutel: self.cleaned_data[veldnaam(sleutel)]
            for sleutel in self.sleutels
            if veldnaam(sleutel) in self.cleaned_data and (alleen is None or veldnaam(sleutel) in alleen)
        }

    def bestanden(self) -> Iterator[tuple[str, str, UploadedFile]]:
        """(item, kind, file) for every file that was chosen."""
        for sleutel in self.sleutels:
            soort = self.cleaned_data.get(veldnaam(sleutel, "soort")) or Documentsoort.BIJLAGE
            for bestand in self.cleaned_data.get(veldnaam(sleutel, "bestand")) or []:
                yield sleutel, soort, bestand


def _kies(form: forms.BaseForm, naam: str, keuzes: Sequence[tuple[str, str]]) -> None:
    veld = form.fields[naam]
    assert isinstance(veld, forms.ChoiceField)
    veld.choices = list(keuzes)
