"""Who takes part in what every workflow shares: notes, questions, hand-over, appointments."""

from collections.abc import Callable

import pytest

from cases.compartimenten import Compartiment
from cases.models import Notitie
from organisations.actor import Actor
from organisations.rollen import SCHOOLROLLEN, Rol
from tests import factories
from tests.factories import NU
from tests.rollen import iemand, wie
from tlv.models import Aanvraag
from workflow import afspraken
from workflow import gemeenschappelijk as samen

SCHOOL = set(SCHOOLROLLEN)
BUREAU: set[str] = {Rol.SECRETARIAAT, Rol.COMMISSIELID, Rol.VOORZITTER, Rol.PLV_VOORZITTER}
FAMILIE: set[str] = {Rol.OUDER, Rol.LEERLING}


@pytest.mark.parametrize(
    ("mag", "rollen"),
    [
        (samen.mag_noteren, SCHOOL | BUREAU | {Rol.GEDRAGSWETENSCHAPPER}),
        (samen.mag_vragen, SCHOOL | BUREAU | FAMILIE | {Rol.CASEMANAGER}),
        (samen.mag_overdragen, BUREAU | {Rol.COORDINATOR}),
        (afspraken.mag_afspreken, BUREAU | {Rol.CASEMANAGER}),
        (afspraken.mag_antwoorden, FAMILIE),
    ],
    ids=lambda wat: getattr(wat, "__name__", ""),
)
def test_a_part_is_for_these_roles(mag: Callable[[Actor, object], bool], rollen: set[str]) -> None:
    assert wie(mag, None) == rollen


def test_for_the_samenwerkingsverband_its_offices_and_the_casemanager_answer() -> None:
    assert wie(samen.antwoordt) == BUREAU | {Rol.CASEMANAGER}


def test_the_offices_are_these() -> None:
    assert {str(rol) for rol in Rol if iemand(rol).is_swv_bureau} == BUREAU


@pytest.mark.django_db
def test_a_note_is_read_in_the_compartments_of_the_role(
    aanvraag: Aanvraag, coordinator: Actor, secretariaat: Actor
) -> None:
    for compartiment in Compartiment.values:
        Notitie.objects.create(
            zaak=aanvraag.zaak,
            auteur=factories.UserFactory(),
            rol=Rol.COORDINATOR,
            compartiment=compartiment,
            tekst="Gebeld.",
            moment=NU,
        )

    def leest(actor: Actor) -> set[str]:
        return set(Notitie.objects.filter(samen.notities_voor(actor)).values_list("compartiment", flat=True))

    assert leest(coordinator) == {"dossier", "school", "zienswijze", "besluit", "traject"}
    assert leest(secretariaat) == {"dossier", "intern", "advies", "zienswijze", "besluit", "traject", "regie"}
