"""Finding by name, date of birth or number, within what one may see."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.models import Dossier
from cases.zoeken import lees_vraag, normaliseer, zoek, zoektekst_van
from organisations.actor import Actor
from organisations.models import School
from organisations.rollen import Rol
from tests import factories
from tlv.models import Status


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing(tekst: str) -> None:
    assert normaliseer(normaliseer(tekst)) == normaliseer(tekst)


@given(st.text(max_size=60))
def test_normalised_text_has_no_wildcards_or_double_spaces(tekst: str) -> None:
    kaal = normaliseer(tekst)
    assert not set(kaal) & set("%_\\'\"-.,;")
    assert kaal == " ".join(kaal.split())


@pytest.mark.parametrize(
    ("tekst", "kaal"),
    [("Élise d'Âge-Öz", "elise d age oz"), ("Łukasz", "lukasz"), ("  Strauß  ", "strauss"), ("Søren", "soren")],
)
def test_it_ignores_accents_and_punctuation(tekst: str, kaal: str) -> None:
    assert normaliseer(tekst) == kaal


@pytest.mark.parametrize("q", ["17-05-2011", "17/5/11", "17 mei 2011", "17052011", "2011-05-17", "17.5.2011"])
def test_it_reads_dates_as_people_type_them(q: str) -> None:
    assert lees_vraag(q).datum == date(2011, 5, 17)


@pytest.fixture
def noa(school: School) -> Dossier:
    leerling = factories.LeerlingFactory(
        roepnaam="Noa", voornamen="Noa Élise", tussenvoegsel="van den", achternaam="Bergh"
    )
    leerling.zoektekst = zoektekst_van(leerling)
    leerling.save()
    return factories.DossierFactory(leerling=leerling, school=school)


@pytest.mark.django_db
@pytest.mark.parametrize("q", ["noa", "bergh noa", "ELISE", "vandenbergh", "van den b", "17-05-2011"])
def test_the_school_finds_its_pupil(noa: Dossier, coordinator: Actor, q: str) -> None:
    uitkomst = zoek(coordinator, q)
    assert [r.pk for r in uitkomst.resultaten] == [noa.pk]
    assert uitkomst.aantal_tekst == "1"


@pytest.mark.django_db
@pytest.mark.parametrize("q", ["oa", "bergh anna", "18-05-2011", "%", "_", "", "  "])
def test_it_does_not_find_what_is_not_there(noa: Dossier, coordinator: Actor, q: str) -> None:
    assert zoek(coordinator, q).aantal == 0


@pytest.mark.django_db
def test_another_school_finds_nothing(noa: Dossier, andere_coordinator: Actor) -> None:
    assert zoek(andere_coordinator, "noa").aantal == 0


@pytest.mark.django_db
def test_the_secretariat_finds_a_filed_case_by_number_and_no_draft(
    noa: Dossier, coordinator: Actor, secretariaat: Actor
) -> None:
    factories.AanvraagFactory(zaak__dossier=noa)
    assert zoek(secretariaat, "noa").aantal == 0
    ingediend = factories.AanvraagFactory(zaak__dossier=noa, status=Status.INGEDIEND).zaak
    gevonden = zoek(secretariaat, ingediend.nummer).resultaten
    assert [(r.url_naam, r.pk) for r in gevonden] == [("workflow:zaak", ingediend.pk)]
    assert zoek(coordinator, "noa").aantal == 3


@pytest.mark.django_db
def test_a_part_of_the_number_of_a_case_is_enough(noa: Dossier, secretariaat: Actor) -> None:
    zaak = factories.AanvraagFactory(zaak__dossier=noa, status=Status.INGEDIEND).zaak
    for deel in (zaak.nummer[-4:], zaak.nummer[1:], f" {zaak.nummer[:4]} {zaak.nummer[4:]} "):
        assert [r.pk for r in zoek(secretariaat, deel).resultaten] == [zaak.pk], deel
    assert zoek(secretariaat, zaak.nummer[-2:]).aantal == 0


@pytest.mark.django_db
def test_a_number_is_found_by_both_ends_in_capitals_or_not(noa: Dossier, secretariaat: Actor) -> None:
    zaak = factories.AanvraagFactory(zaak__dossier=noa, status=Status.INGEDIEND, zaak__nummer="VO-2026-0142").zaak
    for deel in ("VO-2026-0142", "vo-20", "0142", "26-0142"):
        assert [r.pk for r in zoek(secretariaat, deel).resultaten] == [zaak.pk], deel
    for deel in ("2026-01", "_2026", "VO%"):
        assert zoek(secretariaat, deel).aantal == 0, deel


@pytest.mark.django_db
def test_an_expert_finds_only_cases_he_takes_part_in(noa: Dossier) -> None:
    zaak = factories.AanvraagFactory(zaak__dossier=noa, status=Status.DESKUNDIGENADVIES).zaak
    deskundige = factories.actor(Rol.DESKUNDIGE, noa.swv)
    assert zoek(deskundige, "noa").aantal == 0
    factories.betrek(zaak, factories.org.User.objects.get(pk=deskundige.gebruiker_id), Rol.DESKUNDIGE)
    assert [r.pk for r in zoek(deskundige, "noa").resultaten] == [zaak.pk]
