"""The list of dossiers page by page, and that each way to ask for a dossier gives the same to the same people."""

from datetime import timedelta

import pytest
from django.test import Client

from cases import pagina
from cases.models import Dossier, Inschrijving, MogelijkeDubbel
from cases.pagina import dossierlijst
from cases.toegang import zichtbaar_dossier
from organisations.actor import Actor
from organisations.models import Samenwerkingsverband, School
from tests import factories
from tests.factories import VANDAAG

pytestmark = pytest.mark.django_db
NAMEN = ["Çelik", "Bos", "bos", "Dijk", "Żółć", "Aker", "Bos", "Øst"]
GISTEREN, MORGEN = VANDAAG - timedelta(days=1), VANDAAG + timedelta(days=1)


def dossier(school: School, achternaam: str = "Bos", **anders: object) -> Dossier:
    leerling = factories.LeerlingFactory(achternaam=achternaam, roepnaam="Sam")
    nieuw: Dossier = factories.DossierFactory(leerling=leerling, school=school, **anders)
    return nieuw


def inschrijven(rij: Dossier, school: School, **anders: object) -> Dossier:
    gegevens = {"van": GISTEREN, "geeft_toegang": True, **anders}
    Inschrijving.objects.create(leerling=rij.leerling, school=school, **gegevens)
    return rij


def bladeren(wie: Actor) -> list[int]:
    gezien: list[int] = []
    na = ""
    while True:
        blad = dossierlijst(wie, na=na)
        gezien += [regel.dossier.pk for regel in blad.regels]
        if not (na := blad.na):
            return gezien


def test_every_dossier_comes_once_by_surname_whatever_the_page(
    school: School, coordinator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagina, "PER_PAGINA", 3)
    rijen = [dossier(school, naam) for naam in NAMEN]
    gelijk = [rijen[1].pk, rijen[2].pk, rijen[6].pk]
    volgorde = [rijen[5].pk, *sorted(gelijk), rijen[0].pk, rijen[3].pk, rijen[7].pk, rijen[4].pk]
    assert bladeren(coordinator) == volgorde


def test_a_page_after_a_dossier_of_another_school_is_the_first_page(
    school: School, andere_school: School, coordinator: Actor
) -> None:
    eigen, vreemd = dossier(school, "Aker"), dossier(andere_school, "Bos")
    assert [r.dossier.pk for r in dossierlijst(coordinator, na=str(vreemd.pk)).regels] == [eigen.pk]


@pytest.fixture
def wereld(school: School, andere_school: School, swv: Samenwerkingsverband) -> dict[str, Dossier]:
    """A dossier for each ground, and for each ground that does not hold."""
    samen = dossier(school)
    rijen = {
        "eigen": dossier(school),
        "ingeschreven": inschrijven(dossier(andere_school), school),
        "twee keer ingeschreven": inschrijven(inschrijven(dossier(andere_school), school), school),
        "vroeger ingeschreven": inschrijven(dossier(andere_school), school, tot=GISTEREN),
        "straks ingeschreven": inschrijven(dossier(andere_school), school, van=MORGEN),
        "elders genoteerd": inschrijven(dossier(andere_school), school, geeft_toegang=False),
        "samengevoegd": dossier(school, samengevoegd_met=samen),
        "van het swv": dossier(andere_school, swv_sinds=VANDAAG),
        "straks van het swv": dossier(andere_school, swv_sinds=MORGEN),
        "met zaken": dossier(andere_school),
        "met een concept": dossier(andere_school),
        "nieuw van een paar": dossier(andere_school),
        "oud van een paar": dossier(andere_school),
        "van een beoordeeld paar": dossier(andere_school),
        "ander swv": dossier(factories.SchoolFactory(), swv_sinds=VANDAAG),
    }
    for _ in range(2):
        factories.ZaakFactory(dossier=rijen["met zaken"], swv_sinds=VANDAAG)
    factories.ZaakFactory(dossier=rijen["met een concept"], swv_sinds=None)
    paar = {"swv": swv, "gevonden_op": VANDAAG}
    MogelijkeDubbel.objects.create(nieuw=rijen["nieuw van een paar"], bestaand=rijen["oud van een paar"], **paar)
    MogelijkeDubbel.objects.create(
        nieuw=rijen["van een beoordeeld paar"], bestaand=rijen["eigen"], uitkomst="apart", **paar
    )
    return rijen


SCHOOL_ZIET = {"eigen", "ingeschreven", "twee keer ingeschreven"}
SWV_ZIET = {"van het swv", "met zaken", "nieuw van een paar", "oud van een paar"}


@pytest.mark.parametrize("wie", ["coordinator", "secretariaat", "voorzitter"])
def test_each_way_to_ask_gives_the_same_dossiers(
    wie: str, wereld: dict[str, Dossier], request: pytest.FixtureRequest
) -> None:
    actor: Actor = request.getfixturevalue(wie)
    ziet = {"coordinator": SCHOOL_ZIET, "secretariaat": SWV_ZIET, "voorzitter": set[str]()}[wie]
    in_wereld = Dossier.objects.filter(pk__in=[rij.pk for rij in wereld.values()])
    alle = {naam for naam, rij in wereld.items() if in_wereld.visible_to(actor).filter(pk=rij.pk).exists()}
    vooraan = {rij.pk for rij in in_wereld.vooraan_voor(actor, 50, "pk")}
    een = {naam for naam, rij in wereld.items() if zichtbaar_dossier(actor, rij.pk) == rij}
    assert alle == een == ziet
    assert vooraan == {wereld[naam].pk for naam in ziet}
    assert in_wereld.vooraan_voor(actor, 50).count() == len(ziet), "no dossier is counted twice"


def test_the_first_few_are_the_first_of_all_legs_together(
    school: School, andere_school: School, coordinator: Actor
) -> None:
    rijen = [dossier(school), inschrijven(dossier(andere_school), school), dossier(school), dossier(school)]
    eerste = Dossier.objects.all().vooraan_voor(coordinator, 2, "pk")
    assert [rij.pk for rij in eerste[:2]] == [rij.pk for rij in rijen[:2]]


def test_the_page_says_how_many_there_are(school: School, coordinator: Actor, als: object) -> None:
    client: Client = als(coordinator)  # type: ignore[operator]
    for _ in range(2):
        dossier(school)
    assert dossierlijst(coordinator).aantal == "2"
    assert client.get("/dossiers/").status_code == 200
