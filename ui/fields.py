"""Form fields that keep what was typed and say in Dutch what to change."""

from collections.abc import Callable, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from ui import notatie
from ui.invoer import InvoerFout, lees_datumdelen, lees_getal, lees_tijd

Grens = date | Callable[[], date] | None
EERSTE_DAG, LAATSTE_DAG = date(1900, 1, 1), date(2199, 12, 31)
"""No date that anybody here means lies outside; and near the years 1 and 9999 a day more or less is no date."""


class DatumWidget(forms.MultiWidget):
    """Three boxes: a native date input shows mm/dd/yyyy in some browsers."""

    template_name = "ui/forms/datum.html"
    use_fieldset = True
    DELEN = (("Dag", "datum__dag"), ("Maand", "datum__maand"), ("Jaar", "datum__jaar"))

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        vak = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__({deel.lower(): forms.TextInput(attrs=dict(vak)) for deel, _ in self.DELEN}, attrs)

    def decompress(self, value: Any) -> list[str]:
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        return [str(value), "", ""] if value else ["", "", ""]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str] | None:  # type: ignore[override]
        delen = [data.get(f"{name}_{deel.lower()}") for deel, _ in self.DELEN]
        if any(deel is not None for deel in delen):
            return [deel or "" for deel in delen]
        return [data[name], "", ""] if data.get(name) else None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return super().value_omitted_from_data(data, files, name) and name not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for deel, (label, klasse) in zip(context["widget"]["subwidgets"], self.DELEN, strict=True):
            deel["label"] = label
            deel["attrs"]["class"] = f"{deel['attrs'].get('class', '')} {klasse}".strip()
        return context


class DatumField(forms.Field):
    """A date in three boxes; `vroegste` and `laatste` are inclusive bounds (a date or a callable), never far away."""

    widget = DatumWidget
    default_error_messages = {
        "vroegste": "Vul een datum in op of na %(grens)s.",
        "laatste": "Vul een datum in op of voor %(grens)s.",
    }

    def __init__(self, *, vroegste: Grens = None, laatste: Grens = None, **kwargs: Any) -> None:
        self.vroegste, self.laatste = vroegste or EERSTE_DAG, laatste or LAATSTE_DAG
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date) or value is None:
            return value
        delen = [value, "", ""] if isinstance(value, str) else list(value)
        if not any(str(deel).strip() for deel in delen):
            return None
        try:
            return lees_datumdelen(*(str(deel) for deel in delen))
        except InvoerFout as fout:
            raise ValidationError(str(fout), code="invalid") from fout

    def run_validators(self, value: Any) -> None:
        super().run_validators(value)
        if value is None:
            return
        for code, grens in (("vroegste", self.vroegste), ("laatste", self.laatste)):
            dag = grens() if callable(grens) else grens
            if (value < dag) if code == "vroegste" else (value > dag):
                raise ValidationError(self.error_messages[code], code, {"grens": notatie.datum(dag)})

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class MailField(forms.EmailField):
    """A mail address, no longer than one can be (RFC 5321, 4.5.3.1.3); the field of Django takes more than fits."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 254, **kwargs})


class TijdField(forms.Field):
    """A time: 9:30, 9.30, 0930 or 9 uur."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "invoer-kort"})

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values or isinstance(value, time):
            return value or None
        try:
            return lees_tijd(str(value))
        except InvoerFout as fout:
            raise ValidationError(str(fout), code="invalid") from fout

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


class GetalField(forms.DecimalField):
    """A number with a Dutch comma; shown again as it was typed when it is wrong."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "invoer-kort"})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.strip():
            try:
                value = lees_getal(value)
            except InvoerFout as fout:
                raise ValidationError(str(fout), code="invalid") from fout
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return notatie.getal(value) if isinstance(value, Decimal | int | float) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


def _ja_nee(waarde: Any) -> bool | None:
    return {"ja": True, "nee": False, True: True, False: False}.get(waarde)


class JaNeeField(forms.TypedChoiceField):
    """Yes or no as two radio buttons; None when it has not been answered."""

    widget = forms.RadioSelect
    naast_elkaar = True

    def __init__(self, *, ja: str = "Ja", nee: str = "Nee", **kwargs: Any) -> None:
        super().__init__(choices=[("ja", ja), ("nee", nee)], coerce=_ja_nee, empty_value=None, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return {True: "ja", False: "nee"}.get(value, value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class MeerdereBestandenWidget(forms.FileInput):
    allow_multiple_selected = True


class MeerdereBestandenField(forms.FileField):
    """Several files in one go; cleans to a list, empty when nothing was chosen."""

    widget = MeerdereBestandenWidget

    def clean(self, data: Any, initial: Any = None) -> Any:
        gekozen: Sequence[UploadedFile] = data if isinstance(data, list | tuple) else [data] if data else []
        if not gekozen:
            super().clean(None, initial)
            return []
        fouten: list[ValidationError] = []
        schoon = []
        for bestand in gekozen:
            try:
                schoon.append(super().clean(bestand, initial))
            except ValidationError as fout:
                fouten.append(ValidationError([f"{bestand.name}: {tekst}" for tekst in fout.messages]))
        if fouten:
            raise ValidationError(fouten)
        return schoon
