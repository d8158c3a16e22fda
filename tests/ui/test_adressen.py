"""An address that is looked up once per kind is the one that Django gives."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse
from django.utils.functional import lazystr

from ui.adressen import _vorm, adres


@pytest.mark.parametrize(
    ("naam", "waarden"),
    [
        ("workflow:zaken", ()),
        ("workflow:zaak", (1,)),
        ("workflow:zaak", (987654321012345,)),
        ("workflow:zaak", ("7",)),
        ("workflow:zaak", (2**63,)),
        ("cases:deel_rij", (12, "gezag-einde", 12)),
        ("cases:deel_rij", (9876543210123456, "gezag", 987654321012345)),
        ("cases:deel_rij", (5, lazystr("ouder"), 6)),
        ("tlv:versie", (987654321012346, 987654321012345)),
    ],
)
def test_it_is_what_reverse_gives_the_first_time_and_the_next(naam: str, waarden: tuple[object, ...]) -> None:
    for _ in range(2):
        assert adres(naam, *waarden) == reverse(naam, args=waarden)


@pytest.mark.parametrize(("naam", "waarden"), [("workflow:zaak", (-1,)), ("workflow:zaak", ("",)), ("geen:pagina", ())])
def test_what_is_no_page_has_no_address(naam: str, waarden: tuple[object, ...]) -> None:
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            adres(naam, *waarden)


def test_a_word_in_an_address_is_not_kept_for_it_may_be_a_secret() -> None:
    adres("workflow:zaak", 1)
    voor = _vorm.cache_info().currsize
    adres("cases:deel_rij", 5, "ouder", 6)
    assert _vorm.cache_info().currsize == voor


def toon(sjabloon: str, **context: object) -> str:
    return Template(sjabloon).render(Context(context))


def test_the_tag_takes_the_place_of_that_of_django() -> None:
    assert toon("{% url 'workflow:zaak' nr %}", nr=31) == reverse("workflow:zaak", args=[31])
    assert toon("{% url 'workflow:zaak' nr as u %}[{{ u }}]", nr=31) == f"[{reverse('workflow:zaak', args=[31])}]"
    assert toon("{% url 'workflow:zaak' zaak_id=nr %}", nr=31) == reverse("workflow:zaak", args=[31])
    assert toon("{% url 'workflow:zaak' nr as u %}[{{ u }}]", nr="geen getal") == "[]"
    with pytest.raises(NoReverseMatch):
        toon("{% url 'workflow:zaak' nr %}", nr="")
