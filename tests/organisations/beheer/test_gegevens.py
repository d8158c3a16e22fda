"""A name and a mail address are corrected: at once, or by two persons where the address opens an account."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Gebeurtenis
from organisations.actor import Actor
from organisations.models import Lidmaatschap, Samenwerkingsverband, School, Toegangsbewijs, User, Voorstel
from organisations.rollen import Rol
from organisations.tasks import verstuur_bewijzen
from organisations.toegang.bewijzen import vraag_aan
from organisations.toegang.models import Bewijssoort
from organisations.voorstellen import VoorstelFout, beslis, stel_voor
from tests import factories

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
NIEUW = "mila.stam@dewissel.example"
JA = Voorstel.Stand.BEVESTIGD


@pytest.fixture
def mila(school: School) -> User:
    """Works at a school of ours, and has an account."""
    return factories.lidmaatschap(Rol.COORDINATOR, school, user=factories.UserFactory(naam="Mila Stm")).user


def _zonder_account(user: User) -> User:
    user.set_unusable_password()
    user.save()
    return user


def _url(user: User) -> str:
    return reverse("organisations:gebruiker_gegevens", args=[user.pk])


def _bewaar(client: Client, user: User, **velden: str) -> str:
    velden = {
        "naam": user.naam,
        "email": user.email,
        "telefoon": user.telefoon,
        "reden": "Trouwde, ik sprak haar.",
        **velden,
    }
    html = client.post(_url(user), velden, follow=True).content.decode()
    user.refresh_from_db()
    return html


def test_a_name_is_changed_at_once_and_the_record_does_not_hold_it(als: Als, beheerder: Actor, mila: User) -> None:
    assert "De naam is gewijzigd." in _bewaar(als(beheerder), mila, naam="Mila Stam")
    rij = Gebeurtenis.objects.get(actie="naam_wijzigen")
    assert (mila.naam, rij.object_id) == ("Mila Stam", mila.pk) and "Stam" not in str(rij.bijzonderheden)
    assert "Het telefoonnummer is gewijzigd." in _bewaar(als(beheerder), mila, telefoon="085 555 01 23")
    assert mila.telefoon == "085 555 01 23"
    assert "Er is niets gewijzigd." in _bewaar(als(beheerder), mila)
    assert not Voorstel.objects.exists()


def test_who_was_invited_at_a_wrong_address_is_invited_anew_and_the_head_hears_of_it(
    als: Als, beheerder: Actor, school: School, mila: User
) -> None:
    hoofd = factories.lidmaatschap(Rol.SCHOOLDIRECTEUR, school).user
    oud = _zonder_account(mila).email
    client = als(beheerder)
    client.post(reverse("organisations:uitnodiging_opnieuw", args=[mila.pk]))
    verstuur_bewijzen()
    link = "/uitnodiging/" + str(mail.outbox[-1].body).split("/uitnodiging/")[1].split()[0]
    assert "Waarom" not in client.get(_url(mila)).content.decode()
    assert "Er is een nieuwe uitnodiging onderweg" in _bewaar(client, mila, email=NIEUW)
    assert (mila.email, Client().get(link).status_code) == (NIEUW, 410)
    mail.outbox.clear()
    verstuur_bewijzen()
    assert {tuple(bericht.to) for bericht in mail.outbox} == {(NIEUW,), (hoofd.email,)} and oud != NIEUW
    toegang = als(factories.actor(Rol.SCHOOLDIRECTEUR, school, user=hoofd)).get(reverse("organisations:toegang"))
    assert "Ander mailadres" in toegang.content.decode() and NIEUW in toegang.content.decode()


def test_the_address_of_an_account_takes_two_persons_and_both_addresses_hear_of_it(
    vers: Als, beheerder: Actor, directeur: Actor, mila: User
) -> None:
    oud = mila.email
    vergeten = vraag_aan(Bewijssoort.WACHTWOORD, email=oud, user=mila, nu=timezone.now())
    assert "Schrijf waarom" in _bewaar(vers(beheerder), mila, email=NIEUW, reden=" ")
    assert "binnen zeven dagen bevestigt" in _bewaar(vers(beheerder), mila, email=NIEUW)
    voorstel = Voorstel.objects.get()
    assert (mila.email, voorstel.email) == (oud, NIEUW)
    assert NIEUW in vers(beheerder).get(reverse("organisations:gebruiker", args=[mila.pk])).content.decode()
    lijst = vers(directeur).get(reverse("organisations:te_bevestigen")).content.decode()
    assert "Ander mailadres voor Mila Stm" in lijst and NIEUW in lijst and oud in lijst
    url = reverse("organisations:voorstel_beslissen", args=[voorstel.pk])
    assert "U vroeg dit zelf" in vers(beheerder).post(url, {"besluit": "bevestigd"}, follow=True).content.decode()
    html = vers(directeur).post(url, {"besluit": "bevestigd"}, follow=True).content.decode()
    assert f"Het mailadres van Mila Stm is nu {NIEUW}." in html
    mila.refresh_from_db()
    vergeten.refresh_from_db()
    assert mila.email == NIEUW and vergeten.vervallen_op, "a link that went to the old address opens nothing any more"
    mail.outbox.clear()
    verstuur_bewijzen()
    verteld = [bericht.to[0] for bericht in mail.outbox if "ander mailadres" in str(bericht.body)]
    assert sorted(verteld) == sorted([oud, NIEUW])
    rij = Gebeurtenis.objects.get(actie="mailadres_wijzigen")
    assert rij.bijzonderheden == {"gebruiker": mila.pk, "gevraagd_door": beheerder.gebruiker_id}


@pytest.mark.parametrize("stand", ["gegeven", "gevraagd"])
def test_one_person_does_not_move_a_role_of_two_persons_to_another_mailbox(
    als: Als, beheerder: Actor, swv: Samenwerkingsverband, mila: User, stand: str
) -> None:
    if stand == "gegeven":
        factories.lidmaatschap(Rol.SECRETARIAAT, swv, user=mila)
    else:
        stel_voor(beheerder, Voorstel.Soort.HOED, mila, reden="x", nu=timezone.now(), rol=Rol.SECRETARIAAT)
    oud = _zonder_account(mila).email
    assert "binnen zeven dagen bevestigt" in _bewaar(als(beheerder), mila, email=NIEUW)
    assert mila.email == oud and Voorstel.objects.filter(soort="mail").count() == 1


@pytest.mark.parametrize("elders", ["ouder", "swv"])
def test_an_account_that_is_also_somebodys_elsewhere_is_left_alone(
    als: Als, beheerder: Actor, directeur: Actor, mila: User, elders: str
) -> None:
    voorstel = stel_voor(beheerder, Voorstel.Soort.MAIL, mila, reden="x", nu=timezone.now(), email=NIEUW)
    if elders == "ouder":
        Lidmaatschap.objects.create(user=mila, rol=Rol.OUDER, van=timezone.localdate())
    else:
        factories.lidmaatschap(Rol.DESKUNDIGE, factories.SwvFactory(), user=mila)
    oud = mila.email
    assert "ook ergens anders in gebruik" in _bewaar(als(beheerder), mila, naam="Ander", email="x@y.example")
    with pytest.raises(VoorstelFout, match="Wijs dit verzoek af"):
        beslis(directeur, voorstel.pk, JA, nu=timezone.now())
    mila.refresh_from_db()
    assert (mila.naam, mila.email) == ("Mila Stm", oud)


def test_an_address_of_somebody_else_is_refused_now_and_a_week_later(
    als: Als, beheerder: Actor, directeur: Actor, mila: User
) -> None:
    ander = factories.UserFactory(email="Ander@dewissel.example")
    html = _bewaar(als(beheerder), mila, email="ander@dewissel.example")
    assert "hoort al bij een ander account" in html and 'value="ander@dewissel.example"' in html
    voorstel = stel_voor(beheerder, Voorstel.Soort.MAIL, mila, reden="x", nu=timezone.now(), email=NIEUW)
    User.objects.filter(pk=ander.pk).update(email=NIEUW)
    with pytest.raises(VoorstelFout, match="intussen bij een ander account"):
        beslis(directeur, voorstel.pk, JA, nu=timezone.now() + timedelta(days=6))


def test_two_administrators_at_once_the_second_reads_what_the_first_did(
    als: Als, beheerder: Actor, directeur: Actor, mila: User
) -> None:
    versie = als(beheerder).get(_url(mila)).content.decode().split('name="versie" value="')[1].split('"')[0]
    _bewaar(als(directeur), mila, naam="Mila Stam", versie=versie)
    velden = {"naam": "Mila de Stam", "email": mila.email, "versie": versie}
    antwoord = als(beheerder).post(_url(mila), velden)
    mila.refresh_from_db()
    assert (antwoord.status_code, mila.naam) == (409, "Mila Stam")
    assert (
        "heeft dit ondertussen gewijzigd" in antwoord.content.decode() and "Mila de Stam" in antwoord.content.decode()
    )


def test_nobody_corrects_himself_and_nobody_of_another_samenwerkingsverband(
    als: Als, beheerder: Actor, mila: User
) -> None:
    zelf = User.objects.get(pk=beheerder.gebruiker_id)
    assert "Dit bent u zelf" in _bewaar(als(beheerder), zelf, naam="Iemand Anders")
    vreemd = factories.actor(Rol.BEHEERDER, factories.SwvFactory(), vandaag=timezone.localdate())
    assert als(vreemd).post(_url(mila), {"naam": "x", "email": NIEUW}).status_code == 404
    mila.refresh_from_db()
    assert mila.naam == "Mila Stm" and zelf.naam != "Iemand Anders" and not Toegangsbewijs.objects.exists()
