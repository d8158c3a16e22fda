"""Forms keep what was typed, name the field in the error, and render it once, at the right place."""

from datetime import date, time
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import formset_factory
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from ui.forms import (
    DatumField,
    DekkendForm,
    DekkendFormSet,
    GetalField,
    JaNeeField,
    MailField,
    MeerdereBestandenField,
    TijdField,
    VersieFormMixin,
)
from ui.gekozen import gekozen


class Gesprek(VersieFormMixin, DekkendForm):
    naam = forms.CharField(label="Naam van de school", help_text="Zoals op de website.")
    datum = DatumField(label="Datum", vroegste=date(2026, 8, 1), laatste=lambda: date(2026, 12, 31))
    tijd = TijdField(label="Tijd", required=False)
    uren = GetalField(label="Uren", required=False)
    gelezen = JaNeeField(label="Gelezen?")
    stukken = MeerdereBestandenField(label="Stukken", required=False)
    verplicht_later = ("uren",)


def filled(**changes: str) -> dict[str, Any]:
    return {"naam": "Het Kompas", "datum": "21-11-2026", "gelezen": "nee", **changes}


def test_it_reads_the_notations_of_people() -> None:
    form = Gesprek(filled(tijd="9.30", uren="13,5"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["datum"] == date(2026, 11, 21)
    assert form.cleaned_data["tijd"] == time(9, 30)
    assert form.cleaned_data["uren"] == Decimal("13.5")
    assert form.cleaned_data["gelezen"] is False


def test_bounds_are_inclusive_and_written_in_full() -> None:
    assert Gesprek(filled(datum="2026-12-31")).is_valid()
    assert Gesprek(filled(datum="1-1-2027")).errors["datum"] == ["Vul een datum in op of voor 31 december 2026."]
    assert Gesprek(filled(datum="31-7-2026")).errors["datum"] == ["Vul een datum in op of na 1 augustus 2026."]


@pytest.mark.parametrize(
    ("typed", "sentence"), [("31-12-9999", "op of voor 31 december 2199"), ("1-1-0001", "op of na 1 januari 1900")]
)
def test_no_date_lies_where_a_day_more_or_less_is_none(typed: str, sentence: str) -> None:
    """What is reckoned from it (the day after, six weeks later) would have been an error."""

    class Zomaar(DekkendForm):
        dag = DatumField(label="Dag")

    assert sentence in Zomaar({"dag": typed}).errors["dag"][0]


def test_a_mail_address_fits_where_it_is_kept() -> None:
    class Zomaar(DekkendForm):
        mail = MailField(label="Mailadres")

    assert Zomaar({"mail": f"{'a' * 240}@school.example"}).is_valid() is False
    assert Zomaar({"mail": f"{'a' * 60}@school.example"}).is_valid()


def test_a_wrong_date_is_shown_again_as_typed() -> None:
    html = str(Gesprek({"datum_dag": "31", "datum_maand": "feb", "datum_jaar": "2026"})["datum"])
    assert 'value="31"' in html
    assert 'value="feb"' in html


def test_a_stored_value_is_shown_in_its_own_notation() -> None:
    form = Gesprek(initial={"datum": date(2026, 11, 21), "uren": Decimal("13.50"), "gelezen": False})
    html = str(form)
    assert 'name="datum_maand" value="11"' in html
    assert 'value="13,5"' in html
    assert 'value="nee" id="id_gelezen_1" class="utrecht-radio-button utrecht-radio-button--html-input" checked' in html


def test_an_unchanged_date_has_not_changed() -> None:
    form = Gesprek(filled(), initial={"datum": date(2026, 11, 21), "gelezen": False, "naam": "Het Kompas"})
    assert {"datum", "gelezen"}.isdisjoint(form.changed_data)


def test_an_error_is_tied_to_its_input() -> None:
    html = Gesprek({})["naam"].as_field_group()
    assert 'aria-describedby="id_naam_helptext id_naam_error"' in html
    assert 'aria-invalid="true"' in html
    assert "Vul het veld ‘Naam van de school’ in" in html
    assert "utrecht-textbox--invalid" in html


def test_optional_is_marked_unless_it_is_needed_later() -> None:
    form = Gesprek()
    assert "niet verplicht" in form["tijd"].as_field_group()
    assert "niet verplicht" not in form["uren"].as_field_group()
    assert "niet verplicht" not in form["naam"].as_field_group()


def test_labels_are_escaped() -> None:
    class Form(DekkendForm):
        x = forms.CharField(label="<b>", help_text="<i>", initial="<u>")

    html = str(Form())
    assert "&lt;b&gt;" in html
    assert "<i>" not in html
    assert "<u>" not in html


def test_several_files_come_out_as_a_list_and_a_bad_one_is_named() -> None:
    files = MultiValueDict({"stukken": [SimpleUploadedFile("a.pdf", b"a"), SimpleUploadedFile("b.pdf", b"")]})
    form = Gesprek(filled(), files)
    assert "b.pdf" in form.errors["stukken"][0]
    good = Gesprek(filled(), MultiValueDict({"stukken": [SimpleUploadedFile(n, b"x") for n in ("a.pdf", "b.pdf")]}))
    assert good.is_valid()
    assert [f.name for f in good.cleaned_data["stukken"]] == ["a.pdf", "b.pdf"]
    none = Gesprek(filled())
    assert none.is_valid()
    assert none.cleaned_data["stukken"] == []


def test_every_form_gets_a_key_of_its_own() -> None:
    assert Gesprek()["sleutel"].value() != Gesprek()["sleutel"].value()


class Rij(DekkendForm):
    naam = forms.CharField(label="Naam")


Rijen = formset_factory(Rij, formset=DekkendFormSet, extra=1, max_num=3)


def rows(extra: str = "", total: int = 1) -> QueryDict:
    return QueryDict(f"r-TOTAL_FORMS={total}&r-INITIAL_FORMS=0&r-0-naam=Anna{extra}")


def test_the_add_button_gives_a_row_and_judges_nothing() -> None:
    formset: Any = Rijen(rows("&r-toevoegen=1"), prefix="r")
    assert formset.toevoegen_gevraagd
    assert not formset.is_valid()
    html = str(formset)
    assert 'value="Anna"' in html
    assert 'name="r-1-naam"' in html
    assert 'name="r-TOTAL_FORMS" value="2"' in html
    assert "veldfout" not in html


def test_a_count_of_rows_as_long_as_a_page_is_no_error() -> None:
    data = QueryDict(f"r-TOTAL_FORMS={'9' * 5000}&r-INITIAL_FORMS=0&r-toevoegen=1")
    formset: Any = Rijen(data, prefix="r")
    assert not formset.is_valid() and len(formset.forms) == 1


def test_a_page_that_gives_back_what_was_typed_knows_what_was_chosen_or_hidden() -> None:
    data = QueryDict(urlencode({**filled(), "versie": "1", "sleutel": "abc"}))
    Gesprek(data).is_valid()
    assert {"versie", "sleutel", "gelezen"} <= gekozen(data) and "naam" not in gekozen(data)


def test_there_is_an_end_to_adding() -> None:
    formset: Any = Rijen(rows("&r-toevoegen=1", total=3), prefix="r")
    assert len(formset.forms) == 3
    assert not formset.kan_toevoegen
    assert Rijen(rows(), prefix="r").is_valid()
