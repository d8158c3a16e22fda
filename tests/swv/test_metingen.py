from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from deadlines.models import Termijn
from swv.celery import app
from tests.factories import ZaakFactory
from tlv.models import Aanvraag
from workflow.models import Bericht

TOKEN = "geheim-van-de-meting"


@pytest.fixture
def token(settings) -> str:
    settings.METRICS_TOKEN = TOKEN
    return TOKEN


def vraag(client: Client) -> dict[tuple[str, str], float]:
    antwoord = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert antwoord.status_code == 200
    return {
        (punt.name, ",".join(f"{k}={v}" for k, v in sorted(punt.labels.items()))): punt.value
        for familie in text_string_to_metric_families(antwoord.content.decode())
        for punt in familie.samples
    }


@pytest.mark.django_db
@pytest.mark.parametrize("gegeven", [None, "", "Bearer ", "Bearer verkeerd", "Bearer é", "Basic x"])
def test_without_the_token_the_page_does_not_exist(client: Client, token: str, gegeven: str | None) -> None:
    headers = {} if gegeven is None else {"Authorization": gegeven}
    assert client.get("/metrics", headers=headers).status_code == 404


@pytest.mark.django_db
def test_without_a_token_in_the_settings_nobody_gets_in(client: Client, settings) -> None:
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.django_db
def test_it_counts_pages_by_name(client: Client, token: str) -> None:
    sleutel = ("dekkend_requests_total", "method=GET,status=200,view=gezond")
    vooraf = vraag(client).get(sleutel, 0)
    client.get("/gezond/")
    client.get("/gezond/")
    assert vraag(client)[sleutel] == vooraf + 2


@pytest.mark.django_db
def test_it_tells_how_the_work_stands(client: Client, token: str, aanvraag: Aanvraag) -> None:
    nu = timezone.now()
    for nr, (werk, oud) in enumerate([("wacht", 5), ("bezig", 90), ("mislukt", 600), ("klaar", 900)]):
        Bericht.objects.create(
            soort="proef",
            sleutel=f"proef:{nr}",
            werk=werk,
            aangemaakt_op=nu - timedelta(minutes=oud),
            tekst="",
            onderwerp="",
        )
    Termijn.objects.create(
        zaak=aanvraag.zaak, soort="beslistermijn", vanaf=nu.date() - timedelta(9), einde=nu.date() - timedelta(2)
    )
    stand = vraag(client)
    assert stand["dekkend_outbox_waiting", "kind=message"] == 2
    assert stand["dekkend_outbox_waiting", "kind=document"] == 0
    assert stand["dekkend_outbox_failed", "kind=message"] == 1
    assert 90 * 60 <= stand["dekkend_outbox_oldest_seconds", ""] < 95 * 60
    assert stand["dekkend_terms_lapsed", ""] == 1
    assert stand["dekkend_database_up", ""] == stand["dekkend_broker_up", ""] == 1
    assert stand["dekkend_queue_length", ""] >= 0


@pytest.mark.django_db
def test_a_broker_that_is_gone_is_told_and_no_error(
    client: Client, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.conf, "broker_read_url", "redis://127.0.0.1:1/0")
    assert vraag(client)["dekkend_broker_up", ""] == 0


@pytest.mark.django_db
def test_it_says_nothing_about_anybody(client: Client, token: str, aanvraag: Aanvraag) -> None:
    client.get(f"/zaken/{aanvraag.zaak_id}/?q=Quintijn")
    client.get("/Quintijn/")
    tekst = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).content.decode()
    assert "Quintijn" not in tekst and aanvraag.zaak.dossier.leerling.achternaam not in tekst
    assert f"/{aanvraag.zaak_id}/" not in tekst and 'view="workflow:zaak"' in tekst


@pytest.mark.django_db
def test_it_asks_the_database_little(client: Client, token: str, django_assert_max_num_queries) -> None:
    ZaakFactory()
    with django_assert_max_num_queries(8):
        vraag(client)
