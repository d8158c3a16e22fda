"""People: who may administer whom, hats from–until, invitations, professions; nobody gives himself anything."""

from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Gebeurtenis
from organisations.actor import Actor
from organisations.beheer import meld_afwezig
from organisations.mandaten import is_afwezig
from organisations.models import (
    Afwezigheid,
    Deskundigheid,
    Lidmaatschap,
    Samenwerkingsverband,
    School,
    Toegangsbewijs,
    User,
    Voorstel,
)
from organisations.rollen import Rol
from organisations.tasks import verstuur_bewijzen
from tests import factories

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]


def _formulier(rol: str, school: School | None = None, **extra: Any) -> dict[str, Any]:
    dag = {"van": "1-8-2026"}
    velden = {
        "naam": "Mila Stam",
        "email": "mila.stam@dewissel.example",
        "rol": rol,
        "school": school.pk if school else "",
    }
    return {**velden, **dag, **extra}


class TestNieuw:
    def test_a_coordinator_gets_a_hat_and_a_mail_without_a_name(
        self, als: Als, beheerder: Actor, school: School
    ) -> None:
        velden = _formulier("coordinator", school, telefoon="085 555 03 10")
        antwoord = als(beheerder).post(reverse("organisations:gebruiker_nieuw"), velden)
        user = User.objects.get(email="mila.stam@dewissel.example")
        assert user.telefoon == "085 555 03 10", "parents are told whom to call"
        assert antwoord.headers["Location"] == reverse("organisations:gebruiker", args=[user.pk])
        lid = user.lidmaatschappen.get()
        assert (lid.rol, lid.school, lid.van) == (Rol.COORDINATOR, school, date(2026, 8, 1))
        verstuur_bewijzen()
        assert mail.outbox[-1].to == [user.email] and "Mila" not in str(mail.outbox[-1].body)
        rij = Gebeurtenis.objects.get(actie="hoed_geven")
        assert (
            rij.bijzonderheden == {"rol": "coordinator", "gebruiker": user.pk}
            and rij.gebruiker_id == beheerder.gebruiker_id
        )

    def test_a_role_that_opens_all_cases_waits_for_a_second_person(self, als: Als, beheerder: Actor) -> None:
        als(beheerder).post(reverse("organisations:gebruiker_nieuw"), _formulier("secretariaat", reden="opvolger"))
        voorstel = Voorstel.objects.get()
        assert (voorstel.rol, voorstel.stand) == ("secretariaat", "open")
        assert not Lidmaatschap.objects.filter(user=voorstel.user).exists() and not mail.outbox

    @pytest.mark.parametrize(
        ("extra", "zin"),
        [
            ({"rol": "coordinator", "school": ""}, "Kies de school"),
            ({"rol": "deskundige"}, "Kies bij School: geen"),
            ({"rol": "fg", "school": "", "reden": " "}, "Schrijf waarom"),
            ({"email": "mila"}, "Vul een mailadres in"),
            ({"tot": "1-7-2026"}, "ligt voor de eerste dag"),
            ({"van": "1-13-2026"}, "maand"),
            ({"rol": "ouder"}, "keuze"),
        ],
    )
    def test_what_is_wrong_is_said_at_the_field_and_nothing_is_written(
        self, als: Als, beheerder: Actor, school: School, extra: dict[str, str], zin: str
    ) -> None:
        velden = {**_formulier("coordinator", school), **extra}
        antwoord = als(beheerder).post(reverse("organisations:gebruiker_nieuw"), velden)
        assert antwoord.status_code == 422 and zin in antwoord.content.decode()
        assert not User.objects.filter(naam="Mila Stam").exists()

    def test_a_school_of_another_samenwerkingsverband_cannot_be_chosen(self, als: Als, beheerder: Actor) -> None:
        ver = factories.SchoolFactory()
        antwoord = als(beheerder).post(reverse("organisations:gebruiker_nieuw"), _formulier("coordinator", ver))
        assert antwoord.status_code == 422 and not Lidmaatschap.objects.filter(school=ver).exists()

    def test_an_administrator_cannot_give_himself_a_role_by_his_own_address(
        self, als: Als, beheerder: Actor, school: School
    ) -> None:
        eigen = User.objects.get(pk=beheerder.persoon_id)
        velden = _formulier("coordinator", school, email=eigen.email.upper())
        antwoord = als(beheerder).post(reverse("organisations:gebruiker_nieuw"), velden)
        assert antwoord.status_code == 422 and "uzelf geen rol" in antwoord.content.decode()
        assert eigen.lidmaatschappen.count() == 1

    def test_who_has_an_account_elsewhere_takes_the_role_on_before_anybody_here_sees_a_name(
        self, als: Als, beheerder: Actor, school: School
    ) -> None:
        bekend = factories.UserFactory(email="mila.stam@dewissel.example", naam="Roos van Elders")
        factories.lidmaatschap(Rol.COORDINATOR, factories.SchoolFactory(), user=bekend)
        velden = _formulier("coordinator", school)
        html = als(beheerder).post(reverse("organisations:gebruiker_nieuw"), velden, follow=True).content.decode()
        assert "Wij mailen een uitnodiging. Die staat bij Nog niet aangenomen" in html and "Roos" not in html
        assert als(beheerder).get(reverse("organisations:gebruiker", args=[bekend.pk])).status_code == 404
        assert bekend.lidmaatschappen.count() == 1
        link = _link()
        assert "De Wissel" not in str(mail.outbox[-1].body) and "Roos" not in str(mail.outbox[-1].body)
        wie = Client()
        assert str(school) in wie.get(link).content.decode()
        assert bekend.lidmaatschappen.count() == 1, "opening takes nothing on"
        assert wie.post(link).headers["Location"] == reverse("organisations:inloggen")
        lid = bekend.lidmaatschappen.get(school=school)
        assert (lid.rol, lid.van, lid.tot) == (Rol.COORDINATOR, date(2026, 8, 1), None)
        assert (wie.post(link).status_code, wie.get(link).status_code) == (410, 410)
        html = als(beheerder).get(reverse("organisations:gebruiker", args=[bekend.pk])).content.decode()
        assert "Roos van Elders" in html
        rij = Gebeurtenis.objects.get(actie="hoed_aannemen")
        assert (rij.gebruiker_id, rij.swv_id) == (bekend.pk, school.swv_id)

    def test_such_an_invitation_is_over_when_who_asked_left_and_ends_none_of_another(
        self, als: Als, beheerder: Actor, school: School
    ) -> None:
        bekend = factories.UserFactory(email="mila.stam@dewissel.example")
        elders = factories.SchoolFactory()
        als(factories.actor(Rol.BEHEERDER, elders.swv)).post(
            reverse("organisations:gebruiker_nieuw"), _formulier("coordinator", elders)
        )
        eerste = _link()
        als(beheerder).post(reverse("organisations:gebruiker_nieuw"), _formulier("coordinator", school))
        tweede = _link()
        assert [Client().get(link).status_code for link in (eerste, tweede)] == [200, 200]
        Lidmaatschap.objects.filter(user_id=beheerder.persoon_id).update(tot=timezone.localdate() - timedelta(days=1))
        assert Client().get(tweede).status_code == 410
        assert Client().post(tweede).status_code == 410
        assert Client().post(eerste).status_code == 302
        assert [lid.school for lid in bekend.lidmaatschappen.all()] == [elders]

    def test_asked_for_a_role_by_two_persons_no_name_is_shown_either(
        self, als: Als, vers: Als, beheerder: Actor, directeur: Actor
    ) -> None:
        bekend = factories.UserFactory(email="mila.stam@dewissel.example", naam="Roos van Elders")
        velden = _formulier("secretariaat", reden="opvolger")
        als(beheerder).post(reverse("organisations:gebruiker_nieuw"), velden)
        voorstel = Voorstel.objects.get()
        html = vers(directeur).get(reverse("organisations:te_bevestigen")).content.decode()
        assert "mila.stam@dewissel.example" in html and "Roos" not in html
        beslis = reverse("organisations:voorstel_beslissen", args=[voorstel.pk])
        html = vers(directeur).post(beslis, {"besluit": "bevestigd"}, follow=True).content.decode()
        assert "gaat in als deze persoon die aanneemt" in html and "Roos" not in html
        assert not bekend.lidmaatschappen.exists()
        assert Client().post(_link()).status_code == 302
        assert bekend.lidmaatschappen.get().rol == Rol.SECRETARIAAT


class TestNogNietAangenomen:
    """Who was asked for a hat and has an account elsewhere: to be seen and taken back, by the mail address alone."""

    @pytest.fixture
    def gevraagd(self, als: Als, beheerder: Actor, school: School) -> Toegangsbewijs:
        bekend = factories.UserFactory(email="mila.stam@dewissel.example", naam="Roos van Elders")
        factories.lidmaatschap(Rol.COORDINATOR, factories.SchoolFactory(), user=bekend)
        als(beheerder).post(reverse("organisations:gebruiker_nieuw"), _formulier("coordinator", school))
        return Toegangsbewijs.objects.get(hoed__isnull=False)

    def test_it_is_in_the_list_and_the_link_stops_when_it_is_taken_back(
        self, als: Als, beheerder: Actor, gevraagd: Toegangsbewijs, school: School
    ) -> None:
        link, lijst = _link(), reverse("organisations:gebruikers")
        html = als(beheerder).get(lijst).content.decode()
        assert "mila.stam@dewissel.example" in html and "Roos" not in html
        assert f"Gevraagd door {beheerder.naam}" in html and str(school) in html and "werkt tot" in html
        weg = reverse("organisations:hoedvraag_weg", args=[gevraagd.pk])
        assert "ingetrokken" in als(beheerder).post(weg, follow=True).content.decode()
        assert "mila.stam@dewissel.example" not in als(beheerder).get(lijst).content.decode()
        assert (Client().get(link).status_code, Client().post(link).status_code) == (410, 410)
        assert gevraagd.user is not None and gevraagd.user.lidmaatschappen.count() == 1
        assert Gebeurtenis.objects.get(actie="hoed_vraag_intrekken").gebruiker_id == beheerder.gebruiker_id
        assert "Er is niets gedaan" in als(beheerder).post(weg, follow=True).content.decode()

    def test_another_place_neither_sees_it_nor_ends_it(
        self, als: Als, gevraagd: Toegangsbewijs, coordinator: Actor
    ) -> None:
        weg = reverse("organisations:hoedvraag_weg", args=[gevraagd.pk])
        vreemd = als(factories.actor(Rol.BEHEERDER, factories.SwvFactory()))
        assert vreemd.post(weg).status_code == 404
        assert "mila.stam" not in vreemd.get(reverse("organisations:gebruikers")).content.decode()
        assert als(coordinator).post(weg).status_code == 403
        gevraagd.refresh_from_db()
        assert gevraagd.vervallen_op is None

    def test_an_invitation_to_make_an_account_is_not_ended_here(
        self, als: Als, beheerder: Actor, gevraagd: Toegangsbewijs, school: School
    ) -> None:
        velden = _formulier("coordinator", school, email="nieuw@vaart.example")
        als(beheerder).post(reverse("organisations:gebruiker_nieuw"), velden)
        ander = Toegangsbewijs.objects.get(email="nieuw@vaart.example")
        assert als(beheerder).post(reverse("organisations:hoedvraag_weg", args=[ander.pk])).status_code == 404

    def test_one_that_ran_out_or_was_taken_on_says_so_or_is_gone(
        self, als: Als, beheerder: Actor, gevraagd: Toegangsbewijs
    ) -> None:
        lijst = reverse("organisations:gebruikers")
        assert "de mail is onderweg" in als(beheerder).get(lijst).content.decode()
        link = _link()
        Toegangsbewijs.objects.filter(pk=gevraagd.pk).update(geldig_tot=timezone.now() - timedelta(minutes=1))
        assert "Verlopen" in als(beheerder).get(lijst).content.decode()
        Toegangsbewijs.objects.filter(pk=gevraagd.pk).update(geldig_tot=timezone.now() + timedelta(days=1))
        assert Client().post(link).status_code == 302
        html = als(beheerder).get(lijst).content.decode()
        assert "Nog niet aangenomen" not in html and "Roos van Elders" in html


def _link() -> str:
    """The link of the last invitation."""
    verstuur_bewijzen()
    return "/uitnodiging/" + str(mail.outbox[-1].body).split("/uitnodiging/")[1].split()[0]


class TestBestaand:
    def test_the_same_role_twice_is_refused(
        self, als: Als, beheerder: Actor, coordinator: Actor, school: School
    ) -> None:
        url = reverse("organisations:hoed_nieuw", args=[coordinator.persoon_id])
        antwoord = als(beheerder).post(url, _formulier("coordinator", school))
        assert antwoord.status_code == 422 and "heeft deze rol" in antwoord.content.decode()

    def test_an_invitation_is_sent_again_and_withdrawn(self, als: Als, beheerder: Actor, school: School) -> None:
        client = als(beheerder)
        client.post(reverse("organisations:gebruiker_nieuw"), _formulier("coordinator", school))
        user = User.objects.get(naam="Mila Stam")
        client.post(reverse("organisations:uitnodiging_opnieuw", args=[user.pk]))
        verstuur_bewijzen()
        assert len(mail.outbox) == 1
        link = "/uitnodiging/" + str(mail.outbox[0].body).split("/uitnodiging/")[1].split()[0]
        assert Client().get(link).status_code == 200
        client.post(reverse("organisations:uitnodiging_weg", args=[user.pk]))
        assert Client().get(link).status_code == 410
        Client().post(reverse("organisations:wachtwoord_vergeten"), {"email": user.email})
        verstuur_bewijzen()
        assert len(mail.outbox) == 1, "who never chose a password cannot get in by forgetting it"

    def test_a_profession_has_a_last_day_and_an_absence_is_taken_back(
        self, als: Als, beheerder: Actor, swv: Samenwerkingsverband
    ) -> None:
        deskundige = factories.actor(Rol.DESKUNDIGE, swv)
        client, pk = als(beheerder), deskundige.persoon_id
        dag = {"van": "1-8-2020"}
        client.post(reverse("organisations:beroep_nieuw", args=[pk]), {"beroep": "arts", "registratie": "12", **dag})
        user = User.objects.get(pk=pk)
        rij = user.deskundigheden.get()
        einde = reverse("organisations:beroep_einde", args=[pk, rij.pk])
        assert "Arts, 12" in client.get(einde).content.decode() and client.post(einde).status_code == 422
        rij.refresh_from_db()
        assert rij.tot is None
        for laatste in (timezone.localdate() + timedelta(days=9), timezone.localdate()):
            assert client.post(einde, {"tot": f"{laatste:%d-%m-%Y}"}).status_code == 302
            rij.refresh_from_db()
            assert rij.tot == laatste
        straks = timezone.localdate() + timedelta(days=9)
        dagen = {"van": f"{straks:%d-%m-%Y}", "tot": f"{straks:%d-%m-%Y}"}
        client.post(reverse("organisations:afwezigheid_nieuw", args=[pk]), dagen)
        weg = user.afwezigheden.get()
        client.post(reverse("organisations:afwezigheid_weg", args=[pk, weg.pk]))
        assert not user.afwezigheden.exists()

    def test_an_absence_that_runs_ends_yesterday_for_a_deputy_may_have_signed(
        self, als: Als, beheerder: Actor, swv: Samenwerkingsverband
    ) -> None:
        pk, dag = factories.actor(Rol.VOORZITTER, swv).gebruiker_id, timedelta(days=1)
        vandaag = timezone.localdate()
        weg = Afwezigheid.objects.create(user_id=pk, swv=swv, van=vandaag - 3 * dag, tot=vandaag + 9 * dag)
        als(beheerder).post(reverse("organisations:afwezigheid_weg", args=[pk, weg.pk]))
        weg.refresh_from_db()
        assert weg.tot == vandaag - dag

    def test_nobody_is_made_absent_at_another_samenwerkingsverband(self, swv: Samenwerkingsverband) -> None:
        elders = factories.SwvFactory()
        user = factories.lidmaatschap(Rol.VOORZITTER, swv).user
        factories.lidmaatschap(Rol.DESKUNDIGE, elders, user=user)
        vandaag = timezone.localdate()
        meld_afwezig(factories.actor(Rol.BEHEERDER, elders), user=user, van=vandaag, tot=vandaag)
        assert is_afwezig(user.pk, swv_id=elders.pk, op=vandaag)
        assert not is_afwezig(user.pk, swv_id=swv.pk, op=vandaag)


class TestGedeeldeDeskundige:
    """One expert at two samenwerkingsverbanden: each has its own record of the profession."""

    def test_an_administrator_ends_a_profession_only_here(
        self, als: Als, beheerder: Actor, swv: Samenwerkingsverband
    ) -> None:
        elders = factories.SwvFactory()
        deskundige = factories.lidmaatschap(Rol.DESKUNDIGE, swv).user
        factories.lidmaatschap(Rol.DESKUNDIGE, elders, user=deskundige)
        dag = date(2020, 1, 1)
        hier = Deskundigheid.objects.create(user=deskundige, swv=swv, beroep="arts", van=dag)
        daar = Deskundigheid.objects.create(user=deskundige, swv=elders, beroep="pedagoog", van=dag)
        client = als(beheerder)
        pagina = client.get(reverse("organisations:gebruiker", args=[deskundige.pk])).content.decode()
        assert "Arts" in pagina and "Pedagoog" not in pagina
        for rij in (hier, daar):
            vandaag = {"tot": f"{timezone.localdate():%d-%m-%Y}"}
            client.post(reverse("organisations:beroep_einde", args=[deskundige.pk, rij.pk]), vandaag)
            rij.refresh_from_db()
        assert (hier.tot, daar.tot) == (timezone.localdate(), None)

    def test_a_profession_that_counted_everywhere_ends_here_and_goes_on_elsewhere(
        self, als: Als, beheerder: Actor, swv: Samenwerkingsverband
    ) -> None:
        elders = factories.SwvFactory()
        deskundige = factories.lidmaatschap(Rol.DESKUNDIGE, swv).user
        factories.lidmaatschap(Rol.DESKUNDIGE, elders, user=deskundige)
        rij = Deskundigheid.objects.create(user=deskundige, beroep="arts", registratie="12", van=date(2020, 1, 1))
        vandaag = {"tot": f"{timezone.localdate():%d-%m-%Y}"}
        als(beheerder).post(reverse("organisations:beroep_einde", args=[deskundige.pk, rij.pk]), vandaag)
        rijen = Deskundigheid.objects.order_by("pk").values_list("swv", "beroep", "registratie", "tot")
        assert list(rijen) == [(swv.pk, "arts", "12", timezone.localdate()), (elders.pk, "arts", "12", None)]

    def test_the_upgrade_gives_every_place_its_own(self, swv: Samenwerkingsverband) -> None:
        elders = factories.SwvFactory()
        gedeeld, nergens = factories.lidmaatschap(Rol.DESKUNDIGE, swv).user, factories.UserFactory()
        factories.lidmaatschap(Rol.VOORZITTER, swv, user=gedeeld)
        factories.lidmaatschap(Rol.DESKUNDIGE, elders, user=gedeeld, tot=date(2025, 1, 1))
        for user in (gedeeld, nergens):
            Deskundigheid.objects.create(user=user, beroep="arts", van=date(2020, 1, 1))
        for _ in range(2):
            import_module("organisations.migrations.0009_beroep_verdelen").verdeel(apps, None)
        rijen = Deskundigheid.objects.order_by("user", "swv").values_list("user", "swv")
        assert list(rijen) == [(gedeeld.pk, swv.pk), (gedeeld.pk, elders.pk), (nergens.pk, None)]


class TestWie:
    @pytest.mark.parametrize("rol", [Rol.SECRETARIAAT, Rol.VOORZITTER, Rol.FG, Rol.DESKUNDIGE])
    def test_other_roles_have_no_administration(self, als: Als, swv: Samenwerkingsverband, rol: str) -> None:
        client = als(factories.actor(rol, swv))
        for naam in ("beheer", "gebruikers", "gebruiker_nieuw", "te_bevestigen"):
            assert client.get(reverse(f"organisations:{naam}")).status_code == 403

    def test_somebody_of_another_samenwerkingsverband_does_not_exist_here(self, als: Als, coordinator: Actor) -> None:
        client = als(factories.actor(Rol.BEHEERDER, factories.SwvFactory()))
        for naam in ("gebruiker", "hoed_nieuw", "herstel_vragen", "beroep_nieuw", "afwezigheid_nieuw"):
            assert client.get(reverse(f"organisations:{naam}", args=[coordinator.persoon_id])).status_code == 404
        for naam in ("uitnodiging_opnieuw", "uitnodiging_weg"):
            assert client.post(reverse(f"organisations:{naam}", args=[coordinator.persoon_id])).status_code == 404
        assert coordinator.naam not in client.get(reverse("organisations:gebruikers")).content.decode()

    @pytest.mark.parametrize("stand", [s for s in Voorstel.Stand if s != Voorstel.Stand.BEVESTIGD])
    def test_a_proposal_opens_nothing_of_a_person_who_works_elsewhere(
        self, als: Als, beheerder: Actor, stand: str
    ) -> None:
        user = factories.lidmaatschap(Rol.VOORZITTER, factories.SwvFactory()).user
        als(beheerder).post(
            reverse("organisations:gebruiker_nieuw"),
            _formulier("secretariaat", email=user.email, reden="opvolger"),
        )
        Voorstel.objects.filter(user=user).update(stand=stand)
        for naam in ("herstel_vragen", "beroep_nieuw", "afwezigheid_nieuw"):
            adres = reverse(f"organisations:{naam}", args=[user.pk])
            assert als(beheerder).get(adres).status_code == als(beheerder).post(adres).status_code == 404
        assert als(beheerder).get(reverse("organisations:gebruiker", args=[user.pk])).status_code == 404

    def test_who_is_new_and_proposed_is_seen_as_long_as_that_is_open(self, als: Als, beheerder: Actor) -> None:
        velden = _formulier("secretariaat", email="nieuw@vaart.example", reden="opvolger")
        als(beheerder).post(reverse("organisations:gebruiker_nieuw"), velden)
        adres = reverse("organisations:gebruiker", args=[User.objects.get(email="nieuw@vaart.example").pk])
        assert als(beheerder).get(adres).status_code == 200
        Voorstel.objects.update(stand=Voorstel.Stand.AFGEWEZEN)
        assert als(beheerder).get(adres).status_code == 404

    def test_parents_are_not_in_the_list(self, als: Als, beheerder: Actor) -> None:
        ouder = factories.OuderFactory(account=True)
        assert als(beheerder).get(reverse("organisations:gebruiker", args=[ouder.user.pk])).status_code == 404
