"""Base classes of every form: Dutch errors that name the field, no browser bubbles, version and key."""

import uuid
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.forms.widgets import ChoiceWidget
from django.http import QueryDict

from ui.fields import (
    DatumField,
    DatumWidget,
    GetalField,
    JaNeeField,
    MailField,
    MeerdereBestandenField,
    MeerdereBestandenWidget,
    TijdField,
)
from ui.gekozen import onthoud_gekozen
from ui.renderer import DekkendRenderer

__all__ = [
    "DatumField",
    "DatumWidget",
    "DekkendForm",
    "DekkendFormSet",
    "DekkendModelForm",
    "FormMixin",
    "FormSetMixin",
    "GetalField",
    "JaNeeField",
    "MailField",
    "MeerdereBestandenField",
    "MeerdereBestandenWidget",
    "TijdField",
    "VersieFormMixin",
]

GEKOZEN = (forms.HiddenInput, forms.CheckboxInput, ChoiceWidget)
"""What the person did not write: a page that gives typed text back leaves it out."""
STANDAARD_VERPLICHT = forms.Field.default_error_messages["required"]


def _verplicht_tekst(field: forms.Field) -> str:
    """The sentence in the error summary must make sense on its own, so it names the field."""
    label = str(field.label or "")
    if isinstance(field, forms.FileField):
        return f"Kies een bestand bij ‘{label}’"
    if label.endswith("?"):
        return f"Beantwoord de vraag ‘{label}’"
    if isinstance(field, forms.ChoiceField):
        return f"Maak een keuze bij ‘{label}’"
    if isinstance(field, forms.BooleanField):
        return f"Zet een vinkje bij ‘{label}’"
    return f"Vul het veld ‘{label}’ in"


def _is_gekozen(field: forms.Field) -> bool:
    return isinstance(field.widget, GEKOZEN)


class FormMixin:
    """For forms.Form and forms.ModelForm alike.

    `verplicht_later` names fields that may stay empty in a draft, but not when it is sent in: they are not
    marked "(niet verplicht)". `stil=True` renders what was typed without judging it.
    """

    use_required_attribute = False
    default_renderer: Any = DekkendRenderer
    toon_niet_verplicht = True
    verplicht_later: tuple[str, ...] = ()
    stil = False
    fields: dict[str, forms.Field]
    data: Any

    def __init__(self, *args: Any, stil: bool = False, **kwargs: Any) -> None:
        self.stil = stil
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if field.label is None:
                field.label = name.replace("_", " ").capitalize()
            if field.error_messages.get("required") == STANDAARD_VERPLICHT:
                field.error_messages["required"] = _verplicht_tekst(field)

    def full_clean(self) -> None:
        if isinstance(self.data, QueryDict):
            onthoud_gekozen(self.data, (self.add_prefix(n) for n, f in self.fields.items() if _is_gekozen(f)))  # type: ignore[attr-defined]
        if self.stil:
            self._errors = ErrorDict()
            self.cleaned_data: dict[str, Any] = {}
            return
        super().full_clean()  # type: ignore[misc]


class DekkendForm(FormMixin, forms.Form):
    """Base of every form that is not a model form."""


class DekkendModelForm(FormMixin, forms.ModelForm):
    """Base of every model form."""


def _nieuwe_sleutel() -> str:
    return uuid.uuid4().hex


class VersieFormMixin(forms.Form):
    """Hidden version of what was shown and a key that makes a double click count once."""

    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    sleutel = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64, initial=_nieuwe_sleutel)


class FormSetMixin:
    """Adds "nog een toevoegen" that works as a plain submit button.

    When that button was pressed, `toevoegen_gevraagd` is true, `is_valid()` is false, and the formset
    renders one more empty row with everything that was typed, without errors.
    """

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        prefix = kwargs.get("prefix") or self.get_default_prefix()  # type: ignore[attr-defined]
        self.toevoeg_naam = f"{prefix}-toevoegen"
        self.toevoegen_gevraagd = bool(data) and self.toevoeg_naam in data
        super().__init__(self._met_rij(data, prefix), *args, **kwargs)  # type: ignore[call-arg]

    def _met_rij(self, data: Any, prefix: str) -> Any:
        if not self.toevoegen_gevraagd:
            return data
        naam = f"{prefix}-TOTAL_FORMS"
        getal = str(data.get(naam) or "0")
        aantal = int(getal) if getal.isdecimal() and len(getal) < 5 else 0
        kopie = data.copy()
        kopie[naam] = str(min(aantal + 1, self.max_num))  # type: ignore[attr-defined]
        return kopie

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        if self.toevoegen_gevraagd:
            form.stil = True
        return form

    @property
    def kan_toevoegen(self) -> bool:
        return bool(self.total_form_count() < self.max_num)  # type: ignore[attr-defined]

    def is_valid(self) -> bool:
        return not self.toevoegen_gevraagd and bool(super().is_valid())  # type: ignore[misc]

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)  # type: ignore[misc]
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Deze rij verwijderen"


class DekkendFormSet(FormSetMixin, forms.BaseFormSet):
    """Use as `formset_factory(RijForm, formset=DekkendFormSet, extra=1, max_num=20)`."""
