"""Questions that are asked together give what each gives by itself."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, QuerySet

from audit.models import Controlepunt
from cases.models import Betrokkene, Gezag, Ouder, Zaak, Zienswijze
from cases.samen import haal_samen, hang_aan
from organisations.actor import Actor
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU
from tlv.models import Aanvraag
from workflow.models import Onderdeel

pytestmark = pytest.mark.django_db
LASTIG = "Zij zei: \"nee\", \\ en € 5\nçéü مرحبا 🙂 %s {} ''; --"
ROOMS = ("audit", "cases", "deadlines", "documents", "organisations", "tlv", "vergaderingen", "workflow")


@pytest.fixture
def gevuld(aanvraag: Aanvraag, voorzitter: Actor) -> Zaak:
    zaak = aanvraag.zaak
    moeder, vader = (factories.OuderFactory(leerling=zaak.dossier.leerling, naam=naam) for naam in (LASTIG, "Vader"))
    vast = {"standpunt": "eens", "tekst": LASTIG, "wijze": "digitaal", "moment": NU}
    for ouder in (moeder, vader):
        Zienswijze.objects.create(zaak=zaak, ouder=ouder, **vast)
    antwoorden = {LASTIG: [1, 2.5, None, True, {"diep": LASTIG}], "leeg": {}}
    Onderdeel.objects.create(zaak=zaak, sleutel="situatie", antwoorden=antwoorden)
    assert voorzitter.gebruiker_id is not None
    zaak.betrokkenen.create(user_id=voorzitter.gebruiker_id, rol=Rol.VOORZITTER, van=date(2026, 1, 2), grond="x")
    return zaak


def _vragen(zaak: Zaak) -> dict[str, Callable[[], QuerySet[Any, Any]]]:
    eigen_gezag = Gezag.objects.filter(ouder=OuterRef("pk"))
    return {
        "rows with what they lead to": lambda: zaak.zienswijzen.select_related("ouder__leerling", "genoteerd_door"),
        "nothing where nothing is led to": lambda: zaak.betrokkenen.select_related("user", "ouder"),
        "JSON": lambda: Onderdeel.objects.filter(zaak=zaak),
        "pairs": lambda: zaak.onderdelen.values_list("sleutel", "antwoorden"),
        "one value": lambda: Ouder.objects.order_by("-naam").values_list("naam", flat=True),
        "dicts": lambda: Ouder.objects.order_by("pk").values("naam", land=F("plaats")),
        "what is worked out": lambda: Ouder.objects.annotate(n=Count("gezag"), heeft=Exists(eigen_gezag)).order_by(
            "-pk"
        ),
        "the first": lambda: Ouder.objects.order_by("-pk")[:1],
        "without some fields": lambda: zaak.zienswijzen.defer("tekst").order_by("-pk"),
        "each once": lambda: zaak.zienswijzen.order_by("tekst").values_list("tekst", flat=True).distinct(),
        "two kinds as one": lambda: (
            Ouder.objects.filter(naam="Vader").union(Ouder.objects.filter(naam=LASTIG)).order_by("id")
        ),
        "no rows": lambda: Betrokkene.objects.filter(naam="niemand"),
        "never rows": lambda: Betrokkene.objects.filter(pk__in=[]),
        "none": lambda: Betrokkene.objects.none(),
    }


def _plat(rij: Any, diep: int = 3) -> Any:
    """A row as values, with the rows it leads to; they lead back to it, so not for ever."""
    if not isinstance(rij, models.Model):
        return rij
    mee = {naam: _plat(waarde, diep - 1) for naam, waarde in rij._state.fields_cache.items()} if diep else {}
    return type(rij), {k: v for k, v in vars(rij).items() if k != "_state"}, mee


def test_together_they_give_what_each_gives_by_itself(gevuld: Zaak, django_assert_num_queries: Any) -> None:
    vragen = _vragen(gevuld)
    apart = {naam: [_plat(rij) for rij in maak()] for naam, maak in vragen.items()}
    samen = {naam: maak() for naam, maak in vragen.items()}
    with django_assert_num_queries(1):
        haal_samen(*samen.values())
        gelezen = {naam: [_plat(rij) for rij in vraag] for naam, vraag in samen.items()}
    assert gelezen == apart
    assert {naam for naam, rijen in apart.items() if not rijen} == {"no rows", "never rows", "none"}


def test_what_can_give_no_rows_is_not_asked(django_assert_num_queries: Any) -> None:
    vraag = Betrokkene.objects.none()
    with django_assert_num_queries(0):
        haal_samen(vraag)
        haal_samen()
        assert list(vraag) == []


def test_every_kind_of_row_can_be_read_together_but_bytes() -> None:
    """A field of a new kind is told of here, not on the page that reads it."""
    rijen = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
    kan_niet = set()
    for model in rijen:
        try:
            haal_samen(model._default_manager.all())
        except TypeError:
            kan_niet.add(model)
    assert kan_niet == {Controlepunt}


def test_rows_are_hung_where_prefetching_hangs_them(gevuld: Zaak, django_assert_num_queries: Any) -> None:
    leerling = gevuld.dossier.leerling
    vooraf = [(ouder, list(ouder.gezag.all())) for ouder in leerling.ouders.prefetch_related("gezag")]
    ouders, gezag = leerling.ouders.all(), Gezag.objects.filter(ouder__leerling=leerling)
    with django_assert_num_queries(1):
        haal_samen(ouders, gezag)
        hang_aan(ouders, "gezag", gezag)
        assert [(ouder, list(ouder.gezag.all())) for ouder in ouders] == vooraf
        assert all(rij.ouder is ouder for ouder in ouders for rij in ouder.gezag.all())
    assert all(rijen for _, rijen in vooraf)


def test_who_has_no_rows_is_not_asked_about_again(gevuld: Zaak, django_assert_num_queries: Any) -> None:
    ouder: Ouder = factories.OuderFactory.create(leerling=gevuld.dossier.leerling, gezag=False)
    hang_aan([ouder], "gezag", [])
    with django_assert_num_queries(0):
        assert not ouder.heeft_gezag(date(2026, 3, 9))
