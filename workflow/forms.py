"""Forms that every workflow shares."""

from datetime import date
from typing import Any

from django import forms

from cases.compartimenten import Compartiment, leesbaar_voor
from cases.models import Draad, Zaak
from organisations.actor import Actor
from ui.forms import DekkendForm, VersieFormMixin
from ui.notatie import datum
from workflow.ontvangers import gezin
from workflow.overnemen import Overnemer
from workflow.process import Ontvanger

TEKST = {"rows": 4}


class VraagForm(VersieFormMixin, DekkendForm):
    """A question or an answer in the own thread."""

    tekst = forms.CharField(
        label="Uw bericht",
        max_length=5000,
        widget=forms.Textarea(attrs=TEKST),
        error_messages={"required": "Schrijf eerst uw bericht"},
    )

    def __init__(self, *args: Any, jij: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if jij:
            veld = self.fields["tekst"]
            veld.label, veld.error_messages["required"] = "Je bericht", "Schrijf eerst je bericht"


class AntwoordForm(VraagForm):
    """The office also chooses to whom it writes: the school, or one member of the family."""

    aan = forms.ChoiceField(label="Aan wie schrijft u?", widget=forms.RadioSelect)
    field_order = ("aan", "tekst")

    def __init__(self, *args: Any, zaak: Zaak, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leden = [o for o in gezin(zaak, vandaag) if o.user is not None]
        namen = [(str(o.user.pk), f"{o.user.naam} ({_wie(o)})") for o in leden if o.user is not None]
        self._keuzes().choices = [("school", f"{zaak.school} (school)"), *namen]
        if not zaak.vraagberichten.filter(draad=Draad.GEZIN).exists():
            self.fields["aan"].initial = "school"  # else a parent would soon be answered in the wrong thread

    def _keuzes(self) -> forms.ChoiceField:
        veld = self.fields["aan"]
        assert isinstance(veld, forms.ChoiceField)
        return veld

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        aan = schoon.pop("aan", "school")
        schoon["draad"] = Draad.SCHOOL if aan == "school" else Draad.GEZIN
        schoon["gezinslid_id"] = None if aan == "school" else int(aan)
        return schoon


def _wie(lid: Ontvanger) -> str:
    return str(lid.ouder.get_relatie_display()) if lid.ouder else "leerling"


class NotitieForm(VersieFormMixin, DekkendForm):
    """A note, with who may read it."""

    tekst = forms.CharField(
        label="Notitie",
        max_length=5000,
        widget=forms.Textarea(attrs=TEKST),
        error_messages={"required": "Schrijf eerst uw notitie"},
    )
    compartiment = forms.ChoiceField(
        label="Wie mag dit lezen?",
        widget=forms.RadioSelect,
        help_text="Ouders kunnen inzage vragen in het dossier. Schrijf zo, dat u dit ook tegen hen zou zeggen.",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mogelijk = [
            c for c in (Compartiment.SCHOOL, Compartiment.INTERN, Compartiment.DOSSIER) if c in leesbaar_voor(actor)
        ]
        veld = self.fields["compartiment"]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = [(c.value, c.label.capitalize()) for c in mogelijk]
        veld.initial = mogelijk[0].value if mogelijk else None


class OverdragenForm(VersieFormMixin, DekkendForm):
    """To which colleague the case goes."""

    collega_id = forms.TypedChoiceField(
        label="Naar welke collega gaat deze zaak?",
        coerce=int,
        error_messages={"required": "Kies een collega"},
    )

    def __init__(self, *args: Any, collegas: list[Overnemer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["collega_id"]
        assert isinstance(veld, forms.TypedChoiceField)
        veld.choices = collegakeuzes(collegas)


def collegakeuzes(collegas: list[Overnemer]) -> list[tuple[str, str]]:
    """Names, and of who leaves until when."""
    tot = {rij.user.pk: f" (werkt hier tot en met {datum(rij.tot)})" if rij.tot else "" for rij in collegas}
    return [("", "Kies een collega"), *((str(rij.user.pk), rij.user.naam + tot[rij.user.pk]) for rij in collegas)]
