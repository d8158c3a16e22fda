"""Forms about schools and the samenwerkingsverband itself."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model
from django.forms import model_to_dict

from organisations.models import Commissie, Samenwerkingsverband, School, Schoolsoort
from organisations.scholenbestand import MEESTE_BYTES
from organisations.validators import brin_validator, normaliseer_postcode, postcode_validator
from organisations.versies import zet_versie
from ui.forms import DatumField, DekkendForm, DekkendModelForm, MailField, VersieFormMixin

SOORTEN = [("", "Kies een soort"), *((str(s), f"{s.label} ({s})") for s in Schoolsoort)]


@dataclass(frozen=True)
class Wijziging:
    """One field of a school that becomes another: what it is called, what stood there, what will."""

    label: str
    oud: str
    nieuw: str


class SchoolForm(DekkendForm):
    """One school; the same form judges a row of an import."""

    naam = forms.CharField(label="Naam", max_length=160)
    brin = forms.CharField(label="BRIN", max_length=4, validators=[brin_validator], help_text="Zoals 12AB.")
    vestiging = forms.RegexField(
        r"^[0-9]{2}\Z",
        label="Vestiging",
        initial="00",
        help_text="Twee cijfers, zoals 00.",
        error_messages={"invalid": "Een vestiging is twee cijfers, zoals 00."},
    )
    soort = forms.ChoiceField(
        label="Soort",
        choices=SOORTEN,
        error_messages={"invalid_choice": "Kies bao, sbo, so, vo, vso of pro."},
    )
    bestuur = forms.CharField(label="Schoolbestuur", max_length=160, help_text="De naam van het bevoegd gezag.")
    straat = forms.CharField(label="Straat", max_length=120, required=False)
    huisnummer = forms.CharField(label="Huisnummer", max_length=20, required=False)
    postcode = forms.CharField(label="Postcode", max_length=10, required=False)
    plaats = forms.CharField(label="Plaats", max_length=80, required=False)
    telefoon = forms.CharField(label="Telefoon", max_length=20, required=False)
    email = MailField(
        label="Mailadres",
        required=False,
        error_messages={"invalid": "Vul een mailadres in, zoals info@school.nl"},
    )

    def __init__(self, *args: Any, school: School | None, swv_id: int, **kwargs: Any) -> None:
        if school is not None:
            kwargs["initial"] = huidig(school)
        super().__init__(*args, **kwargs)
        self.school, self.swv_id = school, swv_id

    def clean_brin(self) -> str:
        return str(self.cleaned_data["brin"])

    def clean_postcode(self) -> str:
        postcode = normaliseer_postcode(self.cleaned_data["postcode"])
        if postcode:
            postcode_validator(postcode)
        return postcode

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        if self.school is not None and self.school.swv_id != self.swv_id:
            raise forms.ValidationError("Deze school hoort bij een ander samenwerkingsverband. Overleg met hen.")
        zelfde = School.objects.filter(brin=schoon.get("brin", ""), vestiging=schoon.get("vestiging", ""))
        if self.school is None and zelfde.exists():
            self.add_error("vestiging", "Er is al een school met deze BRIN en vestiging. Controleer beide.")
        elif self.school is not None and zelfde.exclude(pk=self.school.pk).exists():
            self.add_error("vestiging", "Er is al een andere school met deze BRIN en vestiging.")
        return schoon

    def wijzigingen(self) -> list[Wijziging]:
        """What a valid form about a known school would change, in the order of the form."""
        return [
            Wijziging(str(veld.label), str(self.initial[naam]), str(self.cleaned_data[naam]))
            for naam, veld in self.fields.items()
            if self.cleaned_data[naam] != self.initial[naam]
        ]


OPTIONEEL = tuple(naam for naam, veld in SchoolForm.base_fields.items() if not veld.required)


def huidig(school: School) -> dict[str, Any]:
    """What a form about this school shows."""
    velden = {naam: getattr(school, naam) for naam in SchoolForm.base_fields if naam != "bestuur"}
    return {**velden, "bestuur": school.bestuur.naam}


class SchoolPaginaForm(VersieFormMixin, SchoolForm):
    """The same on a page of its own: tells when a colleague changed the school meanwhile."""

    def __init__(self, *args: Any, school: School | None, **kwargs: Any) -> None:
        super().__init__(*args, school=school, **kwargs)
        if school is not None:
            zet_versie(self, huidig(school))


class SluitForm(VersieFormMixin, DekkendForm):
    """The date from which a school is closed; empty when it is not."""

    gesloten_op = DatumField(
        label="Gesloten vanaf", required=False, help_text="Leeg laten en opslaan maakt de school weer open."
    )

    def __init__(self, *args: Any, school: School, **kwargs: Any) -> None:
        super().__init__(*args, initial={"gesloten_op": school.gesloten_op}, auto_id="id_sluiten_%s", **kwargs)
        zet_versie(self, {"gesloten_op": school.gesloten_op})


class ImportForm(DekkendForm):
    """A file with schools."""

    bestand = forms.FileField(
        label="Bestand met scholen",
        help_text="xlsx of csv, ten hoogste 2 MB en 2.000 scholen.",
        error_messages={
            "required": "Kies een bestand",
            "empty": "Dit bestand is leeg. Kies een ander bestand.",
        },
    )

    def clean_bestand(self) -> bytes:
        bestand = self.cleaned_data["bestand"]
        if bestand.size > MEESTE_BYTES:
            raise forms.ValidationError("Het bestand is groter dan 2 MB. Verdeel de scholen over meer bestanden.")
        return bytes(bestand.read())


class _GegevensForm(VersieFormMixin, DekkendModelForm):
    """A row that several administrators may have open."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zet_versie(self, self.waarden(self.instance))

    def waarden(self, rij: Model) -> dict[str, Any]:
        return model_to_dict(rij, fields=[naam for naam in self.fields if naam not in VersieFormMixin.base_fields])


class SwvForm(_GegevensForm):
    """What stands in letters and on pages for parents."""

    website = forms.URLField(
        label="Website",
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Vul een webadres in, zoals www.voorbeeld.nl"},
    )

    class Meta:
        model = Samenwerkingsverband
        fields = (
            "naam",
            "straat",
            "huisnummer",
            "postcode",
            "plaats",
            "telefoon",
            "email",
            "website",
            "steunpunt_naam",
            "steunpunt_telefoon",
            "steunpunt_email",
        )
        labels = {
            "email": "Mailadres",
            "steunpunt_naam": "Ouder- en jeugdsteunpunt",
            "steunpunt_telefoon": "Telefoon van het steunpunt",
            "steunpunt_email": "Mailadres van het steunpunt",
        }


class CommissieForm(_GegevensForm):
    """The commission as it is called in letters."""

    prefix = "commissie"

    class Meta:
        model = Commissie
        fields = ("naam", "afkorting")
        labels = {"naam": "Naam van de commissie", "afkorting": "Afkorting"}
