"""Collects the errors of forms and formsets for the summary at the top of a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm, BaseFormSet


@dataclass(frozen=True)
class Fout:
    tekst: str
    doel: str


def _van_form(form: BaseForm) -> list[Fout]:
    if not form.is_bound:
        return []
    lijst = []
    for naam, teksten in form.errors.items():
        if naam == NON_FIELD_ERRORS or naam not in form.fields:
            doel = ""
        else:
            veld = form[naam]
            doel = "" if veld.is_hidden else getattr(veld, "focus_id", veld.auto_id)
        lijst += [Fout(str(tekst), doel) for tekst in teksten]
    return lijst


def _van_formset(formset: BaseFormSet[Any]) -> list[Fout]:
    if not formset.is_bound or getattr(formset, "toevoegen_gevraagd", False):
        return []
    lijst = [Fout(str(tekst), "") for tekst in formset.non_form_errors()]
    for form in formset.forms:
        lijst += _van_form(form)
    return lijst


def verzamel(*bronnen: BaseForm | BaseFormSet[Any] | None) -> list[Fout]:
    """Errors in the order of the page; a source that is None is skipped."""
    lijst: list[Fout] = []
    for bron in bronnen:
        if isinstance(bron, BaseFormSet):
            lijst += _van_formset(bron)
        elif bron is not None:
            lijst += _van_form(bron)
    return lijst
