"""From a bound form to a rule of this room, with a refusal put back at the field it belongs to."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest

from workflow.formulieren import NIET_VOOR_DATA
from workflow.fouten import Geweigerd


def doe(request: HttpRequest, form: BaseForm, functie: Callable[[dict[str, Any]], object]) -> bool:
    """Whether it was sent, is valid, and was done; else the form (now with its errors) is shown again."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        functie({naam: waarde for naam, waarde in form.cleaned_data.items() if naam not in NIET_VOOR_DATA})
    except Geweigerd as weigering:
        form.add_error(weigering.veld if weigering.veld in form.fields else None, weigering.melding)
        return False
    return True


def versie(form: BaseForm) -> int | None:
    gelezen: int | None = form.cleaned_data.get("versie")
    return gelezen
