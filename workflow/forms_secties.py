"""What the forms of the sections of every workflow are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from cases.models import Leerling
from ui.forms import DekkendForm, VersieFormMixin


@dataclass(frozen=True)
class Sectiecontext:
    """What a section form must know about the case: the pupil and the day."""

    leerling: Leerling
    vandaag: date

    @property
    def eigen_stem(self) -> bool:
        return self.leerling.heeft_eigen_stem(self.vandaag)


def tekst(label: str, hulp: str = "", *, regels: int = 5, verplicht: bool = True, fout: str = "") -> forms.CharField:
    veld = forms.CharField(
        label=label,
        help_text=hulp,
        required=verplicht,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": regels}),
    )
    if fout:
        veld.error_messages["required"] = fout
    return veld


def regel(label: str, hulp: str = "", *, verplicht: bool = True, lang: int = 200) -> forms.CharField:
    return forms.CharField(label=label, help_text=hulp, required=verplicht, max_length=lang)


def met_hoofdletter(keuzes: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(waarde, label[:1].upper() + label[1:]) for waarde, label in keuzes]


class SectieForm(VersieFormMixin, DekkendForm):
    """Base of the section forms; `context` is there for choices and rules that depend on the pupil."""

    context: Sectiecontext

    def __init__(self, *args: Any, context: Sectiecontext, **kwargs: Any) -> None:
        self.context = context
        super().__init__(*args, **kwargs)
        self.pas_aan()

    def pas_aan(self) -> None:
        """Change the fields for this pupil."""

    def eis_bij(self, schoon: Mapping[str, Any], naam: str, melding: str) -> None:
        """A field that is needed because of another answer."""
        if not schoon.get(naam) and naam not in self.errors:
            self.add_error(naam, melding)


class RijForm(DekkendForm):
    """Base of the forms of a row in a list."""


class Rijnaam(forms.CharField):
    """By what a row is known from one version to the next; the page carries it along, nobody fills it in."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, max_length=32)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False
