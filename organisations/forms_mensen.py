"""Forms about people: a hat, a profession, an absence, and asking for a second person."""

from datetime import date
from typing import Any

from django import forms

from organisations.actor import Actor
from organisations.mensen import Hoedgegevens
from organisations.models import Beroep, Deskundigheid, School, User
from organisations.rollen import SCHOOLROLLEN, SWVROLLEN, VIER_OGEN
from organisations.versies import zet_versie
from ui.forms import DatumField, DekkendForm, DekkendModelForm, MailField, VersieFormMixin
from ui.notatie import datum

EERSTE = date(2000, 1, 1)
ROLKEUZES = [("", "Kies een rol")] + [
    (str(rol), f"{rol.label} (met bevestiging)" if rol in VIER_OGEN else str(rol.label))
    for rol in (*SCHOOLROLLEN, *SWVROLLEN)
]


class HoedForm(DekkendForm):
    """A role, at which school, from when until when."""

    rol = forms.ChoiceField(
        label="Rol",
        choices=ROLKEUZES,
        help_text="Bij ‘met bevestiging’ moet een tweede beheerder of de directeur binnen zeven dagen bevestigen.",
    )
    school = forms.ModelChoiceField(
        label="School",
        queryset=School.objects.none(),
        required=False,
        empty_label="Geen: een rol bij het samenwerkingsverband",
        help_text="Alleen bij een rol op een school.",
    )
    van = DatumField(label="Eerste dag", vroegste=EERSTE)
    tot = DatumField(label="Laatste dag", required=False, help_text="Leeg laten als er nog geen einde is.")
    reden = forms.CharField(
        label="Waarom deze rol?",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nodig bij een rol met bevestiging: de tweede persoon leest dit.",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["school"]
        assert isinstance(veld, forms.ModelChoiceField)
        veld.queryset = School.objects.filter(swv_id=actor.swv_id, gesloten_op__isnull=True)

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        rol, van, tot = schoon.get("rol"), schoon.get("van"), schoon.get("tot")
        if rol in SCHOOLROLLEN and "school" in schoon and not schoon["school"]:
            self.add_error("school", "Kies de school waar deze persoon werkt")
        if rol in SWVROLLEN and schoon.get("school"):
            self.add_error("school", "Deze rol is bij het samenwerkingsverband. Kies bij School: geen")
        if rol in VIER_OGEN and "reden" in schoon and not schoon["reden"].strip():
            self.add_error("reden", "Schrijf waarom deze persoon deze rol nodig heeft")
        if van and tot and tot < van:
            self.add_error("tot", "De laatste dag ligt voor de eerste dag. Kies een latere datum.")
        return schoon

    def hoed(self) -> Hoedgegevens:
        return Hoedgegevens(**{naam: self.cleaned_data[naam] for naam in ("rol", "school", "van", "tot", "reden")})


TELEFOON = "Wie bij een zaak hoort, ziet dit nummer. Ouders bellen het."


class GebruikerForm(HoedForm):
    """A new person with a first role."""

    naam = forms.CharField(label="Naam", max_length=160, help_text="Zo staat de naam in brieven en bij zaken.")
    email = MailField(
        label="Mailadres",
        help_text="Hier gaat de uitnodiging heen. In de mail staan geen gegevens.",
        error_messages={"invalid": "Vul een mailadres in, zoals naam@voorbeeld.nl"},
    )
    telefoon = forms.CharField(label="Telefoon", max_length=20, required=False, help_text=TELEFOON)
    field_order = ("naam", "email", "telefoon", "rol", "school", "van", "tot", "reden")


class BeroepForm(DekkendModelForm):
    """A profession, with the register it stands in."""

    beroep = forms.ChoiceField(label="Beroep", choices=[("", "Kies een beroep"), *Beroep.choices])
    van = DatumField(label="Vanaf", vroegste=date(1960, 1, 1))

    class Meta:
        model = Deskundigheid
        fields = ("beroep", "registratie", "van")
        labels = {"registratie": "Registratie"}
        help_texts = {"registratie": "Bijvoorbeeld het register en het nummer daarin."}


class EindeForm(VersieFormMixin, DekkendForm):
    """The last day of a mandate or a profession: today or later, for what it carried until now stays."""

    tot = DatumField(label="Laatste dag", help_text="Op deze dag geldt het nog. Daarna niet meer.")

    def __init__(self, *args: Any, van: date, tot: date | None, vandaag: date, **kwargs: Any) -> None:
        self.eerste = max(van, vandaag)
        super().__init__(*args, initial={"tot": tot or self.eerste}, **kwargs)
        zet_versie(self, {"tot": tot})

    def clean_tot(self) -> date:
        tot: date = self.cleaned_data["tot"]
        if tot < self.eerste:
            raise forms.ValidationError(f"Kies {datum(self.eerste)} of een latere dag: wat er al was, blijft zo staan.")
        return tot


class AfwezigheidForm(DekkendForm):
    """From which day until which day somebody is not available."""

    van = DatumField(label="Eerste dag")
    tot = DatumField(label="Laatste dag")

    def __init__(self, *args: Any, user: User, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.vandaag = user, vandaag

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        van, tot = schoon.get("van"), schoon.get("tot")
        if van and tot and tot < van:
            self.add_error("tot", "De laatste dag ligt voor de eerste dag. Kies een latere datum.")
        elif tot and tot < self.vandaag:
            self.add_error("tot", "Deze periode is al voorbij. Kies een laatste dag vanaf vandaag.")
        return schoon


class GegevensForm(VersieFormMixin, DekkendForm):
    """The name and the mail address, and why the address of an account has to change."""

    naam = forms.CharField(
        label="Naam", max_length=160, help_text="Brieven en besluiten die er al zijn, veranderen niet."
    )
    email = MailField(
        label="Mailadres",
        help_text="Hiermee logt deze persoon in, en hier gaat de mail heen.",
        error_messages={"invalid": "Vul een mailadres in, zoals naam@voorbeeld.nl"},
    )
    telefoon = forms.CharField(label="Telefoon", max_length=20, required=False, help_text=TELEFOON)
    reden = forms.CharField(
        label="Waarom een ander mailadres, en hoe weet u dat het klopt?",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Alleen nodig bij een ander mailadres. De tweede persoon leest dit.",
    )

    def __init__(self, *args: Any, user: User, twee: bool, **kwargs: Any) -> None:
        self.user, nu = user, {"naam": user.naam, "email": user.email, "telefoon": user.telefoon}
        super().__init__(*args, initial=nu, **kwargs)
        zet_versie(self, nu)
        if not twee:
            del self.fields["reden"]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        ander = "email" in schoon and schoon["email"] != self.user.email
        if ander and "reden" in schoon and not schoon["reden"].strip():
            self.add_error("reden", "Schrijf waarom, en hoe u weet dat het nieuwe mailadres van deze persoon is")
        return schoon


class HerstelForm(DekkendForm):
    """Why somebody needs a new second factor."""

    reden = forms.CharField(
        label="Waarom is dit nodig, en hoe weet u dat deze persoon het zelf vraagt?",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Bijvoorbeeld: telefoon kwijt, ik sprak hem vanmiddag zelf. De tweede persoon leest dit.",
        error_messages={"required": "Schrijf waarom dit nodig is en hoe u weet dat deze persoon het zelf vraagt"},
    )


def rollen_filter() -> list[tuple[str, str]]:
    return [(str(rol), str(rol.label)) for rol in (*SCHOOLROLLEN, *SWVROLLEN)]
