"""Who speaks for a pupil, before and after the 18th birthday; everybody who asks gets the same answer."""

from datetime import date

import pytest

from cases.models import Leerling, Zaak
from organisations.rollen import Rol
from tests import factories
from tlv.bekendmaken import geadresseerden
from tlv.feiten import gezaghebbers
from tlv.models import Aanvraag, Status
from workflow.ontvangers import gezin

pytestmark = pytest.mark.django_db
GEBOREN = date(2008, 3, 9)
DAG_ERVOOR, VERJAARDAG = date(2026, 3, 8), date(2026, 3, 9)


@pytest.fixture
def leerling(aanvraag: Aanvraag) -> Leerling:
    leerling = aanvraag.zaak.dossier.leerling
    leerling.geboortedatum = GEBOREN
    leerling.save()
    for naam, relatie, gezag in (
        ("Moeder", "moeder", True),
        ("Vader zonder gezag", "vader", False),
        ("Mentor", "mentor", True),
        ("Mentor van vroeger", "mentor", False),
    ):
        factories.OuderFactory(leerling=leerling, naam=naam, relatie=relatie, gezag=gezag, account=True)
    return leerling


@pytest.mark.parametrize(
    ("dag", "verwacht"), [(DAG_ERVOOR, ["Moeder", "Mentor"]), (VERJAARDAG, ["Mentor"])], ids=["17", "18"]
)
def test_at_eighteen_only_a_mentor_goes_on_speaking(leerling: Leerling, dag: date, verwacht: list[str]) -> None:
    assert [ouder.naam for ouder in leerling.vertegenwoordigers(dag)] == verwacht


@pytest.mark.parametrize("dag", [DAG_ERVOOR, VERJAARDAG], ids=["17", "18"])
def test_sight_messages_signatures_and_letters_follow_the_same_people(
    leerling: Leerling, aanvraag: Aanvraag, dag: date
) -> None:
    factories.zet_status(aanvraag, Status.INGEDIEND)
    zaak = aanvraag.zaak
    Zaak.objects.filter(pk=zaak.pk).update(gezin_sinds=DAG_ERVOOR)
    verwacht = {ouder.pk for ouder in leerling.vertegenwoordigers(dag)}
    zien = {ouder.pk for ouder in leerling.ouders.all() if _ziet(zaak, ouder.user, dag)}
    assert zien == verwacht
    assert {o.ouder.pk for o in gezin(zaak, dag) if o.ouder} == verwacht
    assert set(gezaghebbers(zaak, dag)) == verwacht
    assert {adres.ouder.pk for adres in geadresseerden(zaak, op=dag) if adres.ouder} == verwacht


def _ziet(zaak: Zaak, user: object, dag: date) -> bool:
    actor = factories.actor(Rol.OUDER, user=user, vandaag=dag)  # type: ignore[arg-type]
    return Zaak.objects.visible_to(actor).filter(pk=zaak.pk).exists()
