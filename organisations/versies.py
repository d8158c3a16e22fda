"""Two people administer the same row: the second is told what changed, and loses no text."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from audit.models import Gebeurtenis, Soort
from organisations.models import User
from ui import notatie


@dataclass(frozen=True)
class Verschil:
    """One field that is not what this person saw or typed: what it is called, what is there now, what was typed."""

    naam: str
    nu: str
    getypt: str


class Verouderd(Exception):
    """The row changed after the form was opened; nothing was written (409)."""

    def __init__(self, melding: str, verschillen: list[Verschil]) -> None:
        super().__init__(melding)
        self.melding, self.verschillen = melding, verschillen


def stand(waarden: Mapping[str, Any]) -> int:
    """A number that is another one as soon as one of these values is: the version of a row that keeps none."""
    tekst = json.dumps({naam: str(waarde) for naam, waarde in waarden.items()}, sort_keys=True)
    return int(hashlib.sha256(tekst.encode()).hexdigest()[:12], 16)


def zet_versie(form: forms.BaseForm, waarden: Mapping[str, Any]) -> None:
    """The version that goes with what the form shows."""
    form.fields["versie"].initial = stand(waarden)


def controleer(form: forms.BaseForm, nu: Mapping[str, Any], *, soort: str, pk: int) -> None:
    """Raises Verouderd when the row (locked, read anew) is not what the form showed."""
    verwacht = form.cleaned_data.get("versie")
    if verwacht is None or verwacht == stand(nu):
        return
    verschillen = [
        Verschil(str(form.fields[naam].label), _woord(waarde), _woord(form.cleaned_data.get(naam)))
        for naam, waarde in nu.items()
        if naam in form.fields and _woord(form.cleaned_data.get(naam)) != _woord(waarde)
    ]
    raise Verouderd(_wie(soort, pk), verschillen)


def gewijzigd(form: forms.BaseForm) -> list[str]:
    """The fields that were changed, for the record; version and key are none."""
    return sorted(naam for naam in form.changed_data if naam not in ("versie", "sleutel"))


def _woord(waarde: Any) -> str:
    if isinstance(waarde, date):
        return notatie.datum(waarde)
    return "" if waarde is None else str(waarde)


def _wie(soort: str, pk: int) -> str:
    """Who changed it last, and when, as far as the record tells."""
    rijen = Gebeurtenis.objects.filter(object_soort=soort, object_id=pk, soort=Soort.SCHRIJVEN).order_by("-id")
    laatste = rijen.only("moment", "gebruiker_id").first()
    if laatste is None:
        return "Iemand anders heeft dit ondertussen gewijzigd."
    naam = User.objects.filter(pk=laatste.gebruiker_id or 0).values_list("naam", flat=True).first() or "Iemand anders"
    return f"{naam} heeft dit ondertussen gewijzigd, op {notatie.datumtijd(laatste.moment)} uur."
