"""Who sees a case on which day, against the rules written out plainly; whatever the dates."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Dossier, Gezag, MogelijkeDubbel, Zaak
from cases.toegang import zichtbaar_dossier
from organisations.actor import Actor, systeem
from organisations.rollen import Rol
from tests import factories
from workflow.lijst import Keuze, pagina_van
from workflow.toegang import zichtbare_zaak

pytestmark = pytest.mark.django_db
DAG = date(2026, 3, 9)
NABIJ = st.integers(-2, 2).map(lambda n: DAG + timedelta(days=n))
"""Days around the boundary: that is where a rule about dates goes wrong."""
MISSCHIEN = st.none() | NABIJ


def jaren_voor(dag: date, jaren: int) -> date:
    return dag.replace(year=dag.year - jaren)


@dataclass(frozen=True)
class Feiten:
    """One case, one parent, one expert; each date before, on or after today, or not there."""

    geboren: date
    relatie: str
    gezag_van: date
    gezag_tot: date | None
    gezin_sinds: date | None
    swv_sinds: date | None
    deel_van: date
    deel_tot: date | None

    @property
    def leeftijd(self) -> int:
        return DAG.year - self.geboren.year - ((DAG.month, DAG.day) < (self.geboren.month, self.geboren.day))

    def geldt(self, van: date | None, tot: date | None = None) -> bool:
        return van is not None and van <= DAG and (tot is None or tot >= DAG)


FEITEN = st.builds(
    Feiten,
    geboren=st.sampled_from((15, 16, 17, 18, 19)).flatmap(
        lambda jaren: st.integers(-1, 1).map(lambda n: jaren_voor(DAG, jaren) + timedelta(days=n))
    ),
    relatie=st.sampled_from(("moeder", "voogd", "mentor", "gemachtigde")),
    gezag_van=NABIJ,
    gezag_tot=MISSCHIEN,
    gezin_sinds=MISSCHIEN,
    swv_sinds=MISSCHIEN,
    deel_van=NABIJ,
    deel_tot=MISSCHIEN,
).filter(lambda f: (f.gezag_tot or f.gezag_van) >= f.gezag_van and (f.deel_tot or f.deel_van) >= f.deel_van)


def verwacht(f: Feiten) -> dict[str, bool]:
    """domain.md §2 and reliability.md: gezag on the day, until 18 (a mentor also after); the pupil from 16."""
    gezin = f.geldt(f.gezin_sinds)
    return {
        Rol.OUDER: gezin
        and f.geldt(f.gezag_van, f.gezag_tot)
        and (f.leeftijd < 18 or f.relatie in ("mentor", "gemachtigde")),
        Rol.LEERLING: gezin and f.leeftijd >= 16,
        Rol.DESKUNDIGE: f.geldt(f.deel_van, f.deel_tot),
        Rol.GEDRAGSWETENSCHAPPER: False,  # the expert in another hat: the part was given to the other one
        Rol.SECRETARIAAT: f.geldt(f.swv_sinds),
        Rol.VOORZITTER: f.geldt(f.swv_sinds),
        Rol.COORDINATOR: True,
        Rol.FG: False,
        Rol.BEHEERDER: False,
    }


def gezien(f: Feiten) -> dict[str, bool]:
    zaak: Zaak = factories.ZaakFactory(gezin_sinds=f.gezin_sinds, swv_sinds=f.swv_sinds)
    leerling = zaak.dossier.leerling
    leerling.geboortedatum = f.geboren
    leerling.user = factories.lidmaatschap(Rol.LEERLING).user
    leerling.save()
    ouder = factories.OuderFactory(leerling=leerling, relatie=f.relatie, gezag=False, account=True)
    Gezag.objects.create(ouder=ouder, van=f.gezag_van, tot=f.gezag_tot)
    deskundige = factories.UserFactory()
    factories.betrek(zaak, deskundige, Rol.DESKUNDIGE, van=f.deel_van, tot=f.deel_tot)
    personen = {
        Rol.OUDER: (None, ouder.user),
        Rol.LEERLING: (None, leerling.user),
        Rol.DESKUNDIGE: (zaak.swv, deskundige),
        Rol.GEDRAGSWETENSCHAPPER: (zaak.swv, deskundige),
        Rol.COORDINATOR: (zaak.school, None),
    }
    return {rol: _ziet(zaak, rol, *personen.get(Rol(rol), (zaak.swv, None))) for rol in verwacht(f)}


def _ziet(zaak: Zaak, rol: str, plek: object, user: object) -> bool:
    actor = factories.actor(rol, plek, user=user, vandaag=DAG)  # type: ignore[arg-type]
    gezien = set(Zaak.objects.visible_to(actor).values_list("pk", flat=True))
    assert (zichtbare_zaak(actor, zaak.pk) is not None) == (zaak.pk in gezien)
    lijst = pagina_van(actor, Keuze(ook_afgesloten=True), na="")
    assert {rij.pk for rij in lijst.rijen} == gezien, "the list is made of SQL that was kept"
    assert lijst.aantal == str(len(gezien))
    return zaak.pk in gezien


@given(f=FEITEN)
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_case_is_seen_by_exactly_who_the_rules_name(f: Feiten) -> None:
    with transaction.atomic():
        gevonden = gezien(f)
        transaction.set_rollback(True)
    assert gevonden == verwacht(f)


GISTEREN, MORGEN = DAG - timedelta(days=1), DAG + timedelta(days=1)
BASIS = Feiten(jaren_voor(DAG, 17), "moeder", GISTEREN, None, GISTEREN, GISTEREN, GISTEREN, None)
"""Everybody sees this case; each of the days below is one side of one boundary."""


@pytest.mark.parametrize(
    "anders",
    [
        {},
        *({veld: dag} for veld in ("gezag_tot", "deel_tot") for dag in (GISTEREN, DAG, MORGEN)),
        *({veld: dag} for veld in ("gezag_van", "deel_van") for dag in (DAG, MORGEN)),
        *({veld: dag} for veld in ("gezin_sinds", "swv_sinds") for dag in (None, DAG, MORGEN)),
        *(
            {"geboren": jaren_voor(DAG, jaren) + timedelta(days=n), "relatie": relatie}
            for jaren in (16, 18)
            for n in (-1, 0, 1)
            for relatie in ("moeder", "mentor", "gemachtigde")
        ),
    ],
)
def test_on_either_side_of_every_boundary(anders: dict[str, object]) -> None:
    feiten = replace(BASIS, **anders)  # type: ignore[arg-type]
    assert gezien(feiten) == verwacht(feiten)


def test_who_has_the_same_role_and_no_part_in_this_case_sees_nothing_of_it() -> None:
    zaak: Zaak = factories.ZaakFactory(gezin_sinds=DAG, swv_sinds=DAG)
    ander: Zaak = factories.ZaakFactory(gezin_sinds=DAG, swv_sinds=DAG)
    for eigen in (zaak, ander):
        factories.betrek(eigen, factories.UserFactory(), Rol.DESKUNDIGE, van=DAG)
        leerling = eigen.dossier.leerling
        leerling.geboortedatum, leerling.user = jaren_voor(DAG, 17), factories.lidmaatschap(Rol.LEERLING).user
        leerling.save()
        factories.OuderFactory(leerling=leerling, account=True)
    daar = {
        Rol.DESKUNDIGE: (zaak.swv, ander.betrokkenen.get().user),
        Rol.OUDER: (None, ander.dossier.leerling.ouders.get().user),
        Rol.LEERLING: (None, ander.dossier.leerling.user),
        Rol.COORDINATOR: (ander.school, None),
        Rol.SCHOOLDIRECTEUR: (ander.school, None),
        **dict.fromkeys((Rol.SECRETARIAAT, Rol.VOORZITTER, Rol.DIRECTEUR_SWV), (ander.swv, None)),
    }
    assert {rol: _ziet(zaak, rol, *wie) for rol, wie in daar.items()} == dict.fromkeys(daar, False)
    assert {rol: _ziet(ander, rol, *wie) for rol, wie in daar.items()} == dict.fromkeys(daar, True)


def test_without_a_school_or_samenwerkingsverband_a_hat_sees_nothing() -> None:
    zaak: Zaak = factories.ZaakFactory(gezin_sinds=DAG, swv_sinds=DAG)
    for rol in Rol:
        niemand = Actor(None, None, rol, "Niemand", DAG)
        assert not Zaak.objects.visible_to(niemand).exists(), rol
        assert zichtbare_zaak(niemand, zaak.pk) is None, rol
        assert pagina_van(niemand, Keuze(), na="").rijen == [], rol
        assert not Dossier.objects.visible_to(niemand).exists(), rol
    assert list(Zaak.objects.visible_to(systeem(DAG))) == [zaak]


@given(van=NABIJ, tot=MISSCHIEN, toegang=st.booleans(), swv_sinds=MISSCHIEN, zaak_sinds=MISSCHIEN)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_dossier_is_seen_by_the_school_of_enrolment_and_the_office_it_reached(
    van: date, tot: date | None, toegang: bool, swv_sinds: date | None, zaak_sinds: date | None
) -> None:
    tot = max(van, tot) if tot else None
    with transaction.atomic():
        dossier = factories.DossierFactory(swv_sinds=swv_sinds)
        factories.ZaakFactory(dossier=dossier, swv_sinds=zaak_sinds)
        nieuw = factories.SchoolFactory(swv=dossier.swv)
        dossier.leerling.inschrijvingen.create(school=nieuw, van=van, tot=tot, geeft_toegang=toegang, leerjaar=3)
        gevonden = [
            Dossier.objects.visible_to(factories.actor(rol, plek, vandaag=DAG)).filter(pk=dossier.pk).exists()
            for rol, plek in (
                (Rol.COORDINATOR, dossier.school),
                (Rol.COORDINATOR, nieuw),
                (Rol.SECRETARIAAT, dossier.swv),
                (Rol.SECRETARIAAT, factories.SwvFactory()),
            )
        ]
        transaction.set_rollback(True)
    bereikt = any(dag is not None and dag <= DAG for dag in (swv_sinds, zaak_sinds))
    assert gevonden == [True, toegang and van <= DAG and (tot is None or tot >= DAG), bereikt, False]


# -- dossiers -------------------------------------------------------------------------------------------


def dossiers_van(rol: str, plek: object) -> set[int]:
    actor = factories.actor(rol, plek, vandaag=DAG)  # type: ignore[arg-type]
    gezien = set(Dossier.objects.visible_to(actor).values_list("pk", flat=True))
    assert {rij.pk for rij in Dossier.objects.all().vooraan_voor(actor, 99, "pk")} == gezien
    alle = Dossier.objects.values_list("pk", flat=True)
    assert {pk for pk in alle if zichtbaar_dossier(actor, pk) is not None} == gezien
    return gezien


@pytest.mark.parametrize("rol", [Rol.COORDINATOR, Rol.SCHOOLDIRECTEUR])
def test_a_school_sees_the_dossiers_it_opened_and_of_the_pupils_it_enrolled_itself(rol: Rol) -> None:
    eigen, ingeschreven, vreemd = (factories.DossierFactory() for _ in range(3))
    school = eigen.school
    vreemd.leerling.inschrijvingen.update(geeft_toegang=True)
    ingeschreven.leerling.inschrijvingen.create(school=school, van=DAG, geeft_toegang=True)
    factories.DossierFactory(school=school, samengevoegd_met=eigen)
    assert dossiers_van(rol, school) == {eigen.pk, ingeschreven.pk}
    assert dossiers_van(rol, factories.SchoolFactory(swv=school.swv)) == set()


def test_the_secretariat_sees_dossiers_that_reached_it_and_pairs_that_wait_for_its_judgement() -> None:
    swv = factories.SwvFactory()

    def dossier(**velden: object) -> Dossier:
        nieuw: Dossier = factories.DossierFactory(school=factories.SchoolFactory(swv=swv), **velden)
        return nieuw

    eigen, met_zaak, _niet = dossier(swv_sinds=DAG), dossier(), dossier()
    factories.ZaakFactory(dossier=met_zaak, swv_sinds=DAG)
    factories.ZaakFactory(dossier=_niet, swv_sinds=MORGEN)
    wacht, apart, samen = [(dossier(), dossier()) for _ in range(3)]
    for (een, ander), uitkomst in ((wacht, "open"), (apart, "apart"), (samen, "samengevoegd")):
        MogelijkeDubbel.objects.create(swv=swv, bestaand=een, nieuw=ander, gevonden_op=DAG, uitkomst=uitkomst)
    dossier(swv_sinds=DAG, samengevoegd_met=eigen)
    verwacht = {eigen.pk, met_zaak.pk, *(rij.pk for rij in wacht)}
    assert dossiers_van(Rol.SECRETARIAAT, swv) == verwacht
    assert dossiers_van(Rol.SECRETARIAAT, factories.SwvFactory()) == set()
    for rol in (Rol.VOORZITTER, Rol.COMMISSIELID, Rol.DIRECTEUR_SWV, Rol.FG, Rol.BEHEERDER, Rol.DESKUNDIGE):
        assert dossiers_van(rol, swv) == set(), rol


def test_an_open_case_is_one_that_was_not_closed() -> None:
    open_: Zaak = factories.ZaakFactory()
    factories.ZaakFactory(gesloten_op=DAG)
    assert list(Zaak.objects.open()) == [open_]
