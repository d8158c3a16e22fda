"""The page: facts in, a date and its derivation out."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from deadlines.rekenaar import REGELS
from organisations.actor import Actor
from organisations.models import Beleidsversie, Samenwerkingsverband
from organisations.rollen import SWVROLLEN, Rol
from tests import factories

pytestmark = pytest.mark.django_db
PAGINA = reverse("deadlines:termijnrekenaar")
Als = Callable[[Actor], Client]


def delen(naam: str, tekst: str) -> dict[str, str]:
    """The three boxes of a date."""
    return dict(zip((f"{naam}_dag", f"{naam}_maand", f"{naam}_jaar"), tekst.split("-"), strict=True))


AANVRAAG = {"regel": "beslistermijn", **delen("start", "9-3-2026")}
STIL = {
    "stil-TOTAL_FORMS": "1",
    "stil-INITIAL_FORMS": "0",
    "stil-0-reden": "aanvulling",
    **delen("stil-0-van", "16-3-2026"),
    **delen("stil-0-tot", "27-3-2026"),
}


def vraag(client: Client, **velden: str) -> tuple[int, str]:
    antwoord = client.get(PAGINA, velden)
    return antwoord.status_code, antwoord.content.decode()


def test_it_reckons_the_worked_example_with_its_steps(als: Als, secretariaat: Actor) -> None:
    code, html = vraag(als(secretariaat), **AANVRAAG, **STIL)
    assert code == 200
    assert "18 mei 2026</strong>" in html
    assert "stond de termijn stil: 10 dagen" in html
    assert "Hemelvaartsdag" in html
    assert '<svg class="tijdbalk__balk" role="img"' in html
    assert "de tijd staat stil (10 dagen)" in html


def test_another_page_may_choose_the_rule(als: Als, secretariaat: Actor) -> None:
    code, html = vraag(als(secretariaat), regel="dwangsom")
    assert code == 200
    assert '<option value="dwangsom" selected>' in html
    assert vraag(als(secretariaat), regel="onzin")[0] == 200


def test_both_clocks_side_by_side(als: Als, secretariaat: Actor) -> None:
    _, html = vraag(als(secretariaat), **AANVRAAG, **delen("volledig", "30-3-2026"))
    assert "De streefdatum is <strong>11 mei 2026" in html
    assert "<dt>Compleet verklaard op</dt><dd>30 maart 2026</dd>" in html, "the print says what was filled in"


def test_without_a_supplement_it_says_what_is_the_latest(als: Als, secretariaat: Actor) -> None:
    rij = {**STIL, **delen("stil-0-tot", "--"), **delen("stil-0-uiterlijk", "7-4-2026")}
    _, html = vraag(als(secretariaat), **AANVRAAG, **rij)
    assert "26 mei 2026</strong>" in html
    assert "eerder als de aanvulling eerder komt" in html


def test_an_open_suspension_has_no_date(als: Als, secretariaat: Actor) -> None:
    _, html = vraag(als(secretariaat), **AANVRAAG, **{**STIL, **delen("stil-0-tot", "--")})
    assert "Nog geen einddatum" in html


def test_it_reckons_with_the_policy_of_who_asks(als: Als, secretariaat: Actor) -> None:
    waarden = {"beslistermijn_weken": 7, "servicenorm_weken": 4}
    Beleidsversie.objects.create(
        swv_id=secretariaat.swv_id, sectie="tlv", vanaf=secretariaat.vandaag, waarden=waarden, bron="test"
    )
    _, html = vraag(als(secretariaat), **AANVRAAG, **delen("volledig", "30-3-2026"))
    assert "De streefdatum is <strong>27 april 2026" in html
    assert "28 april 2026</strong>" in html  # 27 April is King's Day
    assert "Streefdatum voor het besluit (4 weken, beleid)" in html
    elders = factories.actor(Rol.SECRETARIAAT, factories.SwvFactory.create())
    _, html = vraag(als(elders), **AANVRAAG, **delen("volledig", "30-3-2026"))
    assert "De streefdatum is <strong>11 mei 2026" in html


ANDERS = {
    "stil-TOTAL_FORMS": "1",
    "stil-0-reden": "instemming",
    **delen("stil-0-eerste", "14-4-2026"),
    **delen("stil-0-laatste", "23-4-2026"),
}


def test_what_is_no_supplement_stands_still_from_its_first_day_through_its_last(als: Als, secretariaat: Actor) -> None:
    """Ten days: 4 May + 10 = Ascension, then a decree day and a weekend."""
    _, html = vraag(als(secretariaat), **AANVRAAG, **ANDERS)
    assert "Van 14 april 2026 tot en met 23 april 2026 stond de termijn stil: 10 dagen" in html
    assert "18 mei 2026</strong>" in html
    assert "De aanvrager stemde schriftelijk in met uitstel: vanaf 14 april 2026, tot en met 23 april 2026" in html
    _, html = vraag(als(secretariaat), **AANVRAAG, **ANDERS | delen("stil-0-laatste", "--"))
    assert "Nog geen einddatum" in html and "het einde is nog niet bekend" in html


@pytest.mark.parametrize("regel", REGELS)
def test_a_short_address_is_enough_for_every_rule(als: Als, secretariaat: Actor, regel: str) -> None:
    code, html = vraag(als(secretariaat), regel=regel, **delen("start", "9-3-2026"))
    assert code == 200
    assert "Zo komt de datum tot stand" in html


@pytest.mark.parametrize("aantal", ["x", "999999", "-1", ""])
def test_an_odd_count_of_rows_is_no_error(als: Als, secretariaat: Actor, aantal: str) -> None:
    assert vraag(als(secretariaat), **AANVRAAG, **{"stil-TOTAL_FORMS": aantal})[0] == 200


def test_another_row_judges_nothing(als: Als, secretariaat: Actor) -> None:
    code, html = vraag(als(secretariaat), **{"stil-TOTAL_FORMS": "1", "stil-toevoegen": "1"})
    assert code == 200
    assert "Stilstand 2" in html
    assert "Er is iets niet goed" not in html


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"regel": "", **delen("start", "9-3-2026")}, "Beantwoord de vraag"),
        ({"regel": "zomaar", **delen("start", "9-3-2026")}, "Kies een termijn uit de lijst"),
        ({"regel": "bezwaar", **delen("start", "--")}, "Beantwoord de vraag"),
        ({"regel": "bezwaar", **delen("start", "30-2-2026")}, "bestaat niet"),
        ({"regel": "bezwaar", **delen("start", "1-12-9999")}, "op of voor 31 december 2199"),
        ({**AANVRAAG, **delen("volledig", "31-12-9999")}, "op of voor 31 december 2199"),
        ({**AANVRAAG, **delen("verdaagd_tot", "31-12-9999")}, "op of voor 31 december 2199"),
        ({**AANVRAAG, "regel": "bezwaar", **STIL}, "kan niet worden opgeschort"),
        ({**AANVRAAG, **STIL, **delen("stil-0-tot", "1-3-2026")}, "op of na de dag waarop erom is gevraagd"),
        ({**AANVRAAG, **STIL, **delen("stil-0-van", "1-3-2026")}, "ligt voor de start"),
        ({**AANVRAAG, **STIL, "stil-0-reden": "overmacht"}, "Deze dag hoort bij een aanvulling"),
        ({**AANVRAAG, **ANDERS, "stil-0-reden": "aanvulling"}, "Deze dag hoort niet bij een aanvulling"),
        ({**AANVRAAG, **ANDERS, **delen("stil-0-eerste", "--")}, "Vul deze dag in"),
        ({**AANVRAAG, **ANDERS, **delen("stil-0-laatste", "13-4-2026")}, "op of na de eerste dag"),
        ({**AANVRAAG, **ANDERS, **delen("stil-0-eerste", "8-3-2026")}, "van 8 maart 2026 ligt voor de start"),
        ({**AANVRAAG, **delen("verdaagd_tot", "1-4-2026")}, "geeft niet meer tijd"),
        ({**AANVRAAG, **delen("volledig", "1-3-2026")}, "op of na de ontvangst"),
        ({**AANVRAAG, "regel": "bezwaar", **delen("volledig", "12-3-2026")}, "alleen bij de beslistermijn"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_or_above(
    als: Als, secretariaat: Actor, velden: dict[str, str], zin: str
) -> None:
    code, html = vraag(als(secretariaat), **velden)
    assert code == 422
    assert zin in html
    assert "Zo komt de datum tot stand" not in html


@pytest.mark.parametrize("rol", SWVROLLEN)
def test_it_is_for_anyone_at_the_samenwerkingsverband(als: Als, swv: Samenwerkingsverband, rol: str) -> None:
    antwoord = als(factories.actor(rol, swv)).get(PAGINA)
    assert antwoord.status_code == 200
    assert PAGINA in antwoord.content.decode()  # in the menu


def test_and_not_for_schools(als: Als, coordinator: Actor) -> None:
    assert als(coordinator).get(PAGINA).status_code == 403
