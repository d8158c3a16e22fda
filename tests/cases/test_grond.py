"""The ground that is kept with a read: the leg that let somebody through, the row it rests on, and since when."""

from datetime import date, timedelta

import pytest

from cases.grond import grond, grond_van_dossier, grond_van_zaak
from cases.models import Betrokkene, Dossier, Gezag, Leerling, MogelijkeDubbel, Zaak
from organisations.actor import Actor, systeem
from organisations.models import School, User
from organisations.rollen import Rol
from tests import factories
from tests.factories import VANDAAG

pytestmark = pytest.mark.django_db
GISTEREN, MORGEN = VANDAAG - timedelta(days=1), VANDAAG + timedelta(days=1)
EERDER = VANDAAG - timedelta(days=30)
HOED = {"hoed_sinds": "2020-08-01"}


@pytest.fixture
def zaak(dossier: Dossier) -> Zaak:
    zaak: Zaak = factories.ZaakFactory(dossier=dossier, swv_sinds=GISTEREN, gezin_sinds=GISTEREN)
    return zaak


def test_what_is_not_known_is_left_out(coordinator: Actor) -> None:
    assert grond("school", None, actor=coordinator) == {"been": "school", **HOED}
    assert grond("swv", VANDAAG, actor=systeem(VANDAAG), rij=3) == {"been": "swv", "sinds": "2026-03-09", "rij": 3}


def test_school_and_office_see_a_case_of_their_own_since_it_was_theirs(zaak: Zaak, coordinator: Actor) -> None:
    bureau = factories.actor(Rol.SECRETARIAAT, zaak.swv)
    assert grond_van_zaak(coordinator, zaak) == {
        "been": "school", "sinds": "2026-03-09", "rij": zaak.school_id, **HOED
    }  # fmt: skip
    assert grond_van_zaak(bureau, zaak, compartiment="intern") == {
        "been": "swv", "sinds": "2026-03-08", "rij": zaak.swv_id, "compartiment": "intern", **HOED
    }  # fmt: skip
    assert grond_van_zaak(systeem(VANDAAG), zaak) == {"been": "systeem"}


def test_who_takes_part_sees_it_by_the_row_that_is_valid_today(zaak: Zaak) -> None:
    user = factories.UserFactory()
    elders: Zaak = factories.ZaakFactory(dossier__school=zaak.school)
    factories.betrek(zaak, user, Rol.DESKUNDIGE, van=EERDER, tot=GISTEREN)
    factories.betrek(zaak, user, Rol.GEDRAGSWETENSCHAPPER, van=EERDER)
    factories.betrek(zaak, factories.UserFactory(), Rol.DESKUNDIGE, van=EERDER)
    factories.betrek(elders, user, Rol.DESKUNDIGE, van=EERDER)
    actor = factories.actor(Rol.DESKUNDIGE, zaak.swv, user=user)
    assert grond_van_zaak(actor, zaak) == {"been": "betrokkene", **HOED}
    factories.betrek(zaak, user, Rol.DESKUNDIGE, van=MORGEN, tot=MORGEN)
    nu = factories.betrek(zaak, user, Rol.DESKUNDIGE, van=VANDAAG, tot=VANDAAG)
    assert grond_van_zaak(actor, zaak) == {"been": "betrokkene", "sinds": "2026-03-09", "rij": nu.pk, **HOED}
    Betrokkene.objects.filter(pk=nu.pk).update(tot=None)
    oudste = factories.betrek(zaak, user, Rol.DESKUNDIGE, van=GISTEREN, tot=VANDAAG)
    assert grond_van_zaak(actor, zaak)["rij"] == oudste.pk


def _ouder(leerling: Leerling, user: User | None = None) -> tuple[Actor, Gezag]:
    ouder = factories.OuderFactory(leerling=leerling, gezag=False, account=user is None)
    if user is not None:
        ouder.user = user
        ouder.save()
    gezag = Gezag.objects.create(ouder=ouder, van=EERDER)
    return factories.actor(Rol.OUDER, user=ouder.user), gezag


def test_a_parent_sees_it_by_gezag_and_not_before_the_family_could_follow_the_case(zaak: Zaak) -> None:
    leerling = zaak.dossier.leerling
    _ouder(leerling)
    actor, gezag = _ouder(leerling)
    _ouder(factories.LeerlingFactory(), User.objects.get(pk=actor.gebruiker_id))
    Gezag.objects.create(ouder=gezag.ouder, van=EERDER - timedelta(days=9), tot=EERDER - timedelta(days=1))
    assert grond_van_zaak(actor, zaak) == {"been": "gezag", "sinds": "2026-03-08", "rij": gezag.pk, **HOED}
    Gezag.objects.filter(pk=gezag.pk).update(van=VANDAAG)
    assert grond_van_zaak(actor, zaak)["sinds"] == "2026-03-09"
    zaak.gezin_sinds = None
    assert grond_van_zaak(actor, zaak)["sinds"] == "2026-03-09"
    Gezag.objects.filter(pk=gezag.pk).update(van=MORGEN)
    zaak.gezin_sinds = GISTEREN
    assert grond_van_zaak(actor, zaak) == {"been": "gezag", "sinds": "2026-03-08", **HOED}


def test_the_oldest_gezag_that_still_holds_is_the_ground(zaak: Zaak) -> None:
    actor, gezag = _ouder(zaak.dossier.leerling)
    zaak.gezin_sinds = None
    nieuwer = Gezag.objects.create(ouder=gezag.ouder, van=GISTEREN, tot=VANDAAG)
    assert grond_van_zaak(actor, zaak)["rij"] == gezag.pk
    Gezag.objects.filter(pk=gezag.pk).update(tot=GISTEREN)
    assert grond_van_zaak(actor, zaak)["rij"] == nieuwer.pk


def test_the_pupil_sees_it_as_the_pupil(zaak: Zaak) -> None:
    actor = factories.actor(Rol.LEERLING)
    assert grond_van_zaak(actor, zaak) == {
        "been": "leerling", "sinds": "2026-03-08", "rij": zaak.dossier.leerling_id, **HOED
    }  # fmt: skip


# -- dossiers ---------------------------------------------------------------------------------------


def test_the_school_that_opened_a_dossier_sees_it_by_that(dossier: Dossier, coordinator: Actor) -> None:
    directeur = factories.actor(Rol.SCHOOLDIRECTEUR, dossier.school)
    verwacht = {"been": "school", "sinds": "2026-01-12", "rij": dossier.school_id, **HOED}
    assert grond_van_dossier(coordinator, dossier) == grond_van_dossier(directeur, dossier) == verwacht


def test_another_school_sees_it_by_an_enrolment_of_today_that_gives_access(
    dossier: Dossier, andere_school: School, andere_coordinator: Actor
) -> None:
    inschrijvingen = dossier.leerling.inschrijvingen
    dossier.leerling.inschrijvingen.update(geeft_toegang=True)
    ander = factories.DossierFactory(school=andere_school)
    ander.leerling.inschrijvingen.update(geeft_toegang=True)
    inschrijvingen.create(school=andere_school, van=EERDER, leerjaar=3, geeft_toegang=False)
    inschrijvingen.create(school=andere_school, van=EERDER, tot=GISTEREN, leerjaar=3, geeft_toegang=True)
    inschrijvingen.create(school=andere_school, van=MORGEN, leerjaar=3, geeft_toegang=True)
    assert grond_van_dossier(andere_coordinator, dossier) == {"been": "inschrijving", **HOED}
    nu = inschrijvingen.create(school=andere_school, van=VANDAAG, tot=VANDAAG, leerjaar=3, geeft_toegang=True)
    verwacht = {"been": "inschrijving", "sinds": "2026-03-09", "rij": nu.pk, **HOED}
    assert grond_van_dossier(andere_coordinator, dossier) == verwacht
    eerder = inschrijvingen.create(school=andere_school, van=GISTEREN, leerjaar=3, geeft_toegang=True)
    assert grond_van_dossier(andere_coordinator, dossier)["rij"] == eerder.pk


@pytest.mark.parametrize(
    ("dossier_sinds", "zaak_sinds", "sinds"),
    [
        (VANDAAG, None, "2026-03-09"),
        (None, VANDAAG, "2026-03-09"),
        (GISTEREN, VANDAAG, "2026-03-08"),
        (VANDAAG, GISTEREN, "2026-03-08"),
        (MORGEN, GISTEREN, "2026-03-08"),
    ],
)
def test_the_office_sees_it_since_the_first_day_it_took_part(
    dossier: Dossier, secretariaat: Actor, dossier_sinds: date | None, zaak_sinds: date | None, sinds: str
) -> None:
    dossier.swv_sinds = dossier_sinds
    factories.ZaakFactory(dossier=dossier, swv_sinds=None)
    factories.ZaakFactory(dossier=dossier, swv_sinds=MORGEN)
    factories.ZaakFactory(dossier=dossier, swv_sinds=zaak_sinds)
    verwacht = {"been": "swv", "sinds": sinds, "rij": dossier.swv_id, **HOED}
    assert grond_van_dossier(secretariaat, dossier) == verwacht


def test_without_taking_part_the_office_sees_it_as_one_of_a_pair(dossier: Dossier, secretariaat: Actor) -> None:
    factories.ZaakFactory(dossier=dossier, swv_sinds=MORGEN)
    MogelijkeDubbel.objects.create(
        swv=dossier.swv, bestaand=dossier, nieuw=factories.DossierFactory(school=dossier.school), gevonden_op=VANDAAG
    )
    assert grond_van_dossier(secretariaat, dossier) == {"been": "dubbel", **HOED}
