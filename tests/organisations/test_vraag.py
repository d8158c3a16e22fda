"""A question that is put in SQL once gives what its queryset gives, whoever asks and in whichever thread."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.db.models import F, QuerySet

from organisations.models import School
from organisations.vraag import EenVan, Plek, VasteTelling, VasteVraag
from tests import factories

pytestmark = pytest.mark.django_db


def vraag() -> tuple[VasteVraag[..., School], list[str]]:
    """A question of our own, and the shapes it was made in."""
    gemaakt: list[str] = []

    @VasteVraag
    def scholen(volgorde: str, *, swv: Any, naam: Any) -> QuerySet[School]:
        gemaakt.append(volgorde)
        rijen = School.objects.filter(swv_id=swv, naam__gt=naam).select_related("swv").prefetch_related("zaken")
        return rijen.order_by(volgorde)[:2]

    return scholen, gemaakt


def test_it_is_made_once_for_each_shape_and_answers_each_time_anew() -> None:
    scholen, gemaakt = vraag()
    een, ander = factories.SwvFactory(), factories.SwvFactory()
    a, b, c = (factories.SchoolFactory(swv=een, naam=naam) for naam in ("Anker", "Baken", "Cirkel"))
    d = factories.SchoolFactory(swv=ander, naam="Dobber")
    assert scholen("naam", swv=een.pk, naam="") == [a, b]
    assert scholen("naam", swv=een.pk, naam="Anker") == [b, c]
    assert scholen("naam", swv=ander.pk, naam="' OR true --") == [d]
    assert scholen("-naam", swv=een.pk, naam="") == [c, b]
    a.delete()
    assert scholen("naam", swv=een.pk, naam="") == [b, c]
    assert gemaakt == ["naam", "-naam"]


def test_its_rows_are_as_whole_as_those_of_the_queryset(django_assert_num_queries: Any) -> None:
    scholen, _ = vraag()
    zaak = factories.ZaakFactory()
    with django_assert_num_queries(2):
        (school,) = scholen("naam", swv=zaak.swv_id, naam="")
        assert school.swv.naam == zaak.swv.naam
        assert list(school.zaken.all()) == [zaak]


def test_nothing_is_the_same_as_no_value() -> None:
    scholen, _ = vraag()
    factories.SchoolFactory()
    assert scholen("naam", swv=None, naam="") == []


@VasteTelling
def per_soort(hoogstens: int, *, swv: Any) -> list[QuerySet[School, Any]]:
    scholen = School.objects.filter(swv_id=swv).values("pk")
    return [scholen[:hoogstens], scholen.filter(pk__in=[]), scholen.filter(gesloten_op__isnull=False)]


def test_it_counts_as_far_as_it_goes_in_one_question(django_assert_num_queries: Any) -> None:
    swv = factories.SwvFactory()
    factories.SchoolFactory(gesloten_op=factories.VANDAAG)
    for aantal in (1, 2, 2):
        factories.SchoolFactory(swv=swv)
        with django_assert_num_queries(1):
            assert per_soort(2, swv=swv.pk) == [aantal, 0, 0]
    assert per_soort(9, swv=swv.pk) == [3, 0, 0]
    assert per_soort(9, swv=None) == [0, 0, 0]


def test_one_of_a_list_of_any_length() -> None:
    @VasteVraag
    def uit(*, ids: Any) -> QuerySet[School]:
        return School.objects.filter(EenVan(F("pk"), ids)).order_by("pk")

    scholen = [factories.SchoolFactory() for _ in range(3)]
    assert uit(ids=[]) == []
    assert uit(ids=[scholen[2].pk, 0, scholen[0].pk]) == [scholen[0], scholen[2]]
    assert uit(ids=[school.pk for school in scholen]) == scholen


def test_a_question_that_nothing_can_answer_asks_nothing(django_assert_num_queries: Any) -> None:
    @VasteVraag
    def geen() -> QuerySet[School]:
        return School.objects.filter(pk__in=[])

    with django_assert_num_queries(0):
        assert geen() == []


def test_a_place_cannot_be_compared_while_the_question_is_made() -> None:
    with pytest.raises(TypeError):
        _ = Plek("dag") < Plek("andere dag")  # type: ignore[operator]


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_over_its_own_connection() -> None:
    scholen, gemaakt = vraag()
    school = factories.SchoolFactory()
    hier = scholen("naam", swv=school.swv_id, naam="")

    def daar() -> tuple[list[School], int]:
        try:
            return scholen("naam", swv=school.swv_id, naam=""), connection.connection.info.backend_pid
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as draad:
        gevonden, nummer = draad.submit(daar).result()
    assert hier == gevonden == [school]
    assert nummer != connection.connection.info.backend_pid
    assert gemaakt == ["naam"]
