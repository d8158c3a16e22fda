"""Typed text goes back into a form of a page, whatever the form is made of."""

import pytest

from ui.terugzetten import zet_terug

PAGINA = """<main id="inhoud">
<form method="get" action="/zoek/"><input name="q" value=""></form>
<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="nieuw">
<input type="hidden" name="versie" value="5"><input type="hidden" name="r-TOTAL_FORMS" value="1">
<input name="naam" value="oud &amp; wijs"><input type="password" name="wachtwoord">
<input name="dag"><input name="dag"><input type="checkbox" name="soort" value="a" checked>
<input type="checkbox" name="soort" value="b">
<input type="radio" name="keuze" value="1"><input type="radio" name="keuze" value="2" checked disabled>
<select name="wie"><option value="">Kies</option><option value="7">Els</option>
<option value="8" selected>Iris</option></select>
<textarea name="tekst" rows="4">
oude tekst</textarea><button name="doe" value="weg">Weg</button></form>
<form method="post" action="/ander/" id="ver"><input name="naam"></form><input form="ver" name="los" value="x">
</main>"""


def _terug(velden: dict[str, list[str]], doel: str = "/hier/") -> tuple[str, list[str]]:
    uitkomst = zet_terug(PAGINA, velden, pagina="/hier/", doel=doel, erbij="<b>erbij</b>")
    assert uitkomst is not None
    return uitkomst


def test_text_dates_ticks_and_choices_come_back() -> None:
    html, over = _terug(
        {
            "naam": ['Noor "N" <Aydın>'],
            "dag": ["1", "2"],
            "soort": ["b"],
            "keuze": ["1"],
            "wie": ["7"],
            "tekst": ["</textarea><script>x</script>"],
            "versie": ["3"],
        }
    )
    assert over == []
    for stuk in (
        'name="naam" value="Noor &quot;N&quot; &lt;Aydın&gt;"',
        '<input name="dag" value="1"><input name="dag" value="2">',
        'name="soort" value="a">\n<input type="checkbox" name="soort" value="b" checked>',
        'name="keuze" value="1" checked><input type="radio" name="keuze" value="2" disabled>',
        '<option value="7" selected>Els</option>\n<option value="8">Iris',
        "&lt;/textarea&gt;&lt;script&gt;x&lt;/script&gt;</textarea>",
        'name="versie" value="3"',
        '<form method="post"><b>erbij</b>',
    ):
        assert stuk in html


def test_what_the_site_put_there_and_secrets_stay_as_the_page_has_them() -> None:
    html, over = _terug(
        {"csrfmiddlewaretoken": ["oud"], "r-TOTAL_FORMS": ["9"], "wachtwoord": ["geheim!"], "doe": ["weg"]}
    )
    assert 'value="nieuw"' in html
    assert 'name="r-TOTAL_FORMS" value="1"' in html
    assert "geheim" not in html
    assert over == []


def test_a_row_that_is_not_on_the_page_is_left_over() -> None:
    assert _terug({"naam": ["Noor"], "r-4-naam": ["Een vijfde naam"]})[1] == ["Een vijfde naam"]


def test_the_form_of_the_address_is_taken_also_for_a_control_outside_it() -> None:
    html, _ = _terug({"naam": ["Noor"], "los": ["y"]}, doel="/ander/")
    assert 'value="oud &amp; wijs"' in html
    assert '<input form="ver" name="los" value="y">' in html


@pytest.mark.parametrize("html", ["", "<p>geen formulier", "<form method=post action=/weg/><input name=a></form>"])
def test_a_page_without_the_form_says_so(html: str) -> None:
    assert zet_terug(html, {"a": ["x"]}, pagina="/hier/", doel="/hier/") is None


def test_the_row_of_a_list_is_told_by_its_hidden_field() -> None:
    html = "".join(
        f'<form method="post"><input type="hidden" name="doel" value="{nr}"><input name="tekst"></form>' for nr in "123"
    )
    uitkomst = zet_terug(html, {"doel": ["2"], "tekst": ["hier"]}, pagina="/hier/", doel="/hier/")
    assert uitkomst is not None
    assert uitkomst[0].count("hier") == 1
    assert 'value="2"><input name="tekst" value="hier">' in uitkomst[0]
