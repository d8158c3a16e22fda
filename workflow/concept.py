"""Between what is typed and what is stored, for one section.

A draft keeps everything: a valid answer in one canonical form (dates as ISO text), an invalid one exactly as typed.
Reading back gives the form that same data, so nothing is lost and nothing is judged before the person asks for it.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory
from django.utils.datastructures import MultiValueDict

from organisations.http import als_nummer
from ui.fields import DatumField, DatumWidget, GetalField, JaNeeField
from ui.forms import DekkendFormSet
from workflow.forms_secties import RijForm, Sectiecontext, SectieForm
from workflow.secties import Rijen, Sectie, als_datum, velden_van, vragen_van

MAX_RIJEN = 30
Data = MultiValueDict[str, str]


class RijenSet(DekkendFormSet):
    """Rows of a draft: all may be empty, and a row that is emptied disappears."""

    def __init__(self, *args: Any, stil: bool = False, **kwargs: Any) -> None:
        self.stil = stil
        super().__init__(*args, **kwargs)

    def initial_form_count(self) -> int:
        return 0

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)
        form.stil = form.stil or self.stil
        return form


def rijenset(lijst: Rijen, data: Data, *, stil: bool) -> RijenSet:
    klasse: Any = formset_factory(
        lijst.form, formset=RijenSet, extra=0, max_num=MAX_RIJEN, absolute_max=MAX_RIJEN, can_delete=True
    )
    formset: RijenSet = klasse(data, prefix=lijst.naam, stil=stil)
    return formset


class Invulling:
    """A section with what was typed in it: its form and its lists, bound to the same data.

    `stil` shows without judging (a page that is opened); otherwise this is the strict check.
    """

    def __init__(self, sectie: Sectie, context: Sectiecontext, data: Data, *, stil: bool = False) -> None:
        self.sectie = sectie
        self.data = _met_beheer(sectie, data)
        self.form: SectieForm = sectie.form(self.data, context=context, stil=stil)
        self.lijsten = {lijst.naam: rijenset(lijst, self.data, stil=stil) for lijst in sectie.rijen}

    @property
    def formsets(self) -> list[tuple[Rijen, RijenSet]]:
        return [(lijst, self.lijsten[lijst.naam]) for lijst in self.sectie.rijen]

    @property
    def toevoegen_gevraagd(self) -> bool:
        return any(formset.toevoegen_gevraagd for formset in self.lijsten.values())

    def is_klaar(self) -> bool:
        """Whether all that is needed is there and right; adds what is missing to the form's errors."""
        goed = self.form.is_valid()
        goed = all([goed, *(formset.is_valid() for formset in self.lijsten.values())])
        for lijst, formset in self.formsets:
            if len(_gevulde(formset)) < lijst.minimaal:
                _meld_tekort(self.form, formset, lijst.tekort)
                goed = False
        return goed

    def fouten(self) -> list[str]:
        """What is missing, as sentences."""
        self.is_klaar()
        alle = [tekst for teksten in self.form.errors.values() for tekst in teksten]
        for formset in self.lijsten.values():
            for nr, rij in enumerate(formset.forms, 1):
                alle += [f"Rij {nr}: {tekst}" for teksten in rij.errors.values() for tekst in teksten]
        return [str(tekst) for tekst in alle]

    def antwoorden(self, *, opschonen: bool = False) -> dict[str, Any]:
        """What to store. `opschonen` leaves out emptied and deleted rows; a draft keeps their places."""
        uit = {naam: _lees(veld, self.data, self.form.add_prefix(naam)) for naam, veld in _velden(self.form)}
        for naam, formset in self.lijsten.items():
            rijen = [_lees_rij(rij, self.data) for rij in formset.forms]
            if opschonen:
                weg = {i for i, rij in enumerate(formset.forms) if f"{rij.prefix}-DELETE" in self.data}
                vragen = vragen_van(formset.form)
                rijen = [r for i, r in enumerate(rijen) if i not in weg and any(r.get(vraag) for vraag in vragen)]
            uit[naam] = rijen
        return uit

    def gewijzigde(self, namen: set[str]) -> dict[str, Any]:
        """Only the answers that were touched, by the names of the inputs."""
        alle = self.antwoorden()
        geraakt = {naam for naam in velden_van(type(self.form)) if _geraakt(naam, namen)}
        geraakt |= {naam for naam in self.lijsten if any(n.startswith(f"{naam}-") for n in namen)}
        return {naam: waarde for naam, waarde in alle.items() if naam in geraakt}


def invulling_van(
    sectie: Sectie, context: Sectiecontext, antwoorden: Mapping[str, Any], *, stil: bool = False, **extra: Any
) -> Invulling:
    """The section as stored."""
    data = naar_data(sectie, antwoorden)
    for naam, waarde in extra.items():
        data[naam] = str(waarde)
    return Invulling(sectie, context, data, stil=stil)


def naar_data(sectie: Sectie, antwoorden: Mapping[str, Any]) -> Data:
    """Stored answers as the names and values a browser would send."""
    data: Data = MultiValueDict()
    for naam, veld in velden_van(sectie.form).items():
        _schrijf(data, naam, veld, antwoorden.get(naam))
    for lijst in sectie.rijen:
        rijen = antwoorden.get(lijst.naam) or [{}]
        data[f"{lijst.naam}-TOTAL_FORMS"] = str(len(rijen))
        for i, rij in enumerate(rijen):
            for naam, veld in velden_van(lijst.form).items():
                _schrijf(data, f"{lijst.naam}-{i}-{naam}", veld, rij.get(naam))
    return data


def leg_over(basis: Data, getypt: Data, namen: set[str]) -> Data:
    """The stored draft with the touched inputs laid over it; rows the browser added are counted in."""
    data: Data = basis.copy()
    for naam in namen:
        data.setlist(naam, getypt.getlist(naam))
    for naam in [n for n in data if n.endswith("-TOTAL_FORMS")]:
        lijst = naam.removesuffix("-TOTAL_FORMS")
        nummers = [n.split("-")[1] for n in namen if n.startswith(f"{lijst}-")]
        hoogste = max((nr for nr in map(als_nummer, nummers) if nr is not None), default=-1)
        data[naam] = str(min(MAX_RIJEN, max(int(str(data[naam])), hoogste + 1)))
    return data


def _met_beheer(sectie: Sectie, data: Data) -> Data:
    """Management values of the lists; those of the browser are only believed within bounds.

    A draft keeps what is not right as it was typed, but for a NUL, which the database cannot hold.
    """
    data = MultiValueDict({naam: [deel.replace("\x00", "") for deel in data.getlist(naam)] for naam in data})
    for lijst in sectie.rijen:
        aantal = als_nummer(data.get(f"{lijst.naam}-TOTAL_FORMS") or "")
        data[f"{lijst.naam}-TOTAL_FORMS"] = str(1 if aantal is None else min(aantal, MAX_RIJEN))
        data[f"{lijst.naam}-INITIAL_FORMS"] = "0"
    return data


def _velden(form: forms.BaseForm) -> list[tuple[str, forms.Field]]:
    eigen = velden_van(type(form))
    return [(naam, veld) for naam, veld in form.fields.items() if naam in eigen]


def _meld_tekort(form: SectieForm, formset: RijenSet, melding: str) -> None:
    """At the first question of the first row, so that the error summary can point there."""
    if formset.forms and not formset.forms[0].errors:
        rij = formset.forms[0]
        rij.add_error(next(iter(rij.fields)), melding)
    elif not formset.forms:
        form.add_error(None, melding)


def _geraakt(naam: str, namen: set[str]) -> bool:
    return naam in namen or any(f"{naam}_{deel}" in namen for deel in ("dag", "maand", "jaar"))


def _gevulde(formset: RijenSet) -> list[RijForm]:
    return [rij for rij in formset.forms if rij.has_changed() and f"{rij.prefix}-DELETE" not in formset.data]


def _lees_rij(rij: RijForm, data: Data) -> dict[str, Any]:
    return {naam: _lees(veld, data, rij.add_prefix(naam)) for naam, veld in _velden(rij)}


def _lees(veld: forms.Field, data: Data, naam: str) -> Any:
    """One answer in canonical form, or as typed when it is not valid."""
    ruw = veld.widget.value_from_datadict(data, MultiValueDict(), naam)
    if isinstance(veld.widget, DatumWidget) and not any(deel.strip() for deel in ruw or []):
        return None
    try:
        waarde = veld.to_python(ruw)
        veld.run_validators(waarde)
    except ValidationError:
        return ruw
    if isinstance(veld, JaNeeField):
        return veld.coerce(waarde) if waarde else None
    if isinstance(waarde, date):
        return waarde.isoformat()
    return str(waarde) if isinstance(waarde, Decimal) else waarde


def _schrijf(data: Data, naam: str, veld: forms.Field, waarde: Any) -> None:
    if isinstance(veld, DatumField):
        dag = als_datum(waarde)
        delen = [str(dag.day), str(dag.month), str(dag.year)] if dag else list(waarde or ["", "", ""])
        for deel, tekst in zip(("dag", "maand", "jaar"), delen, strict=False):
            data[f"{naam}_{deel}"] = str(tekst)
    elif isinstance(veld, forms.MultipleChoiceField):
        data.setlist(naam, [str(deel) for deel in waarde or []])
    elif isinstance(veld, GetalField):
        data[naam] = "" if waarde is None else _met_komma(str(waarde))
    elif isinstance(veld, JaNeeField):
        data[naam] = {True: "ja", False: "nee"}.get(waarde, "")
    else:
        data[naam] = "" if waarde is None else str(waarde)


def _met_komma(waarde: str) -> str:
    """A stored number as the Dutch write it. Three digits after a point are thousands, and stay as they were typed."""
    return waarde.replace(".", ",") if re.fullmatch(r"-?\d+\.(\d|\d\d|\d{4,})", waarde) else waarde
