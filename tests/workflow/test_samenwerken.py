"""Questions, notes and hand-over: who writes to whom, and who never reads what."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Notitie, Vraagbericht
from organisations.actor import Actor
from organisations.models import School, User
from organisations.rollen import Rol
from tests import factories
from tlv.models import Aanvraag, Status
from workflow.berichten import Mededeling, schrijf_los_bericht
from workflow.edit import edit
from workflow.fouten import GeenRecht, Geweigerd
from workflow.models import Bericht
from workflow.process import Ontvanger

pytestmark = pytest.mark.django_db


@pytest.fixture
def ingediend(aanvraag: Aanvraag) -> Aanvraag:
    factories.zet_status(aanvraag, Status.INGEDIEND)
    return aanvraag


def _vraag(aanvraag: Aanvraag, by: Actor, tekst: str, **data: object) -> None:
    edit(aanvraag.zaak_id, "vraag", by=by, data={"tekst": tekst, **data})


def test_a_question_of_the_school_reaches_the_secretariat(
    ingediend: Aanvraag, coordinator: Actor, secretariaat: Actor
) -> None:
    _vraag(ingediend, coordinator, "Is het onderzoek recent genoeg?")
    assert Bericht.objects.get(soort="vraag").user_id == secretariaat.gebruiker_id


def test_two_parents_do_not_read_each_others_conversation(ingediend: Aanvraag, als: Callable[[Actor], Client]) -> None:
    leerling = ingediend.zaak.dossier.leerling
    moeder, vader = (factories.OuderFactory(leerling=leerling, account=True) for _ in range(2))
    _vraag(ingediend, factories.actor(Rol.OUDER, user=moeder.user), "Mag mijn zus mee?")
    pagina = als(factories.actor(Rol.OUDER, user=vader.user)).get(reverse("workflow:vragen", args=[ingediend.zaak_id]))
    assert pagina.status_code == 200
    assert "Mag mijn zus mee?" not in pagina.content.decode()


def test_a_name_from_right_to_left_stands_apart_in_a_conversation(
    ingediend: Aanvraag, secretariaat: Actor, als: Callable[[Actor], Client]
) -> None:
    moeder = factories.OuderFactory(leerling=ingediend.zaak.dossier.leerling, account=True)
    User.objects.filter(pk=moeder.user_id).update(naam="ليلى الحداد")
    _vraag(ingediend, factories.actor(Rol.OUDER, user=moeder.user), "Mag mijn zus mee?")
    pagina = als(secretariaat).get(reverse("workflow:vragen", args=[ingediend.zaak_id])).content.decode()
    assert "gesprek met <bdi>ليلى الحداد</bdi>" in pagina


def test_the_office_cannot_write_to_somebody_outside_the_family(ingediend: Aanvraag, secretariaat: Actor) -> None:
    vreemde = factories.UserFactory()
    with pytest.raises(Geweigerd):
        _vraag(ingediend, secretariaat, "Dag", draad="gezin", gezinslid_id=vreemde.pk)
    assert not Vraagbericht.objects.exists()


def test_a_note_for_the_office_is_not_on_the_page_of_the_school(
    ingediend: Aanvraag, secretariaat: Actor, coordinator: Actor, als: Callable[[Actor], Client]
) -> None:
    data = {"tekst": "Bellen met de voorzitter", "compartiment": "intern"}
    edit(ingediend.zaak_id, "notitie", by=secretariaat, data=data)
    pagina = als(coordinator).get(reverse("workflow:notities", args=[ingediend.zaak_id]))
    assert "Bellen met de voorzitter" not in pagina.content.decode()


def test_a_school_cannot_write_a_note_it_could_not_read(ingediend: Aanvraag, coordinator: Actor) -> None:
    with pytest.raises(Geweigerd):
        edit(ingediend.zaak_id, "notitie", by=coordinator, data={"tekst": "x", "compartiment": "intern"})
    assert not Notitie.objects.exists()


def test_parents_do_not_note(ingediend: Aanvraag) -> None:
    ouder = factories.OuderFactory(leerling=ingediend.zaak.dossier.leerling, account=True)
    with pytest.raises(GeenRecht):
        edit(ingediend.zaak_id, "notitie", by=factories.actor(Rol.OUDER, user=ouder.user), data={"tekst": "x"})


def test_a_case_is_handed_to_a_colleague_of_the_same_school_only(
    ingediend: Aanvraag, coordinator: Actor, school: School, andere_school: School
) -> None:
    collega = factories.lidmaatschap(Rol.COORDINATOR, school).user
    vreemde: User = factories.lidmaatschap(Rol.COORDINATOR, andere_school).user
    edit(ingediend.zaak_id, "overdragen", by=coordinator, data={"collega_id": collega.pk})
    ingediend.zaak.refresh_from_db()
    assert ingediend.zaak.schoolbehandelaar_id == collega.pk
    with pytest.raises(Geweigerd):
        edit(ingediend.zaak_id, "overdragen", by=coordinator, data={"collega_id": vreemde.pk})


def test_the_filter_does_not_tell_a_signed_grant_from_a_refusal(
    als: Callable[[Actor], Client], aanvraag: Aanvraag, coordinator: Actor
) -> None:
    factories.zet_status(aanvraag, Status.VERLEEND)
    client = als(coordinator)
    assert client.get(reverse("workflow:zaken"), {"stand": "verleend"}).context["aantal"] == "0"
    standen = [label for label, _ in client.get(reverse("workflow:zaken")).context["standen"]]
    assert "Besloten, nog niet bekend" in standen
    assert not any("leend" in label for label in standen)


def test_a_double_click_places_one_message(
    als: Callable[[Actor], Client], ingediend: Aanvraag, coordinator: Actor
) -> None:
    client = als(coordinator)
    velden = {"tekst": "Eén keer is genoeg.", "sleutel": factories.sleutel()}
    for _ in range(2):
        assert client.post(reverse("workflow:vragen", args=[ingediend.zaak_id]), velden).status_code == 302
    assert Vraagbericht.objects.count() == 1


def test_the_back_button_with_another_text_is_not_dropped(ingediend: Aanvraag, coordinator: Actor) -> None:
    sleutel = factories.sleutel()
    for tekst in ("De eerste vraag", "De tweede vraag"):
        edit(ingediend.zaak_id, "vraag", by=coordinator, data={"tekst": tekst}, sleutel=sleutel)
    assert [b.tekst for b in Vraagbericht.objects.all()] == ["De eerste vraag", "De tweede vraag"]


def test_the_office_cannot_write_to_a_parent_whose_gezag_ended(
    ingediend: Aanvraag, secretariaat: Actor, als: Callable[[Actor], Client]
) -> None:
    """Also not in a conversation that parent began."""
    moeder = factories.OuderFactory(leerling=ingediend.zaak.dossier.leerling, account=True)
    _vraag(ingediend, factories.actor(Rol.OUDER, user=moeder.user), "Mag mijn zus mee?")
    adres = reverse("workflow:vragen", args=[ingediend.zaak_id])
    keuze = f'name="aan" value="{moeder.user_id}"'
    assert keuze in als(secretariaat).get(adres).content.decode()
    moeder.gezag.update(tot=secretariaat.vandaag - timedelta(1))
    with pytest.raises(Geweigerd, match="gezag"):
        _vraag(ingediend, secretariaat, "Ja hoor", draad="gezin", gezinslid_id=moeder.user_id)
    client = als(secretariaat)
    assert keuze not in client.get(adres).content.decode()
    assert client.post(adres, {"aan": moeder.user_id, "tekst": "Ja hoor"}).status_code == 422
    assert Vraagbericht.objects.count() == 1


def test_a_message_keeps_no_name_once_its_case_is_out_of_sight(
    ingediend: Aanvraag, als: Callable[[Actor], Client]
) -> None:
    leerling = ingediend.zaak.dossier.leerling
    moeder = factories.OuderFactory(leerling=leerling, account=True)
    wat = Mededeling(
        soort="proef",
        onderwerp="Nieuws over {nummer}",
        tekst="Er is iets met {leerling}.",
        sleutel="proef",
    )
    schrijf_los_bericht(ingediend.zaak, Ontvanger(user=moeder.user), wat, nu=factories.NU)
    wie = factories.actor(Rol.OUDER, user=moeder.user)
    adres = reverse("workflow:postvak")
    assert leerling.naam in als(wie).get(adres).content.decode()
    moeder.gezag.update(tot=wie.vandaag - timedelta(1))
    inhoud = als(wie).get(adres).content.decode()
    assert leerling.naam not in inhoud and ingediend.zaak.nummer not in inhoud
    assert "Bericht bij een zaak die u niet meer ziet" in inhoud
    assert reverse("workflow:bericht", args=[Bericht.objects.get().pk]) not in inhoud
    assert leerling.naam in Bericht.objects.get().tekst


def test_a_message_about_a_case_of_another_hat_offers_that_hat(
    ingediend: Aanvraag, als: Callable[[Actor], Client]
) -> None:
    """First nothing but the role; after the choice the case; a hat of somebody else opens nothing."""
    zaak = ingediend.zaak
    mens = factories.UserFactory()
    bureau = factories.actor(Rol.SECRETARIAAT, zaak.swv, user=mens)
    elders = factories.actor(Rol.COORDINATOR, factories.SchoolFactory(), user=mens)
    vreemd = factories.actor(Rol.SECRETARIAAT, zaak.swv)
    bericht = Bericht.objects.create(
        zaak=zaak,
        soort="vraag",
        user=mens,
        onderwerp="Nieuw bericht",
        tekst="Er is een nieuw bericht.",
        sleutel=factories.sleutel(),
        aangemaakt_op=factories.NU,
    )
    client, url = als(elders), reverse("workflow:bericht", args=[bericht.pk])
    postvak = client.get(reverse("workflow:postvak")).content.decode()
    assert "Dit hoort bij een andere rol van u: secretariaat" in postvak
    assert f'name="hoed" value="{bureau.hoed_id}"' in postvak and "Wissel van rol en bekijk" in postvak
    antwoord = client.post(url)
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 200 and "Ga verder als secretariaat" in pagina
    assert zaak.dossier.leerling.achternaam not in pagina
    assert client.post(url, {"hoed": vreemd.hoed_id}).url == reverse("workflow:postvak")
    assert client.get(reverse("workflow:zaak", args=[zaak.pk])).status_code == 404
    antwoord = client.post(url, {"hoed": bureau.hoed_id}, follow=True)
    assert antwoord.status_code == 200 and antwoord.context["actor"].hoed_id == bureau.hoed_id
    assert "andere rol van u" not in client.get(reverse("workflow:postvak")).content.decode()
    assert client.post(url).url == reverse("workflow:zaak", args=[zaak.pk])
