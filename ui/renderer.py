"""Renders every Django form with the markup of the NL Design System components."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"
TEXTAREA = "utrecht-textarea utrecht-textarea--html-textarea"
SELECT = "utrecht-select utrecht-select--html-select"
RADIO = "utrecht-radio-button utrecht-radio-button--html-input"
CHECKBOX = "utrecht-checkbox utrecht-checkbox--html-input"
FILE = "ams-file-input"


def _base_class(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxSelectMultiple | forms.CheckboxInput):  # the first is a RadioSelect too
        return CHECKBOX
    if isinstance(widget, forms.RadioSelect):
        return RADIO
    if isinstance(widget, forms.Select):
        return SELECT
    if isinstance(widget, forms.Textarea):
        return TEXTAREA
    if isinstance(widget, forms.FileInput):
        return FILE
    return TEXTBOX


def widget_class(widget: forms.Widget, *, invalid: bool) -> str:
    """CSS classes for a widget: those of its component, plus the ones that the field asked for."""
    base = _base_class(widget)
    own = str(widget.attrs.get("class", ""))
    error = f"{base.split()[0]}--invalid" if invalid else ""
    return " ".join(part for part in (base, error, own) if part)


class DekkendBoundField(BoundField):
    """Adds what the templates of the fields ask: classes, focus target, "niet verplicht"."""

    def build_widget_attrs(self, attrs: Any, widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        if not widget.is_hidden:
            built.setdefault("class", widget_class(widget, invalid=bool(self.errors)))
        if isinstance(widget, forms.Textarea) or type(widget) is forms.TextInput:
            built.setdefault("dir", "auto")  # what is typed from right to left stands from right to left
        return built

    @property
    def focus_id(self) -> str:
        """Id of the first input: where a link in the error summary goes."""
        return f"{self.auto_id}_0" if self.use_fieldset else self.auto_id

    @property
    def is_vinkje(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_datum(self) -> bool:
        return isinstance(self.field.widget, forms.MultiWidget)

    @property
    def naast_elkaar(self) -> bool:
        return bool(getattr(self.field, "naast_elkaar", False))

    @property
    def toon_niet_verplicht(self) -> bool:
        """A field that may stay empty says so, unless its form or field says it is needed later on."""
        if self.field.required or self.is_vinkje or not getattr(self.form, "toon_niet_verplicht", True):
            return False
        return self.name not in getattr(self.form, "verplicht_later", ())


class DekkendRenderer(DjangoTemplates):
    """Looks in the project's templates first, then in Django's own form templates."""

    form_template_name = "ui/forms/form.html"
    formset_template_name = "ui/forms/formset.html"
    field_template_name = "ui/forms/veld.html"
    bound_field_class = DekkendBoundField

    def get_template(self, template_name: str) -> Any:
        try:
            return get_template(template_name)
        except TemplateDoesNotExist:
            return super().get_template(template_name)
