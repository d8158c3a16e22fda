"""Opening a dossier: once, at the own school, and blind for what another school has."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Gebeurtenis, Soort
from cases.fouten import GeenRecht, Geweigerd, NietGevonden
from cases.models import Dossier, Inschrijving, Leerling, MogelijkeDubbel
from cases.services import open_dossier
from organisations.actor import Actor
from organisations.models import School
from organisations.rollen import Rol
from tests import factories
from tests.cases.conftest import als_post

pytestmark = pytest.mark.django_db


def test_it_opens_at_the_own_school_and_can_be_found(coordinator: Actor, school: School, noa: dict[str, Any]) -> None:
    dossier = open_dossier(by=coordinator, school_id=school.pk, data=noa)
    assert (dossier.school, dossier.swv, dossier.swv_sinds) == (school, school.swv, None)
    assert "noa elise van dijk" in dossier.leerling.zoektekst
    assert dossier.leerling.inschrijvingen.get().geeft_toegang
    assert Gebeurtenis.objects.filter(actie="dossier.openen", soort=Soort.SCHRIJVEN).count() == 1


def test_nothing_that_was_typed_stands_in_the_record(coordinator: Actor, school: School, noa: dict[str, Any]) -> None:
    open_dossier(by=coordinator, school_id=school.pk, data=noa)
    assert "Dijk" not in str(list(Gebeurtenis.objects.values()))


def test_the_same_key_gives_the_same_dossier(coordinator: Actor, school: School, noa: dict[str, Any]) -> None:
    eerste = open_dossier(by=coordinator, school_id=school.pk, data=noa, sleutel="k1")
    tweede = open_dossier(by=coordinator, school_id=school.pk, data=noa, sleutel="k1")
    assert eerste == tweede
    assert Leerling.objects.count() == 1


def test_the_back_button_and_then_another_pupil_opens_a_dossier_for_that_pupil(
    coordinator: Actor, school: School, noa: dict[str, Any]
) -> None:
    eerste = open_dossier(by=coordinator, school_id=school.pk, data=noa, sleutel="k1")
    broer = noa | {"roepnaam": "Bram", "voornamen": "Bram", "geboortedatum": date(2009, 2, 3)}
    tweede = open_dossier(by=coordinator, school_id=school.pk, data=broer, sleutel="k1")
    assert [d.leerling.roepnaam for d in (eerste, tweede)] == ["Noa", "Bram"]


def test_the_key_of_another_school_is_no_error(
    coordinator: Actor, andere_coordinator: Actor, school: School, andere_school: School, noa: dict[str, Any]
) -> None:
    een = open_dossier(by=coordinator, school_id=school.pk, data=noa, sleutel="k1")
    ander = open_dossier(by=andere_coordinator, school_id=andere_school.pk, data=noa, sleutel="k1")
    assert (een.school, ander.school) == (school, andere_school)


def test_it_cannot_be_opened_for_another_school(coordinator: Actor, andere_school: School, noa: dict[str, Any]) -> None:
    with pytest.raises(NietGevonden):
        open_dossier(by=coordinator, school_id=andere_school.pk, data=noa)
    assert Gebeurtenis.objects.filter(soort=Soort.WEIGERING).exists()


def test_a_head_does_not_open_dossiers(school: School, noa: dict[str, Any]) -> None:
    with pytest.raises(GeenRecht):
        open_dossier(by=factories.actor(Rol.SCHOOLDIRECTEUR, school), school_id=school.pk, data=noa)


def test_the_own_school_is_told_of_its_own_double(coordinator: Actor, school: School, noa: dict[str, Any]) -> None:
    open_dossier(by=coordinator, school_id=school.pk, data=noa)
    with pytest.raises(Geweigerd):
        open_dossier(by=coordinator, school_id=school.pk, data=noa | {"roepnaam": "Noah"})
    open_dossier(by=coordinator, school_id=school.pk, data=noa | {"roepnaam": "Noah"}, toch_nieuw=True)
    assert Dossier.objects.count() == 2


def test_the_secretariat_gets_the_pair(
    coordinator: Actor, school: School, andere_coordinator: Actor, andere_school: School, noa: dict[str, Any]
) -> None:
    eerste = open_dossier(by=andere_coordinator, school_id=andere_school.pk, data=noa)
    tweede = open_dossier(by=coordinator, school_id=school.pk, data=noa | {"achternaam": "Dyk"})
    paar = MogelijkeDubbel.objects.get()
    assert (paar.bestaand, paar.nieuw, paar.uitkomst) == (eerste, tweede, "open")
    assert paar.overeenkomst == "zelfde geboortedatum, naam lijkt erop"


def _kaal(html: str) -> str:
    """A page without what differs from rendering to rendering."""
    zonder_token = re.sub(r'name="(csrfmiddlewaretoken|sleutel)" value="[^"]*"|X-CSRFToken": "[^"]*"', "", html)
    return re.sub(r"\d+", "0", zonder_token)


def test_the_school_sees_the_same_whether_or_not_another_school_has_the_pupil(
    als: Callable[[Actor], Client],
    coordinator: Actor,
    school: School,
    andere_coordinator: Actor,
    andere_school: School,
    noa: dict[str, Any],
) -> None:
    open_dossier(by=andere_coordinator, school_id=andere_school.pk, data=noa)
    client = als(coordinator)
    paginas = []
    for geboren in (noa["geboortedatum"], noa["geboortedatum"].replace(year=2012)):
        antwoord = client.post(
            reverse("cases:dossier_nieuw"), als_post(noa | {"geboortedatum": geboren}, school, toch_nieuw=True)
        )
        dossier = client.get(antwoord["Location"])
        lijst = client.get(reverse("cases:dossiers"), {"q": "dijk"})
        paginas.append((antwoord.status_code, _kaal(dossier.content.decode()), lijst.status_code))
    assert paginas[0][1].splitlines() == paginas[1][1].splitlines()
    assert paginas[0] == paginas[1]
    assert MogelijkeDubbel.objects.count() == 1
    assert andere_school.naam not in lijst.content.decode() + dossier.content.decode()


def test_a_dossier_elsewhere_costs_about_as_many_queries(
    django_assert_max_num_queries: Callable[..., Any],
    coordinator: Actor,
    school: School,
    andere_coordinator: Actor,
    andere_school: School,
    noa: dict[str, Any],
) -> None:
    with django_assert_max_num_queries(40) as zonder:
        open_dossier(by=andere_coordinator, school_id=andere_school.pk, data=noa)
    with django_assert_max_num_queries(40) as met:
        open_dossier(by=coordinator, school_id=school.pk, data=noa)
    assert len(met) - len(zonder) <= 2


def test_an_enrolment_elsewhere_opens_nothing_there(
    coordinator: Actor, school: School, andere_coordinator: Actor, andere_school: School, noa: dict[str, Any]
) -> None:
    data = noa | {"soort": "aangemeld", "elders": andere_school}
    dossier = open_dossier(by=coordinator, school_id=school.pk, data=data)
    assert Inschrijving.objects.filter(leerling=dossier.leerling).count() == 2
    assert not Dossier.objects.visible_to(andere_coordinator).exists()


def test_the_secretariat_opens_for_a_school_and_both_see_it(
    secretariaat: Actor, coordinator: Actor, school: School, noa: dict[str, Any]
) -> None:
    dossier = open_dossier(by=secretariaat, school_id=school.pk, data=noa)
    assert Dossier.objects.visible_to(secretariaat).get() == dossier
    assert Dossier.objects.visible_to(coordinator).get() == dossier


def test_the_secretariat_can_use_the_dossier_the_school_has(
    als: Callable[[Actor], Client], secretariaat: Actor, coordinator: Actor, school: School, noa: dict[str, Any]
) -> None:
    dossier = open_dossier(by=coordinator, school_id=school.pk, data=noa)
    client = als(secretariaat)
    antwoord = client.post(reverse("cases:dossier_nieuw"), als_post(noa, school))
    assert antwoord.status_code == 422
    assert f'name="gebruik" value="{dossier.pk}"' in antwoord.content.decode()
    antwoord = client.post(reverse("cases:dossier_nieuw"), als_post(noa, school, gebruik=dossier.pk))
    assert antwoord["Location"] == reverse("cases:dossier", args=[dossier.pk])
    dossier.refresh_from_db()
    assert dossier.swv_sinds is not None


def test_it_is_no_way_to_read_a_dossier_one_cannot_describe(
    als: Callable[[Actor], Client], secretariaat: Actor, coordinator: Actor, school: School, noa: dict[str, Any]
) -> None:
    dossier = open_dossier(by=coordinator, school_id=school.pk, data=noa)
    anders = noa | {"roepnaam": "Lisa", "voornamen": "Lisa"}
    post = als_post(anders, school, gebruik=dossier.pk)
    assert als(secretariaat).post(reverse("cases:dossier_nieuw"), post).status_code == 404
    dossier.refresh_from_db()
    assert dossier.swv_sinds is None
