"""Rows of the list of cases: whatever somebody called himself, it is text and never markup."""

from datetime import date

import pytest

from workflow.process import Toestand
from workflow.templatetags.zaaklijst import zaakrijen
from workflow.zaakregels import Regel

KWAAD = "<script>alert('x')</script>&\""
VANDAAG = date(2026, 3, 9)


def regel(**anders: object) -> Regel:
    gegevens: dict[str, object] = {
        "pk": 7,
        "soort": "tlv",
        "url": "/zaken/7/",
        "roepnaam": "Noa",
        "leerling": "Noa van Dijk",
        "nummer": "2026-0142",
        "school": "De Wissel",
        "toestand": Toestand(label="Ingediend", soort="neutral"),
        "termijn": VANDAAG,
        "loopt": "beslistermijn",
        "vandaag": VANDAAG,
    }
    return Regel(**{**gegevens, **anders})  # type: ignore[arg-type]


@pytest.mark.parametrize("veld", ["leerling", "nummer", "school", "loopt"])
@pytest.mark.parametrize("kwaad", [KWAAD, f"Ç{KWAAD}", f"نور{KWAAD}"])
def test_what_somebody_typed_is_text(veld: str, kwaad: str) -> None:
    html = zaakrijen([regel(**{veld: kwaad})])
    assert "<script" not in html and "&lt;script&gt;" in html and "&amp;&quot;" in html


def test_a_name_from_right_to_left_is_set_apart() -> None:
    assert "<bdi>نور</bdi>" in zaakrijen([regel(leerling="نور")])


@pytest.mark.parametrize(
    ("termijn", "tekst"),
    [
        (None, "geen termijn"),
        (date(2026, 3, 8), '<span class="nowrap letop">1 dag te laat</span>'),
        (VANDAAG, '<span class="nowrap zacht">vandaag</span>'),
    ],
)
def test_a_row_says_when_and_what_is_past_stands_out(termijn: date | None, tekst: str) -> None:
    assert tekst in zaakrijen([regel(termijn=termijn)])
