"""Who may sign: a mandate in force today, a deputy only while the chair is away."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from audit.models import Gebeurtenis
from organisations.actor import Actor, actor_voor
from organisations.mandaten import afwezigen, geldige_mandaten, is_afwezig, lopend_zonder_rol, mandaat_van
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


@pytest.mark.django_db
class TestWieGevraagdWordt:
    """`geldige_mandaten`, and what counts as absence, row by row."""

    def test_a_mandate_counts_with_an_office_here_on_that_day_and_an_account_that_is_open(
        self, voorzitter: Actor, swv: Samenwerkingsverband
    ) -> None:
        mandaat = _mandaat(voorzitter)
        elders, gewoon, dicht, oud = (factories.UserFactory(is_active=n != 2) for n in range(4))
        factories.lidmaatschap(Rol.VOORZITTER, factories.SwvFactory(), user=elders)
        factories.lidmaatschap(Rol.SECRETARIAAT, swv, user=gewoon)
        factories.lidmaatschap(Rol.VOORZITTER, swv, user=dicht)
        factories.lidmaatschap(Rol.VOORZITTER, swv, user=oud, tot=VANDAAG - timedelta(days=1))
        for user in (elders, gewoon, dicht, oud):
            Mandaat.objects.create(swv=swv, user=user, product="tlv", functie="v", namens="b", van=date(2021, 8, 1))
        assert geldige_mandaten(swv.pk, "tlv", op=VANDAAG) == [mandaat]
        assert geldige_mandaten(factories.SwvFactory().pk, "tlv", op=VANDAAG) == []

    @pytest.mark.parametrize("rol", [Rol.COMMISSIELID, Rol.PLV_VOORZITTER, Rol.DIRECTEUR_SWV])
    def test_other_offices_of_the_samenwerkingsverband_carry_one_too(self, swv: Samenwerkingsverband, rol: Rol) -> None:
        actor = factories.actor(rol, swv)
        mandaat = _mandaat(actor)
        assert mandaat_van(actor, "tlv", op=VANDAAG) == (mandaat, "")

    def test_principal_signers_come_first(self, voorzitter: Actor, swv: Samenwerkingsverband) -> None:
        vervanger = _mandaat(factories.actor(Rol.PLV_VOORZITTER, swv), plaatsvervangend=True, van=date(2020, 1, 1))
        eerste = _mandaat(voorzitter)
        assert geldige_mandaten(swv.pk, "tlv", op=VANDAAG) == [eerste, vervanger]

    @pytest.mark.parametrize(("van", "tot", "weg"), [(0, 0, True), (1, 2, False), (-2, -1, False), (-1, 1, True)])
    def test_absence_counts_on_its_days_where_it_was_recorded(
        self, voorzitter: Actor, swv: Samenwerkingsverband, van: int, tot: int, weg: bool
    ) -> None:
        dagen = {"van": VANDAAG + timedelta(days=van), "tot": VANDAAG + timedelta(days=tot)}
        rij = Afwezigheid.objects.create(user_id=voorzitter.gebruiker_id, swv=swv, **dagen)
        Afwezigheid.objects.create(user=factories.UserFactory(), swv=swv, van=VANDAAG, tot=VANDAAG)

        def afwezig(waar: Samenwerkingsverband) -> bool:
            gevraagd = [voorzitter.persoon_id]
            weg = afwezigen(gevraagd, swv_id=waar.pk, op=VANDAAG)
            assert weg <= set(gevraagd), "of others nothing is said"
            assert is_afwezig(voorzitter.persoon_id, swv_id=waar.pk, op=VANDAAG) == bool(weg)
            return bool(weg)

        assert afwezig(swv) is weg
        elders = factories.SwvFactory()
        assert afwezig(elders) is False
        Afwezigheid.objects.filter(pk=rij.pk).update(swv=None)
        assert afwezig(swv) is weg and afwezig(elders) is weg

    def test_a_deputy_waits_for_every_principal_who_is_there(
        self, voorzitter: Actor, swv: Samenwerkingsverband
    ) -> None:
        _mandaat(voorzitter)
        tweede = factories.actor(Rol.DIRECTEUR_SWV, swv)
        _mandaat(tweede, van=date(2021, 9, 1))
        vervanger = factories.actor(Rol.PLV_VOORZITTER, swv)
        eigen = _mandaat(vervanger, plaatsvervangend=True)
        andere_vervanger = factories.actor(Rol.PLV_VOORZITTER, swv)
        _mandaat(andere_vervanger, plaatsvervangend=True)
        Afwezigheid.objects.create(user_id=voorzitter.gebruiker_id, van=VANDAAG, tot=VANDAAG)
        mandaat, reden = mandaat_van(vervanger, "tlv", op=VANDAAG)
        assert mandaat is None and tweede.naam in reden
        Afwezigheid.objects.create(user_id=tweede.gebruiker_id, van=VANDAAG, tot=VANDAAG)
        assert mandaat_van(vervanger, "tlv", op=VANDAAG) == (eigen, "")

    def test_who_works_for_no_samenwerkingsverband_signs_nothing(self) -> None:
        mandaat, reden = mandaat_van(factories.actor(Rol.OUDER), "tlv", op=VANDAAG)
        assert mandaat is None and "niet voor dit samenwerkingsverband" in reden


@pytest.mark.django_db
class TestEindeVanEenRol:
    """`lopend_zonder_rol`: the mandates that end with a hat."""

    @pytest.mark.parametrize(("tot", "mee"), [(None, True), (-1, False), (0, False), (1, True)])
    def test_what_still_runs_after_the_last_day_of_the_only_hat_ends_with_it(
        self, voorzitter: Actor, swv: Samenwerkingsverband, tot: int | None, mee: bool
    ) -> None:
        mandaat = _mandaat(voorzitter, tot=None if tot is None else VANDAAG + timedelta(days=tot))
        _mandaat(factories.actor(Rol.VOORZITTER, swv))
        elders = factories.lidmaatschap(Rol.VOORZITTER, factories.SwvFactory(), user=_user(voorzitter))
        _mandaat(actor_voor(elders, vandaag=VANDAAG))
        lid = Lidmaatschap.objects.get(pk=voorzitter.hoed_id)
        assert lopend_zonder_rol(lid, na=VANDAAG) == ([mandaat] if mee else [])

    @pytest.mark.parametrize(
        ("rol", "tot", "hier", "draagt"),
        [
            (Rol.DIRECTEUR_SWV, None, True, True),
            (Rol.COMMISSIELID, 1, True, True),
            (Rol.DIRECTEUR_SWV, 0, True, False),
            (Rol.SECRETARIAAT, None, True, False),
            (Rol.DIRECTEUR_SWV, None, False, False),
        ],
    )
    def test_another_hat_that_goes_on_here_carries_it(
        self, voorzitter: Actor, swv: Samenwerkingsverband, rol: Rol, tot: int | None, hier: bool, draagt: bool
    ) -> None:
        mandaat = _mandaat(voorzitter)
        factories.lidmaatschap(
            rol,
            swv if hier else factories.SwvFactory(),
            user=_user(voorzitter),
            tot=None if tot is None else VANDAAG + timedelta(days=tot),
        )
        factories.lidmaatschap(Rol.VOORZITTER, swv)
        lid = Lidmaatschap.objects.get(pk=voorzitter.hoed_id)
        assert lopend_zonder_rol(lid, na=VANDAAG) == ([] if draagt else [mandaat])

    def test_a_hat_that_carries_none_ends_none(self, voorzitter: Actor, swv: Samenwerkingsverband) -> None:
        _mandaat(voorzitter)
        lid = factories.lidmaatschap(Rol.SECRETARIAAT, swv, user=_user(voorzitter))
        Lidmaatschap.objects.filter(pk=voorzitter.hoed_id).update(tot=VANDAAG)
        assert lopend_zonder_rol(lid, na=VANDAAG) == []


def _user(actor: Actor) -> User:
    return User.objects.get(pk=actor.gebruiker_id)


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
        mandaat, vandaag = _mandaat(voorzitter), timezone.localdate()
        client = als(factories.actor(Rol.DIRECTEUR_SWV, swv))
        url = reverse("organisations:mandaat_beeindigen", args=[mandaat.pk])
        assert "Daarna kan niemand dit besluit ondertekenen" in client.get(url).content.decode()
        ander = _mandaat(factories.actor(Rol.PLV_VOORZITTER, swv), plaatsvervangend=True)
        assert f"{ander.user.naam} (plaatsvervangend)" in client.get(url).content.decode()
        html = client.post(url, {"tot": f"{vandaag - timedelta(days=1):%d-%m-%Y}"}).content.decode()
        assert "wat er al was, blijft zo staan" in html and client.post(url).status_code == 422
        mandaat.refresh_from_db()
        assert mandaat.tot is None, "nothing ends by a look, an empty form or a day that is past"
        for laatste in (vandaag + timedelta(days=30), vandaag):
            assert client.post(url, {"tot": f"{laatste:%d-%m-%Y}"}).status_code == 302
            mandaat.refresh_from_db()
            assert mandaat.tot == laatste
        Mandaat.objects.filter(pk=mandaat.pk).update(tot=vandaag - timedelta(days=1))
        assert "Dit mandaat is voorbij" in client.get(url).content.decode()
        client.post(url, {"tot": f"{vandaag:%d-%m-%Y}"})
        mandaat.refresh_from_db()
        assert mandaat.tot == vandaag - timedelta(days=1), "what is past does not come back"

    def test_the_second_of_two_who_end_it_reads_both_days_in_words(
        self, als: Callable[[Actor], Client], swv: Samenwerkingsverband, voorzitter: Actor
    ) -> None:
        mandaat, jaar = _mandaat(voorzitter), timezone.localdate().year + 1
        url = reverse("organisations:mandaat_beeindigen", args=[mandaat.pk])
        eerste, tweede = (als(factories.actor(rol, swv)) for rol in (Rol.DIRECTEUR_SWV, Rol.BEHEERDER))
        versie = tweede.get(url).content.decode().split('name="versie" value="')[1].split('"')[0]
        dag = {"tot_dag": "30", "tot_maand": "12", "tot_jaar": str(jaar), "versie": versie}
        assert eerste.post(url, dag).status_code == 302
        antwoord = tweede.post(url, {**dag, "tot_dag": "29"})
        html = antwoord.content.decode()
        assert antwoord.status_code == 409
        assert f"Staat er nu: 30 december {jaar}" in html and f"U vulde in: 29 december {jaar}" in html
        assert f"29-12-{jaar}" in html.split("Uw tekst is niet weg")[1], "a date is given back whole"

    def test_a_director_cannot_end_a_mandate_of_another_samenwerkingsverband(
        self, als: Callable[[Actor], Client], voorzitter: Actor
    ) -> None:
        mandaat = _mandaat(voorzitter)
        client = als(factories.actor(Rol.DIRECTEUR_SWV, factories.SwvFactory()))
        assert client.post(reverse("organisations:mandaat_beeindigen", args=[mandaat.pk])).status_code == 404
        mandaat.refresh_from_db()
        assert mandaat.tot is None

    def test_a_school_sees_no_mandates(self, als: Callable[[Actor], Client], coordinator: Actor) -> None:
        assert als(coordinator).get(reverse("organisations:mandaten")).status_code == 403
