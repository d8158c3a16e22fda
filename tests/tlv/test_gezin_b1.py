"""Every page of the family in plain Dutch, in the states it can have, for a parent and for a pupil."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from organisations.actor import Actor
from tests import factories
from tests.b1 import bezwaren, zichtbare_tekst
from tests.tlv.gezin_voorbeeld import Gezin, besluit_bekend, maak_gezin
from tlv.models import Status

pytestmark = pytest.mark.django_db

PAGINAS = (
    "tlv:gezin",
    "tlv:gezin_reactie",
    "tlv:gezin_aanvraag",
    "tlv:gezin_toestemming",
    "workflow:gezin_correctie",
    "workflow:gezin_post",
    "workflow:gezin_inzage",
    "tlv:gezin_rechten",
    "workflow:vragen",
    "workflow:verloop",
)
STANDEN = [
    Status.CONCEPT,
    Status.INGEDIEND,
    Status.AANVULLING_GEVRAAGD,
    Status.AANVULLING_VERLOPEN,
    Status.VOLLEDIG,
    Status.DESKUNDIGENADVIES,
    Status.INFORMATIE_GEVRAAGD,
    Status.TER_BESLUITVORMING,
    Status.VERLEEND,
    Status.BUITEN_BEHANDELING,
    Status.INGETROKKEN,
]
Als = Callable[[Actor], Client]


def lees(als: Als, wie: Actor, naam: str, gezin: Gezin) -> str:
    antwoord = als(wie).get(reverse(naam, args=[gezin.zaak.pk]))
    assert antwoord.status_code == 200, (naam, antwoord.status_code)
    return str(antwoord.content.decode())


def met_u(html: str) -> list[str]:
    return re.findall(r"\b[Uu]w?\b", zichtbare_tekst(html))


@pytest.mark.parametrize("status", STANDEN)
def test_home_page_is_plain_in_every_state(als: Als, status: str) -> None:
    gezin = maak_gezin(status=status)
    assert bezwaren(lees(als, gezin.moeder, "tlv:gezin", gezin)) == []
    voor_leerling = lees(als, gezin.leerling, "tlv:gezin", gezin)
    assert bezwaren(voor_leerling) == []
    assert not met_u(voor_leerling), zichtbare_tekst(voor_leerling)


@pytest.mark.parametrize("naam", PAGINAS)
def test_every_page_is_plain(als: Als, naam: str) -> None:
    gezin = maak_gezin(status=Status.INGEDIEND)
    assert bezwaren(lees(als, gezin.moeder, naam, gezin)) == []


@pytest.mark.parametrize("naam", PAGINAS)
def test_a_pupil_is_never_addressed_with_u(als: Als, naam: str) -> None:
    gezin = maak_gezin(status=Status.INGEDIEND)
    html = lees(als, gezin.leerling, naam, gezin)
    assert not met_u(html), zichtbare_tekst(html)


def test_a_refusal_or_a_conflict_speaks_to_a_pupil_as_well(als: Als) -> None:
    gezin = maak_gezin(status=Status.INGEDIEND)
    client = als(gezin.leerling)
    dicht = client.get(reverse("workflow:termijnen"))
    toen = {"sha256": "b" * 64, "doel_uitwisseling": "ja", "doel_derden": "nee"}
    reactie = {"standpunt": "eens", "tekst": "Ik wil graag rust.", "sleutel": "a" * 32, **toen}
    anders = client.post(reverse("tlv:gezin_reactie", args=[gezin.zaak.pk]), reactie)
    assert (dicht.status_code, anders.status_code) == (403, 409)
    for antwoord in (dicht, anders):
        html = antwoord.content.decode()
        assert "Je " in html
        assert not met_u(html), zichtbare_tekst(html)


def test_what_was_done_is_told_to_a_pupil_as_to_a_pupil(als: Als) -> None:
    gezin = maak_gezin(status=Status.INGEDIEND)
    vragen, mail = reverse("workflow:vragen", args=[gezin.zaak.pk]), reverse("workflow:mailkeuze")
    for wie, woord in ((gezin.leerling, "Je"), (gezin.moeder, "Uw")):
        vraag = {"tekst": "Wanneer hoor ik iets?", "sleutel": factories.sleutel()}
        assert f"{woord} bericht is geplaatst." in als(wie).post(vragen, vraag, follow=True).content.decode()
        assert f"{woord} keuze is bewaard." in als(wie).post(mail, {"wijze": "dag"}, follow=True).content.decode()


@pytest.mark.parametrize("soort", ["verlenen", "afwijzen", "buiten_behandeling"])
def test_the_decision_is_plain(als: Als, soort: str) -> None:
    gezin = maak_gezin(status=Status.INGEDIEND)
    besluit_bekend(gezin, soort=soort)
    assert bezwaren(lees(als, gezin.moeder, "tlv:gezin", gezin)) == []
    assert bezwaren(lees(als, gezin.moeder, "tlv:gezin_besluit", gezin)) == []
    assert bezwaren(lees(als, gezin.leerling, "tlv:gezin_besluit", gezin)) == []


def test_no_dossier_is_explained_plainly(als: Als) -> None:
    gezin = maak_gezin(status=Status.INGEDIEND)
    antwoord = als(gezin.zonder_gezag).get(reverse("workflow:home"))
    assert bezwaren(antwoord.content.decode()) == []
    assert "Zonder gezag mogen wij u het dossier niet laten zien" in antwoord.content.decode()


def test_too_young_is_explained_to_the_pupil(als: Als) -> None:
    gezin = maak_gezin(status=Status.INGEDIEND, jaren=15)
    antwoord = als(gezin.leerling).get(reverse("workflow:home"))
    assert bezwaren(antwoord.content.decode()) == []
    assert "Vanaf 16 jaar" in antwoord.content.decode()


def test_the_checker_itself() -> None:
    slecht = (
        "<main><p>Indien u middels deze beschikking derhalve verzoekt om heroverweging, dienen te allen tijde "
        "de relevante stukken conform de betreffende procedure te worden overgelegd aan het gezag.</p></main>"
    )
    gevonden = bezwaren(slecht)
    assert any("te lang" in regel for regel in gevonden)
    assert any("indien" in regel for regel in gevonden)
    assert bezwaren("<main><p>U leest de brief. Daarna belt u ons.</p></main>") == []
