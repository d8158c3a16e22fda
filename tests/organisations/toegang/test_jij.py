"""A pupil is addressed with "je", also on the pages about the own account."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.actor import Actor
from organisations.models import User
from organisations.rollen import Rol
from organisations.toegang.aanmelden import SESSIE_BEVESTIGD
from tests import factories
from tests.b1 import zichtbare_tekst
from tests.organisations.toegang.hulp import met_app

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
PAGINAS = (
    "account",
    "factor_kiezen",
    "app_instellen",
    "passkey_nieuw",
    "wachtwoord_wijzigen",
    "aangemeld",
    "herbevestigen",
)
NOG_NIET = "Uw wachtwoord"
"""Of the field to identify again, by which other tests find it."""


@pytest.fixture
def leerling(als: Als) -> Client:
    """Logged in, and identified again a moment ago: some of these pages ask for that."""
    client = als(factories.actor(Rol.LEERLING))
    sessie = client.session
    sessie[SESSIE_BEVESTIGD] = timezone.now().isoformat()
    sessie.save()
    return client


def met_u(html: str) -> list[str]:
    tekst = " ".join(zichtbare_tekst(html).split()).replace(NOG_NIET, "")
    return re.findall(r"[^.?!]*\b[Uu]w?\b[^.?!]*", tekst)


@pytest.mark.parametrize("pagina", PAGINAS)
def test_a_page_about_the_account_of_a_pupil_says_je(leerling: Client, pagina: str) -> None:
    antwoord = leerling.get(reverse(f"organisations:{pagina}"))
    assert antwoord.status_code == 200
    assert met_u(antwoord.content.decode()) == []


def test_what_a_pupil_is_told_after_an_act_says_je(leerling: Client) -> None:
    niets = leerling.post(reverse("organisations:sessie_beeindigen"), {"sessie": "andere"}, follow=True)
    assert "Daar was je al uitgelogd." in niets.content.decode() and met_u(niets.content.decode()) == []
    for _ in range(5):
        html = leerling.post(reverse("organisations:herbevestigen"), {"stuur": "1"}, follow=True).content.decode()
        assert met_u(html) == []
    assert "Wij stuurden je al een paar codes. Na" in html


def test_taking_an_app_away_says_je(leerling: Client) -> None:
    met_app(User.objects.get(lidmaatschappen__rol=Rol.LEERLING))
    adres = reverse("organisations:app_verwijderen")
    assert met_u(leerling.get(adres).content.decode()) == []
    gedaan = leerling.post(adres, follow=True).content.decode()
    assert "Op je andere apparaten ben je uitgelogd." in gedaan and met_u(gedaan) == []


def test_a_parent_is_still_addressed_with_u(als: Als) -> None:
    html = als(factories.actor(Rol.OUDER)).get(reverse("organisations:aangemeld")).content.decode()
    assert "Staat hier iets dat u niet kent?" in html
