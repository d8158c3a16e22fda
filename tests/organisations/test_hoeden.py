"""A person in one hat: switching, and hats that end."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.actor import Actor, actor_voor, hoedlabel
from organisations.hoeden import actor_uit_sessie, hetzelfde_als_bij_inloggen, hoeden_in, hoeden_van, zet_hoed_op
from organisations.models import Lidmaatschap, Samenwerkingsverband, School, User
from organisations.rollen import Rol
from tests import factories
from tests.factories import VANDAAG

pytestmark = pytest.mark.django_db


def test_a_person_switches_to_another_own_hat(
    als: Callable[[Actor], Client], coordinator: Actor, andere_school: School
) -> None:
    user = User.objects.get(pk=coordinator.gebruiker_id)
    tweede = factories.lidmaatschap(Rol.COORDINATOR, andere_school, user=user)
    client = als(coordinator)
    client.post(reverse("organisations:hoed_wisselen"), {"hoed": tweede.pk})
    assert client.session["hoed"] == tweede.pk


def test_a_hat_of_somebody_else_is_refused(
    als: Callable[[Actor], Client], coordinator: Actor, secretariaat: Actor
) -> None:
    client = als(coordinator)
    client.post(reverse("organisations:hoed_wisselen"), {"hoed": secretariaat.hoed_id})
    assert client.session["hoed"] == coordinator.hoed_id


def test_a_hat_that_ended_gives_nothing_also_in_the_middle_of_a_session(coordinator: Actor) -> None:
    user = User.objects.get(pk=coordinator.gebruiker_id)
    vandaag = timezone.localdate()
    Lidmaatschap.objects.filter(user=user).update(tot=vandaag - timedelta(days=1))
    assert hoeden_van(user, vandaag=vandaag) == []
    assert actor_uit_sessie(user, {"hoed": coordinator.hoed_id}, vandaag=vandaag) is None  # type: ignore[arg-type]


def test_somebody_without_any_hat_is_told_so_and_can_log_out(client: Client) -> None:
    client.force_login(factories.UserFactory())
    assert client.get(reverse("workflow:home")).status_code == 403
    assert client.get(reverse("organisations:hulp")).status_code == 200
    assert client.post(reverse("organisations:uitloggen")).status_code == 302


def test_all_that_a_request_needs_of_its_hats_comes_in_one_query(
    coordinator: Actor, django_assert_num_queries: Any
) -> None:
    user = User.objects.get(pk=coordinator.gebruiker_id)
    factories.lidmaatschap(Rol.SECRETARIAAT, factories.SwvFactory(), user=user)
    with django_assert_num_queries(1):
        hoeden = hoeden_van(user, vandaag=VANDAAG)
        assert [actor_voor(lid, vandaag=VANDAAG).rol for lid in hoeden] == [Rol.COORDINATOR, Rol.SECRETARIAAT]
        assert all(hoedlabel(lid) and lid.tot is None for lid in hoeden)


# -- which hats a session may put on -------------------------------------------------------------------


def _met_twee_hoeden(school: School, andere_school: School) -> tuple[User, Lidmaatschap, Lidmaatschap]:
    user = factories.UserFactory()
    een, ander = (factories.lidmaatschap(Rol.COORDINATOR, plek, user=user) for plek in (school, andere_school))
    return user, een, ander


@pytest.mark.parametrize(
    ("van", "tot", "geldig"),
    [
        (VANDAAG, None, True),
        (VANDAAG, VANDAAG, True),
        (VANDAAG + timedelta(days=1), None, False),
        (VANDAAG - timedelta(days=9), VANDAAG - timedelta(days=1), False),
    ],
)
def test_a_hat_is_worn_from_its_first_through_its_last_day(
    school: School, van: date, tot: date | None, geldig: bool
) -> None:
    lid = factories.lidmaatschap(Rol.COORDINATOR, school, van=van, tot=tot)
    assert hoeden_van(lid.user, vandaag=VANDAAG) == ([lid] if geldig else [])


def test_who_came_in_with_the_account_of_a_school_wears_only_the_hats_of_that_school(
    school: School, andere_school: School
) -> None:
    user, een, ander = _met_twee_hoeden(school, andere_school)
    aan_huis = factories.lidmaatschap(Rol.SECRETARIAAT, school.swv, user=user)
    sessie: Any = {}
    assert hoeden_in(sessie, user, vandaag=VANDAAG) == [een, ander, aan_huis]
    sessie = {"scholen": [andere_school.pk]}
    assert hoeden_in(sessie, user, vandaag=VANDAAG) == [ander]
    assert not zet_hoed_op(user, sessie, een.pk, vandaag=VANDAAG) and "hoed" not in sessie
    assert zet_hoed_op(user, sessie, ander.pk, vandaag=VANDAAG) and sessie["hoed"] == ander.pk
    assert hoeden_in({"scholen": []}, user, vandaag=VANDAAG) == []  # type: ignore[arg-type]


def test_the_hat_of_the_session_is_on_and_else_the_first(school: School, andere_school: School) -> None:
    user, een, ander = _met_twee_hoeden(school, andere_school)
    factories.lidmaatschap(Rol.FG, school.swv, user=user)
    sessie: Any = {"hoed": ander.pk}
    actor = actor_uit_sessie(user, sessie, vandaag=VANDAAG)
    assert actor is not None and (actor.hoed_id, actor.school_id) == (ander.pk, andere_school.pk)
    assert [(hoed.id, hoed.actief) for hoed in actor.hoeden][:2] == [(een.pk, False), (ander.pk, True)]
    assert actor.alle_rollen == {Rol.COORDINATOR, Rol.FG}
    eerste = actor_uit_sessie(user, {"hoed": 0}, vandaag=VANDAAG)  # type: ignore[arg-type]
    assert eerste is not None and eerste.hoed_id == een.pk


def test_a_session_ends_when_the_hats_are_no_longer_those_of_the_log_in(school: School, andere_school: School) -> None:
    user, een, _ = _met_twee_hoeden(school, andere_school)
    sessie: Any = {}

    def hetzelfde() -> bool:
        return hetzelfde_als_bij_inloggen(hoeden_van(user, vandaag=VANDAAG), sessie)

    assert hetzelfde(), "the first time there is nothing to compare with"
    assert hetzelfde()
    for velden in (
        {"rol": Rol.SCHOOLDIRECTEUR},
        {"school": factories.SchoolFactory()},
        {"tot": VANDAAG},
    ):
        Lidmaatschap.objects.filter(pk=een.pk).update(**velden)
        assert hetzelfde() == ("tot" in velden)
        Lidmaatschap.objects.filter(pk=een.pk).update(rol=Rol.COORDINATOR, school=school, tot=None)
        assert hetzelfde()
    Lidmaatschap.objects.filter(pk=een.pk).update(tot=VANDAAG - timedelta(days=1))
    assert not hetzelfde(), "its last day went by"


def test_the_same_role_given_anew_or_elsewhere_is_another_one(secretariaat: Actor, swv: Samenwerkingsverband) -> None:
    user = User.objects.get(pk=secretariaat.gebruiker_id)
    leden = Lidmaatschap.objects.filter(user=user)
    sessie: Any = {}
    assert hetzelfde_als_bij_inloggen(hoeden_van(user, vandaag=VANDAAG), sessie)
    leden.update(swv=factories.SwvFactory())
    assert not hetzelfde_als_bij_inloggen(hoeden_van(user, vandaag=VANDAAG), sessie)
    leden.all().delete()
    factories.lidmaatschap(Rol.SECRETARIAAT, swv, user=user)
    assert not hetzelfde_als_bij_inloggen(hoeden_van(user, vandaag=VANDAAG), sessie)


def test_an_actor_costs_one_question(
    school: School, andere_school: School, django_assert_num_queries: Callable[[int], Any]
) -> None:
    user, _, ander = _met_twee_hoeden(school, andere_school)
    factories.lidmaatschap(Rol.FG, school.swv, user=user)
    user = User.objects.get(pk=user.pk)
    with django_assert_num_queries(1):
        actor = actor_uit_sessie(user, {"hoed": ander.pk}, vandaag=VANDAAG)  # type: ignore[arg-type]
    assert actor is not None and actor.swv_id == andere_school.swv_id
    assert actor.organisatie_naam == str(andere_school) and actor.naam == user.naam
    assert actor.hoed_sinds == ander.van
    assert [hoed.label for hoed in actor.hoeden] == [
        f"ondersteuningscoördinator, {school}",
        f"ondersteuningscoördinator, {andere_school}",
        f"functionaris gegevensbescherming, {school.swv}",
    ]


def test_a_parent_belongs_to_no_organisation_and_is_called_by_the_role_alone() -> None:
    actor = factories.actor(Rol.OUDER)
    assert (actor.school_id, actor.swv_id, actor.organisatie_naam) == (None, None, "")
    assert actor.alle_rollen == {Rol.OUDER}
    ouder = User.objects.get(pk=actor.gebruiker_id)
    gezien = actor_uit_sessie(ouder, {}, vandaag=VANDAAG)  # type: ignore[arg-type]
    assert gezien is not None and [hoed.label for hoed in gezien.hoeden] == ["ouder"]
