"""Which papers somebody sees: of cases that are seen, in compartments that are read, not of another of the family."""

import uuid

import pytest

from cases.compartimenten import Compartiment
from cases.models import Betrokkene
from documents.models import Document, Documentsoort, Werkstatus
from organisations.actor import Actor, systeem
from organisations.models import User
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tlv.models import Aanvraag, Status

pytestmark = pytest.mark.django_db


def papier(aanvraag: Aanvraag, compartiment: str = Compartiment.DOSSIER, **velden: object) -> Document:
    return Document.objects.create(
        zaak=aanvraag.zaak,
        soort=Documentsoort.OPP,
        titel="Stuk",
        naam="stuk.pdf",
        compartiment=compartiment,
        aangemaakt_op=NU,
        sleutel=uuid.uuid4().hex,
        werk=Werkstatus.WACHT,
        **velden,
    )


@pytest.fixture
def ingediend(aanvraag: Aanvraag) -> Aanvraag:
    factories.zet_status(aanvraag, Status.INGEDIEND)
    return aanvraag


def ziet(actor: Actor) -> set[str]:
    return set(Document.objects.zichtbaar_voor(actor).values_list("compartiment", flat=True))


def test_each_reads_the_compartments_of_the_role_in_cases_that_are_seen(
    ingediend: Aanvraag, coordinator: Actor, andere_coordinator: Actor, secretariaat: Actor
) -> None:
    for compartiment in Compartiment.values:
        papier(ingediend, compartiment)
    ouder = factories.OuderFactory(leerling=ingediend.zaak.dossier.leerling, account=True)
    assert ziet(coordinator) == {"dossier", "school", "zienswijze", "besluit", "traject"}
    assert ziet(secretariaat) == {"dossier", "intern", "advies", "zienswijze", "besluit", "traject", "regie"}
    assert ziet(factories.actor(Rol.OUDER, user=ouder.user)) == {"dossier", "besluit", "traject"}
    assert ziet(systeem(VANDAAG)) == set(Compartiment.values)
    assert ziet(andere_coordinator) == set()
    assert ziet(factories.actor(Rol.SECRETARIAAT, factories.SwvFactory())) == set()


def test_who_wrote_a_paper_reads_it_in_any_compartment_while_the_case_is_seen(ingediend: Aanvraag, swv: object) -> None:
    schrijver: User = factories.UserFactory()
    eigen = papier(ingediend, Compartiment.ADVIES, auteur=schrijver)
    papier(ingediend, Compartiment.ADVIES, auteur=factories.UserFactory())
    papier(ingediend, Compartiment.ADVIES)
    deskundige = factories.actor(Rol.DESKUNDIGE, ingediend.zaak.swv, user=schrijver)
    assert not Document.objects.zichtbaar_voor(deskundige).exists()
    deelname = factories.betrek(ingediend.zaak, schrijver, Rol.DESKUNDIGE)
    assert list(Document.objects.zichtbaar_voor(deskundige)) == [eigen]
    Betrokkene.objects.filter(pk=deelname.pk).update(tot=VANDAAG.replace(day=1), van=VANDAAG.replace(day=1))
    assert not Document.objects.zichtbaar_voor(deskundige).exists()


def test_a_paper_without_an_author_is_nobodys_own(ingediend: Aanvraag) -> None:
    """The system has no account either: that two things are unknown does not make them the same."""
    papier(ingediend, Compartiment.ADVIES)
    anoniem = Actor(None, None, Rol.COORDINATOR, "Niemand", VANDAAG, school_id=ingediend.zaak.school_id)
    assert not Document.objects.zichtbaar_voor(anoniem).exists()


def test_a_removed_paper_is_seen_by_nobody(ingediend: Aanvraag, coordinator: Actor, secretariaat: Actor) -> None:
    papier(ingediend, verwijderd_op=NU)
    for actor in (coordinator, secretariaat, systeem(VANDAAG)):
        assert not Document.objects.zichtbaar_voor(actor).exists()


def test_a_paper_for_one_of_the_family_is_for_that_person_and_the_offices(
    ingediend: Aanvraag, coordinator: Actor, secretariaat: Actor, voorzitter: Actor
) -> None:
    een, ander = (factories.OuderFactory(leerling=ingediend.zaak.dossier.leerling, account=True).user for _ in range(2))
    brief, voor_allen = papier(ingediend, gezinslid=een), papier(ingediend)
    actoren = [factories.actor(Rol.OUDER, user=user) for user in (een, ander)]
    gezien = [set(Document.objects.zichtbaar_voor(wie)) for wie in (*actoren, coordinator, secretariaat, voorzitter)]
    assert gezien == [{brief, voor_allen}, {voor_allen}, {voor_allen}, {brief, voor_allen}, {brief, voor_allen}]
    assert set(Document.objects.zichtbaar_voor(systeem(VANDAAG))) == {brief, voor_allen}


def test_what_was_added_to_a_draft_reaches_the_family_later_but_for_whoever_added_it(
    ingediend: Aanvraag, coordinator: Actor, secretariaat: Actor
) -> None:
    een, ander = (factories.OuderFactory(leerling=ingediend.zaak.dossier.leerling, account=True).user for _ in range(2))
    eigen, van_school = papier(ingediend, auteur=een, concept=True), papier(ingediend, concept=True)
    gezien = [set(Document.objects.zichtbaar_voor(factories.actor(Rol.OUDER, user=user))) for user in (een, ander)]
    assert gezien == [{eigen}, set()]
    for wie in (coordinator, secretariaat, systeem(VANDAAG)):
        assert set(Document.objects.zichtbaar_voor(wie)) == {eigen, van_school}
    Document.objects.update(concept=False)
    assert Document.objects.zichtbaar_voor(factories.actor(Rol.OUDER, user=ander)).count() == 2
