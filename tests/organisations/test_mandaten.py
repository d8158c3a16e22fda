"""Who may sign: a mandate in force today, a deputy only while the chair is away."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from audit.models import Gebeurtenis
from organisations.actor import Actor
from organisations.mandaten import mandaat_van
from organisations.mensen import beeindig_hoed
from organisations.models import Afwezigheid, Lidmaatschap, Mandaat, Samenwerkingsverband, User
from organisations.rollen import Rol
from tests import factories

VANDAAG = factories.VANDAAG


def _mandaat(actor: Actor, **velden: object) -> Mandaat:
    standaard = {"product": "tlv", "functie": "voorzitter", "namens": "het bestuur", "van": date(2021, 8, 1)}
    return Mandaat.objects.create(swv_id=actor.swv_id, user_id=actor.gebruiker_id, **{**standaard, **velden})


@pytest.mark.django_db
class TestTekenen:
    def test_without_a_mandate_nobody_signs_and_the_reason_is_told(self, voorzitter: Actor) -> None:
        mandaat, reden = mandaat_van(voorzitter, "tlv", op=VANDAAG)
        assert mandaat is None
        assert "geen geldig mandaat" in reden

    def test_a_mandate_for_another_decision_does_not_count(self, voorzitter: Actor) -> None:
        _mandaat(voorzitter, product="buiten_behandeling")
        assert mandaat_van(voorzitter, "tlv", op=VANDAAG)[0] is None

    def test_a_mandate_of_another_samenwerkingsverband_does_not_count(self, voorzitter: Actor) -> None:
        Mandaat.objects.filter(pk=_mandaat(voorzitter).pk).update(swv=factories.SwvFactory())
        assert mandaat_van(voorzitter, "tlv", op=VANDAAG)[0] is None

    def test_a_deputy_signs_only_on_the_days_the_chair_is_away(
        self, voorzitter: Actor, swv: Samenwerkingsverband
    ) -> None:
        _mandaat(voorzitter)
        plaatsvervanger = factories.actor(Rol.PLV_VOORZITTER, swv)
        eigen = _mandaat(plaatsvervanger, plaatsvervangend=True)
        Afwezigheid.objects.create(user_id=voorzitter.gebruiker_id, van=VANDAAG, tot=VANDAAG)
        assert mandaat_van(plaatsvervanger, "tlv", op=VANDAAG) == (eigen, "")
        for dag in (VANDAAG - timedelta(days=1), VANDAAG + timedelta(days=1)):
            assert mandaat_van(plaatsvervanger, "tlv", op=dag)[0] is None

    def test_a_mandate_ends_with_the_role_that_carried_it(self, voorzitter: Actor, swv: Samenwerkingsverband) -> None:
        mandaat = _mandaat(voorzitter)
        lid = Lidmaatschap.objects.get(pk=voorzitter.hoed_id)
        laatste = VANDAAG + timedelta(days=3)
        beeindig_hoed(factories.actor(Rol.BEHEERDER, swv), lid, tot=laatste)
        mandaat.refresh_from_db()
        assert mandaat.tot == laatste
        assert Gebeurtenis.objects.filter(actie="mandaat_beeindigen", object_id=mandaat.pk).exists()

    def test_a_mandate_goes_on_while_another_role_carries_it(
        self, voorzitter: Actor, swv: Samenwerkingsverband
    ) -> None:
        mandaat = _mandaat(voorzitter)
        factories.actor(Rol.DIRECTEUR_SWV, swv, user=User.objects.get(pk=voorzitter.gebruiker_id))
        lid = Lidmaatschap.objects.get(pk=voorzitter.hoed_id)
        beeindig_hoed(factories.actor(Rol.BEHEERDER, swv), lid, tot=VANDAAG)
        mandaat.refresh_from_db()
        assert mandaat.tot is None
        assert mandaat_van(voorzitter, "tlv", op=VANDAAG + timedelta(days=9))[0] == mandaat

    def test_signing_looks_at_the_role_too_and_not_only_at_the_mandate(
        self, voorzitter: Actor, swv: Samenwerkingsverband
    ) -> None:
        """A role that was given with a last day runs out without anybody doing anything."""
        _mandaat(voorzitter)
        Lidmaatschap.objects.filter(pk=voorzitter.hoed_id).update(tot=VANDAAG)
        assert mandaat_van(voorzitter, "tlv", op=VANDAAG)[0] is not None
        mandaat, reden = mandaat_van(voorzitter, "tlv", op=VANDAAG + timedelta(days=1))
        assert (mandaat, "geen geldig mandaat" in reden) == (None, True)

    def test_a_chair_who_left_does_not_keep_the_deputy_from_signing(
        self, voorzitter: Actor, swv: Samenwerkingsverband
    ) -> None:
        _mandaat(voorzitter)
        plaatsvervanger = factories.actor(Rol.PLV_VOORZITTER, swv)
        eigen = _mandaat(plaatsvervanger, plaatsvervangend=True)
        Lidmaatschap.objects.filter(pk=voorzitter.hoed_id).update(tot=VANDAAG - timedelta(days=1))
        assert mandaat_van(plaatsvervanger, "tlv", op=VANDAAG) == (eigen, "")


class TestGeldigheid(TestCase):
    @given(van=st.integers(-400, 400), duur=st.one_of(st.none(), st.integers(0, 400)))
    def test_a_mandate_is_in_force_from_its_first_through_its_last_day(self, van: int, duur: int | None) -> None:
        swv = factories.SwvFactory()
        actor = factories.actor(Rol.VOORZITTER, swv)
        begin = VANDAAG + timedelta(days=van)
        einde = None if duur is None else begin + timedelta(days=duur)
        _mandaat(actor, van=begin, tot=einde)
        geldig = begin <= VANDAAG and (einde is None or einde >= VANDAAG)
        assert (mandaat_van(actor, "tlv", op=VANDAAG)[0] is not None) == geldig


@pytest.mark.django_db
class TestRegister:
    @pytest.mark.parametrize(
        ("rol", "code"), [(Rol.DIRECTEUR_SWV, 200), (Rol.SECRETARIAAT, 403), (Rol.VOORZITTER, 403)]
    )
    def test_only_the_director_and_the_administrator_enter_mandates(
        self, als: Callable[[Actor], Client], swv: Samenwerkingsverband, rol: str, code: int
    ) -> None:
        assert als(factories.actor(rol, swv)).get(reverse("organisations:mandaat_nieuw")).status_code == code

    def test_a_mandate_is_ended_and_stays_in_the_register(
        self, als: Callable[[Actor], Client], swv: Samenwerkingsverband, voorzitter: Actor
    ) -> None:
        mandaat = _mandaat(voorzitter)
        client = als(factories.actor(Rol.DIRECTEUR_SWV, swv))
        client.post(reverse("organisations:mandaat_beeindigen", args=[mandaat.pk]))
        mandaat.refresh_from_db()
        assert mandaat.tot is not None

    def test_a_director_cannot_end_a_mandate_of_another_samenwerkingsverband(
        self, als: Callable[[Actor], Client], voorzitter: Actor
    ) -> None:
        mandaat = _mandaat(voorzitter)
        client = als(factories.actor(Rol.DIRECTEUR_SWV, factories.SwvFactory()))
        client.post(reverse("organisations:mandaat_beeindigen", args=[mandaat.pk]))
        mandaat.refresh_from_db()
        assert mandaat.tot is None

    def test_a_school_sees_no_mandates(self, als: Callable[[Actor], Client], coordinator: Actor) -> None:
        assert als(coordinator).get(reverse("organisations:mandaten")).status_code == 403
