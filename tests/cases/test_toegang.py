"""The one door to a dossier: who gets through, where a merged one leads, and what is kept of reads and refusals."""

from datetime import timedelta
from typing import Any

import pytest

from audit.models import Gebeurtenis, Lezing, Soort
from audit.services import GROOTSTE_ID
from cases.fouten import NietGevonden
from cases.models import Dossier, Zaak
from cases.toegang import (
    familie_van,
    haal_dossier,
    leg_zaakweigering_vast,
    mag_bewerken,
    werkt_aan_eigen_gezin,
    zichtbaar_dossier,
)
from organisations.actor import Actor
from organisations.models import User
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG

pytestmark = pytest.mark.django_db
GISTEREN, MORGEN = VANDAAG - timedelta(days=1), VANDAAG + timedelta(days=1)


def weigering() -> dict[str, object]:
    rij = Gebeurtenis.objects.get()
    assert rij.soort == Soort.WEIGERING
    return {"actie": rij.actie, "swv": rij.swv_id, "zaak": rij.zaak_id, "leerling": rij.leerling_id} | (
        rij.bijzonderheden or {}
    )


def test_a_read_is_kept_once_in_a_quarter_of_an_hour(dossier: Dossier, coordinator: Actor) -> None:
    for minuten in (0, 14):
        haal_dossier(coordinator, dossier.pk, pagina="dossier", nu=NU + timedelta(minutes=minuten))
    assert haal_dossier(coordinator, dossier.pk, pagina="ander", nu=NU) == dossier
    rijen = [(rij.actie, rij.leerling_id, rij.object_id, rij.swv_id) for rij in Lezing.objects.order_by("pk")]
    over = (dossier.leerling_id, dossier.pk, dossier.swv_id)
    assert rijen == [("lezen:dossier", *over), ("lezen:ander", *over)]
    assert Lezing.objects.earliest("pk").grond["been"] == "school"


def test_a_dossier_of_another_school_is_not_there_and_the_refusal_names_it(
    dossier: Dossier, andere_coordinator: Actor
) -> None:
    with pytest.raises(NietGevonden):
        haal_dossier(andere_coordinator, dossier.pk, pagina="dossier", nu=NU)
    assert weigering() == {
        "actie": "lezen:dossier",
        "swv": dossier.swv_id,
        "zaak": None,
        "leerling": dossier.leerling_id,
        "grond": "niet zichtbaar",
    }
    assert not Lezing.objects.exists()


def test_of_several_dossiers_it_is_the_one_that_was_asked_for(
    dossier: Dossier, coordinator: Actor, andere_coordinator: Actor
) -> None:
    jonger = factories.DossierFactory(school=dossier.school)
    assert haal_dossier(coordinator, jonger.pk, pagina="dossier", nu=NU) == jonger
    with pytest.raises(NietGevonden):
        haal_dossier(andere_coordinator, jonger.pk, pagina="dossier", nu=NU)
    assert Gebeurtenis.objects.get(soort=Soort.WEIGERING).leerling_id == jonger.leerling_id


def test_a_refusal_to_somebody_from_elsewhere_says_whence(dossier: Dossier) -> None:
    elders = factories.actor(Rol.SECRETARIAAT, factories.SwvFactory())
    with pytest.raises(NietGevonden):
        haal_dossier(elders, dossier.pk, pagina="dossier", nu=NU)
    assert (weigering()["swv"], weigering()["van_swv"]) == (dossier.swv_id, elders.swv_id)


def test_a_number_that_does_not_exist_is_refused_where_one_works(coordinator: Actor) -> None:
    with pytest.raises(NietGevonden):
        haal_dossier(coordinator, 987654, pagina="dossier", nu=NU)
    verwacht = {"actie": "lezen:dossier", "swv": coordinator.swv_id, "zaak": None, "leerling": None}
    assert weigering() == verwacht | {"grond": "niet zichtbaar"}


def test_a_merged_dossier_leads_to_where_the_chain_ends_for_who_may_see_that(
    dossier: Dossier, coordinator: Actor, andere_coordinator: Actor
) -> None:
    midden = factories.DossierFactory(school=dossier.school, samengevoegd_met=dossier)
    eerste = factories.DossierFactory(school=factories.SchoolFactory(swv=dossier.swv), samengevoegd_met=midden)
    assert haal_dossier(coordinator, eerste.pk, pagina="dossier", nu=NU) == dossier
    assert Lezing.objects.get().object_id == dossier.pk
    with pytest.raises(NietGevonden):
        haal_dossier(andere_coordinator, eerste.pk, pagina="dossier", nu=NU)
    assert weigering()["leerling"] == dossier.leerling_id


def test_a_dossier_that_is_there_is_not_looked_for_twice(
    dossier: Dossier, coordinator: Actor, django_assert_num_queries: Any
) -> None:
    haal_dossier(coordinator, dossier.pk, pagina="dossier", nu=NU)
    with django_assert_num_queries(2):  # the dossier itself, and whether this reading was kept already
        haal_dossier(coordinator, dossier.pk, pagina="dossier", nu=NU)


def test_the_largest_number_is_a_dossier_and_a_larger_one_is_none(coordinator: Actor) -> None:
    grootste = factories.DossierFactory(pk=GROOTSTE_ID, school_id=coordinator.school_id)
    assert zichtbaar_dossier(coordinator, GROOTSTE_ID) == grootste
    assert zichtbaar_dossier(coordinator, GROOTSTE_ID + 1) is None


@pytest.mark.parametrize("zaak_id", [None, 0, 987654, GROOTSTE_ID, GROOTSTE_ID + 1])
def test_a_refusal_about_a_case_that_is_not_there_names_none(zaak_id: int | None, coordinator: Actor) -> None:
    factories.ZaakFactory()
    leg_zaakweigering_vast(coordinator, "proef", zaak_id, grond="niet zichtbaar")
    verwacht = {"actie": "proef", "swv": coordinator.swv_id, "zaak": None, "leerling": None}
    assert weigering() == verwacht | {"grond": "niet zichtbaar"}


def test_a_refusal_about_a_case_stands_with_the_samenwerkingsverband_of_that_case(coordinator: Actor) -> None:
    zaak: Zaak = factories.ZaakFactory()
    leg_zaakweigering_vast(coordinator, "proef", zaak.pk, grond="GeenRecht")
    assert weigering() == {
        "actie": "proef",
        "swv": zaak.swv_id,
        "zaak": zaak.pk,
        "leerling": zaak.dossier.leerling_id,
        "grond": "GeenRecht",
        "van_swv": coordinator.swv_id,
    }


# -- family of the pupil ----------------------------------------------------------------------------


def test_family_are_pupil_and_parents_with_an_account_with_or_without_gezag(dossier: Dossier) -> None:
    leerling = dossier.leerling
    assert familie_van(leerling) == set()
    leerling.user = factories.UserFactory()
    met, zonder = (factories.OuderFactory(leerling=leerling, gezag=gezag, account=True) for gezag in (True, False))
    factories.OuderFactory(leerling=leerling)
    factories.OuderFactory(account=True)
    assert familie_van(leerling) == {leerling.user_id, met.user_id, zonder.user_id}


def test_family_in_the_hat_of_school_or_office_works_on_the_own_family(dossier: Dossier, coordinator: Actor) -> None:
    ouder = factories.OuderFactory(leerling=dossier.leerling, account=True)
    user: User = ouder.user
    assert werkt_aan_eigen_gezin(factories.actor(Rol.COORDINATOR, dossier.school, user=user), dossier.leerling)
    assert not werkt_aan_eigen_gezin(factories.actor(Rol.OUDER, user=user), dossier.leerling)
    assert not werkt_aan_eigen_gezin(coordinator, dossier.leerling)


# -- editing -----------------------------------------------------------------------------------------


def test_the_secretariat_edits_once_the_samenwerkingsverband_takes_part_today(
    dossier: Dossier, secretariaat: Actor, coordinator: Actor
) -> None:
    elders = factories.actor(Rol.SECRETARIAAT, factories.SwvFactory())
    zaak: Zaak = factories.ZaakFactory(dossier=dossier, swv_sinds=MORGEN)
    factories.ZaakFactory(swv_sinds=GISTEREN)
    assert mag_bewerken(coordinator, dossier)
    assert not mag_bewerken(secretariaat, dossier)
    Zaak.objects.filter(pk=zaak.pk).update(swv_sinds=VANDAAG)
    assert mag_bewerken(secretariaat, dossier)
    assert not mag_bewerken(elders, dossier)
    assert not mag_bewerken(factories.actor(Rol.VOORZITTER, dossier.swv), dossier)
