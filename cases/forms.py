"""Forms of the dossier. A form shows nothing of a secret address to who may not read it: its boxes start empty."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils import timezone

from cases.models import Inschrijving, Relatie
from organisations.models import School
from organisations.validators import normaliseer_postcode, postcode_validator
from ui.forms import DatumField, DekkendForm, JaNeeField, MailField, VersieFormMixin

KORT = {"class": "invoer-kort"}
MIDDEL = {"class": "invoer-middel"}


class GroepenMixin(forms.Form):
    """A form in named groups of fields; `groepen` lists (heading, fields)."""

    groepen: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = ()

    def veldgroepen(self) -> list[tuple[str, list[BoundField]]]:
        gegroepeerd = [(kop, [self[naam] for naam in namen if naam in self.fields]) for kop, namen in self.groepen]
        genoemd = {naam for _, namen in self.groepen for naam in namen}
        los = [self[naam] for naam in self.fields if naam not in genoemd and not self[naam].is_hidden]
        return [(kop, velden) for kop, velden in [*gegroepeerd, ("", los)] if velden]


class AdresMixin(forms.Form):
    """Street to town, all optional: a school may not know an address."""

    straat = forms.CharField(label="Straat", max_length=120, required=False)
    huisnummer = forms.CharField(label="Huisnummer", max_length=20, required=False, widget=forms.TextInput(attrs=KORT))
    postcode = forms.CharField(label="Postcode", max_length=10, required=False, widget=forms.TextInput(attrs=KORT))
    plaats = forms.CharField(label="Plaats", max_length=80, required=False)
    adres_geheim = forms.BooleanField(
        label="Dit adres is geheim",
        required=False,
        help_text="Alleen het secretariaat ziet het dan, om post te sturen. Na opslaan ziet u het zelf ook niet meer.",
    )

    def clean_postcode(self) -> str:
        postcode = normaliseer_postcode(self.cleaned_data["postcode"])
        if postcode:
            postcode_validator(postcode)
        return postcode


ADRESGROEP = ("straat", "huisnummer", "postcode", "plaats", "adres_geheim")


class NaamMixin(forms.Form):
    """Names and date of birth of the pupil."""

    roepnaam = forms.CharField(label="Roepnaam", max_length=60)
    voornamen = forms.CharField(
        label="Alle voornamen", max_length=120, help_text="Zoals in het paspoort. Deze staan in het besluit."
    )
    tussenvoegsel = forms.CharField(
        label="Tussenvoegsel", max_length=20, required=False, widget=forms.TextInput(attrs=KORT)
    )
    achternaam = forms.CharField(label="Achternaam", max_length=120)
    geboortedatum = DatumField(label="Geboortedatum", laatste=timezone.localdate)

    def clean_geboortedatum(self) -> Any:
        geboren = self.cleaned_data["geboortedatum"]
        if geboren and timezone.localdate().year - geboren.year > 30:
            raise ValidationError("Controleer het jaar: deze leerling zou ouder dan 30 zijn.")
        return geboren


NAAMGROEP = ("roepnaam", "voornamen", "tussenvoegsel", "achternaam", "geboortedatum")


class KlasMixin(forms.Form):
    leerjaar = forms.TypedChoiceField(
        label="Leerjaar",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Kies een leerjaar"), *((str(jaar), f"Leerjaar {jaar}") for jaar in range(1, 9))],
    )
    niveau = forms.CharField(
        label="Niveau of klas",
        max_length=40,
        required=False,
        help_text="Bijvoorbeeld: vmbo-basis, 2C.",
        widget=forms.TextInput(attrs=MIDDEL),
    )


SOORT = [
    (Inschrijving.Soort.INGESCHREVEN, "De leerling staat ingeschreven"),
    (Inschrijving.Soort.AANGEMELD, "De leerling is aangemeld, en staat nog niet ingeschreven"),
]


class NieuwDossierForm(GroepenMixin, NaamMixin, AdresMixin, KlasMixin, VersieFormMixin, DekkendForm):
    """Pupil and enrolment at the school of the coordinator's hat, or the school the secretariat chooses."""

    school = forms.ModelChoiceField(label="School", queryset=School.objects.none(), empty_label="Kies een school")
    soort = forms.ChoiceField(label="Wat geldt op deze school?", choices=SOORT, widget=forms.RadioSelect)
    van = DatumField(label="Sinds welke datum?")
    elders = forms.ModelChoiceField(
        label="Waar staat de leerling nu ingeschreven?",
        queryset=School.objects.none(),
        required=False,
        empty_label="Nergens, of niet bekend",
        help_text="Alleen invullen als de leerling bij u is aangemeld. Die school ziet dit dossier niet.",
    )
    toch_nieuw = forms.BooleanField(label="Dit is een andere leerling. Open toch een nieuw dossier.", required=False)

    groepen = (
        ("Wie is de leerling?", NAAMGROEP),
        ("Op school", ("school", "soort", "van", "leerjaar", "niveau", "elders")),
        ("Waar woont de leerling?", ADRESGROEP),
    )

    def __init__(self, *args: Any, scholen: Any, alle_scholen: Any, school: School | None = None, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self._keuze("school").queryset = scholen
        self._keuze("elders").queryset = alle_scholen
        if school is not None:
            self.fields["school"].widget = forms.HiddenInput()
            self.initial.setdefault("school", school.pk)

    def _keuze(self, naam: str) -> forms.ModelChoiceField:
        veld = self.fields[naam]
        assert isinstance(veld, forms.ModelChoiceField)
        return veld

    def veldgroepen(self) -> list[tuple[str, list[BoundField]]]:
        """The tick for a double is shown with the doubles, not among the questions."""
        return [(kop, velden) for kop, velden in super().veldgroepen() if kop]


class LeerlingForm(GroepenMixin, NaamMixin, AdresMixin, VersieFormMixin, DekkendForm):
    telefoon = forms.CharField(label="Telefoon van de leerling", max_length=20, required=False)
    email = MailField(label="Mailadres van de leerling", required=False)
    digitaal_sinds = DatumField(
        label="Wil post digitaal ontvangen sinds",
        required=False,
        laatste=timezone.localdate,
        help_text="Alleen vanaf 16 jaar, en alleen als de leerling dat zelf heeft gezegd. Anders sturen wij een brief.",
    )
    groepen = (
        ("Wie is de leerling?", NAAMGROEP),
        ("Waar woont de leerling?", ADRESGROEP),
        ("Contact met de leerling zelf", ("telefoon", "email", "digitaal_sinds")),
    )


class InschrijvingForm(KlasMixin, VersieFormMixin, DekkendForm):
    school = forms.ModelChoiceField(label="School", queryset=School.objects.none(), empty_label="Kies een school")
    soort = forms.ChoiceField(label="Soort", choices=SOORT, widget=forms.RadioSelect)
    van = DatumField(label="Eerste dag")
    tot = DatumField(
        label="Laatste dag",
        required=False,
        help_text="Laat leeg zolang de leerling daar nog ingeschreven staat.",
    )
    field_order = ("school", "soort", "leerjaar", "niveau", "van", "tot")

    def __init__(self, *args: Any, scholen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["school"]
        assert isinstance(veld, forms.ModelChoiceField)
        veld.queryset = scholen

    def clean(self) -> dict[str, Any]:
        schoon: dict[str, Any] = super().clean() or self.cleaned_data
        van, tot = schoon.get("van"), schoon.get("tot")
        if van and tot and tot < van:
            self.add_error("tot", "De laatste dag kan niet voor de eerste dag liggen.")
        return schoon


class OuderForm(GroepenMixin, AdresMixin, VersieFormMixin, DekkendForm):
    naam = forms.CharField(label="Naam", max_length=160, help_text="Voorletters of voornaam en achternaam.")
    relatie = forms.ChoiceField(label="Wie is dit?", choices=[("", "Maak een keuze"), *Relatie.choices])
    organisatie = forms.CharField(
        label="Organisatie",
        max_length=160,
        required=False,
        help_text="Bij een voogd of gezinsvoogd die voor een instelling werkt.",
    )
    email = MailField(label="Mailadres", required=False)
    telefoon = forms.CharField(label="Telefoon", max_length=20, required=False)
    tolk = forms.CharField(
        label="Tolk nodig voor",
        max_length=40,
        required=False,
        help_text="Bijvoorbeeld: Arabisch, of Nederlandse Gebarentaal.",
        widget=forms.TextInput(attrs=MIDDEL),
    )
    digitaal_sinds = DatumField(
        label="Wil post digitaal ontvangen sinds",
        required=False,
        laatste=timezone.localdate,
        help_text="Alleen als deze persoon dat zelf heeft gezegd. Anders sturen wij een brief.",
    )
    groepen = (
        ("Wie is het?", ("naam", "relatie", "organisatie")),
        ("Gezag", ("gezag", "gezag_van", "gezag_bron")),
        ("Contact", ("email", "telefoon", "tolk", "digitaal_sinds")),
        ("Adres", ("zelfde_adres", *ADRESGROEP)),
    )


class NieuweOuderForm(OuderForm):
    """With the question about gezag; later that has pages of its own, since it is a dated fact."""

    verplicht_later = ("gezag_van", "gezag_bron")

    zelfde_adres = forms.BooleanField(label="Woont op hetzelfde adres als de leerling", required=False)
    gezag = JaNeeField(label="Heeft deze persoon gezag over de leerling?")
    gezag_van = DatumField(
        label="Sinds wanneer?", required=False, help_text="Alleen bij ja. Vaak is dit de geboortedatum van de leerling."
    )
    gezag_bron = forms.CharField(
        label="Hoe hebt u dat vastgesteld?",
        max_length=160,
        required=False,
        help_text="Alleen bij ja. Bijvoorbeeld: gezagsregister gezien, of uitspraak van de rechtbank.",
    )

    def clean(self) -> dict[str, Any]:
        schoon: dict[str, Any] = super().clean() or self.cleaned_data
        if schoon.get("gezag"):
            if not schoon.get("gezag_van") and "gezag_van" not in self.errors:
                self.add_error("gezag_van", "Vul in sinds wanneer deze persoon gezag heeft.")
            if not schoon.get("gezag_bron"):
                self.add_error("gezag_bron", "Vul in hoe u het gezag hebt vastgesteld.")
        return schoon


class GezagForm(VersieFormMixin, DekkendForm):
    van = DatumField(label="Eerste dag met gezag")
    tot = DatumField(label="Laatste dag met gezag", required=False, help_text="Laat leeg als het gezag nog loopt.")
    bron = forms.CharField(
        label="Hoe hebt u dat vastgesteld?",
        max_length=160,
        help_text="Bijvoorbeeld: gezagsregister gezien, of uitspraak van de rechtbank met datum.",
    )


class GezagEindeForm(VersieFormMixin, DekkendForm):
    tot = DatumField(label="Laatste dag met gezag")
    bron_einde = forms.CharField(
        label="Hoe hebt u dat vastgesteld?",
        max_length=160,
        help_text="Bijvoorbeeld: uitspraak van de rechtbank met datum.",
    )


class SchoolbetrokkeneForm(VersieFormMixin, DekkendForm):
    naam = forms.CharField(label="Naam", max_length=160)
    functie = forms.CharField(
        label="Functie", max_length=80, help_text="Bijvoorbeeld: mentor, of ondersteuningscoördinator."
    )
    telefoon = forms.CharField(label="Telefoon", max_length=20, required=False)
    email = MailField(label="Mailadres", required=False)
    tot = DatumField(
        label="Betrokken tot en met", required=False, help_text="Laat leeg zolang deze persoon betrokken is."
    )


class SamenvoegForm(DekkendForm):
    """The judgement on a pair of dossiers."""

    verplicht_later = ("gegevens_van",)

    oordeel = forms.ChoiceField(
        label="Wat is uw oordeel?",
        choices=[
            ("samen", "Dit is één leerling: voeg de dossiers samen"),
            ("apart", "Dit zijn twee leerlingen: houd de dossiers apart"),
        ],
        widget=forms.RadioSelect,
    )
    gegevens_van = forms.ChoiceField(
        label="Welke gegevens van de leerling kloppen?",
        required=False,
        choices=[("bestaand", "Die van het oudste dossier"), ("nieuw", "Die van het nieuwste dossier")],
        widget=forms.RadioSelect,
        help_text="Alleen nodig bij samenvoegen. De andere gegevens blijven bewaard.",
    )
    reden = forms.CharField(
        label="Waaruit blijkt dat?",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld: nagevraagd bij beide scholen, tweeling, gegevens uit het leerlingregister.",
    )
    versie_bestaand = forms.IntegerField(widget=forms.HiddenInput)
    versie_nieuw = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        schoon: dict[str, Any] = super().clean() or self.cleaned_data
        if schoon.get("oordeel") == "samen" and not schoon.get("gegevens_van"):
            self.add_error("gegevens_van", "Kies welke gegevens kloppen.")
        return schoon


class SplitsForm(DekkendForm):
    """Why two dossiers that were merged are about two pupils after all."""

    reden = forms.CharField(
        label="Waaruit blijkt dat het twee leerlingen zijn?",
        max_length=360,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Uw reden blijft bewaard.",
        error_messages={"required": "Schrijf op waaruit blijkt dat het twee leerlingen zijn"},
    )
