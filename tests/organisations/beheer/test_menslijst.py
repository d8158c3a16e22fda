"""The list of people: found once each, who left on request only, and as many questions however long it is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.actor import Actor
from organisations.models import School
from organisations.rollen import Rol
from tests import factories

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]


class TestLijst:
    def test_search_filter_and_pages_find_everybody_once(self, als: Als, beheerder: Actor, school: School) -> None:
        for n in range(120):
            factories.lidmaatschap(Rol.COORDINATOR, school, user=factories.UserFactory(naam=f"Naam {n % 40:02}x"))
        client, url, gezien = als(beheerder), reverse("organisations:gebruikers"), []
        vraag: dict[str, str] = {"rol": "coordinator"}
        while True:
            context = client.get(url, vraag).context
            gezien += [mens.pk for mens in context["lijst"].mensen]
            if not context["lijst"].na:
                break
            vraag["na"] = context["lijst"].na
        assert len(gezien) == len(set(gezien)) == 120 and context["lijst"].aantal == "120"
        assert client.get(url, {"q": "naam 07x"}).context["lijst"].aantal == "3"
        assert client.get(url, {"q": "naam", "na": "x", "school": "abc", "rol": "koning"}).status_code == 200

    def test_who_left_shows_on_request_only(self, als: Als, beheerder: Actor, school: School) -> None:
        gisteren = timezone.localdate() - timedelta(days=1)
        weg = factories.lidmaatschap(Rol.COORDINATOR, school, tot=gisteren)
        client, url = als(beheerder), reverse("organisations:gebruikers")
        assert weg.user.naam not in client.get(url).content.decode()
        assert weg.user.naam in client.get(url, {"ook": "vertrokken"}).content.decode()

    def test_the_number_of_queries_does_not_grow(
        self, als: Als, beheerder: Actor, school: School, django_assert_max_num_queries: Any
    ) -> None:
        for _ in range(40):
            factories.lidmaatschap(Rol.COORDINATOR, school)
        client = als(beheerder)
        with django_assert_max_num_queries(15):
            client.get(reverse("organisations:gebruikers"))
