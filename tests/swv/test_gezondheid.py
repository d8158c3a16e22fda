import pytest
from django.test import Client


def test_it_is_alive_without_a_login(client: Client) -> None:
    assert client.get("/gezond/").json() == {"gezond": True}


@pytest.mark.django_db
def test_it_is_ready_with_database_and_broker(client: Client) -> None:
    response = client.get("/gereed/")
    assert response.status_code == 200
    assert response.json() == {"gereed": True, "database": True, "broker": True, "outbox": True}
