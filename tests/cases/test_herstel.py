"""A parent forgot the password: the mailbox alone is not enough, for the code at log-in goes there too."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.activeren import maak_code
from cases.models import Activeringscode, Dossier, Ouder
from organisations.actor import Actor
from organisations.models import Sessie, User
from tests import factories
from tests.b1 import bezwaren
from tests.organisations.toegang.hulp import is_binnen, laatste_mail, mailcode, tweede, wachtwoord

pytestmark = pytest.mark.django_db
NIEUW = "vier-woorden-zijn-genoeg"


@pytest.fixture
def moeder(dossier: Dossier) -> Ouder:
    ouder: Ouder = factories.OuderFactory(leerling=dossier.leerling, account=True)  # type: ignore[assignment]
    return ouder


def _user(ouder: Ouder) -> User:
    return User.objects.get(pk=ouder.user_id)


def _code(dossier: Dossier, coordinator: Actor, ouder: Ouder) -> str:
    by = replace(coordinator, vandaag=timezone.localdate())
    return maak_code(dossier.pk, by=by, nu=timezone.now(), ouder_id=ouder.pk)


def _link(client: Client, email: str) -> str:
    client.post(reverse("organisations:wachtwoord_vergeten"), {"email": email})
    return laatste_mail(r"(/wachtwoord-kiezen/\S+)")


def _met(code: str) -> dict[str, str]:
    return {"wachtwoord": NIEUW, "nog_eens": NIEUW, "code": code}


def test_the_link_from_the_mail_alone_changes_nothing(client: Client, moeder: Ouder) -> None:
    link = _link(client, _user(moeder).email)
    antwoord = client.post(link, _met(""), follow=True)
    assert antwoord.redirect_chain[0][0].startswith("/wachtwoord-met-code/")
    pagina = antwoord.redirect_chain[0][0]
    for code in ("", "ABCD-EFGH-JKLM"):
        assert client.post(pagina, _met(code)).status_code == 422
    assert not _user(moeder).check_password(NIEUW)


def test_with_the_code_on_paper_it_works_once_and_every_session_ends(
    client: Client, dossier: Dossier, coordinator: Actor, moeder: Ouder
) -> None:
    elders = Client()
    elders.force_login(_user(moeder))
    code = _code(dossier, coordinator, moeder)
    pagina = client.get(_link(client, _user(moeder).email)).headers["Location"]
    assert client.get(pagina).status_code == 200
    assert client.post(pagina, _met(code.lower().replace("-", " "))).status_code == 302
    assert _user(moeder).check_password(NIEUW)
    assert not Sessie.objects.filter(user_id=moeder.user_id).exists()
    assert client.post(pagina, _met(code)).status_code == 410
    wachtwoord(client, _user(moeder).email, NIEUW)
    assert tweede(client, mailcode(), "mail").status_code == 302
    assert is_binnen(client)
    pagina = client.get(_link(Client(), _user(moeder).email)).headers["Location"]
    assert client.post(pagina, _met(code)).status_code == 422, "the code was used up"


def test_the_code_of_another_parent_and_an_old_one_do_not_work(
    client: Client, dossier: Dossier, coordinator: Actor, moeder: Ouder
) -> None:
    vader: Ouder = factories.OuderFactory(leerling=dossier.leerling, account=True)  # type: ignore[assignment]
    pagina = client.get(_link(client, _user(moeder).email)).headers["Location"]
    assert client.post(pagina, _met(_code(dossier, coordinator, vader))).status_code == 422
    oud = _code(dossier, coordinator, moeder)
    Activeringscode.objects.filter(ouder=moeder).update(geldig_tot=timezone.localdate() - timedelta(days=1))
    assert client.post(pagina, _met(oud)).status_code == 422
    assert not _user(moeder).check_password(NIEUW)


def test_codes_cannot_be_guessed_without_end(client: Client, moeder: Ouder) -> None:
    pagina = client.get(_link(client, _user(moeder).email)).headers["Location"]
    codes = [client.post(pagina, _met(f"ABCD-EFGH-JK{nr:02}")).status_code for nr in range(7)]
    assert codes[-1] == 429


def test_staff_cannot_go_around_their_own_factor_on_this_page(client: Client, coordinator: Actor) -> None:
    link = _link(client, User.objects.get(pk=coordinator.gebruiker_id).email)
    assert client.get(link.replace("wachtwoord-kiezen", "wachtwoord-met-code")).status_code == 410


def test_the_page_says_what_to_do_in_plain_words(client: Client, moeder: Ouder) -> None:
    pagina = client.get(_link(client, _user(moeder).email)).headers["Location"]
    html = client.get(pagina).content.decode()
    assert "Bel de school en vraag om een nieuwe code" in html
    assert bezwaren(html) == []
