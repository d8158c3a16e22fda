"""A letter that came back: noted, listed with what to do, sent again or told otherwise, and never forgotten."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Gebeurtenis
from organisations.actor import Actor
from organisations.rollen import Rol
from tests import factories
from tlv.models import Aanvraag
from ui.notatie import datum
from workflow import retour
from workflow.models import Bericht, Papierpost

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
LIJST, BRIEVEN = reverse("workflow:papier_terug"), reverse("workflow:papier")


@pytest.fixture
def secretariaat(aanvraag: Aanvraag) -> Actor:
    return factories.actor(Rol.SECRETARIAAT, aanvraag.zaak.swv, vandaag=timezone.localdate())


@pytest.fixture
def brief(aanvraag: Aanvraag, secretariaat: Actor) -> Papierpost:
    """On the post since a week."""
    nu = timezone.now() - timedelta(days=7)
    bericht = Bericht.objects.create(
        zaak=aanvraag.zaak,
        soort="proef",
        ouder=factories.OuderFactory(leerling=aanvraag.zaak.dossier.leerling, naam="Omar Vos", email=""),
        wettelijk=True,
        onderwerp="Wij hebben meer tijd nodig",
        tekst="Het duurt langer.",
        sleutel=factories.sleutel(),
        aangemaakt_op=nu,
        werk="vervallen",
    )
    return Papierpost.objects.create(
        bericht=bericht,
        zaak=aanvraag.zaak,
        gemaakt_op=nu,
        geprint_op=nu,
        verstuurd_op=nu,
        verstuurd_door_id=secretariaat.persoon_id,
        gepost_op=timezone.localdate(nu),
    )


def _data(brief: Papierpost, **extra: Any) -> dict[str, Any]:
    dag = timezone.localdate()
    datumdelen = {"retour_op_dag": dag.day, "retour_op_maand": dag.month, "retour_op_jaar": dag.year}
    return {"brief": brief.pk, "reden": "verhuisd", **datumdelen, **extra}


def tekst(antwoord: Any) -> str:
    return " ".join(antwoord.content.decode().split())


def test_it_stands_in_the_list_with_what_to_do_until_it_waits_again(
    als: Als, secretariaat: Actor, brief: Papierpost
) -> None:
    client = als(secretariaat)
    assert "Kwam er een brief terug?" in tekst(client.get(BRIEVEN))
    assert client.post(LIJST, _data(brief)).status_code == 302
    lijst = tekst(client.get(LIJST))
    assert "Omar Vos" in lijst and "verhuisd" in lijst and "vraag het adres na" in lijst
    assert "Er kwam post terug" in tekst(client.get(BRIEVEN))
    assert "1 brief die terugkwam anders bezorgen" in tekst(client.get(reverse("workflow:home")))
    klaar = reverse("workflow:papier_terug_klaar", args=[brief.pk])
    assert client.post(klaar, {"opnieuw": "1"}).status_code == 302
    brief.refresh_from_db()
    assert (brief.verstuurd_op, brief.geprint_op, brief.gepost_op) == (None, None, None)
    assert timezone.localdate(brief.gemaakt_op) == timezone.localdate(), "ready since today, so not late"
    brieven = tekst(client.get(BRIEVEN))
    assert f"<dt>Kwam terug</dt><dd>{datum(timezone.localdate())}: verhuisd" in brieven
    assert "Omar Vos" not in tekst(client.get(LIJST))
    acties = Gebeurtenis.objects.filter(zaak_id=brief.zaak_id).values_list("actie", flat=True)
    assert {"papier_terug", "papier_opnieuw"} <= set(acties)


def test_told_in_another_way_it_is_done_and_not_sent_again(als: Als, secretariaat: Actor, brief: Papierpost) -> None:
    client = als(secretariaat)
    client.post(LIJST, _data(brief))
    klaar = reverse("workflow:papier_terug_klaar", args=[brief.pk])
    client.post(klaar, {"anders": "1"})
    assert not retour.teruggekomen(brief.zaak.swv_id).exists()
    brief.refresh_from_db()
    assert brief.verstuurd_op is not None and brief.retour_klaar_op is not None
    assert not retour.verstuurd(brief.zaak.swv_id, secretariaat.vandaag).exists(), "it lies here: it comes back no more"
    nog_eens = client.post(klaar, {"opnieuw": "1"}, follow=True)
    assert "hoeft niets meer te gebeuren" in tekst(nog_eens)
    brief.refresh_from_db()
    assert brief.verstuurd_op is not None


def test_it_can_come_back_a_second_time(als: Als, secretariaat: Actor, brief: Papierpost) -> None:
    wie = {"swv_id": brief.zaak.swv_id, "vandaag": secretariaat.vandaag, "door_id": secretariaat.persoon_id}
    vandaag = timezone.localdate()
    assert retour.noteer(brief.pk, op=vandaag, reden="", **wie)
    assert retour.noteer(brief.pk, op=vandaag, reden="", **wie) is None, "noted already"
    retour.stuur_opnieuw(brief.pk, swv_id=brief.zaak.swv_id, nu=timezone.now())
    nu = timezone.now()
    Papierpost.objects.update(verstuurd_op=nu, verstuurd_door=secretariaat.persoon_id, gepost_op=vandaag)
    assert retour.noteer(brief.pk, op=vandaag, reden="weer", **wie)


def test_what_is_wrong_is_said_at_the_field(als: Als, secretariaat: Actor, brief: Papierpost) -> None:
    client = als(secretariaat)
    leeg = client.post(LIJST, {})
    assert leeg.status_code == 422 and "Welke brief kwam terug?" in tekst(leeg)
    te_vroeg = timezone.localdate() - timedelta(days=8)
    data = {"retour_op_dag": te_vroeg.day, "retour_op_maand": te_vroeg.month, "retour_op_jaar": te_vroeg.year}
    assert "op de post" in tekst(client.post(LIJST, _data(brief, **data)))
    assert client.post(LIJST, _data(brief) | {"brief": "999999"}).status_code == 422
    brief.refresh_from_db()
    assert brief.retour_op is None


def test_it_is_for_the_secretariat_of_the_case_alone(als: Als, secretariaat: Actor, brief: Papierpost) -> None:
    elders = factories.actor(Rol.SECRETARIAAT, factories.SwvFactory(), vandaag=timezone.localdate())
    klaar = reverse("workflow:papier_terug_klaar", args=[brief.pk])
    assert als(elders).post(LIJST, _data(brief)).status_code == 422
    assert als(elders).post(klaar, {"opnieuw": "1"}).status_code == 404
    beheerder = factories.actor(Rol.BEHEERDER, brief.zaak.swv, vandaag=timezone.localdate())
    assert als(beheerder).get(LIJST).status_code == 403
