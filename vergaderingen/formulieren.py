"""From a bound form to a rule of this room."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest

from workflow.formulieren import uit_formulier


def doe(request: HttpRequest, form: BaseForm, functie: Callable[[dict[str, Any]], object]) -> bool:
    """Whether it was sent, is valid, and was done; else the form (now with its errors) is shown again."""

    def gedaan(data: dict[str, Any]) -> bool:
        functie(data)
        return True

    return request.method == "POST" and uit_formulier(form, gedaan) is not None
