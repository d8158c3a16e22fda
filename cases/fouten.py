"""How the doors refuse. Each refusal says what the person can do; each is recorded."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404


class NietGevonden(Http404):
    """The object does not exist, or not for this actor; which of the two is never told."""


class GeenRecht(PermissionDenied):
    """The actor may see the object but may not do this."""


class Conflict(Exception):
    """The state or the version moved on after the form was opened; nothing was changed (409)."""

    def __init__(self, melding: str, *, huidig: dict[str, Any] | None = None) -> None:
        super().__init__(melding)
        self.melding = melding
        self.huidig = huidig or {}


class Geweigerd(Exception):
    """A rule says no; `melding` is a sentence for the person, `veld` the form field it belongs to."""

    def __init__(self, melding: str, *, veld: str | None = None) -> None:
        super().__init__(melding)
        self.melding = melding
        self.veld = veld

    def zet_bij(self, form: BaseForm) -> None:
        """Told at its field; above the form when it has none."""
        form.add_error(self.veld if self.veld in form.fields else None, self.melding)
