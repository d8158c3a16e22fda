"""Signing in: the second factor, a forgotten password, sessions that end."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School, Sessie, Toegangsbewijs, User
from organisations.rollen import Rol
from organisations.toegang import bewijzen, factoren
from organisations.toegang.models import Bewijssoort
from organisations.toegang.wachtwoord import zet_wachtwoord
from tests import factories
from tests.organisations.toegang.hulp import (
    NIEUW,
    appcode,
    is_binnen,
    laatste_mail,
    later,
    mailcode,
    met_app,
    tweede,
    wachtwoord,
)

pytestmark = pytest.mark.django_db
KIEZEN = reverse("organisations:factor_kiezen")


@pytest.fixture
def els(coordinator: Actor) -> User:
    return User.objects.get(pk=coordinator.gebruiker_id)


@pytest.fixture
def ouder() -> User:
    return User.objects.get(pk=factories.actor(Rol.OUDER).gebruiker_id)


# -- the second factor ---------------------------------------------------------------------------


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol not in (Rol.OUDER, Rol.LEERLING)])
def test_everybody_with_a_hat_at_an_organisation_must_set_one_up_first(
    client: Client, school: School, swv: Samenwerkingsverband, rol: Rol
) -> None:
    plek = school if rol in (Rol.COORDINATOR, Rol.SCHOOLDIRECTEUR) else swv
    user = User.objects.get(pk=factories.actor(rol, plek).gebruiker_id)
    assert wachtwoord(client, user.email).headers["Location"] == KIEZEN
    for pagina in ("workflow:home", "workflow:postvak", "organisations:account", "organisations:aangemeld"):
        assert client.get(reverse(pagina)).headers["Location"] == KIEZEN
    assert client.get(KIEZEN).status_code == 200
    assert client.post(reverse("organisations:uitloggen")).status_code == 302


def test_a_parent_who_also_works_at_a_school_needs_one_too(client: Client, school: School, ouder: User) -> None:
    factories.lidmaatschap(Rol.COORDINATOR, school, user=ouder)
    assert wachtwoord(client, ouder.email).headers["Location"] == KIEZEN


def test_the_app_is_set_up_with_a_code_and_recovery_codes_are_shown_until_kept(client: Client, els: User) -> None:
    wachtwoord(client, els.email)
    pagina = client.get(reverse("organisations:app_instellen"))
    geheim = pagina.context["geheim"].replace(" ", "")
    assert "<svg" in pagina.content.decode() and "style=" not in pagina.context["qr"]
    assert client.post(reverse("organisations:app_instellen"), {"code": "000000"}).status_code == 422
    klaar = client.post(reverse("organisations:app_instellen"), {"code": appcode(geheim)})
    assert klaar.headers["Location"] == reverse("organisations:herstelcodes")
    codes = client.get(reverse("organisations:herstelcodes")).context["codes"]
    assert len(set(codes)) == 10
    client.post(reverse("organisations:herstelcodes"), {"bewaard": "1"})
    assert client.get(reverse("organisations:herstelcodes")).context["codes"] == []
    assert is_binnen(client)


def test_without_the_code_the_password_opens_nothing(client: Client, els: User) -> None:
    met_app(els)
    assert wachtwoord(client, els.email).headers["Location"] == reverse("organisations:tweede_stap")
    assert client.get(reverse("workflow:home")).headers["Location"].startswith("/inloggen/")
    assert tweede(client, appcode()).headers["Location"] == "/"
    assert is_binnen(client)


def test_a_code_works_once(client: Client, els: User) -> None:
    met_app(els)
    code = appcode()
    wachtwoord(client, els.email)
    tweede(client, code)
    ander = Client()
    wachtwoord(ander, els.email)
    assert tweede(ander, code).status_code == 422


def test_who_lost_every_second_step_halfway_begins_again(client: Client, els: User) -> None:
    met_app(els)
    wachtwoord(client, els.email)
    factoren.herstel_tweede_factor(els)
    antwoord = client.get(reverse("organisations:tweede_stap"))
    assert antwoord.headers["Location"] == reverse("organisations:inloggen")
    assert wachtwoord(client, els.email).headers["Location"] == KIEZEN


def test_a_recovery_code_works_once(client: Client, els: User) -> None:
    met_app(els)
    code = factoren.maak_herstelcodes(els)[3]
    wachtwoord(client, els.email)
    assert tweede(client, code, "herstelcode").status_code == 302
    ander = Client()
    wachtwoord(ander, els.email)
    assert tweede(ander, code, "herstelcode").status_code == 422


def test_staff_cannot_choose_a_code_by_mail(client: Client, els: User) -> None:
    met_app(els)
    wachtwoord(client, els.email)
    assert client.get(reverse("organisations:tweede_stap") + "?met=mail").context["met"] == "app"
    client.post(reverse("organisations:nieuwe_code"))
    assert not Toegangsbewijs.objects.exists()


def test_the_second_step_ends_after_ten_minutes(client: Client, els: User) -> None:
    met_app(els)
    wachtwoord(client, els.email)
    with later(timedelta(minutes=11)):
        assert tweede(client, appcode()).headers["Location"] == reverse("organisations:inloggen")
        assert "duurde te lang" in client.get(reverse("organisations:inloggen")).content.decode()


def test_secrets_of_factors_do_not_lie_in_the_database_as_they_are(els: User) -> None:
    met_app(els)
    assert factoren.Authenticator.objects.get(user=els).data["secret"].startswith("gAAAA")


def test_a_secret_under_a_lost_key_is_a_wrong_code_and_no_error(client: Client, els: User, settings: object) -> None:
    met_app(els)
    factoren.maak_herstelcodes(els)
    settings.FACTORSLEUTELS = ["een andere sleutel"]  # type: ignore[attr-defined]
    wachtwoord(client, els.email)
    assert tweede(client, appcode()).status_code == 422
    assert tweede(client, "12345 67890", "herstelcode").status_code == 422


def test_the_only_factor_of_somebody_who_needs_one_stays(
    als: Callable[[Actor], Client], coordinator: Actor, els: User
) -> None:
    met_app(els)
    client = als(coordinator)
    client.post(reverse("organisations:herbevestigen"), {"wachtwoord": factories.WACHTWOORD, "code": appcode()})
    client.post(reverse("organisations:app_verwijderen"))
    assert factoren.heeft_eigen_factor(els)


def test_identifying_again_asks_for_the_second_factor_of_who_has_one(
    als: Callable[[Actor], Client], coordinator: Actor, els: User
) -> None:
    client, pagina = als(coordinator), reverse("organisations:herbevestigen")
    assert "code" not in client.get(pagina).context["form"].fields
    met_app(els)
    assert client.post(pagina, {"wachtwoord": factories.WACHTWOORD}).status_code == 422
    assert client.post(pagina, {"wachtwoord": factories.WACHTWOORD, "code": "000000"}).status_code == 422
    assert "herbevestigd_op" not in client.session
    assert client.post(pagina, {"wachtwoord": factories.WACHTWOORD, "code": appcode()}).status_code == 302
    assert "herbevestigd_op" in client.session


def test_what_opens_the_door_changes_only_shortly_after_identifying(
    als: Callable[[Actor], Client], coordinator: Actor
) -> None:
    client = als(coordinator)
    for naam in ("app_instellen", "herstelcodes", "passkey_nieuw"):
        antwoord = client.get(reverse(f"organisations:{naam}"))
        assert (naam, antwoord.status_code) == (naam, 302)
        assert antwoord.headers["Location"].startswith("/bevestigen/")


# -- parents -------------------------------------------------------------------------------------


def test_a_parent_logs_in_with_password_and_a_code_by_mail(client: Client, ouder: User) -> None:
    assert wachtwoord(client, ouder.email).headers["Location"] == reverse("organisations:tweede_stap")
    code = mailcode()
    assert mail.outbox[-1].to == [ouder.email] and ouder.naam not in str(mail.outbox[-1].body)
    assert tweede(client, code, "mail").status_code == 302
    assert is_binnen(client)


def test_a_mailed_code_works_in_the_browser_that_asked_for_it_once_and_ten_minutes(client: Client, ouder: User) -> None:
    wachtwoord(client, ouder.email)
    code = mailcode()
    ander = Client()
    wachtwoord(ander, ouder.email)
    assert tweede(ander, code, "mail").status_code == 422
    wachtwoord(client, ouder.email)
    code = mailcode()
    with later(timedelta(minutes=9, seconds=50)):
        assert tweede(client, code, "mail").status_code == 302


def test_a_mailed_code_is_over_after_ten_minutes_and_after_five_wrong_ones(client: Client, ouder: User) -> None:
    wachtwoord(client, ouder.email)
    code = mailcode()
    bewijs = Toegangsbewijs.objects.get()
    assert not bewijzen.gebruik_code(bewijs.pk, code, nu=timezone.now() + timedelta(minutes=11))
    for _ in range(5):
        bewijzen.gebruik_code(bewijs.pk, "000000" if code != "000000" else "111111", nu=timezone.now())
    assert not bewijzen.gebruik_code(bewijs.pk, code, nu=timezone.now())


def test_a_new_code_ends_the_one_before_and_is_not_sent_without_end(client: Client, ouder: User) -> None:
    wachtwoord(client, ouder.email)
    oud = mailcode()
    client.post(reverse("organisations:nieuwe_code"))
    nieuw = mailcode()
    assert tweede(client, oud, "mail").status_code == 422 or oud == nieuw
    for _ in range(5):
        laatste = client.post(reverse("organisations:nieuwe_code"), follow=True)
    assert "Wij stuurden u al een paar codes" in laatste.content.decode()
    assert Toegangsbewijs.objects.count() <= 6


def test_the_code_itself_is_nowhere_in_the_database(client: Client, ouder: User) -> None:
    wachtwoord(client, ouder.email)
    code = mailcode()
    assert code not in str(Toegangsbewijs.objects.values().get())


def test_a_mail_that_cannot_be_sent_is_tried_again(
    client: Client, ouder: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuk(self: object) -> None:
        raise ConnectionRefusedError

    wachtwoord(client, ouder.email)
    with monkeypatch.context() as ingreep:
        ingreep.setattr("django.core.mail.EmailMessage.send", stuk)
        assert bewijzen.verstuur_wachtende(timezone.now()) == 0
    assert bewijzen.verstuur_wachtende(timezone.now()) == 0, "not at once"
    assert bewijzen.verstuur_wachtende(timezone.now() + timedelta(minutes=1)) == 1


def test_a_night_without_a_mail_server_costs_no_attempts_and_a_code_that_is_over_is_not_sent(
    client: Client, ouder: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def weg(self: object) -> None:
        raise TimeoutError

    begin = timezone.now()
    wachtwoord(client, ouder.email)
    bewijzen.vraag_aan(Bewijssoort.WACHTWOORD, email=ouder.email, user=ouder, nu=begin)
    with monkeypatch.context() as ingreep:
        ingreep.setattr("django.core.mail.EmailMessage.send", weg)
        for minuut in range(0, 600, 2):
            assert bewijzen.verstuur_wachtende(begin + timedelta(minutes=minuut)) == 0
    assert bewijzen.verstuur_wachtende(begin + timedelta(hours=10)) == 1
    assert "nieuw wachtwoord" in mail.outbox[-1].body and len(mail.outbox) == 1
    assert Toegangsbewijs.objects.get(soort=Bewijssoort.CODE).vervallen_op is not None


# -- a forgotten password ------------------------------------------------------------------------


def _vraag_link(client: Client, email: str) -> str:
    antwoord = client.post(reverse("organisations:wachtwoord_vergeten"), {"email": email})
    assert antwoord.status_code == 200
    return laatste_mail(r"(/wachtwoord-kiezen/\S+)")


def test_a_forgotten_password_is_replaced_by_a_link_that_only_a_post_uses_up(client: Client, els: User) -> None:
    link = _vraag_link(client, els.email.upper())
    for _ in range(3):
        assert client.get(link).status_code == 200
    assert client.post(link, {"wachtwoord": "kort", "nog_eens": "kort"}).status_code == 422
    assert client.post(link, {"wachtwoord": NIEUW, "nog_eens": NIEUW}).status_code == 302
    assert client.get(link).status_code == 410
    assert "Vraag een nieuwe link" in client.get(link).content.decode()
    els.refresh_from_db()
    assert els.check_password(NIEUW)


def test_a_new_password_ends_every_session_and_does_not_skip_the_second_factor(client: Client, els: User) -> None:
    met_app(els)
    elders = Client()
    wachtwoord(elders, els.email)
    tweede(elders, appcode())
    assert is_binnen(elders)
    link = _vraag_link(client, els.email)
    client.post(link, {"wachtwoord": NIEUW, "nog_eens": NIEUW})
    assert not is_binnen(elders)
    assert not Sessie.objects.filter(user=els).exists()
    assert wachtwoord(client, els.email, NIEUW).headers["Location"] == reverse("organisations:tweede_stap")


@pytest.mark.parametrize("wijze", ["link", "own account"])
def test_a_log_in_begun_with_the_old_password_ends_with_it(client: Client, els: User, wijze: str) -> None:
    """Who knew the password and has the code a minute later does not come in after it was changed."""
    met_app(els)
    wachtwoord(client, els.email)
    if wijze == "link":
        vriend = Client()
        vriend.post(_vraag_link(vriend, els.email), {"wachtwoord": NIEUW, "nog_eens": NIEUW})
    else:
        zet_wachtwoord(els, NIEUW)
    assert tweede(client, appcode()).headers["Location"] == reverse("organisations:inloggen")
    assert not is_binnen(client)
    assert "Begin opnieuw" in client.get(reverse("organisations:inloggen")).content.decode()


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client: Client, ouder: User) -> None:
    adres = reverse("organisations:wachtwoord_vergeten")
    bekend = client.post(adres, {"email": ouder.email}).content.decode().replace(ouder.email, "X")
    onbekend = client.post(adres, {"email": "niemand@thuis.example"}).content.decode()
    assert bekend.split("<main")[1] == onbekend.replace("niemand@thuis.example", "X").split("<main")[1]
    bewijzen.verstuur_wachtende(timezone.now())
    assert [bericht.to for bericht in mail.outbox] == [[ouder.email]]
    assert not Toegangsbewijs.objects.filter(email__startswith="niemand").exists()


def test_a_link_is_over_after_an_hour_and_when_a_newer_one_was_asked(client: Client, ouder: User) -> None:
    oud = _vraag_link(client, ouder.email)
    nieuw = _vraag_link(client, ouder.email)
    assert client.get(oud).status_code == 410
    with later(timedelta(minutes=61)):
        assert client.get(nieuw).status_code == 410


def test_an_address_that_only_looks_the_same_leaves_the_link_of_another_alone(client: Client, els: User) -> None:
    """`ı` becomes an I in upper case: who has the address with that letter could end what somebody else asked for."""
    els.email = "els@digitaal.example"
    els.save()
    factories.UserFactory(email="els@d\u0131gitaal.example")
    link = _vraag_link(client, els.email)
    _vraag_link(Client(), "els@d\u0131gitaal.example")
    assert client.get(link).status_code == 200


@pytest.mark.parametrize("woord", ["kort", "Wachtwoord2026!", "123456789012", "ababababababab", "els.bakker@x.example"])
def test_weak_passwords_are_refused(client: Client, els: User, woord: str) -> None:
    els.email = "els.bakker@x.example"
    els.save()
    link = _vraag_link(client, els.email)
    antwoord = client.post(link, {"wachtwoord": woord, "nog_eens": woord})
    assert antwoord.status_code == 422


def test_a_proof_of_one_kind_is_none_of_another(client: Client, ouder: User) -> None:
    token = _vraag_link(client, ouder.email).split("/")[2]
    assert bewijzen.zoek(Bewijssoort.UITNODIGING, token, nu=timezone.now()) is None


def test_identifying_again_counts_for_the_hat_it_was_done_in(
    als: Callable[[Actor], Client], coordinator: Actor, els: User, swv: Samenwerkingsverband
) -> None:
    ander = factories.lidmaatschap(Rol.VOORZITTER, swv, user=els)
    client = als(coordinator)
    client.post(reverse("organisations:herbevestigen"), {"wachtwoord": factories.WACHTWOORD})
    assert "herbevestigd_op" in client.session
    client.post(reverse("organisations:hoed_wisselen"), {"hoed": ander.pk})
    assert "herbevestigd_op" not in client.session
