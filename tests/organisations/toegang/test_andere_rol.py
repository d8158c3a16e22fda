"""Somebody changed hats in another tab: a form of the first tab waits until the person says in which hat."""

import pytest
from django.test import Client
from django.urls import reverse

from organisations.actor import Actor
from organisations.models import Bewaardformulier, Lidmaatschap, Samenwerkingsverband, User
from organisations.rollen import Rol
from tests import factories
from tests.inloggen import log_in
from tests.organisations.toegang.test_bewaard import _velden
from tlv.models import Aanvraag

pytestmark = pytest.mark.django_db
TEKST = "Ik bel de ouders maandag."


@pytest.fixture
def ander(coordinator: Actor, swv: Samenwerkingsverband) -> Actor:
    return factories.actor(Rol.SECRETARIAAT, swv, user=User.objects.get(pk=coordinator.gebruiker_id))


@pytest.fixture
def velden(client: Client, coordinator: Actor, ander: Actor, aanvraag: Aanvraag) -> dict[str, str]:
    """The form as the coordinator had it on the screen; the other hat was put on since."""
    log_in(client, coordinator)
    velden = _velden(client.get(_vraag(aanvraag)).content.decode())
    client.post(reverse("organisations:hoed_wisselen"), {**velden, "hoed": ander.hoed_id})
    return velden


def _vraag(aanvraag: Aanvraag) -> str:
    return reverse("workflow:vragen", args=[aanvraag.zaak_id])


def test_it_is_not_carried_out_and_the_person_chooses_the_hat_of_the_form(
    client: Client, velden: dict[str, str], aanvraag: Aanvraag, coordinator: Actor
) -> None:
    keuze = client.post(_vraag(aanvraag), {**velden, "tekst": TEKST}, follow=True)
    assert not aanvraag.zaak.vraagberichten.exists()
    assert "In welke rol wilt u dit doen?" in keuze.content.decode()
    nummer = Bewaardformulier.objects.get().pk
    terug = reverse("organisations:bewaard", args=[nummer])
    assert f'href="{terug}"' in keuze.content.decode()
    pagina = client.get(terug, follow=True)
    assert pagina.context["actor"].hoed_id == coordinator.hoed_id
    assert TEKST in pagina.content.decode()
    assert client.post(_vraag(aanvraag), {**_velden(pagina.content.decode()), "tekst": TEKST}).status_code == 302
    assert aanvraag.zaak.vraagberichten.get().tekst == TEKST
    assert not Bewaardformulier.objects.exists()


def test_or_the_hat_that_is_on_now(client: Client, velden: dict[str, str], aanvraag: Aanvraag, ander: Actor) -> None:
    keuze = client.post(_vraag(aanvraag), {**velden, "tekst": TEKST}, follow=True)
    pad = f"{_vraag(aanvraag)}?bewaard_nr={Bewaardformulier.objects.get().pk}"
    assert f'href="{pad}"' in keuze.content.decode()
    pagina = client.get(pad)
    assert pagina.wsgi_request.actor.hoed_id == ander.hoed_id
    assert TEKST in pagina.content.decode()
    assert not aanvraag.zaak.vraagberichten.exists()


def test_what_a_script_sends_is_refused_in_words(client: Client, velden: dict[str, str], aanvraag: Aanvraag) -> None:
    antwoord = client.post(_vraag(aanvraag), {**velden, "tekst": TEKST}, headers={"X-Requested-With": "fetch"})
    assert antwoord.status_code == 409
    assert "andere rol" in antwoord.json()["melding"]
    assert not aanvraag.zaak.vraagberichten.exists()


def test_a_part_of_a_page_goes_to_the_same_choice(client: Client, velden: dict[str, str], aanvraag: Aanvraag) -> None:
    antwoord = client.post(_vraag(aanvraag), {**velden, "tekst": TEKST}, headers={"HX-Request": "true"})
    assert antwoord.headers["HX-Redirect"] == f"/bewaard/{Bewaardformulier.objects.get().pk}/?kies_rol=1"
    assert not aanvraag.zaak.vraagberichten.exists()


def test_a_hat_of_an_earlier_time_is_not_offered(
    client: Client, velden: dict[str, str], aanvraag: Aanvraag, coordinator: Actor, ander: Actor
) -> None:
    Lidmaatschap.objects.filter(pk=coordinator.hoed_id).delete()
    client.logout()
    log_in(client, ander)
    keuze = client.post(_vraag(aanvraag), {**velden, "tekst": TEKST}, follow=True)
    assert "niet meer van u" in keuze.content.decode()
    assert "Ga verder als" not in keuze.content.decode()


def test_changing_hats_and_logging_out_work_from_a_page_of_another_hat(
    client: Client, velden: dict[str, str], coordinator: Actor
) -> None:
    client.post(reverse("organisations:hoed_wisselen"), {**velden, "hoed": coordinator.hoed_id})
    assert client.get("/werk/").wsgi_request.actor.hoed_id == coordinator.hoed_id
    assert client.post(reverse("organisations:uitloggen"), velden).headers["Location"] == reverse("start")
    assert not Bewaardformulier.objects.exists()
