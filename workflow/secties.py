"""The sections of what somebody writes, as data: what is asked where, and how an answer reads (docs/adr/0007)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from documents.models import Documentsoort
from ui.fields import DatumField, JaNeeField
from ui.notatie import datum
from workflow.forms_secties import RijForm, SectieForm


@dataclass(frozen=True, kw_only=True)
class Rijen:
    """A list within a section."""

    naam: str
    form: type[RijForm]
    titel: str
    meervoud: str
    toevoegen: str
    minimaal: int = 1
    tekort: str = ""


@dataclass(frozen=True, kw_only=True)
class Sectie:
    """One section. `verplicht=False`: the request is whole without it. `stukken`: kinds of papers that belong here."""

    sleutel: str
    label: str
    hulp: str
    form: type[SectieForm]
    rijen: tuple[Rijen, ...] = ()
    verplicht: bool = True
    stukken: tuple[Documentsoort, ...] = ()
    stuk_uitleg: str = ""


def buren(sleutel: str, secties: Sequence[Sectie]) -> tuple[Sectie | None, Sectie | None]:
    """The section before and the one after."""
    plek = [sectie.sleutel for sectie in secties].index(sleutel)
    return (secties[plek - 1] if plek else None), (secties[plek + 1] if plek + 1 < len(secties) else None)


def velden_van(form: type[forms.BaseForm]) -> dict[str, forms.Field]:
    """The questions of a form, without version and key."""
    velden: dict[str, forms.Field] = getattr(form, "base_fields", {})
    return {naam: veld for naam, veld in velden.items() if naam not in ("versie", "sleutel")}


def vragen_van(form: type[forms.BaseForm]) -> dict[str, forms.Field]:
    """Those that a person answers."""
    return {naam: veld for naam, veld in velden_van(form).items() if not veld.widget.is_hidden}


def als_datum(waarde: Any) -> date | None:
    """A stored date; None when it is empty or was typed wrong."""
    try:
        return date.fromisoformat(waarde) if isinstance(waarde, str) and waarde else None
    except ValueError:
        return None


def leesbaar(veld: forms.Field, waarde: Any) -> str:
    """A stored answer as a person reads it; what was typed wrong is shown as it was typed."""
    if waarde is None or waarde == "" or waarde == []:
        return ""
    if isinstance(veld, DatumField):
        dag = als_datum(waarde)
        return datum(dag) if dag else " ".join(str(deel) for deel in waarde if deel)
    if isinstance(veld, JaNeeField):
        return {True: "ja", False: "nee", "ja": "ja", "nee": "nee"}.get(waarde, "")
    if isinstance(veld, forms.MultipleChoiceField):
        return "\n".join(_keuze(veld, deel) for deel in waarde)
    if isinstance(veld, forms.ChoiceField):
        return _keuze(veld, waarde)
    in_woorden = getattr(veld, "in_woorden", str)
    return str(in_woorden(str(waarde)))


def _keuze(veld: forms.Field, waarde: Any) -> str:
    keuzes: Any = veld.choices if isinstance(veld, forms.ChoiceField) else []
    label = dict(keuzes).get(str(waarde))
    if label:
        return str(label)
    dag = als_datum(waarde)
    return datum(dag) if dag else str(waarde)


def vragen_en_antwoorden(sectie: Sectie, antwoorden: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(key, question, readable answer) for a whole section, rows included; keys are stable within the section."""
    for naam, veld in vragen_van(sectie.form).items():
        yield naam, str(veld.label), leesbaar(veld, antwoorden.get(naam))
    for lijst in sectie.rijen:
        for nr, rij in enumerate(antwoorden.get(lijst.naam) or [], 1):
            for naam, veld in vragen_van(lijst.form).items():
                kop = f"{lijst.titel} {nr}: {str(veld.label)[:1].lower()}{str(veld.label)[1:]}"
                yield f"{lijst.naam}.{nr}.{naam}", kop, leesbaar(veld, rij.get(naam))
