"""The brake: counts before it judges, waits longer each time, opens by itself, and tells nobody who has an account."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Gebeurtenis, Soort
from organisations.actor import Actor
from organisations.models import Rem, User
from organisations.rollen import Rol
from organisations.toegang.rem import MATEN, Geremd, geef_terug, tel
from tests import factories
from tests.organisations.toegang.hulp import GEHEIM, appcode, later, met_app, tweede, wachtwoord

pytestmark = pytest.mark.django_db
NU = timezone.now()


def test_the_wait_doubles_and_never_grows_beyond_its_bound() -> None:
    maat = MATEN["account"]
    wachten = [maat.wacht(keer) for keer in (5, 6, 7, 8, 60, 6000)]
    minuut = timedelta(minutes=1)
    assert wachten == [None, minuut, 2 * minuut, 4 * minuut, 30 * minuut, 30 * minuut]


def test_after_six_failures_the_account_waits_also_from_another_address() -> None:
    for keer in range(6):
        tel(nu=NU, account="els@dewissel.example", adres=f"192.0.2.{keer}")
    with pytest.raises(Geremd) as geremd:
        tel(nu=NU, account="ELS@dewissel.example", adres="192.0.2.99")
    assert geremd.value.tot == NU + timedelta(minutes=1)
    tel(nu=NU, account="ander@dewissel.example", adres="192.0.2.99")


def test_what_is_refused_by_the_brake_does_not_make_the_wait_longer() -> None:
    for _ in range(6):
        tel(nu=NU, account="els@dewissel.example")
    for _ in range(20):
        with pytest.raises(Geremd):
            tel(nu=NU, account="els@dewissel.example")
    tel(nu=NU + timedelta(seconds=61), account="els@dewissel.example")


def test_a_right_attempt_opens_the_brake_of_the_account_and_forgives_the_address_only_one() -> None:
    for _ in range(5):
        poging = tel(nu=NU, account="els@dewissel.example", adres="192.0.2.1")
    geef_terug(poging)
    assert sorted(Rem.objects.values_list("mislukt", flat=True)) == [0, 4]


def test_failures_are_forgotten_after_a_day() -> None:
    for _ in range(5):
        tel(nu=NU, account="els@dewissel.example")
    assert tel(nu=NU + timedelta(hours=25), account="els@dewissel.example").dicht_tot is None


def test_no_mail_address_and_no_ip_address_is_kept() -> None:
    tel(nu=NU, account="els@dewissel.example", adres="192.0.2.1")
    assert not [rij for rij in Rem.objects.values_list("sleutel", flat=True) if "els@" in rij or "192.0" in rij]


@pytest.mark.django_db(transaction=True)
def test_guesses_at_the_same_moment_do_not_slip_past() -> None:
    gelijk, door = Barrier(12), []

    def raad() -> None:
        gelijk.wait()
        try:
            tel(nu=NU, account="els@dewissel.example")
            door.append(1)
        except Geremd:
            pass
        finally:
            connection.close()

    draden = [Thread(target=raad) for _ in range(12)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert len(door) == 6


def test_the_log_in_page_closes_for_an_account_and_for_an_address_nobody_has_alike(
    client: Client, coordinator: Actor
) -> None:
    email = User.objects.get(pk=coordinator.gebruiker_id).email
    for adres in (email, "niemand@dewissel.example"):
        antwoorden = [wachtwoord(client, adres, "fout") for _ in range(7)]
        assert [antwoord.status_code for antwoord in antwoorden] == [422] * 6 + [429]
        tekst = antwoorden[-1].content.decode()
        assert "te vaak iets verkeerds" in tekst and "Wacht 1 minuut" in tekst
        assert "kennen wij niet" in antwoorden[0].content.decode()
    assert wachtwoord(client, email).status_code == 429, "also with the right password"
    with later(timedelta(minutes=2)):
        assert wachtwoord(client, email).status_code == 302


def test_refusals_are_recorded_without_what_was_typed(client: Client, coordinator: Actor) -> None:
    email = User.objects.get(pk=coordinator.gebruiker_id).email
    for _ in range(6):
        wachtwoord(client, email, "geheim-van-els")
    wachtwoord(client, "niemand@dewissel.example", "fout")
    rijen = list(Gebeurtenis.objects.filter(soort=Soort.WEIGERING).order_by("pk"))
    assert [rij.actie for rij in rijen] == ["inloggen"] * 6 + ["inloggen_geremd", "inloggen"]
    assert [rij.gebruiker_id for rij in rijen] == [coordinator.gebruiker_id] * 7 + [None]
    assert all(rij.bijzonderheden == {} for rij in rijen)


def test_the_second_step_has_a_brake_of_its_own_that_a_right_password_does_not_open(
    client: Client, coordinator: Actor
) -> None:
    user = met_app(User.objects.get(pk=coordinator.gebruiker_id))
    for _ in range(6):
        wachtwoord(client, user.email)
        assert tweede(client, "000000").status_code == 422
    wachtwoord(client, user.email)
    assert tweede(client, appcode(GEHEIM)).status_code == 429


def test_identifying_again_is_braked_as_well(als: Callable[[Actor], Client], coordinator: Actor) -> None:
    client = als(coordinator)
    codes = [client.post(reverse("organisations:herbevestigen"), {"wachtwoord": "fout"}).status_code for _ in range(7)]
    assert codes == [422] * 6 + [429]


def test_behind_a_proxy_only_what_our_own_proxy_added_counts(client: Client, settings: object) -> None:
    settings.ACHTER_PROXY = True  # type: ignore[attr-defined]
    for keer in range(51):
        wachtwoord(client, f"p{keer}@x.example", "fout", HTTP_X_FORWARDED_FOR=f"10.0.0.{keer}, 192.0.2.7")
    dicht = wachtwoord(client, "p99@x.example", "fout", HTTP_X_FORWARDED_FOR="10.9.9.9, 192.0.2.7")
    elders = wachtwoord(client, "p99@x.example", "fout", HTTP_X_FORWARDED_FOR="192.0.2.7, 192.0.2.8")
    assert (dicht.status_code, elders.status_code) == (429, 422)


def test_a_role_without_hats_gets_no_further_than_anybody_else(client: Client) -> None:
    user = factories.UserFactory(is_active=False)
    factories.lidmaatschap(Rol.OUDER, user=user)
    assert "kennen wij niet" in wachtwoord(client, user.email).content.decode()


def test_a_letter_that_looks_like_another_is_no_way_around_the_brake(client: Client, coordinator: Actor) -> None:
    """`ı` and `ſ` become I and S in upper case: to compare so would give one account many addresses."""
    user = User.objects.get(pk=coordinator.gebruiker_id)
    user.email = "iris@dewissel.example"
    user.save()
    for schrijfwijze in ("\u0131ris@dewissel.example", "iri\u017f@dewissel.example"):
        assert wachtwoord(client, schrijfwijze).status_code == 422
    assert wachtwoord(client, "IRIS@dewissel.example").status_code == 302


def test_one_account_has_one_brake_however_its_letters_are_written(client: Client, coordinator: Actor) -> None:
    """The database reads `\u0130` (I with a dot) as an i in lower case, and Python does not."""
    user = User.objects.get(pk=coordinator.gebruiker_id)
    user.email = "iris.visser@dewissel.example"
    user.save()
    for schrijfwijze in ("iris.visser", "\u0130ris.visser", "ir\u0130s.visser", "\u0130r\u0130s.v\u0130sser") * 2:
        code = wachtwoord(client, f"{schrijfwijze}@dewissel.example", "fout").status_code
    assert code == 429
    assert wachtwoord(client, user.email).status_code == 429
