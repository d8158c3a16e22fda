"""Sessions: listed, ended by hand, by silence and by a change of role."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.actor import Actor
from organisations.models import Lidmaatschap, Samenwerkingsverband, School, Sessie, User
from organisations.rollen import Rol
from organisations.toegang import factoren
from tests import factories
from tests.organisations.toegang.hulp import NIEUW, appcode, is_binnen, later, met_app, tweede, wachtwoord

pytestmark = pytest.mark.django_db
KIEZEN = reverse("organisations:factor_kiezen")


@pytest.fixture
def els(coordinator: Actor) -> User:
    return User.objects.get(pk=coordinator.gebruiker_id)


def _log_in(user: User, *, stap: int = 0) -> Client:
    client = Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0")
    wachtwoord(client, user.email)
    assert tweede(client, appcode(stap=stap)).status_code == 302
    return client


def test_the_key_of_a_session_changes_at_log_in(els: User) -> None:
    met_app(els)
    client = Client()
    wachtwoord(client, els.email)
    voor = client.session.session_key
    tweede(client, appcode())
    assert client.session.session_key != voor and not Sessie.objects.filter(session_key=voor).exists()


def test_own_sessions_are_listed_with_device_and_ended_one_by_one_or_all(els: User) -> None:
    met_app(els)
    hier, daar = _log_in(els), _log_in(els, stap=1)
    pagina = hier.get(reverse("organisations:aangemeld"))
    assert [(rij["apparaat"], rij["deze"]) for rij in pagina.context["sessies"]].count(
        ("Firefox op Windows", True)
    ) == 1
    kenmerk = next(rij["kenmerk"] for rij in pagina.context["sessies"] if not rij["deze"])
    assert str(daar.session.session_key) not in pagina.content.decode()
    hier.post(reverse("organisations:sessie_beeindigen"), {"sessie": kenmerk})
    assert is_binnen(hier) and not is_binnen(daar)


def test_somebody_elses_session_cannot_be_ended(els: User, andere_coordinator: Actor) -> None:
    met_app(els)
    hier = _log_in(els)
    ander = met_app(User.objects.get(pk=andere_coordinator.gebruiker_id))
    daar = _log_in(ander)
    kenmerk = daar.get(reverse("organisations:aangemeld")).context["sessies"][0]["kenmerk"]
    hier.post(reverse("organisations:sessie_beeindigen"), {"sessie": kenmerk})
    assert is_binnen(daar)


def test_a_session_ends_after_half_an_hour_of_silence_and_after_half_a_day_in_any_case(els: User) -> None:
    met_app(els)
    client = _log_in(els)
    with later(timedelta(minutes=29)):
        assert is_binnen(client)
    with later(timedelta(minutes=60)):
        assert not is_binnen(client)
    bezig = _log_in(els, stap=1)
    for keer in range(1, 25):
        with later(timedelta(minutes=29 * keer)):
            assert is_binnen(bezig), keer
    with later(timedelta(hours=12, minutes=1)):
        assert not is_binnen(bezig)


def test_a_page_knows_when_the_session_ends_so_that_it_can_warn(els: User) -> None:
    met_app(els)
    einde = _log_in(els).get(reverse("workflow:home")).context["sessie_einde"]
    over = datetime.fromisoformat(einde) - timezone.now()
    assert timedelta(minutes=29) < over <= timedelta(minutes=30)


def test_a_change_of_role_ends_the_session_with_a_sentence(els: User, swv: Samenwerkingsverband) -> None:
    met_app(els)
    client = _log_in(els)
    factories.lidmaatschap(Rol.SECRETARIAAT, swv, user=els)
    assert not is_binnen(client)
    assert "Uw rol is veranderd" in client.get(reverse("organisations:inloggen")).content.decode()


def test_the_end_of_a_role_ends_the_session(els: User, andere_school: School) -> None:
    met_app(els)
    tweede_rol = factories.lidmaatschap(Rol.COORDINATOR, andere_school, user=els)
    client = _log_in(els)
    assert is_binnen(client)
    Lidmaatschap.objects.filter(pk=tweede_rol.pk).update(tot=timezone.localdate() - timedelta(days=1))
    assert not is_binnen(client)


def test_another_password_needs_the_one_of_now_and_ends_the_other_sessions(els: User) -> None:
    met_app(els)
    hier, daar = _log_in(els), _log_in(els, stap=1)
    adres = reverse("organisations:wachtwoord_wijzigen")
    fout = {"huidig": "fout", "wachtwoord": NIEUW, "nog_eens": NIEUW}
    assert hier.post(adres, fout).status_code == 422
    assert hier.post(adres, {**fout, "huidig": factories.WACHTWOORD}).status_code == 302
    assert is_binnen(hier) and not is_binnen(daar)


def test_a_reset_of_the_second_factor_ends_every_session(els: User) -> None:
    met_app(els)
    client = _log_in(els)
    factoren.herstel_tweede_factor(els)
    assert not is_binnen(client)
    assert wachtwoord(client, els.email).headers["Location"] == KIEZEN
