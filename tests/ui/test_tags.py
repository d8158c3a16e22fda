"""Template tags and filters: what they print, and that they escape."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.template import Context, Template

from ui.forms import DatumField, DekkendForm


def render(source: str, **context: Any) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "value", "text"),
    [
        ("{{ x|datum }}", date(2026, 11, 21), "21 november 2026"),
        ("{{ x|datum_kort }}", date(2026, 3, 1), "1 mrt"),
        ("{{ x|datumtijd }}", datetime(2026, 7, 1, 22, 30, tzinfo=UTC), "2 juli 2026 om 00:30"),
        ("{{ x|euro }}", Decimal("1250"), "€\u00a01.250,00"),
        ("{{ x|euro }}", Decimal("-0.5"), "-€\u00a00,50"),
        ("{{ x|uren }}", Decimal("13.50"), "13,5 uur"),
        ("{{ x|uren }}", 40, "40 uur"),
        ("{{ x|grootte }}", 34000, "34 kB"),
        ("{{ x|grootte }}", 2_100_000, "2,1 MB"),
        ("{{ x|ja_nee }}", None, "nog niet bekend"),
        ("{{ x|datum }}", None, ""),
        ("{{ x|nog_dagen }}", None, ""),
    ],
)
def test_notation(source: str, value: Any, text: str) -> None:
    assert render(source, x=value) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [(21, "vandaag"), (22, "morgen"), (30, "nog 9 dagen"), (20, "1 dag te laat"), (18, "3 dagen te laat")],
)
def test_what_is_left(day: int, text: str) -> None:
    assert render("{{ x|nog_dagen:v }}", x=date(2026, 11, day), v=date(2026, 11, 21)) == text


def test_a_status_has_an_icon_and_a_word() -> None:
    html = render('{% status x "error" %}', x="<Te laat>")
    assert "#alert-circle" in html
    assert "&lt;Te laat&gt;" in html


def test_text_is_escaped_everywhere() -> None:
    bad = "<script>"
    doc = SimpleNamespace(label=bad, url='"><script>', grootte=10, type="pdf")
    html = render(
        "{% taak x x status=x meta=x %}{% melding 'info' x %}{{ x }}{% endmelding %}"
        "{% uitklap x %}{{ x }}{% enduitklap %}"
        "{% knop x name=x %}{% knop_link x x %}{% leeg x x %}{% bestand doc %}"
        "{% kruimelpad x x x %}{% tabs t x %}"
        "{% stappen s %}{% beschrijving b %}{% include 'ui/tijdlijn.html' with regels=r %}",
        x=bad,
        doc=doc,
        t=[{"label": bad, "url": bad}],
        s=[{"label": bad, "meta": bad}],
        b=[(bad, bad)],
        r=[{"moment": datetime(2026, 1, 1, tzinfo=UTC), "titel": bad, "wie": bad, "tekst": bad}],
    )
    assert bad not in html


def test_a_button_takes_attributes() -> None:
    html = render('{% knop "Opslaan" soort="danger" hx_post="/x/" formnovalidate=True disabled=False %}')
    assert 'hx-post="/x/"' in html
    assert "formnovalidate" in html
    assert "disabled" not in html
    assert "nl-button--negative" in html


def test_a_file_row_says_type_and_size() -> None:
    html = render(
        "{% bestand doc %}",
        doc={"label": "advies.pdf", "url": "/d/1", "grootte": 34000, "type": "application/pdf"},
    )
    assert "advies.pdf (PDF, 34 kB)" in html


def test_steps_show_where_we_are() -> None:
    html = render(
        "{% stappen s %}",
        s=[{"label": "A", "datum": date(2026, 11, 3), "toestand": "klaar"}, {"label": "B", "toestand": "nu"}],
    )
    assert "3 november 2026" in html
    assert html.count('aria-current="step"') == 1


class Een(DekkendForm):
    naam = forms.CharField(label="Naam")
    datum = DatumField(label="Datum")


def test_the_summary_counts_and_links_over_forms() -> None:
    html = render("{% foutenlijst a b c %}", a=Een({}, prefix="a"), b=Een({"b-datum": "1-1-2026"}, prefix="b"), c=None)
    assert "Verbeter 3 fouten" in html
    assert 'href="#id_a-datum_0"' in html
    assert 'href="#id_b-naam"' in html


def test_no_errors_no_summary() -> None:
    assert render("{% foutenlijst a %}", a=Een()).strip() == ""


def test_the_title_says_that_there_are_errors() -> None:
    assert render("{% foutprefix %}", form=Een({})) == "Fout: "
    assert render("{% foutprefix %}", form=Een()) == ""


@pytest.mark.parametrize("code", [400, 403, 404, 409, 500])
def test_error_pages_render_without_any_context(code: int) -> None:
    html = render(f"{{% include '{code}.html' %}}")
    assert "<h1" in html
    assert "<main" in html


def test_a_line_with_a_hash_is_a_heading_and_text_is_escaped() -> None:
    html = render("{{ tekst|koppen_en_alineas }}", tekst="Een <b>\nregel\n\n# Kop\nTekst")
    kop = '<h3 class="utrecht-heading-4">Kop</h3>'
    assert html == f"<p>Een &lt;b&gt;<br>regel</p>{kop}<p>Tekst</p>"
