"""Leaving: open cases go to a colleague first, through the door; only then the hat ends, wholly or not at all."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Gebeurtenis
from cases.models import Zaak
from organisations.actor import Actor
from organisations.models import Lidmaatschap, Samenwerkingsverband, School
from organisations.rollen import Rol
from tests import factories
from tests.tlv import besluitzaak
from tlv.models import Aanvraag, Advies, Status
from workflow.edit import edit
from workflow.fouten import Geweigerd
from workflow.models import Bericht
from workflow.verlaten import achtergebleven, meld_achtergebleven

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]


@pytest.fixture
def beheerder(swv: Samenwerkingsverband) -> Actor:
    return factories.actor(Rol.BEHEERDER, swv, vandaag=timezone.localdate())


@pytest.fixture
def zaak(aanvraag: Aanvraag, coordinator: Actor) -> Zaak:
    Zaak.objects.filter(pk=aanvraag.zaak_id).update(schoolbehandelaar=coordinator.persoon_id)
    return Zaak.objects.get(pk=aanvraag.zaak_id)


def _adres(wie: Actor) -> str:
    return reverse("workflow:hoed_einde", args=[wie.hoed_id])


def _vandaag() -> str:
    return f"{timezone.localdate():%d-%m-%Y}"


def test_the_cases_of_a_coordinator_go_over_and_the_hat_ends(
    als: Als, beheerder: Actor, coordinator: Actor, school: School, zaak: Zaak
) -> None:
    collega = factories.actor(Rol.COORDINATOR, school)
    client = als(beheerder)
    pagina = client.get(_adres(coordinator)).content.decode()
    assert "Eerst overdragen: 1 zaak" in pagina and zaak.dossier.leerling.achternaam not in pagina
    client.post(_adres(coordinator), {"tot": _vandaag(), "opvolger": collega.persoon_id})
    zaak.refresh_from_db()
    assert zaak.schoolbehandelaar_id == collega.persoon_id
    assert Lidmaatschap.objects.get(pk=coordinator.hoed_id).tot == timezone.localdate()
    assert Bericht.objects.filter(user_id=collega.persoon_id, soort="overgedragen").count() == 1
    rij = Gebeurtenis.objects.get(actie="vertrek_overdragen")
    assert (rij.zaak_id, rij.gebruiker_id) == (zaak.pk, beheerder.gebruiker_id)


@pytest.mark.parametrize("opvolger", ["", "niemand", "andere_school", "zichzelf"])
def test_without_a_colleague_who_may_nothing_happens(
    als: Als, beheerder: Actor, coordinator: Actor, andere_coordinator: Actor, zaak: Zaak, opvolger: str
) -> None:
    wie = {"andere_school": str(andere_coordinator.persoon_id), "zichzelf": str(coordinator.persoon_id)}
    velden = {"tot": _vandaag(), "opvolger": wie.get(opvolger, opvolger)}
    assert als(beheerder).post(_adres(coordinator), velden).status_code == 422
    zaak.refresh_from_db()
    assert zaak.schoolbehandelaar_id == coordinator.persoon_id
    assert Lidmaatschap.objects.get(pk=coordinator.hoed_id).tot is None


def test_a_colleague_who_leaves_earlier_cannot_take_over(
    als: Als, beheerder: Actor, coordinator: Actor, school: School, zaak: Zaak
) -> None:
    morgen = timezone.localdate() + timedelta(days=1)
    lid = factories.lidmaatschap(Rol.COORDINATOR, school, tot=morgen)
    velden = {"tot": f"{morgen + timedelta(days=5):%d-%m-%Y}", "opvolger": lid.user_id}
    antwoord = als(beheerder).post(_adres(coordinator), velden)
    assert antwoord.status_code == 422 and "daarna nog werkt" in antwoord.content.decode()


def test_cases_at_the_office_go_to_somebody_of_the_office(
    als: Als, beheerder: Actor, swv: Samenwerkingsverband, zaak: Zaak
) -> None:
    weg, blijft = (factories.actor(Rol.SECRETARIAAT, swv) for _ in range(2))
    Zaak.objects.filter(pk=zaak.pk).update(behandelaar=weg.persoon_id)
    als(beheerder).post(_adres(weg), {"tot": _vandaag(), "opvolger": blijft.persoon_id})
    zaak.refresh_from_db()
    assert zaak.behandelaar_id == blijft.persoon_id


def test_an_open_advice_is_listed_by_number(als: Als, beheerder: Actor, aanvraag: Aanvraag) -> None:
    factories.zet_status(aanvraag, Status.DESKUNDIGENADVIES)
    advies = besluitzaak.maak_advies(aanvraag, 1, "orthopedagoog")
    Advies.objects.filter(pk=advies.pk).update(stand=Advies.Stand.GEVRAAGD)
    lid = factories.lidmaatschap(Rol.DESKUNDIGE, aanvraag.zaak.swv, user=advies.deskundige)
    pagina = als(beheerder).get(reverse("workflow:hoed_einde", args=[lid.pk])).content.decode()
    assert f"Advies gevraagd: {aanvraag.zaak.nummer}" in pagina


def test_the_last_administrator_stays(als: Als, beheerder: Actor) -> None:
    antwoord = als(beheerder).post(_adres(beheerder), {"tot": _vandaag()})
    assert antwoord.status_code == 422 and "laatste beheerder" in antwoord.content.decode()


def test_two_administrators_who_end_on_the_same_day_leave_nobody(
    als: Als, beheerder: Actor, swv: Samenwerkingsverband
) -> None:
    straks = timezone.localdate() + timedelta(days=30)
    factories.lidmaatschap(Rol.BEHEERDER, swv, tot=straks)
    antwoord = als(beheerder).post(_adres(beheerder), {"tot": f"{straks:%d-%m-%Y}"})
    assert antwoord.status_code == 422 and "laatste beheerder" in antwoord.content.decode()


def test_ending_a_role_never_makes_it_longer(als: Als, beheerder: Actor, swv: Samenwerkingsverband) -> None:
    einde = timezone.localdate() + timedelta(days=30)
    lid = factories.lidmaatschap(Rol.SECRETARIAAT, swv, tot=einde)
    adres = reverse("workflow:hoed_einde", args=[lid.pk])
    antwoord = als(beheerder).post(adres, {"tot": f"{einde + timedelta(days=1):%d-%m-%Y}"})
    assert antwoord.status_code == 422 and "eindigt al" in antwoord.content.decode()
    lid.refresh_from_db()
    assert lid.tot == einde


def test_an_administrator_elsewhere_finds_nothing(als: Als, coordinator: Actor) -> None:
    client = als(factories.actor(Rol.BEHEERDER, factories.SwvFactory()))
    assert client.get(_adres(coordinator)).status_code == client.post(_adres(coordinator)).status_code == 404


def test_the_day_that_was_filled_in_counts_and_not_today(
    als: Als, beheerder: Actor, coordinator: Actor, school: School, zaak: Zaak
) -> None:
    """Another hat does the work until that day only; the page asks who takes over, and offers nobody who goes first."""
    vandaag = timezone.localdate()
    collega = factories.lidmaatschap(Rol.COORDINATOR, school, tot=vandaag + timedelta(days=10)).user
    blijver = factories.lidmaatschap(Rol.COORDINATOR, school).user
    velden = {"tot": f"{vandaag + timedelta(days=20):%d-%m-%Y}"}
    antwoord = als(beheerder).post(_adres(coordinator), velden)
    keuzes = [waarde for waarde, _ in antwoord.context["form"].fields["opvolger"].choices]
    assert antwoord.status_code == 422 and keuzes == ["", str(blijver.pk)]
    velden = {"tot": _vandaag()}
    keuzes = als(beheerder).post(_adres(coordinator), velden).context["form"].fields["opvolger"].choices
    assert any(waarde == str(collega.pk) and "werkt hier tot en met" in naam for waarde, naam in keuzes)


def test_somebody_of_the_family_does_not_take_over(
    als: Als, beheerder: Actor, coordinator: Actor, school: School, zaak: Zaak
) -> None:
    familie = factories.OuderFactory(leerling=zaak.dossier.leerling, account=True).user
    factories.lidmaatschap(Rol.COORDINATOR, school, user=familie)
    antwoord = als(beheerder).post(_adres(coordinator), {"tot": _vandaag(), "opvolger": familie.pk})
    assert antwoord.status_code == 422
    zaak.refresh_from_db()
    assert zaak.schoolbehandelaar_id == coordinator.persoon_id


class TestDaarna:
    """What was given to a leaver between the handing over and the last day."""

    @pytest.fixture
    def weg(self, coordinator: Actor, zaak: Zaak) -> Lidmaatschap:
        gisteren = timezone.localdate() - timedelta(days=1)
        Lidmaatschap.objects.filter(pk=coordinator.hoed_id).update(tot=gisteren)
        return Lidmaatschap.objects.get(pk=coordinator.hoed_id)

    def test_the_administrator_is_told_once_a_week_and_hands_over(
        self, als: Als, beheerder: Actor, weg: Lidmaatschap, school: School, zaak: Zaak
    ) -> None:
        vandaag, nu = timezone.localdate(), timezone.now()
        assert [meld_achtergebleven(vandaag=vandaag, nu=nu) for _ in range(2)] == [1, 0]
        assert meld_achtergebleven(vandaag=vandaag + timedelta(days=7), nu=nu) == 1
        bericht = Bericht.objects.filter(user_id=beheerder.persoon_id, soort="verlaten_zaken").latest("pk")
        assert "1 zaak heeft" in bericht.tekst and zaak.dossier.leerling.achternaam not in bericht.tekst
        collega = factories.actor(Rol.COORDINATOR, school)
        client = als(beheerder)
        adres = reverse("workflow:hoed_einde", args=[weg.pk])
        for pagina in (reverse("organisations:beheer"), reverse("organisations:gebruiker", args=[weg.user_id])):
            assert adres in client.get(pagina).content.decode()
        assert "Nog over te dragen: 1 zaak" in client.get(adres).content.decode()
        assert client.post(adres, {"opvolger": ""}).status_code == 422
        assert client.post(adres, {"opvolger": collega.persoon_id}).status_code == 302
        zaak.refresh_from_db()
        weg.refresh_from_db()
        assert zaak.schoolbehandelaar_id == collega.persoon_id and weg.tot == vandaag - timedelta(days=1)
        assert (
            achtergebleven(vandaag) == [] and adres not in client.get(reverse("organisations:beheer")).content.decode()
        )
        assert "ligt niets meer" in client.get(adres).content.decode()

    def test_a_new_hat_of_the_same_person_does_the_work(self, weg: Lidmaatschap, school: School) -> None:
        factories.lidmaatschap(Rol.COORDINATOR, school, user=weg.user, van=timezone.localdate())
        assert achtergebleven(timezone.localdate()) == []

    def test_another_samenwerkingsverband_hears_nothing(self, weg: Lidmaatschap, swv: Samenwerkingsverband) -> None:
        elders = factories.SwvFactory()
        factories.lidmaatschap(Rol.BEHEERDER, elders)
        assert meld_achtergebleven(vandaag=timezone.localdate(), nu=timezone.now()) == 0
        assert achtergebleven(timezone.localdate(), swv_id=elders.pk) == []
        assert [lid.pk for lid, _ in achtergebleven(timezone.localdate(), swv_id=swv.pk)] == [weg.pk]

    def test_nobody_gets_a_case_after_the_last_day(self, weg: Lidmaatschap, school: School, zaak: Zaak) -> None:
        collega = factories.actor(Rol.COORDINATOR, school, vandaag=timezone.localdate())
        Zaak.objects.filter(pk=zaak.pk).update(schoolbehandelaar=collega.persoon_id)
        with pytest.raises(Geweigerd):
            edit(zaak.pk, "overdragen", by=collega, data={"collega_id": weg.user_id})


def test_a_director_or_pool_member_does_not_get_a_case_of_the_office(
    swv: Samenwerkingsverband, secretariaat: Actor, aanvraag: Aanvraag
) -> None:
    factories.zet_status(aanvraag, Status.INGEDIEND)
    for rol in (Rol.DIRECTEUR_SWV, Rol.BEHEERDER, Rol.GEDRAGSWETENSCHAPPER):
        collega = factories.lidmaatschap(rol, swv).user_id
        with pytest.raises(Geweigerd):
            edit(aanvraag.zaak_id, "overdragen", by=secretariaat, data={"collega_id": collega})
